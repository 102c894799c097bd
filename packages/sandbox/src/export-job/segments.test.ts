import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { SegmentFacts, WantedSegment } from "@storydream/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createJobSegments } from "./segments.ts";
import type { JobStudio } from "./studio.ts";

const factsOf = (letter: string): SegmentFacts => ({ key: letter.repeat(64), frames: 30, bytes: 6, sha256: letter.repeat(64) });
const [A, B] = [factsOf("a"), factsOf("b")];

let folder: string;
/** What the studio keeps, by key. */
const stored = new Map<string, string>();
/** What the job has. */
const made = new Map<string, string>();
let isOld = false;

const unused = async () => {
	throw new Error("nothing of this is about segments");
};
const studio: JobStudio = {
	...{ describe: unused, source: unused, asset: unused, progress: unused, warnings: unused, film: unused, failed: unused },
	keptSegments: async (wanted: WantedSegment[]) =>
		isOld ? null : [A, B].filter(({ key }) => stored.has(key) && wanted.some((one) => one.key === key)),
	segment: (key, read) => read(Readable.from([stored.get(key)])),
	keepSegment: vi.fn(async ({ key }: SegmentFacts, open: () => Readable) => void stored.set(key, await text(open()))),
};
const store = {
	segments: async () => [A, B],
	async segment(key: string) {
		const file = path.join(folder, key);
		await writeFile(file, made.get(key) ?? "");
		return { path: file, bytes: 6 };
	},
	receiveSegment: vi.fn(async ({ key }: SegmentFacts, body: Readable) => void made.set(key, await text(body))),
};

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "job-segments-"));
	vi.clearAllMocks();
	vi.spyOn(process.stderr, "write").mockReturnValue(true);
	stored.clear();
	made.clear();
	isOld = false;
});
afterEach(async () => {
	vi.restoreAllMocks();
	await rm(folder, { recursive: true, force: true });
});

test("a job gets what the studio keeps of what it misses, and sends what the studio has not got", async () => {
	stored.set(A.key, "kept a");
	const segments = createJobSegments("film", studio);
	await segments.fetch(store, [A, B]);
	expect([...made]).toEqual([[A.key, "kept a"]]);
	made.set(B.key, "made b");
	await segments.share(store);
	expect([...stored]).toEqual([
		[A.key, "kept a"],
		[B.key, "made b"],
	]);
	expect(studio.keepSegment).toHaveBeenCalledOnce();
});

test("a studio of an earlier release gets nothing and brings nothing", async () => {
	isOld = true;
	const segments = createJobSegments("film", studio);
	await segments.fetch(store, [A, B]);
	await segments.share(store);
	expect(store.receiveSegment).not.toHaveBeenCalled();
	expect(studio.keepSegment).not.toHaveBeenCalled();
});

test("a segment that can't be moved is said in the log, and costs the film nothing", async () => {
	stored.set(A.key, "kept a").set(B.key, "kept b");
	store.receiveSegment.mockRejectedValueOnce(new Error("cut short"));
	const segments = createJobSegments("film", studio);
	await segments.fetch(store, [A, B]);
	expect([...made.keys()]).toEqual([B.key]);
	stored.clear();
	vi.spyOn(studio, "keepSegment").mockRejectedValueOnce(new Error("the studio is away"));
	await expect(segments.share(store)).resolves.toBeUndefined();
	expect(process.stderr.write).toHaveBeenCalledWith(expect.stringContaining("the studio is away"));
});
