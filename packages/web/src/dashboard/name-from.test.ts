import { expect, test } from "vitest";
import { nameFrom } from "./prompt-box.tsx";

test.each([
	['A film for "Aurora", a lamp', "Aurora"],
	["A short one", "A short one"],
	["Two\nlines", "Two"],
	["  ", "Untitled film"],
	["Tab\there", "Tab here"],
])("%j is called %s", (prompt, name) => expect(nameFrom(prompt)).toBe(name));

test("a long prompt is cut between words", () => {
	const name = nameFrom("This is a very long sentence that goes on and on about something that nobody will read");
	expect(name.length).toBeLessThanOrEqual(61);
	expect(name).toMatch(/\S…$/);
	expect("This is a very long sentence that goes on and on about something".startsWith(name.slice(0, -1))).toBe(true);
});
