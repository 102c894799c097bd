import type { Block } from "./blocks.ts";
import { figureIn } from "./figures.ts";
import type { Language } from "./language.ts";
import type { Lexicon } from "./lexicon.ts";

export type Said = Pick<Block, "from" | "text" | "lines" | "hint">;

/** What the parts of a prompt are read with. */
export interface Grouping {
	text: string;
	language: Language;
	lexicon: Lexicon;
	links: readonly { from: number; to: number }[];
	/** "5/10" is a date and no rating. */
	dated: boolean;
}

/** The words of a place of the prompt. */
export function words(grouping: Grouping, span: { from: number; to: number }): string {
	return grouping.text.slice(span.from, span.to).replace(/\s+/g, " ");
}

/** A sentence or clause as a block of its own: what its figure shows, or a statement. */
export function single(grouping: Grouping, at: { from: number; to: number }, hint: string): Block[] {
	const said = words(grouping, at);
	const common = { from: at.from, text: said, lines: [said], hint };
	const figure = said.length <= 110 && !/[.!?]\s/.test(said) ? figureIn(said, hint) : null;
	const found = grouping.dated && figure?.kind === "rating" && figure.lead === "" ? null : figure;
	return [found ? ({ ...common, ...found } as Block) : { ...common, kind: "statement" }];
}
