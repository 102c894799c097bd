import { readlinkSync, realpathSync } from "node:fs";
import path from "node:path";

/** What may be done with a tool call, and what the agent gets when it may not. */
export type Verdict = { allow: true } | { allow: false; reason: string };

export interface GuardPlaces {
	/** The project's work tree. */
	project: string;
	/** Link beside the project to the installed dependencies: may be read. */
	nodeModules: string;
	/** The folder the agent sees its skills through (copies of the project's): may be read. */
	agentRoot: string;
}

const OWN_TOOLS = "mcp__storydream__";
const RUN_COMMAND = `${OWN_TOOLS}run_command`;
const REFUSED_PARTS = new Set([".git", ".storydream"]);
/** Files that could change what the agent's own program does: read, never written. */
const SETTINGS = /^\.claude\/(settings(\.local)?\.json|hooks(\/|$)|agents(\/|$)|commands(\/|$)|plugins(\/|$))|^\.mcp\.json$/;

/**
 * Decides on every tool call before it runs. File tools are held to the project (links followed); dependencies may be
 * read. Commands are only let through where they are held.
 */
export function createGuard(places: GuardPlaces, options: { commands: boolean }): (tool: string, input: unknown) => Verdict {
	const readable = (file: string) => decideRead(places, file);
	const writable = (file: string) => decideWrite(places, file);
	return (tool, input) => {
		const field = (name: string): string | undefined => textField(input, name);
		if (tool === RUN_COMMAND && !options.commands) return refuse("commands are switched off in this session");
		if (tool.startsWith(OWN_TOOLS)) return { allow: true };
		switch (tool) {
			case "Read":
				return readable(field("file_path") ?? "");
			case "Write":
			case "Edit":
				return writable(field("file_path") ?? "");
			case "Glob":
			case "Grep": {
				const pattern = tool === "Glob" ? (field("pattern") ?? "") : (field("glob") ?? "");
				if (path.isAbsolute(pattern) || pattern.split("/").includes(".."))
					return refuse("patterns start in the project's folder");
				return readable(field("path") ?? places.project);
			}
			case "Skill":
			case "TodoWrite":
				return { allow: true };
			default:
				return refuse(`the tool ${tool} is not offered in this session`);
		}
	};
}

function decideRead(places: GuardPlaces, file: string): Verdict {
	const place = realPlace(path.resolve(places.project, file));
	if (place === null) return refuse("that path can't be read");
	if (inside(real(places.project), place)) return refusedPart(real(places.project), place) ?? { allow: true };
	if (inside(real(places.nodeModules), place)) return { allow: true };
	if (inside(real(places.agentRoot), place)) return { allow: true };
	return refuse(`files outside of the project's folder (${places.project}) are out of reach`);
}

function decideWrite(places: GuardPlaces, file: string): Verdict {
	const root = real(places.project);
	const place = realPlace(path.resolve(places.project, file));
	if (place === null || !inside(root, place) || place === root)
		return refuse(`only files inside the project's folder (${places.project}) can be written`);
	const refused = refusedPart(root, place);
	if (refused) return refused;
	const relative = path.relative(root, place).split(path.sep).join("/");
	if (SETTINGS.test(relative)) return refuse("settings of the agent itself can't be changed from a project");
	if (relative.startsWith("public/assets/"))
		return refuse("uploaded media are kept as they are; put new files elsewhere below public/");
	return { allow: true };
}

function refusedPart(root: string, place: string): Verdict | null {
	const parts = path.relative(root, place).split(path.sep);
	return parts.some((part) => REFUSED_PARTS.has(part.toLowerCase()))
		? refuse("the project's history is kept by StoryDream and is out of reach")
		: null;
}

/** The place with all links followed, also when the last parts do not exist yet; null for nonsense. */
function realPlace(place: string): string | null {
	if (place.includes("\0")) return null;
	const missing: string[] = [];
	let current = place;
	for (let depth = 0; depth < 200; depth += 1) {
		try {
			return path.join(realpathSync.native(current), ...missing);
		} catch (error) {
			const code = error instanceof Error && "code" in error ? error.code : undefined;
			if (code !== "ENOENT" || isDanglingLink(current)) return null;
		}
		missing.unshift(path.basename(current));
		const parent = path.dirname(current);
		if (parent === current) return null;
		current = parent;
	}
	return null;
}

/** A link that leads nowhere would be written through: it is refused. */
function isDanglingLink(place: string): boolean {
	try {
		readlinkSync(place);
		return true;
	} catch {
		// Not a link, or not there: an ordinary new file.
		return false;
	}
}

function real(place: string): string {
	return realPlace(place) ?? place;
}

function inside(root: string, place: string): boolean {
	return place === root || place.startsWith(`${root}${path.sep}`);
}

function textField(input: unknown, name: string): string | undefined {
	if (typeof input !== "object" || input === null) return undefined;
	const value = (input as Record<string, unknown>)[name];
	return typeof value === "string" ? value : undefined;
}

function refuse(reason: string): Verdict {
	return { allow: false, reason: `Not allowed: ${reason}.` };
}
