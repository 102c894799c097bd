import { z } from "zod";
import { printable } from "./printable.ts";
import { filmDurationInFrames, type JsonSchema, type SceneCatalog, Storyboard } from "./storyboard.ts";

/** The longest film, in seconds: a day. */
const MAX_FILM_SECONDS = 86_400;
/** The deepest nesting of values in a storyboard. */
const MAX_DEPTH = 40;
/** Files that are certainly no sound, and files that are certainly no picture, by their extension. */
const NO_SOUND = /\.(png|jpe?g|webp|gif|svg|avif|woff2?|ttf|otf|json|csv|txt)$/i;
const NO_PICTURE = /\.(mp3|wav|m4a|aac|ogg|flac|opus|woff2?|ttf|otf|csv|txt)$/i;

/**
 * One thing that is wrong with a storyboard. `path` leads to the field: `["scenes", 1, "props", "title"]`.
 * @example const issue: StoryboardIssue = { path: ["scenes", 1, "props", "title"], message: "is missing", kind: "parse" }
 */
export interface StoryboardIssue {
	path: PropertyKey[];
	message: string;
	/**
	 * `parse`: the film's own parser refuses it, so the whole film is an error. `content`: one part of the film is wrong
	 * (a sound that is missing, a caption that never shows).
	 */
	kind: "parse" | "content";
}

/**
 * What a film knows: names a storyboard may use, and the schemas of its props. Null: not known.
 * @example const rules: FilmRules = rulesOf(catalog)
 */
export interface FilmRules {
	scenes: readonly string[] | null;
	transitions: readonly string[] | null;
	fonts: readonly string[] | null;
	looks: readonly string[] | null;
	/** Names of a scene's layouts. */
	layouts(scene: string): readonly string[] | null;
	propsSchema(scene: string): JsonSchema | null;
	/** The film's own schema of the whole storyboard. */
	storyboardSchema: JsonSchema | null;
	/** Whether `path` is a file below `public/`. Absent: files are not checked. */
	hasFile?(path: string): boolean;
}

/**
 * The rules that a preview page reported; all of them unknown without a catalog.
 * @example rulesOf(null).scenes // null
 */
export function rulesOf(catalog: SceneCatalog | null): FilmRules {
	return {
		scenes: catalog?.scenes.map((entry) => entry.scene) ?? null,
		transitions: catalog && catalog.transitions.length > 0 ? catalog.transitions : null,
		fonts: catalog?.fonts ?? null,
		looks: catalog?.looks?.map((entry) => entry.look) ?? null,
		layouts: (scene) => {
			const layouts = Object.keys(catalog?.scenes.find((entry) => entry.scene === scene)?.layouts ?? {});
			return layouts.length > 0 ? layouts : null;
		},
		propsSchema: (scene) => catalog?.scenes.find((entry) => entry.scene === scene)?.propsSchema ?? null,
		storyboardSchema: catalog?.storyboardSchema ?? null,
	};
}

/**
 * Everything that is wrong with a storyboard, most important first: its form, names and props that the film does not
 * have, numbers out of range, files that are missing. Empty: the film's own parser takes it.
 * @param json a value as `JSON.parse` answers it
 * @param rules what the film has; what is null there is not checked
 * @example storyboardIssues(JSON.parse(text), rulesOf(catalog))
 */
export function storyboardIssues(json: unknown, rules: FilmRules): StoryboardIssue[] {
	const unsafe = unsafeValue(json, []);
	if (unsafe) return [unsafe];
	const parsed = Storyboard.safeParse(json);
	if (parsed.error) return parsed.error.issues.map(({ path, message }) => ({ path, message, kind: "parse" as const }));
	const board = parsed.data;
	return [...nameIssues(board, rules), ...schemaIssues(board, rules), ...lengthIssues(board), ...contentIssues(board, rules)];
}

/** Characters of a name, of a path to a field, and of a message in a sentence: all of them may come from the storyboard. */
const MOST_NAME = 60;
const MOST_PATH = 160;
const MOST_MESSAGE = 600;

