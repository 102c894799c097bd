import { CLOSED_DAYS, HOURS, HOURS_OF_DATE, ONLY_DAYS, OPEN_AHEAD } from "./patterns.ts";

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
