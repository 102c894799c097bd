import { type ChildProcess, spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { setPriority } from "node:os";
import { dirname } from "node:path";
import { RenderInternals } from "@remotion/renderer";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

const MAX_LOG_BYTES = 8_000;
const MAX_OUTPUT_LENGTH = 1_000_000;
const PROBE_DEADLINE_MS = 20_000;
/** Lower than everything a person waits for. */
const NICENESS = 10;

/** What a program left: its output, and the last lines it wrote for the log. */
export interface ProgramEnd {
	output: string;
	log: string;
}

/** A program ended with an error. Its message, with the end of the program's log, is for the studio's log. */
export class ProgramFailed extends Error {
	/** Null: a signal ended it. */
	readonly exitCode: number | null;
	constructor(exitCode: number | null, log: string) {
		super(`exit code ${exitCode}: ${log}`);
		this.exitCode = exitCode;
	}
}

/**
 * Runs one of the media programs that come with Remotion's renderer; nothing of the system's is used. It reads files
 * only, its environment is empty, and it ends with `signal`.
 * @param mostOutput characters of its output that are kept
 * @throws ProgramFailed
 */
export async function runMediaProgram(
	bin: "ffmpeg" | "ffprobe",
	args: string[],
	signal: AbortSignal,
	mostOutput = MAX_OUTPUT_LENGTH,
): Promise<ProgramEnd> {
	const child = startMediaProgram(bin, args, { signal, stdin: "ignore" });
	if (child.pid !== undefined) lowerPriority(child.pid);
	return endOf(child, mostOutput);
}

/**
 * Starts one of the media programs that come with Remotion's renderer, with an empty environment. It ends with `signal`.
 * @param options.stdin `pipe`: the program is fed through `child.stdin`
 */
export function startMediaProgram(
	bin: "ffmpeg" | "ffprobe",
	args: string[],
	options: { signal: AbortSignal; stdin: "ignore" | "pipe" },
): ChildProcess {
	const program = pathOf(bin);
	const folder = dirname(program);
	return spawn(program, args, {
		cwd: folder,
		env: { LD_LIBRARY_PATH: folder, DYLD_LIBRARY_PATH: folder, LANG: "C.UTF-8" },
		stdio: [options.stdin, "pipe", "pipe"],
		signal: options.signal,
		killSignal: "SIGKILL",
	});
}

/** The folder of the media programs that come with Remotion's renderer. */
export function mediaProgramsFolder(): string {
	return dirname(pathOf("ffmpeg"));
}

function pathOf(bin: "ffmpeg" | "ffprobe"): string {
	return RenderInternals.getExecutablePath({ type: bin, indent: false, logLevel: "error", binariesDirectory: null });
}

/** Waits for a process. @throws ProgramFailed */
export async function endOf(child: ChildProcess, mostOutput = MAX_OUTPUT_LENGTH): Promise<ProgramEnd> {
	const output: string[] = [];
	let characters = 0;
	let log = "";
	child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
		if (characters < mostOutput) output.push(chunk.slice(0, mostOutput - characters));
		characters += chunk.length;
	});
	child.stderr?.on("data", (chunk: Buffer) => {
		log = (log + chunk.toString("utf8")).slice(-MAX_LOG_BYTES);
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once("error", reject);
		child.once("close", resolve);
	});
	if (code !== 0) throw new ProgramFailed(code, log);
	return { output: output.join(""), log };
}

/** A process that a person does not wait for gives way to all others. */
export function lowerPriority(pid: number): void {
	try {
		setPriority(pid, NICENESS);
	} catch {
		// It has ended, or the system does not allow it: it works at the priority of everything else.
	}
}

const Stream = z.object({
	codec_type: z.string().default(""),
	codec_name: z.string().default("unknown"),
	pix_fmt: z.string().default(""),
	color_transfer: z.string().default(""),
});
export type MediaStream = z.infer<typeof Stream>;

/** The first picture and the first sound of a file. Throws `unsupported_media` when there is neither. */
export async function probeStreams(
	file: string,
	format: string,
	signal: AbortSignal,
): Promise<{ video: MediaStream | null; audio: MediaStream | null }> {
	const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_DEADLINE_MS)]);
	const shown = "stream=codec_type,codec_name,pix_fmt,color_transfer";
	const args = ["-v", "error", ...inputOf(file, format), "-show_entries", shown, "-of", "json"];
	const { output } = await runMediaProgram("ffprobe", args, limit);
	const { streams } = z.object({ streams: z.array(Stream) }).parse(JSON.parse(output));
	const video = streams.find((stream) => stream.codec_type === "video") ?? null;
	const audio = streams.find((stream) => stream.codec_type === "audio") ?? null;
	if (video === null && audio === null)
		throw new StoryDreamError("unsupported_media", "The file holds neither a picture nor a sound that can be read.");
	return { video, audio };
}

/** A local file in a named format: no list of files, no address and no guess. */
export function inputOf(file: string, format: string): string[] {
	return ["-f", format, ...inputArguments(file)];
}

/** A local file, and nothing that its content names. */
export function inputArguments(file: string): string[] {
	return ["-protocol_whitelist", "file", "-i", `file:${file}`];
}

/** The demuxer for a file by its first bytes. Throws `unsupported_media` for any other format. */
export async function formatOf(file: string): Promise<string> {
	const handle = await open(file, "r");
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(189), 0, 189, 0);
		const head = buffer.subarray(0, bytesRead);
		const mark = head.toString("latin1", 0, 4);
		if (/^(?:ftyp|moov|mdat|wide|free|skip|pnot)$/.test(head.toString("latin1", 4, 8))) return "mov";
		if (head.readUInt32BE(0) === 0x1a45dfa3) return "matroska";
		if (mark === "OggS") return "ogg";
		if (/^(?:RIFF|RF64|BW64)$/.test(mark)) return head.toString("latin1", 8, 12) === "AVI " ? "avi" : "wav";
		if (head[0] === 0x47 && head[188] === 0x47) return "mpegts";
		// Cameras write four bytes of time before each packet.
		if (head[4] === 0x47) return "mpegts";
		throw new StoryDreamError("unsupported_media", "The file is of no format that can be converted.");
	} finally {
		await handle.close();
	}
}
