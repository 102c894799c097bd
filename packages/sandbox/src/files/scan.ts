import { type BigIntStats, constants as flags, lstatSync, readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Access, nameIn, type OpenFolder, openFolder, openName } from "./folders.ts";
import { PathRefused } from "./refused.ts";

export type ScannedKind = "file" | "folder" | "link" | "special";

/** Facts of what a scan finds; of a link itself. */
export type ScannedStats = BigIntStats;

/** What a scan reports of a tree. Paths are below the root, with `/`. */
export interface ScanVisitor {
	/** Anything with a name that is text; a folder before it is entered. @returns whether a folder is entered, a link read */
	entry(path: string, kind: ScannedKind, stats: ScannedStats): boolean;
	/** The target of a link; null when it is not text, or the link was replaced meanwhile. */
	link(path: string, target: string | null): void;
	/** A name whose bytes are not UTF-8; bytes that are not ASCII are written as `\xNN`. */
	unnamed(path: string): void;
	/** A path that the system does not let us look at, or that was replaced meanwhile. */
	unreadable(path: string): void;
	/** A folder after everything below it was reported, with the number of its names. */
	left(path: string, names: number): void;
}

/** Names that are looked at before other work gets its turn. */
const AT_ONCE = 200;

/**
 * Walks everything below a project's folder, without following links: each folder is opened, and its names are looked at
 * through it. Nothing of a file is read. Names are taken as bytes.
 * @throws PathRefused when the root can't be opened
 */
export async function scanInside(root: string, visitor: ScanVisitor, options: { access?: Access } = {}): Promise<void> {
	const folder = await openFolder(root, [], options);
	try {
		await scanFolder(folder, "", visitor);
	} finally {
		await folder.handle.close();
	}
}

async function scanFolder(folder: OpenFolder, relative: string, visitor: ScanVisitor): Promise<void> {
	const names = trying(() => readdirSync(nameIn(folder, "."), { encoding: "buffer" }));
	if (names === null) return visitor.unreadable(relative);
	for (const [index, bytes] of names.entries()) {
		// The calls of a scan do not wait: other work of the process gets its turn in between.
		if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
		const name = textOf(bytes);
		if (name === null) visitor.unnamed(pathIn(relative, inAscii(bytes)));
		else await scanName(folder, name, pathIn(relative, name), visitor);
	}
	visitor.left(relative, names.length);
}

async function scanName(folder: OpenFolder, name: string, relative: string, visitor: ScanVisitor): Promise<void> {
	const place = nameIn(folder, name);
	const stats = trying(() => lstatSync(place, { bigint: true, throwIfNoEntry: false }));
	// Undefined: removed since the folder was read.
	if (stats === undefined) return;
	if (stats === null) return visitor.unreadable(relative);
	const kind = stats.isFile() ? "file" : stats.isDirectory() ? "folder" : stats.isSymbolicLink() ? "link" : "special";
	if (!visitor.entry(relative, kind, stats)) return;
	if (kind === "link") {
		const target = trying(() => readlinkSync(place, { encoding: "buffer" }));
		visitor.link(relative, target && textOf(target));
	}
	if (kind === "folder") await enterFolder(folder, name, relative, visitor);
}

async function enterFolder(folder: OpenFolder, name: string, relative: string, visitor: ScanVisitor): Promise<void> {
	try {
		const handle = await openName(folder, name, relative, flags.O_RDONLY | flags.O_DIRECTORY);
		try {
			await scanFolder({ handle, place: path.join(folder.place, name), access: folder.access }, relative, visitor);
		} finally {
			await handle.close();
		}
	} catch (error) {
		if (!(error instanceof PathRefused)) throw error;
		visitor.unreadable(relative);
	}
}

/** Null when the system refuses: closed by a mode, or replaced by something else meanwhile. */
function trying<T>(call: () => T): T | null {
	try {
		return call();
	} catch {
		// The visitor decides what a refusal means.
		return null;
	}
}

const pathIn = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);

/** Bytes as text; null when they are not UTF-8. */
function textOf(bytes: Buffer): string | null {
	const text = bytes.toString("utf8");
	return Buffer.from(text).equals(bytes) ? text : null;
}

function inAscii(bytes: Buffer): string {
	const letters = [...bytes].map((byte) =>
		byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`,
	);
	return letters.join("");
}
