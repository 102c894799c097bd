import type { Block } from "./blocks.ts";
import { isOpposite, isOverTime } from "./contrast-labels.ts";

/** Contacts, commands and lines of code that follow each other are one. */
export function joined(blocks: readonly Block[]): Block[] {
	const result: Block[] = [];
	for (const block of blocks) {
		const last = result.at(-1);
		const both = last ? joinedPair(last, block) : null;
		if (both) result[result.length - 1] = both;
		else result.push(block);
	}
	return result;
}

function joinedPair(one: Block, next: Block): Block | null {
	const common = { text: `${one.text}\n${next.text}`, lines: [...one.lines, ...next.lines] };
	if (one.kind === "contact" && next.kind === "contact") return { ...one, ...common, entries: [...one.entries, ...next.entries] };
	if (one.kind === "commands" && next.kind === "commands" && one.commands.length < 6)
		return { ...one, ...common, commands: [...one.commands, ...next.commands] };
	if (one.kind === "code" && next.kind === "code") return { ...one, ...common, code: `${one.code}\n${next.code}` };
	return null;
}

/** A recipe of more things than this keeps its steps in a scene of their own. */
const MOST_OF_RECIPE = { steps: 8, all: 16 };

/** Ingredients and the steps right behind them are one recipe. Steps may be sentences, each of which says what to do. */
export function withSteps(blocks: readonly Block[]): Block[] {
	const result: Block[] = [];
	for (let index = 0; index < blocks.length; index++) {
		const block = blocks[index];
		if (!block) break;
		const next = blocks[index + 1];
		const steps = block.kind === "recipe" && next ? stepsIn(next) : null;
		const fits =
			steps !== null &&
			steps.length <= MOST_OF_RECIPE.steps &&
			block.kind === "recipe" &&
			steps.length + block.rows.length <= MOST_OF_RECIPE.all;
		if (fits && next) {
			result.push({ ...block, text: `${block.text}\n${next.text}`, lines: [...block.lines, ...steps], steps });
			index++;
		} else result.push(block);
	}
	return result;
}

function stepsIn(block: Block): string[] | null {
	if (block.kind === "steps" && block.title === null) return block.items;
	// "Chop the vegetables, fry them, simmer 20 minutes": clauses of one sentence, in order.
	if (block.kind !== "statement" && block.kind !== "list") return null;
	const items = block.text.split(/[,;，；、،]\s*/).filter((item) => item.trim() !== "");
	return items.length >= 3 && block.hint === "" && items.every((item) => item.length <= 80) ? items : null;
}

const LABELLED = /^([\p{L}'’ ]{2,24}?)\s*[:：]\s*(.+)$/su;

/** Two blocks that follow each other and whose labels mean the opposite of each other are one: before and after, do and don't. */
export function paired(blocks: readonly Block[]): Block[] {
	const result: Block[] = [];
	for (let index = 0; index < blocks.length; index++) {
		const [one, next] = [blocks[index], blocks[index + 1]];
		if (!one) break;
		const pair = pairIn(one) ?? (next ? pairOf(one, next) : null);
		if (pair && next && pair.from === one.from && !pairIn(one)) index++;
		result.push(pair ?? one);
	}
	return result;
}

/** "Before: three hours, after: ten minutes" in one sentence. */
function pairIn(block: Block): Block | null {
	if (block.kind === "title" || block.kind === "ending") return null;
	const found = /^([\p{L}'’ ]{2,24}?)\s*[:：]\s*(.+?)[,;，；、]\s*([\p{L}'’ ]{2,24}?)\s*[:：]\s*(.+)$/su.exec(block.text);
	if (!found?.[1] || !found[2] || !found[3] || !found[4] || !isOpposite(found[1], found[3])) return null;
	return pairBlock(block, [found[1], found[2]], [found[3], found[4]], block.text);
}

function pairOf(one: Block, next: Block): Block | null {
	if ([one, next].some(({ kind }) => kind === "title" || kind === "ending" || kind === "quote")) return null;
	const first = LABELLED.exec(one.text);
	const second = LABELLED.exec(next.text);
	if (!first?.[1] || !first[2] || !second?.[1] || !second[2] || !isOpposite(first[1], second[1])) return null;
	return pairBlock(one, [first[1], first[2]], [second[1], second[2]], `${one.text}\n${next.text}`);
}

function pairBlock(block: Block, one: readonly [string, string], other: readonly [string, string], text: string): Block {
	const common = { from: block.from, text, lines: text.split("\n"), hint: block.hint };
	const sides = [one, other].map(([title, said]) => ({ title, points: said.split(/[,;，；、\n]\s*/).filter(Boolean) }));
	if (isOverTime(one[0]) && sides.every((side) => side.points.length === 1))
		return {
			...common,
			kind: "beforeAfter",
			title: null,
			before: one[1],
			after: other[1],
			beforeLabel: one[0],
			afterLabel: other[0],
		};
	return { ...common, kind: "comparison", title: null, sides };
}
