import { monthNames, weekdayNames } from "./layout.ts";

/**
 * Patterns of figures, dates and prices. Names of months and weekdays come from the platform, in all languages of ours.
 */
const months = monthNames().join("|");
// Names of Portuguese days without "-feira" are in no table of the platform.
const dayNames = ["segunda", "terça", "quarta", "quinta", "sexta", ...weekdayNames()];
const weekdays = dayNames.join("|");
/** Names of days that can have an ending: "sonntags", "sábados", "lundis". */
const longDays = dayNames.filter((name) => /^\p{Script=Latin}{5,}/u.test(name)).join("|");
const CURRENCY =
	'US\\$|R\\$|A\\$|C\\$|NT\\$|HK\\$|MX\\$|S/\\.?|[$€£¥₹₩₽₺₪฿₫₴]|CHF|USD|EUR|GBP|PLN|TRY|SEK|NOK|DKK|JPY|CNY|KRW|INR|ILS|AED|BRL|MXN|zł|złotych|złote|kr\\.?|Kč|TL|lira|liraya|Ft|円|元|块|원|ريال(?:ا|اً|ات)?|درهم(?:ا|اً)?|دراهم|جنيه(?:ا|اً|ات)?|دينار(?:ا|اً)?|دنانير|ליש"ט|ש"ח|ש״ח|שקלים|שקל|रुपये|रुपए|रुपया|रु\\.?|euros?|euro|dollars?|pounds?|dólares|pesos|reais|real';
const AMOUNT = "\\d{1,3}(?:[.,’' \\u00a0\\u202f]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?(?:,-|,–)?";
/** An amount of money, with its currency before or behind. */
export const PRICE = `(?:(?:${CURRENCY})\\s?(?:${AMOUNT})|(?:${AMOUNT})\\s?(?:${CURRENCY})(?![\\p{L}]))`;
/** What a price is for, behind it: "/month", "pro Person", "al mes", "प्रति माह", "किलो". */
export const PER =
	"(?:\\s?\\/\\s?\\p{L}[\\p{L}\\p{M}]{0,11}\\.?|\\s(?:pro|je|per|par|al|a la|por|ao|à|za|na|im|the|an?|p\\.|प्रति)\\s\\p{L}[\\p{L}\\p{M}]{1,13}|\\s(?:monatlich|jährlich|monthly|yearly|mensuels?|mensuales|mensais|mensili|miesięcznie|rocznie|maandelijks|aylık|شهريا|شهرياً|سنويا|سنوياً|للشخص|في الشهر|לחודש|לשנה|לאדם|किलो|महीना|माह))";
/** What stands before a price and belongs to it: "ab 12 €", "à partir de 9 €". */
const FROM_PRICE =
	"(?:ab|nur|from|only|dès|à partir de|seulement|desde|a partir de|solo|só|apenas|da|soltanto|od|tylko|vanaf|slechts|sadece|sólo|من|بـ|ب|فقط|ابتداء من|ابتداءً من|החל מ-?|רק|ב-?|सिर्फ|केवल)";
/** A price with the words that belong to it. */
export const WHOLE_PRICE = `(?:${FROM_PRICE}\\s)?${PRICE}(?:${PER})?`;
/** Any figure with sign, currency and unit: "1,240", "€3.4bn", "12 t", "45 %". */
export const FIGURE =
	"[+\\-−~≈<>±]?(?:(?:US\\$|[$€£¥₹₩₺₪])\\s?)?(?:\\d{1,3}(?:[.,’'\\u00a0\\u202f]\\d{3})+(?:[.,]\\d+)?|\\d{1,3}(?: \\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?)(?:\\s?(?:%|‰|°C|°F|°|€|\\$|£|km/h|m²|km²|m³|kWh|MWh|GWh|kW|MW|GW|kg|km|cm|mm|ml|GB|MB|TB|bn|mn|Mio\\.?|Mrd\\.?|k|K|M|B|T|t|g|m|l|h|x|×)(?![\\p{L}\\p{N}]))?\\+?";
