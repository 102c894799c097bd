import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { verifiedBytes } from "@storydream/kit";
import { SegmentFacts, StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

/** What is known of a stored segment; it is held against the file before each use. */
const Facts = z.object({ sha256: z.string(), bytes: z.int().positive(), frames: z.int().positive() });
type Facts = z.infer<typeof Facts>;

/** Bounds of what is kept, oldest use first out. */
export interface SegmentBounds {
	bytes: number;
	ageMs: number;
}

export const SEGMENT_BOUNDS: SegmentBounds = { bytes: 2 * 1024 ** 3, ageMs: 30 * 24 * 60 * 60_000 };

/** Segments on disk, by key. Several processes may use one folder: a segment is there whole or not at all. */
export interface SegmentStore {
	/** The file of a segment whose bytes are as they were stored; null: it has to be drawn. */
	find(key: string, frames: number): Promise<string | null>;
	/** What is known of a segment, which is not compared with its bytes; null: there is none, or one too big to be moved. */
	facts(key: string): Promise<SegmentFacts | null>;
	/** Its file, whatever is in it; null: there is none. */
	open(key: string): Promise<{ path: string; bytes: number } | null>;
	/** A place to write a segment to before it is kept. */
	draft(key: string): Promise<string>;
	/** Keeps a finished draft. @returns its place */
	keep(key: string, draft: string, frames: number): Promise<string>;
	/** Keeps a segment that another exporter made. Throws `bad_request` for bytes that are not those that were promised. */
	receive(facts: SegmentFacts, body: Readable): Promise<void>;
	/** Removes what is too old, then what was not used for longest until the rest fits. */
	prune(now: number): Promise<void>;
}

/** @param folder made when it is not there */
export function openSegmentStore(folder: string, bounds: SegmentBounds = SEGMENT_BOUNDS): SegmentStore {
	const place = (key: string) => path.join(folder, `${key}.mp4`);
	const factsPlace = (key: string) => path.join(folder, `${key}.json`);

	async function draft(key: string): Promise<string> {
		await mkdir(folder, { recursive: true });
		return path.join(folder, `.${key}.${randomUUID()}.draft`);
	}

	async function keep(key: string, file: string, frames: number): Promise<string> {
		const facts: Facts = { ...(await factsOf(file)), frames };
		await rename(file, place(key));
		const factsDraft = `${file}.json`;
		await writeFile(factsDraft, JSON.stringify(facts));
		await rename(factsDraft, factsPlace(key));
		return place(key);
	}

	return {
		async find(key, frames) {
			const facts = await readFacts(factsPlace(key));
			if (facts === null || facts.frames !== frames) return null;
			const file = place(key);
			if (!(await isWhole(file, facts))) {
				await rm(factsPlace(key), { force: true });
				await rm(file, { force: true });
				return null;
			}
			const now = new Date();
			// Only its place in the order of use is lost when this fails.
			await utimes(factsPlace(key), now, now).catch(() => undefined);
			return file;
		},
		async facts(key) {
			const facts = SegmentFacts.safeParse({ key, ...(await readFacts(factsPlace(key))) });
			return facts.success ? facts.data : null;
		},
		async open(key) {
			const found = await stat(place(key)).catch(() => null);
			return found === null ? null : { path: place(key), bytes: found.size };
		},
		draft,
		keep,
		async receive(facts, body) {
			const file = await draft(facts.key);
			try {
				await pipeline(body, verifiedBytes(facts, notWhole), createWriteStream(file));
				await keep(facts.key, file, facts.frames);
			} finally {
				await rm(file, { force: true });
			}
		},
		prune: (now) => prune(folder, bounds, now),
	};
}

function notWhole(): StoryDreamError {
	return new StoryDreamError("bad_request", "The segment has not the bytes that were promised.", { hint: "It will be drawn." });
}

async function readFacts(file: string): Promise<Facts | null> {
	try {
		return Facts.parse(JSON.parse(await readFile(file, "utf8")));
	} catch {
		// None, or not whole: the segment is drawn again.
		return null;
	}
}

async function isWhole(file: string, facts: Facts): Promise<boolean> {
	const found = await stat(file).catch(() => null);
	if (found === null || found.size !== facts.bytes) return false;
	return (await factsOf(file)).sha256 === facts.sha256;
}

async function factsOf(file: string): Promise<Pick<Facts, "sha256" | "bytes">> {
	const hash = createHash("sha256");
	let bytes = 0;
	await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
		for await (const chunk of chunks) {
			hash.update(chunk);
			bytes += chunk.length;
		}
	});
	return { sha256: hash.digest("hex"), bytes };
}

interface Kept {
	key: string;
	usedAt: number;
	bytes: number;
}

async function prune(folder: string, bounds: SegmentBounds, now: number): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	await removeStale(folder, names, bounds, now);
	const keys = names.filter((name) => /^[0-9a-f]+\.json$/.test(name)).map((name) => name.slice(0, -".json".length));
	const kept = (await Promise.all(keys.map((key) => readKept(folder, key)))).flatMap((one) => one ?? []);
	kept.sort((a, b) => b.usedAt - a.usedAt);
	let bytes = 0;
	for (const one of kept) {
		bytes += one.bytes;
		if (bytes <= bounds.bytes && now - one.usedAt <= bounds.ageMs) continue;
		await rm(path.join(folder, `${one.key}.json`), { force: true });
		await rm(path.join(folder, `${one.key}.mp4`), { force: true });
	}
}

async function readKept(folder: string, key: string): Promise<Kept | null> {
	const facts = await stat(path.join(folder, `${key}.json`)).catch(() => null);
	const file = await stat(path.join(folder, `${key}.mp4`)).catch(() => null);
	return facts === null || file === null ? null : { key, usedAt: facts.mtimeMs, bytes: file.size };
}

/** Drafts of processes that were killed, and files without facts. */
async function removeStale(folder: string, names: string[], bounds: SegmentBounds, now: number): Promise<void> {
	const orphans = names.filter(
		(name) => name.startsWith(".") || (name.endsWith(".mp4") && !names.includes(name.replace(/mp4$/, "json"))),
	);
	for (const name of orphans) {
		const found = await stat(path.join(folder, name)).catch(() => null);
		if (found !== null && now - found.mtimeMs > Math.min(bounds.ageMs, 24 * 60 * 60_000))
			await rm(path.join(folder, name), { force: true });
	}
}
