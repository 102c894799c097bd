import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { shipCodeBundle } from "./code-bundle.ts";
import { makeFilmBundle } from "./film-bundle.ts";

const MODULES = path.resolve(fileURLToPath(import.meta.url), "../../../../../node_modules");
const FILM = 'import film from "./storyboard.json";\nwindow.shown = film.title;\n';

let home: string;
/** How often the bundler was at work for the films of a test. */
let bundled: number;
let films = 0;

beforeAll(async () => {
	home = await realpath(await mkdtemp(path.join(tmpdir(), "storydream film bundle ")));
});
beforeEach(() => {
	bundled = 0;
});
afterAll(async () => {
	await rm(home, { recursive: true, force: true });
});

interface Bundled {
	folder: string;
	page: string;
	/** All code of the film's own. */
	script: string;
	all: string;
}

/** Bundles a film of a few files; `kept` is where its bundles are shared. */
async function bundleOf(
	files: Record<string, string>,
	kept: string,
	shipped: string | null = null,
	links: Record<string, string> = {},
): Promise<Bundled> {
	films += 1;
	const tree = path.join(home, `film-${films}`);
	for (const [name, text] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(tree, name)), { recursive: true });
		await writeFile(path.join(tree, name), text);
	}
	for (const [name, target] of Object.entries(links)) await symlink(target, path.join(tree, name));
	const places = { tree, readable: [tree, MODULES], templateDir: null, kept: path.join(home, kept) };
	const bundle = path.join(home, `bundle-${films}`);
	const onBundling = () => {
		bundled += 1;
	};
	if (shipped !== null) await shipCodeBundle({ ...places, kept: path.join(home, shipped) });
	const { all } = await makeFilmBundle(
		{ ...places, bundle, shipped: shipped === null ? null : path.join(home, shipped) },
		onBundling,
	);
	const [page = "", script = ""] = await Promise.all(
		["index.html", "bundle.js"].map((name) => readFile(path.join(bundle, name), "utf8")),
	);
	return { folder: bundle, page, script, all };
}

/** The storyboard and the public files that a page gives its film, by running the page's scripts without the film. */
function givenBy({ page }: Bundled): { storyboard: unknown; files: { name: string; src: string; sizeInBytes: number }[] } {
	const scripts = [...page.matchAll(/<script>(window\.(?:remotion_staticFiles|storydreamStoryboard) = [\s\S]*?)<\/script>/g)];
	const window = { location: { href: "http://127.0.0.1:1/index.html" } } as Record<string, unknown>;
	for (const [, script = ""] of scripts) new Function("window", "URL", script)(window, URL);
	return { storyboard: window.storydreamStoryboard, files: window.remotion_staticFiles } as never;
}

test("versions that differ in their storyboard and public files share one bundle of their code", async () => {
	const first = await bundleOf({ "src/index.ts": FILM, "src/storyboard.json": '{"title": "One"}' }, "shared");
	const strange = { title: '</script><script>alert("x")</script> \u2028', ["__proto__"]: 1 };
	const second = await bundleOf(
		{
			"src/index.ts": FILM,
			"src/storyboard.json": JSON.stringify(strange),
			"public/a b/ü#.txt": "12345",
			"CLAUDE.md": "Notes are not code.",
		},
		"shared",
	);
	expect(bundled).toBe(1);
	expect(givenBy(first)).toEqual({ storyboard: { title: "One" }, files: [] });
	expect(givenBy(second).storyboard).toEqual(strange);
	expect(givenBy(second).files).toMatchObject([{ name: "a b/ü#.txt", src: "/public/a%20b/%C3%BC%23.txt", sizeInBytes: 5 }]);
	expect(await readFile(path.join(second.folder, "public/a b/ü#.txt"), "utf8")).toBe("12345");
	expect(existsSync(path.join(first.folder, "public"))).toBe(false);
	expect(second.script).toBe(first.script);
	expect(second.all).not.toBe(first.all);
});

test("code that differs in one letter has another bundle", async () => {
	const storyboard = { "src/storyboard.json": '{"title": "One"}' };
	await bundleOf({ "src/index.ts": FILM, ...storyboard }, "letters");
	const changed = await bundleOf({ "src/index.ts": FILM.replace("shown", "showm"), ...storyboard }, "letters");
	expect(bundled).toBe(2);
	expect(changed.script).toContain("window.showm");
});

test.each([
	[
		"public files",
		'import facts from "../public/facts.json";\nwindow.shown = facts.word;\n',
		{ "public/facts.json": '{"word": "WORD"}' },
	],
	[
		"the storyboard's text",
		'import text from "./storyboard.json?raw";\nwindow.shown = text;\n',
		{ "src/storyboard.json": '{"title": "WORD"}' },
	],
])("code that imports %s is bundled for each version", async (_what, code, files: Record<string, string>) => {
	const all = { "src/index.ts": code, "src/storyboard.json": "{}", ...files };
	const first = await bundleOf(all, "own");
	expect(first.script).toContain("WORD");
	expect(await readdir(path.join(home, "own"))).toEqual([]);
	const later = Object.fromEntries(Object.entries(all).map(([name, text]) => [name, text.replace("WORD", "LATER")]));
	expect((await bundleOf(later, "own")).script).toContain("LATER");
});

test("code with a link among its files is bundled for each version, since the link may lead to another file in the next", async () => {
	const code = 'import word from "./chosen.json";\nimport film from "./storyboard.json";\nwindow.shown = [word, film];\n';
	const files = {
		"src/index.ts": code,
		"src/storyboard.json": "{}",
		"src/one.json": '{"word": "FIRST"}',
		"src/two.json": '{"word": "SECOND"}',
	};
	const first = await bundleOf(files, "links", null, { "src/chosen.json": "one.json" });
	const second = await bundleOf(files, "links", null, { "src/chosen.json": "two.json" });
	expect([first.script.includes("FIRST"), second.script.includes("SECOND")]).toEqual([true, true]);
	expect(bundled).toBe(2);
	expect(await readdir(path.join(home, "links"))).toEqual([]);
});

test("a storyboard that is no JSON is named, and leaves no bundle", async () => {
	const broken = bundleOf({ "src/index.ts": FILM, "src/storyboard.json": '{"title": ' }, "broken");
	await expect(broken).rejects.toMatchObject({ bundling: true, message: expect.stringContaining("in src/storyboard.json") });
	expect(existsSync(path.join(home, `bundle-${films}`))).toBe(false);
});

test("the bundle that an installation brings is used, and not written to", async () => {
	const made = await bundleOf({ "src/index.ts": FILM, "src/storyboard.json": '{"title": "One"}' }, "mine", "brought");
	expect(bundled).toBe(0);
	expect(givenBy(made).storyboard).toEqual({ title: "One" });
	const [key = ""] = await readdir(path.join(home, "brought"));
	const { nlink } = await stat(path.join(home, "brought", key, "bundle.js"));
	expect(nlink, "no second name of a file that others share").toBe(1);
});
