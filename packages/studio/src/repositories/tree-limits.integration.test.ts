import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { rounds, roundsDeadline } from "@storydream/sandbox/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTree, missing, snapshot, type TreeStep, treeRuns, treeSteps } from "./testing/random-tree.ts";
import type { SandboxProject } from "./testing/sandbox-project.ts";
import { openTreeStores, type TreeStores } from "./testing/tree-stores.ts";

/** Of the template that every project begins with. */
const TEMPLATE_FILES = 3;
const KB = 1000;
const ROOMY = { files: 1000, fileBytes: 1000 * KB, savedBytes: 1000 * KB, totalBytes: 1000 * KB };
/** So low that a random tree meets all of them. */
const TIGHT = { files: 12, fileBytes: 3_005, savedBytes: 3_800, totalBytes: 4_200 };
const TREES_OF_LONG = 6;
const TREES = rounds(TREES_OF_LONG, 3);
const TREES_DEADLINE = { timeout: roundsDeadline(300_000, TREES_OF_LONG, TREES) };

let stores: TreeStores;
beforeAll(async () => {
	stores = await openTreeStores("tree-limits");
});
afterAll(() => stores.close());

async function writeFiles(root: string, files: Record<string, string | Buffer>): Promise<void> {
	for (const [file, content] of Object.entries(files)) {
		await mkdir(path.join(root, path.dirname(file)), { recursive: true });
		await writeFile(path.join(root, file), content);
	}
}

const many = (count: number, name: (index: number) => string): Record<string, string> =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), `${index}`]));

describe("a version that meets a limit", () => {
	/** A project in a sandbox with limits, and what a second sandbox with the same ones opens of it. */
	async function opened(limits: Partial<typeof ROOMY>): Promise<{
		sandbox: SandboxProject;
		save(): Promise<{ path: string; reason: string }[]>;
		reopened(): Promise<Map<string, string>>;
	}> {
		const all = { ...ROOMY, ...limits };
		const id = await stores.newProject();
		const sandbox = await stores.newSandbox(all);
		await sandbox.open(id);
		return {
			sandbox,
			save: async () => (await sandbox.save(id)).leftOut,
			async reopened() {
				const reading = await stores.newSandbox(all);
				expect(await reading.open(id)).toMatchObject({ notice: null, leftOut: { count: 0 } });
				return snapshot(reading.folder);
			},
		};
	}

	it("of files keeps those that it had before: thousands of new ones displace none of them", async () => {
		const { sandbox, save, reopened } = await opened({ files: 40 });
		await writeFiles(
			sandbox.folder,
			many(30, (index) => `src/scenes/${index}.ts`),
		);
		await save();
		await writeFiles(
			sandbox.folder,
			many(300, (index) => `frames-${index % 7}/${index}.txt`),
		);
		await writeFiles(sandbox.folder, { "src/new.ts": "new" });
		const leftOut = await save();
		expect(new Set(leftOut.map(({ reason }) => reason))).toEqual(new Set(["count"]));
		expect(leftOut).toHaveLength(TEMPLATE_FILES + 30 + 301 - 40);
		const names = [...(await reopened()).keys()];
		expect(names).toHaveLength(40);
		expect(names.filter((name) => name.startsWith("src/scenes/"))).toHaveLength(31);
		// One new file beside folders of many is kept, too.
		expect(names).toContain("src/new.ts");
	});

	it("of files counts what stands in for a file that can't be read", async () => {
		const { sandbox, save, reopened } = await opened({ files: TEMPLATE_FILES + 10 });
		await writeFiles(
			sandbox.folder,
			many(10, (index) => `old-${index}`),
		);
		await save();
		for (let index = 0; index < 5; index += 1) {
			await rm(path.join(sandbox.folder, `old-${index}`));
			await symlink(Buffer.of(0xff), path.join(sandbox.folder, `old-${index}`));
		}
		await writeFiles(
			sandbox.folder,
			many(5, (index) => `new-${index}`),
		);
		const leftOut = await save();
		expect(leftOut.filter(({ reason }) => reason === "count")).toHaveLength(5);
		expect([...(await reopened()).keys()].filter((name) => name.startsWith("old-"))).toHaveLength(10);
	});

	it("of bytes keeps new files out for no file that grew too large to be kept", async () => {
		const { sandbox, save, reopened } = await opened({ totalBytes: 100 * KB });
		await writeFiles(sandbox.folder, { "debug.log": "small" });
		await save();
		await writeFiles(sandbox.folder, { "debug.log": Buffer.alloc(200 * KB), "src/new.ts": "new" });
		expect(await save()).toEqual([{ path: "debug.log", reason: "size" }]);
		expect([...(await reopened()).keys()]).toContain("src/new.ts");
	});

	it("of bytes counts what stands in for a file that has become too large", async () => {
		const { sandbox, save, reopened } = await opened({ fileBytes: 70 * KB, totalBytes: 100 * KB });
		await writeFiles(sandbox.folder, { "big.bin": Buffer.alloc(60 * KB) });
		await save();
		await writeFiles(sandbox.folder, { "big.bin": Buffer.alloc(80 * KB, 1), "new.bin": Buffer.alloc(50 * KB), small: "s" });
		expect(await save()).toEqual([
			{ path: "big.bin", reason: "size" },
			{ path: "new.bin", reason: "size" },
		]);
		expect([...(await reopened()).keys()]).toContain("small");
	});

	it("of bytes keeps its large file where new ones have no room beside it", async () => {
		const { sandbox, save, reopened } = await opened({ totalBytes: 100 * KB });
		await writeFiles(sandbox.folder, { "big.bin": Buffer.alloc(60 * KB) });
		await save();
		await writeFiles(sandbox.folder, { "a.bin": Buffer.alloc(30 * KB), "b.bin": Buffer.alloc(35 * KB, 1) });
		expect(await save()).toEqual([{ path: "b.bin", reason: "size" }]);
		expect([...(await reopened()).keys()]).toEqual(expect.arrayContaining(["a.bin", "big.bin"]));
	});

	it("of files takes no edit that adds one", async () => {
		const { sandbox, save, reopened } = await opened({ files: TEMPLATE_FILES + 2 });
		await writeFiles(sandbox.folder, { a: "a", b: "b" });
		await save();
		const { head } = sandbox.project;
		await expect(sandbox.project.edit({ title: "Media", assets: [] })).rejects.toMatchObject({ code: "too_large" });
		expect(sandbox.project.head).toBe(head);
		expect(await save()).toEqual([]);
		expect((await reopened()).size).toBe(TEMPLATE_FILES + 2);
	});

	it("of bytes takes an edit again and again, and none that is too much", async () => {
		const { sandbox, save, reopened } = await opened({ totalBytes: 2 * KB });
		await writeFiles(sandbox.folder, { a: "a".repeat(1000) });
		await save();
		const edit = (length: number) =>
			sandbox.project.edit({
				title: "Media",
				assets: [{ file: "a.png", kind: "image", bytes: 1, tags: [], description: "d".repeat(length) } as never],
			});
		for (let length = 300; length < 320; length += 1) await edit(length);
		await expect(edit(1500)).rejects.toMatchObject({ code: "too_large" });
		await reopened();
	});

	it("of files may have a folder of its own for each of them", async () => {
		const { sandbox, save, reopened } = await opened({ files: TEMPLATE_FILES + 4 });
		await writeFiles(
			sandbox.folder,
			many(4, (index) => `${index}/a/b/c/d/file`),
		);
		expect(await save()).toEqual([]);
		await reopened();
	});
});

