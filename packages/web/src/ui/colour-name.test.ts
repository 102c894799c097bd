import { expect, test } from "vitest";
import { colourName } from "./colour-name.ts";

test.each([
	["#ffffff", "white"],
	["#0a0a0c", "black"],
	["#808080", "grey"],
	["#e5383b", "red"],
	["#0b1f3f", "dark blue"],
	["#7c8cff", "blue"],
	["#ff7f50", "orange"],
	["#8b4513", "brown"],
	["#36d6c3", "turquoise"],
	["#fceae8", "white"],
	["#f5b7b1", "light red"],
	["#2e7d32", "green"],
	["tomato", "tomato"],
])("%s is called %s", (hex, name) => {
	expect(colourName(hex)).toBe(name);
});
