/** Hours of the day, as numbers: 13.5 is half past one. A span over midnight ends after 24. */
export type OpenSpan = { from: number; to: number };

/** A time as it is written. Minutes are part of `hour`; `half` is absent where no am or pm follows it. */
type WrittenTime = { hour: number; half?: "am" | "pm"; is24Hour: boolean };

const TIME = /(?<!\d)(\d{1,2})(?:[:.h]?(\d{2}))?(?!\d)\s*(h\b)?\s*(?:([ap])\.?m\b)?/giu;
const AROUND_THE_CLOCK = /^\s*24\s*(?:\/\s*7|h|hours?|hrs?)\s*$/iu;

const timeOf = ([text, hour = "", minute = "0", hourMark, half]: RegExpMatchArray): WrittenTime | null => {
	if (Number(hour) > 24 || Number(minute) > 59 || (half && Number(hour) > 12)) return null;
	return {
		hour: Number(hour) + Number(minute) / 60,
		...(half ? { half: half.toLowerCase() === "p" ? "pm" : "am" } : {}),
		// "09:00", "0:00", "18" and "9h" are not written on a 12-hour clock.
		is24Hour: !half && (hour.startsWith("0") || Number(hour) > 12 || Boolean(hourMark) || /\dh/iu.test(text)),
	};
};

const inHalf = (hour: number, half: "am" | "pm"): number => (hour % 12) + (half === "pm" ? 12 : 0);
const otherHalf = (half: "am" | "pm") => (half === "am" ? "pm" : "am");
const afterStart = (from: number, to: number): OpenSpan => ({ from, to: to > from ? to : to + 24 });

/** A span where at least one time has am or pm; the other is in the half of the day that gives the shorter span. */
const spanWithHalf = (from: WrittenTime, to: WrittenTime): OpenSpan => {
	if (from.half && to.half) return afterStart(inHalf(from.hour, from.half), inHalf(to.hour, to.half));
	if (from.half) {
		const start = inHalf(from.hour, from.half);
		if (to.is24Hour) return afterStart(start, to.hour);
		const same = inHalf(to.hour, from.half);
		return afterStart(start, same > start ? same : inHalf(to.hour, otherHalf(from.half)));
	}
	const half = to.half ?? "am";
	const end = inHalf(to.hour, half);
	if (from.is24Hour) return afterStart(from.hour, end);
	const same = inHalf(from.hour, half);
	return afterStart(same < end ? same : inHalf(from.hour, otherHalf(half)), end);
};

/** A span on a 12-hour clock without am and pm, such as 9–5: times run on from `before`, the end of the span before it. */
const spanOfBareHours = (from: WrittenTime, to: WrittenTime, before: number | null): OpenSpan | null => {
	// 1–6 alone may be in the morning or in the afternoon.
	if (before === null && from.hour < 6) return null;
	const start = before !== null && from.hour < before ? from.hour + 12 : from.hour;
	const end = to.hour > start ? to.hour : to.hour + 12;
	return end > start && (before === null || start >= before) ? { from: start, to: end } : null;
};

/** The spans that opening hours name, like "9:00–12:30, 14:00–18:00"; null where they name none or are ambiguous. */
export const spansOf = (hours: string): OpenSpan[] | null => {
	if (AROUND_THE_CLOCK.test(hours)) return [{ from: 0, to: 24 }];
	if (/\d\s*\/\s*\d/u.test(hours)) return null;
	const times = [...hours.matchAll(TIME)].map(timeOf);
	if (times.length < 2 || times.length % 2 !== 0) return null;
	const is24Hour = times.some((time) => time?.is24Hour);
	const spans: OpenSpan[] = [];
	for (let index = 0; index < times.length; index += 2) {
		const [from, to] = [times[index], times[index + 1]];
		if (!from || !to) return null;
		const span =
			from.half || to.half
				? spanWithHalf(from, to)
				: is24Hour
					? afterStart(from.hour, to.hour)
					: spanOfBareHours(from, to, spans.at(-1)?.to ?? null);
		if (!span) return null;
		spans.push(span);
	}
	return spans;
};
