import { Storyboard, storyboardSentence } from "@storydream/protocol";
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
	if (parsed.success) return { storyboard: parsed.data, problem: null };
	const [issue] = parsed.error.issues;
	return { storyboard: null, problem: issue ? storyboardSentence(issue, json) : `${STORYBOARD_PATH} can't be read.` };
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
