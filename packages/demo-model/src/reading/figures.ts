import type { Bare, Found } from "./blocks.ts";
import { countdownIn } from "./countdown.ts";
import { hoursIn, hoursOf } from "./hours.ts";
import { partOfIn } from "./part-of.ts";
import { CLOSED_DAYS, FIGURE, PER, PRICE } from "./patterns.ts";

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
/** "Sneakers $59 (was $89)": the old price in brackets. */
const PRICE_WAS = new RegExp(
	`^(.{2,40}?)\\s*((?:${PRICE})(?:${PER})?)\\s*\\(((?:was|before|usually|reg\\.?|RRP|UVP|statt|vorher|bisher|instead of|au lieu de|avant|antes|prima|invece di|zamiast|przedtem|was eerst|eerst|önce|önceki)\\s(?:${PRICE}))\\)$`,
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
	const was = PRICE_WAS.exec(text);
	if (was?.[1] && was[2] && was[3])
		return { kind: "priceChange", before: was[3], after: was[2], label: was[1].replace(/[\s:：,;–—-]+$/u, "") };
	const change = PRICE_CHANGE.exec(text);
	if (!change?.[2] || !change[3] || (change[4] ?? "").length >= 30) return null;
	// "…, rolls 4 for £3": another thing with a price of its own.
	if (/[,;，；、]\s*\p{L}/u.test(change[4] ?? "") && new RegExp(PRICE, "iu").test(change[4] ?? "")) return null;
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
