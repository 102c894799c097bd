import { spawn } from "node:child_process";
import { access, mkdir, readdir, realpath, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import type { Git } from "./git.ts";
import { copyFiles, listTree } from "./tree.ts";

/** Never part of a project, whatever the template's folder holds. */
const LEFT_OUT = /(^|\/)(node_modules|dist|out|\.vite)\/|(^|\/)\.git(\/|$)|\.(test|spec)\.tsx?$|\.log$|^public\/assets\//;

const FIRST_COMMIT = {
	message: "New project\n\nStoryDream-Kind: start\n",
	date: "2026-01-01T00:00:00Z",
	name: "StoryDream",
	email: "studio@storydream.local",
};

/** Files of the template that go into a project, sorted. What git knows there, or (outside a repository) all files. */
export async function templateFiles(templateDir: string): Promise<string[]> {
	const known = await trackedFiles(templateDir);
	const all = known ?? (await listTree(templateDir, new Set(["dist", "out", "public/assets"]))).map((entry) => entry.path);
	return all.filter((file) => !LEFT_OUT.test(file)).sort();
}

/** Files in git below a folder, as far as they are there; null where there is no repository. */
async function trackedFiles(folder: string): Promise<string[] | null> {
	const output = await new Promise<string | null>((resolve) => {
		const child = spawn(
			"git",
			["-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "."],
			{
				cwd: folder,
				stdio: ["ignore", "pipe", "ignore"],
				timeout: 10_000,
			},
		);
		const chunks: Buffer[] = [];
		child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
		child.on("error", () => resolve(null));
		child.on("close", (code) => resolve(code === 0 ? Buffer.concat(chunks).toString("utf8") : null));
	});
	const files = output?.split("\0").filter((file) => file !== "") ?? [];
	if (files.length === 0) return null;
	const there = await Promise.all(files.map(async (file) => ((await exists(path.join(folder, file))) ? [file] : [])));
	return [...new Set(there.flat())];
}

async function exists(place: string): Promise<boolean> {
	return access(place).then(
		() => true,
		() => false,
	);
}

/**
 * Puts the template into the empty folder of `git` and makes the first commit. The commit depends on nothing but the
 * template's files, so that every new project of a release starts at the same one.
 * @returns its sha
 */
export async function startFromTemplate(git: Git, templateDir: string): Promise<string> {
	await mkdir(git.workTree, { recursive: true });
	if ((await readdir(git.workTree)).length > 0) throw new StoryDreamError("internal", "The project's folder is not empty.");
	const files = await templateFiles(templateDir);
	if (files.length === 0) throw new StoryDreamError("internal", `There is no template at ${templateDir}.`);
	await copyFiles(templateDir, git.workTree, files);
	await git.init();
	await keepBytes(git);
	await git.run(["add", "-f", "-A", "--", "."]);
	const tree = (await git.run(["write-tree"])).text;
	const { name, email, date, message } = FIRST_COMMIT;
	const commit = await git.run(["commit-tree", tree], {
		input: message,
		env: {
			GIT_AUTHOR_NAME: name,
			GIT_AUTHOR_EMAIL: email,
			GIT_AUTHOR_DATE: date,
			GIT_COMMITTER_NAME: name,
			GIT_COMMITTER_EMAIL: email,
			GIT_COMMITTER_DATE: date,
		},
	});
	await git.run(["update-ref", "refs/heads/main", commit.text]);
	return commit.text;
}

/** Attributes and exclusions above all others: no project file can make git change a byte, run a filter or take in media. */
export async function keepBytes(git: Git): Promise<void> {
	await mkdir(path.join(git.gitDir, "info"), { recursive: true });
	await writeFile(path.join(git.gitDir, "info", "attributes"), "* -text -filter -ident -export-ignore -export-subst\n");
	await writeFile(path.join(git.gitDir, "info", "exclude"), "/public/assets/\nnode_modules\n/.storydream/\n");
}

/** Links the template's installed dependencies beside the project. Throws `sandbox_failed` when there are none. */
export async function linkDependencies(templateDir: string, link: string): Promise<void> {
	if (await exists(link)) return;
	for (let folder = templateDir; ; folder = path.dirname(folder)) {
		const candidate = path.join(folder, "node_modules");
		if (await exists(path.join(candidate, "remotion", "package.json"))) return symlink(await realpath(candidate), link);
		if (path.dirname(folder) === folder) break;
	}
	throw new StoryDreamError(
		"sandbox_failed",
		`The template's dependencies are not installed (looked upwards from ${templateDir}).`,
		{
			hint: "Run `npm ci` in the studio's folder.",
		},
	);
}
