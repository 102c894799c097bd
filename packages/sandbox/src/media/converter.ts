import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { resolveWithin, withDeadline } from "@storydream/kit";
import { type Conversion, type ConvertAsset, StoryDreamError } from "@storydream/protocol";
import type { ConvertedFile, ConverterPort } from "../ports.ts";
import { endOf, formatOf, inputOf, probeStreams, runMediaProgram } from "./ffmpeg.ts";
import { decodeLossless } from "./lossless.ts";
import { recipeOf } from "./recipes.ts";

const PICTURE_PROCESS = fileURLToPath(new URL("./heic-process.ts", import.meta.url));
const PICTURE_DEADLINE_MS = 60_000;
/** A clip of several minutes on a slow machine. */
const CONVERSION_DEADLINE_MS = 15 * 60_000;
/** Longer than one conversion before it. A studio asks for one after the other; two wait after it was replaced by another. */
const QUEUE_DEADLINE_MS = 20 * 60_000;

/** Makes proxies, one after the other, each in a process of its own that ends with the converter. */
export class Converter implements ConverterPort {
	readonly #tmp: string;
	readonly #onDetail: (detail: string) => void;
	readonly #closing = new AbortController();
	readonly #queueMs: number;
	/** The last conversion in line; never rejects. Owned by `convert`. */
	#queue: Promise<unknown> = Promise.resolve();

	/**
	 * @param options.onDetail for the log: why a conversion failed, in the words of the program
	 * @param options.queueMs longest wait for the conversions before one; default 20 minutes
	 */
	constructor(options: { tmpDir: string; onDetail: (detail: string) => void; queueMs?: number }) {
		this.#queueMs = options.queueMs ?? QUEUE_DEADLINE_MS;
		this.#tmp = options.tmpDir;
		this.#onDetail = options.onDetail;
	}

	/**
	 * Throws `unsupported_media` with a sentence when no proxy can be made of the file, and `sandbox_timeout` when other
	 * conversions take too long before it.
	 */
	async convert({ to }: Pick<ConvertAsset, "to">, original: Readable): Promise<ConvertedFile> {
		const folder = join(this.#tmp, `conversion-${randomUUID()}`);
		const discard = () => rm(folder, { recursive: true, force: true });
		try {
			await mkdir(folder, { recursive: true });
			const input = join(folder, "original");
			await pipeline(original, createWriteStream(input));
			return { ...(await this.#inTurn(() => this.#make(to, input, join(folder, `proxy.${to}`)))), discard };
		} catch (error) {
			await discard();
			throw error;
		}
	}

	/** Does something after everything before it, unless that takes too long. */
	async #inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = withDeadline(this.#queue, this.#queueMs, queueTooLong).then(work);
		// A failure is the caller's; the next one begins when everything before it has ended.
		this.#queue = Promise.allSettled([this.#queue, turn]);
		return turn;
	}

	async settled(timeoutMs: number): Promise<void> {
		await resolveWithin(this.#queue, timeoutMs, undefined);
	}

	/** Ends what is under way. */
	async close(): Promise<void> {
		this.#closing.abort();
		await this.#queue;
	}

	async #make(to: ConvertAsset["to"], input: string, output: string): Promise<Omit<ConvertedFile, "discard">> {
		const deadline = AbortSignal.timeout(to === "jpg" ? PICTURE_DEADLINE_MS : CONVERSION_DEADLINE_MS);
		const signal = AbortSignal.any([this.#closing.signal, deadline]);
		try {
			signal.throwIfAborted();
			if (to === "jpg") await convertPicture(input, output, signal);
			else await convertTracks(to, input, output, signal);
			const { size } = await stat(output);
			if (size === 0) throw new Error("the proxy is empty");
			const hash = createHash("sha256");
			await pipeline(createReadStream(output), hash);
			return { file: output, bytes: size, sha256: hash.digest("hex") };
		} catch (error) {
			if (error instanceof StoryDreamError) throw error;
			if (this.#closing.signal.aborted) throw new StoryDreamError("shutting_down", "The sandbox is ending.", { cause: error });
			this.#onDetail(error instanceof Error ? error.message : String(error));
			throw deadline.aborted ? tooSlow() : notConverted(error);
		}
	}
}

/** Decodes a HEIC in a process with little memory: its decoder is fed with bytes of anybody. */
async function convertPicture(input: string, output: string, signal: AbortSignal): Promise<void> {
	const png = `${input}.png`;
	const child = spawn(process.execPath, ["--max-old-space-size=1024", PICTURE_PROCESS, input, png], {
		env: { NODE_ENV: "production" },
		stdio: ["ignore", "pipe", "pipe"],
		signal,
		killSignal: "SIGKILL",
	});
	await endOf(child);
	const jpeg = ["-frames:v", "1", "-pix_fmt", "yuvj444p", "-c:v", "mjpeg", "-q:v", "2", "-f", "image2", "-update", "1", output];
	const picture = ["-pattern_type", "none", ...inputOf(png, "image2")];
	await runMediaProgram("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", "-y", ...picture, ...jpeg], signal);
}

async function convertTracks(to: Exclude<Conversion, "jpg">, input: string, output: string, signal: AbortSignal): Promise<void> {
	const format = await formatOf(input);
	const streams = await probeStreams(input, format, signal);
	const isLossless = format === "mov" && streams.audio?.codec_name === "alac";
	const sound = `${input}.wav`;
	if (isLossless) await decodeLossless({ input, format }, sound, signal);
	const files = { input, format, output, ...(isLossless ? { sound } : {}) };
	await runMediaProgram("ffmpeg", recipeOf(to, streams, files), signal);
}

function queueTooLong(): StoryDreamError {
	return new StoryDreamError("sandbox_timeout", "Other files took too long to convert before this one.");
}

function tooSlow(): StoryDreamError {
	return new StoryDreamError("unsupported_media", "Making a playable copy took longer than 15 minutes.", {
		hint: "Cut the clip to what the film shows, and add it again.",
	});
}

function notConverted(cause: unknown): StoryDreamError {
	const codec = /no decoder found for: (\w+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
	if (codec !== undefined)
		return new StoryDreamError("unsupported_media", `No playable copy could be made: nothing here decodes “${codec}”.`, {
			hint: "Save it as WAV with plain samples (PCM), as AAC or MP3, or a video as MP4 (H.264 and AAC), and add it again.",
			cause,
		});
	return new StoryDreamError("unsupported_media", "No playable copy could be made: the file is damaged or of a rare kind.", {
		hint: "Save it as MP4 (H.264 and AAC), WAV or PNG, and add it again.",
		cause,
	});
}
