/**
 * What people call scenes that have one plain name, in the languages of the word tables; alternatives of a pattern, with
 * the scene's kind. They are looked for before the general words: "opening hours" before "opening".
 */
export const SCENE_NAMES: readonly [string, readonly string[]][] = [
	[
		"opening (?:hours|times)|business hours|öffnungszeiten|horaires?(?: d['’]ouverture)?|horarios?(?: de apertura)?|horário(?:s)?(?: de funcionamento)?|orari(?:o)?(?: di apertura)?|godziny otwarcia|openingstijden|çalışma saatleri(?:ni)?|営業時間|营业时间|영업시간|영업 시간|ساعات العمل|مواعيد العمل|שעות(?: ה)?פתיחה|खुलने का समय",
		["OpeningHours"],
	],
	[
		"contact(?: card| scene| details)?|kontakt(?:karte|daten)?|contacto|contato|contatti|contactgegevens|iletişim|連絡先|联系方式|연락처|معلومات الاتصال|פרטי קשר|संपर्क",
		["ContactCard"],
	],
	["map|route|karte|mapa|carte|mappa|kaart|harita(?:yı)?|地図|地图|지도|الخريطة|(?:ה)?מפה|नक्शा", ["RouteMap"]],
	[
		"countdown|cuenta atrás|compte à rebours|conto alla rovescia|geri sayım(?:ı)?|カウントダウン|倒计时|카운트다운",
		["Countdown"],
	],
	["weather(?: forecast)?|wetter(?:bericht)?|météo|tiempo meteorológico|meteo|pogoda|weerbericht|天気|天气|날씨", ["Weather"]],
	["recipe|rezept|receta|recette|receita|ricetta|przepis|recept|tarif(?:i)?|レシピ|食谱|레시피", ["Recipe"]],
	[
		"price list|prices|preisliste|preise|lista de precios|tarifs|listino prezzi|cennik|prijslijst|価格表|价目表|가격표",
		["PriceList"],
	],
	["table|tabelle|tabla|tableau|tabela|tabella|tabel|tablo(?:yu)?|表格|표", ["Table"]],
	["ring|percentage ring", ["Ring"]],
	["donut|shares|pie(?: chart)?", ["Donut"]],
	["before and after|vorher und nachher|antes y después|avant et après", ["BeforeAfter"]],
	["invitation|einladung|invitación|convite|invito|zaproszenie|uitnodiging|davetiye(?:yi)?|招待状|邀请函|초대장", ["Invitation"]],
	["rating|stars|bewertung|valoración|avaliação|valutazione|ocena|beoordeling", ["Rating"]],
	["team|équipe|equipo|equipe|squadra|zespół|takım(?:ı)?|チーム|团队|팀", ["Team"]],
	["credits|mitwirkende|créditos|générique|クレジット", ["Credits"]],
	["score|spielstand|ergebnis|marcador|résultat du match", ["Score"]],
	["code(?: window)?|code ?fenster|código", ["CodeWindow"]],
	["terminal", ["Terminal"]],
	["chat(?: bubbles)?|messages?|nachrichten|mensajes", ["ChatBubbles"]],
	[
		"phone(?: frame)?|telefon|handy|teléfono|téléphone|telefone|telefono|telefoon|スマホ|手机|휴대폰",
		["PhoneFrame", "BrowserFrame"],
	],
	["gallery|galerie|galería|galeria|galleria|ギャラリー|图库|갤러리", ["Gallery"]],
	["ticker|laufband", ["Ticker"]],
	["confetti|konfetti", ["Confetti"]],
	["timeline|zeitstrahl|cronología|chronologie|cronologia|oś czasu|tijdlijn|年表|时间线|타임라인", ["Timeline", "Steps"]],
];

const NAME = new RegExp(`^(?:\\p{L}{1,4}['’\\s]\\s*)?(?:${SCENE_NAMES.map(([words]) => words).join("|")})$`, "iu");

/** Whether words are nothing but the name of a scene, with an article at most. */
export function isSceneName(words: string): boolean {
	return NAME.test(words.trim());
}
