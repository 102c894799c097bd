import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, lstat, mkdir, readlink, realpath, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { linkStaysInside, StoryDreamError, TREE_LIMITS } from "@storydream/protocol";
import { type Access, nameIn, type OpenFolder, openFolder, partsOf, refusedBy } from "./folders.ts";
import { type Entry, listInside, openIn } from "./read.ts";
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

/** Files and folders of a project that are copied at most. */
const MAX_COPIED = 4 * TREE_LIMITS.files;

interface LinkTreeOptions extends Options {
	/** What is left out, by its path below the root or its name. */
	skip: (path: string, name: string) => boolean;
	/** Files of the target, by their path below the root, that give way to another file of the project; default: none. */
	replace?: (path: string) => boolean;
	/** For tests: a lower limit than 200,000. */
	maxEntries?: number;
	/** Links of the project that stay inside of it are made again in the target; default: none is. For the root as a whole. */
	links?: boolean;
}

/**
 * Gives the files below a folder of a project a second name in a folder of the host (a hard link: no bytes are copied),
 * below the same paths. Pipes and other things are left out, and so is what the target has already.
 *
 * @param relative "" for the project's folder itself; a folder that is missing, or behind a link, has no files
 * @returns paths below the root that the system does not let us copy, sorted: without them the target is not the project
 * @throws `too_large` for more than 200,000 files and folders
 */
export async function linkTree(root: string, relative: string, to: string, options: LinkTreeOptions): Promise<string[]> {
	const targetOf = (place: string) => path.join(to, path.posix.relative(relative, place));
	const missing: string[] = [];
	const links = new Map<string, string>();
	const take = async (folder: OpenFolder, { path: place, kind }: Entry): Promise<void> => {
		const name = path.posix.basename(place);
		if (options.skip(place, name)) return;
		if (kind === "link" && options.links) links.set(place, await targetOfLink(folder, name));
		if (kind !== "file") return;
		const put = options.replace?.(place) ? replaceFile : linkFile;
		if (!(await put(folder, name, targetOf(place)))) missing.push(place);
	};
	try {
		await listInside(root, relative, {
			maxEntries: MAX_COPIED,
			...options,
			closed: (place) => missing.push(place),
			async visit(folder, place, entries) {
				await mkdir(targetOf(place), { recursive: true });
				for (const entry of entries) await take(folder, entry);
			},
		});
	} catch (error) {
		if (!(error instanceof PathRefused)) throw error;
		if (error.reason === "too_large") throw tooManyFiles(options.maxEntries ?? MAX_COPIED, error);
		if (error.reason === "denied") missing.push(relative);
	}
	for (const [place, target] of links) if (linkStaysInside(place, links)) await makeLink(target, targetOf(place));
	return missing.sort();
}

function tooManyFiles(limit: number, cause: unknown): StoryDreamError {
	return new StoryDreamError("too_large", `The project has more than ${limit} files and folders: too many to copy.`, {
		hint: "Ask the agent to remove files that the film does not need.",
		cause,
	});
}

/** "" for one that is gone: such a target leads nowhere. */
async function targetOfLink(folder: OpenFolder, name: string): Promise<string> {
	return readlink(nameIn(folder, name)).catch(() => "");
}

async function makeLink(target: string, place: string): Promise<void> {
	await symlink(target, place).catch((error: unknown) => {
		if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
	});
}

/**
 * A link that took the file's place since it was listed is linked as such, never followed: it is removed again.
 * @returns false for a file that the system does not let us copy
 */
async function linkFile(folder: OpenFolder, name: string, target: string): Promise<boolean> {
	try {
		await link(nameIn(folder, name), target);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : undefined;
		// There already, or gone meanwhile.
		if (code === "EEXIST" || code === "ENOENT") return true;
		// A disk without hard links, or another disk.
		return copyFile(folder, name, target);
	}
	if (!(await lstat(target)).isFile()) await rm(target, { force: true });
	return true;
}

/** As `linkFile`, and whoever reads the target sees the old file or the new one. */
async function replaceFile(folder: OpenFolder, name: string, target: string): Promise<boolean> {
	if (await isSameFile(nameIn(folder, name), target)) return true;
	const draft = path.join(path.dirname(target), `.storydream-${randomUUID()}`);
	try {
		if (!(await linkFile(folder, name, draft))) return false;
		await rename(draft, target);
		return true;
	} catch (error) {
		// The project has lost the file since it was listed.
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		return true;
	} finally {
		await rm(draft, { force: true });
	}
}

async function isSameFile(one: string, other: string): Promise<boolean> {
	const lookAt = (place: string) => lstat(place).catch(() => null);
	const [a, b] = await Promise.all([lookAt(one), lookAt(other)]);
	return a !== null && b !== null && a.ino === b.ino && a.dev === b.dev;
}

/** @returns as `linkFile` */
async function copyFile(folder: OpenFolder, name: string, target: string): Promise<boolean> {
	try {
		const { handle } = await openIn(folder, name, name);
		await pipeline(handle.createReadStream(), createWriteStream(target, { flags: "wx" }));
		return true;
	} catch (error) {
		if (!(error instanceof PathRefused)) throw error;
		// Gone, or exchanged for a link or a folder since it was listed: it is no file any more.
		return error.reason !== "denied";
	}
}
