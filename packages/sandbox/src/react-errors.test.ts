import { describe, expect, it } from "vitest";
import { explainFailure } from "./exports/failure.ts";
import { readableReactError } from "./react-errors.ts";

const visit = (number: number, ...values: string[]) =>
	`Minified React error #${number}; visit https://react.dev/errors/${number}${values.map((value, index) => `${index === 0 ? "?" : "&"}args[]=${encodeURIComponent(value)}`).join("")} for the full message or use the non-minified dev environment for full errors and additional helpful warnings.`;

describe("an error of React's production build", () => {
	it.each([
		[31, ["object with keys {a}"], "an object was put where text or an element belongs (object with keys {a})"],
		[130, ["undefined", ""], "an element is of no valid kind (undefined)"],
		[185, [], "a component changes its state again and again"],
		[310, [], "more hooks than the time before"],
		[418, [], "differs from the page that was prepared"],
		[9999, ["x"], "a rule of React was broken (its error 9999: x)"],
	])("%i is reported in words", (number, values, words) => {
		const said = readableReactError(`Error: ${visit(number, ...values)}`);
		expect(said).toContain(words);
		expect(said).not.toMatch(/Minified|react\.dev|non-minified/);
	});

	it("is explained in words by an export", () => {
		const failure = explainFailure(new Error(visit(130, "undefined", "")), "/nowhere");
		expect(failure.message).toMatch(/no valid kind \(undefined\)/);
		expect(failure.message).not.toMatch(/Minified|react\.dev/);
	});

	it("leaves every other message as it is", () => {
		expect(readableReactError("x is not a function")).toBe("x is not a function");
	});
});
