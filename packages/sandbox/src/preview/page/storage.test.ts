import { expect, test } from "vitest";
import { openStorage } from "./storage.ts";

test("a page whose storage the browser closes gets one in memory", () => {
	const closed = {};
	for (const name of ["localStorage", "sessionStorage"]) {
		Object.defineProperty(closed, name, {
			configurable: true,
			get: () => {
				throw new Error("SecurityError");
			},
		});
	}
	openStorage(closed);
	const { localStorage } = closed as { localStorage: Storage };
	localStorage.setItem("volume", "0.5");
	expect(localStorage.getItem("volume")).toBe("0.5");
	expect([localStorage.length, localStorage.key(0), localStorage.key(1)]).toEqual([1, "volume", null]);
	localStorage.removeItem("volume");
	expect(localStorage.getItem("volume")).toBeNull();
	expect((closed as { sessionStorage: Storage }).sessionStorage.length).toBe(0);
});

test("a storage that is open stays", () => {
	const own = { getItem: () => "own" };
	const open = { localStorage: own, sessionStorage: own };
	openStorage(open);
	expect(open.localStorage).toBe(own);
});
