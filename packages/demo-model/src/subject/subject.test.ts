import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { objects } from "../../../template/src/objects/index.ts";
import { phrases } from "../testing/subject-phrases.ts";
import { objectsFor, subjectLanguages, wordTables } from "./index.ts";
import { fold, formsOf } from "./inflection.ts";
import { NOTHING } from "./table.ts";

const cases = Object.entries(phrases).flatMap(([language, text]) =>
	text
		.trim()
		.split("\n")
		.flatMap((line) => {
			const colon = line.indexOf(":");
			return line
				.slice(colon + 1)
				.split("|")
				.map((phrase) => ({ language, phrase: phrase.trim(), id: line.slice(0, colon) }));
		})
		.filter(({ phrase }) => phrase !== "-"),
);

describe("the nouns of a brief", () => {
	it.each(["Open Tue-Sun 9-18", "Sat & Sun 10-16", "Sun 9-18", "Mon to Sun"])("are no days of opening hours: %s", (hours) => {
		expect(objectsFor(`${hours}. A bakery.`, "en").map(({ id }) => id)).not.toContain("sun");
		expect(objectsFor(`${hours}. Lie in the sun.`, "en").map(({ id }) => id)).toContain("sun");
	});

	it("are tried on at least 200 phrases", () => {
		expect(cases.length).toBeGreaterThanOrEqual(200);
	});

	it.each(cases)("$language: $phrase shows $id", ({ language, phrase, id }) => {
		const found = objectsFor(phrase, language);
		expect(found[0]?.id ?? "-").toBe(id);
		for (const { word, at } of found) expect(phrase.slice(at, at + word.length)).toBe(word);
	});

	it("are found without the language of the text", () => {
		expect(objectsFor("Bienen und Blumen im Garten").map(({ id }) => id)).toEqual(["bee", "flower", "seedling"]);
		expect(objectsFor("猫と犬")[0]?.id).toBe("cat");
		expect(objectsFor("고양이")[0]?.id).toBe("cat");
		expect(objectsFor("القطط")[0]?.id).toBe("cat");
	});

	it("are none where an English text names nothing", () => {
		expect(objectsFor("make something cool")).toEqual([]);
	});

	it("come in the order of the text, each once, what is general after what is not", () => {
		expect(objectsFor("Our team sells honey, bread and honey cake", "en").map(({ id }) => id)).toEqual([
			"honey",
			"bread",
			"cake",
			"team",
		]);
	});

	it("are not found inside other words", () => {
		for (const text of ["scar", "carpet", "eggplantation", "Beethoven", "catalogue", "sunk", "moonless"])
			expect(objectsFor(text, "en")).toEqual([]);
	});

	it("never break, whatever the text", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(undefined, ...subjectLanguages), (text, language) => {
				for (const { id, word, at } of objectsFor(text, language)) {
					expect(Object.hasOwn(objects, id)).toBe(true);
					expect(text.slice(at, at + word.length)).toBe(word);
				}
			}),
		);
	});
});

describe.each(subjectLanguages)("the table of %s", (language) => {
	const table = wordTables[language];
	it("has every object of the template, and no other", () => {
		expect(
			Object.keys(table)
				.filter((id) => id !== NOTHING)
				.sort(),
		).toEqual(Object.keys(objects).sort());
		for (const [id, words] of Object.entries(table)) expect(words.length, id).toBeGreaterThan(0);
	});

	it("finds each of its first words", () => {
		const lost = Object.entries(table)
			.filter(([id]) => id !== NOTHING)
			.filter(([id, words]) => !objectsFor(words[0] ?? "", language).some((mention) => mention.id === id));
		expect(lost.map(([id, words]) => `${id}: ${words[0]}`)).toEqual([]);
	});
});

describe("forms of a word", () => {
	it.each([
		["en", "berries", "berry"],
		["en", "leaves", "leaf"],
		["de", "Häusern", "haus"],
		["it", "funghi", "fungo"],
		["pt", "corações", "coracao"],
		["nl", "bomen", "boom"],
		["tr", "kitaplarımızdan", "kitap"],
		["ar", "والكتاب", "كتاب"],
		["he", "והספרים", fold("ספר")],
		["hi", "लड़कियों", "लड़की"],
	] as const)("%s: %s may be of %s", (language, word, form) => {
		expect(formsOf(word, language)).toContain(fold(form));
	});
});
