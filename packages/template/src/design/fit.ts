/** Fits text into a box: finds the largest size at which it stands in the box, and breaks it into even lines. */

import { familyStack } from "../fonts/stack";
import type { Stretch } from "../looks";

export type FontFace = {
	family: string;
	weight: number;
	italic?: boolean;
	stretch?: Stretch;
	/** In em. */
	letterSpacing: number;
	/** Set by the browser: the text itself stays as it is written. */
	case?: "upper" | "lower";
	/** The language whose rules the case follows, as the browser knows it from `lang`. */
	language?: string;
};
/** Width in px of `text` set at `size` px. */
export type Measure = (text: string, size: number) => number;

export type FitOptions = {
	text: string;
	/** Box, in px. */
	width: number;
	height: number;
	/** The size wanted, and the smallest that still reads, in px. Text that needs less goes below it rather than be cut. */
	maxSize: number;
	minSize: number;
	/** In em. */
	lineHeight: number;
	maxLines?: number;
};
export type FittedText = {
	fontSize: number;
	lines: string[] /** Of the widest line, px. */;
	width: number /** Of all lines, px. */;
	height: number;
};

// Scripts without spaces between words may break after any sign.
const BREAKS_ANYWHERE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;

/** Whether a text is of a script without spaces between words. */
export const breaksAnywhere = (text: string): boolean => BREAKS_ANYWHERE.test(text);

type Token = { text: string; spaceBefore: boolean };

const tokensOf = (paragraph: string): Token[] =>
	paragraph
		.split(/\s+/)
		.filter((word) => word !== "")
		.flatMap((word, index) => {
			const parts = BREAKS_ANYWHERE.test(word) ? [...word] : [word];
			return parts.map((text, part) => ({ text, spaceBefore: index > 0 && part === 0 }));
		});

const graphemes = (word: string): string[] =>
	[...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word)].map((part) => part.segment);

/** Lines that fit `width`; a word wider than that is broken, unless `breakWords` is false, which gives null. */
const wrap = (text: string, size: number, width: number, measure: Measure, breakWords: boolean): string[] | null => {
	const lines: string[] = [];
	for (const paragraph of text.split("\n")) {
		let line = "";
		for (const token of tokensOf(paragraph)) {
			const joined = line === "" ? token.text : `${line}${token.spaceBefore ? " " : ""}${token.text}`;
			if (measure(joined, size) <= width) {
				line = joined;
				continue;
			}
			if (line !== "") lines.push(line);
			line = token.text;
			if (measure(line, size) <= width) continue;
			if (!breakWords) return null;
			line = "";
			for (const sign of graphemes(token.text)) {
				if (line !== "" && measure(line + sign, size) > width) {
					lines.push(line);
					line = sign;
				} else line += sign;
			}
		}
		if (line !== "") lines.push(line);
	}
	return lines;
};

/** Of the ways to break into as many lines, the one whose lines are most alike, and without a lonely last word. */
const balance = (text: string, size: number, width: number, lines: string[], measure: Measure): string[] => {
	if (lines.length < 2 || lines.length > 6 || text.includes("\n")) return lines;
	const raggedness = (candidate: string[]): number => {
		const lengths = candidate.map((line) => measure(line, size));
		const longest = Math.max(...lengths);
		const gaps = lengths.reduce((sum, length) => sum + ((longest - length) / longest) ** 2, 0);
		return gaps + (candidate.at(-1)?.includes(" ") ? 0 : 0.6);
	};
	let best = { lines, raggedness: raggedness(lines) };
	for (let step = 1; step <= 16; step++) {
		const tried = wrap(text, size, width * (1 - (step / 16) * (1 - 1 / lines.length)), measure, false);
		if (!tried || tried.length > lines.length) break;
		const score = raggedness(tried);
		if (score < best.raggedness) best = { lines: tried, raggedness: score };
	}
	return best.lines;
};

/** Pure: the same text, box and measure give the same lines. */
export const fitText = (options: FitOptions, measure: Measure): FittedText => {
	const { text, width, height, maxSize, lineHeight } = options;
	const minSize = Math.min(options.minSize, maxSize);
	const linesAt = (size: number, breakWords: boolean, maxLines = options.maxLines ?? 99): string[] | null => {
		const lines = wrap(text, size, width, measure, breakWords);
		return lines && lines.length <= maxLines && lines.length * size * lineHeight <= height + 0.5 ? lines : null;
	};
	const done = (fontSize: number, lines: string[]): FittedText => {
		const even = balance(text, fontSize, width, lines, measure);
		return {
			fontSize,
			lines: even,
			width: Math.max(0, ...even.map((line) => measure(line, fontSize))),
			height: even.length * fontSize * lineHeight,
		};
	};
	const largest = (from: number, to: number, breakWords: boolean, maxLines?: number): FittedText | null => {
		const least = linesAt(from, breakWords, maxLines);
		if (!least) return null;
		const most = linesAt(to, breakWords, maxLines);
		if (most) return done(to, most);
		let best = { size: from, lines: least };
		let [low, high] = [from, to];
		for (let step = 0; step < 9; step++) {
			const size = (low + high) / 2;
			const lines = linesAt(size, breakWords, maxLines);
			if (lines) {
				best = { size, lines };
				low = size;
			} else high = size;
		}
		return done(best.size, best.lines);
	};
	return (
		largest(minSize, maxSize, false) ??
		// What must stand on one line gets smaller rather than a second one.
		(options.maxLines === 1 ? largest(minSize * 0.3, minSize, false) : null) ??
		// Too long: more lines than wished, then broken words, then smaller than is good to read.
		largest(minSize, maxSize, false, 99) ??
		largest(minSize, maxSize, true, 99) ??
		largest(minSize * 0.3, minSize, true, 99) ??
		done(minSize * 0.3, wrap(text, minSize * 0.3, width, measure, true) ?? [text])
	);
};

/** The rules that languages share; without it those of the machine would count. */
const NO_LANGUAGE = "und";

/** As `text-transform` shows it: in Turkish the capital of "i" has a dot. */
export const cased = (text: string, { case: to, language = NO_LANGUAGE }: Pick<FontFace, "case" | "language">): string =>
	to === "upper" ? text.toLocaleUpperCase(language) : to === "lower" ? text.toLocaleLowerCase(language) : text;

let canvas: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

/** Forgets all widths: a font that has loaded since then may have drawn a text in place of another one. */
export const forgetWidths = (): void => widths.clear();

/** Measures with the browser's own text engine; without a browser (tests) it guesses. */
export const measureWith = (font: FontFace): Measure => {
	if (canvas === undefined) canvas = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
	const style = `${font.italic ? "italic " : ""}${font.weight} ${font.stretch ? `${font.stretch} ` : ""}`;
	return (written, size) => {
		const text = cased(written, font);
		const spacing = font.letterSpacing * size * [...text].length;
		if (!canvas) return text.length * size * 0.55 + spacing;
		const key = `${style}${size}px ${familyStack(font.family)}`;
		const cached = widths.get(`${key}|${text}`);
		if (cached !== undefined) return cached + spacing;
		canvas.font = key;
		const width = canvas.measureText(text).width;
		if (widths.size > 20_000) widths.clear();
		widths.set(`${key}|${text}`, width);
		return width + spacing;
	};
};
