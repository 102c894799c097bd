const bare = (word: string) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** Places in `words` that belong to a phrase of `emphasis`. */
export const emphasisedIn = (words: string[], emphasis: string[]): Set<number> => {
	const plain = words.map(bare);
	const places = new Set<number>();
	for (const phrase of emphasis.map((entry) => entry.split(/\s+/).map(bare).filter(Boolean))) {
		if (phrase.length === 0) continue;
		for (let first = 0; first + phrase.length <= plain.length; first++) {
			if (phrase.every((word, offset) => plain[first + offset] === word))
				phrase.forEach((_, offset) => void places.add(first + offset));
		}
	}
	return places;
};

/** A text around the words that are to be large. */
export type Contrast = { before: string; key: string; after: string };

/** Letters that a large part has at most, so that it stays large. */
const LONGEST_KEY = 16;

/** The words that carry a text: the first run of emphasised ones, else its longest word, else all of it. */
export const contrastOf = (text: string, emphasis: string[]): Contrast => {
	const words = text.split(/\s+/).filter(Boolean);
	const strong = emphasisedIn(words, emphasis);
	const from = words.findIndex((_, index) => strong.has(index));
	if (from >= 0) {
		let to = from + 1;
		while (strong.has(to) && words.slice(from, to + 1).join(" ").length <= LONGEST_KEY) to += 1;
		return cut(words, from, to);
	}
	if (words.length < 2) return { before: "", key: text, after: "" };
	const longest = words.reduce((best, word, index) => (bare(word).length > bare(words[best] ?? "").length ? index : best), 0);
	return cut(words, longest, longest + 1);
};

const cut = (words: string[], from: number, to: number): Contrast => ({
	before: words.slice(0, from).join(" "),
	key: words.slice(from, to).join(" "),
	after: words.slice(to).join(" "),
});

/** Places of the words that a marker runs over: the emphasised ones, else the last words of the text. */
export const markedIn = (words: string[], emphasis: string[]): Set<number> => {
	const strong = emphasisedIn(words, emphasis);
	if (strong.size > 0) return strong;
	const last = words.length - 1;
	return new Set(words.length > 3 && (words[last] ?? "").length < 7 ? [last - 1, last] : [last]);
};
