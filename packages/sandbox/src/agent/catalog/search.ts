/** Something that can be found by words: `name` says most, then `tags`, then `text`. */
export interface Searchable {
	name: string;
	tags?: readonly string[];
	text?: string;
}

const WEIGHTS = { name: 5, tags: 3, text: 1 };
/** Share of its weight that a word counts which begins like the one of the query, or differs by a typing mistake. */
const BEGINNING = 0.75;
const MISTAKE = 0.6;
const LEAST_BEGINNING = 3;
/** Words of a wish that say nothing of what is looked for. */
const EMPTY = new Set(
	"a an and any as at by for from how i in is it like me my of on or our some something that the to use want with".split(" "),
);

/**
 * The words of a text as they are compared: without accents, in lower case, names such as `PriceList` or `price-list` in parts.
 *
 * @example wordsOf("PriceList für Café") // ["price", "list", "fur", "cafe"]
 */
export function wordsOf(text: string): string[] {
	const parted = text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
	const plain = parted
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.toLowerCase();
	return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/** Typing mistakes that a word of this length may have: short ones would be other words. */
const mistakesIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/**
 * Letters to insert, remove, replace or exchange with their neighbour to make `other` of `word` (restricted Damerau–Levenshtein
 * distance), or `most + 1` where it is more than `most`.
 */
export function distance(word: string, other: string, most: number): number {
	if (Math.abs(word.length - other.length) > most) return most + 1;
	let before: number[] = [];
	let above = Array.from({ length: other.length + 1 }, (_, column) => column);
	for (let row = 1; row <= word.length; row += 1) {
		const line = [row];
		for (let column = 1; column <= other.length; column += 1) {
			const same = word[row - 1] === other[column - 1];
			const swapped = row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
			line[column] = Math.min(
				(above[column] ?? 0) + 1,
				(line[column - 1] ?? 0) + 1,
				(above[column - 1] ?? 0) + (same ? 0 : 1),
				swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
			);
		}
		if (Math.min(...line) > most) return most + 1;
		before = above;
		above = line;
	}
	return above[other.length] ?? most + 1;
}

/** The plural and the singular of most English nouns are the same word here. */
const stem = (word: string): string => (word.length > 3 ? word.replace(/ies$/, "y").replace(/([^s])s$/, "$1") : word);

/** How well two words meet without a typing mistake: 0 not at all, 1 exactly. */
function likeness(wanted: string, found: string): number {
	if (wanted === found || stem(wanted) === stem(found)) return 1;
	const [shorter = 0, longer = 1] = [wanted.length, found.length].sort((one, other) => one - other);
	const begins = shorter >= LEAST_BEGINNING && (found.startsWith(wanted) || wanted.startsWith(found));
	return begins ? BEGINNING * Math.sqrt(shorter / longer) : 0;
}

function mistaken(wanted: string, found: string): number {
	const most = mistakesIn(wanted);
	return most > 0 && distance(wanted, found, most) <= most ? MISTAKE : 0;
}

type Field = { words: string[]; weight: number };

const fieldsOf = ({ name, tags = [], text = "" }: Searchable): Field[] => [
	{ words: wordsOf(name), weight: WEIGHTS.name },
	{ words: tags.flatMap(wordsOf), weight: WEIGHTS.tags },
	{ words: wordsOf(text), weight: WEIGHTS.text },
];

type Match = (wanted: string, found: string) => number;
const worthOf = (wanted: string, fields: Field[], match: Match): number =>
	Math.max(0, ...fields.flatMap(({ words, weight }) => words.map((word) => match(wanted, word) * weight)));

/**
 * The entries that suit a query, best first. Pure. Words are compared without accents and case. A word that no entry knows may
 * have a typing mistake, or two where it is long. An entry that meets more of the words comes first, then one with
 * the shorter name.
 * @returns each with its worth, above 0; empty for a query without a telling word
 */
export function search<Entry extends Searchable>(entries: readonly Entry[], query: string): { entry: Entry; worth: number }[] {
	const wanted = [...new Set(wordsOf(query))].filter((word) => !EMPTY.has(word));
	const known = entries.map((entry) => ({ entry, fields: fieldsOf(entry), worths: [] as number[] }));
	for (const word of wanted) {
		const plain = known.map(({ fields }) => worthOf(word, fields, likeness));
		const worths = plain.some((worth) => worth > 0) ? plain : known.map(({ fields }) => worthOf(word, fields, mistaken));
		for (const [index, { worths: all }] of known.entries()) all.push(worths[index] ?? 0);
	}
	return known
		.map(({ entry, worths }) => {
			const met = worths.filter((worth) => worth > 0).length / wanted.length;
			return { entry, worth: worths.reduce((sum, worth) => sum + worth, 0) * met };
		})
		.filter(({ worth }) => worth > 0)
		.sort((one, other) => other.worth - one.worth || wordsOf(one.entry.name).length - wordsOf(other.entry.name).length);
}
