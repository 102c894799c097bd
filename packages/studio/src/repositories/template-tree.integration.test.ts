import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Git } from "../../../sandbox/src/project/git.ts";
import { commitTemplate, placeTemplate } from "../../../sandbox/src/project/template.ts";
import { readTemplateTree } from "./template-tree.ts";
import { temporaryFolder, writeTemplate } from "./testing/fixtures.ts";
import { runGit } from "./testing/writer.ts";

describe("the template's tree", () => {
	let folder: string;
	let remove: () => Promise<void>;
	beforeEach(async () => {
		({ folder, remove } = await temporaryFolder("template"));
		await writeTemplate(folder);
	});
	afterEach(() => remove());

	async function add(path: string, content = "x"): Promise<void> {
		await mkdir(join(folder, path, ".."), { recursive: true });
		await writeFile(join(folder, path), content);
	}

	it("has the ids that git itself gives it", async () => {
		// Names that sort differently as files and as folders, and outside ASCII.
		for (const path of ["a.txt", "a/b", "a-b", "a0", "z/ü.txt", "z/\u{1f3ac}", "Z", ".gitignore", ".claude/skills/x/SKILL.md"])
			await add(path);
		await add("run.sh", "#!/bin/sh\n");
		await chmod(join(folder, "run.sh"), 0o750);
		await writeFile(join(folder, "crlf.txt"), "a\r\nb\r\n");
		const { tree, commit } = await readTemplateTree(folder);
		await runGit(folder, ["init", "--quiet"]);
		await runGit(folder, ["add", "-f", "-A"]);
		expect(await runGit(folder, ["write-tree"])).toBe(tree);
		const who = { NAME: "StoryDream", EMAIL: "studio@storydream.local", DATE: "2026-01-01T00:00:00Z" };
		const env = Object.fromEntries(
			["AUTHOR", "COMMITTER"].flatMap((role) => Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value])),
		);
		await writeFile(join(folder, ".git", "message"), "New project\n\nStoryDream-Kind: start\n");
		expect(await runGit(folder, ["commit-tree", tree, "-F", ".git/message"], env)).toBe(commit);
	});

	it("leaves out what is made or only for us", async () => {
		const before = await readTemplateTree(folder);
		const made = [
			"node_modules/x/index.js",
			"dist/a.js",
			"out/film.mp4",
			".git/config",
			".turbo/x",
			"src/.vite/x",
			"public/assets/a.png",
		];
		for (const path of [
			...made,
			"src/a.test.ts",
			"src/b.test.tsx",
			"src/c.spec.ts",
			"npm.log",
			"tsconfig.tsbuildinfo",
			"src/node_modules/y",
		]) {
			await add(path);
		}
		expect(await readTemplateTree(folder)).toEqual(before);
		await add("public/audio/assets/a.mp3");
		await add("src/test.ts");
		expect((await readTemplateTree(folder)).files.map((file) => file.path)).toEqual([
			"package.json",
			"public/audio/assets/a.mp3",
			"src/scenes/Title.tsx",
			"src/storyboard.json",
			"src/test.ts",
		]);
	});

	it("may have its dependencies as a link, and no other link", async () => {
		const before = await readTemplateTree(folder);
		await symlink("/usr", join(folder, "node_modules"));
		expect(await readTemplateTree(folder)).toEqual(before);
		await symlink("/etc/passwd", join(folder, "src", "secret"));
		await expect(readTemplateTree(folder)).rejects.toMatchObject({
			code: "storage_failed",
			message: expect.stringContaining("src/secret"),
		});
	});

	it("is the one a sandbox makes for itself, of this template and of the one that ships", async () => {
		await add("bin/run.sh", "#!/bin/sh\n");
		await chmod(join(folder, "bin", "run.sh"), 0o755);
		await add("src/a.test.ts");
		await add("public/assets/a.png");
		await writeFile(join(folder, ".gitattributes"), "* text=auto eol=crlf\n");
		await writeFile(join(folder, ".gitignore"), "*.mp3\npublic/assets/\n");
		await add("public/a.mp3", "a\r\nb\n");
		const shipped = resolve(import.meta.dirname, "../../../template");
		for (const [index, template] of [folder, shipped].entries()) {
			const sandbox = await temporaryFolder(`sandbox-${index}`);
			try {
				const project = join(sandbox.folder, "project");
				const files = await placeTemplate(project, template);
				const made = await commitTemplate(new Git(project), project, files);
				expect(made.sha).toBe((await readTemplateTree(template)).commit);
			} finally {
				await sandbox.remove();
			}
		}
	});

	it("must be there, and hold something", async () => {
		await expect(readTemplateTree(join(folder, "nothing"))).rejects.toMatchObject({ code: "storage_failed" });
		await mkdir(join(folder, "empty", "deep"), { recursive: true });
		await expect(readTemplateTree(join(folder, "empty"))).rejects.toMatchObject({ code: "storage_failed" });
	});
});
