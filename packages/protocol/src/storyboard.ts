import { z } from "zod";

/**
 * The form of `src/storyboard.json`. What a project itself knows (its fonts, scenes, transitions and files) is checked by
 * `storyboardIssues`; fields that are not known here are kept as they are.
 */
/** The highest number of a frame: a day at 120 frames a second. */
const MAX_FRAME = 10_368_000;

const HexColor = z.string().regex(/^#[0-9a-fA-F]{6}$/, "a colour like #1a2b3c");

/** Font families by role, each a key of the project's `fontFamilies` (src/fonts.ts). */
const Fonts = z.looseObject({ heading: z.string(), body: z.string(), mono: z.string().optional() });
const Palette = z.looseObject({
	background: HexColor,
	surface: HexColor,
	text: HexColor,
	muted: HexColor,
	accent: HexColor,
	accent2: HexColor,
});

/**
 * Colours, type and speed of a film, all of them given.
 * @example {
 *   palette: { background: "#0b0d17", surface: "#171b2e", text: "#f4f5fb", muted: "#9aa0bd", accent: "#7c8cff", accent2: "#36d6c3" },
 *   fonts: { heading: "Inter", body: "Inter" }, radius: 28, motion: 1,
 * }
 */
export const Theme = z.looseObject({
	palette: Palette,
	fonts: Fonts,
	/** Corner radius in px at 1080 px of short side. */
	radius: z.number().min(0).max(200),
	/** 1 is normal; 2 moves twice as fast. */
	motion: z.number().min(0.25).max(4),
});
export type Theme = z.infer<typeof Theme>;

/**
 * Single values in place of those of the film's look.
 * @example { palette: { accent: "#ff6600" }, motion: 2 }
 */
export const ThemeOverrides = Theme.extend({ palette: Palette.partial(), fonts: Fonts.partial() }).partial();
export type ThemeOverrides = z.infer<typeof ThemeOverrides>;

/**
 * How a scene comes in after the one before it; both are on screen for its frames.
 * @example { type: "fade", durationInFrames: 15, sound: "whoosh" }
 */
export const Transition = z.looseObject({
	type: z.string(),
	/** Frames shared by this scene and the one before it. */
	durationInFrames: z.int().min(0).max(300),
	/** A sound that ships with the project, by name, such as `whoosh`: loudest in the middle of the transition. */
	sound: z.string().min(1).max(64).optional(),
});

/**
 * A scene of a film with its props; its length is in frames.
 * @example { id: "title-1", scene: "Title", durationInFrames: 90, props: { title: "Bees" } }
 */
export const StoryboardScene = z.looseObject({
	/** Stable, unique in the storyboard: what timeline and chat refer to. */
	id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/),
	/** Name of a scene registered in `src/scenes/index.ts`. */
	scene: z.string().min(1).max(64),
	durationInFrames: z.int().min(1).max(108_000),
	props: z.record(z.string(), z.unknown()).default({}),
	/** How this scene comes in after the one before it; ignored on the first. */
	transition: Transition.optional(),
	/** A named variant of the scene; absent: the scene chooses. */
	layout: z.string().min(1).max(64).optional(),
	/** What stands in the scene: the name of one of the project's icons or objects. */
	icon: z.string().min(1).max(64).optional(),
	/** A picture in the scene: path below `public/`, such as `assets/tea.jpg`. */
	media: z.string().min(1).max(300).optional(),
	/** Whether that picture is shown whole or fills its place; absent: what suits the picture. */
	fit: z.enum(["auto", "whole", "fill"]).optional(),
	/** The point of that picture that is never cut off, in percent from its top left. */
	focus: z.object({ x: z.number().min(0).max(100), y: z.number().min(0).max(100) }).optional(),
	/** For people and the agent; never shown. */
	notes: z.string().max(4000).optional(),
});
export type StoryboardScene = z.infer<typeof StoryboardScene>;

/**
 * A sound of a film: where it begins and how it fades, in frames.
 * @example { id: "music", src: "audio/calm.mp3", volume: 0.6, fadeOutFrames: 45 }
 */
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

/**
 * Words of a voice with the frames in which they are shown: `[startFrame, endFrame)`.
 * @example { text: "Bees find the way home.", startFrame: 30, endFrame: 75 }
 */
export const StoryboardCaption = z.looseObject({
	text: z.string().max(500),
	startFrame: z.int().min(0).max(MAX_FRAME),
	endFrame: z.int().min(1).max(MAX_FRAME),
});

