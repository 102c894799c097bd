import type { Block, BlockKind, Point, Row } from "./blocks.ts";
import { countdownIn } from "./countdown.ts";
import { timetableIn } from "./hours.ts";
import { partOfIn } from "./part-of.ts";
import { CLOSED_DAYS, FIGURE, HOURS, HOURS_LABELLED, MEASURE, MOMENT, PER, PRICE, WEATHER, WHOLE_PRICE } from "./patterns.ts";

type Bare<K extends BlockKind> = Omit<Extract<Block, { kind: K }>, "from" | "text" | "lines" | "hint">;
type Found = { [K in BlockKind]: Bare<K> }[BlockKind];

/** "3 - 2", "4:1"; "16:00" is a time. */
const SCORE = /^(?:([^:：]{2,40})[:：]\s*)?([^:：]{2,40}?)\s+(\d{1,3})\s?[-–:]\s?(?!(?<=\d:)\d\d(?!\d))(\d{1,3})\s+(.{2,40})$/u;
/** "United beat Rovers 87-74 on Sunday": who won, and how. */
const RESULT =
	/^(?:([^:：]{2,40})[:：]\s*)?([^:：,]{2,40}?)\s+(?:beat|beats|defeated|defeats?|edged|downed|won against|win against|lost to|lose to|drew with|draw with|tied with|drew|tied)\s+([^:：,]{2,40}?)\s+(?:by |with |in a )?(\d{1,3})\s?[-–:]\s?(\d{1,3})(?!\d)(.*)$/u;
const RATING =
	/^(.*?)(?<![\p{L}\p{N}])((\d(?:[.,]\d)?)\s?(?:\/|out of|of|von|sur|de|di|da|van|na|z|su)\s?(?:(?:the|den|les|las|los|as|os|de|le)\s)?(5|10)(?:\s?(?:stars?|Sterne[n]?|étoiles|estrellas|estrelas|stelle|sterren|gwiazdek|★+))?|[★⭐☆]{3,5}|(\d(?:[.,]\d)?)\s?(?:stars?|Sterne|étoiles|estrellas|stelle|sterren|★))(?![\p{L}\p{N}])(.*)$/iu;
const PERCENT =
	/^(.*?)(?<![\p{L}\p{N}.,–-])(\d{1,3}(?:[.,]\d+)?)\s?(?:%|percent|per cent|Prozent|pour cent|por ciento|per cento|procent|por cento)(?![\p{L}\p{N}])(?!\s?[–-]\s?\d)(.*)$/iu;
const NUMBER = new RegExp(`^(.*?)(?<![\\p{L}\\p{N}.,:/#–-])(${FIGURE})(?![\\p{L}\\p{N}]|[.,:/–-]\\p{N}|\\.\\p{L})(.*)$`, "u");
const WAS =
	"from|von|de|desde|da|van|was|before|war|statt|instead of|früher|bisher|vorher|avant|au lieu de|antes|en lugar de|prima|invece di|przed|zamiast|zamiast|eerst|voorheen|było|önceden|önce|eski fiyat|以前|通常|原价|原價|기존|بدلا من|במקום|पहले";
const NOW =
	"to|now|now only|auf|jetzt|jetzt nur|nur noch|heute|à|maintenant|désormais|a|ahora|hoy|agora|por|ora|adesso|teraz|nu voor|nu|şimdi|今|现在|現在|现价|지금|الآن|עכשיו|अब";
