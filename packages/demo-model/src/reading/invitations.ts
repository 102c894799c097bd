import { DATE, DATE_TIME_PLACE, TIME } from "./patterns.ts";
import type { Span } from "./spans.ts";

/** What an invitation says. `rest`: numbers of the items that say something else. */
interface InvitationFound {
	kicker: null;
	title: string | null;
	date: string;
	time: string | null;
	place: string | null;
	rest: number[];
}

const PLACE =
	/^(?:[\p{Lu}\p{Lo}]|\d{1,4} \p{Lu}|at |in |im |in der |in den |am |beim? |à |au |chez |en |el |la |no |na |em |a |al |alla |presso |w |bij |op |bei )/u;
const PLACE_LENGTH = 60;
const MOST_PLACES = 3;

/**
 * A date with a time or a place: "Mara & Jon's wedding, Saturday 14 June, 3 pm, Botanic Garden, Dublin". What stands
 * before the date is what people are invited to. Null: these items are no invitation.
 */
export function invitationOf(items: readonly string[]): InvitationFound | null {
	const kinds = items.map((item) => (DATE.test(item) ? "date" : TIME.test(item) ? "time" : null));
	const dates = runOf(kinds, "date");
	const times = runOf(kinds, "time");
	if (dates === null || times === null || dates.length === 0 || times.length > 1) return null;
	if (times.length === 0 && items.length < 2) return null;
	const first = kinds.findIndex((kind) => kind !== null);
	if (first > 1) return null;
	const places: number[] = [];
	const rest: number[] = [];
	for (const [index, item] of items.entries()) {
		if (kinds[index] || index < first) continue;
		if (
			rest.length === 0 &&
			places.length < MOST_PLACES &&
			PLACE.test(item) &&
			item.length <= PLACE_LENGTH &&
			!/\d{3,}\s?(?:€|\$|£)/.test(item)
		)
			places.push(index);
		else rest.push(index);
	}
	// A date and something that is neither a time nor a place is a fact, not an invitation.
	if (times.length === 0 && places.length === 0) return null;
	const said = (indexes: readonly number[]) => indexes.map((index) => items[index] ?? "").join(", ");
	return {
		kicker: null,
		title: first === 1 ? (items[0] ?? null) : null,
		date: said(dates),
		time: times.length > 0 ? said(times) : null,
		place: places.length > 0 ? said(places) : null,
		rest,
	};
}

/** The items of a kind, where they stand side by side: "Saturday, 6 September" is one date. Null: they don't. */
function runOf(kinds: readonly (string | null)[], wanted: string): number[] | null {
	const found = kinds.flatMap((kind, index) => (kind === wanted ? [index] : []));
	const together = found.every((index, at) => at === 0 || index === (found[at - 1] ?? 0) + 1);
	return together && found.length <= 2 ? found : null;
}

/** A clause in parts where it names a date, and a time or a place behind it without a comma; else the clause alone. */
export function momentParts(text: string, span: Span): Span[] {
	const said = text.slice(span.from, span.to);
	const found = DATE.test(said) ? null : DATE_TIME_PLACE.exec(said);
	const [, date, time, place] = found ?? [];
	if (!date || (!time && !place)) return [span];
	let from = span.from;
	return [date, time, place].flatMap((part) => {
		if (!part) return [];
		const at = text.indexOf(part, from);
		from = at + part.length;
		return [{ from: at, to: from }];
	});
}
