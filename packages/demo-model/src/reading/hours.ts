import type { Bare } from "./blocks.ts";
import { CLOSED_DAYS, HOURS, HOURS_LABELLED, HOURS_OF_DATE, ONLY_DAYS, OPEN_AHEAD } from "./patterns.ts";

/** A row of opening hours, in the words of the prompt. */
type Row = { days: string; hours: string };

/** The items as rows of opening hours; null: one of them is none. Days alone belong to the hours behind them: "Mo", "Di 8–12". */
export function timetableIn(items: readonly string[], least = 2): Row[] | null {
	const rows: Row[] = [];
	let ahead = "";
	for (const item of items) {
		const said = `${ahead}${item}`;
		if (ONLY_DAYS.test(item)) {
			ahead = `${said}, `;
			continue;
		}
		const row = rowIn(said);
		if (!row) return null;
		rows.push(row);
		ahead = "";
	}
	return ahead === "" && rows.length >= least ? rows : null;
}

function rowIn(item: string): Row | null {
	const found = HOURS.exec(item);
	if (found?.[2] && found[3] && found[1] === undefined) return { days: found[2], hours: found[3] };
	const dated = HOURS_OF_DATE.exec(item);
	if (dated?.[1] && dated[2]) return { days: dated[1], hours: dated[2] };
	const closed = CLOSED_DAYS.exec(item);
	return closed?.[1] && closed[2] ? { days: closed[2], hours: closed[1] } : null;
}

/** The same behind a word for opening hours: "Sprechzeiten Mo, Di 8–12 Uhr, Mi 8–13 Uhr". Null: no such word begins them. */
export function labelledTimetable([first = "", ...others]: readonly string[]): { label: string; rows: Row[] } | null {
	const ahead = OPEN_AHEAD.exec(first);
	if (!ahead?.[1]) return null;
	const rows = timetableIn([first.slice(ahead[0].length), ...others], 1);
	return rows && { label: ahead[1], rows };
}

/** A line of opening hours. `label`: what stands before the days. */
interface HoursRow {
	label: string | null;
	days: string;
	hours: string;
}

/** "Mo–Fr 9–18 Uhr", "Open daily 8 to 5", "closed on Sundays", "営業時間 9:00〜17:00"; null: no opening hours. */
export function hoursIn(item: string): HoursRow | null {
	const found = HOURS.exec(item);
	if (found?.[2] && found[3]) return { label: found[1]?.replace(/\s*[:：]$/u, "") ?? null, days: found[2], hours: found[3] };
	const closed = CLOSED_DAYS.exec(item);
	if (closed?.[1] && closed[2]) return { label: null, days: closed[2], hours: closed[1] };
	const labelled = HOURS_LABELLED.exec(item);
	return labelled?.[1] && labelled[2] ? { label: null, days: labelled[1], hours: labelled[2] } : null;
}

/** Opening hours with the label of their first line as the title. */
export function hoursOf(rows: readonly HoursRow[], title: string | null): Bare<"hours"> {
	const [first, ...others] = rows;
	const label = first?.label ?? null;
	if (label === null || others.some((row) => row.label !== null) || title !== null)
		return {
			kind: "hours",
			title,
			rows: rows.map(({ label: own, days, hours }) => ({ days: own ? `${own} ${days}` : days, hours })),
		};
	return { kind: "hours", title: label, rows: rows.map(({ days, hours }) => ({ days, hours })) };
}
