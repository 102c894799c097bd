import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import type { Objects, WriteMode } from "../objects/objects.ts";
import { Trouble } from "./installation.ts";

/** Hash and length of an object's bytes, hex; null when it is not there. */
export async function hashOf(objects: Objects, path: string, signal?: AbortSignal): Promise<string | null> {
	const opened = await objects.open(path);
	if (opened === null) return null;
	const hash = createHash("sha256");
	for await (const chunk of opened.body) {
		signal?.throwIfAborted();
		hash.update(chunk);
	}
	return hash.digest("hex");
}

/** The same bytes, seen on their way. Ends with `signal`. */
export function watched(body: Readable, see: (chunk: Buffer) => void, signal?: AbortSignal): Readable {
	return Readable.from(
		(async function* () {
			for await (const chunk of body) {
				signal?.throwIfAborted();
				const bytes = toBuffer(chunk);
				see(bytes);
				yield bytes;
			}
		})(),
		{ objectMode: false },
	);
}

/**
 * Stores a body and reads it back: what is there then is what was sent. Answers its hash, hex.
 * Throws Trouble when another object stands there and the mode is not to replace it.
 */
export async function putProved(
	objects: Objects,
	path: string,
	body: Readable,
	options: { mode: WriteMode; onBytes?: (count: number) => void; signal?: AbortSignal | undefined },
): Promise<string> {
	const sent = createHash("sha256");
	const { mode, signal, onBytes } = options;
	const see = (chunk: Buffer) => {
		sent.update(chunk);
		onBytes?.(chunk.length);
	};
	try {
		await objects.put(path, watched(body, see, signal), { mode });
	} catch (error) {
		// It may have failed before it read anything.
		body.destroy();
		throw error;
	}
	const hash = sent.digest("hex");
	const there = await hashOf(objects, path, signal);
	if (there === hash) return hash;
	if (mode === "write-once") throw new Trouble(`${path} is there already, with another content.`, TAKE_NEITHER);
	throw new StoryDreamError("storage_failed", `${path} was stored, and other bytes are read from there.`, {
		hint: "Check the disk or the bucket it was stored in, then do this again.",
	});
}

const TAKE_NEITHER = "Nothing was changed there. Give --replace to put the other one in its place.";

/** A chunk of a stream of bytes. */
export function toBuffer(chunk: unknown): Buffer {
	if (Buffer.isBuffer(chunk)) return chunk;
	if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
	throw new TypeError("a stream of bytes gave something else");
}
