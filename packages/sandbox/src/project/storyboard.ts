import { type SceneCatalog, Storyboard, StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { PathRefused, readInside } from "../files/index.ts";

export const STORYBOARD_PATH = "src/storyboard.json";

/** The storyboard as it stands on disk, or why there is none to edit. */
export async function readStoryboard(projectDir: string): Promise<{ storyboard: Storyboard | null; problem: string | null }> {
	let json: unknown;
	try {
		json = JSON.parse((await readInside(projectDir, STORYBOARD_PATH)).toString("utf8"));
	} catch (error) {
		if (error instanceof PathRefused) return { storyboard: null, problem: refusedSentence(error) };
		const why = error instanceof Error ? error.message : "unreadable";
		return { storyboard: null, problem: `${STORYBOARD_PATH} is no valid JSON: ${why}.` };
	}
	const parsed = Storyboard.safeParse(json);
	return parsed.success
		? { storyboard: parsed.data, problem: null }
		: { storyboard: null, problem: storyboardSentence(parsed.error, json) };
}

function refusedSentence(error: PathRefused): string {
	return error.reason === "missing"
		? `This project has no ${STORYBOARD_PATH}, so its scenes can't be edited here.`
		: `${error.message} Its scenes can't be edited here.`;
}

const TOP_ORDER = ["fps", "width", "height", "theme", "scenes", "audio", "captions"];
const SCENE_ORDER = ["id", "scene", "durationInFrames", "transition", "props"];

/** JSON text of a storyboard: known keys in a fixed order, unknown ones after them as they came, so that diffs stay small. */
export function writeStoryboardText(storyboard: Storyboard, indent: string | number): string {
	const ordered = inOrder({ ...storyboard, scenes: storyboard.scenes.map((scene) => inOrder(scene, SCENE_ORDER)) }, TOP_ORDER);
	return `${JSON.stringify(ordered, null, indent)}\n`;
}

function inOrder(value: Record<string, unknown>, order: string[]): Record<string, unknown> {
	const known = order.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]);
	const others = Object.entries(value).filter(([key]) => !order.includes(key));
	return Object.fromEntries([...known, ...others]);
}

/** Indentation a file already uses, so that an edit by hand does not re-indent it. */
export function indentOf(text: string | null): string | number {
	const found = /^([ \t]+)\S/m.exec(text ?? "")?.[1];
	return found === undefined ? 2 : found.startsWith("\t") ? "\t" : found.length;
}

/**
 * Checks a storyboard that somebody wants to write: its own rules, and each scene's props by the schema the project's
 * page reported. Throws `storyboard_invalid` with a sentence that names the scene and the field.
 */
export function checkStoryboard(storyboard: Storyboard, catalog: SceneCatalog | null): void {
	if (!catalog) return;
	for (const scene of storyboard.scenes) {
		const known = catalog.scenes.find((candidate) => candidate.scene === scene.scene);
		if (!known) {
			const names = catalog.scenes.map((candidate) => candidate.scene).join(", ");
			throw new StoryDreamError(
				"storyboard_invalid",
				`Scene “${scene.id}” wants “${scene.scene}”, which this project does not have. It has: ${names}.`,
			);
		}
		const schema = schemaOf(known.propsSchema);
		const result = schema?.safeParse(scene.props);
		const issue = result?.error?.issues[0];
		if (issue) {
			const field = ["props", ...issue.path].join(".");
			throw new StoryDreamError("storyboard_invalid", `Scene “${scene.id}”: ${field} is wrong: ${issue.message}.`);
		}
	}
}

const schemas = new WeakMap<object, z.ZodType | null>();

/** A checker for a JSON Schema; null for one that can't be turned into a checker: then the project's own code decides. */
function schemaOf(jsonSchema: Record<string, unknown>): z.ZodType | null {
	const cached = schemas.get(jsonSchema);
	if (cached !== undefined) return cached;
	let made: z.ZodType | null;
	try {
		made = z.fromJSONSchema(jsonSchema);
	} catch {
		// A schema with features this reader lacks: the preview still reports what the project's own schema says.
		made = null;
	}
	schemas.set(jsonSchema, made);
	return made;
}

/** One sentence for a storyboard that breaks the protocol's rules; names the scene by its id where it has one. */
export function storyboardSentence(error: z.ZodError, json: unknown): string {
	const issue = error.issues[0];
	if (!issue) return "The storyboard is not valid.";
	const [head, index, ...rest] = issue.path;
	if (head === "scenes" && typeof index === "number") {
		const scenes = z.object({ scenes: z.array(z.unknown()) }).safeParse(json);
		const scene = z.object({ id: z.string() }).safeParse(scenes.data?.scenes[index]);
		const name = scene.success ? `Scene “${scene.data.id}”` : `Scene number ${index + 1}`;
		return `${name}: ${rest.join(".") || "it"} is wrong: ${issue.message}.`;
	}
	return `The storyboard's ${issue.path.join(".") || "content"} is wrong: ${issue.message}.`;
}
