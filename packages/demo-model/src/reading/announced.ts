import type { Block } from "./blocks.ts";
import type { Lexicon } from "./lexicon.ts";
import { TABLES } from "./words/index.ts";

/** Words for a count of things that follow each other; other things stand side by side. */
const ORDERED =
	/(?:steps?|stages?|phases?|schritte?n?|phasen|étapes?|pasos?|etapas?|passos?|passi|fasi|kroki|krokach|krok[óo]w|stappen|adım\p{L}*|ステップ|手順|步|단계|خطوات|שלבים|चरण\p{L}*)$/iu;
/** Longest of the sentences that were announced. */
const LONGEST = 90;

/** How many things a prompt says that it has: "in four steps", "3 reasons". Null: it says nothing of it. */
function announcedIn(text: string, lexicon: Lexicon): { count: number; ordered: boolean } | null {
	const counts = new Map(
		lexicon.languages.flatMap((language) =>
			TABLES[language].counts.split("|").map((pair) => {
				const [word = "", value = ""] = pair.split("=");
				return [word, Number(value)] as const;
			}),
		),
	);
	for (const { from, to } of lexicon.find("list", text)) {
		const said = text.slice(from, to).toLowerCase();
		const [word = ""] = said.split(/\s/u);
		const count = Number(/^\d+/.exec(said)?.[0] ?? counts.get(word) ?? 0);
		if (Number.isInteger(count) && count >= 2 && count <= 9) return { count, ordered: ORDERED.test(said) };
	}
	return null;
}

/** As many sentences behind each other as the prompt says it has steps are those steps. */
export function withAnnounced(blocks: readonly Block[], text: string, lexicon: Lexicon): Block[] {
	const announced = announcedIn(text, lexicon);
	if (!announced?.ordered) return [...blocks];
	const start = blocks.findIndex((_, index) => lengthFrom(blocks, index) > 0);
	const length = start < 0 ? 0 : lengthFrom(blocks, start);
	const [first] = blocks.slice(Math.max(0, start));
	if (!first || length !== announced.count) return [...blocks];
	const items = blocks.slice(start, start + length).map((block) => block.text);
	const steps: Block = { kind: "steps", from: first.from, hint: "", title: null, text: items.join("\n"), lines: items, items };
	return [...blocks.slice(0, start), steps, ...blocks.slice(start + length)];
}

/** How many plain sentences stand behind each other from a place on. */
function lengthFrom(blocks: readonly Block[], start: number): number {
	const end = blocks.findIndex((block, index) => index >= start && !isPlain(block));
	return (end < 0 ? blocks.length : end) - start;
}

function isPlain(block: Block): boolean {
	return (block.kind === "statement" || block.kind === "number") && block.hint === "" && block.text.length <= LONGEST;
}
