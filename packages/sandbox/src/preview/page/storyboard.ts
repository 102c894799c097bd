import {
	CatalogLook,
	CatalogSound,
	filmDurationInFrames,
	type JsonSchema,
	type SceneCatalog,
	Storyboard,
	storyboardSentence,
} from "@storydream/protocol";
import { z } from "zod";

/** What `src/storyboard.json` holds now, or why it can't be shown and edited. */
export type StoryboardCheck = { storyboard: Storyboard; problem: null } | { storyboard: null; problem: string; file?: string };

interface Issue {
	path: PropertyKey[];
	message: string;
}

/**
 * Checks the text of the storyboard against the studio's part of the format and, where the film has one, its own
 * stricter schema. Problems are reported with the scene and the field in words.
 */
export function checkStoryboard(text: string | null, own: unknown): StoryboardCheck {
	const file = "src/storyboard.json";
	if (text === null)
		return { storyboard: null, problem: "This film has no src/storyboard.json, so its scenes are edited in code." };
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch (error) {
		const { line, column } = placeOf(text, error);
		return {
			storyboard: null,
			problem: `src/storyboard.json is not valid JSON${line ? ` (line ${line}, column ${column})` : ""}.`,
			file: `${file}:${line || 1}:${column || 1}`,
		};
	}
	const basic = Storyboard.safeParse(data);
	const strict = isSchema(own) ? own.safeParse(data) : null;
	const issue = (strict?.success === false ? strict.error.issues[0] : undefined) ?? basic.error?.issues[0];
	if (issue)
		return { storyboard: null, problem: storyboardSentence(issue, data), file: `${file}:${lineOfIssue(text, data, issue)}:1` };
	return basic.success
		? { storyboard: basic.data, problem: null }
		: { storyboard: null, problem: "The storyboard can't be read." };
}

const Thrown = z.object({
	issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).min(1),
});

/**
 * What a film threw while it was loading because its schema refused the storyboard, as a sentence: a ZodError, or an error
 * that has one as its cause. Null for any other error.
 */
export function thrownSentence(thrown: unknown, text: string | null): string | null {
	const cause = thrown instanceof Error ? thrown.cause : undefined;
	const [issue] = (Thrown.safeParse(thrown).data ?? Thrown.safeParse(cause).data)?.issues ?? [];
	if (!issue) return null;
	let data: unknown = null;
	try {
		data = JSON.parse(text ?? "null");
	} catch {
		// The sentence then names the scene by its number only.
	}
	return storyboardSentence(issue, data);
}

