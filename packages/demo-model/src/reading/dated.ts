import type { Block } from "./blocks.ts";
import { MOMENT } from "./patterns.ts";

const LEAST_MOMENTS = 3;
const LONGEST_TEXT = 90;

/** Sentences that follow each other and begin with a date and a colon each are one timeline: "1894: the mill is built." */
export function withTimelines(blocks: readonly Block[]): Block[] {
	const result: Block[] = [];
	let index = 0;
	while (index < blocks.length) {
		const moments = momentsFrom(blocks, index);
		const first = blocks[index];
		if (!first) break;
		if (moments.length < LEAST_MOMENTS) {
			result.push(first);
			index++;
			continue;
		}
		const lines = blocks.slice(index, index + moments.length).map(({ text }) => text);
		result.push({ kind: "timeline", from: first.from, text: lines.join("\n"), lines, hint: "", title: null, moments });
		index += moments.length;
	}
	return result;
}

interface Moment {
	date: string;
	text: string;
	/** Whether a colon or a dash stands behind the date. */
	marked: boolean;
}

/** Sentences from a place on that begin with a date. Years without a mark behind them rise: "1988 first tour. 2003 first album." */
function momentsFrom(blocks: readonly Block[], start: number): { date: string; text: string }[] {
	const moments: Moment[] = [];
	for (const block of blocks.slice(start)) {
		const moment = momentIn(block);
		const last = moments.at(-1);
		if (!moment || (last && !moment.marked && Number(moment.date) <= Number(last.date))) break;
		moments.push(moment);
	}
	return moments.map(({ date, text }) => ({ date, text }));
}

function momentIn(block: Block): Moment | null {
	if (block.kind !== "statement" && block.kind !== "number" && block.kind !== "list" && block.kind !== "numbers") return null;
	const found = MOMENT.exec(block.text);
	if (!found?.[1] || !found[2] || found[2].length > LONGEST_TEXT || !/[\p{L}]/u.test(found[2])) return null;
	const marked = /^\s*[:：–—-]/u.test(block.text.slice(found[1].length));
	return marked || /^\d{4}$/.test(found[1]) ? { date: found[1], text: found[2], marked } : null;
}
