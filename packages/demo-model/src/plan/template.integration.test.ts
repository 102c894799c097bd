import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { prompts } from "../testing/prompts.ts";
import { editStoryboard } from "./edits/index.ts";
import { planFilm } from "./index.ts";
import { repaired } from "./repair.ts";
import { spoken } from "./scene-words.ts";

/**
 * The demo model knows the scenes of the template by heart: here what it writes is held against the template's own,
 * stricter schema. The path is not a literal, because the studio must not depend on the template.
 */
const file = fileURLToPath(new URL("../../../template/src/storyboard.ts", import.meta.url));
const scenesFile = fileURLToPath(new URL("../../../template/src/scenes/index.ts", import.meta.url));
let template: { parseStoryboard(input: unknown): unknown; unknownScenes(board: unknown): string[] };

beforeAll(async () => {
	template = await import(file);
});

function check(storyboard: unknown): void {
	const parsed = template.parseStoryboard(storyboard);
	expect(template.unknownScenes(parsed)).toEqual([]);
}

it("calls each scene by the name that its form and the timeline show", async () => {
	const { scenes } = (await import(scenesFile)) as { scenes: Record<string, { title: string }> };
	for (const [scene, { title }] of Object.entries(scenes)) expect(spoken(scene), scene).toBe(title.toLowerCase());
});

it("plans only scenes and props that the template knows", () => {
	fc.assert(
		fc.property(prompts, fc.option(fc.integer({ min: 1, max: 300 }), { nil: null }), (text, seconds) => {
			check(planFilm({ ...readBrief(text), seconds }, null, ["photo.jpg"]).storyboard);
		}),
		{ numRuns: 200, endOnFailure: true },
	);
});

it("plans what the template takes from any text at all", () => {
	const long = fc.tuple(
		fc.constantFrom('"', "", "- ", "1: "),
		fc.string({ minLength: 200, maxLength: 3000 }),
		fc.constantFrom('"', "", " %", ": 5, "),
	);
	fc.assert(
		fc.property(long, (parts) => check(planFilm(readBrief(parts.join("")), null).storyboard)),
		{ numRuns: 150, endOnFailure: true },
	);
});

it("changes a film only in ways the template takes", () => {
	const film = planFilm(
		readBrief('A 20 second film about Lumen: 94% sleep better. Steps: plan, build, ship. "Good night" ends it. lumen.com'),
		null,
	).storyboard;
	const wishes = [
		"make the background navy and the accent coral",
		"change the number to $2.5M",
		'add a quote saying "Wow" — Ada, engineer',
		"add a chart of 2022: 10, 2023: 30",
		"add steps: a, b, c",
		"add a comparison of tea vs coffee",
		"add bullet points: one, two",
		"add a browser window with example.com",
		"add a logo",
		"show photo.jpg",
		"make the title bigger",
		"use iris transitions",
		"another look",
		"make it playful",
		"make it square",
		"make it 5 seconds",
		`change the title to ${"very long words ".repeat(40)}`,
		`change the subtitle to "${"x".repeat(900)}"`,
		"add a number that says 12 parsecs of unusually long units",
	];
	let all = film;
	for (const wish of wishes) {
		check(editStoryboard(film, wish, { pointedAt: null, files: ["photo.jpg"] }).storyboard);
		all = editStoryboard(all, wish, { pointedAt: null, files: ["photo.jpg"] }).storyboard;
		check(all);
	}
});

it("repairs a scene the template refuses, keeping its words", () => {
	const film = planFilm(readBrief("A film about Lumen: 94% of users sleep better"), null).storyboard;
	const broken = {
		...film,
		scenes: film.scenes.map((scene) => (scene.scene === "Ring" ? { ...scene, props: { ...scene.props, oops: 1 } } : scene)),
	};
	let trouble = "";
	try {
		template.parseStoryboard(broken);
	} catch (error) {
		trouble = String(error);
	}
	expect(trouble).toContain("ring-1");
	const mended = repaired(broken, trouble);
	check(mended);
	expect(JSON.stringify(mended)).toContain("94");
	expect(JSON.stringify(mended)).toContain("sleep better");
});
