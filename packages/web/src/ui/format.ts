/** Seconds as people say them: "3.0 s", "1 min 5 s". */
export function seconds(value: number): string {
	if (value < 60) return `${value.toFixed(value < 10 ? 1 : 0)} s`;
	const rest = Math.round(value % 60);
	return rest === 0 ? `${Math.floor(value / 60)} min` : `${Math.floor(value / 60)} min ${rest} s`;
}

/** Bytes in decimal units, as the limits are given. */
export function bytes(value: number): string {
	if (value < 1000) return `${value} B`;
	const units = ["kB", "MB", "GB", "TB"];
	let size = value / 1000;
	let unit = 0;
	while (size >= 999.5 && unit < units.length - 1) {
		size /= 1000;
		unit += 1;
	}
	return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
	["year", 31_536_000],
	["month", 2_592_000],
	["week", 604_800],
	["day", 86_400],
	["hour", 3600],
	["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "5 minutes ago"; "just now" for the last minute. */
export function ago(timestamp: string, now: number = Date.now()): string {
	const past = (now - Date.parse(timestamp)) / 1000;
	for (const [unit, length] of STEPS) if (past >= length) return relative.format(-Math.floor(past / length), unit);
	return "just now";
}

export const absolute = (timestamp: string): string =>
	new Date(timestamp).toLocaleString("en", { dateStyle: "medium", timeStyle: "medium" });

/** Money of a turn: small amounts keep the digits that matter. */
export const money = (usd: number): string => (usd === 0 ? "free" : usd < 0.01 ? "under 1 ¢" : `$${usd.toFixed(2)}`);

export const count = (value: number): string =>
	new Intl.NumberFormat("en", { notation: value >= 10_000 ? "compact" : "standard" }).format(value);

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