const PRICE_CHANGE = new RegExp(
	`^(.*?)((?:(?<![\\p{L}])(?:${WAS}):?\\s?)?(?:${PRICE})(?:${PER})?)\\s?(?:→|->|=>|➜|[,;.،、，]\\s?)?\\s?((?:(?<=→|->|=>|➜)|(?<![\\p{L}])(?:${NOW}):?)\\s?(?:only |nur |just |solo |sólo |só |apenas |seulement |tylko |maar |slechts |sadece |只要|だけ|فقط |רק |सिर्फ |केवल |सिर्फ़ )?(?:${PRICE})(.*))$`,
	"iu",
);
/** "Cabins from £89 instead of £119": the new price first. */
const PRICE_INSTEAD = new RegExp(
	`^(.{2,40}?)\\s*((?:(?<![\\p{L}])(?:from|for|now|ab|für|jetzt|nur|dès|à|desde|por|a|da|od|za|vanaf|voor)\\s)?(?:${PRICE}))\\s+((?:instead of|statt|anstatt|au lieu de|en lugar de|en vez de|em vez de|invece di|zamiast|in plaats van)\\s(?:${PRICE}))$`,
	"iu",
);
const PLACE = "(?:\\p{Lu}[\\p{L}'’.-]+|\\p{Lo}{2,8})(?:\\s(?:(?:am|an der|de|la|le|sur|of|the)\\s)?\\p{Lu}[\\p{L}'’.-]+){0,2}";
/** "from A to B", with what stands before, the stops on the way and what is said behind. */
const ROUTE = new RegExp(
	`^(?:(.*?)\\s)?(?:[Ff]rom|[Vv]on|[Dd]e|[Dd]esde|[Dd]a|[Vv]an|[Zz]|[Oo]d)\\s+(${PLACE})(?:,?\\s+(?:via|über)\\s+(${PLACE}(?:(?:,| and| und)\\s${PLACE}){0,4}),?)?\\s+(?:to|nach|bis|à|a|hasta|naar|do|para|→)\\s+(${PLACE})(?:,?\\s+(?:via|über|par|passant par|en passant par|por|pasando por|passando por|passando per|per|przez|door)\\s+(${PLACE}(?:(?:,| and| und| et| y| e| i| en)\\s${PLACE}){0,4}))?(.*)$`,
	"u",
);
const ROUTE_UNSPACED =
	/^(.*?)(?:从|從)?([\p{Script=Han}]{2,6}?)(?:到|至|から)([\p{Script=Han}]{2,6}?)(?:まで)?(の.*|的.*|[，,、].*)?$/u;

/** A score with what stands before it and behind it: "Cup final: Rowers 3 - 2 Mill Town, after extra time". Null: none. */
export function scoreIn(label: string | null, [first = "", ...others]: readonly string[]): Bare<"score"> | null {
	const found = others.length === 0 && label === null ? null : figureIn(first, "");
	const note = others.join(", ");
	if (found?.kind !== "score" || note.length > LONGEST_NOTE || (label !== null && found.title !== null)) return null;
	return { ...found, title: label ?? found.title, note: note || null };
}

/** What a single sentence or clause shows besides its words; null: nothing but words. */
export function figureIn(text: string, hint: string): Found | null {
	if (/[?？؟]$/.test(text)) return { kind: "question" };
	const change = priceChangeIn(text);
	if (change) return change;
	const countdown = countdownIn(text, /countdown|カウントダウン|倒计时|카운트다운/iu.test(hint));
	if (countdown) return { kind: "countdown", ...countdown };
	const hours = CLOSED_DAYS.test(text) ? null : hoursIn(text);
	if (hours) return hoursOf([hours], null);
	const score = SCORE.exec(text);
	// A name has a capital letter, in scripts that have them.
	if (score?.[2] && score[5] && /^[\p{Lu}\p{Lo}]/u.test(score[2]) && /^[\p{Lu}\p{Lo}]/u.test(score[5])) {
		const [, title = null, home, homeScore, awayScore, away] = score;
		return {
			kind: "score",
			title,
			home,
			away,
			homeScore: Number(homeScore),
			awayScore: Number(awayScore),
			raw: text,
			note: null,
		};
	}
	const result = resultIn(text);
	if (result) return result;
	const route = arrowsIn(text) ?? routeIn(text, hint);
	if (route) return route;
	return countIn(text);
}