/**
 * `In the storyboard, scene 2 ("title-1", Title): props.title: expected string, received number.`
 * @example issues.map((issue) => storyboardSentence(issue, json))
 */
export function storyboardSentence(issue: Pick<StoryboardIssue, "path" | "message">, json: unknown): string {
	const [list, index, ...rest] = issue.path;
	const message = printable(issue.message.replace(/^Invalid input: /, "").replace(/\.$/, ""), MOST_MESSAGE);
	const field = (path: PropertyKey[]) => (path.length > 0 ? `${printable(path.map(String).join("."), MOST_PATH)}: ` : "");
	if (list !== "scenes" || typeof index !== "number") return `In the storyboard: ${field(issue.path)}${message}.`;
	const scenes = z.object({ scenes: z.array(z.unknown()) }).safeParse(json).data?.scenes;
	const scene = z.looseObject({ id: z.string(), scene: z.unknown() }).safeParse(scenes?.[index]).data;
	const kind = typeof scene?.scene === "string" ? `, ${printable(scene.scene, MOST_NAME)}` : "";
	const name = scene ? ` ("${printable(scene.id, MOST_NAME)}"${kind})` : "";
	return `In the storyboard, scene ${index + 1}${name}: ${field(rest)}${message}.`;
}

/**
 * Whether every object has a property of this name, such as `constructor`: a look-up by it finds what nobody put there.
 * @example isReservedName("__proto__")
 */
export function isReservedName(name: string): boolean {
	return name in Object.prototype;
}

/** A name that every object has, a number that JSON can't write, or nesting without end; the first one found. */
function unsafeValue(value: unknown, path: PropertyKey[]): StoryboardIssue | null {
	if (typeof value === "number" && !Number.isFinite(value)) return { path, message: "the number is too large", kind: "parse" };
	if (typeof value !== "object" || value === null) return null;
	if (path.length > MAX_DEPTH) return { path: path.slice(0, 4), message: "the values are nested too deeply", kind: "parse" };
	for (const [key, inner] of Object.entries(value)) {
		const step = Array.isArray(value) ? Number(key) : key;
		if (typeof step === "string" && isReservedName(step))
			return { path: [...path, step], message: `a field can't be called "${step}"`, kind: "parse" };
		const found = unsafeValue(inner, [...path, step]);
		if (found) return found;
	}
	return null;
}

function nameIssues(board: Storyboard, rules: FilmRules): StoryboardIssue[] {
	const issues: StoryboardIssue[] = [];
	const check = (what: string, name: string, known: readonly string[] | null, path: PropertyKey[]): void => {
		if (!isReservedName(name) && (known === null || known.includes(name))) return;
		const choice = known === null ? "" : `; there are: ${known.join(", ")}`;
		issues.push({ path, message: `there is no ${what} "${name}"${choice}`, kind: "parse" });
	};
	const transitions = rules.transitions === null ? null : ["none", ...rules.transitions.filter((name) => name !== "none")];
	for (const [index, scene] of board.scenes.entries()) {
		check("scene", scene.scene, rules.scenes, ["scenes", index, "scene"]);
		if (scene.transition) check("transition", scene.transition.type, transitions, ["scenes", index, "transition", "type"]);
		if (scene.layout !== undefined) check("layout", scene.layout, rules.layouts(scene.scene), ["scenes", index, "layout"]);
		if (isReservedName(scene.id)) issues.push(reservedId(scene.id, ["scenes", index, "id"]));
	}
	if (board.look !== undefined) check("look", board.look, rules.looks, ["look"]);
	for (const role of ["heading", "body", "mono"] as const) {
		const family = board.theme.fonts?.[role];
		if (family !== undefined) check("font", family, rules.fonts, ["theme", "fonts", role]);
	}
	for (const [index, { id }] of board.audio.entries())
		if (isReservedName(id)) issues.push(reservedId(id, ["audio", index, "id"]));
	return issues;
}

function reservedId(id: string, path: PropertyKey[]): StoryboardIssue {
	return { path, message: `an id can't be "${id}"`, kind: "parse" };
}

