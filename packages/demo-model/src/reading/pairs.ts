import type { Block } from "./blocks.ts";
import { isOpposite, isOverTime } from "./contrast-labels.ts";

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
