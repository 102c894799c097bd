import { constants as flags, type Stats } from "node:fs";
import { type FileHandle, lstat, readdir, realpath } from "node:fs/promises";
import path from "node:path";
import { type Access, nameIn, type OpenFolder, openFolder, openName, partsOf, refusedBy } from "./folders.ts";
import { PathRefused } from "./refused.ts";

/** `O_NONBLOCK`: a pipe in a file's place does not hold the host until somebody writes to it. */
const READ = flags.O_RDONLY | flags.O_NONBLOCK;
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const MAX_ENTRIES = 50_000;
const PIECE_BYTES = 64 * 1024;

interface Options {
	/** For tests; see `Access`. */
	access?: Access;
}

/** A regular file that is open for reading. It belongs to whoever requested it, who closes it (a stream of it does). */
export interface OpenFile {
	readonly handle: FileHandle;
	/** Of the open file itself. */
	readonly stats: Stats;
}

/**
 * Opens a regular file of a project. Each part of the path is opened without following links, and what is checked is the
 * open file, so that nothing can be exchanged between the check and the reading.
 *
 * @param root the project's folder
 * @param relative path below it, with `/`
 * @throws PathRefused
 */
export async function openInside(root: string, relative: string, options: Options = {}): Promise<OpenFile> {
	const parts = partsOf(relative);
	const folder = await openFolder(root, parts.slice(0, -1), options);
	try {
		return await openIn(folder, parts.at(-1) ?? "", relative);
	} finally {
		await folder.handle.close();
	}
}

/** Opens a regular file of an open folder by its name. @throws PathRefused with `relative` as its path */
export async function openIn(folder: OpenFolder, name: string, relative: string): Promise<OpenFile> {
	return checked(await openName(folder, name, relative, READ), relative);
}

async function checked(handle: FileHandle, relative: string): Promise<OpenFile> {
	try {
		const stats = await handle.stat();
		if (!stats.isFile()) throw new PathRefused(relative, "kind");
		return { handle, stats };
	} catch (error) {
		await handle.close();
		throw error;
	}
}

/**
 * Opens a file by its absolute path in the innermost of some folders. Links are followed as long as they lead to a file in
 * one of them: the real path is found first, and is then opened like any other, without following a link.
 * @throws PathRefused
 */
export async function openInOneOf(roots: readonly string[], file: string, options: Options = {}): Promise<OpenFile> {
	const name = path.basename(file);
	const real = await realpath(file).catch((error: unknown) => {
		throw refusedBy(error, name);
	});
	const root = roots
		.filter((candidate) => real.startsWith(candidate + path.sep))
		.sort((a, b) => b.length - a.length)
		.at(0);
	if (root === undefined) throw new PathRefused(name, "link");
	return openInside(
		root,
		real
			.slice(root.length + 1)
			.split(path.sep)
			.join("/"),
		options,
	);
}

/**
 * Reads a regular file of a project.
 * @param options.maxBytes a larger file is refused, also one that grows while it is read; default 8 MB
 * @throws PathRefused
 */
export async function readInside(root: string, relative: string, options: Options & { maxBytes?: number } = {}): Promise<Buffer> {
	return readOpenFile(await openInside(root, relative, options), relative, options.maxBytes ?? MAX_TEXT_BYTES);
}

/**
 * Reads an open file to its end, and closes it.
 * @param name for the error
 * @throws PathRefused `too_large`, also for a file that grows while it is read
 */
export async function readOpenFile({ handle, stats }: OpenFile, name: string, maxBytes: number): Promise<Buffer> {
	try {
		if (stats.size > maxBytes) throw new PathRefused(name, "too_large");
		const pieces: Buffer[] = [];
		for (let size = 0; ; ) {
			const piece = Buffer.allocUnsafe(PIECE_BYTES);
			const { bytesRead } = await handle.read(piece, 0, piece.length, null);
			if (bytesRead === 0) return Buffer.concat(pieces);
			size += bytesRead;
			if (size > maxBytes) throw new PathRefused(name, "too_large");
			pieces.push(piece.subarray(0, bytesRead));
		}
	} finally {
		await handle.close();
	}
}

/** Text of a file of a project, or null where there is none that may be read. Other failures are thrown. */
export async function readTextOrNull(root: string, relative: string): Promise<string | null> {
	try {
		return (await readInside(root, relative)).toString("utf8");
	} catch (error) {
		if (error instanceof PathRefused) return null;
		throw error;
	}
}

/** Facts of a regular file of a project, or null where there is none. */
export async function statInside(root: string, relative: string): Promise<Stats | null> {
	try {
		const { handle, stats } = await openInside(root, relative);
		await handle.close();
		return stats;
	} catch (error) {
		if (error instanceof PathRefused) return null;
		throw error;
	}
}

export interface Entry {
	/** Below the root, with `/`. */
	path: string;
	kind: "file" | "folder" | "link" | "other";
}

export interface ListOptions extends Options {
	/** Folders that are named and not entered: by their path below the root, or by their name alone. */
	skip?: (path: string, name: string) => boolean;
	/** Entries in all; more are refused. Default 50,000. */
	maxEntries?: number;
	/** Called for each folder that the system does not let us enter. */
	closed?: (path: string) => void;
	/** Called for each folder while it is open. */
	visit?: (folder: OpenFolder, path: string, entries: readonly Entry[]) => Promise<void>;
}

/**
 * Everything below a folder of a project, sorted by path. Folders are entered without following links; links are named as
 * such. `relative` is "" for the project's folder itself.
 * @throws PathRefused when the folder can't be opened, or more than `maxEntries` are below it
 */
export async function listInside(root: string, relative: string, options: ListOptions = {}): Promise<Entry[]> {
	const found: Entry[] = [];
	const folder = await openFolder(root, relative === "" ? [] : partsOf(relative), options);
	try {
		await walk(folder, relative, found, options);
	} finally {
		await folder.handle.close();
	}
	return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function walk(folder: OpenFolder, relative: string, found: Entry[], options: ListOptions): Promise<void> {
	const entries = (await readdir(nameIn(folder, "."), { withFileTypes: true })).map((entry): Entry => {
		const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "other";
		return { path: relative === "" ? entry.name : `${relative}/${entry.name}`, kind };
	});
	found.push(...entries);
	if (found.length > (options.maxEntries ?? MAX_ENTRIES)) throw new PathRefused(relative, "too_large");
	await options.visit?.(folder, relative, entries);
	for (const entry of entries) {
		const name = path.posix.basename(entry.path);
		if (entry.kind !== "folder" || options.skip?.(entry.path, name)) continue;
		// Gone or exchanged since the folder was read: not entered.
		const next = await openName(folder, name, entry.path, flags.O_RDONLY | flags.O_DIRECTORY).catch((error: unknown) => {
			if (!(error instanceof PathRefused)) throw error;
			if (error.reason === "denied") options.closed?.(entry.path);
			return null;
		});
		if (next === null) continue;
		try {
			await walk({ handle: next, place: path.join(folder.place, name), access: folder.access }, entry.path, found, options);
		} finally {
			await next.close();
		}
	}
}

/** Facts of a name in a folder that is being listed, without following a link; null when it is gone. */
export async function statEntry(folder: OpenFolder, name: string): Promise<import("node:fs").BigIntStats | null> {
	return lstat(nameIn(folder, name), { bigint: true }).catch(() => null);
}