describe("with low limits, any two trees after one another", () => {
	it(`are saved and open again, and keep what was saved before, for ${TREES} pairs made at random`, TREES_DEADLINE, async () => {
		const reasons = new Map<string, number>();
		const holds = async (first: TreeStep[], second: TreeStep[]): Promise<void> => {
			const id = await stores.newProject();
			const writing = await stores.newSandbox(TIGHT);
			await writing.open(id);
			let earlier = new Map<string, string>();
			for (const steps of [first, second]) {
				makeTree(writing.folder, steps, { replace: true });
				const before = snapshot(writing.folder);
				const { leftOut } = await writing.save(id);
				for (const { reason } of leftOut) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
				const names = leftOut.map((one) => one.path);
				const reading = await stores.newSandbox(TIGHT);
				expect(await reading.open(id)).toMatchObject({ notice: null, leftOut: { count: 0 } });
				const after = snapshot(reading.folder);
				expect(missing(before, after, names)).toEqual([]);
				expect(missing(new Map([...after].filter(([key]) => !before.has(key))), before, names)).toEqual([]);
				expect(await reading.save(id)).toEqual({ head: null, leftOut: [] });
				const unchanged = [...earlier].filter(([key, what]) => before.get(key) === what && !what.startsWith("empty"));
				expect(unchanged.filter(([key, what]) => after.get(key) !== what)).toEqual([]);
				earlier = after;
			}
		};
		await fc.assert(fc.asyncProperty(treeSteps, treeSteps, holds), treeRuns(TREES, TREES_DEADLINE.timeout));
		// A few trees may meet no limit at all.
		if (TREES < 20) return;
		for (const limit of ["count", "size"]) expect(reasons.get(limit)).toBeGreaterThan(0);
	});
});
