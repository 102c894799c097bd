import { Storyboard } from "@storydream/protocol";
import type { PointedAt } from "../plan/edits/film.ts";
import { type Block, blocksOf, isText, isToolResult, isToolUse, type RequestMessage } from "./messages-api.ts";

export interface ToolCall {
	name: string;
	input: Record<string, unknown>;
	/** Null while it has not come back. */
	result: { text: string; failed: boolean } | null;
}

/** A prompt and all that was done for it. */
export interface Turn {
	prompt: string;
	pointedAt: PointedAt | null;
	/** Pictures attached to it. */
	pictures: number;
	calls: ToolCall[];
	/** What was answered so far. */
	said: string;
}

/** The beginning of the message that replaces a conversation which became too long. */
export const COMPACTED = /^This session is being continued from a previous conversation/;
/** Texts in a user's message that the SDK or the studio put there: no prompts. */
const NOT_SAID = [
	/^\[Request interrupted by user[^\]]*\]$/,
	/^Tool loaded\.?$/,
	/^Caveat: The messages below/,
	/^<(?:command-name|local-command-stdout|command-message|bash-stdout)>/,
];
const GO_ON = /^(?:continue(?: from where you left off)?|go on|carry on|proceed|keep going|weiter|sigue|continue[rz]?)[.!]?$/i;

/** Sorts a request's messages into turns, oldest first. Empty when nobody has asked anything. */
export function readTurns(messages: readonly RequestMessage[]): Turn[] {
	const turns: Turn[] = [];
	const calls = new Map<string, ToolCall>();
	for (const message of messages) {
		if (message.role === "assistant") readAssistant(message, turns.at(-1), calls);
		else if (message.role === "user") readUser(message, turns, calls);
	}
	return turns;
}

function readAssistant(message: RequestMessage, turn: Turn | undefined, calls: Map<string, ToolCall>): void {
	for (const block of blocksOf(message)) {
		if (isToolUse(block)) {
			const input =
				typeof block.input === "object" && block.input !== null && !Array.isArray(block.input)
					? Object.fromEntries(Object.entries(block.input))
					: {};
			const call: ToolCall = { name: block.name, input, result: null };
			calls.set(block.id, call);
			turn?.calls.push(call);
		} else if (isText(block) && turn) turn.said += `${turn.said ? "\n" : ""}${block.text}`;
	}
}

function readUser(message: RequestMessage, turns: Turn[], calls: Map<string, ToolCall>): void {
	const said: string[] = [];
	let pictures = 0;
	for (const block of blocksOf(message)) {
		if (isToolResult(block)) {
			const call = calls.get(block.tool_use_id);
			if (call) call.result = { text: resultText(block.content), failed: block.is_error === true };
		} else if (isText(block)) {
			const text = withoutReminders(block.text);
			if (text !== "" && !NOT_SAID.some((pattern) => pattern.test(text))) said.push(text);
		} else if (block.type === "image") pictures++;
	}
	const text = said.join("\n\n").trim();
	if (text === "" && pictures === 0) return;
	const last = turns.at(-1);
	if (COMPACTED.test(text)) {
		// All that is left of earlier turns. The last wish may not be done yet: it counts as this turn's.
		const wish = firstBetween(text, "<last-wish>", "</last-wish>")?.trim() ?? "";
		turns.push({ ...newTurn(wish, 0), said: text });
		return;
	}
	if (last && GO_ON.test(text)) {
		turns.push({ ...newTurn("", 0), prompt: last.prompt, pointedAt: last.pointedAt });
		return;
	}
	turns.push(newTurn(text, pictures));
}

function newTurn(text: string, pictures: number): Turn {
	const { prompt, pointedAt } = readContext(text);
	return { prompt, pointedAt, pictures, calls: [], said: "" };
}

