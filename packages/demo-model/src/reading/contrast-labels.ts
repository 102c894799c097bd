import type { Reading } from "./classify.ts";
import type { Span } from "./spans.ts";

/** Labels that mean the opposite of each other: without them a viewer can't tell the two sides apart. */
const OPPOSITES: readonly (readonly [string, string])[] = [
	["do|dos|do's|always", "don't|don'ts|do not|never|avoid"],
	["yes|right", "no|wrong|not"],
	["with", "without"],
	["richtig|ja|immer|mit", "falsch|nein|nie|niemals|ohne"],
	["sí|siempre|con", "no|nunca|sin"],
	["oui|toujours|avec|à faire", "non|jamais|sans|à éviter"],
	["before|first", "after|then"],
	["vorher|zuerst", "nachher|danach"],
	["antes|primero", "después|luego"],
	["avant|d'abord", "après|ensuite"],
	["prima", "dopo|poi"],
	["antes|primeiro", "depois"],
	["之前", "之后"],
];

/** A label with its opposite in the same prompt, at the start of a range: "Do:", "Don't:". Null: none. */
export function contrastLabel(reading: Reading, at: Span): Span | null {
	const found = /^([\p{L}'’ ]{2,12})[:：]/u.exec(reading.masked.slice(at.from, at.to));
	if (!found?.[1]) return null;
	const label = found[1].trim().replaceAll("’", "'").toLowerCase();
	const shown = OPPOSITES.some(([one, other]) =>
		[
			[one, other],
			[other, one],
		].some(([own = "", opposite = ""]) => own.split("|").includes(label) && isLabel(reading.masked, opposite)),
	);
	return shown ? { from: at.from, to: at.from + found[1].length } : null;
}

/** Whether one of some words is a label anywhere in a text. */
function isLabel(text: string, words: string): boolean {
	return new RegExp(`(?:^|[.!?;,。；，\\n]|[-–—•*]\\s)\\s*(?:${words})\\s*[:：]`, "iu").test(text.replaceAll("’", "'"));
}
