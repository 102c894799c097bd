import { constants, createReadStream } from "node:fs";
import { copyFile, type FileHandle, link, lstat, mkdir, open, readdir, rename, rm, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import { leftoverName, sweepLeftovers } from "../../leftovers.ts";
import type { ObjectInfo, Objects, WriteMode } from "../objects.ts";
import { checkListPrefix, isSegment, parseFolderPrefix, parseObjectPath } from "../paths.ts";
import { checkRange } from "../range.ts";
import { errorCode, storageError } from "../storage-errors.ts";
import { notAPlace, statOrNull, toInfo, writeAll } from "./files.ts";

/** What the disk store asks of the file system when it writes; a test can put a failing disk in its place. */
export interface DiskFiles {
	open: typeof open;
	link: typeof link;
	rename: typeof rename;
	mkdir: typeof mkdir;
}

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
	/** Folders known to be there, to be no links, and to be synced into their parents. */
	const settled = new Set<string>();

	try {
		if (options.readOnly !== true) {
			await mkdir(incoming, { recursive: true });
			await sweepLeftovers(incoming);
		}
	} catch (error) {
		throw storageError(error, `Opening the folder of objects ${root}`);
	}

	const place = (segments: string[]) => join(root, ...segments);
	const nextIncoming = () => join(incoming, leftoverName());

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

	/** Gives a finished, synced file of the same file system its place. `file` is gone afterwards. */
	async function install(file: string, segments: string[], mode: WriteMode): Promise<ObjectInfo> {
		const target = place(segments);
		const bytes = (await lstat(file)).size;
		for (let attempt = 0; ; attempt++) {
			await settleFolders(segments);
			try {
				if (mode === "replace") await files.rename(file, target);
				else await linkOnce(file, target, segments, bytes);
				break;
			} catch (error) {
				// A deletion took the folder away after it was settled: make it again, once.
				if (errorCode(error) !== "ENOENT" || attempt > 0) throw error;
				forgetFolders(place(segments.slice(0, 1)));
			}
		}
		// Also when it was there already: whoever wrote it may not have synced the folder yet.
		await syncFolder(dirname(target));
		const there = await lstat(target);
		return toInfo(segments, there);
	}

	async function linkOnce(file: string, target: string, segments: string[], bytes: number): Promise<void> {
		try {
			await files.link(file, target);
		} catch (error) {
			if (errorCode(error) === "EEXIST") await checkSame(segments, bytes);
			else if (["EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "ENOSYS"].includes(errorCode(error))) {
				// A file system without hard links: look, then rename. Two writers at the same instant write the same bytes.
				if (await infoOf(segments)) await checkSame(segments, bytes);
				else return await files.rename(file, target);
			} else throw error;
		}
		await unlink(file);
	}

	async function checkSame(segments: string[], bytes: number): Promise<ObjectInfo> {
		const there = await infoOf(segments);
		if (there?.bytes === bytes) return there;
		throw new StoryDreamError("conflict", `${segments.join("/")} is stored already, with another content.`);
	}

	async function writeIncoming(body: Buffer | Readable): Promise<string> {
		const file = nextIncoming();
		const handle = await files.open(file, "wx", 0o644);
		try {
			try {
				if (Buffer.isBuffer(body)) await writeAll(handle, body);
				else for await (const chunk of body) await writeAll(handle, Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
				await handle.sync();
			} finally {
				await handle.close();
			}
		} catch (error) {
			await rm(file, { force: true });
			throw error;
		}
		return file;
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

	async function installOrDrop(path: string, segments: string[], file: string, mode: WriteMode): Promise<ObjectInfo> {
		try {
			return await install(file, segments, mode);
		} catch (error) {
			await rm(file, { force: true });
			throw ["ENOTDIR", "EISDIR"].includes(errorCode(error)) ? notAPlace(parseObjectPath(path)) : error;
		}
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

		async link(path) {
			parseObjectPath(path);
			return null;
		},

		async check() {
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
		},
	};

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
}

async function reading<T>(path: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw storageError(error, `Reading ${path}`);
	}
}
