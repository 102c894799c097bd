import type { Found, Point, Row } from "./blocks.ts";
import { priceChangeIn } from "./figures.ts";
import { hoursIn, hoursOf, timetableIn } from "./hours.ts";
import { FIGURE, MEASURE, MOMENT, PRICE, WEATHER, WHOLE_PRICE } from "./patterns.ts";

/** Figures with at most a unit: values over time, and no events. */
const BARE_FIGURE = new RegExp(`^[^\\p{L}]*$|^${FIGURE}(?:\\s[\\p{L}/²³]{1,14})?$`, "u");
const POINT = new RegExp(`^(.{1,60}?)\\s*(?:[:=：–—-]\\s*|\\s)\\(?(${FIGURE})(?:\\s([\\p{L}/²³]{1,14}))?\\)?$`, "u");
const POINT_BEHIND = new RegExp(`^(${FIGURE})\\s+(.{1,40})$`, "u");
const NAME_PRICE = new RegExp(
	`^(.{2,70}?)\\s*(?:[:=：–—…-]+|\\.{2,}|\\s|(?<=[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}])(?=[\\d¥￥]))\\s*((?:\\d{1,3}\\s(?:for|für|pour|por|per|za|voor|para)\\s)?${WHOLE_PRICE}|(?:free|gratis|kostenlos|gratuit|ücretsiz|無料|免费|무료|مجانا|مجاناً|חינם|मुफ़्त|निःशुल्क|darmo|za darmo|grátis|gratuito))$`,
	"iu",
);
/** "After 10 years": a moment whose amount is a value, and no price. */
const AFTER_TIME = /^(?:after|in|nach|après|al cabo de|después de|tras|depois de|após|dopo|po|na)\s\d+\s\p{L}+$/iu;

/** Headings of prices that are written without a currency: "Leek soup 5.50". */
const MENU =
	/menu|specials|prices|price list|tariffs|rates|preise|speisekarte|karte|tageskarte|carte|tarifs|prix|menú|carta|precios|cardápio|preços|prezzi|listino|cennik|prijzen|kaart|fiyat|メニュー|料金|菜单|价格|메뉴|가격|قائمة|الأسعار|תפריט|מחירון|मेन्यू|दाम/iu;
const BARE_PRICE = /^(\p{L}.{1,60}?)\s*(?:[:=–—…-]+|\.{2,}|\s)\s*(\+?\d{1,4}[.,]\d{2})$/u;
/** Whether an item is a name with its price. */
export function namesPrice(item: string): boolean {
	return NAME_PRICE.test(item) && new RegExp(PRICE, "iu").test(item);
}
const MEASURED = new RegExp(
	`^((?:\\d+(?:[.,/]\\d+)?|[½¼¾⅓⅔]|\\d+\\s?[½¼¾])(?:\\s?[–-]\\s?\\d+)?\\s?(?:(?:${MEASURE})\\.?(?![\\p{L}]))?)\\s+(.{2,50})$`,
	"iu",
);
const PERSON =
	/^((?:(?:Dr|Prof|Mr|Mrs|Ms|Sr|Sra)\.\s)?\p{Lu}[\p{L}'’.-]+(?:\s(?:(?:de|da|van|von|del|la|bin|al)\s)*\p{Lu}[\p{L}'’.-]+){0,3})\s*(?:[:：–—(,]|\s-)\s*([\p{L}][^.!?()\d]{2,50}?)\)?$/u;

const FULL_NAME = "\\p{Lu}[\\p{L}'’.-]+(?:\\s(?:(?:de|da|van|von|del|la|bin|al)\\s)*\\p{Lu}[\\p{L}'’.-]+){0,3}";
/** "Elena as Clara": who plays whom. */
const CAST = new RegExp(`^(${FULL_NAME})\\s+((?:as|als|comme|como|come|jako)\\s.{2,40})$`, "u");
/** "Photographs by Leo Baum": what somebody did. */
const CREDIT = new RegExp(`^([\\p{L} ]{3,30}?\\s(?:by|von|par|por|di|door))\\s(${FULL_NAME})$`, "u");

