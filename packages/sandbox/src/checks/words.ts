import type { MeasuredRun, Sample } from "./measures.ts";

/** Fainter or more cut than this, a text is not readable: it comes, goes, or is not meant to be seen. */
const READABLE_OPACITY = 0.35;
const READABLE_UNCUT = 0.5;
/** Less of the letters' area than this changes when words are hidden: something stands before them. */
const COVERED = 0.01;
/** Letters further apart than this, in em, belong to different words. */
const WORD_GAP_EM = 0.12;
/** Words of fewer letters are looked for as whole words only. */
const SHORT_WORD = 3;
const WITHOUT_GAPS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;

/** Whether a person can read a text in its frame. */
export function isReadable(run: MeasuredRun): boolean {
	if (run.decoration || run.opacity < READABLE_OPACITY || run.uncut < READABLE_UNCUT) return false;
	if (run.color !== null && run.color[3] < 0.15) return false;
	// Of nearly no contrast, nothing changes either: that is reported as what it is.
	return run.behind === null || run.behind.ratio < 1.2 || run.inexact || run.behind.drawn >= COVERED;
}

/** Texts that something stands before wherever their pixels were measured, by scene and text: nobody reads them in other frames. */
export function coveredTexts(samples: readonly Sample[]): (run: MeasuredRun) => boolean {
	const key = ({ sceneId, text }: MeasuredRun) => JSON.stringify([sceneId, text.trim()]);
	const measured = samples.flatMap(({ runs }) => runs).filter(({ behind }) => behind !== null);
	const seen = new Set(measured.filter(isReadable).map(key));
	const covered = new Set(measured.filter((run) => !isReadable(run) && isReadable({ ...run, behind: null })).map(key));
	return (run) => covered.has(key(run)) && !seen.has(key(run));
}

/** The readable texts of a frame as one line: letters that stand side by side are one word, however many elements draw them. */
export function joinRuns(runs: readonly MeasuredRun[]): string {
	let text = "";
	let before: MeasuredRun | null = null;
	for (const run of runs) {
		const last = before?.boxes.at(-1);
		const first = run.boxes[0];
		const adjacent =
			before !== null &&
			before.block === run.block &&
			last !== undefined &&
			first !== undefined &&
			Math.abs(first.x - (last.x + last.width)) < WORD_GAP_EM * run.fontSize;
		text += `${before === null || adjacent ? "" : " "}${run.text}`;
		before = run;
	}
	return text.replace(/\s+/g, " ").trim();
}

/** The words of a text in the form in which they are compared: without case, accents written apart, and signs. */
export function wordsOf(text: string): string[] {
	return (
		text
			.normalize("NFKC")
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
	);
}

/** A text as it is compared as a whole: its words without anything between them. */
export function lettersOf(text: string): string {
	return wordsOf(text).join("");
}

/** The clauses of a text: what stands between its signs, not inside of a number or a link. */
export function clausesOf(text: string): string[] {
	return text
		.split(/[\n;:!?。、，；：！？।،؛]+|[.,](?=\s|$)|\s[–—-]\s/u)
		.map((clause) => clause.trim())
		.filter((clause) => lettersOf(clause) !== "");
}

/** What can be read in one place of a film: a scene, or the captions. */
export interface ReadableText {
	/** Letters without spaces, each frame's text for itself. */
	frames: { frame: number; letters: string }[];
	words: Set<string>;
}

export const emptyText = (): ReadableText => ({ frames: [], words: new Set() });

/** Adds what one frame shows. */
export function addFrame(to: ReadableText, frame: number, text: string): void {
	to.frames.push({ frame, letters: lettersOf(text) });
	for (const word of wordsOf(text)) to.words.add(word);
}

/**
 * The first frame that shows an item: as it was requested, else all its words. Null: it is not shown there.
 * A text in parts (a number and its label, a sentence line by line) counts when all its words are there.
 */
export function frameWith(text: ReadableText, item: string): number | null {
	const letters = lettersOf(item);
	if (letters === "") return null;
	const words = wordsOf(item);
	const whole = text.frames.find((one) => holdsWhole(one.letters, letters, words, text.words));
	if (whole) return whole.frame;
	const all = words.every(
		(word) => text.words.has(word) || (word.length > SHORT_WORD && text.frames.some((one) => one.letters.includes(word))),
	);
	return all ? (text.frames.find((one) => one.letters.includes(words[0] ?? ""))?.frame ?? text.frames[0]?.frame ?? null) : null;
}

/** A short item must stand as a word of its own: “5” is not shown by “2025”. Scripts without gaps have no such words. */
function holdsWhole(shown: string, letters: string, words: string[], known: Set<string>): boolean {
	if (!shown.includes(letters)) return false;
	return (
		letters.length > SHORT_WORD ||
		WITHOUT_GAPS.test(letters) ||
		shown === letters ||
		words.every((word) => known.has(word)) ||
		known.has(letters)
	);
}

/** Whether a project marks its scenes on the page; where it does, words outside of them are captions or marks. */
export function marksScenes(samples: readonly Sample[]): boolean {
	return samples.some(({ runs }) => runs.some(({ sceneId }) => sceneId !== null));
}
