import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { SceneCatalog } from "@storydream/protocol";
import { expect, test } from "vitest";
import { sceneTitle, TITLES, withSceneNames } from "./scene-title.ts";

const catalog: SceneCatalog = {
	scenes: [
		{
			scene: "KineticText",
			title: "Moving words",
			description: "",
			propsSchema: {},
			defaultProps: {},
			defaultDurationInFrames: 90,
			layouts: [],
		},
	],
	transitions: [],
	fonts: [],
	audio: [],
} as unknown as SceneCatalog;

test("a scene is called by its catalog's title, and before the catalog is known by the same name", () => {
	expect(sceneTitle("KineticText", catalog)).toBe("Moving words");
	expect(sceneTitle("KineticText", null)).toBe("Moving words");
	expect(sceneTitle("HeroShot", null)).toBe("Hero shot");
});

/** Names of the template's scenes as its sources write them. */
async function templateTitles(): Promise<[string, string][]> {
	const folder = fileURLToPath(new URL("../../../../template/src/scenes", import.meta.url));
	const files = await readdir(folder, { recursive: true });
	const found: [string, string][] = [];
	for (const file of files.filter((name) => name.endsWith(".tsx") || name.endsWith("index.ts"))) {
		const source = await readFile(`${folder}/${file}`, "utf8");
		for (const [, component = "", title = ""] of source.matchAll(/component: (\w+),\s+schema: \w+,\s+title: "([^"]+)"/g))
			found.push([component, title]);
	}
	return found;
}

test("each name that is known before the catalog is the one that the template gives", async () => {
	const titles = new Map(await templateTitles());
	expect(titles.size).toBeGreaterThan(12);
	for (const [kind, title] of Object.entries(TITLES)) expect(title, kind).toBe(titles.get(kind));
	for (const kind of ["Title", "Points", "Steps", "Quote", "BigNumber", "BarChart", "LineChart", "Comparison", "Logo"])
		expect(sceneTitle(kind, null)).toBe(titles.get(kind));
});

test.each([
	[
		'In the storyboard, scene 2 ("words-1", KineticText): props.text: too long.',
		"In the storyboard, scene 2 (Moving words): props.text: too long.",
	],
	['In the storyboard, scene 1 ("title-1"): id: required.', "In the storyboard, scene 1: id: required."],
	["The film is busy.", "The film is busy."],
])("%j is shown with names and without ids", (sentence, shown) => {
	expect(withSceneNames(sentence, catalog)).toBe(shown);
});
