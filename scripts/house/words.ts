import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./sources.ts";
import rules from "./words.json" with { type: "json" };
import allowed from "./words-allowed.json" with { type: "json" };

/** A word that the code and its texts do not use, with what to say instead. */
export interface WordRule {
	/** A regular expression. */
	find: string;
	say: string;
	/** Where it holds: a regular expression of the path's beginning. Absent: everywhere. */
	in?: string;
}

/** A line in which a banned word has its ordinary meaning. */
export interface AllowedPlace {
	path: string;
	/** A part of the line, with the word in it. */
	line: string;
}

/** One place where a banned word stands. */
export interface BannedWord {
	place: string;
	word: string;
	say: string;
}

/** Texts of ours; not what people write to the demo model, pictures, or what a library ships. */
const looked = /\.(tsx?|mjs|cjs|md|css|html|ya?ml|sh|tf)$|Dockerfile$|\.env\.example$/;
const otherTexts =
	/^packages\/demo-model\/src\/(reading\/|subject\/|testing\/briefs|conversation\/answers|plan\/edits|plan\/faults)|^packages\/template\/src\/(objects|icons|maps)\/|words\.json$|^scripts\/house\/words(\.test)?\.ts$/;

/** Every banned word below `root`, but for the places of words-allowed.json. */
export function bannedWords(root: string): BannedWord[] {
	const texts = listFiles(root, looked)
		.filter((path) => !otherTexts.test(path))
		.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
	return wordsIn(texts, rules, allowed);
}

/** The banned words of some files, but for the places that are allowed. */
export function wordsIn(
	texts: readonly { path: string; text: string }[],
	banned: readonly WordRule[],
	places: readonly AllowedPlace[],
): BannedWord[] {
	const active = banned.map((rule) => ({
		...rule,
		pattern: new RegExp(rule.find, "g"),
		where: new RegExp(`^(?:${rule.in ?? ""})`),
	}));
	return texts.flatMap(({ path, text }) => {
		const rulesHere = active.filter(({ where }) => where.test(path));
		const allowedHere = places.filter((place) => place.path === path);
		return text
			.split("\n")
			.flatMap((line, index) =>
				allowedHere.some((place) => line.includes(place.line))
					? []
					: rulesHere.flatMap(({ pattern, say }) =>
							[...line.matchAll(pattern)].map(([word]) => ({ place: `${path}:${index + 1}`, word, say })),
						),
			);
	});
}
