import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { whoIs } from "../access/index.ts";
import { createDiskObjects } from "../objects/disk.ts";
import { message, project } from "../records/contract/samples.ts";
import { createSqliteRecords } from "../records/sqlite.ts";
import { createPictures } from "./pictures.ts";

const anonymous = whoIs({ headers: {} });
/** The smallest GIF, with other bytes behind it. */
const gif = (index: number) =>
	Buffer.concat([Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"), Buffer.from([index])]);
const DAY = 24 * 60 * 60_000;

test("a picture that no message names within a day is removed, one that was sent stays", async () => {
	const folder = await mkdtemp(join(tmpdir(), "storydream-pictures-"));
	const records = createSqliteRecords({ file: ":memory:" });
	const objects = await createDiskObjects({ directory: folder });
	try {
		await records.projects.create(project("prj1"));
		let now = 0;
		const core = { record: async () => (await records.projects.get("prj1")) ?? project("prj1") };
		const pictures = createPictures(core, { objects, records, now: () => now });
		const sent = await pictures.add(anonymous, "prj1", gif(1));
		const unsent = await pictures.add(anonymous, "prj1", gif(2));
		const attachments = [{ name: "a.gif", mediaType: sent.mediaType, sha256: sent.sha256 }];
		await records.messages.add(message("prj1", "message-1", { attachments }));
		now = DAY + 1;
		const last = await pictures.add(anonymous, "prj1", gif(3));
		const there = async (sha256: string) => (await pictures.open(anonymous, "prj1", sha256)) !== null;
		expect(await Promise.all([sent, unsent, last].map(({ sha256 }) => there(sha256)))).toEqual([true, false, true]);
	} finally {
		await records.close();
		await rm(folder, { recursive: true });
	}
});

test("of one project at most a hundred pictures wait for their message", async () => {
	const folder = await mkdtemp(join(tmpdir(), "storydream-pictures-"));
	const records = createSqliteRecords({ file: ":memory:" });
	const objects = await createDiskObjects({ directory: folder });
	try {
		await records.projects.create(project("prj1"));
		const core = { record: async () => (await records.projects.get("prj1")) ?? project("prj1") };
		const pictures = createPictures(core, { objects, records });
		for (let index = 0; index < 100; index += 1) await pictures.add(anonymous, "prj1", gif(index));
		await expect(pictures.add(anonymous, "prj1", gif(200))).rejects.toMatchObject({ code: "too_many" });
	} finally {
		await records.close();
		await rm(folder, { recursive: true });
	}
});
