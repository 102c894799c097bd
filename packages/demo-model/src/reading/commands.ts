import type { Block } from "./blocks.ts";
import type { Piece } from "./classify.ts";
import { codeKindOf } from "./code-lines.ts";
import { type Grouping, words } from "./grouping.ts";

/** Words before a command of a terminal: "Install with", "Get started:". */
const LEAD = /^(.{2,40}?)(?:\s*[:：]\s*|\s+(?=`))`?(\S[^`]*?)`?\.?$/u;
const LEAD_WORD = /^(.{0,30}?(?:with|via|using|run|install|mit|über|avec|con|com|met|przez|ile))\s+`?(\S[^`]*?)`?\.?$/iu;

/** "Install with `cargo install fernlog`": the words, and the command in a terminal. Null: there is no command. */
export function commandsIn(grouping: Grouping, piece: Piece): Block[] | null {
	const said = words(grouping, piece);
	for (const pattern of [LEAD, LEAD_WORD]) {
		const [, lead, command] = pattern.exec(said) ?? [];
		if (!lead || !command || codeKindOf(command) !== "terminal") continue;
		const common = { from: piece.from, hint: "" };
		return [
			{ ...common, kind: "statement", text: lead, lines: [lead] },
			{ ...common, kind: "commands", text: command, lines: [command], commands: [command] },
		];
	}
	return null;
}