const MONTH = `ב?(?:${months})\\.?`;
const CLOCK =
	"(?:\\d{1,2}(?:[:.h]|\\sh\\s)\\d{2}(?:\\s?(?:am|pm|Uhr|h))?|\\d{1,2}\\s?(?:am|pm|a\\.m\\.|p\\.m\\.|Uhr|h|heures?|時|点|시)|\\d{1,2}\\s?(?:時|点|點|시)\\s?(?:\\d{1,2}\\s?(?:分|분)|半|반)|noon|midnight|midday)";
const AT_TIME =
	"(?:at|um|gegen|à|dès|à partir de|a las|a partir de las|alle ore|alle|ore|dalle|dalle ore|om|vanaf|às|a partir das|o godz\\.|o godzinie|godz\\.|o|od|saat|ab|from|בשעה|ב-|משעה|الساعة|في الساعة|من الساعة)";
const PART_OF_DAY =
	"a\\.m\\.|p\\.m\\.|am|pm|صباحا|صباحاً|ظهرا|ظهراً|عصرا|عصراً|مساء|مساءً|ليلا|ليلاً|ص|م|בבוקר|בצהריים|בערב|sabah|akşam|öğlen|rano|wieczorem|da manhã|da tarde|da noite|de la mañana|de la tarde|de la noche|del mattino|di sera|बजे";
const PART_AHEAD =
	"(?:सुबह|दोपहर|शाम|रात|오전|오후|午前|午後|上午|下午|早上|晚上|早|晚|朝|夜|sabah|öğlen|akşam|الساعة|godz\\.|godz|saat|בשעה|kl\\.)\\s?";
/** "von 14 bis 18 Uhr", "de 10 a 14 h", "from 2 to 5 pm" */
const TIME_RANGE =
	"(?:from|von|de|das|dalle|dalle ore|od|van|desde las|entre las)\\s\\d{1,2}(?:[:.h]\\d{2})?(?:\\s?(?:am|pm|h|Uhr))?\\s(?:to|till|until|bis|à|a|às|alle|do|tot|hasta las|y las)\\s(?:\\d{1,2}(?:[:.h]\\d{2})?(?:\\s?(?:am|pm|Uhr|uur|horas|h))?|late|midnight|noon|spät|open end|laat)";
export const TIME = new RegExp(
	`^(?:${TIME_RANGE}|(?:${AT_TIME}\\s?)?(?:${PART_AHEAD})?(?:${CLOCK}|(?<=(?:${AT_TIME}\\s?|${PART_AHEAD}))\\d{1,2})(?:\\s?(?:${PART_OF_DAY})(?![\\p{L}]))?(?:\\s?(?:[–—-]|to|bis|à|a|until)\\s?(?:${CLOCK}|\\d{1,2}))?(?:\\s?(?:am|pm|Uhr|uur|hrs?|h))?)$`,
	"iu",
);
const DAY = `(?:(?:${longDays})s|(?:${weekdays})(?!\\p{Script=Latin}))\\.?`;
const DATE_CORE = `(?:\\d{1,2}(?:st|nd|rd|th)?\\.?\\s(?:of\\s|de\\s|di\\s)?${MONTH}(?:,?\\s(?:de\\s)?\\d{4})?|${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}\\.\\d{1,2}\\.|\\d{4}-\\d{2}-\\d{2}|\\d{4}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|\\d{1,2}月\\d{1,2}日|\\d{1,2}월\\s?\\d{1,2}일)`;
/** Words that say what happens on a date. */
export const OPENS =
	"opens?|opening|starts?|begins?|premieres?|öffnet|eröffnet|eröffnung|startet|beginnt|premiere|ouvre|ouverture|première|abre|apertura|estreno|inauguración|estreia|abertura|inauguração|apre|inaugurazione|otwarcie|premiera|opent|première|açılış";
