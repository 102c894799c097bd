import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { listInside, PathRefused, statEntry } from "../files/index.ts";

const SKIP: ReadonlySet<string> = new Set(["node_modules", ".git", ".storydream", "out"]);

/** What has changed in a folder since one looked last. */
export interface TreeFingerprints {
	compare(): Promise<{ changed: string[]; mark: string }>;
}

/**
 * Reads files between two looks at them. What is written after the first look is reported to `onChanged` when all is read: what
 * was made of the text before is thrown away by it.
 */
export async function betweenLooks<T>(
	fingerprints: TreeFingerprints,
	read: () => Promise<T>,
	onChanged: (files: readonly string[]) => void,
): Promise<T> {
	await fingerprints.compare();
	try {
		return await read();
	} finally {
		const { changed } = await fingerprints.compare();
		onChanged(changed);
	}
}

/** Watches a folder's files by their size and time of change, without waiting for the system to tell of it. */
export function treeFingerprints(folder: string): TreeFingerprints {
	let before: Map<string, string> | null = null;
	return {
		/** Files that changed, came or went since the last look (all of them at the first), and a mark of the whole tree. */
		async compare() {
			const now = await fingerprintsOf(folder);
			const changed = [...now].filter(([file, fingerprint]) => before?.get(file) !== fingerprint).map(([file]) => file);
			for (const file of before?.keys() ?? []) if (!now.has(file)) changed.push(file);
			before = now;
			const hash = createHash("sha256");
			for (const entry of [...now].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(entry.join("\0"));
			return { changed, mark: hash.digest("hex").slice(0, 20) };
		},
	};
}

/** Size, time of change and identity of each file, by its absolute path. Links are not followed. */
async function fingerprintsOf(folder: string): Promise<Map<string, string>> {
	const fingerprints = new Map<string, string>();
	try {
		await listInside(folder, "", {
			skip: (_path, name) => SKIP.has(name),
			visit: async (open, _path, entries) => {
				const files = entries.filter((entry) => entry.kind === "file");
				await Promise.all(
					files.map(async ({ path }) => {
						const info = await statEntry(open, basename(path));
						if (info?.isFile()) fingerprints.set(join(folder, path), `${info.size}-${info.mtimeNs}-${info.ino}`);
					}),
				);
			},
		});
	} catch (error) {
		// Gone while we looked.
		if (!(error instanceof PathRefused)) throw error;
	}
	return fingerprints;
}
