import { join } from "node:path";
import { expect, it } from "vitest";
import { bannedWords, wordsIn } from "./words.ts";

const rules = [
	{ find: "\\btold\\b", say: "reported" },
	{ find: "\\bdesk\\b", say: "api", in: "packages/studio" },
];

it("a banned word is found with its line and what to say, only where its rule holds", () => {
	const texts = [
		{ path: "packages/studio/a.ts", text: "one\n// told the desk\n" },
		{ path: "packages/web/a.ts", text: "desk, foretold" },
	];
	expect(wordsIn(texts, rules, [])).toEqual([
		{ place: "packages/studio/a.ts:2", word: "told", say: "reported" },
		{ place: "packages/studio/a.ts:2", word: "desk", say: "api" },
	]);
});

it("an allowed place is one line of one file", () => {
	const text = "as told by people\nis told\n";
	const places = [{ path: "docs/a.md", line: "as told by people" }];
	const found = wordsIn(
		[
			{ path: "docs/a.md", text },
			{ path: "docs/b.md", text },
		],
		rules,
		places,
	);
	expect(found.map(({ place }) => place)).toEqual(["docs/a.md:2", "docs/b.md:1", "docs/b.md:2"]);
});

it("no banned word stands in the repository", () => {
	expect(bannedWords(join(import.meta.dirname, "../.."))).toEqual([]);
});
