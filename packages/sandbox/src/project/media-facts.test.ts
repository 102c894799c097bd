import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInside } from "../files/index.ts";
import { mediaFacts } from "./media-facts.ts";

const CLIP = path.resolve(import.meta.dirname, "../testing/media/phone.mp4");
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "storydream-facts-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function factsOf(bytes: Buffer | string, deadlineMs?: number) {
	await writeFile(path.join(folder, "a.mp4"), bytes);
	const file = await openInside(folder, "a.mp4");
	try {
		return await mediaFacts(file, deadlineMs);
	} finally {
		await file.handle.close();
	}
}

describe("facts of a medium of the project", () => {
	it("are its size, length and codecs", async () => {
		expect(await factsOf(await readFile(CLIP))).toEqual({ width: 160, height: 90, duration: 1, codecs: ["hevc"] });
	});

	it("are none where its bytes are no medium", async () => {
		expect(await factsOf("no clip")).toBeNull();
	});

	it("are none where its headers name samples without end, and the agent host goes on meanwhile", async () => {
		const clip = await readFile(CLIP);
		// The count of the first entry of a table of samples.
		clip.writeUInt32BE(0xff_ff_ff_ff, clip.indexOf("ctts") + 12);
		let ticks = 0;
		const ticking = setInterval(() => {
			ticks += 1;
		}, 1);
		expect(await factsOf(clip, 200)).toBeNull();
		clearInterval(ticking);
		expect(ticks).toBeGreaterThan(3);
	});
});
