import type { Token } from "./tokens";

/** A line of code as it is set: a long one goes on in further rows. */
export type Row = {
	tokens: Token[];
	/** Index of the line it belongs to. */
	line: number;
	/** Whether it continues with the line of the row before. */
	continued: boolean;
};
export type Typeset = { fontSize: number; rows: Row[] };

/** Letters of Chinese, Japanese and Korean are wider than those of a monospaced Latin font. */
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\p{Emoji_Presentation}]/u;
const WIDE_COLUMNS = 1.7;

export const columnsOf = (text: string): number => {
	let columns = 0;
	for (const sign of text) columns += WIDE.test(sign) ? WIDE_COLUMNS : /\p{M}/u.test(sign) ? 0 : 1;
	return columns;
};

/** The text up to `most` columns, at a space where there is one in its second half. */
const cut = (text: string, most: number): [head: string, rest: string] => {
	let columns = 0;
	let at = 0;
	for (const sign of text) {
		columns += columnsOf(sign);
		if (columns > most) break;
		at += sign.length;
	}
	const space = text.lastIndexOf(" ", at);
	const end = space > at * 0.5 && at < text.length ? space + 1 : at;
	return [text.slice(0, end), text.slice(end)];
};

/** One line in rows of at most `most` columns. Whole pieces go to the next row; a piece longer than a row is cut. */
const wrapLine = (tokens: readonly Token[], line: number, most: number): Row[] => {
	const rows: Row[] = [{ tokens: [], line, continued: false }];
	let left = most;
	const next = () => {
		rows.push({ tokens: [], line, continued: true });
		left = most;
	};
	for (const token of tokens) {
		let { text } = token;
		if (columnsOf(text) > left && columnsOf(text) <= most && left < most * 0.6) {
			next();
			text = text.trimStart();
		}
		while (columnsOf(text) > left) {
			const [head, rest] = cut(text, left);
			if (head !== "") rows.at(-1)?.tokens.push({ kind: token.kind, text: head });
			if (head === "" && left === most) break;
			next();
			text = rest;
		}
		if (text !== "") rows.at(-1)?.tokens.push({ kind: token.kind, text });
		left -= columnsOf(text);
	}
	return rows;
};

type Box = {
	width: number;
	height: number;
	/** Px. */
	maxSize: number;
	minSize: number;
	/** In em. */
	lineHeight: number;
	/** Width of a column, in em. */
	column: number;
};

/**
 * The largest size at which code stands in its box, and its rows at that size. Lines are kept whole as long as that size is
 * readable. Pure.
 */
export const typeset = (lines: readonly (readonly Token[])[], box: Box): Typeset => {
	const longest = Math.max(1, ...lines.map((tokens) => columnsOf(tokens.map(({ text }) => text).join(""))));
	const rowsAt = (size: number): Row[] => {
		const most = Math.max(8, Math.floor(box.width / (size * box.column)));
		return lines.flatMap((tokens, line) => wrapLine(tokens, line, most));
	};
	const fits = (size: number) => rowsAt(size).length * size * box.lineHeight <= box.height;
	const whole = Math.min(box.maxSize, box.width / (longest * box.column), box.height / (lines.length * box.lineHeight));
	if (whole >= box.minSize) return { fontSize: whole, rows: rowsAt(whole * 0.999) };
	let [low, high] = [box.minSize * 0.3, Math.max(box.minSize, Math.min(box.maxSize, box.minSize * 1.4))];
	for (let step = 0; step < 10; step++) {
		const middle = (low + high) / 2;
		if (fits(middle)) low = middle;
		else high = middle;
	}
	return { fontSize: low, rows: rowsAt(low) };
};

/** Signs of a row, to count what is typed. */
export const lengthOf = ({ tokens }: Pick<Row, "tokens">): number => tokens.reduce((sum, { text }) => sum + [...text].length, 0);

/** A row divided after `count` signs: what is typed, and what is not yet. */
export const typedPart = (tokens: readonly Token[], count: number): { typed: Token[]; rest: Token[] } => {
	const typed: Token[] = [];
	const rest: Token[] = [];
	let left = count;
	for (const token of tokens) {
		const signs = [...token.text];
		const head = signs.slice(0, Math.max(0, left)).join("");
		const tail = signs.slice(Math.max(0, left)).join("");
		if (head !== "") typed.push({ kind: token.kind, text: head });
		if (tail !== "") rest.push({ kind: token.kind, text: tail });
		left -= signs.length;
	}
	return { typed, rest };
};