/** A score in a sentence that says who won. Names have a capital: "Our under 12s beat Riverside 4-2". */
function resultIn(text: string): Bare<"score"> | null {
	const [, title = null, home, away, homeScore, awayScore, behind = ""] = RESULT.exec(text) ?? [];
	if (!home || !away || !/\p{Lu}/u.test(home) || !/^\p{Lu}/u.test(away)) return null;
	const note = behind.replace(/^[\s,;:–—-]+|[\s.!]+$/gu, "");
	return {
		kind: "score",
		title,
		home,
		away,
		homeScore: Number(homeScore),
		awayScore: Number(awayScore),
		raw: text,
		note: note || null,
	};
}

const ARROW = /\s*(?:→|⟶|➜|➡️?|->|=>)\s*/u;
const STOP = new RegExp(`^${PLACE}$`, "u");

/** "Flight Lisbon to Azores from 59€": a way that the word before it names. */
const TRIP = new RegExp(
	`^((?:\\p{L}+ )?(?:[Ff]lights?|[Tt]rains?|[Ff]err(?:y|ies)|[Bb]us(?:es)?|[Rr]oute|[Tt]rip|[Dd]rive|[Rr]ide|[Cc]ruise))\\s(${PLACE})\\s(?:to|–|-)\\s(${PLACE})(\\s.{1,40})?$`,
	"u",
);

/** A way with arrows between its stops: "Trip from Oslo → Bergen → Stavanger". */
function arrowsIn(text: string): Bare<"route"> | null {
	const trip = TRIP.exec(text);
	if (trip?.[2] && trip[3])
		return {
			kind: "route",
			origin: trip[2],
			destination: trip[3],
			via: [],
			title: trip[1] ?? null,
			note: (trip[4] ?? "").trim() || null,
		};
	const [head = "", ...others] = text.replace(/[.!]$/u, "").split(ARROW);
	const lead = /^(?:(.{2,40}?)\s*[:：]?\s+(?:from|von|de|desde|da|van)\s+|(.{2,40}?)\s*[:：]\s*)?(.+)$/iu.exec(head);
	const origin = lead?.[3] ?? "";
	const destination = others.at(-1);
	if (!destination || ![origin, ...others].every((stop) => STOP.test(stop))) return null;
	return { kind: "route", origin, destination, via: others.slice(0, -1), title: lead?.[1] ?? lead?.[2] ?? null, note: null };
}

/** Words for a way that is sold or described. */
const WAY =
	/(?<!\p{L})(?:flights?|fly|flying|air(?:line|ways)?|trains?|rail|ferr(?:y|ies)|bus(?:es)?|coach(?:es)?|routes?|trips?|cruises?|flüge?n?|fliegen|züge?|fähren?|reisen?|vols?|trains?|traversées?|vuelos?|trenes?|voos?|voli|volo|treni|loty|lot|pociągi?|vluchten|vlucht|treinen|uçuş\p{L}*|otobüs)(?!\p{L})/iu;
const LONGEST_ROUTE_NOTE = 60;
const BETWEEN_PLACES = new RegExp(`^(${PLACE})\\s(?:to|nach|naar|→|à|a|para|do|[–-])\\s(${PLACE})$`, "u");

/** "Dublin to Lisbon, daily, from €39": a way with what is said of it, in a prompt about travel. Null: it is none. */
export function routeAhead(prompt: string, [first = "", ...others]: readonly string[]): Bare<"route"> | null {
	const note = others.join(", ");
	const led = note.length <= LONGEST_ROUTE_NOTE ? routeIn(first, "") : null;
	if (led && led.note === null) return { ...led, note: note || null };
	const found = BETWEEN_PLACES.exec(first);
	if (!found?.[1] || !found[2] || note.length > LONGEST_NOTE || !WAY.test(prompt)) return null;
	return { kind: "route", origin: found[1], destination: found[2], via: [], title: null, note: note || null };
}

/** Longest words below a score. */
const LONGEST_NOTE = 60;

const MAP = /map|karte|carte|mapa|mappa|route|strecke|trajet|kaart|地図|地图|지도|خريطة|מפה|नक्शा/iu;

