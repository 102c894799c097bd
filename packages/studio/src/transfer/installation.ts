import { segmentsFolder } from "../objects/layout.ts";
import type { Objects } from "../objects/objects.ts";
import type { ProjectRecord, Records } from "../records/records.ts";

/** What an installation keeps. Where two of them share a store, it is the very same object in both. */
export interface Stores {
	records: Records;
	objects: Objects;
}

/** How far a transfer is. */
export interface TransferProgress {
	step: "counting" | "copying" | "checking";
	projects: { done: number; total: number };
	/** Bytes of objects looked at so far, of all. */
	bytes: { done: number; total: number };
}

/** What could not be carried. Everything else was. */
export interface TransferProblem {
	/** null: an object of no project. */
	projectId: string | null;
	message: string;
	hint: string;
}

/** What is wrong with one project (or object): it is reported at the end, and the others go on. */
export class Trouble extends Error {
	readonly hint: string;
	constructor(message: string, hint: string) {
		super(message);
		this.hint = hint;
	}
}

/** Folder of a project's objects, ending in `/`. */
export function folderOf({ id }: Pick<ProjectRecord, "id">): string {
	// By its id, not by what a record says: what lies there and is not its own may be removed.
	return `repos/${id}/`;
}

/** The objects without which a project can't be opened. */
export function namedObjects({ gitRepoPath, packs, sourceSha, deletingAt }: ProjectRecord): string[] {
	// Whose deletion has begun may have lost some already.
	if (deletingAt !== null) return [];
	const paths = packs.map(({ sha256 }) => `${gitRepoPath}/packs/${sha256}.bundle`);
	return sourceSha === null ? paths : [...paths, `${gitRepoPath}/src/${sourceSha}.tar.zst`];
}

/**
 * The SHA-256 that an object's name says its bytes have; null: the name says nothing. A proxy is named by its original, and a
 * segment by what it depends on.
 */
export function hashInName(path: string): string | null {
	return /(?:^|\/)(?:packs|conflicts|assets|attachments)\/([0-9a-f]{64})(?:\.[^/]*)?$/.exec(path)?.[1] ?? null;
}

/** Whether an object is made again when it is needed, and is not worth its place in a backup. */
export function isSpare(path: string): boolean {
	const [room, id = ""] = path.split("/");
	return room === "repos" && path.startsWith(segmentsFolder(id));
}

export function damaged(path: string): Trouble {
	return new Trouble(
		`${path} is damaged: its content is not the one it was stored with.`,
		"Take this object from a backup, then do this again.",
	);
}

export function missing(record: ProjectRecord, path: string): Trouble {
	return new Trouble(
		`“${record.name}” (${record.id}) names ${path}, and that is not there.`,
		"Take this object from a backup, then do this again.",
	);
}

export function restless(record: ProjectRecord): Trouble {
	return new Trouble(
		`“${record.name}” (${record.id}) kept changing while it was read.`,
		"Stop the studio that works with it, then do this again.",
	);
}
