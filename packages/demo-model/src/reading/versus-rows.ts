import type { Piece } from "./classify.ts";
import { type Grouping, words } from "./grouping.ts";

/** "Tea vs coffee": two things and no more. Null: none. */
export function versusOf(grouping: Grouping, piece: Piece): { title: string; points: string[] }[] | null {
	const said = words(grouping, piece);
	const [join] = grouping.lexicon.find("versus", said);
	if (!join || said.length > 90) return null;
	const left = said.slice(0, join.from).trim();
	const right = said.slice(join.to).trim();
	return left.length >= 2 && right.length >= 2 && piece.clauses.length === 1
		? [
				{ title: left, points: [] },
				{ title: right, points: [] },
			]
		: null;
}

/** "Boat vs train: time 2 h vs 40 min, seats 12 vs 300": two things row by row. Null: none. */
export function versusRows(
	{ lexicon }: Grouping,
	label: string | null,
	clauses: readonly string[],
): { sides: string[]; rows: { label: string; values: string[] }[] } | null {
	const split = (text: string) => {
		const [join, ...more] = lexicon.find("versus", text);
		return join && more.length === 0 ? [text.slice(0, join.from).trim(), text.slice(join.to).trim()] : null;
	};
	const sides = label === null ? null : (split(label) ?? pairOf(label, lexicon));
	const rows = clauses.map((clause) => {
		const [ahead = "", second = ""] = split(clause) ?? [];
		const found =
			/^([^:：]{2,40}?)\s*[:：]\s*(.+)$/u.exec(ahead) ??
			/^(\D{2,30}?)[\s:：]+(\d.*)$/u.exec(ahead) ??
			/^(\S+)\s+(.+)$/u.exec(ahead);
		return found?.[1] && found[2] && second !== "" ? { label: found[1], values: [found[2], second] } : null;
	});
	const whole = rows.flatMap((row) => row ?? []);
	return sides && whole.length >= 1 && whole.length === rows.length ? { sides, rows: whole } : null;
}

/** "The train and the bus": two things that an "and" joins. Null: none. */
function pairOf(label: string, lexicon: Grouping["lexicon"]): string[] | null {
	const found = new RegExp(
		`^(.{1,30}?)(?:\\s(?:${lexicon.and})\\s|(?<=\\p{Script=Han})[和与跟](?=\\p{Script=Han}))(.{1,30})$`,
		"iu",
	).exec(label);
	return found?.[1] && found[2] ? [found[1], found[2]] : null;
}
