import type { Piece } from "./classify.ts";
import { OPENS } from "./patterns.ts";
import { capitalised } from "./spans.ts";
import type { TitleFound } from "./title.ts";

const NAME_IN_CAPITALS = new RegExp(
	`^([^\\p{Lu}]{0,2}\\p{L}[\\p{Ll}\\s'’-]{1,39})\\s(\\p{Lu}[\\p{Lu}\\p{N}&]{2,19})(?:\\s(?=(?:${OPENS})\\s)|$)`,
	"u",
);
const SAYS_WHO = /(?<![\p{L}])(?:I|we|you|they|our|all|the|with|and|of|for|in|by|is|are|wir|ihr|und|mit|von)(?![\p{L}])/iu;

/** A name in capitals with what it is before it, and what opens behind it: "Kickboxing gym FURY opens …". Null: none. */
export function capitalName(text: string, piece: Piece): TitleFound | null {
	const [head, ...more] = piece.clauses;
	if (!head || piece.quote) return null;
	const words = text.slice(head.from, head.to);
	const found = NAME_IN_CAPITALS.exec(words);
	if (!found?.[1] || !found[2] || SAYS_WHO.test(found[1])) return null;
	const rest = found[0].length < words.length ? [{ from: head.from + found[0].length, to: head.to }, ...more] : more;
	return { title: found[2], kicker: capitalised(found[1]), subtitle: null, isName: true, rest };
}
