import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { SegmentFacts } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createDiskObjects } from "../objects/disk/index.ts";
import { segmentFactsPath, segmentPath, segmentsFolder } from "../objects/layout.ts";
import type { Objects } from "../objects/objects.ts";
import type { KeptSegments } from "../sessions/index.ts";
import { createSegments } from "./segments.ts";

const DAY = 24 * 60 * 60_000;
/** Room for the bytes and the facts of three segments. */
const BOUNDS = { bytes: 100_000, ageMs: 30 * DAY };
const SEGMENT = Buffer.alloc(30_000, "s");

let folder: string;
let objects: Objects;
let segments: KeptSegments;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-segments-"));
	objects = await createDiskObjects({ directory: folder });
	segments = createSegments(objects, BOUNDS);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

const bytes = (chunks: Buffer[]) => async () => Readable.from(chunks);

function factsOf(name: string): SegmentFacts {
	return { key: sha256(name), frames: 30, sha256: sha256(SEGMENT), bytes: SEGMENT.length };
}

async function keep(name: string, projectId = "film"): Promise<SegmentFacts> {
	const facts = factsOf(name);
	await segments.keep(projectId, facts, bytes([SEGMENT]));
	return facts;
}

async function bytesOf(key: string, projectId = "film"): Promise<Buffer | null> {
	const opened = await segments.open(projectId, key);
	return opened === null ? null : buffer(opened.body);
}

async function paths(): Promise<string[]> {
	const found: string[] = [];
	for await (const { path } of objects.list("repos/")) found.push(path);
	return found;
}

describe("a kept segment", () => {
	test("is given with its facts and bytes, to its own project", async () => {
		const facts = await keep("a");
		expect(await segments.known("film", [facts, factsOf("b")])).toEqual([facts]);
		expect(await bytesOf(facts.key)).toEqual(SEGMENT);
		expect(await segments.known("another", [facts])).toEqual([]);
		expect(await segments.open("another", facts.key)).toBeNull();
	});

	test("of another number of frames is not the one that is needed", async () => {
		const facts = await keep("a");
		expect(await segments.known("film", [{ ...facts, frames: 31 }])).toEqual([]);
	});

	test("is written once: what comes later under its key changes nothing", async () => {
		const facts = await keep("a");
		const other = Buffer.from("other bytes");
		await segments.keep("film", { ...facts, sha256: sha256(other), bytes: other.length }, bytes([other]));
		expect(await bytesOf(facts.key)).toEqual(SEGMENT);
	});

	test("lies below the project's folder, with which it is removed", async () => {
		const { key } = await keep("a");
		expect(await paths()).toEqual([segmentFactsPath("film", key), segmentPath("film", key)]);
		await objects.removeAll("repos/film/");
		expect(await paths()).toEqual([]);
	});
});

describe("a damaged segment", () => {
	test.each([
		["was cut", (path: string) => objects.put(path, SEGMENT.subarray(5), { mode: "replace" })],
		["is gone", (path: string) => objects.remove(path)],
	])("that %s is not given, and makes room for a new one", async (_how, damage) => {
		const { key } = await keep("a");
		await damage(segmentPath("film", key));
		expect(await segments.open("film", key)).toBeNull();
		expect(await paths()).toEqual([]);
		await keep("a");
		expect(await bytesOf(key)).toEqual(SEGMENT);
	});

	test("that has other bytes of the same length fails at its end, and makes room for a new one", async () => {
		const { key } = await keep("a");
		await objects.put(segmentPath("film", key), Buffer.alloc(SEGMENT.length, "x"), { mode: "replace" });
		await expect(bytesOf(key)).rejects.toMatchObject({ code: "storage_failed" });
		await vi.waitFor(async () => expect(await paths()).toEqual([]));
	});

	test("whose facts are no JSON, or another's, is not there", async () => {
		const { key } = await keep("a");
		for (const facts of ["{", JSON.stringify(factsOf("b"))]) {
			await objects.put(segmentFactsPath("film", key), Buffer.from(facts), { mode: "replace" });
			expect(await segments.known("film", [factsOf("a")])).toEqual([]);
			await keep("a");
		}
	});
});

describe("a segment that is sent", () => {
	test.each([
		["other bytes", Buffer.alloc(SEGMENT.length, "x")],
		["fewer bytes", SEGMENT.subarray(1)],
		["more bytes", Buffer.concat([SEGMENT, SEGMENT])],
	])("with %s than promised is refused, and nothing of it stays", async (_what, sent) => {
		await expect(segments.keep("film", factsOf("a"), bytes([sent]))).rejects.toMatchObject({ code: "bad_request" });
		expect(await paths()).toEqual([]);
	});

	test("in part before its sender was ended is sent again", async () => {
		const facts = factsOf("a");
		await objects.put(segmentPath("film", facts.key), SEGMENT.subarray(0, 7));
		await keep("a");
		expect(await bytesOf(facts.key)).toEqual(SEGMENT);
	});
});

describe("what is kept of a project", () => {
	/** Dates that a test can choose: the newest first. */
	function aged(days: Record<string, number>): Objects {
		const now = Date.now();
		return {
			...objects,
			async *list(prefix) {
				for await (const info of objects.list(prefix)) {
					const age = Object.entries(days).find(([name]) => info.path.includes(sha256(name)))?.[1] ?? 0;
					yield { ...info, createdAt: new Date(now - age * DAY).toISOString() };
				}
			},
		};
	}
	const left = async () => (await paths()).filter((path) => path.endsWith(".mp4"));

	test("is removed after its age, and bytes without facts as well", async () => {
		const [a, b] = [await keep("a"), await keep("b")];
		await objects.remove(segmentFactsPath("film", b.key));
		segments = createSegments(aged({ a: 29, b: 31 }), BOUNDS);
		await segments.prune("film", Date.now());
		expect(await paths()).toEqual([segmentFactsPath("film", a.key), segmentPath("film", a.key)]);
	});

	test("is bounded in size: the oldest goes first, and no other project's", async () => {
		const roomy = createSegments(objects, { ...BOUNDS, bytes: 10 * BOUNDS.bytes });
		for (const name of ["a", "b", "c", "d"]) await roomy.keep("film", factsOf(name), bytes([SEGMENT]));
		const other = await keep("e", "another");
		segments = createSegments(aged({ a: 1, b: 4, c: 3, d: 2 }), BOUNDS);
		await segments.prune("film", Date.now());
		const kept = ["a", "c", "d"].map((name) => segmentPath("film", sha256(name)));
		expect((await left()).sort()).toEqual([...kept, segmentPath("another", other.key)].sort());
	});

	test("is bounded also while an export that has no end sends more and more", async () => {
		for (let count = 0; count < 20; count += 1) await keep(`segment ${count}`);
		let total = 0;
		for await (const info of objects.list(segmentsFolder("film"))) total += info.bytes;
		expect(total).toBeLessThan(1.6 * BOUNDS.bytes);
	});
});
