import { monthNames, weekdayNames } from "./layout.ts";

/**
 * Patterns of figures, dates and prices. Names of months and weekdays come from the platform, in all languages of ours.
 */
const months = monthNames().join("|");
// Names of Portuguese days without "-feira" are in no table of the platform.
const weekdays = ["segunda", "terça", "quarta", "quinta", "sexta", ...weekdayNames()].join("|");
const CURRENCY =
	'US\\$|A\\$|C\\$|[$€£¥₹₩₽₺₪฿₫₴]|CHF|USD|EUR|GBP|PLN|TRY|SEK|NOK|DKK|JPY|CNY|KRW|INR|ILS|AED|BRL|MXN|zł|kr\\.?|Kč|TL|Ft|円|元|원|ريال|درهم|جنيه|ש"ח|रुपये|euros?|dollars?|pounds?';
const AMOUNT = "\\d{1,3}(?:[.,’' \\u00a0\\u202f]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?(?:,-|,–)?";
/** An amount of money, with its currency before or behind. */
export const PRICE = `(?:(?:${CURRENCY})\\s?(?:${AMOUNT})|(?:${AMOUNT})\\s?(?:${CURRENCY})(?![\\p{L}]))`;
/** Any figure with sign, currency and unit: "1,240", "€3.4bn", "12 t", "45 %". */
export const FIGURE =
	"[+\\-−~≈<>±]?(?:(?:US\\$|[$€£¥₹₩₺₪])\\s?)?(?:\\d{1,3}(?:[.,’'\\u00a0\\u202f]\\d{3})+(?:[.,]\\d+)?|\\d{1,3}(?: \\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?)(?:\\s?(?:%|‰|°C|°F|°|€|\\$|£|km/h|m²|km²|m³|kWh|MWh|GWh|kW|MW|GW|kg|km|cm|mm|ml|GB|MB|TB|bn|mn|Mio\\.?|Mrd\\.?|k|K|M|B|T|t|g|m|l|h|x|×)(?![\\p{L}\\p{N}]))?\\+?";
const MONTH = `(?:${months})\\.?`;
const CLOCK =
	"(?:\\d{1,2}[:.h]\\d{2}(?:\\s?(?:am|pm|Uhr|h))?|\\d{1,2}\\s?(?:am|pm|a\\.m\\.|p\\.m\\.|Uhr|h|heures?|時|点|시)|noon|midnight|midday)";
export const TIME = new RegExp(
	`^(?:at |um |à |a las |alle |om |às |o godz\\. |saat |ab |from )?${CLOCK}(?:\\s?(?:[–—-]|to|bis|à|a|until)\\s?(?:${CLOCK}|\\d{1,2}))?(?:\\s?(?:am|pm|Uhr|h))?$`,
	"iu",
);
const DAY = `(?:${weekdays})(?!\\p{Script=Latin})\\.?`;
const DATE_CORE = `(?:\\d{1,2}(?:st|nd|rd|th)?\\.?\\s(?:of\\s|de\\s|di\\s)?${MONTH}(?:,?\\s(?:de\\s)?\\d{4})?|${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}\\.\\d{1,2}\\.|\\d{4}-\\d{2}-\\d{2}|\\d{4}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|\\d{1,2}月\\d{1,2}日|\\d{1,2}월\\s?\\d{1,2}일)`;
/** Words that say what happens on a date. */
export const OPENS =
	"opens?|opening|starts?|begins?|premieres?|öffnet|eröffnet|eröffnung|startet|beginnt|premiere|ouvre|ouverture|première|abre|apertura|estreno|inauguración|estreia|abertura|inauguração|apre|inaugurazione|otwarcie|premiera|opent|première|açılış";
export const DATE = new RegExp(
	`^(?:(?:${OPENS})\\s)?(?:(?:on|am|le|el|il|op|em|w|no|dia)\\s)?(?:${DAY},?\\s)?(?:(?:den|the|le|el|il)\\s)?(?:${DATE_CORE})(?:\\s(?:at|um|à|a las|alle|om|às)\\s.{1,12})?$|^(?:(?:${OPENS})\\s)?(?:on\\s|am\\s)?${DAY}$`,
	"iu",
);
/** What a line of a timeline begins with: a year, a date, a time. */
export const MOMENT = new RegExp(
	`^((?:${DAY},?\\s)?(?:${DATE_CORE})|(?:c\\.\\s?|ca\\.\\s?|(?:in|im Jahr|en|em|nel|w)\\s)?(?:1\\d{3}|20\\d{2})(?:s|er)?(?:\\s?[–-]\\s?(?:1\\d{3}|20\\d{2}|\\d{2}))?|${MONTH}(?:\\s\\d{4})?|Q[1-4](?:\\s\\d{4})?|${CLOCK})(?:\\s*(?:[:：–—-]\\s*|\\s)|(?<=[年月日])(?!\\d))(.+)$`,
	"iu",
);
const DAYS = `(?:${DAY}|[月火水木金土日](?:曜日?|祝)?|[월화수목금토일](?:요일)?|daily|every ?day|evry day|weekends?|weekdays?|holidays?|public holidays|täglich|wochenends?|werktags?|feiertags?|tous les jours|en semaine|le week-end|jours fériés|todos los días|fines de semana|festivos|todos os dias|fim de semana|feriados|tutti i giorni|festivi|fine settimana|codziennie|weekendy|święta|dagelijks|elke dag|feestdagen|her gün|hafta içi|hafta sonu|毎日|平日|土日|土日祝|祝日|每天|每日|周末|周一|工作日|节假日|매일|평일|주말|공휴일|يوميا|כל יום|रोज़|रोज|प्रतिदिन)`;
const SHUT =
	"closed|geschlossen|zu|ruhetag|fermée?|fermé|cerrado|cerrada|chiuso|chiusa|fechado|fechada|gesloten|nieczynne|zamknięte|kapalı|休み|休業|定休日|休|休息|闭店|휴무|휴관|مغلق|סגור|बंद";
