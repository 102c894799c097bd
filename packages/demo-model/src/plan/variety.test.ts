import { describe, expect, it } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { planFilm } from "./planner.ts";

const scenesOf = (prompt: string) => planFilm(readBrief(prompt), null).storyboard.scenes;
const named = (prompt: string, scene: string) => scenesOf(prompt).find((one) => one.scene === scene);

describe("the kind of a scene", () => {
	it("is words that run for a list of short names that nothing is drawn for", () => {
		const prompt = 'Film for the festival "Harbour Nights". On stage: Marlo, Juno Peck, Ostrava, The Lanes, Kettle.';
		expect(named(prompt, "Ticker")?.props.words).toEqual(["Marlo", "Juno Peck", "Ostrava", "The Lanes", "Kettle"]);
	});

	it("is a gallery of drawings for names that are all drawn, and else a list with icons", () => {
		const kinds = ["Anna", "Berta", "Carla", "Dora", "Emil", "Frida", "Greta", "Hugo"].map((name) => {
			const scenes = scenesOf(`Film for the shop "${name}". We sell: bicycles, guitars, cameras.`);
			return scenes.find(({ scene }) => scene === "Gallery" || scene === "IconList");
		});
		const gallery = kinds.find((one) => one?.scene === "Gallery");
		expect(gallery?.props.pictures).toMatchObject([
			{ object: "bicycle", caption: "Bicycles" },
			{ object: "guitar", caption: "Guitars" },
			{ object: "camera", caption: "Cameras" },
		]);
		expect(kinds.every((one) => one !== undefined)).toBe(true);
	});

	it("is a product card for one thing with its price", () => {
		const card = named('Film for the bakery "Crumb". Sourdough bread: £4.80. Open every day.', "ProductCard");
		expect(card?.props).toMatchObject({ name: "Sourdough bread", price: "£4.80", object: "bread" });
	});

	it("is a chapter mark for headings of a long text, with the number they have", () => {
		const section = (number: number) =>
			`## ${number}. Part ${"abcdefgh"[number]}\n\n${"A sentence about this part of the handbook. ".repeat(30)}\n`;
		const text = `Make a 90 second film of this handbook.\n\n# Handbook\n\n${[1, 2, 3, 4, 5, 6].map(section).join("\n")}`;
		const marks = scenesOf(text).filter(({ scene }) => scene === "ChapterMark");
		expect(marks.length).toBeGreaterThan(0);
		for (const { props, layout } of marks) {
			if (props.number === undefined) expect(layout).toBe("band");
			else expect(String(props.title)).not.toMatch(/^\d/);
		}
	});
});

describe("scenes in a row", () => {
	it.each([
		"Video for Luma. We grow together. We stay together. We win together. We rest together. Nothing stops us now.",
		"Film for Orla. It began small. It grew slowly. It was never easy. It was always worth it.",
		"Ein Film für Luma. Wir wachsen. Wir bleiben. Wir gewinnen. Wir ruhen.",
	])("are never three of moving words: %s", (prompt) => {
		const kinds = scenesOf(prompt).map(({ scene }) => scene);
		expect(kinds.join(" ")).not.toContain("KineticText KineticText KineticText");
	});
});

it("numbers in a row are not all bare", () => {
	const kinds = scenesOf("Film for Luma. 12 shops. 340 people. 9 countries. 18 years.").map(({ scene }) => scene);
	expect(kinds.join(" ")).not.toContain("BigNumber BigNumber");
});

describe("a sentence behind the title", () => {
	it("keeps the title's object over a hard cut where it names none", () => {
		const [title, sentence] = scenesOf("Film for our bakery Crumb. Open every day from early on.");
		expect(title).toMatchObject({ scene: "Title", layout: "overlap", icon: "bread" });
		expect(sentence).toMatchObject({ scene: "Subject", layout: "bleed-left", icon: "bread", transition: { type: "none" } });
	});
});

describe("what a film opens with", () => {
	it.each([
		["Film for our bakery Crumb. Open every day from 7.", "bread"],
		['Video for the brewery "Old Weir". Water 92%, malt 6%, hops 2%.', "beer"],
		['Film for the bicycle workshop "Spoke". Fixed by tonight.', "bicycle"],
	])("is an object that its title or the words above it suggest: %s", (prompt, object) => {
		expect(scenesOf(prompt)[0]).toMatchObject({ scene: "Title", icon: object });
	});

	it("is one thing in three sizes where nothing is asked to be shown", () => {
		const scenes = scenesOf("make something cool");
		expect(scenes.map(({ scene }) => scene)).toEqual(["Subject", "Motif", "Title"]);
		expect(new Set(scenes.map(({ icon }) => icon)).size).toBe(1);
	});
});
