import { createReadStream } from "node:fs";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { StoryDreamError } from "@storydream/protocol";
import tar from "tar-stream";
import type { z } from "zod";
import { Chain, End, type EntryName, Head, parseEntryName, SectionEnd, unreadable } from "./backup-format.ts";
import { toBuffer } from "./bytes.ts";

/** A file that lies in the backup, or a text of ours, which is small. */
export interface Entry {
	name: EntryName;
	size: number;
	/** To be read to its end. */
	body: Readable;
	/** Whole, for what is no object. */
	text(): Promise<string>;
}

const LONGEST_TEXT = 8_000_000;

/**
 * Reads a backup from its beginning to its end, entry by entry, never the whole of it, and proves at the end that it is
 * what was written. Throws `bad_request` with a sentence when it is not; what `see` throws is thrown.
 */
export async function readBackup(
	file: string,
	see: (entry: Entry) => Promise<void>,
	options: { signal?: AbortSignal | undefined; onBytes?: (count: number) => void } = {},
): Promise<End> {
	const { signal, onBytes } = options;
	const chain = new Chain();
	const extract = tar.extract();
	/** The last entry; and what was thrown by whoever looks at the entries, as opposed to by the file. */
	const state: { end: End | null; theirs: { error: unknown } | null } = { end: null, theirs: null };

	const reading = (async () => {
		for await (const entry of extract) {
			signal?.throwIfAborted();
			const { name: path, size = 0, type } = entry.header;
			const name = parseEntryName(path);
			if (name === null || type !== "file" || state.end !== null)
				throw unreadable(file, "it holds what no backup of StoryDream holds");
			const isEnd = name.kind === "end";
			if (!isEnd) chain.begin(path, size);
			const bytes = async function* () {
				for await (const part of entry) {
					signal?.throwIfAborted();
					const chunk = toBuffer(part);
					if (!isEnd) chain.add(chunk);
					onBytes?.(chunk.length);
					yield chunk;
				}
			};
			const body = Readable.from(bytes(), { objectMode: false });
			const text = async () => {
				if (size > LONGEST_TEXT) throw unreadable(file, "a part of it is far too long");
				const chunks: Buffer[] = [];
				for await (const chunk of body) chunks.push(chunk);
				return Buffer.concat(chunks).toString("utf8");
			};
			if (isEnd) {
				state.end = parsed(file, End, await text());
				continue;
			}
			try {
				await see({ name, size, body, text });
			} catch (error) {
				state.theirs = { error };
				throw error;
			}
			// What was not looked at counts all the same.
			if (!body.readableEnded) await drain(body);
		}
	})();
	const input = createReadStream(file);
	try {
		await Promise.all([pipeline(input, createZstdDecompress(), extract), reading]);
	} catch (error) {
		extract.destroy();
		input.destroy();
		await reading.catch(() => {});
		signal?.throwIfAborted();
		if (state.theirs !== null) throw state.theirs.error;
		throw asBackupError(file, error);
	}
	const { end } = state;
	if (end === null) throw unreadable(file, "its end is missing");
	if (end.sha256 !== chain.digest() || end.bytes !== chain.bytes) throw unreadable(file, "it was changed after it was written");
	return end;
}

/** Reads what nobody wants. */
export async function drain(body: Readable): Promise<void> {
	await pipeline(body, new Writable({ write: (_chunk, _encoding, done) => done() }));
}

function asBackupError(file: string, error: unknown): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
	if (code === "ENOENT") {
		return new StoryDreamError("not_found", `There is no file ${file}.`, {
			hint: "Name the file that `storydream backup` wrote.",
		});
	}
	if (["EACCES", "EISDIR", "EIO"].includes(code)) return unreadable(file, `it can't be read (${code})`, error);
	return unreadable(file, "it is damaged, cut off, or no backup of StoryDream", error);
}

export interface Proved {
	head: Head;
	end: End;
	/** Numbers of the sections to restore. */
	whole: Set<number>;
}

/** Reads all of a backup without doing anything. Throws `bad_request` when it is not whole and unchanged. */
export async function proveBackup(
	file: string,
	options: { signal?: AbortSignal | undefined; onBytes?: (count: number) => void } = {},
): Promise<Proved> {
	const state: { head: Head | null } = { head: null };
	const whole = new Set<number>();
	const end = await readBackup(
		file,
		async ({ name, text }) => {
			if (name.kind === "head") state.head = parsed(file, Head, await text());
			else if (state.head === null) throw unreadable(file, "it is no backup of StoryDream");
			if (name.kind === "section-end" && parsed(file, SectionEnd, await text()).whole) whole.add(name.section);
		},
		options,
	);
	if (state.head === null) throw unreadable(file, "it is no backup of StoryDream");
	return { head: state.head, end, whole };
}

/** JSON by a schema; what does not fit is reported. */
export function parsed<T>(file: string, schema: z.ZodType<T>, text: string): T {
	try {
		return schema.parse(JSON.parse(text));
	} catch (cause) {
		throw unreadable(file, "it was made by a newer release of StoryDream, or damaged", cause);
	}
}
