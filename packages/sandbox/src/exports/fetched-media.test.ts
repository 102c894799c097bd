import fc from "fast-check";
import { expect, it } from "vitest";
import { fetchedPath } from "./fetched-media.ts";

const SERVER = "http://localhost:3100";

it.each<[string, string | null]>([
	[`${SERVER}/public/assets/memo.m4a`, "assets/memo.m4a"],
	[`${SERVER}/public/assets/two%20words.mp3?v=1#t=2`, "assets/two words.mp3"],
	[`${SERVER}/public/assets/100%25.mp3`, "assets/100%.mp3"],
	[`${SERVER}/public/assets/100%.mp3`, "assets/100%.mp3"],
	[`${SERVER}/public/assets/%E0%A4%A.mp3`, "assets/%E0%A4%A.mp3"],
	[`${SERVER}/public/%2e%2e/secret.mp3`, null],
	[`${SERVER}/public/..%2Fsecret.mp3`, null],
	[`${SERVER}/public/`, null],
	[`${SERVER}/index.html`, null],
	["http://localhost:9999/public/assets/memo.m4a", null],
	["https://example.com/public/assets/memo.m4a", null],
	["not an address", null],
])("a film that fetches %s has fetched %s of its own", (source, path) => {
	expect(fetchedPath(source, 3100)).toBe(path);
});

it("no address that a film names makes the export throw, or leads out of its public files", () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string(), fc.webPath(), fc.string({ unit: fc.constantFrom("%", "2", "e", "/", ".", "a") })),
			(rest) => {
				const path = fetchedPath(`${SERVER}/public/${rest}`, 3100);
				expect(path?.split("/") ?? []).not.toContain("..");
			},
		),
		{ numRuns: 500 },
	);
});
