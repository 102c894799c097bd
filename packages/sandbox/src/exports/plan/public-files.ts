import { createHash } from "node:crypto";
import { TREE_LIMITS } from "@storydream/protocol";
import { listInside, openInside, PathRefused } from "../../files/index.ts";

/** Files and folders: more than a version and its media hold. */
const MOST_FILES = 4 * TREE_LIMITS.files;

/** The files of a film that its code can show or play. */
export interface PublicFiles {
	/** SHA-256 of each, by its path below `public/`. */
	hashes: ReadonlyMap<string, string>;
	/** Paths of those that come with the template. */
	shipped: ReadonlySet<string>;
}

/** @param templateDir of this release; null: not here, and no file counts as the template's */
export async function readPublicFiles(tree: string, templateDir: string | null): Promise<PublicFiles> {
	const hashes = new Map<string, string>();
	for (const file of await filesBelowPublic(tree)) hashes.set(file, await hashInside(tree, `public/${file}`));
	return { hashes, shipped: new Set(templateDir === null ? [] : await filesBelowPublic(templateDir)) };
}

async function filesBelowPublic(root: string): Promise<string[]> {
	try {
		const entries = await listInside(root, "public", { maxEntries: MOST_FILES });
		return entries.filter(({ kind }) => kind === "file").map((entry) => entry.path.replace(/^public\//, ""));
	} catch (error) {
		if (error instanceof PathRefused && error.reason === "missing") return [];
		throw error;
	}
}

async function hashInside(root: string, file: string): Promise<string> {
	const { handle } = await openInside(root, file);
	const hash = createHash("sha256");
	for await (const chunk of handle.createReadStream()) hash.update(chunk as Buffer);
	return hash.digest("hex");
}
