import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { unzip } from "../http/testing/unzip.ts";
import { createArchives } from "./archive.ts";
import type { OpenAsset } from "./assets.ts";

const MEDIA = 40;
const BYTES = 200_000;
let folder: string;
let open: number;
let mostOpen: number;
let closed: number;

beforeEach(async () => {
	[open, mostOpen, closed] = [0, 0, 0];
	folder = await mkdtemp(join(tmpdir(), "storydream-zip-"));
	await writeFile(join(folder, "film.txt"), "a film");
	const git = (...args: string[]) =>
		execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.example", ...args], { stdio: "ignore" });
	git("init", "-q", "-b", "main");
	git("add", "-A");
	git("commit", "-qm", "A film");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function medium(index: number): OpenAsset {
	const asset = { name: `${index}.bin`, path: `assets/${index}.bin`, kind: "video", mediaType: "video/mp4", originalName: null };
	return {
		asset,
		bytes: BYTES,
		sha256: "",
		open: async () => {
			open += 1;
			mostOpen = Math.max(mostOpen, open);
			const stream = Readable.from([Buffer.alloc(BYTES, index)]);
			stream.once("close", () => {
				open -= 1;
				closed += 1;
			});
			return stream;
		},
	} as unknown as OpenAsset;
}

function zipOf(): Promise<{ body: Readable }> {
	const media = Array.from({ length: MEDIA }, (_, index) => ({ played: medium(index), original: null }));
	const core = { record: async () => ({ name: "A film", currentCommitSha: "main", updatedAt: "2026-01-01T00:00:00.000Z" }) };
	const deps = { repositories: { clone: async () => folder }, logger: pino({ level: "silent" }) };
	const parts = [core, { openAll: async () => media }, deps] as unknown as Parameters<typeof createArchives>;
	return createArchives(...parts).zip({ id: "a", name: "A" }, "p");
}

describe("a project as a zip", () => {
	test("is read file by file: no more than one is open or in memory, however many there are", async () => {
		const { body } = await zipOf();
		const files = unzip(await buffer(body));
		expect([files.size, files.get("a-film/film.txt")?.toString(), files.get("a-film/public/assets/7.bin")?.length]).toEqual([
			MEDIA + 2,
			"a film",
			BYTES,
		]);
		expect([open, closed]).toEqual([0, MEDIA]);
		// One may still be closing while the next one is opened.
		expect(mostOpen).toBeLessThanOrEqual(2);
	});

	test("whose reader leaves lets go of what is open, and opens nothing more", async () => {
		const { body } = await zipOf();
		let bytes = 0;
		const some = new Promise<void>((resolve) => {
			body.on("data", (chunk: Buffer) => {
				bytes += chunk.length;
				if (bytes > BYTES) resolve();
			});
		});
		await some;
		body.destroy();
		await expect.poll(() => open).toBe(0);
		expect(closed).toBeLessThan(MEDIA);
	});
});
