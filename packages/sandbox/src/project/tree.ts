import { constants } from "node:fs";
import { copyFile, lstat, mkdir, readdir, readFile, readlink, rename, rm, rmdir, unlink } from "node:fs/promises";
import path from "node:path";

/** Whether a link standing at `linkPath` (relative to `root`) leads to a place inside `root`. Looks at names only. */
export function linkStaysInside(linkPath: string, target: string): boolean {
	if (path.posix.isAbsolute(target) || target.includes("\0")) return false;
	const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(linkPath), target));
	return resolved !== ".." && !resolved.startsWith("../");
}

/**
 * A path of a project as git and tar name it, or null for one that may not exist in a project: absolute, climbing out,
 * through `.git`, `.storydream` or `node_modules`, or not plain text.
 */
export function safeProjectPath(name: string): string | null {
	if (name.includes("\0") || name.includes("\\") || name.startsWith("/") || name.length > 1000) return null;
	const parts = name.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.length === 0) return null;
	for (const part of parts) {
		const folded = part.toLowerCase().replace(/[. ]+$/, "");
		if (part === ".." || folded === ".git" || folded === "git~1" || folded === "node_modules") return null;
	}
	return parts[0] === ".storydream" ? null : parts.join("/");
}

export interface TreeEntry {
	/** Relative, with `/`. */
	path: string;
	kind: "file" | "link";
}

/** Files and links of a tree, sorted; folders named in `skip` (relative paths, or `.git` at any depth) are left out. */
export async function listTree(root: string, skip: ReadonlySet<string> = new Set()): Promise<TreeEntry[]> {
	const found: TreeEntry[] = [];
	const walk = async (folder: string): Promise<void> => {
		for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
			const relative = folder === "" ? entry.name : `${folder}/${entry.name}`;
			if (entry.name === ".git" || entry.name === "node_modules" || skip.has(relative)) continue;
			if (entry.isDirectory()) await walk(relative);
			else if (entry.isSymbolicLink()) found.push({ path: relative, kind: "link" });
			else if (entry.isFile()) found.push({ path: relative, kind: "file" });
		}
	};
	await walk("");
	return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Removes links that lead out of the tree; answers their paths. A project never holds one: git, Vite and exports would follow it. */
export async function removeOutwardLinks(root: string, skip: ReadonlySet<string> = new Set()): Promise<string[]> {
	const removed: string[] = [];
	for (const entry of await listTree(root, skip)) {
		if (entry.kind !== "link") continue;
		if (linkStaysInside(entry.path, await readlink(path.join(root, entry.path)))) continue;
		await unlink(path.join(root, entry.path));
		removed.push(entry.path);
	}
	return removed;
}

/**
 * Makes `to` hold exactly what `from` holds, moving files over. What is the same already stays untouched, so that a
 * preview server watching `to` sees only what differs. Paths in `keep` are left alone. `from` is empty afterwards.
 */
export async function replaceTree(from: string, to: string, keep: ReadonlySet<string>): Promise<void> {
	const wanted = await listTree(from, keep);
	const wantedPaths = new Set(wanted.map((entry) => entry.path));
	for (const entry of await listTree(to, keep)) {
		if (!wantedPaths.has(entry.path)) await unlink(path.join(to, entry.path));
	}
	for (const entry of wanted) {
		const source = path.join(from, entry.path);
		const target = path.join(to, entry.path);
		if (entry.kind === "file" && (await sameFile(source, target))) continue;
		await clearWay(to, entry.path);
		await mkdir(path.dirname(target), { recursive: true });
		await rename(source, target);
	}
	await removeEmptyFolders(to, keep);
}

async function sameFile(a: string, b: string): Promise<boolean> {
	const there = await lstat(b).catch(() => null);
	if (!there?.isFile()) return false;
	const here = await lstat(a);
	if (here.size !== there.size || (here.mode & 0o100) !== (there.mode & 0o100)) return false;
	return (await readFile(a)).equals(await readFile(b));
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

async function removeEmptyFolders(root: string, keep: ReadonlySet<string>, folder = ""): Promise<void> {
	for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
		const relative = folder === "" ? entry.name : `${folder}/${entry.name}`;
		if (!entry.isDirectory() || entry.name === ".git" || entry.name === "node_modules" || keep.has(relative)) continue;
		await removeEmptyFolders(root, keep, relative);
		const left = await readdir(path.join(root, relative));
		if (left.length === 0) await rmdir(path.join(root, relative));
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