const TO = "[–—-]|〜|～|~|to|till|until|bis|à|a|às|al|alle|fino alle|do|tot|ile|から|至|到|부터|من|إلى|حتى|עד|से";
const HOUR = `(?:${CLOCK}|(?:[01]?\\d|2[0-4]))(?:\\s?(?:am|pm|a\\.m\\.|p\\.m\\.|Uhr|h|uur|時|点|시))?`;
const OPEN = `(?:from |von |de |dalle |od |van |das |dès |ab )?${HOUR}\\s?(?:${TO})\\s?${HOUR}`;
const JOIN = "[–—,、/&+-]|〜|～|~|to|bis|au|à|a|al|do|tot|t/m|and|und|et|y|e|i|en|ve|through|thru|至|到|と|و|ו|से|और";
const TIMES = `${OPEN}(?:\\s?(?:[,/&]|and|und|et|y|e|i|en|ve)\\s?${OPEN})*`;
const OPEN_LABEL =
	"(?:we(?:'re| are) |wir haben |nous sommes |sono |siamo )?(?:open(?:ing)?(?: hours| times)?|opens|opning hours|hours|geöffnet|öffnungszeiten|offen|sprechzeiten|ouverte?s?|horaires?(?: d'ouverture)?|abiert[oa]s?|abrimos|horarios?|abert[oa]s?|aperti?|orari?o?(?: di apertura)?|otwarte|czynne|godziny otwarcia|openingstijden|geopend|açık|açığız|çalışma saatleri|営業時間|开放时间|营业时间|영업시간|운영시간|مفتوح|ساعات العمل|أوقات العمل|פתוח|פתוחים|שעות (?:ה)?פתיחה|खुला|खुलने का समय|समय)";
/** Days and hours: a label, the days, the hours or that it is closed. Without days a label for opening hours is needed. */
export const HOURS = new RegExp(
	`^(?:((?:(?:${OPEN_LABEL})|[^:：\\d,;]{2,30}[:：]))\\s*[:：]?\\s*)??((?:from |von |vom |de |du |das |dal |od |van )?${DAYS}(?:\\s?(?:${JOIN})\\s?${DAYS})*)\\s*[:：,，]?\\s*(${TIMES}|${SHUT})$`,
	"iu",
);
/** "Closed on Sundays and Mondays": the days behind the word. */
export const CLOSED_DAYS = new RegExp(
	`^(${SHUT})\\s+((?:on |am |le |les |el |los |il |la |w |op )?${DAYS}(?:\\s?(?:${JOIN})\\s?(?:le |les |el |los )?${DAYS})*)$`,
	"iu",
);
export const HOURS_LABELLED = new RegExp(`^(${OPEN_LABEL})\\s*[:：]?\\s*(${TIMES}(?:\\s+(?:${DAYS}))?)$`, "iu");
const DEGREES = "°\\s?[CF]?|Grad|degrees|degrés|grados|graus|gradi|stopni\\p{L}*|graden|derece|度|도|درجة|מעלות|डिग्री";
export const WEATHER = new RegExp(
	`^(${DAYS}|(?:${DAY}|[\\p{L}-]+ )?(?:today|tonight|tomorrow|heute|morgen|übermorgen|hoy|mañana|aujourd'hui|demain|hoje|amanhã|oggi|domani|dziś|jutro|vandaag|bugün|yarın|今日|明日|明後日|今天|明天|后天|오늘|내일|모레|اليوم|غدا|היום|מחר|आज|कल))\\s*[:：,]?\\s*(?:([^\\d]*?)[\\s,，、]*)?((?:[+\\-−]?\\d{1,2}(?:\\s?(?:${DEGREES}))?\\s?(?:[/–-]|bis|to|a|à|〜|~)\\s?)?[+\\-−]?\\d{1,2}\\s?(?:${DEGREES}))(?:[\\s,，、]+(.*))?$`,
	"iu",
);
export const OF = "of|out of|in|von|sur|de|di|z|van|uit|em|su";
/** Amounts of kitchens and shops. */
export const MEASURE =
	"kg|g|mg|ml|cl|dl|l|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|pinch(?:es)?|cloves?|slices?|cans?|EL|TL|Prise|Tassen?|Stück|c\\. à s\\.|c\\. à c\\.|cuillères?(?: à (?:soupe|café))?|gousses?|pincées?|cucharadas?|cucharaditas?|dientes?|pizca|tazas?|cucchiai|cucchiaini|spicchi|colheres?|dentes?|łyżki|łyżeczki|szklanki|eetlepels?|theelepels?|teentjes|yemek kaşığı|çay kaşığı|su bardağı|diş|グラム|克|그램";
