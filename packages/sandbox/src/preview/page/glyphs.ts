/** Letters that no font of the film or of this machine has: browsers draw the same box for each of them. */
import { doubtfulLetters, wordsOfFilm } from "./letters.ts";

const SIZE = 28;
/** Code points that no font has: unassigned, and not a character at all. */
const NOWHERE = ["\u0378", "\u{10ffff}", "\u{2fffe}"];
const MOST_LETTERS = 12;

/** The letters of a text that are drawn as a box, each once, at most twelve; empty where boxes can't be distinguished. */
export function missingLetters(text: string): string[] {
	const doubtful = doubtfulLetters(text);
	// The common case costs nothing.
	if (doubtful.length === 0) return [];
	const draw = pen();
	if (draw === null) return [];
	const [box, ...others] = NOWHERE.map(draw);
	if (box === undefined || others.some((other) => other !== box)) return [];
	return doubtful.filter((letter) => draw(letter) === box).slice(0, MOST_LETTERS);
}

/** The scenes whose words have letters that no font draws, and (null) the captions. */
export function lettersWithoutFont(film: Parameters<typeof wordsOfFilm>[0]): { sceneId: string | null; letters: string[] }[] {
	return wordsOfFilm(film)
		.map(({ sceneId, text }) => ({ sceneId, letters: missingLetters(text) }))
		.filter(({ letters }) => letters.length > 0);
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