function schemaIssues(board: Storyboard, rules: FilmRules): StoryboardIssue[] {
	const own = rules.storyboardSchema === null ? null : checkerOf(rules.storyboardSchema);
	const whole = own?.safeParse(board).error?.issues ?? [];
	const props = board.scenes.flatMap((scene, index) => {
		const schema = rules.propsSchema(scene.scene);
		const issues = (schema === null ? null : checkerOf(schema))?.safeParse(scene.props).error?.issues ?? [];
		return issues.map(({ path, message }) => ({ path: ["scenes", index, "props", ...path], message }));
	});
	return [...props, ...whole].map(({ path, message }) => ({ path, message, kind: "parse" as const }));
}

const checkers = new WeakMap<object, z.ZodType | null>();

/** A checker for a JSON Schema; null for one that can't be turned into a checker: then the film's own code decides. */
function checkerOf(schema: JsonSchema): z.ZodType | null {
	const cached = checkers.get(schema);
	if (cached !== undefined) return cached;
	let made: z.ZodType | null;
	try {
		made = z.fromJSONSchema(schema);
	} catch {
		// A schema with features this reader lacks: the preview still reports what the film's own schema says.
		made = null;
	}
	checkers.set(schema, made);
	return made;
}

function lengthIssues(board: Storyboard): StoryboardIssue[] {
	const hours = filmDurationInFrames(board) / board.fps / 3600;
	if (hours * 3600 <= MAX_FILM_SECONDS) return [];
	const message = `the film would be ${Math.ceil(hours)} hours long at ${board.fps} frames a second; a film has at most 24 hours`;
	return [{ path: ["scenes"], message, kind: "content" }];
}

function contentIssues(board: Storyboard, rules: FilmRules): StoryboardIssue[] {
	const issues: StoryboardIssue[] = [];
	const report = (path: PropertyKey[], message: string | null): void => {
		if (message !== null) issues.push({ path, message, kind: "content" });
	};
	const ids = new Set<string>();
	for (const [index, track] of board.audio.entries()) {
		report(["audio", index, "id"], ids.has(track.id) ? `"${track.id}" is used twice; ids must be unique` : null);
		ids.add(track.id);
		report(["audio", index, "src"], soundProblem(track.src, rules));
	}
	for (const [index, caption] of board.captions.entries()) {
		const { startFrame, endFrame } = caption;
		const message = `the caption ends at frame ${endFrame}, before it begins at frame ${startFrame}; the end comes after the start`;
		report(["captions", index, "endFrame"], endFrame <= startFrame ? message : null);
	}
	for (const [index, scene] of board.scenes.entries()) {
		for (const { path, src } of pictureSources(scene.props)) {
			report(["scenes", index, "props", ...path], pictureProblem(src, rules));
		}
		if (scene.media !== undefined) report(["scenes", index, "media"], pictureProblem(scene.media, rules));
	}
	return issues;
}

function soundProblem(src: string, rules: FilmRules): string | null {
	if (/^(public\/|\/|\.{1,2}\/)/.test(src)) return `"${src}" is not a path below public/, such as audio/music/calm.mp3`;
	if (NO_SOUND.test(src)) return `"${src}" is no sound`;
	return fileProblem(src, src, rules);
}

function pictureProblem(src: string, rules: FilmRules): string | null {
	if (src === "" || src.startsWith("data:")) return null;
	if (NO_PICTURE.test(src)) return `"${src}" is no picture`;
	return fileProblem(src, src.replace(/^\/?(public\/)?/, ""), rules);
}

function fileProblem(src: string, path: string, rules: FilmRules): string | null {
	if (/^[a-z][a-z0-9+.-]*:/i.test(src)) return `"${src}" is on the network; a film shows files of its own only: upload it first`;
	if (!rules.hasFile || rules.hasFile(path)) return null;
	return `there is no file public/${path}`;
}

/** Props that name a picture: by the convention they are called `src`, at any depth. */
function pictureSources(value: unknown, path: PropertyKey[] = []): { path: PropertyKey[]; src: string }[] {
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const step = [...path, Array.isArray(value) ? Number(key) : key];
		return key === "src" && typeof inner === "string" ? [{ path: step, src: inner }] : pictureSources(inner, step);
	});
}
