import { isInstruction, type Reading } from "./classify.ts";
import type { Span } from "./spans.ts";

/** What a noun phrase about the look of a film ends with, in languages that have the noun last. */
const LAST =
	"style|styles|edit|look|looks|vibes?|mood|feel|feeling|atmosphere|aesthetics?|energy|tones?|palette|colou?rs|textures?|typography|lettering|fonts?|type|music|soundtrack|lighting|animations?|transitions?|cuts|visuals|graphics|background|backdrop|stil|optik|anmutung|stimmung|ästhetik|energie|farben|töne|tönen|farbwelt|palette|typo|typografie|schrift|musik|licht|übergänge|schnitte|hintergrund|stijl|sfeer|uitstraling|kleuren|tinten|muziek|lettertype|styl|styl graficzny|klimat|nastrój|kolory|barwy|muzyka|hava|havası|tarz|stil|renkler|tonlar|müzik|लुक|अंदाज़|रंग|संगीत";
/** Germanic compounds end in the same nouns: "Aquarellstil", "Retro-Look". */
const COMPOUND = "stil|look|optik|stimmung|ästhetik|farben|töne|schrift|musik|hintergrund|stijl|sfeer|kleuren|muziek";
/** What such a phrase begins with, where the noun comes first. */
const FIRST =
	"style|ambiance|atmosphère|ton|tons|couleurs|palette|typo|typographie|musique|énergie|esthétique|look|fond|teintes|lumière|estilo|ambiente|tono|tonos|colores|paleta|tipografía|música|energía|estética|fondo|aire|luz|clima|tom|tons|cores|tipografia|energia|fundo|visual|stile|atmosfera|toni|colori|tavolozza|musica|estetica|sfondo|luce|grafica|styl|klimat|nastrój|kolory|kolorystyka|muzyka|tło|أسلوب|ألوان|موسيقى|أجواء|خلفية|طابع|סגנון|צבעים|מוזיקה|אווירה|רקע";
/** Endings in scripts without blanks. */
const UNSPACED =
	/(?:风格|风|色调|氛围|气氛|感觉|画风|配乐|音乐|字体|背景|スタイル|風|テイスト|トーン|雰囲気|感じ(?:で|に)?|色調|音楽|背景|を基調に|基調で|っぽく|めに|スタイルで|テイストで|雰囲気で)$/u;
/** Korean adverbs and phrases of manner: "밝고 신나게". */
const KOREAN = /(?:스타일|느낌|분위기|톤|색감|음악|배경|풍)(?:으로|로)?(?:요)?$|(?<!가)게(?:요|끔)?$/u;

const ENDS = new RegExp(`(?:^|[\\s-])(?:${LAST})$`, "iu");
const COMPOUNDS = new RegExp(`^(?:[\\p{L}-]+\\s){0,2}[\\p{L}-]+(?:${COMPOUND})$`, "iu");
const BEGINS = new RegExp(`^(?:une? |un |una |uno |um |uma |le |la |el |il |o |a |avec |con |com )*(?:${FIRST})(?=\\s)`, "iu");
/** "Something modern", "un truc fun": a wish without a noun. */
const SOMETHING =
	/^(?:(?:but |and |und |et |y |e |maar )?(?:something|smth|sth|was|irgendwas|etwas|iets|quelque chose(?: de)?|un truc|algo|qualcosa(?: di)?|coś|bir şey|شي|شيء|משהו|कुछ)|bem|muy|molto|très|bien|zo|zeer|gewoon|schön|ganz|richtig|super|vrij|czyli)\s+\S+(?:\s+(?:and|und|et|y|e|en|i|ve|و)\s+\S+)?$/iu;
/** Music that is played to an audience is what a film tells of: "Live music", "Livemusik". */
const LIVE = /(?<!\p{L})live|en vivo|en directo|ao vivo|dal vivo|na żywo|canlı|ライブ|生演奏|现场|라이브|حي[ةه]?$|חיה$/iu;
/** "Hapjes en muziek": what guests are offered. */
const SERVED = /^\p{L}{4,}\s(?:and|und|et|y|e|en|i|ve|&)\s(?:live )?(?:music|musik|muziek|musique|música|musica|muzyka|müzik)$/iu;
/** An article behind a word of no noun phrase: "Sunlight gives the energy" says something of the subject. */
const SENTENCE =
	/^(?!(?:with|in|for|and|but|like|use|using|keep|add|give)\s)\p{L}+\s(?:\p{L}+\s)*(?:the|a|an|your|our|you|is|are|has|have)\s/iu;
/** Words of a clause of looks at most. */
const MOST_WORDS = 5;

/** Whether a clause is a noun phrase about the look, the sound or the mood: "old photograph style", "ambiance de fête". */
export function isLookPhrase(reading: Reading, clause: Span): boolean {
	const said = plain(reading, clause);
	if (said === null || LIVE.test(said) || (reading.lexicon.languages[0] === "en" && SENTENCE.test(said))) return false;
	if (SERVED.test(said)) return false;
	const words = said.split(/\s+/).length;
	if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(said)) return said.length <= 12 && UNSPACED.test(said);
	if (/\p{Script=Hangul}/u.test(said)) return words <= 3 && KOREAN.test(said);
	if (SOMETHING.test(said) || isTempered(reading, clause)) return true;
	if (words < 2) return COMPOUNDS.test(said) && words === 1 && said.length > 6;
	return words <= MOST_WORDS && (ENDS.test(said) || COMPOUNDS.test(said) || BEGINS.test(said));
}

/** "Corporate but not stiff": words of a look, and what it is not to be. */
const TEMPERED =
	/^(.+?),?\s(?:but|yet|aber|doch|mais|pero|mas|ma|maar|ale)\s(?:not|never|nicht|pas|no|não|non|niet|nie)\s(?:too |zu |trop |demasiado |muy |demais |troppo |te |za |zbyt )?[\p{L}-]+(?: [\p{L}-]+)?[.!]?$/iu;

function isTempered(reading: Reading, clause: Span): boolean {
	const [, head] = TEMPERED.exec(reading.masked.slice(clause.from, clause.to)) ?? [];
	return head !== undefined && isInstruction(reading, { from: clause.from, to: clause.from + head.length });
}

/** The clause in plain words; null: it holds a figure, a quote or a link. */
function plain(reading: Reading, clause: Span): string | null {
	const said = reading.masked
		.slice(clause.from, clause.to)
		.replace(/[.!?。！？।]+$/u, "")
		.trim();
	return /[\d\uE000?？]/u.test(said) || said === "" ? null : said;
}

/**
 * Whether a sentence near the end of a prompt is about the film's look as a whole: all clauses are instructions or
 * phrases of looks. A word that no table knows may be what is to be shown: "Live music, raffle".
 */
export function isLookSentence(reading: Reading, clauses: readonly Span[]): boolean {
	const known = clauses.filter((clause) => isInstruction(reading, clause) || isLookPhrase(reading, clause));
	return known.length === clauses.length && known.some((clause) => !isInstruction(reading, clause));
}
