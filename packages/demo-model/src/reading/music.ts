import type { Lexicon } from "./lexicon.ts";
import type { Span } from "./spans.ts";

/** Signs around the word "music" within which its kind stands. */
const AROUND = 42;

/**
 * What a text wants to hear: `none` is silence, `any` is music of no kind that it names, else English words of moods and
 * instruments: instruments first, then the nearest to the word "music". Null: it says nothing about music.
 */
export function findMusic(text: string, lexicon: Lexicon): (Span & { music: "none" | "any" | string[] }) | null {
	const first = (kind: "music" | "silent" | "instrument") => lexicon.find(kind, text).sort((a, b) => a.from - b.from)[0];
	const silent = first("silent");
	if (silent) return { from: silent.from, to: silent.to, music: "none" };
	// "With piano" asks for music without the word.
	const at = first("music") ?? first("instrument");
	if (!at) return null;
	const from = clauseStart(text, Math.max(0, at.from - AROUND), at.from);
	const instruments = lexicon.find("instrument", text);
	const isInstrument = (word: Span) => instruments.some(({ from }) => from === word.from);
	const near = lexicon
		.sounds(text)
		.filter((word) => word.from >= from && word.to <= clauseEnd(text, at.to, at.to + AROUND))
		.sort((a, b) => Number(isInstrument(b)) - Number(isInstrument(a)) || distance(a, at) - distance(b, at));
	const music = [...new Set(near.map(({ word }) => word))];
	return { from: at.from, to: at.to, music: music.length === 0 ? "any" : music };
}

const distance = (one: Span, other: Span): number => Math.max(one.from - other.to, other.from - one.to);

/** A sentence, or a clause behind a colon or semicolon, is about one thing. */
const BREAK = /[.;:!?\n。！？；：]/gu;

function clauseStart(text: string, least: number, at: number): number {
	const breaks = [...text.slice(least, at).matchAll(BREAK)];
	return least + (breaks.at(-1)?.index ?? -1) + 1;
}

function clauseEnd(text: string, at: number, most: number): number {
	const next = text.slice(at, most).search(BREAK);
	return next < 0 ? most : at + next;
}
