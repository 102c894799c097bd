import { z } from "zod";
import { fontFamilies } from "./fonts";
import { looks } from "./looks";
import { type EffectName, effects } from "./music/effects";
import { scenes } from "./scenes";
import data from "./storyboard.json";
import { themeOverridesSchema, themeSchema } from "./theme";
import { transitions } from "./transitions";

/**
 * The film as data: `src/storyboard.json`, checked. This schema is strict where a mistake would be seen in the film (the
 * props of each scene are held against the schema of that scene) and keeps fields it does not know elsewhere.
 */
const transitionNames = ["none", ...Object.keys(transitions)];

const sceneSchema = z
	.looseObject({
		id: z
			.string()
			.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "must be a short name of letters, digits, - and _, like title-1")
			.describe("Unique in the film"),
		scene: z.string().min(1).max(64).describe("A scene of src/scenes/index.ts"),
		durationInFrames: z.int().min(1).max(108_000),
		props: z.record(z.string(), z.unknown()).default({}),
		transition: z
			.looseObject({
				type: z.string().refine((type) => transitionNames.includes(type), {
					error: (issue) => `there is no transition "${String(issue.input)}"; there are: ${transitionNames.join(", ")}`,
				}),
				durationInFrames: z.int().min(0).max(300).describe("Frames shared with the scene before"),
				sound: z
					.enum(Object.keys(effects) as [EffectName, ...EffectName[]])
					.optional()
					.describe("A sound of public/audio/sfx, loudest in the middle of the transition"),
			})
			.optional()
			.describe("How this scene comes in; ignored on the first"),
		layout: z.string().min(1).max(64).optional().describe("A named variant of the scene"),
		icon: z.string().min(1).max(64).optional().describe("What stands in the scene: an icon or an object"),
		media: z.string().min(1).max(300).optional().describe("A picture in the scene: path below public/"),
		fit: z.enum(["auto", "whole", "fill"]).optional().describe("Whether that picture is shown whole or fills its place"),
		focus: z
			.object({ x: z.number().min(0).max(100), y: z.number().min(0).max(100) })
			.optional()
			.describe("The point of that picture that is never cut off, in percent"),
		notes: z.string().max(4000).optional().describe("Never shown"),
	})
	.transform((scene, context) => {
		// Every object has a "constructor": only what is written in the registry is a scene.
		const definition = Object.hasOwn(scenes, scene.scene) ? scenes[scene.scene] : undefined;
		// A scene that does not exist is drawn as a card that says so: see Film.tsx and unknownScenes().
		if (!definition) return scene;
		const layouts = Object.keys(definition.layouts ?? {});
		if (scene.layout !== undefined && layouts.length > 0 && !layouts.includes(scene.layout)) {
			const message = `there is no layout "${scene.layout}"; there are: ${layouts.join(", ")}`;
			context.issues.push({ code: "custom", message, input: scene.layout, path: ["layout"] });
			return z.NEVER;
		}
		const parsed = definition.schema.safeParse(scene.props);
		if (parsed.success) return { ...scene, props: parsed.data };
		for (const { path, ...issue } of parsed.error.issues) {
			context.issues.push({ code: "custom", message: issue.message, input: scene.props, path: ["props", ...path] });
		}
		return z.NEVER;
	});

const audioSchema = z.looseObject({
	id: z.string().min(1).max(64),
	src: z.string().min(1).max(300).describe("Path below public/, like audio/music/calm.mp3"),
	startFrame: z.int().min(0).default(0),
	durationInFrames: z.int().min(1).optional().describe("Absent: until the end of the film"),
	volume: z.number().min(0).max(1).default(1),
	loop: z.boolean().default(false),
	fadeInFrames: z.int().min(0).default(0),
	fadeOutFrames: z.int().min(0).default(0),
});

const captionSchema = z.looseObject({
	text: z.string().max(500),
	startFrame: z.int().min(0),
	endFrame: z.int().min(1),
});

const markSchema = z.looseObject({
	src: z.string().min(1).max(300).describe("Path below public/, like assets/logo.png"),
	corner: z.enum(["top-left", "top-right", "bottom-left", "bottom-right"]).default("bottom-right"),
});

const briefSchema = z.looseObject({
	text: z.string().max(2000),
	kind: z.enum(["quote", "number", "name", "link", "date", "instruction"]),
	shownIn: z.array(z.string().max(64)).max(500).nullable().describe("Ids of the scenes that show it"),
});

/** Whether it is a well-formed tag of BCP 47. */
const isLanguage = (tag: string): boolean => {
	try {
		return Intl.getCanonicalLocales(tag).length === 1;
	} catch {
		return false;
	}
};

const pixels = z.int().min(16).max(7680).multipleOf(2, "must be an even number of pixels");

