import { constants, createReadStream } from "node:fs";
import { copyFile, link, mkdir, open, rename, rm, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import { sweepLeftovers } from "../../leftovers.ts";
import type { Objects } from "../objects.ts";
import { checkListPrefix, parseFolderPrefix, parseObjectPath } from "../paths.ts";
import { checkRange } from "../range.ts";
import { errorCode, storageError } from "../storage-errors.ts";
import { statOrNull, toInfo } from "./files.ts";
import { createDiskTree, type DiskFiles, type DiskTree } from "./tree.ts";
import { createDiskWriter, type DiskWriter } from "./writer.ts";

export type { DiskFiles } from "./tree.ts";

export interface DiskObjectsOptions {
	/** Folder that holds the objects; made when it is not there. */
	directory: string;
	files?: Partial<DiskFiles>;
	/** Nothing is written, nor is the folder tidied or made: for reading what is to stay as it is. */
	readOnly?: boolean;
}

/** Where files are written before they take their place. No object's path can hold a `~`. */
const INCOMING = "~incoming";

/**
 * Objects as files below a folder. A body is written to a name of its own, synced, put in its place in one step, and the
 * folder is synced: so a crash at any moment leaves the whole object or none. Symbolic links are never followed.
 *
 * What it does not promise: `a` and `a/b` can't both be objects here (`conflict`), as they could in a bucket; and a copy
 * shares the `createdAt` of what it was copied from.
 */
export async function createDiskObjects(options: DiskObjectsOptions): Promise<Objects> {
	const root = options.directory;
	const incoming = join(root, INCOMING);
	const files: DiskFiles = { open, link, rename, mkdir, ...options.files };

	try {
		if (options.readOnly !== true) {
			await mkdir(incoming, { recursive: true });
			await sweepLeftovers(incoming);
		}
	} catch (error) {
		throw storageError(error, `Opening the folder of objects ${root}`);
	}

	const tree = createDiskTree(root, files);
	const writer = createDiskWriter(tree, files, incoming);
	return {
		...writes(tree, writer, files),
		...reads(tree),
		...removals(tree),
		async link(path) {
			parseObjectPath(path);
			return null;
		},
		check: () => check(root, writer, files),
	};
}

function writes(tree: DiskTree, writer: DiskWriter, files: DiskFiles): Pick<Objects, "put" | "putFile" | "copy"> {
	const { place, syncFolder, infoOf } = tree;
	const { nextIncoming, install, installOrDrop, checkSame, writeIncoming } = writer;
	return {
		async put(path, body, { mode = "write-once" } = {}) {
			const segments = parseObjectPath(path);
			return writing(path, body, async () => {
				if (mode === "write-once" && Buffer.isBuffer(body) && (await infoOf(segments))) {
					const there = await checkSame(segments, body.length);
					await syncFolder(dirname(place(segments)));
					return there;
				}
				return installOrDrop(path, segments, await writeIncoming(body), mode);
			});
		},

		async putFile(path, file, { mode = "write-once" } = {}) {
			const segments = parseObjectPath(path);
			return writing(path, null, async () => {
				const handle = await files.open(file, constants.O_RDWR | constants.O_NOFOLLOW);
				try {
					await handle.sync();
				} finally {
					await handle.close();
				}
				try {
					return await install(file, segments, mode);
				} catch (error) {
					if (errorCode(error) !== "EXDEV") throw error;
				}
				// On another file system: copied, and only then removed there.
				const info = await installOrDrop(path, segments, await writeIncoming(createReadStream(file)), mode);
				await unlink(file);
				return info;
			});
		},

		async copy(from, to) {
			const source = parseObjectPath(from);
			const target = parseObjectPath(to);
			return writing(to, null, async () => {
				const there = await infoOf(source);
				if (!there) return null;
				const own = nextIncoming();
				try {
					// Objects are never changed in place, so two names can share one file.
					await files.link(place(source), own);
				} catch (error) {
					if (errorCode(error) === "ENOENT") return null;
					await copyFile(place(source), own, constants.COPYFILE_FICLONE);
				}
				return installOrDrop(to, target, own, "write-once");
			});
		},
	};
}

function reads({ infoOf, openPlain, listBelow }: DiskTree): Pick<Objects, "head" | "read" | "open" | "list"> {
	return {
		async head(path) {
			const segments = parseObjectPath(path);
			return reading(path, () => infoOf(segments));
		},

		async read(path) {
			const segments = parseObjectPath(path);
			return reading(path, async () => {
				const handle = await openPlain(segments);
				if (!handle) return null;
				try {
					return await handle.readFile();
				} finally {
					await handle.close();
				}
			});
		},

		async open(path, range) {
			const segments = parseObjectPath(path);
			checkRange(range);
			return reading(path, async () => {
				const handle = await openPlain(segments);
				if (!handle) return null;
				try {
					const info = toInfo(segments, await handle.stat());
					const start = range?.start ?? 0;
					const end = Math.min(range?.end ?? info.bytes - 1, info.bytes - 1);
					if (end < start) {
						await handle.close();
						return { info, body: Readable.from([], { objectMode: false }) };
					}
					return { info, body: handle.createReadStream({ start, end, highWaterMark: 256 * 1024 }) };
				} catch (error) {
					await handle.close();
					throw error;
				}
			});
		},

		async *list(prefix) {
			checkListPrefix(prefix);
			try {
				yield* listBelow([], prefix);
			} catch (error) {
				throw storageError(error, `Listing ${prefix}`);
			}
		},
	};
}

function removals({ place, infoOf, syncFolder, forgetFolders, wayIsPlain }: DiskTree): Pick<Objects, "remove" | "removeAll"> {
	return {
		async remove(path) {
			const segments = parseObjectPath(path);
			return reading(path, async () => {
				if (!(await infoOf(segments))) return;
				try {
					await unlink(place(segments));
				} catch (error) {
					if (errorCode(error) === "ENOENT") return;
					throw error;
				}
				await syncFolder(dirname(place(segments)));
			});
		},

		async removeAll(prefix) {
			const segments = parseFolderPrefix(prefix);
			return reading(prefix, async () => {
				const folder = place(segments);
				if (!(await wayIsPlain(segments)) || !(await statOrNull(folder))?.isDirectory()) return;
				forgetFolders(folder);
				await rm(folder, { recursive: true, force: true, maxRetries: 3 });
				forgetFolders(folder);
				await syncFolder(dirname(folder));
			});
		},
	};
}

/** Writes a file and reads it. */
async function check(root: string, { writeIncoming }: DiskWriter, files: DiskFiles): Promise<void> {
	const own = await writeIncoming(Buffer.from("check")).catch((error) => {
		throw storageError(error, `Writing in the folder of objects ${root}`);
	});
	try {
		const handle = await files.open(own, constants.O_RDONLY);
		const text = await handle.readFile("utf8").finally(() => handle.close());
		if (text !== "check")
			throw new StoryDreamError("storage_failed", `The folder of objects ${root} does not keep what is written.`);
	} catch (error) {
		throw storageError(error, `Reading in the folder of objects ${root}`);
	} finally {
		await rm(own, { force: true });
	}
}

/** Runs a write; what a caller's stream failed with is passed on as it is, what the disk failed with is reported as such. */
async function writing<T>(path: string, body: Buffer | Readable | null, work: () => Promise<T>): Promise<T> {
	let bodyError: unknown;
	if (body instanceof Readable) body.once("error", (error) => (bodyError = error));
	try {
		return await work();
	} catch (error) {
		if (body instanceof Readable) body.destroy();
		if (bodyError !== undefined && bodyError === error) throw error;
		throw storageError(error, `Storing ${path}`);
	}
}

async function reading<T>(path: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw storageError(error, `Reading ${path}`);
	}
}