export const DATE = new RegExp(
	`^(?:(?:it's|it is|see you|join us|${OPENS})\\s)?(?:(?:on|am|le|el|il|op|em|w|no|dia|يوم|ביום|יום)\\s)?(?:${DAY},?\\s)?(?:(?:den|the|le|el|il)\\s)?(?:${DATE_CORE})(?:,?\\s${DAY})?(?:,?\\s${AT_TIME}\\s?.{1,14})?$|^(?:(?:${OPENS})\\s)?(?:on\\s|am\\s)?${DAY}$`,
	"iu",
);
/** "venerdì 7 novembre ore 21.30 al Circolo Arci": a date with a time, a place or both behind it, without commas. */
export const DATE_TIME_PLACE = new RegExp(
	`^((?:(?:it's|it is|see you|join us)\\s)?(?:(?:on|am|le|el|il|op|em|w|no|dia)\\s)?(?:${DAY},?\\s)?(?:den\\s|the\\s)?(?:${DATE_CORE})(?:,?\\s${DAY})?)(?:,?\\s(${TIME_RANGE}|(?:${AT_TIME}\\s?)?(?:${CLOCK}|(?<=(?:${AT_TIME})\\s)\\d{1,2})(?:\\s?(?:${PART_OF_DAY}|Uhr|h|hrs|uur)(?![\\p{L}]))?(?:\\s?(?:[–—-]|to|bis|à|a|until|alle)\\s?(?:${CLOCK}|\\d{1,2})(?:\\s?(?:am|pm|Uhr|h))?)?))?(?:\\s((?:at|in|im|beim?|auf|à|au|chez|en|al|alla|allo|nel|nella|presso|no|na|w|we|in het|in de|bij|op)\\s[^.!?]{3,60}))?$`,
	"iu",
);
/** What a line of a timeline begins with: a year, a date, a time. */
export const MOMENT = new RegExp(
	`^((?:${DAY},?\\s)?(?:${DATE_CORE})|(?:c\\.\\s?|ca\\.\\s?|(?:in|im Jahr|en|em|nel|w)\\s)?(?:\\d{1,4}\\s?(?:AD|BC|BCE|CE|n\\. ?Chr\\.|v\\. ?Chr\\.|av\\. ?J\\.-C\\.|a\\. ?C\\.|d\\. ?C\\.)|1\\d{3}|20\\d{2})(?:s|er)?(?:\\s?[–-]\\s?(?:1\\d{3}|20\\d{2}|\\d{2}))?|${MONTH}(?:\\s\\d{4})?|Q[1-4](?:\\s\\d{4})?|${CLOCK})(?:\\s*(?:[:：–—-]\\s*|\\s)|(?<=[年月日])(?!\\d))(.+)$`,
	"iu",
);
const DAYS = `(?:${DAY}|(?:sonn- und )?feiertage?[ns]?|[月火水木金土日](?:曜日?)?(?![曜本])|祝日?|土日祝?|[월화수목금토일](?:요일)?(?!\\p{Script=Hangul})|[א-ו]['’׳]|daily|every ?day|evry day|weekends?|weekdays?|(?:bank |public )?holidays?|täglich|wochenends?|werktags?|tous les jours|en semaine|le week-end|jours fériés|todos los días|diario|fines de semana|festivos|todos os dias|fins? de semana|feriados?|tutti i giorni|feriali|festivi|fine settimana|weekend|codziennie|w tygodniu|weekendy|w weekendy?|święta|dagelijks|elke dag|feestdagen|her gün|hafta (?:içi|sonu)|毎日|平日|每天|每日|周末|双休日|周[一二三四五六日末]|星期[一二三四五六日天]|工作日|节假日|매일|평일|주말|공휴일|يوميا|يومياً|كل يوم|أيام الأسبوع|نهاية الأسبوع|כל יום|חול המועד|שבת|שישי|סופ["״]ש|הפתיחה|रोज़|रोज|प्रतिदिन|हर दिन|छुट्टी के दिन)`;
const SHUT =
	"closed|geschlossen|zu|ruhetag|fermée?|fermé|cerrado|cerrada|cerramos|chiuso|chiusa|chiusi|fechado|fechada|gesloten|dicht|nieczynne|zamknięte|kapalı|kapalıyız|休み|お休み|休業日?|休館日?|休診日?|定休日?|休息|休|闭店|闭馆|休诊|휴무일?|휴관일?|휴진|휴점|مغلق|مغلقة|عطلة|סגור|סגורים|סגורה|बंद|अवकाश|छुट्टी";
