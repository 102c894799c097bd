import { monthNames, weekdayNames } from "./layout.ts";

/**
 * Patterns of figures, dates and prices. Names of months and weekdays come from the platform, in all languages of ours.
 */
const months = monthNames().join("|");
const weekdays = weekdayNames().join("|");
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
const DAY = `(?:${weekdays})\\.?`;
const DATE_CORE = `(?:\\d{1,2}(?:st|nd|rd|th)?\\.?\\s(?:of\\s|de\\s|di\\s)?${MONTH}(?:,?\\s(?:de\\s)?\\d{4})?|${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}\\.\\d{1,2}\\.|\\d{4}-\\d{2}-\\d{2}|\\d{4}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|\\d{1,2}月\\d{1,2}日|\\d{1,2}월\\s?\\d{1,2}일)`;
export const DATE = new RegExp(
	`^(?:(?:on|am|le|el|il|op|em|w)\\s)?(?:${DAY},?\\s)?(?:(?:den|the|le|el|il)\\s)?(?:${DATE_CORE})(?:\\s(?:at|um|à|a las|alle|om|às)\\s.{1,12})?$|^(?:on\\s|am\\s)?${DAY}$`,
	"iu",
);
/** What a line of a timeline begins with: a year, a date, a time. */
export const MOMENT = new RegExp(
	`^((?:${DAY},?\\s)?(?:${DATE_CORE})|(?:c\\.\\s?|ca\\.\\s?|in\\s|im Jahr\\s)?(?:1\\d{3}|20\\d{2})(?:s|er)?(?:\\s?[–-]\\s?(?:1\\d{3}|20\\d{2}|\\d{2}))?|${MONTH}(?:\\s\\d{4})?|Q[1-4](?:\\s\\d{4})?|${CLOCK})\\s*(?:[:：–—-]\\s*|\\s)(.+)$`,
	"iu",
);
const DAYS = `(?:${DAY}|daily|every day|täglich|tous les jours|todos los días|weekends?|weekdays?|holidays?|feiertags?|closed)`;
const OPEN = `(?:${CLOCK}|\\d{1,2})\\s?(?:[–—-]|to|bis|à|a)\\s?(?:${CLOCK}|\\d{1,2}(?:\\s?(?:am|pm|Uhr|h))?)(?:\\s?(?:Uhr|h|am|pm))?`;
export const HOURS = new RegExp(
	`^(${DAYS}(?:\\s?(?:[–—,&/+-]|to|bis|à|a|and|und|et|y|through|thru)\\s?${DAYS})*)\\s*[:：]?\\s+(${OPEN}(?:\\s?(?:,|&|and|und|et|y)\\s?${OPEN})*|closed|geschlossen|fermé|cerrado|chiuso|gesloten)$`,
	"iu",
);
export const WEATHER = new RegExp(
	`^(${DAYS}|today|tomorrow|heute|morgen|hoy|mañana|aujourd'hui|demain)\\s*[:：,]?\\s+(?:(.*?)[\\s,]+)?([+\\-−]?\\d{1,2}(?:\\s?°\\s?[CF]?)?\\s?[/–-]\\s?[+\\-−]?\\d{1,2}\\s?°\\s?[CF]?|[+\\-−]?\\d{1,2}\\s?°\\s?[CF]?)(?:[\\s,]+(.*))?$`,
	"iu",
);
export const OF = "of|out of|in|von|sur|de|di|z|van|uit|em|su";
/** Amounts of kitchens and shops. */
export const MEASURE =
	"kg|g|mg|ml|cl|dl|l|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|pinch(?:es)?|cloves?|slices?|cans?|EL|TL|Prise|Tassen?|Stück|c\\. à s\\.|c\\. à c\\.|cuillères?(?: à (?:soupe|café))?|gousses?|pincées?|cucharadas?|cucharaditas?|dientes?|pizca|tazas?|cucchiai|cucchiaini|spicchi|colheres?|dentes?|łyżki|łyżeczki|szklanki|eetlepels?|theelepels?|teentjes|yemek kaşığı|çay kaşığı|su bardağı|diş|グラム|克|그램";
