import type { Span } from "./spans.ts";

/** What an instruction is about. */
export const INSTRUCTION_KINDS = [
	"request",
	"length",
	"ratio",
	"style",
	"colour",
	"audience",
	"language",
	"negative",
	"order",
	"lead",
	"list",
	"scene",
	"technique",
	"courtesy",
] as const;
export type InstructionKind = (typeof INSTRUCTION_KINDS)[number];

/** What a piece of content is for, as the words around it say. */
export type Role =
	| "subject"
	| "occasion"
	| "title"
	| "tagline"
	| "opening"
	| "ending"
	| "step"
	| "quote"
	| "label"
	| "item"
	| "cell"
	| "statement";

/** A piece of a prompt: an instruction, or words that are to be on screen as they stand. */
export interface BriefSpan extends Span {
	text: string;
	kind: "content" | InstructionKind;
	/** Only of content. */
	role?: Role;
}
