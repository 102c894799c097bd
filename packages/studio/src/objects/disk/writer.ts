import { lstat, rm, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import { leftoverName } from "../../leftovers.ts";
import type { ObjectInfo, WriteMode } from "../objects.ts";
import { parseObjectPath } from "../paths.ts";
import { errorCode } from "../storage-errors.ts";
import { notAPlace, toInfo, writeAll } from "./files.ts";
import type { DiskFiles, DiskTree } from "./tree.ts";

/** Writes bodies to files of their own, and gives them their place in one step. */
export type DiskWriter = ReturnType<typeof createDiskWriter>;

/** @param incoming where files are written before they take their place */
export function createDiskWriter(tree: DiskTree, files: DiskFiles, incoming: string) {
	const { place, syncFolder, settleFolders, forgetFolders, infoOf } = tree;
	const nextIncoming = () => join(incoming, leftoverName());

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

	async function installOrDrop(path: string, segments: string[], file: string, mode: WriteMode): Promise<ObjectInfo> {
		try {
			return await install(file, segments, mode);
		} catch (error) {
			await rm(file, { force: true });
			throw ["ENOTDIR", "EISDIR"].includes(errorCode(error)) ? notAPlace(parseObjectPath(path)) : error;
		}
	}

	return { nextIncoming, install, installOrDrop, checkSame, writeIncoming };
}
