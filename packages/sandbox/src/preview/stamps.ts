import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

const SKIP = new Set(["node_modules", ".git", ".storydream", "out"]);

/** Watches a folder's files by their size and time of change, without waiting for the system to tell of it. */
export function treeStamps(folder: string): { look(): Promise<{ changed: string[]; mark: string }> } {
	let before: Map<string, string> | null = null;
	return {
		/** Files that changed, came or went since the last look (all of them at the first), and a mark of the whole tree. */
		async look() {
			const now = new Map<string, string>();
			await walk(folder, now);
			const changed = [...now].filter(([file, stamp]) => before?.get(file) !== stamp).map(([file]) => file);
			for (const file of before?.keys() ?? []) if (!now.has(file)) changed.push(file);
			before = now;
			const hash = createHash("sha256");
			for (const entry of [...now].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(entry.join("\0"));
			return { changed, mark: hash.digest("hex").slice(0, 20) };
		},
	};
}

async function walk(folder: string, into: Map<string, string>): Promise<void> {
	let entries: import("node:fs").Dirent[];
	try {
		entries = await readdir(folder, { withFileTypes: true });
	} catch {
		// Gone while we looked.
		return;
	}
	await Promise.all(
		entries.map(async (entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) {
				if (!SKIP.has(entry.name)) await walk(path, into);
			} else if (entry.isFile()) {
				const info = await stat(path, { bigint: true }).catch(() => null);
				if (info) into.set(path, `${info.size}-${info.mtimeNs}-${info.ino}`);
			}
		}),
	);
}