const TO =
	"[–—\\-]|〜|～|~|to|till|until|bis|à|a|às|as|até|al|alle|alle ore|fino alle|do|tot|t/m|ile|から|至|到|부터|إلى|الى|حتى|עד|से";
const HOUR = `(?:${PART_AHEAD})?(?:${CLOCK}|(?:[01]?\\d|2[0-4]))(?:\\s?(?:${PART_OF_DAY}|Uhr|h|uur|時|点|시))?`;
const OPEN = `(?:from |von |de |das |dalle |dalle ore |od |van |das |dès |ab |من |מ-?|בין )?${HOUR}\\s?(?:${TO})\\s?${HOUR}(?:\\s?(?:まで|까지|तक))?`;
const JOIN =
	"[–—,、/&+・·~\\-]|〜|～|to|bis|au|à|a|al|alla|e la|do|tot|t/m|and|und|et|y|e|i|en|ve|ile|through|thru|至|到|와|과|と|から|부터|إلى|الى|حتى|و|ו-?|עד|से|और|व";
const DAY_AHEAD =
	"毎週|每周|매주 |हर |her |from |von |vom |de |du |das |dal |dalla |od |van |les? |los? |el |la |il |il |w |aos? |às |nos? |nas? |من |يوم |أيام |ימי |ביום |יום |מ-?";
/** Days: one, a list or a range of them. */
const RUN = `(?:${DAY_AHEAD})?${DAYS}(?:\\s?(?:${JOIN})\\s?(?:le |les |el |los |a |il |la |aos? |يوم |יום )?${DAYS})*`;
/** What may stand behind the hours: "08:00-22:00 açık". */
const OPEN_BEHIND =
	"open|geöffnet|offen|ouverte?s?|abiert[oa]s?|abert[oa]s?|apert[oi]|otwarte|czynne|geopend|açık|açığız|営業|営業中|영업|खुला|खुली|खुला है|مفتوح|פתוח|פתוחים";
const TIMES = `${OPEN}(?:\\s?(?:[,،、/&・]|and|und|et|y|e|i|en|ve|和|及|و|ו-?|और)\\s?${OPEN})*|24 ?h|24/7|24 ?小时|24 ?時間|24 ?시간`;
const OPEN_LABEL =
	"(?:we(?:'re| are) |wir haben |nous sommes |sono |siamo )?(?:open(?:ing)?(?: hours| times)?|opens|opning hours|hours|geöffnet|öffnungszeiten|offen|sprechzeiten|ouverte?s?|horaires?(?: d'ouverture)?|abiert[oa]s?|abrimos|horarios?|abert[oa]s?|aperti?|orari?o?(?: di apertura)?|otwarte|czynne|godziny otwarcia|openingstijden|geopend|açık|açığız|çalışma saatleri|営業時間|开放时间|营业时间|영업시간|운영시간|مفتوح|ساعات العمل|أوقات العمل|פתוח|פתוחים|שעות (?:ה)?פתיחה|खुला|खुलने का समय|समय)";
