/** The beginning of a drawing in SVG, read once from left to right: a file of any text may come under its name. */

/** What stands before the root and in its tag is short; more of it is not looked at. */
const LONGEST_START = 1_000_000;
/** The root, from here on. */
const ROOT = /<(?:\w{1,40}:)?svg(?=[\s>/])/iy;
const DOCTYPE = "<!doctype svg";

/** Whether a text is an SVG by its root. @param text may be the beginning of a file */
export function looksLikeSvg(text: string): boolean {
	return rootAt(text) !== null;
}

/** The tag that the root of a drawing begins with, such as `<svg width="4">`; null when there is none. */
export function rootTag(text: string): string | null {
	const start = rootAt(text);
	if (start === null) return null;
	let quote = "";
	for (let at = start; at < Math.min(text.length, LONGEST_START); at += 1) {
		const letter = text.charAt(at);
		if (quote !== "") {
			if (letter === quote) quote = "";
		} else if (letter === '"' || letter === "'") quote = letter;
		else if (letter === ">") return text.slice(start, at + 1);
	}
	return null;
}

/** Where the root stands behind declarations, comments and white space; null when something else comes first. */
function rootAt(text: string): number | null {
	let at = 0;
	while (at < Math.min(text.length, LONGEST_START)) {
		const next = behindOne(text, at);
		if (next === at) {
			ROOT.lastIndex = at;
			return ROOT.test(text) ? at : null;
		}
		if (next === null) return null;
		at = next;
	}
	return null;
}

/** Behind the declaration, comment or white space that begins here; the same place for anything else; null: it has no end. */
function behindOne(text: string, at: number): number | null {
	if (text.startsWith("<!--", at)) return behind(text, "-->", at + 4);
	if (text.slice(at, at + 5).toLowerCase() === "<?xml") return behind(text, "?>", at + 5);
	if (text.slice(at, at + DOCTYPE.length).toLowerCase() === DOCTYPE) return behindDoctype(text, at);
	return /\s/.test(text.charAt(at)) ? at + 1 : at;
}

/** A document type may have declarations of its own in brackets. */
function behindDoctype(text: string, at: number): number | null {
	const end = text.indexOf(">", at);
	if (end < 0) return null;
	const list = text.slice(at, end).indexOf("[");
	if (list < 0) return end + 1;
	const close = text.indexOf("]", at + list);
	return close < 0 ? null : behind(text, ">", close);
}

function behind(text: string, what: string, from: number): number | null {
	const found = text.indexOf(what, from);
	return found < 0 ? null : found + what.length;
}
