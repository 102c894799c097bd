import { StoryDreamError } from "@storydream/protocol";
import { GitFailure, git } from "./git.ts";

/** Larger files are media, which is not in git. */
const MAX_FILE_BYTES = 5_000_000;

/** A file of a commit; null when there is none of that path. Throws `too_large`. */
export async function readFile(gitDir: string, sha: string, path: string): Promise<Buffer | null> {
	if (!isPlainPath(path)) return null;
	const { stdout } = await git(gitDir, ["cat-file", "--batch"], {
		input: `${sha}:${path}\n`,
		maxOutput: MAX_FILE_BYTES + 1000,
		cut: true,
	});
	const end = stdout.indexOf(0x0a);
	const [, size] = /^[0-9a-f]{40} blob (\d+)$/.exec(stdout.subarray(0, end).toString("utf8")) ?? [];
	if (size === undefined) {
		await checkAbsent(gitDir, sha, path);
		return null;
	}
	if (Number(size) > MAX_FILE_BYTES) {
		throw new StoryDreamError("too_large", `${path} is larger than ${MAX_FILE_BYTES / 1_000_000} MB.`, {
			hint: "Download the project to see it.",
		});
	}
	return stdout.subarray(end + 1, end + 1 + Number(size));
}

/** `cat-file` also calls missing what a damaged clone has lost: throws GitFailure when the tree has a file of that path. */
async function checkAbsent(gitDir: string, sha: string, path: string): Promise<void> {
	const { stdout } = await git(gitDir, ["ls-tree", "-z", "--full-tree", sha, "--", path]);
	if (/^\d+ blob /.test(stdout.toString("utf8"))) throw new GitFailure("cat-file", `${path} is lost`);
}

/** Files of a commit, by path. Links and the like are marked by their mode. */
export async function listFiles(gitDir: string, sha: string): Promise<{ path: string; bytes: number; mode: string }[]> {
	const { stdout } = await git(gitDir, ["ls-tree", "-r", "-z", "-l", "--full-tree", sha]);
	const files: { path: string; bytes: number; mode: string }[] = [];
	for (const line of stdout.toString("utf8").split("\0")) {
		const [, mode, bytes, path] = /^(\d+) \S+ [0-9a-f]+ +(\d+|-)\t(.+)$/s.exec(line) ?? [];
		if (mode !== undefined && path !== undefined) files.push({ path, bytes: Number(bytes) || 0, mode });
	}
	return files;
}

/** As git names a file in a tree. Anything else would be read by git as something else than a path. */
function isPlainPath(path: string): boolean {
	return (
		path !== "" &&
		!path.includes("\n") &&
		!path.includes("\0") &&
		path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
	);
}
