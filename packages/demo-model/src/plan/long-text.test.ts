import { filmDurationInFrames, Storyboard } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { chapters, mailThread, paragraphs, sentence, town } from "../testing/long-prompts.ts";
import { planFilm, visibleIn } from "./index.ts";

const plan = (text: string) => planFilm(readBrief(text), null);
const kindsOf = (film: Storyboard) => film.scenes.map((scene) => scene.scene);
const shownBy = (film: Storyboard) => visibleIn(film.scenes.map((scene) => scene.props)).text;
const tips = (length: "short" | "long") =>
	Array.from(
		{ length: 60 },
		(_, index) => `${index + 1}. ${length === "short" ? sentence(index).slice(3, 50) : sentence(index)}`,
	).join("\n");

const LONG: [string, string][] = [
	["prose of 50 kB", `Make a film about the harbour towns from this text:\n\n${paragraphs(120)}`],
	["prose without a wish", paragraphs(120)],
	["one paragraph of 50 kB", `Make a film about the harbour. ${paragraphs(120).replaceAll("\n\n", " ")}`],
	["prose whose lines are wrapped", `Make a film of it.\n\n${paragraphs(60).replace(/(.{50,70}) /g, "$1\n")}`],
	["nine headings", `Make a 60 second film about our report.\n\n# Annual report\n\n${paragraphs(1, 900)}\n\n${chapters(9, 4)}`],
	["42 headings", `# Handbook\n\n${chapters(42, 2)}`],
	["200 headings", `A film of this handbook:\n\n${chapters(200, 1)}`],
	[
		"headings of three levels",
		`# Handbook\n\n${chapters(12, 1).replace(/\n\n(?=## )/g, "\n\n### Notes\n\n- one more thing\n- and another\n\n")}`,
	],
	["a pasted mail thread", `Make a video of this mail thread:\n\n${mailThread(30)}`],
	["60 numbered short tips", `Make a film of these 60 tips:\n\n${tips("short")}`],
	["60 numbered sentences", `Make a film of these 60 tips:\n\n${tips("long")}`],
	[
		"400 numbers",
		`Make a film about sales. ${Array.from({ length: 400 }, (_, index) => `Shop ${index} sold ${index * 37 + 100} cakes.`).join(" ")}`,
	],
	[
		"200 quoted remarks in prose",
		Array.from({ length: 200 }, (_, index) => `${sentence(index)} “${sentence(index + 300)}” said Ada ${index}.`).join("\n\n"),
	],
	[
		"a log of a program",
		Array.from(
			{ length: 600 },
			(_, index) => `2025-03-01 10:00:${index % 60} INFO server request ${index} took ${index * 3} ms`,
		).join("\n"),
	],
	[
		"a table in Markdown",
		`Make a film.\n\n| shop | cakes |\n|---|---|\n${Array.from({ length: 300 }, (_, index) => `| Shop of ${town(index)} | ${index * 7} |`).join("\n")}`,
	],
	[
		"a page of HTML",
		`Make a film about towns.\n${Array.from({ length: 100 }, (_, index) => `<p class="x">${sentence(index)}</p>`).join("\n")}`,
	],
	[
		"a text without spaces between words",
		Array.from({ length: 100 }, (_, index) => `河流${index}经过城市。老师在冬天写信给朋友${index}。`.repeat(5)).join("\n\n"),
	],
	[
		"a plan of 120 items below 12 headings",
		`# Plan\n\n${Array.from({ length: 12 }, (_, index) => `## Week of ${town(index)}\n\n${Array.from({ length: 10 }, (_, item) => `- [ ] ${sentence(index * 10 + item)}`).join("\n")}`).join("\n\n")}`,
	],
	["a wish at the end", `${paragraphs(80)}\n\nMake a 60 second vertical film of this, navy background.`],
];

