import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandboxFolders } from "./sandbox-folder.ts";

/** A user without root's right to write everywhere. */
const NOBODY = 65_534;
let dataDir: string;

beforeEach(async () => {
	dataDir = await mkdtemp(path.join(os.tmpdir(), "storydream-folders-"));
	await chown(dataDir, NOBODY, NOBODY).catch(() => undefined);
	if (process.getuid?.() === 0) process.seteuid?.(NOBODY);
});
afterEach(async () => {
	if (process.getuid?.() === 0) process.seteuid?.(0);
	await rm(dataDir, { recursive: true, force: true });
});

describe("a sandbox's folder", () => {
	it("is removed also where a command has closed folders in it, and what a link leads to stays as it is", async () => {
		const folders = createSandboxFolders(dataDir);
		const place = folders.folder("one");
		const outside = path.join(dataDir, "outside");
		await mkdir(path.join(place, "project/closed/deep"), { recursive: true });
		await mkdir(outside);
		await writeFile(path.join(place, "project/closed/deep/file"), "x");
		await symlink(outside, path.join(place, "project/link"));
		await chmod(path.join(place, "project/closed/deep"), 0o000);
		await chmod(path.join(place, "project/closed"), 0o555);
		await chmod(outside, 0o555);
		await folders.remove("one");
		expect([existsSync(place), existsSync(outside)]).toEqual([false, true]);
		await expect(writeFile(path.join(outside, "new"), "x")).rejects.toMatchObject({ code: "EACCES" });
		await chmod(outside, 0o700);
	});
});
