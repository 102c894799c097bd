import type { Theme } from "@storydream/protocol";
import type { Findings } from "../reading/findings.ts";
import { pick, seedOf } from "../reading/spans.ts";
import type { Mood, Music } from "../reading/style.ts";
import { contrast, luminance, mix } from "./colour-maths.ts";
import { LOOKS, type Look, paletteOn } from "./palettes.ts";

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
const MUSIC: Record<Mood, Music> = {
	calm: "calm",
	energetic: "drive",
	playful: "bright",
	serious: "calm",
	elegant: "calm",
	techy: "drive",
	warm: "bright",
	natural: "calm",
	cinematic: "drive",
};
const TRANSITIONS: Record<Mood, [string, ...string[]]> = {
	calm: ["fade", "blur"],
	energetic: ["slide", "zoom", "wipe"],
	playful: ["iris", "slide", "zoom"],
	serious: ["slide", "fade", "wipe"],
	elegant: ["fade", "blur", "wipe"],
	techy: ["wipe", "zoom", "slide"],
	warm: ["fade", "iris"],
	natural: ["blur", "fade", "wipe"],
	cinematic: ["blur", "zoom", "fade"],
};
const BACKDROPS = ["glow", "shapes", "grid", "plain"] as const;

export interface Style {
	look: Look;
	theme: Theme;
	/** Kinds of transition, used in turn. */
	transitions: [string, ...string[]];
	transitionFrames: number;
	music: Music | null;
	mood: Mood;
}

/** Colours, type, motion and music for a brief: what it asks for first, then what fits its topic, then chance by its seed. */
export function styleOf(brief: Findings): Style {
	const look = lookOf(brief);
	const mood = brief.moods[0] ?? pick([look.moods[0] ?? "serious", ...look.moods], brief.seed, "mood");
	const motion = Math.min(2, Math.max(0.5, MOTION[mood] * (brief.speed ?? 1)));
	const heading =
		brief.font ??
		(brief.moods.length > 0
			? look.heading
			: pick([look.heading, look.heading, "Inter", "Space Grotesk", "Fraunces"], brief.seed, "font"));
	const transitions = brief.transition ? ([brief.transition] as [string]) : rotated(TRANSITIONS[mood], brief.seed);
	return {
		look,
		mood,
		theme: {
			palette: paletteOn(variedBy(look.palette, brief.seed), coloursOf(brief)),
			fonts: { heading, body: "Inter" },
			radius: look.radius,
			motion: Math.round(motion * 100) / 100,
			backdrop: pick(["glow", "shapes", "grid", BACKDROPS[seedOf(look.name) % 4] ?? "glow"], brief.seed, "backdrop"),
		},
		transitions,
		transitionFrames: Math.round(16 / Math.sqrt(motion)),
		music: brief.music === "none" ? null : brief.music === null || brief.music === "any" ? MUSIC[mood] : brief.music,
	};
}

/** The same look in four voices, so that two films on one subject are not twins. */
function variedBy(palette: Look["palette"], seed: number): Look["palette"] {
	const { background, surface, accent, accent2 } = palette;
	const voices: [Look["palette"], ...Look["palette"][]] = [
		palette,
		{ ...palette, accent: accent2, accent2: accent },
		{ ...palette, background: mix(background, accent2, 0.05), surface: mix(surface, accent2, 0.06) },
		{
			...palette,
			background: mix(background, accent, 0.06),
			surface: mix(surface, accent, 0.06),
			accent: accent2,
			accent2: accent,
		},
	];
	return pick(voices, seed, "voice");
}

function lookOf(brief: Findings): Look {
	const wanted = brief.moods.length > 0 ? LOOKS.filter((look) => look.moods.some((mood) => brief.moods.includes(mood))) : [];
	const fitting = (wanted.length > 0 ? wanted : LOOKS).filter((look) => look.topics?.test(brief.prompt));
	const pool = fitting.length > 0 ? fitting : wanted.length > 0 ? wanted : LOOKS;
	return pool[seedOf(`look:${brief.seed}`) % pool.length] ?? (LOOKS[0] as Look);
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

function rotated(kinds: [string, ...string[]], seed: number): [string, ...string[]] {
	const start = seedOf(`transition:${seed}`) % kinds.length;
	return [...kinds.slice(start), ...kinds.slice(0, start)] as [string, ...string[]];
}
