import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, lstat, mkdir, realpath, rename, rm, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Access, nameIn, type OpenFolder, openFolder, partsOf, refusedBy } from "./folders.ts";
import { listInside, openIn } from "./read.ts";
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

/**
 * Removes a link of a project, and nothing else: a program may put a file in its place at any moment, and no work is lost
 * to that. The name is moved aside first, looked at there, and moved back where it is no link.
 * @throws PathRefused as `removeInside`
 */
export async function removeLinkInside(root: string, relative: string, options: Options = {}): Promise<void> {
	await inFolderOf(root, relative, options, async (folder, name) => {
		const place = nameIn(folder, name);
		if (!(await lstat(place)).isSymbolicLink()) return;
		const aside = nameIn(folder, `.storydream-${randomUUID()}`);
		await rename(place, aside);
		if ((await lstat(aside)).isSymbolicLink()) return unlink(aside);
		// Whatever has taken the name since then is newer, and stays.
		const isFree = await lstat(place).then(
			() => false,
			() => true,
		);
		await rename(aside, isFree ? place : `${place}.kept`);
	}).catch((error: unknown) => {
		if (!(error instanceof PathRefused && error.reason === "missing")) throw error;
	});
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

/**
 * Gives the files below a folder of a project a second name in a folder of the host (a hard link: no bytes are copied),
 * below the same paths. Links, pipes and other things are left out, and so is what the target has already.
 *
 * @param relative "" for the project's folder itself; a folder that is missing, or behind a link, has no files
 * @param options.skip what is left out, by its path below the root or its name
 * @param options.replace files of the target, by their path below the root, that give way to another file of the project;
 *   default: none
 */
export async function linkTree(
	root: string,
	relative: string,
	to: string,
	options: Options & { skip: (path: string, name: string) => boolean; replace?: (path: string) => boolean },
): Promise<void> {
	const targetOf = (place: string) => path.join(to, path.posix.relative(relative, place));
	try {
		await listInside(root, relative, {
			...options,
			async visit(folder, place, entries) {
				await mkdir(targetOf(place), { recursive: true });
				for (const entry of entries) {
					const name = path.posix.basename(entry.path);
					if (entry.kind !== "file" || options.skip(entry.path, name)) continue;
					if (options.replace?.(entry.path)) await replaceFile(folder, name, targetOf(entry.path));
					else await linkFile(folder, name, targetOf(entry.path));
				}
			},
		});
	} catch (error) {
		if (!(error instanceof PathRefused)) throw error;
	}
}

/** A link that took the file's place since it was listed is linked as such, never followed: it is removed again. */
async function linkFile(folder: OpenFolder, name: string, target: string): Promise<void> {
	try {
		await link(nameIn(folder, name), target);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : undefined;
		// There already, or gone meanwhile.
		if (code === "EEXIST" || code === "ENOENT") return;
		// A disk without hard links, or another disk.
		return copyFile(folder, name, target);
	}
	if (!(await lstat(target)).isFile()) await rm(target, { force: true });
}

/** As `linkFile`, and whoever reads the target sees the old file or the new one. */
async function replaceFile(folder: OpenFolder, name: string, target: string): Promise<void> {
	if (await isSameFile(nameIn(folder, name), target)) return;
	const draft = path.join(path.dirname(target), `.storydream-${randomUUID()}`);
	try {
		await linkFile(folder, name, draft);
		await rename(draft, target);
	} catch (error) {
		// The project has lost the file since it was listed.
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

async function isSameFile(one: string, other: string): Promise<boolean> {
	const lookAt = (place: string) => lstat(place).catch(() => null);
	const [a, b] = await Promise.all([lookAt(one), lookAt(other)]);
	return a !== null && b !== null && a.ino === b.ino && a.dev === b.dev;
}

async function copyFile(folder: OpenFolder, name: string, target: string): Promise<void> {
	const { handle } = await openIn(folder, name, name);
	await pipeline(handle.createReadStream(), createWriteStream(target, { flags: "wx" }));
}
