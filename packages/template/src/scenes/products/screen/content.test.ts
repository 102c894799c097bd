import { expect, it } from "vitest";
import { kindOf, numberOf, ownSides, spokenLine } from "./content";

it.each([
	[{ lines: ["Mon 12", "Tue 18", "Wed 9"] }, "chart"],
	[{ lines: ["Mara: Are you there?", "Jo: Yes"] }, "chat"],
	[{ lines: ["Plan the week", "Share it"] }, "list"],
	[{ lines: ["Order now"] }, "card"],
	[{ kind: "list" as const, lines: ["Mon 12", "Tue 18", "Wed 9"] }, "list"],
])("the screen of %j is drawn as a %s", (content, kind) => {
	expect(kindOf(content)).toBe(kind);
});

it.each([
	["Revenue £1,240", 1240],
	["1.240 Stück", 1240],
	["4,5 Sterne", 4.5],
	["7 of 12", 12],
	["no number", null],
])("the number of %j is %s", (line, value) => {
	expect(numberOf(line)).toBe(value);
});

it("the second speaker stands on the reader's side, and those without names take turns", () => {
	expect(spokenLine("Mara: See you at 10:30")).toEqual({ name: "Mara", text: "See you at 10:30" });
	expect(spokenLine("At 10:30")).toEqual({ name: null, text: "At 10:30" });
	expect(ownSides(["A", "B", "A", "A"])).toEqual([false, true, false, false]);
	expect(ownSides([null, null, null])).toEqual([false, true, false]);
});
