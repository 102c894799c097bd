import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findUndecodable } from "./index.ts";

const LOSSLESS = join(import.meta.dirname, "../testing/media/memo.m4a");
const SILENT = join(import.meta.dirname, "../testing/media/phone.mp4");
let folder: string;
/** Pipes that nobody writes to: a program that reads one waits for ever. */
let endless: string[];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-broken-"));
	endless = Array.from({ length: 5 }, (_, index) => join(folder, `endless-${index}.wav`));
	execFileSync("mkfifo", endless);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a sound that can't be decoded is found behind one that can't be checked in time", async () => {
	const [first = ""] = endless;
	// Long enough for the second file on a slow machine: the first one never ends.
	expect(await findUndecodable([first, LOSSLESS], { fileMs: 5_000 })).toEqual({ file: LOSSLESS, reason: "undecodable" });
});

test("a sound that can't be checked in time is not called undecodable", async () => {
	const [first = ""] = endless;
	expect(await findUndecodable([first], { fileMs: 50 })).toEqual({ file: first, reason: "unchecked" });
});

test("the check of all files together has a limit", async () => {
	const [first = ""] = endless;
	expect(await findUndecodable([...endless, LOSSLESS], { totalMs: 50 })).toEqual({ file: first, reason: "unchecked" });
});

test("a video without sound is not called undecodable", async () => {
	expect(await findUndecodable([])).toBeNull();
	expect(await findUndecodable([SILENT])).toBeNull();
});
