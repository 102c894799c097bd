import { overlapInFrames, type StoryboardScene } from "@storydream/protocol";
import { looks } from "./looks.ts";
import type { EffectName } from "./music.ts";

/** How a film sounds at its transitions: the usual one at turns, and one before its end. */
interface Palette {
	turn: EffectName;
	ending: EffectName;
	/** Seconds between two sounds at least. */
	apart: number;
	/** Whether the usual transition is heard too. */
	each: boolean;
}

const CALM: Palette = { turn: "breath", ending: "shimmer", apart: 9, each: false };
const SMOOTH: Palette = { turn: "whoosh", ending: "chime", apart: 6, each: false };
const LIVELY: Palette = { turn: "pop", ending: "chime", apart: 4, each: true };
const STRONG: Palette = { turn: "hit", ending: "rise", apart: 5, each: false };
const TYPED: Palette = { turn: "tick", ending: "chime", apart: 5, each: false };

/** A sound needs a picture that moves with it. */
const LEAST_OVERLAP = 4;

/** The sounds that suit the motion of a look: one that glides is quiet, one that bounces pops, one that snaps hits. */
function paletteOf(look: string): Palette {
	const motion = looks[look]?.motion;
	if (motion?.reveal === "type") return TYPED;
	if (!motion || motion.ease === "glide" || motion.speed < 0.95) return CALM;
	if (motion.overshoot >= 0.6 || motion.reveal === "pop") return LIVELY;
	if (motion.ease === "snap" || motion.reveal === "blocks") return STRONG;
	return SMOOTH;
}

/** Scenes with sounds on some of their transitions: at the turns of the film and before its end, never close together. */
export function withSounds(
	scenes: readonly StoryboardScene[],
	style: { look: string; transitions: readonly string[] },
	fps: number,
): StoryboardScene[] {
	const palette = paletteOf(style.look);
	const [usual] = style.transitions;
	const last = scenes.length - 1;
	let since = palette.apart * fps * 0.5;
	return scenes.map((scene, index) => {
		const overlap = overlapInFrames(scenes[index - 1], scene);
		const heard = index > 0 && overlap >= LEAST_OVERLAP && since >= palette.apart * fps;
		const turn = palette.each || scene.transition?.type !== usual || scenes.length <= 3;
		since += scene.durationInFrames - overlap;
		if (!heard || !scene.transition || (!turn && index !== last)) return scene;
		since = scene.durationInFrames - overlap;
		return { ...scene, transition: { ...scene.transition, sound: index === last && index > 1 ? palette.ending : palette.turn } };
	});
}
