import { describe, expect, test } from "vitest";
import { actionOf, SHORTCUTS } from "./shortcuts.ts";

const plain = { metaKey: false, ctrlKey: false, shiftKey: false, altKey: false };

describe("shortcuts", () => {
	test.each(SHORTCUTS.map((one) => [one.shown, one] as const))("%s does what the help says", (_shown, one) => {
		expect(actionOf({ ...plain, key: one.key, ctrlKey: one.mod ?? false, shiftKey: one.shift ?? false })).toBe(one.action);
	});
	test("no key means two things", () => {
		const combos = SHORTCUTS.map((one) => `${one.mod ?? false} ${one.shift ?? false} ${one.key}`);
		expect(new Set(combos).size).toBe(combos.length);
	});
	test("the command key of a Mac undoes as well", () => expect(actionOf({ ...plain, key: "z", metaKey: true })).toBe("undo"));
	test("a question mark is typed with shift", () => expect(actionOf({ ...plain, key: "?", shiftKey: true })).toBe("help"));
	test("the browser's own shortcuts are left alone", () => {
		expect(actionOf({ ...plain, key: "f", ctrlKey: true })).toBeNull();
		expect(actionOf({ ...plain, key: "ArrowLeft", altKey: true })).toBeNull();
	});
});
