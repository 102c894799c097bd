import { expect, test } from "vitest";
import { firstComponent, firstOwnPlace, keyOf } from "./errors.ts";

const host = "http://key.preview.localhost:8080";

test("the component is the innermost one of the film, not one of React or Remotion", () => {
	const stack = [
		"",
		`    at h1 (<anonymous>)`,
		`    at AbsoluteFill (${host}/@fs/seed/deps/remotion.js?v=1:10:2)`,
		`    at Title (${host}/@fs/box/project/src/scenes/Title.tsx?t=5:12:3)`,
		`    at Film (${host}/@fs/box/project/src/Film.tsx:7:3)`,
	].join("\n");
	expect(firstComponent(stack)).toBe("Title");
});

test("the place is the first one in the film's own modules", () => {
	const stack = [
		"Error: no",
		`    at useVideo (${host}/@fs/seed/deps/remotion.js?v=1:10:2)`,
		`    at Box (${host}/@fs/box/project/src/scenes/Box.tsx?t=17:9:8)`,
	].join("\n");
	expect(firstOwnPlace(stack)).toEqual({ url: `${host}/@fs/box/project/src/scenes/Box.tsx?t=17`, line: 9, column: 8 });
	expect(firstOwnPlace("Error: no\n    at <anonymous>")).toBeNull();
});

test("the same error in the same component has the same key, another one does not", () => {
	const error = { kind: "render" as const, message: "no such colour\nmore", component: "Box" };
	expect(keyOf(error)).toBe(keyOf({ ...error, message: "no such colour\nother details" }));
	expect(keyOf(error)).not.toBe(keyOf({ ...error, component: "Title" }));
});
