import type { Offered } from "../plan/index.ts";
import { isTool, plainFile, type ToolCall, type Turn } from "./turns.ts";

/** The sources of a project that name what its film has, and the constant that lists it. */
export const CATALOG_FILES = { scenes: "src/scenes/index.ts", looks: "src/looks/index.ts" } as const;

/** What the project's own template has, as far as its sources were read in this turn. */
export function offeredIn(turn: Turn): Offered {
	return { scenes: namesOf(turn, "scenes"), looks: namesOf(turn, "looks") };
}

/** Null: the file was not read. A template of before there were looks has no such file. */
function namesOf(turn: Turn, what: keyof typeof CATALOG_FILES): ReadonlySet<string> | null {
	const call = turn.calls.find((one) => isTool(one.name, "Read") && pathOf(one).endsWith(CATALOG_FILES[what]));
	if (!call?.result) return null;
	if (call.result.failed) return what === "looks" && /exist|ENOENT/i.test(call.result.text) ? new Set() : null;
	const body = new RegExp(`export const ${what}\\b[^=]*=\\s*\\{([\\s\\S]*?)\\n\\}`).exec(plainFile(call.result.text))?.[1];
	if (body === undefined) return null;
	const names = [...body.matchAll(/^(?:\t| {1,4})["']?([A-Za-z]\w*)["']?\s*[:,]/gm)].flatMap((match) => match[1] ?? []);
	return names.length > 0 ? new Set(names) : null;
}

function pathOf(call: ToolCall): string {
	return String(call.input.file_path ?? call.input.path ?? "").replaceAll("\\", "/");
}
