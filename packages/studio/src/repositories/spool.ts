import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";

/** Writes bytes to a new file and tells their hash. Nothing is left of it when it fails. Throws `too_large` past `maxBytes`. */
export async function spool(
	body: Buffer | Readable,
	file: string,
	maxBytes = Number.POSITIVE_INFINITY,
): Promise<{ sha256: string; bytes: number }> {
	const hash = createHash("sha256");
	const handle = await open(file, "wx", 0o644);
	let bytes = 0;
	try {
		for await (const piece of Buffer.isBuffer(body) ? [body] : body) {
			const chunk: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
			bytes += chunk.length;
			if (bytes > maxBytes)
				throw new StoryDreamError("too_large", `What was sent is larger than ${Math.floor(maxBytes / 1_000_000)} MB.`);
			hash.update(chunk);
			await writeAll(handle, chunk);
		}
	} catch (error) {
		await rm(file, { force: true });
		throw error;
	} finally {
		await handle.close();
	}
	return { sha256: hash.digest("hex"), bytes };
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
	for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
}
