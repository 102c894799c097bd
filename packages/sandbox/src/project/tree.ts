import { constants } from "node:fs";
import { chmod, copyFile, lstat, mkdir, readdir, readFile, readlink, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { pathRefusal, StoryDreamError } from "@storydream/protocol";
import type { Tree } from "./tree-objects.ts";

/**
 * Makes the project's folder hold exactly `files`, which lie in `from`, moving them over. What is the same already stays
 * untouched, so that a preview server that watches the folder sees only what differs. Left alone: the paths in `keep`, the
 * project's own `.git`, and folders of generated files. A folder that a command has closed is opened first. No other process
 * may write to either folder meanwhile.
 * @throws `internal`, before anything is changed, where a file would stand in the place of one of `keep` or above it
 */
export async function replaceTree(from: string, to: string, files: Tree, keep: ReadonlySet<string>): Promise<void> {
	for (const kept of keep) {
		const parts = kept.split("/");
		if (parts.some((_, depth) => files.has(parts.slice(0, depth + 1).join("/"))))
			throw new StoryDreamError("internal", `A version has a file in the place of ${kept}.`);
	}
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
	await makeWritable(path.join(root, folder));
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
		else await removeAll(Buffer.concat([Buffer.from(`${path.join(root, folder)}/`), entry.name]));
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
	// Closed by a command: it is replaced.
	const content = await readFile(target).catch(() => null);
	return content?.equals(await readFile(source)) ?? false;
}

/** Removes what stands where `relative` or one of its folders must be. */
async function clearWay(root: string, relative: string): Promise<void> {
	const parts = relative.split("/");
	for (let depth = 1; depth <= parts.length; depth += 1) {
		const place = path.join(root, ...parts.slice(0, depth));
		const there = await lstat(place).catch(() => null);
		if (!there) return;
		const mustBeFolder = depth < parts.length;
		if (mustBeFolder ? !there.isDirectory() : there.isDirectory()) await removeAll(Buffer.from(place));
	}
}

/** Removes a file, a link or a folder with all in it, also one in which a command has closed folders. */
async function removeAll(place: Buffer): Promise<void> {
	try {
		await rm(place, { recursive: true, force: true });
	} catch (error) {
		if (!(await lstat(place)).isDirectory()) throw error;
		await makeAllWritable(place);
		await rm(place, { recursive: true, force: true });
	}
}

async function makeAllWritable(folder: Buffer): Promise<void> {
	await makeWritable(folder);
	for (const entry of await readdir(folder, { withFileTypes: true, encoding: "buffer" }))
		if (entry.isDirectory()) await makeAllWritable(Buffer.concat([folder, Buffer.from("/"), entry.name]));
}

/** Gives the sandbox's user its rights in a folder back; where that is not allowed, the next step says so. */
async function makeWritable(folder: string | Buffer): Promise<void> {
	const { mode } = await lstat(folder);
	if ((mode & 0o700) !== 0o700) await chmod(folder, mode | 0o700).catch(() => undefined);
}

/** Copies files of one tree to another place, sharing blocks where the disk can. */
export async function copyFiles(from: string, to: string, paths: string[]): Promise<void> {
	for (const relative of paths) {
		const target = path.join(to, relative);
		await mkdir(path.dirname(target), { recursive: true });
		await copyFile(path.join(from, relative), target, constants.COPYFILE_FICLONE);
	}
}
