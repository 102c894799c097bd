import type { Stats } from "node:fs";
import { access, lstat, mkdir, readdir, realpath, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { STUDIO, storeCommit } from "./commits.ts";
import type { Git } from "./git.ts";
import { copyFiles } from "./tree.ts";
import { type Tree, treesOf, writeBlobs, writeTrees } from "./tree-objects.ts";

/*
 * Which files of the template's folder go into a project. The studio has the same rule (its `repositories` make the same
 * commit for themselves), so it is short and depends on the files alone: both must come to the same sha.
 */
const FOLDERS_LEFT_OUT = new Set(["node_modules", "dist", "out", ".git", ".turbo", ".vite"]);
const FILES_LEFT_OUT = /^tsconfig\.tsbuildinfo$|\.(test|spec)\.tsx?$|\.log$/;
const PLACES_LEFT_OUT = new Set(["public/assets"]);

const FIRST_COMMIT = {
	message: "New project\n\nStoryDream-Kind: start\n",
	at: new Date("2026-01-01T00:00:00Z"),
	author: STUDIO,
	committer: STUDIO,
};

/** Files of the template that go into a project, sorted. Throws `storage_failed` for a link or anything else that is no file. */
export async function templateFiles(templateDir: string): Promise<string[]> {
	const found: string[] = [];
	const walk = async (folder: string): Promise<void> => {
		for (const entry of await readdir(path.join(templateDir, folder), { withFileTypes: true })) {
			const relative = folder === "" ? entry.name : `${folder}/${entry.name}`;
			if (FOLDERS_LEFT_OUT.has(entry.name) && !entry.isFile()) continue;
			if (PLACES_LEFT_OUT.has(relative)) continue;
			if (entry.isDirectory()) await walk(relative);
			else if (!entry.isFile())
				throw new StoryDreamError("storage_failed", `The template holds ${relative}, which is neither a file nor a folder.`);
			else if (!FILES_LEFT_OUT.test(entry.name)) found.push(relative);
		}
	};
	await walk("");
	return found.sort();
}

async function exists(place: string): Promise<boolean> {
	return access(place).then(
		() => true,
		() => false,
	);
}

/** Puts the template's files into an empty folder. @returns their paths */
export async function placeTemplate(folder: string, templateDir: string): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	if ((await readdir(folder)).length > 0) throw new StoryDreamError("internal", "The project's folder is not empty.");
	const files = await templateFiles(templateDir);
	if (files.length === 0) throw new StoryDreamError("internal", `There is no template at ${templateDir}.`);
	await copyFiles(templateDir, folder, files);
	return files;
}

/**
 * Makes the first commit of what `placeTemplate` put into `folder`. It depends on nothing but the template's files, so that
 * every new project of a release starts at the same one.
 */
export async function commitTemplate(git: Git, folder: string, files: readonly string[]): Promise<{ sha: string; tree: Tree }> {
	await git.init();
	await keepBytes(git);
	const places = files.map((file) => path.join(folder, file));
	const ids = await writeBlobs(git, places);
	const modes = await Promise.all(places.map(async (place) => modeOf(await lstat(place))));
	const tree = new Map(files.map((file, index) => [file, { mode: modes[index] ?? "100644", id: ids[index] ?? "" }]));
	const trees = treesOf(tree);
	await writeTrees(git, trees, new Set());
	const sha = await storeCommit(git, { ...FIRST_COMMIT, tree: trees.root });
	await git.run(["update-ref", "refs/heads/main", sha]);
	return { sha, tree };
}

function modeOf({ mode }: Stats): "100755" | "100644" {
	return mode & 0o100 ? "100755" : "100644";
}

/** Attributes above all others: no file of a project changes what git writes into an archive, or makes it run a program. */
export async function keepBytes(git: Git): Promise<void> {
	await mkdir(path.join(git.gitDir, "info"), { recursive: true });
	await writeFile(
		path.join(git.gitDir, "info", "attributes"),
		"* -text -eol -filter -ident -export-ignore -export-subst -working-tree-encoding\n",
	);
	// For whoever looks at the folder with git: media and what is installed is not the project's.
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
