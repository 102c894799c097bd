import { type FileHandle, lstat } from "node:fs/promises";
import { StoryDreamError } from "@storydream/protocol";
import type { ObjectInfo } from "../objects.ts";
import { errorCode } from "../storage-errors.ts";

/** All of the bytes: one write may take fewer. */
export async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
	for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
}

/** What stands at a path, not following a link; null when nothing does. */
export async function statOrNull(file: string) {
	try {
		return await lstat(file);
	} catch (error) {
		if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return null;
		throw error;
	}
}

/** A file as the object it is. */
export function toInfo(segments: string[], stat: { size: number; mtime: Date }): ObjectInfo {
	return { path: segments.join("/"), bytes: stat.size, createdAt: stat.mtime.toISOString() };
}

/** `conflict`: a file stands where a folder must be, or the other way round. */
export function notAPlace(segments: string[]): StoryDreamError {
	return new StoryDreamError("conflict", `${segments.join("/")} can't be stored: its name is part of another object's.`);
}
