import type { Piece, Reading } from "./classify.ts";
import { type Line, trimmedSpan } from "./layout.ts";
import type { Span } from "./spans.ts";

/** Rows of cells in a prompt: CSV with commas, semicolons or tabs, or a table of Markdown. */
export interface TableFound {
	firstLine: number;
	lastLine: number;
	label: Piece | null;
	/** Rows of cells, the head first where there is one. */
	rows: Span[][];
	/** The first row names the columns. */
	head: boolean;
}

const MARKS = ["\t", "|", ";", ","] as const;
/** Longest cell; a longer one is prose with a comma in it. */
const LONGEST_CELL = 60;

export function tablesIn(reading: Reading, lines: readonly Line[]): TableFound[] {
	const found: TableFound[] = [];
	for (let index = 0; index < lines.length; index++) {
		const table = tableAt(reading, lines, index);
		if (!table) continue;
		found.push(table);
		index = table.lastLine;
	}
	return found;
}

function tableAt(reading: Reading, lines: readonly Line[], start: number): TableFound | null {
	for (const mark of MARKS) {
		const rows: Span[][] = [];
		let end = start;
		while (end < lines.length) {
			const line = lines[end];
			if (!line || line.marker !== null || (end > start && line.gap)) break;
			// A line that ends in a colon names what follows.
			if (end === start && /[:：]$/.test(reading.text.slice(line.from, line.to))) break;
			if (/^[\s|:-]+$/.test(reading.text.slice(line.from, line.to)) && rows.length > 0) {
				end++;
				continue;
			}
			const cells = cellsOf(reading, line, mark);
			if (cells.length < 2 || (rows[0] && cells.length !== rows[0].length)) break;
			if (cells.some((cell) => cell.to - cell.from > LONGEST_CELL || cell.to === cell.from)) break;
			rows.push(cells);
			end++;
		}
		if (rows.length < (mark === "," ? 3 : 2) || !holdsFigures(reading.text, rows)) continue;
		const [first = [], ...rest] = rows;
		const text = (cell: Span) => reading.text.slice(cell.from, cell.to);
		const head =
			first.every((cell) => !/^[^\p{L}]{0,3}\d/u.test(text(cell)) || /^\d{4}$/.test(text(cell))) &&
			rest.some((row) => row.slice(1).some((cell) => /\d/.test(text(cell))));
		return { firstLine: start, lastLine: end - 1, label: null, rows, head };
	}
	return null;
}

function cellsOf(reading: Reading, line: Span, mark: string): Span[] {
	const cells: Span[] = [];
	let from = line.from;
	for (let at = line.from; at <= line.to; at++) {
		const end = at === line.to;
		if (!end && reading.text[at] !== mark) continue;
		cells.push(trimmedSpan(reading.text, { from, to: at }));
		from = at + 1;
	}
	const filled = mark === "|" ? cells.filter((cell) => cell.to > cell.from) : cells;
	return filled;
}

/** At least one column of figures, the head aside: otherwise lines with commas are prose. */
function holdsFigures(text: string, rows: readonly Span[][]): boolean {
	const columns = rows[0]?.length ?? 0;
	return Array.from({ length: columns }, (_, column) => column).some((column) =>
		rows.slice(1).every((row) => {
			const cell = row[column];
			return cell !== undefined && /^[^\p{L}]{0,3}\d/u.test(text.slice(cell.from, cell.to)) && cell.to - cell.from <= 24;
		}),
	);
}
