import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { zstdCompressSync } from "node:zlib";
import { rounds, roundsDeadline } from "@storydream/sandbox/testing";
import fc from "fast-check";
import tar from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Objects } from "../objects/objects.ts";
import type { Records } from "../records/records.ts";
import type { Repositories } from "./index.ts";
import { makeTree, missing, snapshot, type TreeStep, treeRuns, treeSteps } from "./testing/random-tree.ts";
import { openTreeStores, type TreeStores } from "./testing/tree-stores.ts";
import { runGit, Writer } from "./testing/writer.ts";

const TREES_OF_LONG = 40;
const TREES = rounds(TREES_OF_LONG, 8);
const TREES_DEADLINE = { timeout: roundsDeadline(600_000, TREES_OF_LONG, TREES) };

let stores: TreeStores;
let folder: string;
let records: Records;
let repositories: Repositories;
let objects: Objects;
let count = 0;
beforeAll(async () => {
	stores = await openTreeStores("any-tree");
	({ folder, records, repositories, objects } = stores);
});
afterAll(() => stores.close());
const newProject = () => stores.newProject();
const newSandbox = () => stores.newSandbox();

function run(at: string, ...args: string[]): string {
	const person = ["-c", "user.name=a", "-c", "user.email=a@b.example"];
	return execFileSync("git", ["-C", at, ...person, ...args], { stdio: ["ignore", "pipe", "ignore"] }).toString();
}

describe("any tree an agent can leave", () => {
	it(
		`is saved and opens again byte for byte, or the path and the reason are named, for ${TREES} trees made at random`,
		TREES_DEADLINE,
		async () => {
			let entries = 0;
			let kept = 0;
			let trees = 0;
			const holds = async (steps: TreeStep[]): Promise<void> => {
				const id = await newProject();
				const writing = await newSandbox();
				await writing.open(id);
				makeTree(writing.folder, steps);
				const before = snapshot(writing.folder);
				const { leftOut } = await writing.save(id);
				const names = leftOut.map((one) => one.path);
				expect(missing(before, snapshot(writing.folder), names)).toEqual([]);
				// From the packs, or from the archive that is written when a session ends.
				trees += 1;
				if (trees % 2 === 0) await repositories.writeSource(id);
				const reading = await newSandbox();
				expect(await reading.open(id)).toMatchObject({ notice: null, leftOut: { count: 0 } });
				const after = snapshot(reading.folder);
				expect(missing(before, after, names)).toEqual([]);
				expect([...after.keys()].filter((key) => !before.has(key))).toEqual([]);
				// What was opened is the version: saving it again changes nothing and leaves nothing out.
				expect(await reading.save(id)).toEqual({ head: null, leftOut: [] });
				kept += after.size;
				entries += before.size;
				const clone = path.join(folder, "cloned");
				await rm(clone, { recursive: true, force: true });
				run(folder, "clone", "-q", "--no-checkout", await repositories.clone(id), clone);
				// A person's git obeys the attributes of the project; what is looked at here is what the version holds.
				await mkdir(path.join(clone, ".git/info"), { recursive: true });
				await writeFile(path.join(clone, ".git/info/attributes"), "* -text -eol -ident -filter -working-tree-encoding\n");
				run(clone, "checkout", "-q", "main");
				expect(missing(before, snapshot(clone), names)).toEqual([]);
				expect(await runGit(await repositories.clone(id), ["fsck", "--strict", "--full", "--no-dangling"])).toBe("");
			};
			await fc.assert(fc.asyncProperty(treeSteps, holds), treeRuns(TREES, TREES_DEADLINE.timeout));
			expect(kept).toBeGreaterThan(0);
			process.stdout.write(`trees made at random: ${TREES}, with ${entries} entries; ${kept} were kept, all others were named\n`);
		},
	);

	it("may hold an empty file where commands get a placeholder: it is kept, and only the read-only placeholder is not", async () => {
		const id = await newProject();
		const sandbox = await newSandbox();
		await sandbox.open(id);
		await writeFile(path.join(sandbox.folder, ".idea"), "");
		await writeFile(path.join(sandbox.folder, ".mcp.json"), "", { mode: 0o444 });
		expect((await sandbox.save(id)).leftOut).toEqual([]);
		const reading = await newSandbox();
		await reading.open(id);
		const names = [...snapshot(reading.folder).keys()];
		expect(names).toContain(".idea");
		expect(names).not.toContain(".mcp.json");
	});

	it("may hold attributes that git refuses, in a small file or in a large one: they are left out and named", async () => {
		const id = await newProject();
		const sandbox = await newSandbox();
		await sandbox.open(id);
		await mkdir(path.join(sandbox.folder, "deep"));
		await writeFile(path.join(sandbox.folder, ".gitattributes"), Buffer.alloc(2_048, "a"));
		await writeFile(path.join(sandbox.folder, "deep/.gitattributes"), Buffer.alloc(5_000_001, "a"));
		const { leftOut } = await sandbox.save(id);
		expect(leftOut).toEqual([
			{ path: ".gitattributes", reason: "attributes" },
			{ path: "deep/.gitattributes", reason: "attributes" },
		]);
		expect(await (await newSandbox()).open(id)).toMatchObject({ notice: null });
	});

	it("may be saved while files come and go", async () => {
		const id = await newProject();
		const sandbox = await newSandbox();
		await sandbox.open(id);
		let going = true;
		const place = path.join(sandbox.folder, "busy");
		const writing = (async () => {
			for (let round = 0; going; round += 1) {
				await rm(place, { recursive: true, force: true });
				if (round % 3 === 0) await symlink("/etc", place);
				else await mkdir(path.join(place, "deep"), { recursive: true });
				if (round % 3 === 1) await writeFile(path.join(place, "deep", "file"), `${round}`).catch(() => undefined);
			}
		})();
		try {
			for (let round = 0; round < 20; round += 1) await sandbox.save(id);
		} finally {
			going = false;
			await writing;
		}
		const reading = await newSandbox();
		expect((await reading.open(id)).notice).toBeNull();
		expect(snapshot(reading.folder).get("busy")).toBeUndefined();
	});
});

