/** What a piece of code is, as far as its colour goes. */
export type TokenKind = "plain" | "keyword" | "string" | "number" | "comment" | "call" | "type" | "sign";
export type Token = { kind: TokenKind; text: string };

/** Languages by what tells them apart for colouring: how a comment looks, and which words are their own. */
type Family = "c" | "hash" | "dash" | "markup" | "data";

const ENDINGS: Record<Family, string> = {
	c: "js jsx ts tsx mjs cjs java kt c h cc cpp cs go rs swift scala php dart css scss less proto zig",
	hash: "py rb sh bash zsh yml yaml toml ini env r pl dockerfile makefile ex exs nix conf",
	dash: "sql lua hs elm",
	markup: "html htm xml svg vue svelte astro",
	data: "json jsonc geojson",
};

/** The family of a file by its name, else by what the code looks like. */
export const familyOf = (file: string | undefined, code: string): Family => {
	const ending = (file ?? "").toLowerCase().split(/[./]/).at(-1) ?? "";
	const named = (Object.keys(ENDINGS) as Family[]).find((family) => ENDINGS[family].split(" ").includes(ending));
	if (named) return named;
	if (/^\s*<[!a-z]/i.test(code)) return "markup";
	if (/^\s*[{[][\s\S]*":/.test(code)) return "data";
	if (/^\s*(?:select|insert|update|delete|create|with)\b/i.test(code)) return "dash";
	if (/^\s*(?:#|def \w|from \w+ import|import \w+$)/m.test(code)) return "hash";
	return "c";
};

const WORDS: Record<Family, string> = {
	c: "abstract as async await bool boolean break case catch char class const continue default defer delete do double else enum export extends extern false final finally float fn for from func function get go if impl implements import in int interface internal is let long loop match mod module mut namespace new nil null number object of package private protected pub public range readonly return self set static string struct super switch this throw throws trait true try type typeof undefined unsafe use using val var void when where while with yield",
	hash: "and as assert async await begin break case class continue def del do done echo elif else elsif end esac except exec export false fi finally for from function global if import in is lambda local module nil none nonlocal not null or pass raise require rescue return self sudo then true try unless until while with yield",
	dash: "add all alter and as asc between by case count create default delete desc distinct do drop else elseif end false from function group having if in index inner insert into is join key left let limit local module not null nil on or order outer primary references return right select set sum table then true union unique update using values where while with",
	markup: "doctype",
	data: "true false null",
};

const COMMENTS: Record<Family, string> = {
	c: String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`,
	hash: String.raw`#[^\n]*`,
	dash: String.raw`--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`,
	markup: String.raw`<!--[\s\S]*?(?:-->|$)`,
	data: String.raw`\/\/[^\n]*`,
};
/** A string ends at its own line; only those in back quotes and in three quotes run on. */
const STRING = String.raw`"""[\s\S]*?(?:"""|$)|"(?:\\.|[^"\\\n])*(?:"|(?=\n)|$)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|$)|${"`"}(?:\\.|[^${"`"}\\])*(?:${"`"}|$)`;
const NUMBER = String.raw`\b(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[a-z%]{0,3})\b`;
const NAME = String.raw`[@$]?[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}][\p{L}\p{N}_]*)*`;
/** In most languages a hyphen is a sign, in markup it is a part of a name. */
const PLAIN_NAME = String.raw`[@$]?[\p{L}_][\p{L}\p{N}_]*`;

const patterns = new Map<Family, RegExp>();
const patternOf = (family: Family): RegExp => {
	const known = patterns.get(family);
	if (known) return known;
	const name = family === "markup" ? NAME : PLAIN_NAME;
	const made = new RegExp(
		`(?<comment>${COMMENTS[family]})|(?<string>${STRING})|(?<number>${NUMBER})|(?<name>${name})|(?<space>\\s+)|(?<sign>[^\\s])`,
		"gu",
	);
	patterns.set(family, made);
	return made;
};

const kindOfName = (name: string, before: string, after: string, family: Family, words: ReadonlySet<string>): TokenKind => {
	if (family === "markup") return /<\/?$/.test(before) ? "keyword" : /^=/.test(after) ? "call" : "plain";
	if (name.startsWith("@")) return "type";
	if (words.has(family === "dash" ? name.toLowerCase() : name) && !before.endsWith(".")) return "keyword";
	if (/^\(/.test(after)) return "call";
	return /^\p{Lu}/u.test(name) ? "type" : "plain";
};

const wordSets = new Map<Family, ReadonlySet<string>>();
const wordsOf = (family: Family): ReadonlySet<string> => {
	const known = wordSets.get(family) ?? new Set(WORDS[family].split(" "));
	wordSets.set(family, known);
	return known;
};

/**
 * Code as lines of coloured pieces. It knows no grammar: comments, strings, numbers and the usual words of a family of
 * languages are enough to read code in a film. The pieces of a line together are the line.
 *
 * @example tokenize("const a = 1;", "a.ts")[0]?.[0] // { kind: "keyword", text: "const" }
 */
export const tokenize = (code: string, file?: string): Token[][] => {
	const family = familyOf(file, code);
	const words = wordsOf(family);
	const lines: Token[][] = [[]];
	const push = (kind: TokenKind, text: string) => {
		for (const [index, part] of text.split("\n").entries()) {
			if (index > 0) lines.push([]);
			if (part !== "") lines.at(-1)?.push({ kind, text: part });
		}
	};
	const source = code.replace(/\r\n?/g, "\n").replace(/\t/g, "  ");
	for (const found of source.matchAll(patternOf(family))) {
		const { groups = {}, index } = found;
		const [text] = found;
		const after = source.slice(index + text.length, index + text.length + 2);
		if (groups.comment !== undefined) push("comment", text);
		else if (groups.string !== undefined) push(family === "data" && /^\s*:/.test(after) ? "call" : "string", text);
		else if (groups.number !== undefined) push("number", text);
		else if (groups.name !== undefined)
			push(kindOfName(text, source.slice(Math.max(0, index - 2), index), after, family, words), text);
		else push(groups.sign === undefined ? "plain" : "sign", text);
	}
	return lines;
};
