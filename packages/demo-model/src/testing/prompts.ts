import fc from "fast-check";

const word = fc.constantFrom(
	"coffee",
	"Lumen",
	"night",
	"über",
	"team",
	"it's",
	"the",
	"launch",
	"señor",
	"A",
	"of",
	"café",
	"grows",
	"and",
	"Berlin",
	"make",
	"film",
	"with",
	"quote",
	"red",
	"square",
);
const phrase = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(" "));
const number = fc.oneof(
	fc.integer({ min: 0, max: 5_000_000 }).map(String),
	fc.integer({ min: 1000, max: 9_000_000 }).map((value) => value.toLocaleString("en-US")),
	fc.double({ min: 0.1, max: 999, noNaN: true }).map((value) => value.toFixed(1)),
	fc.integer({ min: 1900, max: 2099 }).map(String),
	fc.constantFrom("24/7", "9:30", "3,5", "1.200", "2024-05-01", "007", "v2.1", "10x", "$5", "€3.4bn", "12%", "1 in 3", "4.9/5"),
);
const sentence = fc.oneof(
	phrase.map((text) => `${text}.`),
	fc.tuple(number, phrase).map(([value, text]) => `${value} ${text}.`),
	fc.tuple(phrase, number).map(([text, value]) => `${text}: ${value}!`),
	fc.tuple(number, number, phrase).map(([from, to, text]) => `${text} grew from ${from} to ${to}.`),
	fc.tuple(fc.constantFrom('"|"', "“|”", "«|»", "„|“", "'|'"), phrase).map(([marks, text]) => `Say ${marks.replace("|", text)}.`),
	fc
		.array(fc.tuple(phrase, number), { minLength: 2, maxLength: 6 })
		.map((pairs) => `Chart of ${pairs.map(([text, value]) => `${text} ${value}`).join(", ")}.`),
	fc.array(phrase, { minLength: 2, maxLength: 8 }).map((items) => `\n${items.map((item) => `- ${item}`).join("\n")}\n`),
	fc.array(phrase, { minLength: 2, maxLength: 9 }).map((items) => `Steps: ${items.join(", ")}.`),
	fc.tuple(phrase, phrase).map(([left, right]) => `${left} vs ${right}.`),
	fc.constantFrom(
		"Navy background.",
		"In teal and yellow.",
		"Vertical.",
		"Calm music.",
		"Playful!",
		"Serif font.",
		"hello.example.com",
		"with photo.jpg",
	),
);
/** Prompts as people might write them: sentences with names, numbers, quotes, lists and wishes about style, in any mixture. */
export const prompts = fc
	.tuple(
		fc.constantFrom("", "Make a film about ", "Explain ", "A video for "),
		fc.array(sentence, { minLength: 1, maxLength: 8 }),
	)
	.map(([start, parts]) => start + parts.join(" "));
