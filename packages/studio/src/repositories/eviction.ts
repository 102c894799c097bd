import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../objects/objects.ts";
import type { Context } from "./context.ts";

/** How much of this machine the clones may take. They are made again from objects when they are needed. */
export interface CacheLimits {
	/** Of all clones together. */
	maxBytes: number;
	/** A clone nobody has used for so long goes, in milliseconds. */
	maxAgeMs: number;
}

/**
 * Removes clones that have not been used for long and, when all together take too much room, those that were used
 * longest ago. One in use stays, and one used within the context's grace: somebody may still read from its folder.
 */
export async function evictClones(context: Context, { maxBytes, maxAgeMs }: CacheLimits): Promise<void> {
	const { clones, now } = context;
	const found = await Promise.all(
		(await clones.list()).map(async (projectId) => ({
			projectId,
			usedAt: await clones.usedAt(projectId),
			bytes: await bytesBelow(clones.gitDir(projectId)),
		})),
	);
	let total = found.reduce((sum, { bytes }) => sum + bytes, 0);
	for (const { projectId, bytes } of found.sort((a, b) => a.usedAt - b.usedAt)) {
		const gone = await context.locks.run(projectId, async () => {
			// Looked at again under its lock: it may just have been used.
			const age = now() - (await clones.usedAt(projectId));
			if (clones.isHeld(projectId) || age < context.graceMs || (age < maxAgeMs && total <= maxBytes)) return false;
			await clones.drop(projectId);
			context.histories.forget(projectId);
			context.logger.info({ projectId, bytes, unusedForMs: age }, "a clone was removed from the cache");
			return true;
		});
		if (gone) total -= bytes;
	}
}

/** What would be free without it, about: a pack that several clones share is counted in parts. */
async function bytesBelow(folder: string): Promise<number> {
	let sum = 0;
	try {
		for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
			if (!entry.isFile()) continue;
			const { size, nlink } = await lstat(join(entry.parentPath, entry.name));
			sum += size / nlink;
		}
	} catch (error) {
		// It is being made or dropped just now: the next look counts it.
		if (errorCode(error) !== "ENOENT") throw error;
	}
	return sum;
}