/** A word for opening hours before the first day. */
export const OPEN_AHEAD = new RegExp(`^(${OPEN_LABEL})\\s*[:：]?\\s+(?=${RUN}(?![\\p{L}]))`, "iu");
/** Days and hours: a label, the days, the hours or that it is closed. Without days a label for opening hours is needed. */
export const HOURS = new RegExp(
	`^(?:((?:(?:${OPEN_LABEL})|[^:：\\d,;]{2,40}[:：]))\\s*[:：]?\\s*)??(${RUN})\\s*(?:[:：,，]|は)?\\s*((?:${TIMES})(?:\\s?(?:${OPEN_BEHIND}))?|(?:ist |sind |est |es |é |is |jest |है )?(?:${SHUT})(?: है)?)$`,
	"iu",
);
/** "24 Dec 9-1", "25 & 26 Dec closed": hours of a date. */
export const HOURS_OF_DATE = new RegExp(
	`^((?:${DAY},?\\s)?\\d{1,2}\\.?(?:\\s?(?:&|and|und|et|y|e|i|en|[–-])\\s?\\d{1,2}\\.?)?\\s?${MONTH}|${MONTH}\\s\\d{1,2}(?:\\s?(?:&|and|[–-])\\s?\\d{1,2})?)\\s*[:：]?\\s(${TIMES}|${SHUT})$`,
	"iu",
);
/** A line of days alone, which belong to the hours behind them. */
export const ONLY_DAYS = new RegExp(`^${RUN}$`, "iu");
/** "Closed on Sundays and Mondays": the days behind the word. */
export const CLOSED_DAYS = new RegExp(
	`^(${SHUT})\\s*(?:[:：]|は|은|는)?\\s*((?:on |am |le |les |el |los |il |la |w |op |às |aos |no |na )?${RUN})$`,
	"iu",
);
export const HOURS_LABELLED = new RegExp(`^(${OPEN_LABEL})\\s*(?:[:：]|は|은|는)?\\s*((?:${TIMES})(?:\\s+(?:${DAYS}))?)$`, "iu");
const DEGREES = "[℃℉]|°\\s?[CF]?|Grad|degrees|degrés|grados|graus|gradi|stopni\\p{L}*|graden|derece|度|도|درجة|מעלות|डिग्री";
export const WEATHER = new RegExp(
	`^(${DAYS}|(?:${DAY}|[\\p{L}-]+ )?(?:today|tonight|tomorrow|heute|morgen|übermorgen|hoy|mañana|aujourd'hui|demain|hoje|amanhã|oggi|domani|dziś|jutro|vandaag|bugün|yarın|今日|明日|明後日|今天|明天|后天|오늘|내일|모레|اليوم|غدا|היום|מחר|आज|कल))\\s*[:：,]?\\s*(?:([^\\d]*?)[\\s,，、]*)?((?:[+\\-−]?\\d{1,2}(?:\\s?(?:${DEGREES}))?\\s?(?:[/–-]|bis|to|a|à|〜|~)\\s?)?[+\\-−]?\\d{1,2}\\s?(?:${DEGREES}))(?:[\\s,，、]+(.*))?$`,
	"iu",
);
export const OF = "of|out of|in|von|sur|de|di|z|na|van|uit|em|su|de cada|em cada|op de|op|من|من أصل|من كل|מתוך|में से";
/** Amounts of kitchens and shops. */
export const MEASURE =
	"kg|g|mg|ml|cl|dl|l|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|pinch(?:es)?|cloves?|slices?|cans?|EL|TL|Prise|Tassen?|Stück|c\\. à s\\.|c\\. à c\\.|cuillères?(?: à (?:soupe|café))?|gousses?|pincées?|cucharadas?|cucharaditas?|dientes?|pizca|tazas?|cucchiai|cucchiaini|spicchi|colheres?|dentes?|łyżki|łyżeczki|szklanki|eetlepels?|theelepels?|teentjes|yemek kaşığı|çay kaşığı|su bardağı|diş|グラム|克|그램|毫升|勺|큰술|작은술|컵|غرام|جرام|كيلو|ملعقة|ملاعق|كوب|أكواب|فص|فصوص|حبة|لتر|مل|גרם|כפות|כפית|כפיות|כוסות|כוס|ग्राम|किलो|कप|चम्मच|लीटर|मिली";
