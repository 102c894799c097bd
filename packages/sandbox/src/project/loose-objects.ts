import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createDeflate, deflate, deflateSync } from "node:zlib";
import { StoryDreamError } from "@storydream/protocol";
import type { Git } from "./git.ts";

/*
 * Objects as git stores single ones: a zlib stream of type, length and content, in a file named by its id. They are written
 * here and not by git, because a save then starts one process less for its contents, its folders and its commit each. Many
 * files at once are left to git (`writeBlobs`): it takes less processor time and memory for each of them.
 * A file comes to its place by a rename, whole or not at all. As with git's own settings, none is forced to the disk.
 */

export type ObjectType = "blob" | "tree" | "commit";
type Repository = Pick<Git, "gitDir">;

/** As git compresses single objects: packs are made of them later. */
const COMPRESSION = { level: 1 };
const compress = promisify(deflate);
/** Below this size a thread costs more than it saves. */
const SMALL_BYTES = 16_000;

/** The id that git gives an object. */
export function gitId(type: ObjectType, content: Buffer): string {
	return createHash("sha1").update(headerOf(type, content.length)).update(content).digest("hex");
}

/**
 * Stores an object; one that is there stays as it is.
 * @returns its id
 * @throws `storage_full`, `storage_failed`
 */
export async function writeObject(git: Repository, type: ObjectType, content: Buffer): Promise<string> {
	const id = gitId(type, content);
	return storing(git, async (temporary) => {
		if (await hasObject(git, id)) return id;
		const whole = Buffer.concat([Buffer.from(headerOf(type, content.length)), content]);
		const packed = whole.length < SMALL_BYTES ? deflateSync(whole, COMPRESSION) : await compress(whole, COMPRESSION);
		await writeFile(temporary, packed, { flag: "wx", mode: 0o444 });
		await putInPlace(git, temporary, id);
		return id;
	});
}

/**
 * Stores a large file as it is read.
 * @returns its id; null when it did not have this size after all
 * @throws `storage_full`, `storage_failed`
 */
export async function writeLargeBlob(git: Repository, content: AsyncIterable<Buffer>, size: number): Promise<string | null> {
	const hash = createHash("sha1");
	let bytes = 0;
	async function* whole() {
		const header = Buffer.from(headerOf("blob", size));
		hash.update(header);
		yield header;
		for await (const chunk of content) {
			hash.update(chunk);
			bytes += chunk.length;
			yield chunk;
		}
	}
	return storing(git, async (temporary) => {
		await pipeline(whole, createDeflate(COMPRESSION), createWriteStream(temporary, { flags: "wx", mode: 0o444 }));
		if (bytes !== size) {
			await rm(temporary);
			return null;
		}
		const id = hash.digest("hex");
		await putInPlace(git, temporary, id);
		return id;
	});
}

const headerOf = (type: ObjectType, bytes: number): string => `${type} ${bytes}\0`;

const placeOf = ({ gitDir }: Repository, id: string): string => path.join(gitDir, "objects", id.slice(0, 2), id.slice(2));

/** An empty file is what a power failure leaves of one that was not yet on the disk. */
async function hasObject(git: Repository, id: string): Promise<boolean> {
	return stat(placeOf(git, id)).then(
		({ size }) => size > 0,
		() => false,
	);
}

/** The name of a temporary file begins as git's do: its `prune` removes what a killed process left. */
async function storing<T>({ gitDir }: Repository, store: (temporary: string) => Promise<T>): Promise<T> {
	const temporary = path.join(gitDir, "objects", `tmp_obj_${randomUUID()}`);
	try {
		return await store(temporary);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => undefined);
		const code = error instanceof Error && "code" in error ? error.code : undefined;
		if (code === "ENOSPC" || code === "EDQUOT")
			throw new StoryDreamError("storage_full", "The disk is full: the version could not be saved.", { cause: error });
		throw new StoryDreamError("storage_failed", "A part of the version could not be stored.", { cause: error });
	}
}

async function putInPlace(git: Repository, temporary: string, id: string): Promise<void> {
	const place = placeOf(git, id);
	await rename(temporary, place).catch(async (error: unknown) => {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		await mkdir(path.dirname(place), { recursive: true });
		await rename(temporary, place);
	});
}
