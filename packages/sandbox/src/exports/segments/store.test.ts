import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSegmentStore, type SegmentStore } from "./store.ts";

const DAY = 24 * 60 * 60_000;
let folder: string;
let store: SegmentStore;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "segments-"));
	store = openSegmentStore(folder, { bytes: 25, ageMs: 10 * DAY });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function keep(key: string, text = "ten bytes."): Promise<string> {
	const draft = await store.draft(key);
	await writeFile(draft, text);
	return store.keep(key, draft, 30);
}

async function lastUsed(key: string, ageMs: number): Promise<void> {
	const then = new Date(Date.now() - ageMs);
	await utimes(path.join(folder, `${key}.json`), then, then);
}

test("a kept segment is found with its bytes", async () => {
	const file = await keep("aa");
	expect(await store.find("aa", 30)).toBe(file);
	expect(await readFile(file, "utf8")).toBe("ten bytes.");
	expect(await store.find("bb", 30)).toBeNull();
});

test("a segment that was cut, changed, or has another number of frames is not used, and makes room for a new one", async () => {
	await truncate(await keep("aa"), 4);
	expect(await store.find("aa", 30)).toBeNull();
	await writeFile(await keep("bb"), "bad bytes.");
	expect(await store.find("bb", 30)).toBeNull();
	await keep("cc");
	expect(await store.find("cc", 29)).toBeNull();
	await keep("aa");
	expect(await store.find("aa", 30)).not.toBeNull();
});

test("facts that are no JSON, or a file without facts, are no segment", async () => {
	await keep("aa");
	await writeFile(path.join(folder, "aa.json"), "{");
	expect(await store.find("aa", 30)).toBeNull();
});

test("what was not used for longest goes first, until the rest fits", async () => {
	for (const key of ["aa", "bb", "cc"]) await keep(key);
	await lastUsed("aa", 1 * DAY);
	await lastUsed("bb", 3 * DAY);
	await lastUsed("cc", 2 * DAY);
	await store.prune(Date.now());
	expect((await readdir(folder)).sort()).toEqual(["aa.json", "aa.mp4", "cc.json", "cc.mp4"]);
});

test("a use keeps a segment from growing old", async () => {
	await keep("aa");
	await lastUsed("aa", 9 * DAY);
	await store.find("aa", 30);
	await store.prune(Date.now() + 5 * DAY);
	expect(await store.find("aa", 30)).not.toBeNull();
	await store.prune(Date.now() + 11 * DAY);
	expect(await readdir(folder)).toEqual([]);
});

test("drafts that a killed process left are removed after a day", async () => {
	await writeFile(await store.draft("aa"), "half");
	await store.prune(Date.now());
	expect(await readdir(folder)).toHaveLength(1);
	await store.prune(Date.now() + 2 * DAY);
	expect(await readdir(folder)).toEqual([]);
});

test("nothing is pruned where nothing was kept", async () => {
	await expect(openSegmentStore(path.join(folder, "none")).prune(0)).resolves.toBeUndefined();
});
