import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gitId, writeLargeBlob, writeObject } from "./loose-objects.ts";

describe("objects that are stored beside git", () => {
	let folder: string;
	let gitDir: string;
	const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { maxBuffer: 64_000_000 });

	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "storydream-objects-"));
		gitDir = path.join(folder, ".git");
		git("init", "--quiet");
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	const contents: [string, Buffer][] = [
		["nothing", Buffer.alloc(0)],
		["a line", Buffer.from("export {};\n")],
		["bytes that are no text", Buffer.from([0, 255, 10, 13, 0])],
		["more than is compressed at once", randomBytes(100_000)],
		["a large file", Buffer.alloc(5_000_000, "film")],
	];

	it.each(contents)("are what git reads: %s", async (_what, content) => {
		const file = path.join(folder, "file");
		await writeFile(file, content);
		const id = git("hash-object", "--no-filters", file).toString().trim();
		expect(await writeObject({ gitDir }, "blob", content)).toBe(id);
		expect(git("cat-file", "blob", id).equals(content)).toBe(true);
		git("fsck", "--strict");
	});

	it("are what git reads when they are stored as they come", async () => {
		const content = randomBytes(300_000);
		const parts = Readable.from([content.subarray(0, 100_000), content.subarray(100_000)]);
		const id = await writeLargeBlob({ gitDir }, parts, content.length);
		expect(id).toBe(gitId("blob", content));
		expect(git("cat-file", "blob", `${id}`).equals(content)).toBe(true);
	});

	it.each([
		["shorter", 9],
		["longer", 11],
	])("are not stored when a file became %s meanwhile, and leave nothing behind", async (_how, length) => {
		expect(await writeLargeBlob({ gitDir }, Readable.from([Buffer.alloc(length)]), 10)).toBeNull();
		expect(git("count-objects").toString()).toMatch(/^0 objects/);
		expect(await readdir(path.join(gitDir, "objects"))).toEqual(["info", "pack"]);
	});

	it("are stored anew where a power failure left an empty file", async () => {
		const content = Buffer.from("a scene");
		const id = await writeObject({ gitDir }, "blob", content);
		await truncate(path.join(gitDir, "objects", id.slice(0, 2), id.slice(2)), 0);
		await writeObject({ gitDir }, "blob", content);
		expect(git("cat-file", "blob", id).toString()).toBe("a scene");
	});

	it("stay as they are when they are there", async () => {
		const id = await writeObject({ gitDir }, "blob", Buffer.from("a scene"));
		const place = path.join(gitDir, "objects", id.slice(0, 2), id.slice(2));
		const before = await stat(place, { bigint: true });
		await writeObject({ gitDir }, "blob", Buffer.from("a scene"));
		expect((await stat(place, { bigint: true })).ino).toBe(before.ino);
	});

	it("fail with a typed error where the repository is gone", async () => {
		const missing = { gitDir: path.join(folder, "nothing") };
		await expect(writeObject(missing, "blob", Buffer.from("x"))).rejects.toMatchObject({ code: "storage_failed" });
	});
});
