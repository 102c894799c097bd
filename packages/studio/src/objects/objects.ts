import type { Readable } from "node:stream";

export { errorCode, storageError } from "./storage-errors.ts";

export interface ObjectInfo {
	path: string;
	bytes: number;
	/** ISO 8601. */
	createdAt: string;
}

/**
 * `write-once` (the default) objects are never changed: writing one that is there is fine if it is the same length, else
 * `conflict`. `replace` puts the new one in the place of the old in one step.
 */
export type WriteMode = "write-once" | "replace";

export interface LinkOptions {
	/** From now on; at most a week. */
	seconds: number;
	/** The type of the answer; default: what it was stored as. */
	contentType?: string;
	/** Saved under this name instead of shown. */
	fileName?: string;
}

/**
 * What the studio keeps: bytes under paths such as `repos/{projectId}/packs/{sha256}.bundle`. A path is segments of
 * `[A-Za-z0-9._-]` joined by `/`; anything else throws `bad_request`. An object is whole or not there: a write that
 * fails leaves nothing that can be read. Durable when the promise resolves. Throws `storage_full` or `storage_failed`.
 */
export interface Objects {
	put(path: string, body: Buffer | Readable, options?: { mode?: WriteMode; contentType?: string }): Promise<ObjectInfo>;
	/** Moves a finished local file in (rename where that is possible). The file is gone afterwards, and still there after an error. */
	putFile(path: string, file: string, options?: { mode?: WriteMode; contentType?: string }): Promise<ObjectInfo>;
	/** A second, write-once name for an object's bytes, without moving them. Null when `from` is not there. */
	copy(from: string, to: string): Promise<ObjectInfo | null>;
	/** Null when it is not there. */
	head(path: string): Promise<ObjectInfo | null>;
	/** Whole, in memory: for small things. Null when it is not there. */
	read(path: string): Promise<Buffer | null>;
	/**
	 * A stream, or a part of one (`start` and `end` both included; past the end there is nothing). Null when it is not
	 * there. Read the body to its end or destroy it.
	 */
	open(path: string, range?: { start: number; end?: number }): Promise<{ info: ObjectInfo; body: Readable } | null>;
	/** By path, in the order of its bytes, ascending. The prefix is a text, not only a folder. */
	list(prefix: string): AsyncIterable<ObjectInfo>;
	/** Also fine when it is not there. */
	remove(path: string): Promise<void>;
	/** Everything below a prefix that ends with `/`. Safe to repeat. */
	removeAll(prefix: string): Promise<void>;
	/**
	 * An address outside the studio at which whoever has it may read an object for some seconds; null where there is none,
	 * and the bytes go through the studio. Nothing is looked for: it may lead to nothing.
	 */
	link(path: string, options: LinkOptions): Promise<string | null>;
	/** Throws `storage_failed` or `storage_full` when a write and a read do not work. */
	check(): Promise<void>;
}
