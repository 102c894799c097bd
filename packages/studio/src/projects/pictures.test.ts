import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { whoIs } from "../access/index.ts";
import { createDiskObjects } from "../objects/disk/index.ts";
import type { Objects } from "../objects/objects.ts";
import { message, project } from "../records/contract/samples.ts";
import type { MessageRecord, Records } from "../records/records.ts";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import { createPictures, type Pictures } from "./pictures.ts";

const anonymous = whoIs({ headers: {} });
/** The smallest GIF, with other bytes behind it. */
const gif = (index: number) =>
	Buffer.concat([Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"), Buffer.from([index])]);
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let folder: string;
let records: Records;
let objects: Objects;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-pictures-"));
	records = createSqliteRecords({ file: ":memory:" });
	objects = await createDiskObjects({ directory: folder });
	await records.projects.create(project("prj1"));
});
afterEach(async () => {
	await records.close();
	await rm(folder, { recursive: true });
});

/** A studio's, `laterMs` from now. Each call is a studio that was started anew. */
function picturesAt(laterMs = 0): Pictures {
	const core = { record: async () => (await records.projects.get("prj1")) ?? project("prj1") };
	return createPictures(core, { objects, records, now: () => Date.now() + laterMs });
}

const add = (pictures: Pictures, index: number) => pictures.add(anonymous, "prj1", gif(index));
const isThere = async (sha256: string) => (await picturesAt().open(anonymous, "prj1", sha256)) !== null;

async function send(id: string, change: Partial<MessageRecord>): Promise<void> {
	await records.messages.add(message("prj1", id, change));
}
const naming = (sha256: string) => ({ attachments: [{ name: "a.gif", mediaType: "image/gif", sha256 }] });

describe("a picture that was uploaded", () => {
	test("a picture that no message names within a day is removed, one that was sent stays, also after a restart", async () => {
		const [sent, unsent] = [await add(picturesAt(), 1), await add(picturesAt(), 2)];
		await send("message-1", naming(sent.sha256));
		const last = await add(picturesAt(DAY + HOUR), 3);
		expect(await Promise.all([sent, unsent, last].map(({ sha256 }) => isThere(sha256)))).toEqual([true, false, true]);
	});

	test("stays however many messages came after the one that names it", async () => {
		const { sha256 } = await add(picturesAt(), 1);
		await send("message-0", naming(sha256));
		for (let index = 1; index <= 250; index += 1) await send(`message-${index}`, {});
		await add(picturesAt(DAY + HOUR), 2);
		expect(await isThere(sha256)).toBe(true);
	});

	test("stays where the agent has looked at the same picture", async () => {
		const { sha256 } = await add(picturesAt(), 1);
		const url = `/api/projects/prj1/attachments/${sha256}`;
		await send("message-1", { events: [{ type: "picture", picture: { url, mediaType: "image/gif", alt: "frame 1" } }] });
		await add(picturesAt(DAY + HOUR), 2);
		expect(await isThere(sha256)).toBe(true);
	});

	test("waits for another day when it is uploaded again", async () => {
		const { sha256 } = await add(picturesAt(), 1);
		const yesterday = new Date(Date.now() - DAY + HOUR);
		await utimes(join(folder, "repos/prj1/unsent", sha256), yesterday, yesterday);
		await add(picturesAt(), 1);
		await add(picturesAt(2 * HOUR), 2);
		expect(await isThere(sha256)).toBe(true);
	});
});

test("of one project at most a hundred pictures wait for their message", async () => {
	for (let index = 0; index < 100; index += 1) await add(picturesAt(), index);
	await expect(add(picturesAt(), 200)).rejects.toMatchObject({ code: "too_many" });
	expect(await isThere((await add(picturesAt(), 99)).sha256)).toBe(true);
	await send("message-1", naming((await add(picturesAt(), 5)).sha256));
	await expect(add(picturesAt(), 200)).resolves.toMatchObject({ mediaType: "image/gif" });
});
