import { weekdayNames } from "./layout.ts";

/** A row of opening hours, in the words of the prompt. */
type Row = { days: string; hours: string };

/** Days as people write them: names and short forms of all languages, single signs, and days that are no weekday. */
const DAY = `(?:(?:${weekdayNames().join("|")}|segunda|terça|quarta|quinta|sexta|thurs?|tues|weds?|sonn- und feiertags?|feiertage?n?|werktags?|daily|every day|weekdays?|weekends?|(?:bank |public )?holidays?|täglich|tous les jours|jours fériés|todos los días|festivos|todos os dias|feriados|tutti i giorni|festivi|codziennie|święta|dagelijks|feestdagen|her gün|hafta (?:içi|sonu)|毎日|平日|祝日|土日祝?|每天|每日|工作日|周[一二三四五六日末]|매일|평일|주말|공휴일|يوميا|كل يوم|כל יום|שבת|הפתיחה|रोज़|प्रतिदिन)\\.?|[月火水木金土日](?:曜日?)?(?![本曜])|[월화수목금토일](?:요일)?(?![\\p{L}])|[א-ו]['’׳])`;
const TO = "[–—\\-/〜～~]|to|bis|au?|à|al?|do|t/m|tot|até|às|ile|ilâ|thru|through|至|到";
const AND = "[,&+·・、和]|and|und|et|y|e|i|en|ve|och";
const DAYS = `${DAY}(?:\\s?(?:${TO}|${AND})\\s?${DAY})*`;
const CLOCK = "\\d{1,2}(?:[:.h]\\d{2})?\\s?(?:am|pm|a\\.m\\.|p\\.m\\.|Uhr|uur|h|godz\\.?|時|点|시)?";
const SPAN = `${CLOCK}\\s?(?:${TO}|until|till|alle)\\s?${CLOCK}`;
const OPEN = `${SPAN}(?:\\s?(?:${AND})\\s?${SPAN})*`;
const CLOSED =
	"closed|geschlossen|ruhetag|fermée?|cerrado|fechado|chiuso|zamknięte|nieczynne|gesloten|kapalı|休み|休館日?|定休日?|休息|闭馆|휴관|휴무|مغلق|סגור|बंद";
const ROWS = [
	new RegExp(`^(?<days>${DAYS})\\s*[:：]?\\s*(?<hours>${OPEN}|24 ?h|24/7|${CLOSED})$`, "iu"),
	new RegExp(`^(?<hours>${CLOSED})\\s+(?:on |am |le |el |os |la |il )?(?<days>${DAYS})$`, "iu"),
];
const ONLY_DAYS = new RegExp(`^${DAYS}$`, "iu");

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
		const { days, hours } = ROWS.map((row) => row.exec(said)?.groups).find(Boolean) ?? {};
		if (!days || !hours) return null;
		rows.push({ days, hours });
		ahead = "";
	}
	return ahead === "" && rows.length >= 2 ? rows : null;
}
