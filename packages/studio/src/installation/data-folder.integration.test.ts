import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeDataFolder } from "./data-folder.ts";

let dataDir = "";
beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "storydream data "));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it("names the installation once, and keeps the name", async () => {
	const first = await takeDataFolder(dataDir);
	first.release();
	const second = await takeDataFolder(dataDir);
	second.release();
	expect(second.install).toBe(first.install);
	expect(await readFile(join(dataDir, "install-id"), "utf8")).toBe(first.install);
});

it("gives no second name where the first can't be read, and lets go of the folder", async () => {
	await mkdir(join(dataDir, "install-id"));
	for (const _try of [1, 2]) await expect(takeDataFolder(dataDir)).rejects.toMatchObject({ code: "storage_failed" });
});
