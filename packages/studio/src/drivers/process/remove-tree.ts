import { chmod, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";

/** What a folder begins with in which something of a shared folder is removed. */
export const REMOVED = "sd-removed-";

/**
 * Removes a folder in a place that other users write to, such as `/tmp`. It is moved into a folder that only this user enters
 * first: nobody can put a link where a part of it was while it is removed.
 */
export async function removeFromShared(place: string): Promise<void> {
	const aside = await mkdtemp(path.join(path.dirname(place), REMOVED));
	try {
		await moveInto(aside, place);
	} finally {
		await removeTree(aside);
	}
}

async function moveInto(aside: string, place: string): Promise<void> {
	const target = path.join(aside, "tree");
	try {
		await rename(place, target);
	} catch (error) {
		if (codeOf(error) === "ENOENT") return;
		// A folder of this user's that its owner may not write to can't be moved. Root may always.
		if (codeOf(error) !== "EACCES") throw error;
		await chmod(place, 0o700);
		await rename(place, target);
	}
}

/** Removes a folder with all in it, also where a command has taken away the right to write to a folder inside. */
export async function removeTree(place: string): Promise<void> {
	const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
	try {
		await rm(place, options);
	} catch (error) {
		if (codeOf(error) !== "EACCES" && codeOf(error) !== "EPERM") throw error;
		await makeFoldersWritable(place);
		await rm(place, options);
	}
}

/** Gives this user its rights in a folder and all folders below it. Links are not followed. */
async function makeFoldersWritable(place: string): Promise<void> {
	await chmod(place, 0o700);
	for (const entry of await readdir(place, { withFileTypes: true }))
		if (entry.isDirectory()) await makeFoldersWritable(path.join(place, entry.name));
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);
