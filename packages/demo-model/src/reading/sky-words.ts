/** Skies of the template's weather scene. */
const SKIES = ["sun", "cloud", "rain", "storm", "snow", "wind", "night"] as const;
type Sky = (typeof SKIES)[number];

/** Words for each sky in the languages of the word tables; `*` stands for any ending. The first sky that is named counts. */
const WORDS: Record<Sky, string> = {
	storm:
		"storm*|thunder*|gewitter*|sturm*|orage*|tempête*|torment*|tempestade*|trovoada*|tempora*|burz*|onweer*|fırtına*|雷雨|雷|嵐|暴风|뇌우|폭풍|عاصف*|رعد*|סוער*|סופ*|तूफ़ान|तूफान",
	snow: "snow*|schnee*|neige|nieve|neve|śnieg*|sneeuw*|kar|karlı|雪|눈|ثلج*|שלג|बर्फ*",
	rain: "rain*|shower*|drizzle*|regen*|schauer*|niesel*|pluie*|pluvieu*|averse*|lluvi*|chubasc*|chuv*|chuvos*|piogg*|piovos*|deszcz*|ulew*|bui|buien|yağmur*|雨|비|مطر|ممطر*|גשם|גשום|बारिश",
	wind: "wind*|breez*|gust*|stürmisch*|böig*|vent|venteu*|vient*|vento*|ventos*|wiatr*|wietrz*|winderig*|rüzgar*|風|风|바람|رياح|רוח|हवा",
	cloud:
		"cloud*|overcast|fog*|mist*|grey|gray|wolk*|wolkig*|bewölkt*|bedeckt*|nebel*|nuage*|nuageu*|couvert*|nub*|nublad*|nuvol*|nuvens|coperto|pochmurn*|chmur*|zachmurz*|bewolkt|bulut*|曇*|くもり|多云|阴|흐림|구름*|غائم*|غيوم|מעונן*|बादल*",
	sun: "sun*|clear|bright|fair|sonn*|heiter*|klar*|soleil|ensoleill*|dégagé*|sol|solead*|despejad*|ensolarad*|limpo|sereno|soleggiat*|słoneczn*|słońce|zon*|zonnig*|güneş*|açık|晴*|晴れ|맑음|맑은|مشمس*|صاف*|שמש|שמשי|בהיר|धूप|साफ़",
	night: "night|nacht*|nuit|noche|noite|notte|noc*|gece|夜|밤|ليل*|לילה|रात",
};

const PATTERNS = (Object.entries(WORDS) as [Sky, string][]).map(
	// Scripts without blanks begin a word anywhere: "小雨".
	([sky, words]) =>
		[
			sky,
			new RegExp(
				`(?:(?<![\\p{L}])|(?<=[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Hangul}])(?=[\\p{Script=Han}\\p{Script=Hangul}]))(?:${words.replaceAll("*", "[\\p{L}\\p{M}]*")})`,
				"iu",
			),
		] as const,
);

/** The sky that some words name; null: none. */
export function skyIn(text: string): Sky | null {
	return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
