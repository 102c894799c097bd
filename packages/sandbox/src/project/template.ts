import { access, mkdir, readdir, realpath, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import type { Git } from "./git.ts";
import { copyFiles } from "./tree.ts";

/*
 * Which files of the template's folder go into a project. The studio has the same rule (its `repositories` make the same
 * commit for themselves), so it is short and depends on the files alone: both must come to the same sha.
 */
const FOLDERS_LEFT_OUT = new Set(["node_modules", "dist", "out", ".git", ".turbo", ".vite"]);
const FILES_LEFT_OUT = /^tsconfig\.tsbuildinfo$|\.(test|spec)\.tsx?$|\.log$/;
const PLACES_LEFT_OUT = new Set(["public/assets"]);

const FIRST_COMMIT = {
	message: "New project\n\nStoryDream-Kind: start\n",
	date: "2026-01-01T00:00:00Z",
	name: "StoryDream",
	email: "studio@storydream.local",
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

/** Puts the template's files into an empty folder. */
export async function placeTemplate(folder: string, templateDir: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	if ((await readdir(folder)).length > 0) throw new StoryDreamError("internal", "The project's folder is not empty.");
	const files = await templateFiles(templateDir);
	if (files.length === 0) throw new StoryDreamError("internal", `There is no template at ${templateDir}.`);
	await copyFiles(templateDir, folder, files);
}

/**
 * Makes the first commit of what `placeTemplate` put there. It depends on nothing but the template's files, so that
 * every new project of a release starts at the same one.
 * @returns its sha
 */
export async function commitTemplate(git: Git): Promise<string> {
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
	await writeFile(
		path.join(git.gitDir, "info", "exclude"),
		["/public/assets/", "node_modules", "/.storydream/", ...WHILE_COMMANDS_RUN, ""].join("\n"),
	);
}

/**
 * Files that no command may make: while one runs, an empty one stands at each of these places, and an autosave does not
 * take it for the project's. What a project brings along under such a name is kept as ever.
 */
const WHILE_COMMANDS_RUN = [
	...[".gitconfig", ".gitmodules", ".bashrc", ".bash_profile", ".zshrc", ".zprofile", ".profile", ".ripgreprc", ".mcp.json"],
	...[".vscode", ".idea", ".claude/commands", ".claude/agents", ".claude/settings.json", ".claude/settings.local.json"],
].map((place) => `/${place}`);

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
