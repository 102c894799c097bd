import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ErrorCode, StoryDreamError } from "@storydream/protocol";
import type { MediaFinding } from "../media/index.ts";
import { originalPosition } from "../preview/index.ts";
import { readableReactError } from "../react-errors.ts";

export interface Failure {
	code: ErrorCode;
	message: string;
	hint?: string;
	/** For the log: with the stack. */
	detail: string;
}

interface StackFrame {
	functionName: string | null;
	fileName: string;
	lineNumber: number;
	columnNumber: number;
}

/** True when a program that reads or writes media failed, and not the film's code. */
export function isMediaFailure(error: unknown): boolean {
	return /\bff(?:mpeg|probe)\b|Command failed with|compositor|could not extract frame|No decoder|Invalid data found/i.test(
		error instanceof Error ? error.message : String(error),
	);
}

/**
 * Says in words why a render failed: frame, component and file where they are known, never a stack, a command line or a
 * path of this machine.
 * @param media what is wrong with a sound or video of the film, by its path below `public/`
 */
export function explainFailure(error: unknown, bundle: string, media: MediaFinding | null = null): Failure {
	const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
	if (error instanceof StoryDreamError) {
		const { code, message, hint } = error;
		return { code, message, hint, detail };
	}
	const code = (error as { code?: unknown } | null)?.code;
	if (code === "ENOSPC" || code === "EDQUOT" || /no space left on device|ENOSPC|disk quota exceeded/i.test(detail)) {
		return { code: "storage_full", message: "The disk is full: the film could not be written.", detail };
	}
	if (
		/Failed to launch the browser|Could not find a browser|No browser found|Closed with \S+ signal.*launch|spawn .* ENOENT/i.test(
			detail,
		)
	) {
		return { code: "browser_missing", message: "The browser that draws the film did not start.", detail };
	}
	if ((error as { bundling?: unknown } | null)?.bundling === true) {
		return {
			code: "export_failed",
			message: `The film could not be put together: ${error instanceof Error ? error.message : "unknown"}.`,
			hint: "Mend the file named in the message, and export again.",
			detail,
		};
	}
	if (media !== null) return { code: "export_failed", ...mediaFailure(media), detail };
	const { message, frame, place } = describe(error, bundle);
	const where = frame === null ? "The film" : `Frame ${frame}`;
	const who = place?.component ? ` in ${place.component}` : "";
	const file = place ? ` (${place.file})` : "";
	return { code: "export_failed", message: `${where} could not be drawn${who}: ${message}${file}.`, detail };
}

function mediaFailure({ file, reason }: MediaFinding): { message: string; hint: string } {
	if (reason === "undecodable")
		return {
			message: `public/${file} can't be decoded, so the film can't be exported with it.`,
			hint: "Take it out of the film, or save it as AAC, MP3, WAV or MP4 (H.264) and add it again.",
		};
	return {
		message: `A sound or video of the film could not be read, and public/${file} could not be checked in time.`,
		hint: "Export again. If it fails again, take this file out of the film.",
	};
}

/** A film's code throws what it likes; people read 500 characters of it. */
const MOST_READ_CHARS = 5_000;

function describe(
	error: unknown,
	bundle: string,
): { message: string; frame: number | null; place: { component: string | null; file: string } | null } {
	const { message, frame, stackFrame } = (error ?? {}) as { message?: unknown; frame?: unknown; stackFrame?: unknown };
	const said = (typeof message === "string" ? message : "unknown error").slice(0, MOST_READ_CHARS);
	const first = said.split("\n")[0] ?? "";
	const short = readableReactError(withoutPaths(first))
		.replace(/^(Uncaught )?(\w*Error: )/, "")
		.replace(/ See https?:\S+.*$/, "")
		.replace(/\.$/, "");
	return {
		message: short.slice(0, 500),
		frame: typeof frame === "number" ? frame : null,
		place: Array.isArray(stackFrame) ? firstOwn(stackFrame as StackFrame[], bundle) : null,
	};
}

/** The first line of the stack that lies in the film's own files, and the nearest component around it. */
function firstOwn(frames: StackFrame[], bundle: string): { component: string | null; file: string } | null {
	let map: { mappings: string; sources: string[] };
	try {
		map = JSON.parse(readFileSync(join(bundle, "bundle.js.map"), "utf8")) as typeof map;
	} catch {
		// Without a map the message still says what happened.
		return null;
	}
	let found: { component: string | null; file: string } | null = null;
	for (const frame of frames) {
		const position = originalPosition(map.mappings, frame.lineNumber + 1, frame.columnNumber + 1);
		const source = position ? /(?:^|\/)(src\/.*)$/.exec(map.sources[position.source] ?? "")?.[1] : undefined;
		if (!position || !source || (map.sources[position.source] ?? "").includes("node_modules")) continue;
		found ??= { component: null, file: `${source}:${position.line}` };
		const name = frame.functionName?.split(".").at(-1) ?? "";
		if (/^[A-Z]/.test(name)) return { ...found, component: name };
	}
	return found;
}

/** Text for people: no command lines, and of paths and addresses of this machine what lies in the film. */
export function withoutPaths(text: string): string {
	if (/^Command failed|^exit code|\bff(?:mpeg|probe)\b.*\s-\w/i.test(text)) {
		const file = /\bpublic\/([\w./-]+)/.exec(text)?.[1];
		return `a sound or video of the film could not be read${file ? `: public/${file}` : ""}`;
	}
	return text
		.replace(/https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/?(public\/)?/g, "$1")
		.replace(/file:\/\/(?=\/)/g, "")
		.replace(/(?<![\w.:/-])(?:[A-Za-z]:)?[\\/](?:[^\s"'“”()<>:\\/]*[\\/])*?((?:src|public)[\\/][^\s"'“”()<>:]+)/g, "$1")
		.replace(/(?<![\w.:/<-])(?:[A-Za-z]:)?[\\/](?:[\w@.+~-]+[\\/])+([\w@.+~-]+)/g, "$1");
}
