import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { segmentFactsPath } from "../objects/layout.ts";
import { project } from "../records/contract/samples.ts";
import { copyInstallation, restoreBackup, type Stores, type TransferProgress, writeBackup } from "./index.ts";
import { contents, failingAfter, fill, hashed, Killed, makeProject, openings } from "./testing/sample-installation.ts";

const open = openings();
afterEach(() => open.closeAll());

async function filled() {
	const stores = await open.local();
	await fill(stores);
	return stores;
}

/** Ends it in the middle, at this many operations on the target; true when it was ended. */
async function endedAt(n: number, to: Stores, work: (to: Stores) => Promise<unknown>): Promise<boolean> {
	try {
		await work(failingAfter(to, n));
		return false;
	} catch (error) {
		if (error instanceof Killed) return true;
		throw error;
	}
}

/** What must hold of a target at any moment. */
async function expectOnlyWhole(to: Stores): Promise<void> {
	for await (const id of to.records.copies.projectIds()) {
		const copy = await to.records.copies.project(id);
		for (const { sha256 } of copy?.record.packs ?? []) {
			const bytes = await to.objects.read(`repos/${id}/packs/${sha256}.bundle`);
			expect(bytes && hashed(bytes)).toBe(sha256);
		}
		let parts = 0;
		for await (const _ of to.records.copies.parts(id)) parts++;
		expect(parts).toBe((copy?.nextPosition ?? 0) + 1);
	}
}

