import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
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
	/** A place to write a segment to before it is kept. */
	draft(key: string): Promise<string>;
	/** Keeps a finished draft. @returns its place */
	keep(key: string, draft: string, frames: number): Promise<string>;
	/** Removes what is too old, then what was not used for longest until the rest fits. */
	prune(now: number): Promise<void>;
}

/** @param folder made when it is not there */
export function openSegmentStore(folder: string, bounds: SegmentBounds = SEGMENT_BOUNDS): SegmentStore {
	const place = (key: string) => path.join(folder, `${key}.mp4`);
	const factsPlace = (key: string) => path.join(folder, `${key}.json`);
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
		async draft(key) {
			await mkdir(folder, { recursive: true });
			return path.join(folder, `.${key}.${process.pid}.draft`);
		},
		async keep(key, draft, frames) {
			const facts: Facts = { ...(await factsOf(draft)), frames };
			await rename(draft, place(key));
			const factsDraft = `${draft}.json`;
			await writeFile(factsDraft, JSON.stringify(facts));
			await rename(factsDraft, factsPlace(key));
			return place(key);
		},
		prune: (now) => prune(folder, bounds, now),
	};
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
