import { z } from "zod";

/**
 * The form of `src/storyboard.json`. What a project itself knows (its fonts, scenes, transitions and files) is checked by
 * `storyboardIssues`; fields that are not known here are kept as they are.
 */
/** The highest number of a frame: a day at 120 frames a second. */
const MAX_FRAME = 10_368_000;

const HexColor = z.string().regex(/^#[0-9a-fA-F]{6}$/, "a colour like #1a2b3c");

export const Theme = z.looseObject({
	palette: z.looseObject({
		background: HexColor,
		surface: HexColor,
		text: HexColor,
		muted: HexColor,
		accent: HexColor,
		accent2: HexColor,
	}),
	/** Font families by role; a name of a family in `public/fonts`. */
	fonts: z.looseObject({ heading: z.string(), body: z.string(), mono: z.string().optional() }),
	/** Corner radius in px at 1080 px of short side. */
	radius: z.number().min(0).max(200),
	/** 1 is normal; 2 moves twice as fast. */
	motion: z.number().min(0.25).max(4),
});
export type Theme = z.infer<typeof Theme>;

export const TRANSITIONS = ["none", "fade", "slide", "wipe", "zoom", "blur", "iris"] as const;
export const Transition = z.looseObject({
	type: z.string(),
	/** Frames shared by this scene and the one before it. */
	durationInFrames: z.int().min(0).max(300),
});

export const StoryboardScene = z.looseObject({
	/** Stable, unique in the storyboard: what timeline and chat refer to. */
	id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/),
	/** Name of a scene registered in `src/scenes/index.ts`. */
	scene: z.string().min(1).max(64),
	durationInFrames: z.int().min(1).max(108_000),
	props: z.record(z.string(), z.unknown()).default({}),
	/** How this scene comes in after the one before it; ignored on the first. */
	transition: Transition.optional(),
});
export type StoryboardScene = z.infer<typeof StoryboardScene>;

export const StoryboardAudio = z.looseObject({
	id: z.string().min(1).max(64),
	/** Path below `public/`, such as `audio/calm.mp3` or `assets/voice.mp3`. */
	src: z.string().min(1).max(300),
	startFrame: z.int().min(0).max(MAX_FRAME).default(0),
	/** Absent: until the end of the film. */
	durationInFrames: z.int().min(1).max(MAX_FRAME).optional(),
	/** 0 to 1. */
	volume: z.number().min(0).max(1).default(1),
	loop: z.boolean().default(false),
	fadeInFrames: z.int().min(0).max(MAX_FRAME).default(0),
	fadeOutFrames: z.int().min(0).max(MAX_FRAME).default(0),
});

export const StoryboardCaption = z.looseObject({
	text: z.string().max(500),
	startFrame: z.int().min(0).max(MAX_FRAME),
	endFrame: z.int().min(1).max(MAX_FRAME),
});

export const MARK_CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;
/** A picture in a corner of every scene, such as a logo. */
export const StoryboardMark = z.looseObject({
	/** Path below `public/`, such as `assets/logo.png`. */
	src: z.string().min(1).max(300),
	corner: z.enum(MARK_CORNERS).default("bottom-right"),
});
export type StoryboardMark = z.infer<typeof StoryboardMark>;

export const Storyboard = z.looseObject({
	fps: z.int().min(1).max(120),
	/** Pixels; even, because H.264 needs it. */
	width: z.int().min(16).max(7680).multipleOf(2),
	height: z.int().min(16).max(7680).multipleOf(2),
	theme: Theme,
	scenes: z
		.array(StoryboardScene)
		.min(1, "a film needs at least one scene")
		.max(500)
		.refine((scenes) => new Set(scenes.map((scene) => scene.id)).size === scenes.length, "scene ids must be unique"),
	audio: z.array(StoryboardAudio).max(100).default([]),
	captions: z.array(StoryboardCaption).max(5000).default([]),
	mark: StoryboardMark.optional(),
});
export type Storyboard = z.infer<typeof Storyboard>;

/** Where each scene lies on the film's frames, transitions overlapping: `[from, from + durationInFrames)`. */
export function sceneSpans(storyboard: Pick<Storyboard, "scenes">): { id: string; from: number; durationInFrames: number }[] {
	let next = 0;
	return storyboard.scenes.map((scene, index) => {
		const previous = storyboard.scenes[index - 1];
		const from = Math.max(0, next - overlapInFrames(previous, scene));
		next = from + scene.durationInFrames;
		return { id: scene.id, from, durationInFrames: scene.durationInFrames };
	});
}

/** Length of the whole film in frames (at least 1). */
export function filmDurationInFrames(storyboard: Pick<Storyboard, "scenes">): number {
	const last = sceneSpans(storyboard).at(-1);
	return Math.max(1, last ? last.from + last.durationInFrames : 1);
}

/**
 * Frames a scene shares with the one before it. Never more than half of the shorter of the two, rounded down, so that a
 * trim can't make two transitions of one scene overlap.
 */
export function overlapInFrames(previous: StoryboardScene | undefined, scene: StoryboardScene): number {
	if (!previous || !scene.transition || scene.transition.type === "none") return 0;
	const longest = Math.floor(Math.min(previous.durationInFrames, scene.durationInFrames) / 2);
	return Math.min(scene.transition.durationInFrames, longest);
}

/** A JSON Schema (2020-12) object, as `z.toJSONSchema` makes it. */
export const JsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof JsonSchema>;

/** What a project can show: reported by the preview page, which runs the project's code. */
export const SceneCatalog = z.object({
	/** Scenes that can stand in the storyboard, with the JSON Schema of their props and a set that looks good. */
	scenes: z.array(
		z.object({
			scene: z.string(),
			title: z.string(),
			description: z.string().default(""),
			propsSchema: JsonSchema,
			defaultProps: z.record(z.string(), z.unknown()).default({}),
			defaultDurationInFrames: z.int().positive().default(90),
		}),
	),
	transitions: z.array(z.string()).default([]),
	/** Font families a theme may name; null when the project has no list of them. */
	fonts: z.array(z.string()).nullable().default(null),
	/** The project's own schema of the whole storyboard; null when it has none. */
	storyboardSchema: JsonSchema.nullable().default(null),
	/** Paths below `public/` of the sounds and music that ship with the project. */
	audio: z.array(z.string()).default([]),
});
export type SceneCatalog = z.infer<typeof SceneCatalog>;
