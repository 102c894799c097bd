import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./sources.ts";
import rules from "./words.json" with { type: "json" };

/** A word that the code and its texts do not use, with what to say instead. */
export interface WordRule {
	/** A regular expression. */
	find: string;
	say: string;
	/** Where it holds: a regular expression of the path's beginning. Absent: everywhere. */
	in?: string;
	/** Regular expressions of lines in which the word has its plain meaning, such as a prompt. */
	except?: string;
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
	/^packages\/demo-model\/src\/(reading\/|subject\/|testing\/briefs|conversation\/answers|plan\/edits|plan\/faults)|^packages\/template\/src\/(objects|icons|maps)\/|words\.json$|^scripts\/house\/words\.ts$/;

/** Every banned word below `root`. */
export function bannedWords(root: string): BannedWord[] {
	const active = (rules as WordRule[]).map((rule) => ({
		...rule,
		pattern: new RegExp(rule.find, "g"),
		where: new RegExp(`^(?:${rule.in ?? ""})`),
		plain: rule.except === undefined ? null : new RegExp(rule.except),
	}));
	return listFiles(root, looked)
		.filter((path) => !otherTexts.test(path))
		.flatMap((path) => {
			const rulesHere = active.filter(({ where }) => where.test(path));
			return readFileSync(join(root, path), "utf8")
				.split("\n")
				.flatMap((line, index) =>
					rulesHere.flatMap(({ pattern, plain, say }) =>
						plain?.test(line) ? [] : [...line.matchAll(pattern)].map(([word]) => ({ place: `${path}:${index + 1}`, word, say })),
					),
				);
		});
}