describe("copying an installation", () => {
	it("makes the target the same, changes nothing of the source, and tells how far it is", async () => {
		const from = await filled();
		const to = await open.local();
		const before = await contents(from);
		const seen: TransferProgress[] = [];
		const report = await copyInstallation({ from, to, onProgress: (progress) => seen.push(progress) });
		expect(report.problems).toEqual([]);
		expect(report.projects).toBe(3);
		expect(await contents(to)).toEqual(before);
		expect(await contents(from)).toEqual(before);
		const last = seen.at(-1);
		expect(last?.projects).toEqual({ done: 3, total: 3 });
		expect(last?.bytes.done).toBe(last?.bytes.total);
		expect(seen.every(({ bytes }, index) => bytes.done >= (seen[index - 1]?.bytes.done ?? 0))).toBe(true);
		// What was open is settled by the studio that starts there, as after a crash.
		expect(await to.records.messages.listProjectsWithOpen()).toEqual(["prj-one", "prj-two"]);
		expect(await to.records.sessions.listLive()).toEqual([]);
	});

	it("there and back gives equal records and objects", async () => {
		const one = await filled();
		const other = await open.local();
		const back = await open.local();
		await copyInstallation({ from: one, to: other });
		await copyInstallation({ from: other, to: back });
		expect(await contents(back)).toEqual(await contents(one));
	});

	it("again finds everything there and puts nothing", async () => {
		const from = await filled();
		const to = await open.local();
		const first = await copyInstallation({ from, to });
		const again = await copyInstallation({ from, to: failingAfter(to, Infinity) });
		expect(again).toMatchObject({ projects: 3, records: 0, objects: { copied: 0, bytes: 0 }, problems: [] });
		// A template that is there already is the target's own.
		expect(again.objects.same).toBe(first.objects.copied - 1);
	});

	it("ended at any operation shows whole projects only, and continues with the rest", async () => {
		const from = await filled();
		const whole = await contents(from);
		const counting = failingAfter(await open.local(), Infinity);
		await copyInstallation({ from, to: counting });
		const total = counting.operations();
		expect(total).toBeGreaterThan(50);
		for (let n = 1; n < total; n += 1 + Math.floor(Math.random() * (total / 12))) {
			const to = await open.local();
			expect(await endedAt(n, to, (target) => copyInstallation({ from, to: target }))).toBe(true);
			await expectOnlyWhole(to);
			const there = (await contents(to)).objects.size;
			const rest = await copyInstallation({ from, to });
			expect(rest.problems).toEqual([]);
			expect(rest.objects.copied).toBe(whole.objects.size - there);
			expect(await contents(to)).toEqual(whole);
		}
	});

	it("ends when it is instructed to, and goes on later", async () => {
		const from = await filled();
		const to = await open.local();
		const controller = new AbortController();
		const onProgress = ({ bytes }: TransferProgress) => bytes.done > 400_000 && controller.abort(new Error("enough"));
		await expect(copyInstallation({ from, to, onProgress, signal: controller.signal })).rejects.toThrow("enough");
		await expectOnlyWhole(to);
		await copyInstallation({ from, to });
		expect(await contents(to)).toEqual(await contents(from));
	});

	it("leaves a project that is another in the target as it is, and says so; when forced, it puts the source's in its place", async () => {
		const from = await filled();
		const to = await open.local();
		await copyInstallation({ from, to });
		await to.records.projects.update("prj-two", { name: "Renamed there" });
		await to.objects.put("repos/prj-two/assets/added.txt", Buffer.from("there only"));
		await to.records.projects.create(project("prj-elsewhere"));
		const report = await copyInstallation({ from, to });
		expect(report.projects).toBe(2);
		expect(report.problems).toEqual([
			{
				projectId: "prj-two",
				message: expect.stringContaining("not the same there"),
				hint: expect.stringContaining("--replace"),
			},
		]);
		expect((await to.records.projects.get("prj-two"))?.name).toBe("Renamed there");
		const replaced = await copyInstallation({ from, to, replace: true });
		expect(replaced.problems).toEqual([]);
		expect((await to.records.projects.get("prj-elsewhere"))?.id).toBe("prj-elsewhere");
		await to.records.copies.clear("prj-elsewhere");
		expect(await contents(to)).toEqual(await contents(from));
	});

	it("copies a project again that changes meanwhile, and one that is made meanwhile", async () => {
		const from = await filled();
		const to = await open.local();
		let changed = false;
		const onProgress = ({ bytes }: TransferProgress) => {
			if (changed || bytes.done < 100_000) return;
			changed = true;
			// SQLite and the disk answer at once, so the change happens here and now.
			void from.records.messages.add({ ...emptyMessage("prj-two", "message-late") });
			void from.records.projects.update("prj-one", { name: "Renamed meanwhile" });
			void from.records.projects.create(project("prj-late", { packs: [], sourceSha: null }));
		};
		const report = await copyInstallation({ from, to, onProgress });
		expect(changed).toBe(true);
		expect(report.problems).toEqual([]);
		expect((await to.records.projects.get("prj-one"))?.name).toBe("Renamed meanwhile");
		expect(await contents(to)).toEqual(await contents(from));
	});

	it("tells of a damaged project and does not show it in the target; the others are copied", async () => {
		const from = await filled();
		const to = await open.local();
		const two = await from.records.projects.get("prj-two");
		const pack = `repos/prj-two/packs/${two?.packs[0]?.sha256}.bundle`;
		await from.objects.put(pack, Buffer.from("flipped"), { mode: "replace" });
		const one = await from.records.projects.get("prj-one");
		await from.objects.remove(`repos/prj-one/packs/${one?.packs[1]?.sha256}.bundle`);
		const report = await copyInstallation({ from, to });
		expect(report.problems.map(({ projectId }) => projectId).sort()).toEqual(["prj-one", "prj-two"]);
		expect(report.problems.find(({ projectId }) => projectId === "prj-two")?.message).toContain("damaged");
		expect(report.problems.find(({ projectId }) => projectId === "prj-one")?.message).toContain("is not there");
		expect(await to.records.projects.get("prj-one")).toBeNull();
		expect(await to.records.projects.get("prj-two")).toBeNull();
		expect(await to.objects.head(pack)).toBeNull();
	});

	it("moves only what is not shared", async () => {
		const from = await filled();
		const { objects } = await open.local();
		const moved = await copyInstallation({ from, to: { records: from.records, objects } });
		expect(moved).toMatchObject({ projects: 3, records: 0, problems: [] });
		expect((await contents({ records: from.records, objects })).objects).toEqual((await contents(from)).objects);
		const { records } = await open.local();
		const known = await copyInstallation({ from, to: { records, objects: from.objects } });
		expect(known).toMatchObject({ projects: 3, objects: { copied: 0 }, problems: [] });
		expect(await contents({ records, objects: from.objects })).toEqual(await contents(from));
	});

	it("never removes what only the target has of a project whose source is the older one, even when instructed to replace", async () => {
		const from = await filled();
		const { objects } = await open.local();
		const to = { records: from.records, objects };
		await copyInstallation({ from, to });
		// A studio went on with the new objects.
		const there = await from.records.projects.get("prj-two");
		const bytes = Buffer.from("made in the target");
		const pack = { sha256: hashed(bytes), bytes: bytes.length, head: "e".repeat(40) };
		await objects.put(`repos/prj-two/packs/${pack.sha256}.bundle`, bytes);
		await from.records.projects.moveHead("prj-two", {
			expectedHead: there?.currentCommitSha ?? "",
			newHead: pack.head,
			packs: [...(there?.packs ?? []), pack],
		});
		const report = await copyInstallation({ from, to, replace: true });
		expect(report.problems).toEqual([
			{ projectId: "prj-two", message: expect.stringContaining("is not there"), hint: expect.any(String) },
		]);
		expect(await objects.read(`repos/prj-two/packs/${pack.sha256}.bundle`)).toEqual(bytes);
	});

	it("notices bytes that are not what was sent", async () => {
		const from = await filled();
		const to = await open.local();
		const lying = {
			...to.objects,
			open: async (path: string) => {
				const opened = await to.objects.open(path);
				if (opened === null || !path.endsWith(".jpg")) return opened;
				opened.body.destroy();
				return { ...opened, body: Readable.from([Buffer.from("other")]) };
			},
		};
		await expect(
			copyInstallation({ from, to: { records: to.records, objects: lying } }).then(({ problems }) => {
				if (problems.length > 0) throw new Error(problems[0]?.message);
			}),
		).rejects.toThrow(/jpg/);
		expect(await to.records.projects.get("prj-one")).toBeNull();
	});
});

