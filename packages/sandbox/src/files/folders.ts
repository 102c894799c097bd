import { existsSync, constants as flags } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath } from "node:fs/promises";
import path from "node:path";
import { PathRefused, type RefusedReason } from "./refused.ts";

/**
 * How a name in an open folder is reached. `handles`: through the folder's own descriptor (`/proc/self/fd/<n>/<name>`),
 * which stays the same folder whatever is renamed around it; Linux. `paths`: by its path, compared with what was opened
 * afterwards; where the system has no such descriptors.
 */
export type Access = "handles" | "paths";

const DESCRIPTORS = "/proc/self/fd";
export const ACCESS: Access = process.platform === "linux" && existsSync(DESCRIPTORS) ? "handles" : "paths";

const FOLDER = flags.O_RDONLY | flags.O_DIRECTORY;
const NO_LINK = flags.O_NOFOLLOW;
const MAX_PATH = 4096;
const MAX_DEPTH = 200;

/** A folder that is open. It belongs to whoever requested it, who closes it. */
export interface OpenFolder {
	readonly handle: FileHandle;
	/** Where it lies; used for the comparison of `paths` only. */
	readonly place: string;
	readonly access: Access;
}

/** The parts of a relative path with `/`. @throws PathRefused `path` for one that is absolute, climbs, or is no plain text. */
export function partsOf(relative: string): string[] {
	const parts = relative.split("/");
	const odd = (part: string) => part === "" || part === "." || part === "..";
	if (relative.length > MAX_PATH || parts.length > MAX_DEPTH || relative.includes("\0") || parts.some(odd))
		throw new PathRefused(relative, "path");
	return parts;
}

/** How a name in an open folder is looked up in the system. */
export function nameIn(folder: OpenFolder, name: string): string {
	return folder.access === "handles" ? `${DESCRIPTORS}/${folder.handle.fd}/${name}` : path.join(folder.place, name);
}

/**
 * Opens a folder below `root`, one part after the other, without following a link. `root` itself is the host's own and
 * may be reached through links.
 * @param options.create missing folders are made
 * @throws PathRefused
 */
export async function openFolder(
	root: string,
	parts: readonly string[],
	options: { create?: boolean; access?: Access } = {},
): Promise<OpenFolder> {
	const access = options.access ?? ACCESS;
	let folder = await openRoot(root, access);
	for (const [depth, part] of parts.entries()) {
		const relative = parts.slice(0, depth + 1).join("/");
		try {
			const next = await openPart(folder, part, relative, options.create ?? false);
			await folder.handle.close();
			folder = next;
		} catch (error) {
			await folder.handle.close();
			throw error;
		}
	}
	return folder;
}

async function openRoot(root: string, access: Access): Promise<OpenFolder> {
	try {
		const place = access === "handles" ? root : await realpath(root);
		return { handle: await open(place, FOLDER), place, access };
	} catch (error) {
		throw new PathRefused("the project's folder", codeOf(error) === "ENOENT" ? "missing" : "denied", error);
	}
}

async function openPart(folder: OpenFolder, name: string, relative: string, create: boolean): Promise<OpenFolder> {
	const place = path.join(folder.place, name);
	if (create) {
		await mkdir(nameIn(folder, name)).catch((error: unknown) => {
			if (codeOf(error) !== "EEXIST") throw refusedBy(error, relative);
		});
	}
	const handle = await openName(folder, name, relative, FOLDER);
	return { handle, place, access: folder.access };
}

/** Opens a name in a folder, never through a link. @throws PathRefused */
export async function openName(folder: OpenFolder, name: string, relative: string, mode: number): Promise<FileHandle> {
	let handle: FileHandle;
	try {
		handle = await open(nameIn(folder, name), mode | NO_LINK);
	} catch (error) {
		throw await explained(error, folder, name, relative);
	}
	try {
		if (folder.access === "paths") await compare(handle, path.join(folder.place, name), relative);
		return handle;
	} catch (error) {
		await handle.close();
		throw error;
	}
}

/**
 * Whether the file that was opened by a path is the one at that path with no link on the way. A folder exchanged for a link
 * between the two gives another file: that is noticed, and refused.
 */
async function compare(handle: FileHandle, place: string, relative: string): Promise<void> {
	const [opened, real] = await Promise.all([
		handle.stat({ bigint: true }),
		realpath(place).catch((error: unknown) => {
			throw refusedBy(error, relative);
		}),
	]);
	if (real !== place) throw new PathRefused(relative, "link");
	const there = await lstat(place, { bigint: true }).catch((error: unknown) => {
		throw refusedBy(error, relative);
	});
	if (there.ino !== opened.ino || there.dev !== opened.dev) throw new PathRefused(relative, "changed");
}

/** A refusal by the system, with its reason: a link and a file in a folder's place have the same code on some systems. */
async function explained(error: unknown, folder: OpenFolder, name: string, relative: string): Promise<PathRefused> {
	const there = await lstat(nameIn(folder, name)).catch(() => null);
	return there?.isSymbolicLink() ? new PathRefused(relative, "link", error) : refusedBy(error, relative);
}

const REASONS: Record<string, RefusedReason> = {
	ENOENT: "missing",
	ELOOP: "link",
	EMLINK: "link",
	ENOTDIR: "kind",
	EISDIR: "kind",
	ENXIO: "kind",
	EEXIST: "kind",
	ENOTEMPTY: "kind",
	ENAMETOOLONG: "path",
	EACCES: "denied",
	EPERM: "denied",
};

/** A failure of the system at a path as its refusal; a full disk and other failures of the machine stay what they are. */
export function refusedBy(error: unknown, relative: string): PathRefused {
	if (error instanceof PathRefused) return error;
	const reason = REASONS[codeOf(error) ?? ""];
	if (reason === undefined) throw error;
	return new PathRefused(relative, reason, error);
}

function codeOf(error: unknown): string | undefined {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