describe("a film of a long text", () => {
	it.each(LONG)("is a summary of at most twelve scenes of several kinds: %s", (_, text) => {
		const { storyboard, leftOut } = plan(text);
		Storyboard.parse(storyboard);
		const kinds = kindsOf(storyboard);
		expect(kinds.length).toBeGreaterThan(3);
		expect(kinds.length).toBeLessThanOrEqual(12);
		expect(new Set(kinds).size).toBeGreaterThanOrEqual(2);
		expect(new Set(shownBy(storyboard).split("\n")).size).toBeGreaterThan(kinds.length / 2);
		expect(JSON.stringify(storyboard.scenes)).not.toMatch(/"(?:title|text|quote)":""|<p /);
		expect(leftOut ?? "").toMatch(/^(?:|The text is long: .{10,200} not shown\.)$/);
	});

	it("shows every heading in order, and the answer counts the paragraphs it leaves out", () => {
		const { storyboard, leftOut } = plan(`Make a 60 second film about our report.\n\n# Annual report\n\n${chapters(9, 4)}`);
		const text = shownBy(storyboard);
		const places = Array.from({ length: 9 }, (_, index) => text.indexOf(`Chapter of ${town(index)}`));
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places[0]).toBeGreaterThan(0);
		expect(storyboard.scenes[0]?.props.title).toBe("Annual report");
		expect(filmDurationInFrames(storyboard)).toBe(1800);
		expect(leftOut).toMatch(/^The text is long: I took the 9 headings; \d+ paragraphs are not shown\.$/);
	});

	it("shows first sentences from all parts of a text without headings", () => {
		const { storyboard, leftOut } = plan(`Make a film about the harbour towns from this text:\n\n${paragraphs(120)}`);
		const text = shownBy(storyboard);
		expect(text).toContain(sentence(0));
		expect(leftOut).toMatch(
			/^The text is long: I took the first sentences of \d+ of the 120 paragraphs; \d+ paragraphs are not shown\.$/,
		);
	});

	it("says how many sentences it leaves out where each paragraph is shown by its first one", () => {
		const { leftOut, textShown } = plan(`Make a 60 second film about the harbour towns from this text:\n\n${paragraphs(8)}`);
		expect(leftOut).toMatch(/^The text is long: I took the first sentences of the 8 paragraphs; \d+ sentences are not shown\.$/);
		expect(textShown?.shown).toBeLessThan(textShown?.total ?? 0);
	});

	it.each([8, 14, 40])("asks a film check for nothing that it has left out: %i paragraphs", (count) => {
		const wish = "Make a 60 second film about the harbour towns. Show “Seven harbours, one sea”.";
		const { storyboard } = plan(`${wish}\n\n${paragraphs(count)}`);
		const items = storyboard.brief?.filter(({ kind }) => kind !== "instruction") ?? [];
		expect(items.map(({ text }) => text)).toContain("Seven harbours, one sea");
		expect(items.filter(({ shownIn }) => (shownIn ?? []).length === 0)).toEqual([]);
	});

	it("shows who wrote what in a mail thread, without greetings, signatures and quoted mails", () => {
		const { storyboard } = plan(`Make a video of this mail thread:\n\n${mailThread(30)}`);
		expect(storyboard.scenes[0]?.props.title).toBe("The launch of Lumen");
		expect(storyboard.scenes.find((scene) => scene.scene === "Quote")?.props).toMatchObject({
			author: "Ada Lovelace",
			quote: sentence(0),
		});
		expect(shownBy(storyboard)).not.toMatch(/Hi all|example\.com|Best,|> /);
	});

	it("shows all of 60 short items", () => {
		const { storyboard, leftOut } = plan(`Make a film of these 60 tips:\n\n${tips("short")}`);
		const text = shownBy(storyboard).toLowerCase();
		for (let index = 0; index < 60; index++) expect(text).toContain(sentence(index).slice(3, 50).trim().toLowerCase());
		expect(leftOut).toBeNull();
	});

	it("keeps the quoted words of the wish", () => {
		const text = `Make a film about the towns. Show “Seven harbours, one sea”. End with “Come aboard”.\n\n${paragraphs(120)}`;
		const { storyboard } = plan(text);
		expect(shownBy(storyboard)).toContain("Seven harbours, one sea");
		expect(shownBy(storyboard)).toContain("Come aboard");
		expect(storyboard.scenes.length).toBeLessThanOrEqual(12);
	});

	it("has as many scenes as the wish names, or as its length has room for", () => {
		expect(plan(`Make a film about the towns in 20 scenes from this text:\n\n${paragraphs(120)}`).storyboard.scenes).toHaveLength(
			20,
		);
		expect(plan(`Make a film about the towns in 5 scenes from this text:\n\n${paragraphs(120)}`).storyboard.scenes).toHaveLength(
			5,
		);
		const long = plan(`Make a 3 minute film about the towns from this text:\n\n${paragraphs(120)}`).storyboard;
		expect(filmDurationInFrames(long)).toBe(5400);
		expect(long.scenes.length).toBeGreaterThan(12);
		expect(
			plan(`Make a 10 second film about the towns from this text:\n\n${paragraphs(120)}`).storyboard.scenes.length,
		).toBeLessThan(6);
	});

	it("shows each item of an explicit list of quoted texts", () => {
		const lines = Array.from({ length: 40 }, (_, index) => sentence(index));
		const { storyboard } = plan(`Make a film with these lines: ${lines.map((line) => `"${line}"`).join(", ")}`);
		const text = shownBy(storyboard);
		for (const line of lines) expect(text).toContain(line);
		expect(storyboard.scenes.length).toBeGreaterThanOrEqual(40);
	});

	it("shows each of the scenes that a prompt describes one by one", () => {
		const script = Array.from(
			{ length: 16 },
			(_, index) => `Scene ${index + 1}: “${sentence(index)}” ${sentence(index + 100)} ${sentence(index + 200)}`,
		);
		const text = `Make a film about the towns.\n\n${script.join("\n\n")}`;
		expect(text.length).toBeGreaterThan(3000);
		const shown = shownBy(plan(text).storyboard);
		for (let index = 0; index < 16; index++) expect(shown).toContain(sentence(index));
	});
});