function emptyMessage(projectId: string, id: string) {
	return {
		id,
		projectId,
		content: "One more",
		attachments: [],
		state: "queued" as const,
		runId: null,
		createdAt: "2026-03-01T10:00:00.000Z",
		startedAt: null,
		endedAt: null,
		pausedAt: null,
		commitSha: null,
		usage: null,
		events: [],
		error: null,
	};
}

describe("whatever is kept", () => {
	const text = fc.string({ unit: "binary", maxLength: 40 });
	const bytes = fc.uint8Array({ maxLength: 3_000 });
	const name = fc.stringMatching(/^[A-Za-z0-9_-]{8,12}$/);
	const installation = fc.uniqueArray(
		fc.record({
			id: fc.stringMatching(/^[a-z0-9]{8,12}$/),
			name: text,
			description: text,
			budgetUsd: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
			deleting: fc.boolean(),
			messages: fc.uniqueArray(
				fc.record({ id: name, content: text, state: fc.constantFrom("queued", "running", "done", "failed", "stopped") }),
				{ maxLength: 6, selector: ({ id }) => id },
			),
			objects: fc.dictionary(name, bytes, { maxKeys: 5 }),
		}),
		{ maxLength: 4, selector: ({ id }) => id },
	);

	it("is equal after a move there and back, and after a backup and its restore", async () => {
		await fc.assert(
			fc.asyncProperty(installation, async (projects) => {
				const from = await open.local();
				for (const { id, name, description, budgetUsd, deleting, messages, objects } of projects) {
					await from.records.projects.create(project(id, { name, description, budgetUsd, packs: [], sourceSha: null }));
					for (const said of messages) await from.records.messages.add({ ...emptyMessage(id, said.id), ...said });
					for (const [path, content] of Object.entries(objects)) {
						await from.objects.put(`repos/${id}/assets/${path}`, Buffer.from(content));
					}
					if (deleting) await from.records.projects.beginDelete(id);
				}
				const whole = await contents(from);
				const there = await open.local();
				const back = await open.local();
				await copyInstallation({ from, to: there });
				await copyInstallation({ from: there, to: back });
				expect(await contents(back)).toEqual(whole);
				const file = join(from.folder, "films.tar.zst");
				await writeBackup({ from: back, file });
				const restored = await open.local();
				await restoreBackup({ file, to: restored });
				expect(await contents(restored)).toEqual(whole);
				await open.closeAll();
			}),
			{ numRuns: 12 },
		);
	});
});

