/** Hours of the day, as numbers: 13.5 is half past one. A span over midnight ends after 24. */
export type OpenSpan = { from: number; to: number };

const TIME = /(\d{1,2})(?:[:.h](\d{2}))?\s*h?\s*(am|pm|a\.m\.|p\.m\.)?/giu;

const hourOf = ([, hour, minute, half]: RegExpMatchArray): number => {
	const twelve = half?.toLowerCase().startsWith("p") ? 12 : 0;
	const whole = half ? Number(hour) % 12 : Number(hour);
	return whole + twelve + Number(minute ?? 0) / 60;
};

/** The spans that opening hours name, like "9:00–12:30, 14:00–18:00"; null where they name none or can't be told. */
export const spansOf = (hours: string): OpenSpan[] | null => {
	const times = [...hours.matchAll(TIME)].map(hourOf);
	if (times.length < 2 || times.length % 2 !== 0 || times.some((time) => time > 24)) return null;
	const spans: OpenSpan[] = [];
	for (let index = 0; index < times.length; index += 2) {
		const [from, to] = [times[index] ?? 0, times[index + 1] ?? 0];
		spans.push({ from, to: to > from ? to : to + 24 });
	}
	return spans;
};
