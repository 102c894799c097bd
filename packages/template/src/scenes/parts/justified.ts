import { breaksAnywhere, fitText, type Measure, measureWith } from "../../design/fit";
import type { Voice } from "../../design/scene";
import { voiceFor } from "../../design/voice";

/** A line of a block whose lines all fill the width, each in its own size. */
export type JustifiedLine = { text: string /** Px. */; fontSize: number; width: number };

type Block = { lines: JustifiedLine[]; height: number };
type Room = { width: number; height: number; lineHeight: number /** Of the largest and the smallest line, px. */; most: number };

/** All lines as wide as the room; all a little smaller where they would be too high together. */
const blockOf = (texts: string[], measure: Measure, { width, height, lineHeight, most }: Room): Block => {
	const wished = texts.map((text) => Math.min(most, (width / Math.max(1, measure(text, 100))) * 100));
	const total = wished.reduce((sum, size) => sum + size * lineHeight, 0);
	const scale = Math.min(1, height / total);
	const lines = texts.map((text, index) => {
		const fontSize = (wished[index] ?? 0) * scale;
		return { text, fontSize, width: measure(text, fontSize) };
	});
	return { lines, height: total * scale };
};

/** Lines a text is tried in. */
const TRIED = [1, 2, 3, 4, 5, 6];

/**
 * Breaks a text between its words into the lines that fill most of a box when each of them is as large as its width allows.
 * Pure.
 */
export const justify = (text: string, measure: Measure, room: Room): Block => {
	const tried = TRIED.map((count) => {
		const width = (measure(text, 100) / count) * 1.16;
		const { lines } = fitText(
			{ text, width, height: 100_000, maxSize: 100, minSize: 100, lineHeight: 1, maxLines: count },
			measure,
		);
		return blockOf(lines, measure, room);
	});
	const filled = ({ lines, height }: Block) =>
		lines.reduce((sum, line) => sum + (line.width * line.fontSize) / (room.width * room.height), 0) +
		Math.min(1, height / room.height) * 0.1;
	const words = text.split(/\s+/).filter(Boolean).join(" ");
	const whole = tried.filter(({ lines }) => breaksAnywhere(text) || lines.map((line) => line.text).join(" ") === words);
	const [first = blockOf([words], measure, room), ...others] = whole;
	return others.reduce((best, next) => (filled(next) > filled(best) ? next : best), first);
};

/** Measures a text in a voice as `justify` wants it. */
export const measureIn = (voice: Voice, text: string): Measure => {
	return measureWith(voiceFor(voice, text));
};