describe("nested-repo", () => {
	it("its files are saved as plain files, its history is named, and no program of its configuration runs", async () => {
		const id = await newProject();
		const sandbox = await newSandbox();
		await sandbox.open(id);
		const lib = path.join(sandbox.folder, "lib");
		const trace = path.join(folder, "filter-ran");
		await mkdir(lib);
		run(lib, "init", "-q");
		await writeFile(path.join(lib, "index.ts"), "code");
		run(lib, "add", "-A");
		run(lib, "commit", "-qm", "x");
		run(lib, "config", "filter.evil.clean", `touch '${trace}'; cat`);
		run(lib, "config", "core.fsmonitor", `touch '${trace}'`);
		await writeFile(path.join(lib, ".gitattributes"), "* filter=evil\n");
		await writeFile(path.join(lib, "index.ts"), "code 2");
		await mkdir(path.join(sandbox.folder, "sub"));
		run(path.join(sandbox.folder, "sub"), "init", "-q");
		await writeFile(path.join(sandbox.folder, "sub/a.txt"), "hi\n");
		const { leftOut } = await sandbox.save(id);
		expect(leftOut).toEqual([
			{ path: "lib/.git", reason: "repository" },
			{ path: "sub/.git", reason: "repository" },
		]);
		await writeFile(path.join(sandbox.folder, "src/second.txt"), "2");
		await sandbox.save(id);
		expect(existsSync(trace)).toBe(false);
		const reading = await newSandbox();
		await reading.open(id);
		expect(await readFile(path.join(reading.folder, "lib/index.ts"), "utf8")).toBe("code 2");
		expect(await readFile(path.join(reading.folder, "sub/a.txt"), "utf8")).toBe("hi\n");
		expect(await readFile(path.join(reading.folder, "src/second.txt"), "utf8")).toBe("2");
		expect(run(await repositories.clone(id), "ls-tree", "-r", "main")).not.toContain("160000");
	});
});

describe("backslash-name", () => {
	it("is left out and named, and the project opens", async () => {
		const id = await newProject();
		const sandbox = await newSandbox();
		await sandbox.open(id);
		await writeFile(path.join(sandbox.folder, "src/back\\slash.txt"), "x");
		await writeFile(path.join(sandbox.folder, "src/kept.txt"), "k");
		expect((await sandbox.save(id)).leftOut).toEqual([{ path: "src/back\\slash.txt", reason: "name" }]);
		const reading = await newSandbox();
		await reading.open(id);
		expect(await readFile(path.join(reading.folder, "src/kept.txt"), "utf8")).toBe("k");
	});
});