/** A way from one place to another. What is said around it is its title and a note. */
function routeIn(text: string, hint: string): Bare<"route"> | null {
	const found = ROUTE.exec(text) ?? (MAP.test(hint) ? ROUTE_UNSPACED.exec(text) : null);
	if (!found) return null;
	const unspaced = found.length < 6;
	const [, ahead = "", origin] = found;
	const destination = unspaced ? found[3] : found[4];
	if (!origin || !destination) return null;
	const stops = unspaced ? "" : (found[3] ?? found[5] ?? "");
	const behind = (unspaced ? found[4] : found[6]) ?? "";
	if (!MAP.test(hint) && ahead.length >= 40) return null;
	const via = stops === "" ? [] : stops.split(/\s*(?:,|(?<=\s)(?:and|und|et|y|e|i|en)(?=\s))\s*/u).filter(Boolean);
	return {
		kind: "route",
		origin,
		destination,
		via,
		title: ahead.trim() || null,
		note: behind.replace(/^[\s,;:，、.–—-]+/u, "").trim() || null,
	};
}

/** A price that was and the one that is, with the words that say so: "was $19, now $12 a month". */
export function priceChangeIn(text: string): Bare<"priceChange"> | null {
	const instead = PRICE_INSTEAD.exec(text);
	if (instead?.[1] && instead[2] && instead[3])
		return { kind: "priceChange", before: instead[3], after: instead[2], label: instead[1].replace(/[\s:：,;–—-]+$/u, "") };
	const change = PRICE_CHANGE.exec(text);
	if (!change?.[2] || !change[3] || (change[4] ?? "").length >= 30) return null;
	// "Costs £8,000 to £14,000" is a range.
	if (/^\P{L}*$/u.test(change[2]) && /^(?:to|bis|à|a|do|tot)\s/iu.test(change[3])) return null;
	const label = (change[1] ?? "").replace(/[\s:：,;–—-]+$/u, "").trim();
	return { kind: "priceChange", before: change[2].trim(), after: change[3].trim(), label };
}

