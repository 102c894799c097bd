import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assertUsable, sniffMedia } from "./media.ts";
import { containerFacts } from "./media-facts.ts";

const CLIP = resolve(import.meta.dirname, "../../../sandbox/src/testing/media/phone.mp4");
let folder: string;
let endless: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-facts-"));
	endless = join(folder, "endless.mp4");
	await writeFile(endless, await withCounts("ctts", 0xff_ff_ff_ff));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The clip, whose first entry of a table of samples counts so many of them. */
async function withCounts(table: string, count: number): Promise<Buffer> {
	const clip = await readFile(CLIP);
	const at = clip.indexOf(table);
	expect(at).toBeGreaterThan(0);
	// Behind the name: the version, the number of entries, then the first of them.
	clip.writeUInt32BE(count, at + 12);
	return clip;
}

describe("facts of a container", () => {
	test("whose headers name samples without end is refused in time, and the studio goes on meanwhile", async () => {
		let ticks = 0;
		const ticking = setInterval(() => {
			ticks += 1;
		}, 1);
		try {
			await expect(containerFacts(endless, 200)).rejects.toMatchObject({ code: "bad_request" });
		} finally {
			clearInterval(ticking);
		}
		expect(ticks).toBeGreaterThan(3);
	});

	test("are read of the next files, behind and beside one that is refused", async () => {
		const clips = Array.from({ length: 6 }, () => containerFacts(CLIP));
		const refused = Array.from({ length: 2 }, () => containerFacts(endless, 100));
		const after = Array.from({ length: 6 }, () => containerFacts(CLIP));
		const all = await Promise.allSettled([...clips, ...refused, ...after]);
		expect(all.map((one) => (one.status === "fulfilled" ? one.value?.video : "refused"))).toEqual([
			...Array.from({ length: 6 }, () => "hevc"),
			...Array.from({ length: 2 }, () => "refused"),
			...Array.from({ length: 6 }, () => "hevc"),
		]);
	});

	test("that is a long sound without a length in its headers are what was found in time, and it is taken", async () => {
		const frame = Buffer.alloc(417);
		Buffer.from([0xff, 0xfb, 0x90, 0x64]).copy(frame);
		const file = join(folder, "long.mp3");
		await writeFile(file, Buffer.alloc(60_000 * frame.length, frame));
		const facts = await containerFacts(file, 400);
		expect(facts?.audio ?? "mp3").toBe("mp3");
		expect(facts?.duration ?? null).toBeNull();
	});

	test("that is nothing but boxes of eight bytes is looked through for some thousands of them, not for millions", async () => {
		const start = Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp41", "latin1");
		const facts = { width: null, height: null, duration: null, container: null };
		const usable = async (boxes: number) => {
			const file = join(folder, `${boxes}.mp4`);
			await writeFile(file, Buffer.concat([start, Buffer.alloc(8 * boxes, Buffer.from("\0\0\0\x08free", "latin1"))]));
			await assertUsable(file, "boxes.mp4", await sniffMedia(file, "boxes.mp4"), facts);
		};
		// That it has no tracks is known of the first, which has few enough of them.
		await expect(usable(1_000)).rejects.toMatchObject({ code: "bad_request" });
		await expect(usable(21_000)).resolves.toBeUndefined();
	});
});
