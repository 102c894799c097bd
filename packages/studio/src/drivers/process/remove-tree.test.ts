import { existsSync, watch } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { REMOVED, removeFromShared } from "./remove-tree.ts";

/** Stands for `/tmp`. */
let shared: string;
beforeEach(async () => {
	shared = await mkdtemp(path.join(os.tmpdir(), "storydream-shared-"));
});
afterEach(() => rm(shared, { recursive: true, force: true }));

it("a folder in a place of all users is removed where nobody else enters, and what its links lead to stays as it is", async () => {
	const outside = path.join(shared, "outside");
	const place = path.join(shared, "sd-1");
	await mkdir(outside, { mode: 0o755 });
	await mkdir(path.join(place, "closed"), { recursive: true });
	await writeFile(path.join(place, "closed/file"), "x");
	await symlink(outside, path.join(place, "closed/link"));
	await chmod(path.join(place, "closed"), 0o555);
	await chmod(place, 0o555);
	const seen = new Set<string>();
	const watcher = watch(shared, (_event, name) => void seen.add(name ?? ""));
	try {
		await removeFromShared(place);
		await expect.poll(() => [...seen].some((name) => name.startsWith(REMOVED))).toBe(true);
	} finally {
		watcher.close();
	}
	expect(await readdir(shared)).toEqual(["outside"]);
	expect((await stat(outside)).mode & 0o777).toBe(0o755);
});

it("a link in the folder's place is removed itself, and nothing is done where there is nothing", async () => {
	const outside = path.join(shared, "outside");
	await mkdir(path.join(outside, "kept"), { recursive: true });
	await symlink(outside, path.join(shared, "sd-1"));
	await removeFromShared(path.join(shared, "sd-1"));
	await removeFromShared(path.join(shared, "sd-2"));
	expect([await readdir(shared), existsSync(path.join(outside, "kept"))]).toEqual([["outside"], true]);
});
