import type { Theme } from "@storydream/protocol";
import type { Findings } from "../reading/findings.ts";
import { pick, seedOf } from "../reading/spans.ts";
import type { Mood } from "../reading/style.ts";
import { contrast, luminance } from "./colour-maths.ts";
import { chooseLook, looks } from "./looks.ts";
import { chooseTrack } from "./music.ts";
import { paletteOn } from "./palettes.ts";
import { TOPICS, type Topic } from "./topics.ts";

const MOTION: Record<Mood, number> = {
	calm: 0.7,
	energetic: 1.5,
	playful: 1.25,
	serious: 0.9,
	elegant: 0.75,
	techy: 1.2,
	warm: 0.85,
	natural: 0.85,
	cinematic: 0.75,
};
export interface Style {
	/** An art direction of the template. */
	look: string;
	/** Whole: the look's own values, with what the brief says in their place. */
	theme: Theme;
	/** Kinds of transition: the film's usual one, and the one for turns. */
	transitions: readonly [string, ...string[]];
	transitionFrames: number;
	/** A track of the template; null: silence. */
	music: string | null;
	mood: Mood;
}

/**
 * Look, colours, type, motion and music for a brief: what it asks for first, then what fits its topic, then chance by its seed.
 * @param words what the brief says of the style, in its own words
 */
export function styleOf(brief: Findings, words: readonly string[] = []): Style {
	const topic = topicOf(brief);
	const mood = brief.moods[0] ?? pick([topic.moods[0] ?? "serious", ...topic.moods], brief.seed, "mood");
	const wished = [...words, ...brief.moods];
	const colours = coloursOf(brief);
	const chosen = chooseLook(wished.length > 0 ? wished : [...topic.looks, mood], `${brief.seed}`, { colours });
	const look = looks[chosen.look];
	if (!look) throw new Error(`The template has no look "${chosen.look}".`);
	const pace = brief.moods.length > 0 ? (look.motion.speed + MOTION[mood]) / 2 : look.motion.speed;
	const motion = Math.min(2, Math.max(0.5, pace * (brief.speed ?? 1)));
	return {
		look: chosen.look,
		mood,
		theme: {
			palette: paletteOn(chosen.theme.palette, colours),
			fonts: { ...look.fonts, ...(brief.font ? { heading: brief.font } : {}) },
			radius: look.form.radius,
			motion: Math.round(motion * 100) / 100,
			backdrop: look.backdrop,
		},
		transitions: brief.transition ? [brief.transition] : chosen.transitions,
		transitionFrames: Math.round(16 / Math.sqrt(motion)),
		music:
			brief.music === "none"
				? null
				: chooseTrack({
						words: Array.isArray(brief.music) ? brief.music : [],
						style: wished,
						moods: brief.moods.length > 0 ? brief.moods : [],
						look: chosen.music,
						seed: brief.seed,
					}),
	};
}

/** What the brief is about, as far as a list of topics knows; another topic by the seed where it knows none. */
function topicOf(brief: Findings): Topic {
	const fitting = TOPICS.filter((topic) => topic.words.test(brief.prompt));
	const pool = fitting.length > 0 ? fitting : TOPICS;
	return pool[seedOf(`topic:${brief.seed}`) % pool.length] ?? (TOPICS[0] as Topic);
}

/** Named colours by role; those without one are shared out: a very dark or very light one makes a background, the rest accents. */
function coloursOf(brief: Findings): { background?: string; accent?: string; accent2?: string; text?: string } {
	const of = (role: string) => brief.colours.find((colour) => colour.role === role)?.hex;
	const free = brief.colours.filter((colour) => colour.role === null).map((colour) => colour.hex);
	let background = of("background");
	if (!background && free.length >= 2) {
		const extreme = [...free].sort((a, b) => Math.abs(luminance(b) - 0.35) - Math.abs(luminance(a) - 0.35))[0];
		if (extreme && (luminance(extreme) < 0.06 || luminance(extreme) > 0.7)) background = extreme;
	}
	const accents = [
		of("accent"),
		...brief.colours
			.filter((colour) => colour.role === "accent")
			.slice(1)
			.map((colour) => colour.hex),
		...free.filter((hex) => hex !== background),
	];
	const chosen = accents.filter((hex): hex is string => hex !== undefined && hex !== background);
	const text = of("text");
	return {
		...(background ? { background } : {}),
		...(chosen[0] ? { accent: chosen[0] } : {}),
		...(chosen[1] && (!background || contrast(chosen[1], background) > 1.5) ? { accent2: chosen[1] } : {}),
		...(text ? { text } : {}),
	};
}