/**
 * The corners in which a mark can stand.
 * @example MARK_CORNERS.includes("top-left") // true
 */
export const MARK_CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;
/**
 * A picture in a corner of every scene, such as a logo.
 * @example { src: "assets/logo.png", corner: "top-right" }
 */
export const StoryboardMark = z.looseObject({
	/** Path below `public/`, such as `assets/logo.png`. */
	src: z.string().min(1).max(300),
	corner: z.enum(MARK_CORNERS).default("bottom-right"),
});
export type StoryboardMark = z.infer<typeof StoryboardMark>;

/**
 * What an item of a brief is. All but `instruction` are content, which must be on screen.
 * @example BRIEF_KINDS.includes("quote") // true
 */
export const BRIEF_KINDS = ["quote", "number", "name", "link", "date", "instruction"] as const;
/**
 * One thing that was requested, and the scenes that show it; null: none does, or none has to.
 * @example { text: "4 of 5", kind: "number", shownIn: ["title-1"] }
 */
export const BriefItem = z.looseObject({
	text: z.string().max(2000),
	kind: z.enum(BRIEF_KINDS),
	shownIn: z.array(z.string().max(64)).max(500).nullable(),
});
export type BriefItem = z.infer<typeof BriefItem>;

/** A tag of BCP 47. One that is not well-formed would make the change of case throw. */
const Language = z.string().max(35).refine(isLanguage, "a language like en or pt-BR");

function isLanguage(tag: string): boolean {
	try {
		return Intl.getCanonicalLocales(tag).length === 1;
	} catch {
		return false;
	}
}

const StoryboardFields = z.looseObject({
	fps: z.int().min(1).max(120),
	/** Pixels; even, because H.264 needs it. */
	width: z.int().min(16).max(7680).multipleOf(2),
	height: z.int().min(16).max(7680).multipleOf(2),
	/** The language of its texts, as BCP 47 has it: "tr", "pt-BR". It decides how letters change their case. */
	language: Language.optional(),
	/** An art direction of `src/looks/index.ts`. */
	look: z.string().min(1).max(64).optional(),
	/** Whole where there is no look; with one, the values it changes. */
	theme: ThemeOverrides.default({}),
	scenes: z
		.array(StoryboardScene)
		.min(1, "a film needs at least one scene")
		.max(500)
		.refine((scenes) => new Set(scenes.map((scene) => scene.id)).size === scenes.length, "scene ids must be unique"),
	audio: z.array(StoryboardAudio).max(100).default([]),
	captions: z.array(StoryboardCaption).max(5000).default([]),
	mark: StoryboardMark.optional(),
	/** What the film was asked to show, item by item. */
	brief: z.array(BriefItem).max(2000).optional(),
});
/**
 * A whole film as data: `src/storyboard.json`. Lengths are in frames, sizes in pixels.
 * @example { fps: 30, width: 1920, height: 1080, look: "swiss", scenes: [{ id: "title-1", scene: "Title", durationInFrames: 90 }] }
 */
export const Storyboard = StoryboardFields.superRefine((board, context) => {
	if (board.look !== undefined) return;
	for (const { path, message } of Theme.safeParse(board.theme).error?.issues ?? [])
		context.addIssue({ code: "custom", message, path: ["theme", ...path] });
});
export type Storyboard = z.infer<typeof Storyboard>;

/**
 * Where each scene lies on the film's frames, transitions overlapping: `[from, from + durationInFrames)`.
 * @example sceneSpans(storyboard)[0] // { id: "title-1", from: 0, durationInFrames: 90 }
 */
export function sceneSpans(storyboard: Pick<Storyboard, "scenes">): { id: string; from: number; durationInFrames: number }[] {
	let next = 0;
	return storyboard.scenes.map((scene, index) => {
		const previous = storyboard.scenes[index - 1];
		const from = Math.max(0, next - overlapInFrames(previous, scene));
		next = from + scene.durationInFrames;
		return { id: scene.id, from, durationInFrames: scene.durationInFrames };
	});
}

/**
 * Length of the whole film in frames (at least 1).
 * @example filmDurationInFrames(storyboard) / storyboard.fps // seconds
 */
export function filmDurationInFrames(storyboard: Pick<Storyboard, "scenes">): number {
	const last = sceneSpans(storyboard).at(-1);
	return Math.max(1, last ? last.from + last.durationInFrames : 1);
}

