import type { Block, BlockKind } from "./blocks.ts";
import { figuresIn } from "./item-figures.ts";
import type { Lexicon } from "./lexicon.ts";
import { CLOSED_DAYS } from "./patterns.ts";

/** Kinds of blocks that may be a row of something larger. */
const SINGLE: ReadonlySet<BlockKind> = new Set(["statement", "number", "hours", "percent"]);
/** What rows that follow each other are together. */
const TOGETHER: ReadonlySet<BlockKind> = new Set(["weather", "hours", "prices"]);

/** Sentences or lines that follow each other and have one form are one: days of weather, opening hours, names with prices. */
export function withRows(blocks: readonly Block[]): Block[] {
	const result: Block[] = [];
	for (let index = 0; index < blocks.length; ) {
		const run = runFrom(blocks, index);
		const [first] = blocks.slice(index);
		if (!first) break;
		result.push(run ? run.block : first);
		index += run?.length ?? 1;
	}
	return result;
}

/** The longest run of blocks from a place on that are rows of one thing. Null: there is none. */
function runFrom(blocks: readonly Block[], start: number): { block: Block; length: number } | null {
	const stop = blocks.findIndex((block, index) => index >= start && !isRow(block));
	const most = (stop < 0 ? blocks.length : stop) - start;
	for (let length = most; length >= 2; length--) {
		const run = blocks.slice(start, start + length);
		const lines = run.flatMap(rowsOf);
		const found = figuresIn(lines, null, "");
		const [first] = run;
		if (!first || !found || !TOGETHER.has(found.kind)) continue;
		const text = run.map((block) => block.text).join("\n");
		return { block: { from: first.from, text, lines, hint: "", ...found } as Block, length };
	}
	return null;
}

function isRow(block: Block): boolean {
	// "Closed on bank holidays" keeps the order of its words.
	if (CLOSED_DAYS.test(block.text)) return false;
	return SINGLE.has(block.kind) && block.hint === "" && rowsOf(block).length > 0;
}

/** A block as lines of text: opening hours by their rows, where no heading stands above them. */
function rowsOf(block: Block): string[] {
	if (block.kind !== "hours") return [block.text];
	return block.title === null ? block.rows.map(({ days, hours }) => `${days} ${hours}`) : [];
}

/** "Tea vs Coffee" with lines such as "Cups a day: 5 bn vs 2 bn" behind it: two things row by row. */
export function withVersusRows(blocks: readonly Block[], lexicon: Lexicon): Block[] {
	const result: Block[] = [];
	for (let index = 0; index < blocks.length; index++) {
		const block = blocks[index];
		if (!block) break;
		const sides = block.kind === "comparison" && block.sides.every(({ points }) => points.length === 0) ? block.sides : null;
		const rows = sides ? rowsBehind(blocks.slice(index + 1), lexicon) : [];
		if (!sides || rows.length === 0) {
			result.push(block);
			continue;
		}
		const lines = [block.text, ...rows.map(({ text }) => text)];
		result.push({
			kind: "versus",
			from: block.from,
			hint: block.hint,
			text: lines.join("\n"),
			lines,
			title: null,
			sides: sides.map(({ title }) => title),
			rows: rows.map(({ label, values }) => ({ label, values })),
		});
		index += rows.length;
	}
	return result;
}

interface VersusRow {
	label: string;
	values: string[];
	text: string;
}

/** Rows right behind the two things that are compared. */
function rowsBehind(blocks: readonly Block[], lexicon: Lexicon): VersusRow[] {
	const rows: VersusRow[] = [];
	for (const { text } of blocks) {
		const [, label, values] = /^([^:：]{2,40})\s*[:：]\s*(.+)$/u.exec(text) ?? [];
		const [join, ...more] = lexicon.find("versus", values ?? "");
		if (!label || !values || !join || more.length > 0) break;
		const parts = [values.slice(0, join.from).trim(), values.slice(join.to).trim()];
		if (parts.some((part) => part === "")) break;
		rows.push({ label: label.trim(), values: parts, text });
	}
	return rows;
}
