/** Words for generated texts, so that any two sentences differ. */
const NOUNS =
	"river market harbour garden engine teacher winter village signal library forest bridge letter journey kitchen".split(" ");
const VERBS = "carries changes follows keeps opens measures repairs remembers answers protects".split(" ");
const SYLLABLES = "ba ke li mo ru sa te vi no du".split(" ");

/** The name of a town; each number has another one. */
export function town(index: number): string {
	const name = [...String(index).padStart(3, "0")].map((digit) => SYLLABLES[Number(digit)]).join("");
	return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The sentence with a number: each is another one. */
export function sentence(index: number): string {
	const noun = (step: number) => NOUNS[(index * step + (index >> 4)) % NOUNS.length];
	const verb = VERBS[(index * 3 + (index >> 3)) % VERBS.length];
	return `In ${town(index)} the ${noun(7)} ${verb} what the ${noun(4)} and the old ${noun(11)} never knew.`;
}

/** So many paragraphs of five sentences, about 400 characters each. */
export function paragraphs(count: number, from = 0): string {
	return Array.from({ length: count }, (_, index) =>
		Array.from({ length: 5 }, (_, part) => sentence((from + index) * 5 + part)).join(" "),
	).join("\n\n");
}

/** Markdown with so many headings of the second level, each with some paragraphs. */
export function chapters(count: number, each: number): string {
	return Array.from({ length: count }, (_, index) => `## Chapter of ${town(index)}\n\n${paragraphs(each, index * each)}`).join(
		"\n\n",
	);
}

/** A pasted thread of so many mails, each with a greeting, two paragraphs, a signature and the mail before as a quote. */
export function mailThread(count: number): string {
	const names = ["Ada Lovelace", "Grace Hopper", "Alan Turing"];
	return Array.from({ length: count }, (_, index) => {
		const name = names[index % 3] ?? "";
		const before = index === 0 ? "" : `\n\n> ${paragraphs(1, index * 2 - 2).slice(0, 300)}`;
		return `From: ${name} <a${index}@example.com>\nTo: team@example.com\nDate: Mon, 3 Mar 2025 10:${10 + index}\nSubject: Re: The launch of Lumen\n\nHi all,\n\n${paragraphs(2, index * 2)}\n\nBest,\n${name.split(" ")[0]}${before}`;
	}).join("\n\n");
}
