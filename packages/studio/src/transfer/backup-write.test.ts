import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { settle } from "./backup-write.ts";

let folder: string;
let partial: string;
let file: string;
beforeEach(async () => {
	folder = await fs.mkdtemp(join(tmpdir(), "storydream-settle-"));
	[partial, file] = [join(folder, "partial"), join(folder, "films.tar.zst")];
	await fs.writeFile(partial, "a backup");
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const failing = (code: string) => async (): Promise<never> => {
	throw Object.assign(new Error(code), { code });
};
/** A disk that knows no links, and can't sync a folder. */
const plain: Parameters<typeof settle>[2] = {
	link: failing("EPERM"),
	rename: fs.rename,
	open: async (path, ...more) => {
		const handle = await fs.open(path, ...more);
		if (path === folder) handle.sync = failing("EINVAL");
		return handle;
	},
};

it.each([
	["that knows links", undefined],
	["that knows none", plain],
])("a finished backup is in its place on a disk %s", async (_disk, files) => {
	await settle(partial, file, files);
	expect(await fs.readFile(file, "utf8")).toBe("a backup");
});

it.each([
	["that knows links", undefined],
	["that knows none", plain],
])("a file that came meanwhile is left alone on a disk %s", async (_disk, files) => {
	await fs.writeFile(file, "somebody's");
	await expect(settle(partial, file, files)).rejects.toMatchObject({ code: "conflict" });
	expect(await fs.readFile(file, "utf8")).toBe("somebody's");
});

it("another failure is reported as what it is", async () => {
	await expect(settle(partial, file, { ...plain, link: failing("EIO") })).rejects.toMatchObject({ code: "EIO" });
});
