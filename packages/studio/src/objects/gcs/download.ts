import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import type { GcsBucket, MediaHead } from "./bucket.ts";
import { Crc32c } from "./crc32c.ts";
import { gcsError, isMissing, isPassing, Passing } from "./errors.ts";
import type { RequestRunner } from "./requests.ts";

/** An object's bytes as they begin to come. */
export interface Begun {
	head: MediaHead;
	body: IncomingMessage;
}

/**
 * The body of an object, read on where a connection broke: always the same generation, so never a mixture of two. A
 * whole object is compared with its checksum at its end. `last` is the last byte wanted.
 */
export function downloadBody(bucket: GcsBucket, requests: RequestRunner, path: string, begun: Begun, last: number): Readable {
	const stop = new AbortController();
	const pieces = readPieces(bucket, requests, path, begun, last, stop.signal);
	let reading = false;
	return new Readable({
		highWaterMark: 256 * 1024,
		read() {
			if (reading) return;
			reading = true;
			pieces.next().then(
				({ done, value }) => {
					reading = false;
					this.push(done ? null : value);
				},
				(error: unknown) => {
					reading = false;
					this.destroy(gcsError(error, `Reading ${path}`, bucket.name));
				},
			);
		},
		destroy(error, done) {
			// Ends a wait for bytes at once, and lets go of the connection also when nothing was read yet.
			stop.abort(new Passing("the reader went away"));
			begun.body.destroy();
			done(error);
		},
	});
}

async function* readPieces(
	bucket: GcsBucket,
	requests: RequestRunner,
	path: string,
	begun: Begun,
	last: number,
	stop: AbortSignal,
): AsyncGenerator<Buffer> {
	const { head } = begun;
	let at = head.start;
	/** When the last byte came, and rounds that brought none since. */
	let cameAt = performance.now();
	let inVain = 0;
	const sum = at === 0 && last === head.total - 1 && head.crc32c !== null ? new Crc32c() : null;
	for (let body = begun.body; ; ) {
		let broken: unknown;
		try {
			for await (const chunk of untilSilent(body, requests.silenceMs, stop)) {
				at += chunk.length;
				inVain = -1;
				cameAt = performance.now();
				sum?.update(chunk);
				yield chunk;
			}
		} catch (error) {
			stop.throwIfAborted();
			if (!isPassing(error)) throw error;
			broken = error;
		} finally {
			body.destroy();
		}
		if (at > last) break;
		inVain += 1;
		// A front end that answers and then sends nothing is no progress, however often it answers.
		if (inVain > 0 && performance.now() - cameAt > requests.deadlineMs) {
			throw broken ?? new StoryDreamError("storage_failed", `Cloud Storage sends nothing more of ${path}.`);
		}
		await requests.before(inVain, stop);
		const answered = await requests
			.run(
				`reading on in ${path} (${broken ? String(broken) : "cut"})`,
				(attempt) => bucket.read(path, { start: at, end: last, generation: head.generation }, attempt),
				stop,
			)
			.catch((error: unknown) => {
				if (!isMissing(error)) throw error;
				throw new StoryDreamError("storage_failed", `${path} was removed while it was read.`, { cause: error });
			});
		body = answered.body;
		if (answered.head.start !== at) {
			body.destroy();
			throw new StoryDreamError("storage_failed", `Cloud Storage answered with another part of ${path} than was requested.`);
		}
		if (stop.aborted) body.destroy();
	}
	if (at !== last + 1) throw new StoryDreamError("storage_failed", `Cloud Storage sent more of ${path} than there is.`);
	if (sum && sum.toString() !== head.crc32c)
		throw new StoryDreamError("storage_failed", `What came of ${path} is damaged: its checksum is another.`);
}

/** The pieces of an answer; fails as something passing when none comes for so long, and when the reader goes away. */
async function* untilSilent(body: IncomingMessage, silenceMs: number, stop: AbortSignal): AsyncGenerator<Buffer> {
	let waiting = false;
	const timer = setTimeout(() => {
		// A reader that takes its time is no silence of the sender's.
		if (waiting) body.destroy(new Passing(`no byte came for ${silenceMs} ms`));
		else timer.refresh();
	}, silenceMs);
	const leave = () => body.destroy(new Passing("the reader went away"));
	stop.addEventListener("abort", leave, { once: true });
	try {
		const chunks = body[Symbol.asyncIterator]();
		for (;;) {
			waiting = true;
			timer.refresh();
			const { done, value } = await chunks.next();
			waiting = false;
			if (done) return;
			if (Buffer.isBuffer(value)) yield value;
		}
	} finally {
		clearTimeout(timer);
		stop.removeEventListener("abort", leave);
	}
}
