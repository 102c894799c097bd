/**
 * The art direction of a film as data: type, colour, form, motion, transitions and mood. The files of this folder import
 * each other with their extension and use no JSX, so that Node reads them as they are.
 */

import type { CameraMove } from "../design/camera.ts";

/** Colours in this order: background, surface, text, muted, accent, accent2. Each is `#rrggbb`. */
export type Palette6 = readonly [
	background: string,
	surface: string,
	text: string,
	muted: string,
	accent: string,
	accent2: string,
];

/** How a family is set. */
export type LookVoice = {
	weight: number;
	/** In em. */
	letterSpacing: number;
	/** In em. */
	lineHeight: number;
	case: "none" | "upper" | "lower";
	italic?: boolean;
	stretch?: Stretch;
};

/** Width of a family that has several, by the names of CSS. */
export type Stretch = "extra-condensed" | "condensed" | "semi-condensed" | "semi-expanded" | "expanded";

/** How things are drawn: corners, strokes and fills. */
export type Form = {
	corner: "round" | "square" | "cut" | "pill";
	/** Corner radius in design units (px where the short side is 1080 px). */
	radius: number;
	/** Width of strokes in design units. */
	stroke: number;
	line: "hair" | "bold" | "sketch" | "dotted";
	fill: "solid" | "outline" | "soft" | "paper";
};

/** How a heading comes in; running text follows in a quieter form of it. */
/** "rise" is that of films without a look: as "mask", with lines a little further apart. */
export type Reveal = "rise" | "mask" | "fade" | "slide" | "pop" | "type" | "blocks";

/** Names of the curves of src/design/motion.ts. */
export type EaseName = "out" | "inOut" | "snap" | "linear" | "glide";

/** A mark that goes on from one scene to the next. */
export type Carry = "none" | "dot" | "rule";

export type MotionCharacter = {
	/** 1 is normal; 2 moves twice as fast. */
	speed: number;
	reveal: Reveal;
	/** The curve of what comes in. */
	ease: EaseName;
	/** Drawings a second, as in stop motion; absent: every frame is one. */
	cadence?: number;
	/** How far springs go beyond their end: 0 not at all, 1 far. */
	overshoot: number;
	/** How the camera moves across the scenes of a film; absent: it stands still. */
	camera?: CameraMove;
	/** What stays from scene to scene at the head of the picture and only changes its place; absent: nothing. */
	carry?: Carry;
	/** Time between the parts of a group, as a multiple of the normal time. */
	stagger: number;
};

export type Look = {
	title: string;
	description: string;
	/** English words of the mood, lower case; `chooseLook` compares them with those of a brief. */
	moods: readonly string[];
	/** Families of src/fonts.ts. */
	fonts: { heading: string; body: string; mono?: string };
	/** `accent` is for words that stand out in a heading; absent: as the heading, in the accent colour. */
	voice: { heading: LookVoice; body: LookVoice; accent?: LookVoice & { family: string } };
	/** Palettes to choose from, the most typical first. */
	palettes: { light: readonly Palette6[]; dark: readonly Palette6[] };
	/** Which of the two the look is at home in. */
	tone: "light" | "dark";
	/** A backdrop of src/backdrops. */
	backdrop: string;
	form: Form;
	motion: MotionCharacter;
	/** Names of src/transitions: the usual one, and one for turns of the film. */
	transitions: readonly [main: string, second: string];
	/** Moods of music that suit it, best first. */
	music: readonly string[];
};
