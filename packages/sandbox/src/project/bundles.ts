import { stat } from "node:fs/promises";
import { StoryDreamError } from "@storydream/protocol";
import type { Git } from "./git.ts";

const DEADLINE_MS = 120_000;

/**
 * Takes the commits of a git bundle into the repository. Its `main`, or its first ref, must come after `head`.
 * @returns its newest commit
 * @throws `bad_request` for what is no bundle, `conflict` for one that does not continue from `head`
 */
export async function fetchBundle(git: Git, file: string, head: string): Promise<string> {
	const refs = await git.run(["bundle", "list-heads", file], { okCodes: [1, 128] });
	if (refs.code !== 0) throw new StoryDreamError("bad_request", "That is no git bundle.");
	const lines = refs.text.split("\n");
	const ref = lines.find((line) => line.endsWith(" refs/heads/main")) ?? lines[0] ?? "";
	const [sha, name] = ref.split(" ");
	if (!sha || !name) throw new StoryDreamError("bad_request", "The git bundle names no commit.");
	const fetched = await git.run(
		["fetch", "--quiet", "--no-tags", "--update-shallow", file, `+${name}:refs/storydream/incoming`],
		{ okCodes: [1, 128], deadlineMs: DEADLINE_MS },
	);
	if (fetched.code !== 0) {
		throw new StoryDreamError("conflict", "The git bundle does not continue this project's history.", {
			hint: "Open the project again: its packs must come in order.",
		});
	}
	const ancestor = await git.run(["merge-base", "--is-ancestor", head, sha], { okCodes: [1] });
	await git.run(["update-ref", "-d", "refs/storydream/incoming"]);
	if (ancestor.code !== 0)
		throw new StoryDreamError("conflict", "The git bundle does not continue from this project's newest version.");
	return sha;
}

/**
 * Writes the commits of `main` after `since` (null: all) as a git bundle to a new file.
 * @throws `conflict` when the history does not go back to `since`
 */
export async function writeBundle(
	git: Git,
	file: string,
	{ since, head }: { since: string | null; head: string },
): Promise<{ file: string; bytes: number; head: string }> {
	if (since !== null) {
		const known = await git.run(["merge-base", "--is-ancestor", since, head], { okCodes: [1, 128] });
		if (known.code !== 0) throw new StoryDreamError("conflict", "This session's history does not go back to that version.");
	}
	const range = ["refs/heads/main", ...(since === null ? [] : [`^${since}`])];
	await git.run(["bundle", "create", "--quiet", file, ...range], { deadlineMs: DEADLINE_MS });
	// A commit may have been added meanwhile: what the bundle names is what it holds.
	const listed = await git.run(["bundle", "list-heads", file]);
	return { file, bytes: (await stat(file)).size, head: listed.text.split(" ")[0] ?? head };
}
