import { constants } from "node:fs";
import { type FileHandle, type link, lstat, type mkdir, type open, readdir, type rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ObjectInfo } from "../objects.ts";
import { isSegment } from "../paths.ts";
import { errorCode } from "../storage-errors.ts";
import { notAPlace, statOrNull, toInfo } from "./files.ts";

/** What the disk store asks of the file system when it writes; a test can put a failing disk in its place. */
export interface DiskFiles {
	open: typeof open;
	link: typeof link;
	rename: typeof rename;
	mkdir: typeof mkdir;
}

/** The folder of objects: an object's place, the folders on the way to it, and what is there. */
export type DiskTree = ReturnType<typeof createDiskTree>;

export function createDiskTree(root: string, files: DiskFiles) {
	/** Folders known to be there, to be no links, and to be synced into their parents. */
	const settled = new Set<string>();
	const place = (segments: string[]) => join(root, ...segments);

	async function syncFolder(folder: string): Promise<void> {
		const handle = await files.open(folder, constants.O_RDONLY);
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	}

	/** Makes the folders an object lies in, each synced into the one above it. */
	async function settleFolders(segments: string[]): Promise<void> {
		for (let depth = 1; depth < segments.length; depth++) {
			const folder = place(segments.slice(0, depth));
			if (settled.has(folder)) continue;
			try {
				await files.mkdir(folder);
			} catch (error) {
				if (errorCode(error) !== "EEXIST") throw error;
				if (!(await lstat(folder)).isDirectory()) throw notAPlace(segments);
			}
			await syncFolder(dirname(folder));
			settled.add(folder);
		}
	}

	function forgetFolders(below: string): void {
		for (const folder of settled) if (folder === below || folder.startsWith(`${below}/`)) settled.delete(folder);
	}

	/** Whether every folder on the way is a real one; false when one is not there. */
	async function wayIsPlain(segments: string[]): Promise<boolean> {
		for (let depth = 1; depth < segments.length; depth++) {
			const folder = place(segments.slice(0, depth));
			if (settled.has(folder)) continue;
			const there = await statOrNull(folder);
			if (!there?.isDirectory()) return false;
		}
		return true;
	}

	async function infoOf(segments: string[]): Promise<ObjectInfo | null> {
		if (!(await wayIsPlain(segments))) return null;
		const there = await statOrNull(place(segments));
		return there?.isFile() ? toInfo(segments, there) : null;
	}

	async function* listBelow(folder: string[], prefix: string): AsyncGenerator<ObjectInfo> {
		let entries: { name: string; path: string; directory: boolean }[];
		try {
			entries = (await readdir(place(folder), { withFileTypes: true }))
				.filter((entry) => isSegment(entry.name) && (entry.isFile() || entry.isDirectory()))
				.map((entry) => {
					const directory = entry.isDirectory();
					return { name: entry.name, path: [...folder, entry.name].join("/") + (directory ? "/" : ""), directory };
				});
		} catch (error) {
			if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return;
			throw error;
		}
		// Paths are ASCII, so this is the order of their bytes, a folder standing where its `/` puts it: as a bucket lists.
		entries.sort((a, b) => (a.path < b.path ? -1 : 1));
		for (const entry of entries) {
			const segments = [...folder, entry.name];
			if (entry.directory) {
				if (entry.path.startsWith(prefix) || prefix.startsWith(entry.path)) yield* listBelow(segments, prefix);
			} else if (entry.path.startsWith(prefix)) {
				const there = await statOrNull(place(segments));
				if (there?.isFile()) yield toInfo(segments, there);
			}
		}
	}

	async function openPlain(segments: string[]): Promise<FileHandle | null> {
		if (!(await wayIsPlain(segments))) return null;
		try {
			// Not blocking: a pipe somebody put there must not hold the studio.
			const handle = await files.open(place(segments), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
			if ((await handle.stat()).isFile()) return handle;
			await handle.close();
			return null;
		} catch (error) {
			if (["ENOENT", "ENOTDIR", "ELOOP", "EISDIR"].includes(errorCode(error))) return null;
			throw error;
		}
	}

	return { place, syncFolder, settleFolders, forgetFolders, wayIsPlain, infoOf, listBelow, openPlain };
}
