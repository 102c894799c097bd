import path from "node:path";
import type { ToolKind } from "@storydream/protocol";

export interface ToolLook {
	kind: ToolKind;
	title: string;
	detail?: string;
}

type Fields = (name: string) => string | undefined;

/** How each tool looks in the chat: one entry a tool. */
const LOOKS: Record<string, (fields: Fields, projectDir: string) => ToolLook> = {
	Read: (f, dir) => onFile("read", "Reading", f, dir),
	Write: (f, dir) => onFile("write", "Writing", f, dir),
	Edit: (f, dir) => onFile("edit", "Changing", f, dir),
	Glob: (f) => withDetail({ kind: "search", title: "Looking for files" }, f("pattern")),
	Grep: (f) => withDetail({ kind: "search", title: "Searching the project" }, f("pattern")),
	Skill: (f) => ({ kind: "skill", title: `Reading up on ${(f("skill") ?? f("command") ?? "a technique").replaceAll("-", " ")}` }),
	TodoWrite: () => ({ kind: "plan", title: "Planning the next steps" }),
	mcp__storydream__run_command: (f) =>
		withDetail({ kind: "command", title: sentence(f("description")) ?? "Running a command" }, f("command")),
	mcp__storydream__check_project: () => ({ kind: "check", title: "Checking the project" }),
	mcp__storydream__check_film: () => ({ kind: "check", title: "Checking the film" }),
	mcp__storydream__look_at_frames: (f) => withDetail({ kind: "look", title: "Looking at frames" }, f("sceneId") ?? f("frames")),
	mcp__storydream__find_in_catalog: (f) =>
		withDetail({ kind: "search", title: "Looking through scenes, looks and icons" }, f("query") ?? f("kind")),
	mcp__storydream__list_assets: () => ({ kind: "assets", title: "Looking through the assets" }),
	mcp__storydream__probe_asset: (f) => withDetail({ kind: "assets", title: "Looking at an asset" }, f("path")),
};

/** Kind, title and detail of a tool call. `input` may still be incomplete. */
export function lookOf(tool: string, input: unknown, projectDir: string): ToolLook {
	const fields: Fields = (name) => {
		if (typeof input !== "object" || input === null) return undefined;
		const value = (input as Record<string, unknown>)[name];
		if (typeof value === "string") return value;
		return Array.isArray(value) ? value.join(", ") : undefined;
	};
	const look = LOOKS[tool];
	if (look) return look(fields, projectDir);
	const named = /^mcp__[^_]+__(.+)$/.exec(tool)?.[1];
	// The name of a tool of the SDK's own means nothing to a person.
	return { kind: "other", title: named === undefined ? "Using a tool" : `Using ${named.replaceAll("_", " ")}` };
}

function onFile(kind: ToolKind, verb: string, fields: Fields, projectDir: string): ToolLook {
	const file = fields("file_path");
	if (file === undefined) return { kind, title: `${verb} a file` };
	const relative = relativeTo(projectDir, file);
	return { kind, title: `${verb} ${thing(relative)}`, detail: relative };
}

/** What a file is to the person who makes the film. */
function thing(relative: string): string {
	const scene = /^src\/scenes\/(\w+)\.tsx$/.exec(relative)?.[1];
	if (scene && scene !== "index") return `the scene ${scene}`;
	const transition = /^src\/transitions\/(\w+)\.tsx$/.exec(relative)?.[1];
	if (transition && transition !== "index") return `the transition ${transition}`;
	const skill = /\.claude\/skills\/([^/]+)\//.exec(relative)?.[1];
	if (skill) return `the guide on ${skill.replaceAll("-", " ")}`;
	const known: Record<string, string> = {
		"src/storyboard.json": "the storyboard",
		"src/storyboard.ts": "the storyboard's rules",
		"src/theme.ts": "the theme",
		"src/Film.tsx": "the film",
		"src/Root.tsx": "the composition",
		"CLAUDE.md": "the project's notes",
	};
	return known[relative] ?? path.posix.basename(relative);
}

/** A path as the person knows it: below the project. */
export function relativeTo(projectDir: string, file: string): string {
	const relative = path.relative(projectDir, path.resolve(projectDir, file));
	if (!relative.startsWith("..")) return relative;
	const skills = file.indexOf(".claude/skills/");
	return skills >= 0 ? file.slice(skills) : path.basename(file);
}

function withDetail(look: ToolLook, detail: string | undefined): ToolLook {
	return detail === undefined || detail === ""
		? look
		: { ...look, detail: detail.length > 300 ? `${detail.slice(0, 299)}…` : detail };
}

function sentence(text: string | undefined): string | undefined {
	const plain = text?.replace(/\s+/g, " ").trim();
	return plain ? plain.slice(0, 100) : undefined;
}

/**
 * A text with the project's files named as the project names them: `src/Film.tsx`, `node_modules/react`. Other files of the
 * sandbox lose the folder it lies in.
 */
export function relativePaths(text: string, projectDir: string): string {
	const sandbox = path.dirname(projectDir);
	return text
		.replaceAll(`${projectDir}/`, "")
		.replaceAll(projectDir, ".")
		.replaceAll(sandbox.length > 1 ? `${sandbox}/` : "\u0000", "")
		.replace(/(?:\.\.\/|\/)(?:[^\s"'`():]+\/)?node_modules\//g, "node_modules/");
}