function placeOf(text: string, error: unknown): { line: number; column: number } {
	const message = error instanceof Error ? error.message : "";
	const named = /line (\d+) column (\d+)/.exec(message);
	if (named) return { line: Number(named[1]), column: Number(named[2]) };
	const position = /position (\d+)/.exec(message)?.[1];
	if (position === undefined) return { line: text.split("\n").length, column: 1 };
	const before = text.slice(0, Number(position)).split("\n");
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Line of the scene an issue is in: found by its id, which stands alone in the file. */
function lineOfIssue(text: string, data: unknown, issue: Issue): number {
	const scenes = (data as { scenes?: unknown } | null)?.scenes;
	const index = issue.path[1];
	const scene =
		issue.path[0] === "scenes" && typeof index === "number" && Array.isArray(scenes)
			? (scenes[index] as { id?: unknown })
			: undefined;
	if (typeof scene?.id !== "string") return 1;
	const line = text
		.split("\n")
		.findIndex((candidate) => candidate.includes(`"id"`) && candidate.includes(JSON.stringify(scene.id)));
	return line === -1 ? 1 : line + 1;
}

function isSchema(value: unknown): value is z.ZodType {
	return typeof value === "object" && value !== null && typeof (value as { safeParse?: unknown }).safeParse === "function";
}

/** What a film's own modules export, as far as the convention names it; nothing of it is trusted. */
export interface FilmExports {
	scenes: unknown;
	transitions: unknown;
	fonts: unknown;
	looks?: unknown;
	sounds?: unknown;
	storyboardSchema: unknown;
	/** Sounds that ship with the film. */
	audio: string[];
}

/** The scenes a film can show, with the form of their props; null when the film has no registry of scenes. */
export function makeCatalog(film: FilmExports): SceneCatalog | null {
	if (typeof film.scenes !== "object" || film.scenes === null) return null;
	const list: SceneCatalog["scenes"] = [];
	for (const [scene, definition] of Object.entries(film.scenes)) {
		if (typeof definition !== "object" || definition === null) continue;
		const { schema, title, description, family, layouts, defaultProps, defaultDurationInFrames } = definition as Record<
			string,
			unknown
		>;
		if (!isSchema(schema)) continue;
		list.push({
			scene,
			title: typeof title === "string" ? title : scene,
			description: typeof description === "string" ? description : "",
			propsSchema: jsonSchemaOf(schema),
			defaultProps: typeof defaultProps === "object" && defaultProps !== null ? (defaultProps as Record<string, unknown>) : {},
			defaultDurationInFrames:
				typeof defaultDurationInFrames === "number" && defaultDurationInFrames > 0 ? Math.round(defaultDurationInFrames) : 90,
			family: typeof family === "string" ? family : undefined,
			layouts: z.record(z.string(), z.string()).safeParse(layouts).data,
		});
	}
	return {
		scenes: list,
		transitions: keysOf(film.transitions) ?? [],
		transitionNotes: notesOf(film.transitions),
		fonts: keysOf(film.fonts),
		looks: z.array(CatalogLook).safeParse(film.looks).data,
		sounds: z.record(z.string(), CatalogSound).safeParse(film.sounds).data,
		storyboardSchema: isSchema(film.storyboardSchema) ? jsonSchemaOf(film.storyboardSchema) : null,
		audio: film.audio,
	};
}

const Described = z.looseObject({ description: z.string() });
/** The description of each definition that has one, by its name. */
function notesOf(definitions: unknown): Record<string, string> {
	const named = typeof definitions === "object" && definitions !== null ? Object.entries(definitions) : [];
	return Object.fromEntries(
		named.flatMap(([name, definition]) => {
			const described = Described.safeParse(definition).data;
			return described ? [[name, described.description]] : [];
		}),
	);
}

function keysOf(value: unknown): string[] | null {
	return typeof value === "object" && value !== null ? Object.keys(value) : null;
}

/**
 * A schema as JSON Schema that refuses nothing which the schema itself takes: what JSON Schema can't say (the flags of a
 * pattern, values that are converted, values that are replaced) is left out.
 */
function jsonSchemaOf(schema: z.ZodType): JsonSchema {
	return z.toJSONSchema(schema, {
		io: "input",
		unrepresentable: "any",
		override: ({ zodSchema, jsonSchema }) => {
			const { def } = zodSchema._zod;
			if (patternsOf(def).some((pattern) => /[imsuv]/.test(pattern.flags))) {
				delete jsonSchema.pattern;
				delete jsonSchema.allOf;
			}
			if (takesAnything(def)) {
				for (const key of Object.keys(jsonSchema)) if (key !== "title" && key !== "description") delete jsonSchema[key];
			}
			if (def.type !== "object" || !jsonSchema.required) return;
			const { shape } = def as z.core.$ZodObjectDef;
			jsonSchema.required = jsonSchema.required.filter((key) => {
				const field = shape[key];
				return field === undefined || !takesAnything(field._zod.def);
			});
		},
	}) as JsonSchema;
}

/** A schema that converts what it gets, or replaces what it can't take. */
function takesAnything(def: z.core.$ZodTypeDef): boolean {
	return def.type === "catch" || ("coerce" in def && def.coerce === true);
}

function patternsOf(def: z.core.$ZodTypeDef): RegExp[] {
	const checks = (def.checks ?? []).map((check) => check._zod.def);
	return [def, ...checks].flatMap((one) => ("pattern" in one && one.pattern instanceof RegExp ? [one.pattern] : []));
}

/** Whether a storyboard tells the film's length: else its scenes' places on the frames are not known. */
export function describesFilm(storyboard: Storyboard, durationInFrames: number): boolean {
	return Math.abs(filmDurationInFrames(storyboard) - durationInFrames) <= 1;
}
