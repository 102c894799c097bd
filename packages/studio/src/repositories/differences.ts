import type { VersionDiff } from "@storydream/protocol";
import { git } from "./git.ts";

/** Bytes of a patch that are given out. */
export const MAX_PATCH_BYTES = 200_000;

/** Nothing of the project's (attributes, drivers) may run or change what is seen. */
const PLAIN = ["-r", "-M", "--no-commit-id", "--no-ext-diff", "--no-textconv", "--no-color"];
const STATUS: Record<string, VersionDiff["files"][number]["status"]> = { A: "added", D: "deleted", R: "renamed" };

/** What a commit changed against its first parent; the first commit against nothing. */
export async function readDifference(gitDir: string, sha: string, baseSha: string | null): Promise<VersionDiff> {
	const what = baseSha === null ? ["--root", sha] : [baseSha, sha];
	const [list, patch] = await Promise.all([
		git(gitDir, ["diff-tree", ...PLAIN, "--raw", "--numstat", "-z", ...what]),
		git(gitDir, ["diff-tree", ...PLAIN, "-p", "--src-prefix=a/", "--dst-prefix=b/", ...what], {
			maxOutput: MAX_PATCH_BYTES,
			cut: true,
		}),
	]);
	return { sha, baseSha, files: parseFiles(list.stdout), patch: wholeLines(patch.stdout, patch.cut), truncated: patch.cut };
}

/** `--raw --numstat -z`: first a status for each file, then the counts, in NUL-ended fields. */
function parseFiles(output: Buffer): VersionDiff["files"] {
	const fields = output.toString("utf8").split("\0");
	const files = new Map<string, VersionDiff["files"][number]>();
	let at = 0;
	const next = () => fields[at++] ?? "";
	while (at < fields.length - 1) {
		const field = next();
		if (field.startsWith(":")) {
			const letter = field.split(" ")[4]?.charAt(0) ?? "";
			if (letter === "R" || letter === "C") next();
			const path = next();
			files.set(path, { path, status: STATUS[letter] ?? "changed", added: 0, removed: 0 });
			continue;
		}
		const [added = "", removed = "", path = ""] = field.split("\t");
		if (path === "") next();
		const file = files.get(path === "" ? next() : path);
		// `-` stands for a file that is not text.
		if (file) Object.assign(file, { added: Number(added) || 0, removed: Number(removed) || 0 });
	}
	return [...files.values()];
}

function wholeLines(patch: Buffer, cut: boolean): string {
	if (!cut) return patch.toString("utf8");
	return patch.subarray(0, patch.lastIndexOf(0x0a) + 1).toString("utf8");
}
