import { CLOSED_DAYS, HOURS, ONLY_DAYS } from "./patterns.ts";

/** A row of opening hours, in the words of the prompt. */
type Row = { days: string; hours: string };

/** The items as rows of opening hours; null: one of them is none. Days alone belong to the hours behind them: "Mo", "Di 8–12". */
export function timetableIn(items: readonly string[]): Row[] | null {
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
	return ahead === "" && rows.length >= 2 ? rows : null;
}

function rowIn(item: string): Row | null {
	const found = HOURS.exec(item);
	if (found?.[2] && found[3] && found[1] === undefined) return { days: found[2], hours: found[3] };
	const closed = CLOSED_DAYS.exec(item);
	return closed?.[1] && closed[2] ? { days: closed[2], hours: closed[1] } : null;
}
