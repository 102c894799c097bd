import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { zstdCompressSync } from "node:zlib";
import tar from "tar-stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layoutOf } from "../config.ts";
import { Project } from "./project.ts";
import { replaceTree } from "./tree.ts";

/** A user without root's right to write everywhere. */
const NOBODY = 65_534;
const FILE = { mode: "100644", id: "0".repeat(40) } as const;
const KEEP = new Set(["public/assets"]);
let home: string;
let from: string;
let to: string;

beforeEach(async () => {
	home = await mkdtemp(path.join(os.tmpdir(), "storydream-tree-"));
	await chown(home, NOBODY, NOBODY).catch(() => undefined);
	if (process.getuid?.() === 0) process.seteuid?.(NOBODY);
	from = path.join(home, "from");
	to = path.join(home, "to");
	await write(to, "public/assets/upload.png", "media");
	await mkdir(from);
});
afterEach(async () => {
	if (process.getuid?.() === 0) process.seteuid?.(0);
	await rm(home, { recursive: true, force: true });
});

async function write(root: string, file: string, content: string): Promise<void> {
	await mkdir(path.dirname(path.join(root, file)), { recursive: true });
	await writeFile(path.join(root, file), content);
}

async function versionOf(files: Record<string, string>): Promise<Map<string, typeof FILE>> {
	for (const [file, content] of Object.entries(files)) await write(from, file, content);
	return new Map(Object.keys(files).map((file) => [file, FILE]));
}

describe.runIf(process.getuid?.() === 0)("a restore that fails halfway", () => {
	it("puts the files of the newest version back", async () => {
		const template = path.join(home, "template");
		const layout = layoutOf({ dir: path.join(home, "sandbox"), agentTmp: undefined });
		await write(template, "node_modules/remotion/package.json", "{}");
		for (const file of ["a.txt", "foreign/kept.txt", "z.txt"]) await write(template, file, "newest");
		await mkdir(layout.tmp, { recursive: true });
		const project = new Project(layout, template);
		await (await project.prepare())();
		// A folder of another user, which nothing can be removed from.
		process.seteuid?.(0);
		await chown(path.join(layout.project, "foreign"), 0, 0);
		process.seteuid?.(NOBODY);
		const pack = tar.pack();
		pack.entry({ name: "a.txt" }, "old");
		pack.finalize();
		const body = Readable.from([zstdCompressSync(await buffer(pack))]);
		await expect(project.restore({ title: "Back" }, body)).rejects.toMatchObject({ code: "storage_failed" });
		const names = ["a.txt", "foreign/kept.txt", "z.txt"];
		for (const name of names) expect(await readFile(path.join(layout.project, name), "utf8")).toBe("newest");
		expect(await project.save({ title: "Nothing", kind: "autosave" })).toMatchObject({ head: null });
	});
});

describe("a folder that becomes a version", () => {
	it("holds exactly its files, also where a command has closed folders in it", async () => {
		for (const file of ["closed/old", "closed/same", "closed/deep/gone", "becomes-file/inner/file", "git/.git/HEAD"])
			await write(to, file, "before");
		for (const folder of ["closed/deep", "closed", "becomes-file/inner", "becomes-file", "git/.git", "git"])
			await chmod(path.join(to, folder), 0o555);
		const files = await versionOf({ "closed/old": "after", "closed/new": "new", "becomes-file": "file" });
		await replaceTree(from, to, files, KEEP);
		const names = await readdir(to, { recursive: true });
		expect(names.sort()).toEqual(
			["becomes-file", "closed", "closed/new", "closed/old", "public", "public/assets", "public/assets/upload.png"].sort(),
		);
		expect(await readFile(path.join(to, "closed/old"), "utf8")).toBe("after");
	});

	it.each(["public", "public/assets"])("never loses its media to a file in their place: %s", async (place) => {
		await write(to, "src/film.ts", "before");
		await expect(replaceTree(from, to, await versionOf({ [place]: "file" }), KEEP)).rejects.toMatchObject({ code: "internal" });
		expect(existsSync(path.join(to, "public/assets/upload.png"))).toBe(true);
		expect(existsSync(path.join(to, "src/film.ts"))).toBe(true);
	});
});
