import { filmDurationInFrames, type SceneCatalog, Storyboard } from "@storydream/protocol";
import { z } from "zod";

/** What `src/storyboard.json` holds now, or why it can't be shown and edited. */
export type StoryboardCheck = { storyboard: Storyboard; problem: null } | { storyboard: null; problem: string; file?: string };

interface Issue {
	path: PropertyKey[];
	message: string;
}

/**
 * Checks the text of the storyboard against the studio's part of the format and, where the film has one, its own
 * stricter schema. Problems are told with the scene and the field in words.
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
	if (issue) return { storyboard: null, problem: sentence(issue, data), file: `${file}:${lineOfIssue(text, data, issue)}:1` };
	return basic.success
		? { storyboard: basic.data, problem: null }
		: { storyboard: null, problem: "The storyboard can't be read." };
}

/** A ZodError that a film threw while it was loading, as a sentence; null for any other error. */
export function storyboardSentence(thrown: unknown, text: string | null): string | null {
	const issues = (thrown as { issues?: unknown } | null)?.issues;
	if (!Array.isArray(issues) || issues.length === 0) return null;
	const [issue] = issues as Issue[];
	if (!issue || !Array.isArray(issue.path)) return null;
	let data: unknown = null;
	try {
		data = JSON.parse(text ?? "null");
	} catch {
		// The sentence then names the scene by its number only.
	}
	return sentence(issue, data);
}

/** `Scene 2 ("title-1"): props.title: expected string, received number.` */
export function sentence(issue: Issue, data: unknown): string {
	const [top, index, ...rest] = issue.path;
	const message = issue.message.replace(/^Invalid input: /, "");
	if (top === "scenes" && typeof index === "number") {
		const scenes = (data as { scenes?: unknown } | null)?.scenes;
		const scene = Array.isArray(scenes) ? (scenes[index] as { id?: unknown; scene?: unknown } | undefined) : undefined;
		const name =
			typeof scene?.id === "string" ? ` ("${scene.id}"${typeof scene.scene === "string" ? `, ${scene.scene}` : ""})` : "";
		return `In the storyboard, scene ${index + 1}${name}: ${rest.length > 0 ? `${rest.join(".")}: ` : ""}${message}.`;
	}
	return `In the storyboard: ${issue.path.length > 0 ? `${issue.path.join(".")}: ` : ""}${message}.`;
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

/** The scenes a film can show, with the form of their props; null when the film has no registry of scenes. */
export function makeCatalog(scenes: unknown, transitions: unknown, audio: string[]): SceneCatalog | null {
	if (typeof scenes !== "object" || scenes === null) return null;
	const list: SceneCatalog["scenes"] = [];
	for (const [scene, definition] of Object.entries(scenes)) {
		if (typeof definition !== "object" || definition === null) continue;
		const { schema, title, description, defaultProps, defaultDurationInFrames } = definition as Record<string, unknown>;
		if (!isSchema(schema)) continue;
		list.push({
			scene,
			title: typeof title === "string" ? title : scene,
			description: typeof description === "string" ? description : "",
			propsSchema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Record<string, unknown>,
			defaultProps: typeof defaultProps === "object" && defaultProps !== null ? (defaultProps as Record<string, unknown>) : {},
			defaultDurationInFrames:
				typeof defaultDurationInFrames === "number" && defaultDurationInFrames > 0 ? Math.round(defaultDurationInFrames) : 90,
		});
	}
	const names = typeof transitions === "object" && transitions !== null ? Object.keys(transitions) : [];
	return { scenes: list, transitions: names, audio };
}

/** Whether a storyboard tells the film's length: else its scenes' places on the frames are not known. */
export function describesFilm(storyboard: Storyboard, durationInFrames: number): boolean {
	return Math.abs(filmDurationInFrames(storyboard) - durationInFrames) <= 1;
}
