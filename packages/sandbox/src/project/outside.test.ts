import { createHash } from "node:crypto";
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layoutOf } from "../config.ts";
import { STORYBOARD } from "../testing/harness.ts";
import { Assets } from "./assets.ts";
import { Project } from "./project.ts";
import { readStoryboard } from "./storyboard.ts";

const PIXEL = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=",
	"base64",
);

let home: string;
let outside: string;
let layout: ReturnType<typeof layoutOf>;

beforeEach(async () => {
	home = await realpath(await mkdtemp(path.join(os.tmpdir(), "storydream-outside-")));
	outside = path.join(home, "studio");
	layout = layoutOf({ dir: path.join(home, "sandbox"), agentTmp: undefined });
	for (const folder of [outside, layout.tmp, path.join(layout.project, "src"), path.join(layout.project, "public/assets")])
		await mkdir(folder, { recursive: true });
	await writeFile(path.join(outside, "storyboard.json"), JSON.stringify(STORYBOARD));
	await writeFile(path.join(outside, "assets.json"), JSON.stringify({ assets: [] }));
	await writeFile(path.join(outside, "picture.png"), PIXEL);
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Puts a link at a path of the project, in the place of what was there. */
async function linkAt(relative: string, target: string): Promise<void> {
	const place = path.join(layout.project, relative);
	await rm(place, { recursive: true, force: true });
	await symlink(target, place);
}

async function upload(assets: Assets, name: string): Promise<void> {
	await assets.put(name, createHash("sha256").update(PIXEL).digest("hex"), Readable.from([PIXEL]));
}

describe("links that lead out of a project", () => {
	it.each([
		["the storyboard itself", () => linkAt("src/storyboard.json", path.join(outside, "storyboard.json"))],
		["the environment of this process", () => linkAt("src/storyboard.json", `/proc/${process.pid}/environ`)],
		["the folder of its sources", () => linkAt("src", outside)],
	])("show nothing of what they lead to as a storyboard: %s", async (_what, link) => {
		await link();
		const { storyboard, problem } = await readStoryboard(layout.project);
		expect(storyboard).toBeNull();
		expect(problem).toMatch(/symbolic link.*can't be edited here/s);
		expect(problem).not.toContain(home);
		expect(problem).not.toContain("PATH=");
	});

	it("take no upload, and show no media", async () => {
		await linkAt("public", outside);
		const assets = new Assets(layout);
		await expect(upload(assets, "new.png")).rejects.toThrow(/public.* is a symbolic link/);
		await expect(assets.remove("picture.png")).rejects.toThrow(/public.* is a symbolic link/);
		expect(await assets.list()).toEqual([]);
		await expect(assets.probe("picture.png")).rejects.toMatchObject({ code: "not_found" });
		expect((await readdir(outside)).sort()).toEqual(["assets.json", "picture.png", "storyboard.json"]);
	});

	it("below the folder of media are not listed, measured or overwritten", async () => {
		await linkAt("public/assets/picture.png", path.join(outside, "picture.png"));
		await linkAt("public/deep", outside);
		const assets = new Assets(layout);
		expect(await assets.list()).toEqual([]);
		for (const file of ["assets/picture.png", "deep/picture.png", "../../studio/picture.png", "/etc/passwd"])
			await expect(assets.probe(file)).rejects.toMatchObject({ code: "not_found" });
		await upload(assets, "picture.png");
		expect((await lstat(path.join(layout.project, "public/assets/picture.png"))).isFile()).toBe(true);
		expect(await assets.probe("assets/picture.png")).toMatchObject({ width: 2, height: 3, bytes: PIXEL.length });
	});

	it("are not written through by an edit, and the version stays as it was", async () => {
		const template = path.join(home, "template");
		await mkdir(path.join(template, "node_modules/remotion"), { recursive: true });
		await writeFile(path.join(template, "node_modules/remotion/package.json"), "{}");
		await mkdir(path.join(template, "src"));
		await writeFile(path.join(template, "src/storyboard.json"), JSON.stringify(STORYBOARD));
		await rm(layout.project, { recursive: true });
		const project = new Project(layout, template);
		await (await project.prepare())();
		const { head } = project;
		const before = await readFile(path.join(outside, "storyboard.json"), "utf8");

		await linkAt("src", outside);
		await expect(project.edit({ title: "Trim", storyboard: STORYBOARD })).rejects.toThrow(/src.* is a symbolic link/);
		expect(project.head).toBe(head);
		expect(await readFile(path.join(outside, "storyboard.json"), "utf8")).toBe(before);

		await rm(path.join(layout.project, "src"));
		await mkdir(path.join(layout.project, "src"));
		await linkAt("src/storyboard.json", path.join(outside, "storyboard.json"));
		expect(await project.edit({ title: "Trim", storyboard: { ...STORYBOARD, fps: 25 } })).toMatchObject({ changed: true });
		expect(await readFile(path.join(outside, "storyboard.json"), "utf8")).toBe(before);
		expect((await readStoryboard(layout.project)).storyboard?.fps).toBe(25);
	});

	it("in the place of the folder of media do not keep a project from opening", async () => {
		const template = path.join(home, "template");
		await mkdir(path.join(template, "node_modules/remotion"), { recursive: true });
		await writeFile(path.join(template, "node_modules/remotion/package.json"), "{}");
		await linkAt("public", outside);
		await new Project(layout, template).prepare();
		expect((await readdir(outside)).sort()).toEqual(["assets.json", "picture.png", "storyboard.json"]);
	});
});