describe("a backup", () => {
	async function backedUp() {
		const from = await filled();
		const file = join(from.folder, "films.storydream");
		const report = await writeBackup({ from, file });
		return { from, file, report };
	}

	it("is one file that gives all of it back", async () => {
		const { from, file, report } = await backedUp();
		expect(report).toMatchObject({ projects: 3, problems: [] });
		expect((await readFile(file)).length).toBe(report.bytes);
		const to = await open.local();
		const seen: TransferProgress[] = [];
		expect(await restoreBackup({ file, to, onProgress: (progress) => seen.push(progress) })).toMatchObject({ projects: 3 });
		expect(await contents(to)).toEqual(await contents(from));
		expect(seen.at(-1)?.projects).toEqual({ done: 3, total: 3 });
		expect(seen.at(-1)?.bytes.done).toBeGreaterThan(0);
	});

	it("holds no segments of exports, which are made again; a move to other stores takes them along", async () => {
		const from = await filled();
		const facts = segmentFactsPath("prj-one", hashed(Buffer.from("a scene")));
		await from.objects.put(facts, Buffer.from("{}"));
		const file = join(from.folder, "films.storydream");
		expect(await writeBackup({ from, file })).toMatchObject({ projects: 3, problems: [] });
		const [restored, moved] = [await open.local(), await open.local()];
		await restoreBackup({ file, to: restored });
		expect(await restored.objects.head(facts)).toBeNull();
		expect(await copyInstallation({ from, to: moved })).toMatchObject({ projects: 3, problems: [] });
		expect(await contents(moved)).toEqual(await contents(from));
	});

	it("is never written over another file, and leaves none when it is ended", async () => {
		const { from, file } = await backedUp();
		await expect(writeBackup({ from, file })).rejects.toMatchObject({ code: "conflict" });
		const controller = new AbortController();
		const ended = join(from.folder, "ended.storydream");
		const onProgress = ({ bytes }: TransferProgress) => bytes.done > 100_000 && controller.abort(new Error("enough"));
		await expect(writeBackup({ from, file: ended, onProgress, signal: controller.signal })).rejects.toThrow("enough");
		expect((await readdir(dirname(ended))).filter((name) => name.startsWith("ended"))).toEqual([]);
		await expect(writeBackup({ from, file: join(from.folder, "none", "x") })).rejects.toMatchObject({ code: "storage_failed" });
	});

	it("with a flipped byte, or cut off, is refused and nothing is restored", async () => {
		const { from, file } = await backedUp();
		const whole = await readFile(file);
		let to = await open.local();
		const refused = async (bytes: Buffer) => {
			const broken = `${file}.broken`;
			await writeFile(broken, bytes);
			await expect(restoreBackup({ file: broken, to })).rejects.toMatchObject({
				code: "bad_request",
				message: expect.stringContaining("can't be restored"),
				hint: expect.stringContaining("Nothing was restored"),
			});
			expect(await contents(to)).toEqual({ objects: new Map(), records: [] });
		};
		let harmless = 0;
		for (let n = 0; n < 25; n++) {
			const bytes = Buffer.from(whole);
			// Not in the head of the zstd frame: a few bits there say nothing of the content.
			const at = 16 + Math.floor(Math.random() * (bytes.length - 16));
			bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
			await writeFile(`${file}.flipped`, bytes);
			const restored = await restoreBackup({ file: `${file}.flipped`, to }).then(
				() => true,
				() => false,
			);
			if (restored) {
				// A bit that says nothing, such as one of zstd's own checksum: every content was proved by its hash all the same.
				expect(await contents(to)).toEqual(await contents(from));
				to = await open.local();
				harmless += 1;
			} else await refused(bytes);
		}
		expect(harmless).toBeLessThan(5);
		for (const length of [0, 1, 100, whole.length >> 1, whole.length - 200]) await refused(whole.subarray(0, length));
		await refused(Buffer.from("no backup at all"));
		await refused(zstdCompressSync(Buffer.alloc(10_240)));
		await expect(restoreBackup({ file: `${file}.none`, to })).rejects.toMatchObject({ code: "not_found" });
	});

	it("is not restored over what is kept already, unless it is forced", async () => {
		const { from, file } = await backedUp();
		const to = await open.local();
		await makeProject(to, "prj-two", 2);
		await makeProject(to, "prj-other");
		const before = await contents(to);
		await expect(restoreBackup({ file, to })).rejects.toMatchObject({
			code: "conflict",
			hint: expect.stringContaining("--replace"),
		});
		expect(await contents(to)).toEqual(before);
		await restoreBackup({ file, to, replace: true });
		expect((await to.records.projects.get("prj-other"))?.id).toBe("prj-other");
		await to.records.copies.clear("prj-other");
		await to.objects.removeAll("repos/prj-other/");
		expect(await contents(to)).toEqual(await contents(from));
	});

	it("repairs an object whose bytes changed and whose length did not, when instructed to replace", async () => {
		const { from, file } = await backedUp();
		const to = await open.local();
		await restoreBackup({ file, to });
		const two = await to.records.projects.get("prj-two");
		const pack = `repos/prj-two/packs/${two?.packs[0]?.sha256}.bundle`;
		const bytes = Buffer.from((await to.objects.read(pack)) ?? []);
		bytes[0] = (bytes[0] ?? 0) ^ 1;
		await to.objects.put(pack, bytes, { mode: "replace" });
		await restoreBackup({ file, to, replace: true });
		expect(await contents(to)).toEqual(await contents(from));
	});

	it("whose restore was ended at any operation is restored again, to the same", async () => {
		const { from, file } = await backedUp();
		const whole = await contents(from);
		const counting = failingAfter(await open.local(), Infinity);
		await restoreBackup({ file, to: counting });
		const total = counting.operations();
		for (let n = 1; n < total; n += 1 + Math.floor(Math.random() * (total / 6))) {
			const to = await open.local();
			expect(await endedAt(n, to, (target) => restoreBackup({ file, to: target }))).toBe(true);
			await expectOnlyWhole(to);
			await restoreBackup({ file, to });
			expect(await contents(to)).toEqual(whole);
		}
	});

	it("tells of a damaged project and holds the others", async () => {
		const from = await filled();
		const two = await from.records.projects.get("prj-two");
		const pack = `repos/prj-two/packs/${two?.packs[0]?.sha256}.bundle`;
		await from.objects.put(pack, Buffer.from("flipped"), { mode: "replace" });
		const file = join(from.folder, "films.storydream");
		const { problems, projects } = await writeBackup({ from, file });
		expect(projects).toBe(2);
		expect(problems).toEqual([{ projectId: "prj-two", message: expect.stringContaining("damaged"), hint: expect.any(String) }]);
		const to = await open.local();
		await restoreBackup({ file, to });
		expect(await to.records.projects.get("prj-two")).toBeNull();
		expect((await to.records.projects.get("prj-one"))?.id).toBe("prj-one");
	});
});