/** Takes the studio's own lines in square brackets off a prompt and reads what they point at. */
function readContext(text: string): { prompt: string; pointedAt: PointedAt | null } {
	const pointedAt: PointedAt = {};
	const prompt = text
		.replace(/^\[StoryDream:[\s\S]{0,4000}?\]\n/gm, "")
		.replace(/\[(?:The person points at|Context:|Pointing at|Selected:)([^\]]{0,4000})\]\s*/gi, (_, inside: string) => {
			const scene = /\bscene\s+[“"'`]?([A-Za-z0-9][A-Za-z0-9_-]{0,63})/i.exec(inside)?.[1];
			const frame = /\bframes?\s+(\d+)/i.exec(inside)?.[1];
			const words = /(?:text|saying|reads?|element|words)\b[^“"«]*[“"«]([^”"»]{1,500})[”"»]/i.exec(inside)?.[1];
			if (scene) pointedAt.sceneId = scene;
			if (frame) pointedAt.frame = Number(frame);
			if (words) pointedAt.text = words;
			return "";
		});
	// "The person writes: /…" is how the host keeps a slash from being a command.
	return {
		prompt: prompt.trim().replace(/^The person writes: (?=\s*\/)/, ""),
		pointedAt: Object.keys(pointedAt).length > 0 ? pointedAt : null,
	};
}

/** Read from left to right once: the results of tools can be long, and hold anything. */
function withoutReminders(text: string): string {
	const [before = "", ...parts] = text.split("<system-reminder>");
	let kept = before;
	let open = "";
	for (const part of parts) {
		open += `<system-reminder>${part}`;
		const end = part.indexOf("</system-reminder>");
		if (end < 0) continue;
		kept += part.slice(end + "</system-reminder>".length);
		open = "";
	}
	return (kept + open).trim();
}

function firstBetween(text: string, start: string, end: string): string | null {
	const from = text.indexOf(start);
	const to = from < 0 ? -1 : text.indexOf(end, from);
	return to < 0 ? null : text.slice(from + start.length, to);
}

function resultText(content: string | Block[] | null | undefined): string {
	if (typeof content === "string") return withoutReminders(content);
	return withoutReminders(
		(content ?? [])
			.map((block) => (isText(block) ? block.text : ""))
			.filter(Boolean)
			.join("\n"),
	);
}

/** Whether a tool is the one meant: `Write`, or `mcp__storydream__check_project` for `check_project`. */
export function isTool(name: string, wanted: string): boolean {
	return name === wanted || name.endsWith(`__${wanted}`);
}

/** Whether a call is about the film's storyboard, wherever the project lies. */
export function isStoryboardFile(call: ToolCall): boolean {
	const path = call.input.file_path ?? call.input.path;
	return typeof path === "string" && /(?:^|\/)src\/storyboard\.json$/.test(path.replaceAll("\\", "/"));
}

/** The storyboard a call showed (Read) or wrote (Write); null when it is none. */
export function storyboardIn(call: ToolCall): { storyboard: Storyboard; indent: string } | null {
	if (!isStoryboardFile(call) || !call.result || call.result.failed) return null;
	const text = isTool(call.name, "Read")
		? plainFile(call.result.text)
		: isTool(call.name, "Write")
			? call.input.content
			: undefined;
	return typeof text === "string" ? parseStoryboard(text) : null;
}

/** Reads a storyboard's JSON and notes how it is indented, so that it can be written back alike. */
export function parseStoryboard(text: string): { storyboard: Storyboard; indent: string } | null {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		// Not JSON (cut short, or broken by hand): the caller says that it can't be read.
		return null;
	}
	const parsed = Storyboard.safeParse(data);
	return parsed.success ? { storyboard: parsed.data, indent: /\n([ \t]+)"/.exec(text)?.[1] ?? "\t" } : null;
}

/** A file as Claude Code's Read shows it, without the line numbers ("     1→{", "1\t{"). */
export function plainFile(shown: string): string {
	const lines = shown.split("\n");
	const numbered = /^\s*\d+(?:→|\t|\u2192)/;
	const count = lines.filter((line) => numbered.test(line)).length;
	if (count === 0) return shown;
	return lines
		.filter((line) => numbered.test(line))
		.map((line) => line.replace(numbered, ""))
		.join("\n");
}
