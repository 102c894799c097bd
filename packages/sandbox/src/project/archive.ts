import { createWriteStream } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { StoryDreamError } from "@storydream/protocol";
import tar from "tar-stream";
import { linkStaysInside, safeProjectPath } from "./tree.ts";

/** An archive holds at most this many bytes and files: a bomb stops here. */
const MAX_BYTES = 2_000_000_000;
const MAX_FILES = 50_000;
const MAX_COMMIT = 1_000_000;

export interface Unpacked {
	/** The raw commit object, when the archive holds one. */
	commit: Buffer | null;
	/** Links that lead out of the project: they were not made. */
	droppedLinks: { path: string; target: string }[];
}

/**
 * Unpacks a source archive (tar.zst) into the empty folder `into`. Throws `bad_request` for an archive that is broken,
 * too big, or names a path a project can't have: nothing outside of `into` is ever written.
 */
export async function unpackSource(body: Readable, into: string): Promise<Unpacked> {
	const result: Unpacked = { commit: null, droppedLinks: [] };
	const links: { path: string; target: string }[] = [];
	const extract = tar.extract();
	let bytes = 0;
	let files = 0;
	const reading = (async () => {
		for await (const entry of extract) {
			const { name, type, linkname, mode } = entry.header;
			files += 1;
			bytes += entry.header.size ?? 0;
			if (files > MAX_FILES || bytes > MAX_BYTES)
				throw new StoryDreamError("too_large", "The project's archive is too big to open.");
			if (name === ".storydream/commit") {
				result.commit = await collect(entry, MAX_COMMIT);
				continue;
			}
			if (type === "directory") {
				entry.resume();
				continue;
			}
			const safe = safeProjectPath(name);
			if (safe === null)
				throw new StoryDreamError(
					"bad_request",
					`The project's archive names a path that can't be in a project: ${printable(name)}.`,
				);
			if (type === "symlink") {
				entry.resume();
				links.push({ path: safe, target: linkname ?? "" });
			} else if (type === "file" || type === "contiguous-file") {
				const target = path.join(into, safe);
				await mkdir(path.dirname(target), { recursive: true });
				// `wx`: a second entry of the same name, or one through a link, is refused by the system.
				await pipeline(entry, createWriteStream(target, { flags: "wx", mode: (mode ?? 0) & 0o100 ? 0o755 : 0o644 }));
			} else {
				throw new StoryDreamError("bad_request", `The project's archive holds something that is no file: ${printable(name)}.`);
			}
		}
	})();
	try {
		await Promise.all([pipeline(body, createZstdDecompress(), extract), reading]);
	} catch (error) {
		extract.destroy();
		if (error instanceof StoryDreamError || isDiskFull(error)) throw error;
		throw new StoryDreamError("bad_request", "The project's archive is broken.", { cause: error });
	}
	// Links are made last: no file of the archive can be written through one.
	for (const link of links) {
		if (!linkStaysInside(link.path, link.target)) {
			result.droppedLinks.push(link);
			continue;
		}
		const place = path.join(into, link.path);
		await mkdir(path.dirname(place), { recursive: true });
		await symlink(link.target, place);
	}
	return result;
}

async function collect(stream: AsyncIterable<unknown>, limit: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
		size += bytes.length;
		if (size > limit) throw new StoryDreamError("too_large", "The commit in the project's archive is too big.");
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

function isDiskFull(error: unknown): boolean {
	return typeof error === "object" && error !== null && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

function printable(name: string): string {
	return JSON.stringify(name.slice(0, 200));
}