/** "8 rue des Lilas", "Gartenweg 12": a number of a house counts nothing. */
const ADDRESS =
	/^\d{1,4}[a-z]?,?\s(?:bis\s)?(?:rue|avenue|av\.|boulevard|bd|place|quai|chemin|allée|impasse|cours|route)\s|^\d{1,4}[a-z]?\s(?:[\p{Lu}\p{Ll}'’-]+\s){1,3}(?:street|st|road|rd|lane|ln|avenue|ave|row|square|drive|way|court|close|hill|quay|wharf|terrace|gardens?|parade|crescent|mews|boulevard|blvd)(?!\p{L})|(?<!\p{L})(?:\p{L}+(?:straße|strasse|str\.|weg|gasse|platz|allee|ufer|damm|ring|markt|straat|laan|plein|gracht|kade|steeg)|(?:via|viale|piazza|corso|calle|c\/|avenida|avda\.|plaza|paseo|rua|praça|ul\.|ulica|al\.|plac)\s[\p{L}'’ ]{2,30}|\p{L}+\s(?:caddesi|cad\.|sokak|sok\.|mahallesi)\s(?:no:?\s?)?|רחוב\s[\p{L}' ]{2,20}|شارع\s[\p{L} ]{2,20})[\s,]*\d{1,4}[a-z]?(?![\p{L}\d%]|[.,]\d)/iu;

function countIn(text: string): Found | null {
	if (ADDRESS.test(text)) return null;
	const rating = RATING.exec(text);
	if (rating?.[2] && (/[★⭐]|star|stern|étoile|estrella|stell|sterr/i.test(rating[2]) || /[.,/]/.test(rating[2]))) {
		const value = Number(
			(rating[3] ?? rating[5] ?? String([...rating[2]].filter((one) => one !== "☆").length)).replace(",", "."),
		);
		return { kind: "rating", raw: rating[2], value, most: Number(rating[4] ?? 5), lead: trim(rating[1]), label: trim(rating[6]) };
	}
	const part = partOfIn(text);
	if (part) return { kind: "nOfM", ...part };
	const percent = PERCENT.exec(text);
	if (percent?.[2] && Number(percent[2].replace(",", ".")) <= 100 && !/\d/.test(`${percent[1]}${percent[3]}`))
		return { kind: "percent", lead: trim(percent[1]), digits: percent[2], label: trim(percent[3]) };
	const number = NUMBER.exec(text);
	if (!number?.[2] || /\d/.test(number[3] ?? "") || /\d/.test(number[1] ?? "")) return null;
	const [, prefix = "", digits = "", suffix = ""] = /^([^\d]*)([\d.,’'\u00a0\u202f ]*\d)(.*)$/u.exec(number[2]) ?? [];
	return { kind: "number", lead: trim(number[1]), prefix, digits, suffix, label: trim(number[3]) };
}

function trim(text: string | undefined): string {
	return (text ?? "").trim();
}

/** Figures with at most a unit: values over time, and no events. */
const BARE_FIGURE = new RegExp(`^[^\\p{L}]*$|^${FIGURE}(?:\\s[\\p{L}/²³]{1,14})?$`, "u");
const POINT = new RegExp(`^(.{1,60}?)\\s*(?:[:=：–—-]\\s*|\\s)\\(?(${FIGURE})(?:\\s([\\p{L}/²³]{1,14}))?\\)?$`, "u");
const POINT_BEHIND = new RegExp(`^(${FIGURE})\\s+(.{1,40})$`, "u");
const NAME_PRICE = new RegExp(
	`^(.{2,70}?)\\s*(?:[:=：–—…-]+|\\.{2,}|\\s|(?<=[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}])(?=[\\d¥￥]))\\s*(${WHOLE_PRICE}|(?:free|gratis|kostenlos|gratuit|ücretsiz|無料|免费|무료|مجانا|مجاناً|חינם|मुफ़्त|निःशुल्क|darmo|za darmo|grátis|gratuito))$`,
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

/** What several items show together, by their form; null: nothing but a list. */
export function figuresIn(items: readonly string[], title: string | null, hint: string): Found | null {
	if (items.length < 2) return null;
	return scheduleOf(items, title) ?? moneyOf(items, title, hint) ?? seriesOf(items, title, hint) ?? peopleOf(items, title);
}

function scheduleOf(items: readonly string[], title: string | null): Found | null {
	const timetable = timetableIn(items);
	if (timetable) return { kind: "hours", title, rows: timetable };
	const hours = items.map(hoursIn);
	if (hours.every((row) => row !== null)) return hoursOf(hours, title);
	const weather = all(items, WEATHER, (m) => ({
		day: m[1] ?? "",
		temperature: m[3] ?? "",
		sky: [m[2], m[4]].filter(Boolean).join(", "),
	}));
	if (weather) return { kind: "weather", title, days: weather };
	const moments = all(items, MOMENT, (m) => ({ date: m[1] ?? "", text: m[2] ?? "" }));
	if (moments && !moments.every(({ text }) => BARE_FIGURE.test(text))) return { kind: "timeline", title, moments };
	return null;
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

function moneyOf(items: readonly string[], title: string | null, hint: string): Found | null {
	const prices = all(items, NAME_PRICE, (m): Row => ({ name: m[1] ?? "", value: m[2] ?? "", valueFirst: false }));
	if (prices && !prices.every(({ name }) => AFTER_TIME.test(name)) && !/chart|graph|diagram|gráfic|grafi/i.test(hint))
		return { kind: "prices", title, rows: prices };
	const [head = "", ...below] = items;
	// "ESPRESSO BAR" above the prices of a menu.
	if (title === null && below.length >= 2 && !/\d/u.test(head)) {
		const menu = moneyOf(below, head, hint);
		if (menu?.kind === "prices") return menu;
	}
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

function seriesOf(items: readonly string[], title: string | null, hint: string): Found | null {
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
