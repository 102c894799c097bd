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

/** Longest words for what was and what is that stand on one side of a picture. */
const LONGEST_STATE = 60;

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

const MOST_POINTS = 4;

/** Two lists with a label each that follow each other, where the prompt compares: "Basic: …. Pro: …". */
export function compared(blocks: readonly Block[]): Block[] {
	const result: Block[] = [];
	for (let index = 0; index < blocks.length; index++) {
		const run = [blocks[index], blocks[index + 1], blocks[index + 2]].map(sideOf);
		const pair = run.slice(0, run.includes(null) ? run.indexOf(null) : run.length).flatMap((side) => side ?? []);
		const first = blocks[index];
		if (!first) break;
		if (pair.length < 2) {
			result.push(first);
			continue;
		}
		const text = pair.map((side) => side.text).join("\n");
		const sides = pair.map(({ title, points }) => ({ title, points }));
		result.push({ kind: "comparison", from: first.from, hint: first.hint, text, lines: text.split("\n"), title: null, sides });
		index += pair.length - 1;
	}
	return result;
}

function sideOf(block: Block | undefined): { title: string; points: string[]; text: string } | null {
	if ((block?.kind !== "list" && block?.kind !== "numbers") || block.title === null) return null;
	return block.items.length <= MOST_POINTS ? { title: block.title, points: block.items, text: block.text } : null;
}

/** "Before: three hours, after: ten minutes" in one sentence. */
function pairIn(block: Block): Block | null {
	if (block.kind === "title" || block.kind === "ending") return null;
	const found =
		/^(?:([^:：]{2,60}?)[,;，；、]\s*)?([\p{L}'’ ]{2,24}?)\s*[:：]\s*(.+?)[,;，；、]\s*([\p{L}'’ ]{2,24}?)\s*[:：]\s*(.+)$/su.exec(
			block.text,
		);
	if (!found?.[2] || !found[3] || !found[4] || !found[5] || !isOpposite(found[2], found[4])) return null;
	const pair = pairBlock(block, [found[2], found[3]], [found[4], found[5]], block.text);
	return found[1] && (pair.kind === "beforeAfter" || pair.kind === "comparison") ? { ...pair, title: found[1] } : pair;
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
	if (isOverTime(one[0]) && [one, other].every(([, said]) => said.length <= LONGEST_STATE))
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
