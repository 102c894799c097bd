import { readlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { type LeftOut, StoryDreamError } from "@storydream/protocol";
import type { Unpacked } from "./archive.ts";
import type { Git } from "./git.ts";
import { gitId, writeObject } from "./loose-objects.ts";
import { keepBytes } from "./template.ts";
import { buildTrees, parseListing, type TreeEntry, writeBlobs, writeTrees } from "./tree-objects.ts";

/**
 * Makes the repository of an unpacked project: its commit, its folders and contents. History begins at the commit.
 * @throws `storage_failed` when the files are not the ones of the commit
 */
export async function writeOpened(
	git: Git,
	sha: string,
	unpacked: Unpacked,
	places: { into: string; aside: string },
): Promise<{ treeSha: string; leftOut: LeftOut[] }> {
	const { commit } = unpacked;
	if (!commit) throw new StoryDreamError("bad_request", "The project's archive has no commit in it.");
	const header = commit.toString("utf8").split("\n\n")[0] ?? "";
	const treeSha = /^tree ([0-9a-f]{40})$/m.exec(header)?.[1] ?? "";
	const entries = entriesOf(unpacked);
	const trees = buildTrees(entries);
	if (gitId("commit", commit) !== sha || trees.root !== treeSha || !areAmong(unpacked, entries)) throw otherFiles();
	await git.init();
	await keepBytes(git);
	await writeContents(git, unpacked, places);
	await writeTrees(git, trees, new Set());
	await writeObject(git, "commit", commit);
	if (/^parent /m.test(header)) await writeFile(path.join(git.gitDir, "shallow"), `${sha}\n`);
	await git.run(["update-ref", "refs/heads/main", sha]);
	return { treeSha, leftOut: [...unpacked.leftOut, ...lostEntries(entries, unpacked)] };
}

/** All entries of the commit: as listed, else as the archive holds them. */
function entriesOf({ listing, files, aside }: Unpacked): [Buffer, TreeEntry][] {
	if (listing !== null) return parseListing(listing);
	return [...files, ...aside.map((one) => [one.path, one.entry] as const)].map(([file, entry]) => [Buffer.from(file), entry]);
}

/** Entries of a commit that an archive can't hold: other repositories, and names that are not text. */
export function lostEntries(entries: readonly [Buffer, TreeEntry][], { files, leftOut }: Unpacked): LeftOut[] {
	const known = new Set([...files.keys(), ...leftOut.map((one) => one.path)]);
	const lost = entries
		.map(([file, { mode }]) => ({ path: file.toString("utf8"), mode }))
		.filter(({ path: file }) => !known.has(file));
	return lost.map(({ path: file, mode }) => ({ path: file.slice(0, 1000), reason: mode === "160000" ? "repository" : "name" }));
}

/** Whether each file in place is one of the commit's. */
function areAmong({ files }: Unpacked, entries: readonly [Buffer, TreeEntry][]): boolean {
	const wanted = new Map(entries.map(([file, entry]) => [file.toString("utf8"), entry]));
	return [...files].every(([file, { mode, id }]) => wanted.get(file)?.id === id && wanted.get(file)?.mode === mode);
}

/** Stores the contents of all entries, also of those left out: older versions are compared with this one. */
async function writeContents(git: Git, { files, aside }: Unpacked, places: { into: string; aside: string }): Promise<void> {
	const copies = aside.map(({ copy }) => copy);
	for (const [file, { mode }] of files) {
		const place = path.join(places.into, file);
		if (mode !== "120000") copies.push(place);
		else {
			// The content of a link is its target.
			const copy = path.join(places.aside, `link-${copies.length}`);
			await writeFile(copy, await readlink(place), { flag: "wx" });
			copies.push(copy);
		}
	}
	await writeBlobs(git, copies);
}

function otherFiles(): StoryDreamError {
	return new StoryDreamError("version_broken", "The project's files are not the ones of its version: it was not opened.");
}
