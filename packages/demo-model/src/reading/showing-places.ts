import type { Language } from "./words/types.ts";

/**
 * How a language says where a film is shown, as sources of patterns: a screen, a shop window, a waiting room. The words
 * behind the place ("in our canteen", "de notre accueil") belong to it; a name does not.
 */
const PLACES: Partial<Record<Language, string>> = {
	en: "(?:(?:for|(?:to )?(?:be )?(?:shown|show|run|running|play|played|playing|displayed|display|go|put|use|used|looping?) (?:up )?on|(?:that|which) (?:runs|plays|loops|goes) on|on) (?:(?:the|our|my|all|both|two|three|a|an|some|their|your) )(?:\\p{Ll}[\\p{L}'’-]* ){0,3}?|for |(?<=\\p{Lu}[\\p{L}'’]+ )(?=(?:lobby|reception|waiting room|shop|office|canteen|entrance|hall|foyer|window|library|school) (?:tv|screen|monitor|display)))(?:[\\p{L}]+[- ])?(?:tvs?|televisions?|screens?|monitors?|displays?|info ?screens?|signage|shop ?windows?|store ?windows?|window displays?|video ?walls?|led walls?|jumbotrons?|kiosks?|projectors?|waiting rooms?|reception(?: desk| area)?|foyers?|lobb(?:y|ies)|showrooms?|break ?rooms?|staff ?rooms?|booths?|stands?|(?:facebook|instagram|insta|linkedin|youtube|tik ?tok|twitter|whatsapp) (?:pages?|feeds?|channels?|accounts?|groups?|profiles?)|web ?sites?|home ?pages?|landing pages?|newsletters?|intranet|blog)(?: (?:in|at|of|by|outside|behind|above|near|inside|on|next to) (?:the|our|my|all|every|each|both)(?: (?!(?:about|on|showing|that|which|with|explaining|announcing|and|to|for|of)(?!\\p{L}))[\\p{Ll}'’-]+){1,3})?",
	de: "(?:für|(?:läuft |laufen |zu sehen |gezeigt |abgespielt |zum abspielen |zum zeigen )(?:auf|an|in)) (?:(?:unser\\p{L}*|mein\\p{L}*|den|die|das|dem|der|einen?|alle|zwei) )?(?:\\p{Ll}+ ){0,2}?\\p{L}*(?:monitore?n?|bildschirme?n?|displays?|screens?|fernseher|tvs?|tafel|leinwand|schaufenster|videowand|aushang|aufsteller|stele|beamer|warteraum|wartezimmer|empfang|foyer|messestand|website|webseite|homepage|startseite|newsletter|intranet|(?:facebook|insta|instagram|linkedin|youtube|tiktok)-?(?:seite|kanal|profil|account|gruppe))(?: (?:im|am|in der|in den|in dem|an der|bei der|beim|vor der|vor dem|auf dem|auf der|in unser\\p{L}*|an unser\\p{L}*|unser\\p{L}*|des|der) \\p{L}+)?",
	fr: "(?:pour|(?:diffusée?s?|affichée?s?|projetée?s?|montrée?s?|passe|passera|tourne|tournera|à (?:diffuser|afficher|projeter|passer)) (?:sur|dans)) (?:l['’]|les? |la |notre |nos |mon |ma |mes |un |une |des |tous les )?(?:grands? |petits? )?(?:écrans?|télés?|téléviseurs?|tv|moniteurs?|vitrines?|panneaux? (?:led|lumineux)|bornes?|salles? d['’]attente|stands?|pages? (?:facebook|instagram|linkedin)|comptes? (?:instagram|facebook|tiktok)|chaînes? youtube|sites?(?: web| internet)?|newsletters?|infolettres?|intranet)(?: (?:d['’]|de l['’]|de la |de notre |de nos |de |du |des |à l['’]|à la |au |dans (?:l['’]|la |le |notre |nos )|en )(?:[\\p{Ll}'’-]+)){0,2}",
	es: "(?:para|(?:se (?:verá|mostrará|proyectará|pondrá)|que (?:se vea|salga|corra)) en) (?:(?:las?|los?|el|nuestr[oa]s?|mis?|una?s?|todas las) )?(?:pantallas?|teles?|televisi[óo]n(?:es)?|televisores?|televisor|monitor(?:es)?|tv|escaparates?|vitrinas?|vidrieras?|salas? de espera|recepci[óo]n|vest[íi]bulo|p[áa]ginas? (?:web|de facebook)|cuentas? de instagram|canal(?:es)? de youtube|web|bolet[íi]n|intranet)(?: (?:de la|del|de los|de las|de nuestr[oa]s?|de mi|de|en la|en el|en nuestr[oa]s?)(?: \\p{Ll}+)){0,2}",
	pt: "(?:para|pra|(?:vai passar|será exibid[oa]|passará) (?:em|na|no|nas|nos)) (?:(?:as?|os?|noss[oa]s?|minhas?|meus?|uma?s?|todas as) )?(?:telas?|tvs?|televis[ãa]o|televis(?:ões|ores)|televisor|monitor(?:es)?|ecrãs?|pain[ée](?:l|is)|vitrines?|montras?|salas? de espera|recepção|receção|p[áa]ginas? do (?:facebook|instagram)|contas? do instagram|canal do youtube|site|newsletter|boletim|intranet)(?: (?:d[aeo]s?|d[ae] noss[oa]|do nosso|n[ao]s?|em|na nossa|no nosso)(?: \\p{Ll}+)){0,2}",
	it: "(?:per|(?:da|va|andrà|girerà|sarà) (?:mostrat[oa] |proiettat[oa] |in onda )?(?:su|sul|sullo|sugli|sulla)) (?:(?:l['’]|lo|gli|il|i|la|le|uno|una|un) ?)?(?:(?:nostr[oaie]|mi[oae]i?) )?(?:grande )?(?:scherm[oi]|monitor|tv|televisor[ei]|display|vetrin[ae]|totem|sal[ae] d['’]attesa|reception|pagin[ae] (?:facebook|instagram)|profil[oi] instagram|canal[ei] youtube|sit[oi](?: web| internet)?|newsletter|intranet)(?: (?:del |della |dell['’]|dello |dei |degli |delle |di |nel |nella |nell['’]|all['’]|al |alla |in )(?:[\\p{Ll}'’-]+)){0,2}",
	pl: "(?:na|do|dla|wyświetlan\\p{L}+ na|pokazywan\\p{L}+ na) (?:nasz\\p{L}* |mój |duż\\p{L}* |wszystkie )?(?:ekran(?:y|ach|ów|ie|u)?|monitor(?:y|ach|ów|ze)?|telewizor(?:y|ach|ów|ze)?|telebim(?:y|ie)?|wyświetlacz(?:e|u)?|witryn[ęy]|poczekalni|recepcj[ięa]|stron[ęy](?: internetow[ąej]+| www)?|fanpage\\p{L}*|kanał|newslettera?)(?: (?:w|na|przed|przy|do|nad) (?:nasz\\p{L}+ )?(?:\\p{Ll}+))?",
	nl: "(?:voor(?: op)?|(?:te zien|getoond|vertoond|draait|afgespeeld) (?:op|in)) (?:(?:het|de|ons|onze|mijn|een|alle) )?(?:grote |kleine )?(?:\\p{L}*scherm(?:en)?|\\p{L}*schermpjes|tv(?:['’]?s)?|televisies?|monitoren|monitor|displays?|etalages?|narrowcasting|wachtkamers?|ontvangsthal|balie|websites?|site|facebookpagina|instagrampagina|youtubekanaal|nieuwsbrief|intranet)(?: (?:in|bij|van|achter|op|boven) (?:de|het|onze|ons|mijn) (?:\\p{Ll}+))?",
	tr: "(?:\\p{L}+ ){0,2}?(?:ekran|televizyon|monitör|vitrin|tabela|pano)\\p{L}*(?:['’]\\p{L}+)? (?:için|dönecek|gösterilecek|oynatılacak|yayınlanacak)",
	ja: "(?:[^\\s、。「」]{1,10}の)?(?:モニター|画面|スクリーン|テレビ|サイネージ|デジタルサイネージ|ディスプレイ|ショーウィンドウ|店頭|待合室|受付|ロビー)(?:で|に|の)?(?:流す|流したい|流れる|流してい?る|表示する|映す|放映する|使う|向け|用)(?:の|に|で)?",
	zh: "(?:在|给|用于|用在|放在|放到)?(?:[^\\s，。、；：“”「」]{0,6})(?:屏幕|电视|显示屏|大屏幕?|LED屏|橱窗|液晶屏)(?:上)?(?:播放|展示|循环|循环播放|使用|用|投放|滚动播放)(?:的)?",
	ko: "(?:\\p{L}+ ){0,2}?\\p{L}*(?:모니터|화면|스크린|TV|티비|텔레비전|전광판|디스플레이|사이니지|쇼윈도)(?:에|에서)? ?(?:띄울|틀|틀어 ?둘|나올|보여줄|재생할|상영할|쓸|용|용으로)",
	ar: "(?:ل|على |في |لل)(?:شاش(?:ة|ات)|شاشتنا|شاشاتنا|لشاشة|تلفزيون|تلفاز|واجهة)(?: ال[\\p{L}]+){0,2}(?: (?:في|ب)(?: ?ال)?[\\p{L}]+){0,2}",
	he: "ל(?:ה)?(?:מסך|מסכים|מסכי|טלוויזיה|טלויזיה|חלון ראווה|חלון הראווה)(?: ה[\\p{L}]+)?(?: (?:ב|של )[\\p{L}]+){0,2}",
	hi: "(?:(?:हमारे|हमारी|अपने|अपनी|दुकान|लॉबी|रिसेप्शन|दफ़्तर|दफ्तर|ऑफिस|स्कूल|अस्पताल) )?(?:(?:की|के|में लगी|में) )?(?:स्क्रीन|टीवी|मॉनिटर|डिस्प्ले)(?:ों)? (?:के लिए|पर (?:चलाने|दिखाने|चलने) (?:के लिए|वाला))",
};

/** The places where a film is shown, in the words of a language, as the source of a pattern; empty: none. */
export function placeSource(language: Language): string {
	return inAnyCase(PLACES[language] ?? "");
}

/**
 * The source of a pattern whose letters stand for either case, while `\\p{Ll}` stays a small letter. A modifier within the
 * pattern would say the same, but V8 forgets it when it compiles a pattern that is used often.
 */
function inAnyCase(source: string): string {
	return source.replace(/\\[pP]\{[^}]*\}|\\.|\[[^\]]*\]|\p{L}/gu, (part) => {
		if (part.length > 1) return part;
		const [small, large] = [part.toLowerCase(), part.toUpperCase()];
		return small === large || large.length > 1 ? part : `[${small}${large}]`;
	});
}
