import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ModuleGraph, readFilmCode, sceneFamilies } from "./film-code.ts";

let tree: string;
beforeEach(async () => {
	tree = await realpath(await mkdtemp(path.join(tmpdir(), "film-code-")));
});
afterEach(() => rm(tree, { recursive: true, force: true }));

const FILES: Record<string, string[]> = {
	"src/index.ts": ["src/Film.tsx"],
	"src/Film.tsx": ["src/storyboard.ts", "src/scenes/index.ts", "src/theme.ts"],
	"src/storyboard.ts": ["src/storyboard.json"],
	"src/storyboard.json": [],
	"src/theme.ts": [],
	"src/scenes/index.ts": ["src/scenes/titles/index.ts", "src/scenes/lists/index.ts"],
	"src/scenes/titles/index.ts": ["src/scenes/titles/Title.tsx"],
	"src/scenes/titles/Title.tsx": ["src/theme.ts"],
	"src/scenes/lists/index.ts": ["src/scenes/lists/Points.tsx"],
	"src/scenes/lists/Points.tsx": ["src/theme.ts"],
};
const LIST = `import { lists } from "./lists";
import { titles } from "./titles";

export const scenes = {
	Title: titles.Title,
	Points: lists.Points,
};
`;

async function codeOf(change: Record<string, string> = {}, imports: Record<string, string[]> = {}) {
	const files = { ...FILES, ...imports };
	const names = Object.keys(files);
	for (const name of names) {
		await mkdir(path.join(tree, path.dirname(name)), { recursive: true });
		await writeFile(path.join(tree, name), change[name] ?? (name === "src/scenes/index.ts" ? LIST : name));
	}
	const graph: ModuleGraph = names.map((name) => ({
		file: path.join(tree, name),
		imports: (files[name] ?? []).map((to) => names.indexOf(to)),
	}));
	return readFilmCode(tree, graph, null);
}

test("a scene's code is that of its family and what it imports; all other code is shared", async () => {
	const before = await codeOf();
	const after = await codeOf({ "src/scenes/lists/Points.tsx": "other" });
	expect(after.shared).toBe(before.shared);
	expect(after.scenes.Title).toEqual(before.scenes.Title);
	expect(after.scenes.Points?.code).not.toBe(before.scenes.Points?.code);
	expect(after.all).not.toBe(before.all);
});

test("code that scenes share changes all of them", async () => {
	const before = await codeOf();
	const after = await codeOf({ "src/theme.ts": "other" });
	expect(after.shared).not.toBe(before.shared);
	expect(after.scenes.Title?.code).not.toBe(before.scenes.Title?.code);
});

test("the storyboard is no code; only the hash of all there is holds its file", async () => {
	const { all, ...before } = await codeOf({ "src/storyboard.json": "{}" });
	const after = await codeOf({ "src/storyboard.json": "[]" });
	expect(after).toMatchObject(before);
	expect(after.all).not.toBe(all);
});

test("a scene whose family the list does not write out, or wraps, is drawn by code that is not known", async () => {
	const list = LIST.replace("titles.Title", "withGrain(titles.Title)");
	const code = await codeOf({ "src/scenes/index.ts": list });
	expect(Object.keys(code.scenes)).toEqual(["Points"]);
	const changed = await codeOf({ "src/scenes/index.ts": list, "src/scenes/titles/Title.tsx": "other" });
	expect(changed.shared).not.toBe(code.shared);
});

test("what the list imports beside families is shared, and so is a family that other shared code imports", async () => {
	const imports = {
		"src/scenes/helpers.ts": [],
		"src/scenes/index.ts": [...(FILES["src/scenes/index.ts"] ?? []), "src/scenes/helpers.ts"],
	};
	const helper = await codeOf({}, imports);
	expect((await codeOf({ "src/scenes/helpers.ts": "other" }, imports)).shared).not.toBe(helper.shared);
	const crossed = { "src/theme.ts": ["src/scenes/lists/index.ts"] };
	const before = await codeOf({}, crossed);
	expect((await codeOf({ "src/scenes/lists/Points.tsx": "other" }, crossed)).shared).not.toBe(before.shared);
});

test("a scene that imports the storyboard's file as text sees the whole film too", async () => {
	await codeOf();
	const names = [...Object.keys(FILES), "src/storyboard.json?raw"];
	const graph: ModuleGraph = names.map((name) => ({
		file: path.join(tree, name),
		imports: [...(FILES[name] ?? []), ...(name.endsWith("Points.tsx") ? ["src/storyboard.json?raw"] : [])].map((to) =>
			names.indexOf(to),
		),
	}));
	expect((await readFilmCode(tree, graph, null)).scenes.Points?.seesFilm).toBe(true);
});

test("a scene that imports the storyboard sees the whole film", async () => {
	const code = await codeOf({}, { "src/scenes/lists/Points.tsx": ["src/storyboard.ts"] });
	expect([code.scenes.Title?.seesFilm, code.scenes.Points?.seesFilm]).toEqual([false, true]);
});

test("a film that no release has shipped is unknown", async () => {
	expect((await codeOf()).unknown).toContain("src/Film.tsx");
});

test("without a template at hand no file counts as the template's", async () => {
	const code = await codeOf();
	expect([code.isTemplate, code.scenes.Title?.isTemplate]).toEqual([false, false]);
});

test("the families of scenes are read from the list as it is written", () => {
	expect(sceneFamilies(LIST)).toEqual([
		["Title", "titles"],
		["Points", "lists"],
	]);
	expect(sceneFamilies("export const scenes = {};")).toEqual([]);
});

test("a module that is no file stands for itself, so that the same film has the same code each time", async () => {
	await codeOf();
	const graph: ModuleGraph = [
		{ file: path.join(tree, "src/index.ts"), imports: [1, 2] },
		{ file: `${path.join(tree, "src")}|sync`, imports: [] },
		{ file: "/elsewhere/node_modules/studio/dist|sync", imports: [] },
	];
	expect(await readFilmCode(tree, graph, null)).toEqual(await readFilmCode(tree, graph, null));
});

test("a file of the film that can't be read is another one each time: nothing that it drew is used again", async () => {
	await codeOf();
	await symlink(path.join(tree, "src/theme.ts"), path.join(tree, "src/link.ts"));
	const graph: ModuleGraph = [{ file: path.join(tree, "src/link.ts"), imports: [] }];
	expect((await readFilmCode(tree, graph, null)).all).not.toBe((await readFilmCode(tree, graph, null)).all);
});
