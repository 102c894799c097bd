/** Letters that no font of the film or of this machine has: browsers draw the same box for each of them. */

const SIZE = 28;
/** Code points that no font has: unassigned, and not a character at all. */
const NOWHERE = ["\u0378", "\u{10ffff}", "\u{2fffe}"];
/** Drawn with what stands before them, or not at all; and boxes, which are their own picture. */
const NOT_LETTERS = /[\p{M}\p{C}\p{Z}\u25a0-\u25ff\u2610-\u2612]/u;
/** Private letters count: icon fonts have them. Unassigned ones as well. */
const PRIVATE = /[\p{Co}\p{Cn}]/u;
const MOST_LETTERS = 12;

/** The letters of a text that are drawn as a box, each once, at most twelve; empty where boxes can't be told apart. */
export function missingLetters(text: string): string[] {
	const letters = [...new Set(text)].filter((letter) => PRIVATE.test(letter) || !NOT_LETTERS.test(letter));
	// The common case costs nothing: every font has these.
	const doubtful = letters.filter((letter) => (letter.codePointAt(0) ?? 0) > 0x17f);
	if (doubtful.length === 0) return [];
	const draw = pen();
	if (draw === null) return [];
	const [box, ...others] = NOWHERE.map(draw);
	if (box === undefined || others.some((other) => other !== box)) return [];
	return doubtful.filter((letter) => draw(letter) === box).slice(0, MOST_LETTERS);
}

/** Draws letters in the film's fonts and what the browser falls back to; answers their pixels as text. */
function pen(): ((letter: string) => string) | null {
	const canvas = document.createElement("canvas");
	canvas.width = SIZE * 2;
	canvas.height = SIZE * 2;
	const context = canvas.getContext("2d", { willReadFrequently: true });
	if (context === null) return null;
	const own = new Set([...document.fonts].map((font) => font.family));
	context.font = `${SIZE}px ${[...own, "sans-serif"].join(", ")}`;
	context.textBaseline = "top";
	return (letter) => {
		context.clearRect(0, 0, canvas.width, canvas.height);
		context.fillText(letter, SIZE / 2, SIZE / 2);
		return context.getImageData(0, 0, canvas.width, canvas.height).data.join("");
	};
}

/** All texts in some values of a scene, however deep they lie. */
export function textsOf(value: unknown): string {
	if (typeof value === "string") return value;
	if (typeof value !== "object" || value === null) return "";
	return Object.values(value).map(textsOf).join(" ");
}

/** What is said of them, with a next step. `what` has them. */
export function lettersSentence(what: string, letters: readonly string[]): string {
	const shown = letters.map((letter) =>
		PRIVATE.test(letter) ? `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}` : letter,
	);
	const verb = what.startsWith("The ") ? "have" : "has";
	return `${what} ${verb} letters that no font here draws: ${shown.join(" ")}. Add a font that has them, or use other words.`;
}
