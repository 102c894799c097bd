import { randomUUID } from "node:crypto";
import { realpath, rename, rm, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Access, nameIn, type OpenFolder, openFolder, partsOf, refusedBy } from "./folders.ts";
import { PathRefused } from "./refused.ts";

interface Options {
	/** For tests; see `Access`. */
	access?: Access;
}

/**
 * Moves a finished file of the host to its place in a project, making missing folders. Whoever reads the place sees the old
 * file or the new one. No part of the path may be a link; a link at the place itself is replaced, not followed.
 *
 * @param source absolute path on the same disk, in a folder that the project's code can't write
 * @throws PathRefused
 */
export async function moveInside(source: string, root: string, relative: string, options: Options = {}): Promise<void> {
	await inFolderOf(root, relative, { ...options, create: true }, (folder, name) => rename(source, nameIn(folder, name)));
}

/**
 * Writes a file of a project so that a reader sees the old or the new content, never half of it. Missing folders are made.
 * @param tmp folder on the same disk that the project's code can't write
 * @throws PathRefused
 */
export async function writeInside(
	root: string,
	relative: string,
	content: string | Buffer,
	tmp: string,
	options: Options = {},
): Promise<void> {
	const draft = path.join(tmp, randomUUID());
	try {
		await writeFile(draft, content, { flag: "wx" });
		await moveInside(draft, root, relative, options);
	} finally {
		await rm(draft, { force: true });
	}
}

/** Removes a file or a link of a project; nothing where there is none. @throws PathRefused for a path behind a link, or a folder. */
export async function removeInside(root: string, relative: string, options: Options = {}): Promise<void> {
	try {
		await inFolderOf(root, relative, options, (folder, name) => unlink(nameIn(folder, name)));
	} catch (error) {
		if (!(error instanceof PathRefused && error.reason === "missing")) throw error;
	}
}

/** Makes a folder of a project with all folders above it, where they are missing. @throws PathRefused where a link or a file stands in the way */
export async function makeFolderInside(root: string, relative: string, options: Options = {}): Promise<void> {
	const folder = await openFolder(root, partsOf(relative), { ...options, create: true });
	await folder.handle.close();
}

/** Does something to the last name of a path, in its folder, while that is open. */
async function inFolderOf(
	root: string,
	relative: string,
	options: Options & { create?: boolean },
	act: (folder: OpenFolder, name: string) => Promise<void>,
): Promise<void> {
	const parts = partsOf(relative);
	const folder = await openFolder(root, parts.slice(0, -1), options);
	try {
		// Without descriptors the path is looked at once more: a folder exchanged since it was opened is found.
		if (folder.access === "paths" && (await realpath(folder.place)) !== folder.place) throw new PathRefused(relative, "changed");
		await act(folder, parts.at(-1) ?? "");
	} catch (error) {
		throw refusedBy(error, relative);
	} finally {
		await folder.handle.close();
	}
}
