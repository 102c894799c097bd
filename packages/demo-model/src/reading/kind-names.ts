import { capitalised } from "./spans.ts";

/** What a heading says of a kind of film before the name it belongs to, in languages that write names with capitals. */
const KINDS =
	// English
	"year in (?:numbers|review|figures|pictures)|(?:(?:19|20)\\d\\d )?in (?:numbers|review|figures)|(?:annual|quarterly|monthly|yearly|weekly|q[1-4]) (?:report|review|results|figures|numbers|update)|(?:key )?(?:numbers|figures|facts|stats|statistics)|results|price ?list|prices|menu|lunch menu|specials|opening (?:hours|times)|hours|timetable|schedule|programme|program|line-?up|agenda|team|crew|staff|invitation|invite|recap|highlights|league table|fixtures|weather|forecast|countdown|reviews?|testimonials?|job ad|vacanc(?:y|ies)" +
	"|(?:mother|father|valentine)['’]?s['’]? day|black friday|muttertag|vatertag|fête des (?:mères|pères)|día de la madre|día del padre|dia das mães|dia dos pais|festa della mamma|festa del papà|moederdag|vaderdag" +
	// German
	"|(?:das )?jahr in zahlen|jahresrückblick|zahlen(?: und fakten)?|ergebnisse|speisekarte|tageskarte|mittagskarte|preisliste|preise|öffnungszeiten|programm|fahrplan|spielplan|einladung|stellenanzeige|jahresbilanz" +
	// French, Spanish, Portuguese, Italian
	"|(?:l['’])?année en chiffres|chiffres(?: clés)?|bilan|carte|tarifs|prix|horaires|programme|équipe|résultats|(?:el )?año en cifras|cifras|resultados|menú|carta|(?:lista de )?precios|horarios?|programa|equipo|invitación|balance|(?:o )?ano em números|números|ementa|cardápio|(?:tabela de )?preços|horários?|equipa|equipe|convite|balanço|(?:l['’])?anno in numeri|numeri|risultati|menù|(?:listino )?prezzi|listino|orari|programma|squadra|invito|bilancio" +
	// Polish, Dutch
	"|rok w liczbach|wyniki|cennik|ceny|godziny otwarcia|zespół|zaproszenie|(?:het )?jaar in cijfers|cijfers|resultaten|menukaart|prijzen|prijslijst|openingstijden|uitnodiging|terugblik";
const JOINS =
	"for|of|at|from|by|für|von|vom|bei|beim|de la|de l['’]|du|des|del|de|d['’]|pour|chez|para|da|do|das|dos|em|na|no|della|dell['’]|dei|degli|delle|di|per|dal|dalla|dla|van|voor|bij";
const AHEAD = new RegExp(
	`^(?:(?:the|our|my|a|an|unsere?|die|das|der|notre|nos|nuestr[oa]s?|noss[oa]s?|il|la|le|les|i|gli|onze|ons|de|het)\\s)?(?:${KINDS})\\s(?:${JOINS})(?:(?<=['’])|\\s)(?:(?:the|our|my|die|das|der|den|dem|la|le|les|el|los|las|il|lo|de|het)\\s)?`,
	"iu",
);
/** The same behind the name, in languages that say it there. */
const BEHIND =
	/^(.{2,20}?)(?:の(?:メニュー|料金表?|価格表|スケジュール|時間割|年間実績)|的?(?:菜单|价目表|价格表|营业时间|团队|日程)|\s(?:메뉴판?|가격표|영업\s?시간|운영\s?시간|일정)|\s(?:menüsü|fiyat listesi|fiyatları|programı))$/iu;

/** "Invitación al bautizo de Lucas": what people are invited to. */
const INVITES =
	/^(?:an? |the |die |l['’]|la |el |il |o |de )?(?:invitation|invitación|einladung|convite|invito|zaproszenie|uitnodiging)\s(?:to|al|a la|a|zum|zur|zu|para o|para a|para|pour|à la|au|à|alla|all['’]|na|voor het|voor de|voor)\s(?:the |our |die |la |le |el |il |het |de )?(.{3,})$/iu;

/** A heading without what only says what kind of film it is: "Year in numbers for Riverbend Library" is of the library. */
export function withoutKind(title: string): string {
	const behind = BEHIND.exec(title)?.[1];
	if (behind) return behind;
	const invited = INVITES.exec(title)?.[1];
	if (invited) return capitalised(invited);
	const found = AHEAD.exec(title);
	const name = found ? title.slice(found[0].length).trim() : "";
	return /^[\p{Lu}\d]/u.test(name) && /\p{Lu}/u.test(name) ? capitalised(name) : title;
}
