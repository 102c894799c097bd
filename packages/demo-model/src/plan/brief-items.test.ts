import { expect, test } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { withKeptBrief } from "./brief-items.ts";
import { planFilm } from "./planner.ts";

const filmOf = (prompt: string) => planFilm(readBrief(prompt), null).storyboard;
const askedOf = (prompt: string) =>
	(filmOf(prompt).brief ?? []).filter(({ kind }) => kind !== "instruction").map(({ text }) => text);

test("a plan says what was asked, in its own words, with the scenes that show it, and what was an instruction", () => {
	const { brief = [] } = filmOf('A 15 second film about clean wells: "Every drop counts". Neon on black. End with wells.org');
	expect(brief).toContainEqual({ text: "Every drop counts", kind: "quote", shownIn: [expect.any(String)] });
	expect(brief).toContainEqual({ text: "wells.org", kind: "link", shownIn: [expect.any(String)] });
	expect(brief).toContainEqual({ text: "Neon", kind: "instruction", shownIn: null });
});

test("words that only join others are not asked for", () => {
	expect(askedOf("Ein Video über Brot: Mehl, Wasser, Salz und Zeit.")).toEqual(["Brot", "Mehl, Wasser, Salz", "Zeit"]);
	expect(askedOf("Make a 12 second video about our bakery: fresh bread from 6 am")).toContain("Bakery");
});

test("what an edit takes out is no longer asked for", () => {
	const film = filmOf('A film about clean wells: "Every drop counts". End with wells.org');
	const scenes = film.scenes.filter(({ props }) => !JSON.stringify(props).includes("Every drop"));
	const texts = (withKeptBrief(film, { ...film, scenes }).brief ?? []).map(({ text }) => text);
	expect(texts).not.toContain("Every drop counts");
	expect(texts).toContain("wells.org");
});
