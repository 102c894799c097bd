import { constants } from "node:fs";
import { copyFile, lstat, mkdir, readdir, readFile, readlink, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { pathRefusal } from "@storydream/protocol";
import type { Tree } from "./tree-objects.ts";

/**
 * Makes the project's folder hold exactly `files`, which lie in `from`, moving them over. What is the same already stays
 * untouched, so that a preview server that watches the folder sees only what differs. Left alone: the paths in `keep`, the
 * project's own `.git`, and folders of generated files. No other process may write to either folder meanwhile.
 */
export async function replaceTree(from: string, to: string, files: Tree, keep: ReadonlySet<string>): Promise<void> {
	await removeOthers(to, "", files, keep);
	for (const [file, { mode }] of files) {
		const source = path.join(from, file);
		const target = path.join(to, file);
		if (keep.has(file) || (await isSame(source, target, mode === "120000"))) continue;
		await clearWay(to, file);
		await mkdir(path.dirname(target), { recursive: true });
		await rename(source, target);
	}
}

/** Removes everything that is not in `files`, and folders that are empty then. @returns whether anything is left */
async function removeOthers(root: string, folder: string, files: Tree, keep: ReadonlySet<string>): Promise<boolean> {
	let left = 0;
	// Names as bytes: they may be no text.
	for (const entry of await readdir(path.join(root, folder), { withFileTypes: true, encoding: "buffer" })) {
		const name = entry.name.toString("utf8");
		const relative = folder === "" ? name : `${folder}/${name}`;
		const isFolder = entry.isDirectory();
		if (relative === ".git" || keep.has(relative) || pathRefusal(relative, isFolder ? "folder" : "file") === "generated")
			left += 1;
		else if (isFolder && Buffer.from(name).equals(entry.name) && !isGitFolder(relative)) {
			if (await removeOthers(root, relative, files, keep)) left += 1;
			else await rmdir(path.join(root, relative));
		} else if (!isFolder && files.has(relative) && Buffer.from(name).equals(entry.name)) left += 1;
		else await rm(Buffer.concat([Buffer.from(`${path.join(root, folder)}/`), entry.name]), { recursive: true, force: true });
	}
	return left > 0;
}

function isGitFolder(relative: string): boolean {
	return pathRefusal(relative, "folder") === "repository";
}

async function isSame(source: string, target: string, link: boolean): Promise<boolean> {
	const there = await lstat(target).catch(() => null);
	if (link) return there?.isSymbolicLink() === true && (await readlink(source)) === (await readlink(target));
	if (!there?.isFile()) return false;
	const here = await lstat(source);
	if (here.size !== there.size || (here.mode & 0o100) !== (there.mode & 0o100)) return false;
	return (await readFile(source)).equals(await readFile(target));
}

/** Removes what stands where `relative` or one of its folders must be. */
async function clearWay(root: string, relative: string): Promise<void> {
	const parts = relative.split("/");
	for (let depth = 1; depth <= parts.length; depth += 1) {
		const place = path.join(root, ...parts.slice(0, depth));
		const there = await lstat(place).catch(() => null);
		if (!there) return;
		const mustBeFolder = depth < parts.length;
		if (mustBeFolder ? !there.isDirectory() : there.isDirectory()) await rm(place, { recursive: true, force: true });
	}
}

/** Copies files of one tree to another place, sharing blocks where the disk can. */
export async function copyFiles(from: string, to: string, paths: string[]): Promise<void> {
	for (const relative of paths) {
		const target = path.join(to, relative);
		await mkdir(path.dirname(target), { recursive: true });
		await copyFile(path.join(from, relative), target, constants.COPYFILE_FICLONE);
	}
}