export const storyboardSchema = z
	.looseObject({
		fps: z.int().min(1).max(120),
		width: pixels,
		height: pixels,
		language: z
			.string()
			.max(35)
			.refine(isLanguage, "must be a language like en or pt-BR")
			.optional()
			.describe("Of the film's texts; decides how letters change their case"),
		look: z
			.string()
			.refine((look) => Object.hasOwn(looks, look), {
				error: (issue) => `there is no look "${String(issue.input)}"; there are: ${Object.keys(looks).join(", ")}`,
			})
			.optional()
			.describe("An art direction of src/looks/index.ts"),
		theme: themeOverridesSchema.default({}).describe("With a look: the values it changes; without: whole"),
		scenes: z.array(sceneSchema).min(1, "a film needs at least one scene").max(500),
		audio: z.array(audioSchema).max(100).default([]),
		captions: z.array(captionSchema).max(5000).default([]),
		mark: markSchema.optional().describe("A picture in a corner of every scene"),
		brief: z.array(briefSchema).max(2000).optional().describe("What the film was asked to show"),
	})
	.superRefine((board, context) => {
		const seen = new Set<string>();
		for (const [index, scene] of board.scenes.entries()) {
			if (seen.has(scene.id)) {
				context.addIssue({ code: "custom", message: "this id is used twice; ids must be unique", path: ["scenes", index, "id"] });
			}
			seen.add(scene.id);
		}
		if (board.look === undefined) {
			for (const { path, message } of themeSchema.safeParse(board.theme).error?.issues ?? [])
				context.addIssue({ code: "custom", message, path: ["theme", ...path] });
		}
		for (const role of ["heading", "body", "mono"] as const) {
			const family = board.theme.fonts?.[role];
			if (family !== undefined && !Object.hasOwn(fontFamilies, family)) {
				context.addIssue({
					code: "custom",
					message: `there is no font "${family}"; src/fonts.ts has: ${Object.keys(fontFamilies).join(", ")}`,
					path: ["theme", "fonts", role],
				});
			}
		}
	});

export type Storyboard = z.infer<typeof storyboardSchema>;
export type StoryboardScene = Storyboard["scenes"][number];
export type StoryboardAudio = Storyboard["audio"][number];
export type StoryboardMark = z.infer<typeof markSchema>;
export type StoryboardCaption = Storyboard["captions"][number];

const fieldName = (path: PropertyKey[]): string =>
	path.reduce<string>(
		(name, key) => (typeof key === "number" ? `${name}[${key}]` : name === "" ? String(key) : `${name}.${String(key)}`),
		"",
	);

/** One problem as a sentence: which scene (by id and kind), which field, what is wrong with it. */
const sentence = (input: unknown, issue: { path: PropertyKey[]; message: string }): string => {
	const [list, index, ...rest] = issue.path;
	const message = issue.message.replace(/^Invalid input: /, "").replace(/^Too (small|big): /, "");
	if (list !== "scenes" || typeof index !== "number") {
		return `${issue.path.length === 0 ? "The storyboard" : fieldName(issue.path)}: ${message}`;
	}
	const board = z.object({ scenes: z.array(z.unknown()) }).safeParse(input);
	const known = z.object({ id: z.string(), scene: z.string().optional() }).safeParse(board.data?.scenes[index]);
	const who = known.success
		? `Scene "${known.data.id}"${known.data.scene ? ` (${known.data.scene})` : ""}`
		: `Scene number ${index + 1}`;
	return rest.length === 0 ? `${who}: ${message}` : `${who}, field ${fieldName(rest)}: ${message}`;
};

/** Parses a storyboard, or throws an Error that names each scene and field that is wrong. */
export const parseStoryboard = (input: unknown): Storyboard => {
	const parsed = storyboardSchema.safeParse(input);
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.map((issue) => sentence(input, issue));
	throw new Error(`src/storyboard.json is not right.\n${problems.map((problem) => `- ${problem}`).join("\n")}`, {
		cause: parsed.error,
	});
};

/** Scenes of the storyboard that have no entry in `src/scenes/index.ts`, each as a sentence. Empty when all is well. */
export const unknownScenes = (board: Pick<Storyboard, "scenes">): string[] =>
	board.scenes
		.filter((scene) => !Object.hasOwn(scenes, scene.scene))
		.map(
			(scene) =>
				`Scene "${scene.id}" wants a scene named "${scene.scene}", which is not in src/scenes/index.ts. Scenes there: ${Object.keys(scenes).join(", ")}.`,
		);

type Timed = { durationInFrames: number; transition?: { type: string; durationInFrames: number } | undefined };

/**
 * Frames a scene shares with the one before it. Never more than half of the shorter of the two, rounded down, so that a
 * trim can't make two transitions of one scene overlap.
 */
export const overlapInFrames = (previous: Timed | undefined, scene: Timed): number => {
	if (!previous || !scene.transition || scene.transition.type === "none") return 0;
	const most = Math.floor(Math.min(previous.durationInFrames, scene.durationInFrames) / 2);
	return Math.min(scene.transition.durationInFrames, most);
};

/** Where each scene lies on the film's frames, transitions overlapping: `[from, from + durationInFrames)`. */
export const sceneSpans = (board: {
	scenes: (Timed & { id: string })[];
}): { id: string; from: number; durationInFrames: number }[] => {
	let end = 0;
	return board.scenes.map((scene, index) => {
		const from = Math.max(0, end - overlapInFrames(board.scenes[index - 1], scene));
		end = from + scene.durationInFrames;
		return { id: scene.id, from, durationInFrames: scene.durationInFrames };
	});
};

/** Length of the film in frames, at least 1. */
export const filmDurationInFrames = (board: { scenes: (Timed & { id: string })[] }): number => {
	const last = sceneSpans(board).at(-1);
	return Math.max(1, last ? last.from + last.durationInFrames : 1);
};

/** The film of this project. */
export const storyboard: Storyboard = parseStoryboard(data);
