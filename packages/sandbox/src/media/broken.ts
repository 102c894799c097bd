import { inputArguments, ProgramFailed, runMediaProgram } from "./ffmpeg.ts";

/** Longest check of one file, and of all files, in ms. */
const FILE_DEADLINE_MS = 20_000;
const TOTAL_DEADLINE_MS = 60_000;

/** The first sound and the first picture, where there are any. */
const STREAMS = ["-map", "0:a:0?", "-map", "0:v:0?", "-c:v", "rawvideo", "-frames:v", "3"];

/** What is wrong with a file: it can't be decoded here, or the check of it did not end in time. */
export interface MediaFinding {
	file: string;
	reason: "undecodable" | "unchecked";
}

/**
 * The first of some sounds and videos that can't be decoded here, by their first second; where there is none, the first that
 * could not be checked in time. Null: all can be decoded.
 */
export async function findUndecodable(
	files: readonly string[],
	{ fileMs = FILE_DEADLINE_MS, totalMs = TOTAL_DEADLINE_MS }: { fileMs?: number; totalMs?: number } = {},
): Promise<MediaFinding | null> {
	const total = AbortSignal.timeout(totalMs);
	let unchecked: MediaFinding | null = null;
	for (const file of files) {
		const reason = await check(file, AbortSignal.any([total, AbortSignal.timeout(fileMs)]));
		if (reason === "undecodable") return { file, reason };
		if (reason === "unchecked") unchecked ??= { file, reason };
		if (total.aborted) break;
	}
	return unchecked;
}

async function check(file: string, signal: AbortSignal): Promise<MediaFinding["reason"] | "decodable"> {
	const args = ["-nostdin", "-v", "error", "-t", "1", ...inputArguments(file), ...STREAMS, "-f", "null", "-"];
	try {
		await runMediaProgram("ffmpeg", args, signal);
		return "decodable";
	} catch (error) {
		// A program that was ended, or did not start, has said nothing of the file.
		return error instanceof ProgramFailed && error.exitCode !== null ? "undecodable" : "unchecked";
	}
}
