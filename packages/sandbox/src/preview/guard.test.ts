import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAllowedFile } from "./guard.ts";

let root: string;
let project: string;

beforeAll(() => {
	root = realpathSync(mkdtempSync(join(tmpdir(), "storydream-guard-")));
	// As a studio's data lie by default.
	project = join(root, ".storydream/sandboxes/one/project");
	for (const file of [
		"src/Root.tsx",
		"other/.Git/config",
		"src/.ENV",
		".git/config",
		"src/.env.local",
		".storydream/commit",
		"notes/plain.txt",
	]) {
		mkdirSync(join(project, file, ".."), { recursive: true });
		writeFileSync(join(project, file), "text");
	}
	writeFileSync(join(root, "secret.txt"), "text");
	symlinkSync(join(root, "secret.txt"), join(project, "src/link.txt"));
	symlinkSync(join(project, "notes"), join(project, "src/notes"));
	symlinkSync(join(project, "notes/plain.txt"), join(project, ".npmrc"));
	symlinkSync(join(project, ".git"), join(project, "src/history"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
	["a file of the film", "src/Root.tsx", true],
	["a file by a link inside of the film", "src/notes/plain.txt", true],
	["the film's history", ".git/config", false],
	["the history by a link of another name", "src/history/config", false],
	["an environment file", "src/.env.local", false],
	["a history in other letters, as some disks find it", "other/.Git/config", false],
	["an environment file in other letters", "src/.ENV", false],
	["what a source archive notes", ".storydream/commit", false],
	["a link out of the film", "src/link.txt", false],
	["a link with a private name", ".npmrc", false],
	["a file that is not there", "src/Nothing.tsx", false],
	["a file beside the film", "../../../../secret.txt", false],
])("below a folder with a private name, %s is served or not for its own sake", (_what, file, allowed) => {
	expect(isAllowedFile(join(project, file), [project])).toBe(allowed);
});
