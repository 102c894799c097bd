import path from "node:path";
import { expect, test } from "vitest";
import { isKnownFilm, shapeOf } from "./known-films.ts";

const TEMPLATE = path.resolve(import.meta.dirname, "../../../../template");

test("the template's film is known: whoever changes what a scene is given also looks at what a segment's key holds", async () => {
	expect(await isKnownFilm(TEMPLATE), `add ${await shapeOf(TEMPLATE)} to KNOWN`).toBe(true);
});

test("a folder without a film is not known", async () => {
	expect(await shapeOf(import.meta.dirname)).toBeNull();
	expect(await isKnownFilm(import.meta.dirname)).toBe(false);
});