/** "Dana (CEO)": a first name with what somebody does in brackets. */
const FIRST_NAME = /^(\p{Lu}[\p{L}'’-]+)\s\(([\p{L}][^()\d]{1,40})\)$/u;

/** 佐藤美咲（営業）, in scripts without capitals. */
const NAME_IN_LETTERS =
	/^([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}・ ]{2,10})[(（]([^（）()\d]{1,20})[)）]$/u;

/** What several items show together, by their form; null: nothing but a list. */
export function figuresIn(items: readonly string[], title: string | null, hint: string): Found | null {
	if (items.length < 2) return null;
	return scheduleOf(items, title) ?? moneyOf(items, title, hint) ?? seriesOf(items, title, hint) ?? peopleOf(items, title);
}

/** "Breakfast 07.00-10.30": when something is open. */
const NAME_HOURS =
	/^(\p{L}[\p{L}\p{M} '’&-]{1,30}?)[:：]?\s*(\d{1,2}[:.h]\d{2}\s?(?:am|pm)?\s?[–~〜-]\s?\d{1,2}[:.h]\d{2}(?:\s?(?:am|pm|Uhr|uur|h))?)$/iu;

function scheduleOf(items: readonly string[], title: string | null): Found | null {
	const timetable = timetableIn(items);
	if (timetable) return { kind: "hours", title, rows: timetable };
	const hours = items.map(hoursIn);
	if (hours.every((row) => row !== null)) return hoursOf(hours, title);
	const offered = all(items, NAME_HOURS, (m) => ({ days: m[1] ?? "", hours: m[2] ?? "" }));
	if (offered) return { kind: "hours", title, rows: offered };
	const weather = all(items, WEATHER, (m) => ({
		day: m[1] ?? "",
		temperature: m[3] ?? "",
		sky: [m[2], m[4]].filter(Boolean).join(", "),
	}));
	if (weather) return { kind: "weather", title, days: weather };
	const moments = all(items, MOMENT, (m) => ({ date: m[1] ?? "", text: m[2] ?? "" }));
	const values = unitAhead(items)?.items.length === items.length || (moments ?? []).every(({ text }) => BARE_FIGURE.test(text));
	if (moments && !values) return { kind: "timeline", title, moments };
	return null;
}

/** Names with a price each, some of which had another before: "Bread from €3 now €2". Null: one has no price. */
function pricedRows(items: readonly string[]): Row[] | null {
	const rows = items.map((item): Row | null => {
		const change = priceChangeIn(item);
		if (change && change.label !== "") return { name: change.label, value: change.after, valueFirst: false, old: change.before };
		const [, name, value] = NAME_PRICE.exec(item) ?? [];
		return name && value ? { name, value, valueFirst: false } : null;
	});
	const found = rows.flatMap((row) => row ?? []);
	return found.length === items.length && !found.every((row) => row.old !== undefined) ? found : null;
}

function moneyOf(items: readonly string[], title: string | null, hint: string): Found | null {
	const prices = pricedRows(items);
	if (prices && !prices.every(({ name }) => AFTER_TIME.test(name)) && !/chart|graph|diagram|gráfic|grafi/i.test(hint))
		return { kind: "prices", title, rows: prices };
	const [head = "", ...below] = items;
	// "ESPRESSO BAR" above the prices of a menu.
	if (title === null && below.length >= 2 && !/\d/u.test(head)) {
		const menu = moneyOf(below, head, hint);
		if (menu?.kind === "prices") return menu;
	}
	// "Breakfast 07.00-10.30": hours.
	if (items.some((item) => /\d[.:]\d{2}\s?[–-]\s?\d{1,2}[.:]\d{2}/u.test(item))) return null;
	const priced = all(items, BARE_PRICE, (m): Row => ({ name: m[1] ?? "", value: m[2] ?? "", valueFirst: false }));
	// Prices end in whole tens or fives; measured values rarely all do.
	const round = priced?.every(({ value }) => /[05]$/.test(value)) && priced.length >= 3;
	const bare = (MENU.test(title ?? "") || round) && !/chart|graph|diagram|gráfic|grafi/i.test(hint) ? priced : null;
	if (bare) return { kind: "prices", title, rows: bare };
	const measured = items.map((item) => MEASURED.exec(item));
	const units = measured.filter((m) => m && new RegExp(`(?:${MEASURE})\\.?$`, "iu").test(m[1] ?? "")).length;
	if (items.length >= 3 && units >= 2 && units * 2 >= items.length) {
		const rows = items.map((item, index): Row => {
			const found = measured[index];
			return found
				? { name: found[2] ?? "", value: found[1] ?? "", valueFirst: true }
				: { name: item, value: "", valueFirst: true };
		});
		return { kind: "recipe", title, rows, steps: [] };
	}
	return null;
}

/** "1990: 212 litres a day, 2005: 168, 2024: 121": the first value has the unit of all. Null: it has not. */
function unitAhead(items: readonly string[]): { unit: string; items: string[] } | null {
	const [first = "", ...others] = items;
	const [, bare, unit] = new RegExp(`^(.{1,40}?[:：–—-]\\s*${FIGURE})\\s+(\\p{L}[\\p{L} ]{2,24})$`, "u").exec(first) ?? [];
	if (!bare || !unit || others.length < 2 || !others.every((item) => /[:：–—-]\s*[\d.,]+$/u.test(item))) return null;
	return { unit, items: [bare, ...others] };
}

function seriesOf(items: readonly string[], title: string | null, hint: string): Found | null {
	const ahead = unitAhead(items);
	const shared = ahead && seriesOf(ahead.items, title, hint);
	if (ahead && shared?.kind === "series" && shared.unit === "") {
		const [first, ...others] = shared.points;
		return { ...shared, points: first ? [{ ...first, raw: `${first.raw} ${ahead.unit}` }, ...others] : [] };
	}
	const chart = /chart|graph|diagram|gráfic|grafi|kurve|courbe|histogram/i.test(hint);
	if (items.length < 3 && !chart) return null;
	const found = items.map((item) => {
		const ahead = POINT.exec(item);
		if (ahead?.[1] && ahead[2]) return { label: ahead[1].trim(), raw: ahead[2], unit: ahead[3] ?? "" };
		const behind = POINT_BEHIND.exec(item);
		return behind?.[1] && behind[2] && (/%$/.test(behind[1]) || chart) ? { label: behind[2], raw: behind[1], unit: "" } : null;
	});
	// "At 9:30" and "2024-05-01" are a time and a date, and no values of 9 and 2024.
	if (items.some((item) => /(?<!\d)\d{1,2}:\d|\d[-–]\d/.test(item))) return null;
	if (found.some((one) => one === null || /\d.*\s.*\d/.test(one.label))) return null;
	const points = found.flatMap((one): (Point & { unit: string })[] => (one ? [{ ...one, value: figureValue(one.raw) }] : []));
	if (points.some((point) => !Number.isFinite(point.value))) return null;
	const overTime = points.every((point) => MOMENT.test(`${point.label} x`));
	const percent = points.every((point) => point.raw.endsWith("%"));
	const sum = points.reduce((total, point) => total + point.value, 0);
	const bare = points.map(({ label, value, raw }) => ({ label, value, raw }));
	if (percent && !overTime && Math.abs(sum - 100) <= 1.5) return { kind: "shares", title, points: bare };
	const units = new Set(points.map((point) => `${point.raw.replace(/[\d.,’'\u00a0\u202f]+/g, "").trim()}${point.unit}`));
	const [unit = ""] = units;
	return units.size === 1 ? { kind: "series", title, unit, points: bare, overTime } : null;
}

/** The value of a figure in either notation: "1,240", "1.240,5", "3,5". */
export function figureValue(raw: string): number {
	const digits = /\d[\d.,’'\u00a0\u202f ]*\d|\d/.exec(raw)?.[0] ?? "";
	const plain = digits.replace(/[’'\u00a0\u202f ]/g, "");
	const sign = /^[-−]/.test(raw) ? -1 : 1;
	if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return sign * Number(plain.replaceAll(",", ""));
	if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain)) return sign * Number(plain.replaceAll(".", "").replace(",", "."));
	return sign * Number(plain.replace(",", "."));
}

function peopleOf(items: readonly string[], title: string | null): Found | null {
	const cast = all(items, CAST, (m) => ({ name: m[1] ?? "", role: m[2] ?? "" }));
	if (cast) return { kind: "team", title, people: cast, credits: false };
	const credits = all(items, CREDIT, (m) => ({ name: m[2] ?? "", role: m[1] ?? "" }));
	if (credits) return { kind: "team", title, people: credits, credits: true };
	const crew = items.length >= 3 ? all(items, FIRST_NAME, (m) => ({ name: m[1] ?? "", role: m[2] ?? "" })) : null;
	if (crew) return { kind: "team", title, people: crew, credits: false };
	const staff = all(items, NAME_IN_LETTERS, (m) => ({ name: m[1] ?? "", role: m[2] ?? "" }));
	if (staff) return { kind: "team", title, people: staff, credits: false };
	const people = all(items, PERSON, (m) => ({ name: m[1] ?? "", role: m[2] ?? "" }));
	return people?.every(({ name, role }) => name.split(" ").length >= 2 || /^\p{L}+$/u.test(role)) &&
		people.some(({ name }) => name.includes(" "))
		? { kind: "team", title, people, credits: false }
		: null;
}

function all<T>(items: readonly string[], pattern: RegExp, made: (match: RegExpExecArray) => T): T[] | null {
	const found = items.map((item) => pattern.exec(item));
	return found.every((match) => match !== null) ? found.map((match) => made(match as RegExpExecArray)) : null;
}