/**
 * Frames a scene shares with the one before it. Never more than half of the shorter of the two, rounded down, so that a
 * trim can't make two transitions of one scene overlap.
 * @example overlapInFrames(undefined, storyboard.scenes[0]) // 0
 */
export function overlapInFrames(previous: StoryboardScene | undefined, scene: StoryboardScene): number {
	if (!previous || !scene.transition || scene.transition.type === "none") return 0;
	const longest = Math.floor(Math.min(previous.durationInFrames, scene.durationInFrames) / 2);
	return Math.min(scene.transition.durationInFrames, longest);
}

/** The theme of a film that names neither a look nor colours: a form shows these values until the look is known. */
const PLAIN_THEME: Theme = {
	palette: {
		background: "#0b0d17",
		surface: "#171b2e",
		text: "#f4f5fb",
		muted: "#9aa0bd",
		accent: "#7c8cff",
		accent2: "#36d6c3",
	},
	fonts: { heading: "Space Grotesk", body: "Inter" },
	radius: 28,
	motion: 1,
};

/**
 * The whole theme of a film: its look's, with the storyboard's own values in their place.
 * @param looks of the film's catalog; a look that is not among them counts as a plain theme
 * @example themeOf({ look: "swiss", theme: { motion: 2 } }, catalog.looks).motion // 2
 */
export function themeOf(storyboard: Pick<Storyboard, "look" | "theme">, looks: readonly CatalogLook[] = []): Theme {
	const { look, theme } = storyboard;
	const base = looks.find((one) => one.look === look)?.theme ?? PLAIN_THEME;
	return {
		...base,
		...theme,
		palette: { ...base.palette, ...theme.palette } as Theme["palette"],
		fonts: { ...base.fonts, ...theme.fonts } as Theme["fonts"],
		radius: theme.radius ?? base.radius,
		motion: theme.motion ?? base.motion,
	};
}

/**
 * A JSON Schema (2020-12) object, as `z.toJSONSchema` makes it.
 * @example { type: "object", properties: { title: { type: "string" } } }
 */
export const JsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof JsonSchema>;

/**
 * Music or an effect that ships with a project, as a form shows it.
 * @example { title: "Calm", kind: "music", moods: ["calm"], bpm: 72 }
 */
export const CatalogSound = z.object({
	title: z.string(),
	description: z.string().default(""),
	kind: z.enum(["music", "effect"]),
	/** What it suits, the most typical first. */
	moods: z.array(z.string()).default([]),
	/** Beats a minute; null: it has no beat. */
	bpm: z.number().positive().nullable().default(null),
});

/**
 * An art direction, as a form shows it.
 * @example { look: "swiss", title: "Swiss", theme: {
 *   palette: { background: "#0b0d17", surface: "#171b2e", text: "#f4f5fb", muted: "#9aa0bd", accent: "#7c8cff", accent2: "#36d6c3" },
 *   fonts: { heading: "Inter", body: "Inter" }, radius: 28, motion: 1,
 * } }
 */
export const CatalogLook = z.object({
	look: z.string(),
	title: z.string(),
	description: z.string().default(""),
	moods: z.array(z.string()).default([]),
	theme: Theme,
	/** Names of its transitions, the usual one first. */
	transitions: z.array(z.string()).optional(),
});
export type CatalogLook = z.infer<typeof CatalogLook>;

/**
 * What a project can show: reported by the preview page, which runs the project's code.
 * @example { scenes: [{ scene: "Title", title: "Title", propsSchema: { type: "object" } }] }
 */
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
			/** The family of scenes it belongs to, such as `charts`. */
			family: z.string().optional(),
			/** Named variants, each with what it is good for. */
			layouts: z.record(z.string(), z.string()).optional(),
		}),
	),
	/** What the sounds in `audio` are, by their path; a project of an earlier release does not say. */
	sounds: z.record(z.string(), CatalogSound).optional(),
	/** Art directions a storyboard may name, each with the theme it has without overrides. */
	looks: z.array(CatalogLook).optional(),
	transitions: z.array(z.string()).default([]),
	/** What each transition looks like, by its name. */
	transitionNotes: z.record(z.string(), z.string()).optional(),
	/** Font families a theme may name; null when the project has no list of them. */
	fonts: z.array(z.string()).nullable().default(null),
	/** The project's own schema of the whole storyboard; null when it has none. */
	storyboardSchema: JsonSchema.nullable().default(null),
	/** Paths below `public/` of the sounds and music that ship with the project. */
	audio: z.array(z.string()).default([]),
});
export type SceneCatalog = z.infer<typeof SceneCatalog>;
