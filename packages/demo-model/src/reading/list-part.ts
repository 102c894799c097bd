import type { Role } from "./brief-spans.ts";
import { addContent, addInstruction, isInstruction, type Piece, type Reading } from "./classify.ts";
import { labelOf } from "./film-labels.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Part } from "./parts.ts";
import { readPart } from "./read-part.ts";
import type { Span } from "./spans.ts";

/** The piece just before a list that names it: "Ingredients:". */
export function takeLabel(reading: Reading, parts: Part[]): { piece: Piece; hint: string } | null {
	const last = parts.at(-1);
	if (last?.kind !== "piece") return null;
	const { piece } = last;
	const after = reading.text.slice(piece.to).match(/^\s*[:：]?\s*/)?.[0] ?? "";
	const named = after.includes(":") || after.includes("：");
	const short = piece.to - piece.from <= 60 && !/[.!?]$/.test(reading.text.slice(piece.from, piece.to));
	if (!short || piece.role === "ending" || (piece.role === "subject" && !named) || (!named && !/\n\s*$/.test(after))) return null;
	if (piece.role === "subject" || piece.role === "title" || piece.quote) return null;
	parts.pop();
	piece.role = "label";
	return { piece, hint: piece.hint };
}

/** Items of a list; those that are instructions are none. */
export function listPart(
	reading: Reading,
	items: readonly Span[],
	ordered: boolean,
	label: { piece: Piece; hint: string } | null,
): Part[] {
	const found: Part[] = [];
	let run: Piece[] = [];
	const flush = () => {
		if (run.length > 0)
			found.push({
				kind: "list",
				ordered,
				label: found.length === 0 ? (label?.piece ?? null) : null,
				items: run,
				hint: label?.hint ?? "",
			});
		run = [];
	};
	const directed = items.some((item) => leadsAt(reading, item).some(({ lead }) => lead === "opening" || lead === "ending"));
	for (const item of items) {
		reading.sentence++;
		const before = reading.pieces.length;
		const first = labelOf(reading, item);
		if (first?.about === "film" || (!first && isInstruction(reading, item) && !ordered)) {
			addInstruction(reading, item);
			continue;
		}
		const role: Role = "item";
		if (!ordered && isDirected(reading, item, directed)) readPart(reading, item, role, { leads: true });
		else addItem(reading, item);
		const added = reading.pieces.slice(before);
		if (added.length === 1 && (added[0]?.role === "item" || added[0]?.role === "statement")) run.push(...added);
		else {
			flush();
			found.push(...added.map((piece): Part => ({ kind: "piece", piece })));
		}
	}
	flush();
	if (found.length === 0 && label) found.push({ kind: "piece", piece: label.piece });
	return found;
}

/** Lead-ins that an item begins with. */
function leadsAt(reading: Reading, item: Span): ReturnType<Lexicon["leads"]> {
	return reading.lexicon.leads(reading.masked.slice(item.from, item.to)).filter((lead) => lead.from === 0);
}

/** Whether an item says where in the film it is shown. "Add a task" and "Share it" are things to do, and no instructions. */
function isDirected(reading: Reading, item: Span, directed: boolean): boolean {
	return leadsAt(reading, item).some(
		({ lead, to }) =>
			directed || (lead !== "say" && lead !== "next") || /^\s*[:：\uE000]/.test(reading.masked.slice(item.from + to, item.to)),
	);
}

function addItem(reading: Reading, item: Span): void {
	const quote = reading.quotes.find((one) => one.from === item.from && reading.text.slice(one.to, item.to).trim().length <= 1);
	if (quote) addContent(reading, [{ from: quote.from + 1, to: quote.to - 1 }], "item", { quote });
	else addContent(reading, [item], "item");
}
