import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cased, type FitOptions, fitText, type Measure } from "./fit";

/** Every sign half as wide as it is high. */
const measure: Measure = (text, size) => [...text].length * size * 0.5;
const box: Omit<FitOptions, "text"> = { width: 1000, height: 500, maxSize: 100, minSize: 30, lineHeight: 1.2 };

describe("fitted text", () => {
	it("has the size wished for where there is room", () => {
		expect(fitText({ ...box, text: "Short" }, measure)).toMatchObject({ fontSize: 100, lines: ["Short"] });
	});

	it("breaks into even lines rather than leave one word alone", () => {
		const { lines } = fitText({ ...box, text: "one two three four five" }, measure);
		expect(lines.length).toBe(2);
		expect(lines.at(-1)?.split(" ").length).toBeGreaterThan(1);
	});

	it("gets smaller rather than break a single line", () => {
		const fitted = fitText(
			{ ...box, text: "a number that is far too wide for the line it has got", maxLines: 1, minSize: 90 },
			measure,
		);
		expect(fitted.lines.length).toBe(1);
		expect(fitted.width).toBeLessThanOrEqual(box.width);
	});

	it("keeps lines that were broken by hand", () => {
		expect(fitText({ ...box, text: "one\ntwo" }, measure).lines).toEqual(["one", "two"]);
	});

	it("breaks a word that is wider than the box", () => {
		const { lines } = fitText({ ...box, width: 100, text: "Donaudampfschifffahrt" }, measure);
		expect(lines.join("")).toBe("Donaudampfschifffahrt");
		expect(lines.length).toBeGreaterThan(1);
	});

	it("breaks scripts without spaces anywhere", () => {
		const { lines } = fitText({ ...box, width: 320, text: "映画はここから始まります" }, measure);
		expect(lines.join("")).toBe("映画はここから始まります");
		expect(Math.max(...lines.map((line) => measure(line, 100)))).toBeLessThanOrEqual(320);
	});

	it("stays in its box and loses no word, whatever the text", () => {
		const text = fc.array(fc.stringMatching(/^[a-z]{1,14}$/), { minLength: 1, maxLength: 40 }).map((words) => words.join(" "));
		fc.assert(
			fc.property(text, fc.integer({ min: 200, max: 1600 }), fc.integer({ min: 120, max: 900 }), (words, width, height) => {
				const fitted = fitText({ ...box, width, height, text: words }, measure);
				expect(fitted.lines.join("").replaceAll(" ", "")).toBe(words.replaceAll(" ", ""));
				expect(fitted.width).toBeLessThanOrEqual(width + 0.5);
				expect(fitted.height).toBeLessThanOrEqual(height + 1);
			}),
		);
	});
});

describe("the case of a text", () => {
	it.each([
		["upper", "tr", "istanbul ışık", "İSTANBUL IŞIK"],
		["lower", "tr", "ISPARTA İZMİR", "ısparta izmir"],
		["upper", "de", "straße", "STRASSE"],
		["upper", undefined, "istanbul", "ISTANBUL"],
		[undefined, "tr", "istanbul", "istanbul"],
	] as const)("%s in %s of %s is %s", (to, language, text, shown) => {
		expect(cased(text, { case: to, language })).toBe(shown);
	});
});
