import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openGcsObjects } from "../objects/gcs/index.ts";
import { type GcsServer, startGcsServer } from "../objects/testing/gcs-server.ts";
import { emulatorHost, freshDatabase } from "../records/testing/firestore-under-test.ts";
import { copyInstallation, restoreBackup, type Stores, writeBackup } from "./index.ts";
import { contents, failingAfter, fill, Killed, makeProject, openings } from "./testing/sample-installation.ts";

const open = openings();
afterEach(() => open.closeAll());

/** Firestore's emulator and a server that speaks as Cloud Storage does, both empty. */
async function cloud(): Promise<Stores & { server: GcsServer }> {
	const database = freshDatabase();
	const server = await startGcsServer();
	open.later(() => database.close());
	open.later(() => server.stop());
	const timing = { firstWaitMs: 5, longestWaitMs: 50 };
	const objects = await openGcsObjects({ bucket: server.bucket, projectId: "test", apiEndpoint: server.url, timing });
	return { records: database.open(), objects, server };
}

describe.skipIf(emulatorHost === null)("between this machine and the cloud", () => {
	it("there and back gives equal records and objects, each store on its own or both", async () => {
		const from = await open.local();
		await fill(from);
		const whole = await contents(from);
		const far = await cloud();
		expect(await copyInstallation({ from, to: far })).toMatchObject({ projects: 3, problems: [] });
		expect(await contents(far)).toEqual(whole);
		const back = await open.local();
		expect(await copyInstallation({ from: far, to: back })).toMatchObject({ projects: 3, problems: [] });
		expect(await contents(back)).toEqual(whole);
		const mixed = { records: (await open.local()).records, objects: (await cloud()).objects };
		expect(await copyInstallation({ from: far, to: mixed })).toMatchObject({ projects: 3, problems: [] });
		expect(await contents(mixed)).toEqual(whole);
		expect(await contents(far)).toEqual(whole);
	});

	it("ended at random operations, on a network that fails now and then, continues with the rest", async () => {
		const from = await open.local();
		await fill(from);
		const whole = await contents(from);
		const to = await cloud();
		for (const n of [5, 20, 35, 50, 65].map((most) => most + Math.floor(Math.random() * 15))) {
			to.server.faults.add("insert", { kind: "answer", status: 503 });
			to.server.faults.add("insert", { kind: "lose" }, { skip: 2 });
			to.server.faults.add("media", { kind: "cut", after: 100 });
			await copyInstallation({ from, to: failingAfter(to, n) }).catch((error: unknown) => {
				if (!(error instanceof Killed)) throw error;
			});
			for await (const id of to.records.copies.projectIds()) {
				const project = await to.records.copies.project(id);
				for (const { sha256 } of project?.record.packs ?? [])
					expect(await to.objects.head(`repos/${id}/packs/${sha256}.bundle`)).not.toBeNull();
			}
		}
		expect((await copyInstallation({ from, to })).problems).toEqual([]);
		expect(await contents(to)).toEqual(whole);
	});

	it("a studio there goes on: a message gets the next position, a head moves, a deletion ends", async () => {
		const from = await open.local();
		await fill(from);
		const { records, objects } = await cloud();
		await copyInstallation({ from, to: { records, objects } });
		const waiting = await records.messages.listOpen("prj-two");
		expect(waiting.map(({ position }) => position)).toEqual([14, 15]);
		const there = await records.projects.get("prj-two");
		const head = there?.currentCommitSha ?? "";
		const packs = there?.packs ?? [];
		expect(await records.projects.moveHead("prj-two", { expectedHead: head, newHead: "e".repeat(40), packs })).toMatchObject({
			moved: true,
		});
		expect(await records.projects.listDeleting()).toEqual(["prj-going"]);
		await records.projects.finishDelete("prj-going");
		expect(await records.projects.listDeleting()).toEqual([]);
	});

	it("a backup of the cloud is restored here, and one of this machine in the cloud", async () => {
		const from = await open.local();
		await makeProject(from, "prj-one", 2);
		const whole = await contents(from);
		const far = await cloud();
		const first = join(from.folder, "here.tar.zst");
		await writeBackup({ from, file: first });
		await restoreBackup({ file: first, to: far });
		expect(await contents(far)).toEqual(whole);
		const second = join(from.folder, "far.tar.zst");
		await writeBackup({ from: far, file: second });
		const back = await open.local();
		await restoreBackup({ file: second, to: back });
		expect(await contents(back)).toEqual(whole);
	});
});
