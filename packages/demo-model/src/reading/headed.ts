import type { Block } from "./blocks.ts";

/** Longest statement that heads the figures behind it. */
const LONGEST_HEADING = 50;

/** A short statement right before figures without a heading is theirs: "Power use", "2021: 48 MWh, 2022: 43 MWh, …". */
export function withHeadings(blocks: readonly Block[]): Block[] {
	return blocks.flatMap((block, index): Block[] => {
		const [before, next] = [blocks[index - 1], blocks[index + 1]];
		if (headed(block, next)) return [];
		if (!before || !headed(before, block) || (block.kind !== "series" && block.kind !== "shares")) return [block];
		return [{ ...block, from: before.from, title: before.text, text: `${before.text}\n${block.text}` }];
	});
}

function headed(statement: Block, figures: Block | undefined): boolean {
	return (
		statement.kind === "statement" &&
		(figures?.kind === "series" || figures?.kind === "shares") &&
		figures.title === null &&
		statement.text.length <= LONGEST_HEADING &&
		!/[.!?]$/u.test(statement.text)
	);
}

/** "Paso 1: llena la maceta": a step that says its number. */
const NUMBERED =
	/^(?:step|schritt|étape|paso|passo|fase|krok|stap|adım|الخطوة|שלב|चरण|ステップ)\s?(\d{1,2})\s?[:：.)–-]\s*(.+)$/iu;

/** Sentences that follow each other and say their number are steps. */
export function withNumberedSteps(blocks: readonly Block[]): Block[] {
	const result: Block[] = [];
	for (let index = 0; index < blocks.length; ) {
		const items: string[] = [];
		for (const block of blocks.slice(index)) {
			const [, number, said] = block.kind === "statement" || block.kind === "number" ? (NUMBERED.exec(block.text) ?? []) : [];
			if (!said || Number(number) !== items.length + 1) break;
			items.push(said);
		}
		const first = blocks[index];
		if (!first) break;
		if (items.length < 2) {
			result.push(first);
			index++;
			continue;
		}
		result.push({ kind: "steps", from: first.from, hint: "", title: null, text: items.join("\n"), lines: items, items });
		index += items.length;
	}
	return result;
}
