import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openShared, segmentsFolder } from "./shared.ts";
import { openSegmentStore } from "./store.ts";

const SEGMENT = Buffer.from("a segment of some bytes");
const KEY = "0".repeat(64);
const WANTED = { key: KEY, frames: 30 };
const FACTS = { ...WANTED, bytes: SEGMENT.length, sha256: createHash("sha256").update(SEGMENT).digest("hex") };

let exportsDir: string;
beforeEach(async () => {
	exportsDir = await mkdtemp(path.join(tmpdir(), "segments-"));
});
afterEach(() => rm(exportsDir, { recursive: true, force: true }));

test("a segment that was brought is found by the next export, and can be taken away with its facts", async () => {
	const shared = openShared({ exportsDir });
	await shared.planned({ exportId: "film" }, { segments: [WANTED, { key: "1".repeat(64), frames: 5 }], missing: [] });
	expect(await shared.of("film")).toEqual([]);
	await shared.receive(FACTS, Readable.from([SEGMENT]));
	expect(await openSegmentStore(segmentsFolder(exportsDir)).find(KEY, 30)).not.toBeNull();
	expect(await shared.of("film")).toEqual([FACTS]);
	const file = await shared.open(KEY);
	expect(file?.bytes).toBe(SEGMENT.length);
	expect(await readFile(file?.path ?? "")).toEqual(SEGMENT);
	shared.forget("film");
	expect(await shared.of("film")).toEqual([]);
});

test.each([
	["other bytes", Buffer.from("a segment of same bytes")],
	["fewer bytes", SEGMENT.subarray(1)],
	["more bytes", Buffer.concat([SEGMENT, SEGMENT])],
])("a segment with %s than promised is refused, and nothing of it stays", async (_what, sent) => {
	const shared = openShared({ exportsDir });
	await expect(shared.receive(FACTS, Readable.from([sent]))).rejects.toMatchObject({ code: "bad_request" });
	expect(await readdir(segmentsFolder(exportsDir))).toEqual([]);
	expect(await shared.open(KEY)).toBeNull();
});

test("what is missing is requested only where segments are kept, and a failure of it is no failure of the export", async () => {
	const fetchSegments = vi.fn(() => Promise.reject(new Error("nobody there")));
	const onDetail = vi.fn();
	const shared = openShared({ exportsDir, fetchSegments, onDetail });
	await shared.planned({ exportId: "film" }, { segments: [WANTED], missing: [WANTED] });
	await shared.planned({ exportId: "film", keepsSegments: true }, { segments: [WANTED], missing: [] });
	expect(fetchSegments).not.toHaveBeenCalled();
	await shared.planned({ exportId: "film", keepsSegments: true }, { segments: [WANTED], missing: [WANTED] });
	expect(fetchSegments).toHaveBeenCalledWith("film", [WANTED]);
	expect(onDetail).toHaveBeenCalledWith("film", expect.stringContaining("nobody there"));
});
