import type { BriefSpan } from "./brief-spans.ts";
import type { Piece, Reading } from "./classify.ts";
import type { Span } from "./spans.ts";
import type { TableFound } from "./tables.ts";

/** A list by layout: lines with markers, or numbers within a line. */
export interface ListOfPieces {
	kind: "list";
	ordered: boolean;
	label: Piece | null;
	items: Piece[];
	hint: string;
}

/** Who says what. */
export interface DialogueOfPieces {
	kind: "dialogue";
	messages: { from: Span; text: Span }[];
}

export type Part = { kind: "piece"; piece: Piece } | ListOfPieces | DialogueOfPieces | (TableFound & { kind: "table" });

export interface ReadPrompt {
	spans: BriefSpan[];
	parts: Part[];
	reading: Reading;
}