describe("a history of an earlier release", () => {
	/** Commits as `git add -A` makes them, which took whatever it found. */
	async function broken(change: (writer: Writer) => Promise<void>): Promise<{ id: string; first: string }> {
		const id = await newProject();
		count += 1;
		const writer = await Writer.open(repositories, id, path.join(folder, `writer-${count}`));
		await writer.write("first.txt", "1");
		await writer.publish(repositories, id, { subject: "First" });
		const first = await writer.head();
		await change(writer);
		await writer.publish(repositories, id, { subject: "Second" });
		return { id, first };
	}

	/** The archive that an earlier release wrote at a session's end: it says nothing of other repositories. */
	async function writeOldArchive(id: string, head: string): Promise<void> {
		await repositories.writeSource(id);
		const gitDir = await repositories.clone(id);
		const pack = tar.pack();
		pack.entry({ name: ".storydream/commit" }, execFileSync("git", ["-C", gitDir, "cat-file", "commit", head]));
		pack.finalize();
		const END_OF_TAR = 1024;
		const commit = (await buffer(pack)).subarray(0, -END_OF_TAR);
		const files = execFileSync("git", ["-C", gitDir, "-c", "tar.umask=0022", "archive", "--format=tar", head]);
		await objects.put(`repos/${id}/src/${head}.tar.zst`, zstdCompressSync(Buffer.concat([commit, files])), { mode: "replace" });
	}

	async function addRepository(writer: Writer): Promise<void> {
		const lib = path.join(writer.folder, "lib");
		await mkdir(lib);
		run(lib, "init", "-q");
		await writeFile(path.join(lib, "index.ts"), "code");
		run(lib, "add", "-A");
		run(lib, "commit", "-qm", "x");
	}

	it.each<[string, (writer: Writer) => Promise<void>, string]>([
		["another repository", addRepository, "lib"],
		["a name with a backslash", (writer) => writer.write("src/back\\slash.txt", "x"), "src/back\\slash.txt"],
		[
			"a name that is not text",
			(writer) => writeFile(Buffer.concat([Buffer.from(`${writer.folder}/src/`), Buffer.of(0xff)]), "x"),
			"src/\ufffd",
		],
		["a link that leads out", (writer) => symlink("/etc/passwd", path.join(writer.folder, "out")), "out"],
		["a built file that was kept", (writer) => writer.write("dist/index.js", "x"), "dist/index.js"],
	])("with %s opens, names it, and is saved without it; each older version can be restored", async (_what, change, named) => {
		const { id, first } = await broken(change);
		const head = (await records.projects.get(id))?.currentCommitSha ?? "";
		for (const ended of [false, true]) {
			if (ended) await writeOldArchive(id, head);
			const opened = await (await newSandbox()).open(id);
			expect(opened).toMatchObject({ head, notice: null });
			expect(opened.leftOut.paths.map((one) => one.path)).toContain(named);
		}
		const sandbox = await newSandbox();
		await sandbox.open(id);
		expect(await readFile(path.join(sandbox.folder, "first.txt"), "utf8")).toBe("1");
		await writeFile(path.join(sandbox.folder, "third.txt"), "3");
		expect((await sandbox.save(id)).leftOut).toEqual([]);
		const again = await newSandbox();
		expect((await again.open(id)).leftOut.count).toBe(0);
		expect(await readFile(path.join(again.folder, "third.txt"), "utf8")).toBe("3");
		for (const sha of [first, head]) {
			const restored = await again.project.restore({ title: "Back" }, await repositories.sourceOf(id, sha));
			expect(restored.changed).toBe(true);
		}
	});
});

describe("a newest version that can't be opened", () => {
	it("gives way to the newest one that can, which becomes a version of its own, and the person is notified", async () => {
		const id = await newProject();
		const writer = await Writer.open(repositories, id, path.join(folder, "writer-fallback"));
		await writer.write("kept.txt", "k");
		await writer.publish(repositories, id, { subject: "Good" });
		const good = await writer.head();
		// An entry of a mode that only early releases of git made.
		const blob = await writer.git("hash-object", "-w", "edit.txt");
		const input = Buffer.concat([Buffer.from("100664 a\0"), Buffer.from(blob, "hex")]);
		const tree = execFileSync("git", ["-C", writer.folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin"], {
			input,
		})
			.toString()
			.trim();
		const bad = run(writer.folder, "commit-tree", tree, "-p", good, "-m", "Bad").trim();
		await writer.git("reset", "--quiet", "--soft", bad);
		const bundle = await writer.bundle(good);
		expect(await repositories.publish(id, { expectedHead: good, newHead: bad, bundle })).toMatchObject({ published: true });
		await repositories.writeSource(id);
		const sandbox = await newSandbox();
		const opened = await sandbox.open(id);
		expect(opened.notice).toMatch(/“Bad”.*could not be opened.*“Good”/);
		expect(await readFile(path.join(sandbox.folder, "kept.txt"), "utf8")).toBe("k");
		const { versions } = await repositories.versions(id, { limit: 3 });
		expect(versions.map((version) => [version.sha, version.kind])).toEqual([
			[opened.head, "restore"],
			[bad, "edit"],
			[good, "edit"],
		]);
		await writeFile(path.join(sandbox.folder, "more.txt"), "m");
		await sandbox.save(id);
		const again = await newSandbox();
		expect((await again.open(id)).notice).toBeNull();
		expect(await readFile(path.join(again.folder, "more.txt"), "utf8")).toBe("m");
	});
});
