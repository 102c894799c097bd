import type { Ratio } from "@storydream/protocol";
import { type ColourFound, findColours } from "./colours.ts";
import { FILM_NOUN, findDuration } from "./duration.ts";
import { clauseAt, type Fact, factsOf, isCount } from "./facts.ts";
import { type Language, languageOf } from "./language.ts";
import { lexiconOf } from "./lexicon.ts";
import { findLists, type ListFound } from "./lists.ts";
import { findMusic } from "./music.ts";
import { findNumbers } from "./numbers.ts";
import { LONG_TEXT, type Outline, outlineOf } from "./outline.ts";
import { findQuotes, type QuotedText } from "./quotes.ts";
import { BLANK, blank, compact, literally, matches, type Span, seedOf, tidy } from "./spans.ts";
import { type Font, findFont, findMoods, findRatio, findTransition, type Mood } from "./style.ts";
import { findSubject, type Subject } from "./subject.ts";

export type { Fact } from "./facts.ts";

/** A sentence of the prompt that says something about the subject, and is no wish about the film. */
export interface Statement extends Span {
	text: string;
}

/** What the patterns find in any text: a prompt, a follow-up, a long text. */
export interface Findings {
	prompt: string;
	language: Language;
	subject: Subject;
	quotes: QuotedText[];
	facts: Fact[];
	lists: ListFound[];
	statements: Statement[];
	colours: ColourFound[];
	moods: Mood[];
	seconds: number | null;
	ratio: Ratio | null;
	music: "none" | "any" | string[] | null;
	font: Font | null;
	transition: string | null;
	/** 0.5 slow to 2 fast; null: not said. */
	speed: number | null;
	/** A web address to show at the end. */
	address: string | null;
	/** Names of files below `assets/` that the prompt wants to see. */
	files: string[];
	wantsPictures: boolean;
	/** Every piece of text and number that must be seen in the film. */
	mustShow: { text: string; clause: string; kind: "words" | "number" }[];
	/** Structure of a prompt that is a long text; null for a prompt of normal length. */
	outline: Outline | null;
	/** The number of scenes the prompt asks for. */
	scenes: number | null;
	/** How many scenes the prompt describes one by one: "Scene 1: …". */
	describedScenes: number;
	seed: number;
}

/** Longest part of a prompt that is searched for wishes and lists; quoted words and numbers are found in all of it. */
const READ_CLOSELY = 6000;
/** More numbers than a film can count up. The rest is still shown, in its sentence. */
const MOST_FACTS = 120;
/** More different numbers than a film can show: a prompt that names more is no description of a film. */
const MOST_SHOWN = 600;

/** Whose words for music are known in any text; `readBrief` reads the text's own. */
const USUAL_LANGUAGES = ["en", "de", "fr", "es"] as const;

/** Finds it all in a text. Pure. */
export function readFindings(raw: string): Findings {
	const plain = compact(raw.replaceAll(BLANK, ""));
	const prompt = unmarked(plain);
	const outline = plain.length >= LONG_TEXT ? outlineOf(plain) : null;
	const quotes = findQuotes(prompt);
	const noQuotes = blank(prompt, quotes);
	const close = noQuotes.slice(0, READ_CLOSELY);
	const spans: Span[] = [];
	const take = <T extends Span>(found: T | null): T | null => {
		if (found) spans.push({ from: found.from, to: found.to });
		return found;
	};

	const addresses = matches(
		noQuotes,
		/(?<![\p{L}\p{N}@./-])(?:https?:\/\/)?(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|fm|cafe|page|blog|edu|gov|gg|ch|at|nl|it|se|ca|io|dev|app|co|ai|de|fr|es|eu|uk|shop|store|studio|tv|me|info|xyz|design|club|tech|local)(?:\/[^\s,;)\uE000]{0,200}[^\s,;).!?\uE000])?(?![\p{L}\p{N}])/giu,
	);
	const files = matches(
		noQuotes,
		/(?<![\p{L}\p{N}._-])(?:(?:public\/)?assets\/)?([\p{L}\p{N}_-][\p{L}\p{N}._-]{0,99}\.(?:png|jpe?g|webp|gif|svg))(?![\p{L}\p{N}])/giu,
	);
	const unread = blank(
		close,
		[...addresses, ...files].filter((span) => span.to <= close.length),
	);
	const duration = take(findDuration(unread));
	const ratio = take(findRatio(unread));
	const colours = findColours(unread);
	for (const colour of colours) if (/^#/.test(colour.name)) take(colour);
	const technical = matches(
		unread,
		/(?<![\p{L}\p{N}])(?:\d{3,4}\s?[x×]\s?\d{3,4}(?:\s?(?:px|pixels?))?|\d{2,3}\s?(?:fps|frames (?:per|a) second)|(?:720|1080|1440|2160)p|[48]k(?= (?:video|film|resolution|quality))|(?:in|with|of|use|has)\s+(?:about\s+|exactly\s+)?\d{1,2}\s+(?:scenes?|slides?|shots?)|\d{1,2}\s+(?:scenes?|slides?|shots?)|(?:scene|slide|shot|szene|escena|scène)\s+#?\d{1,2}(?=\s*[:.)-])|\d{1,2}(?=\s+(?:main |key |simple |short |easy )?(?:points?|steps?|reasons?|tips?|features?|facts?|benefits?|bullet points?)\s*:))/giu,
	);
	for (const span of technical) if (!overlaps(span, spans)) take(span);

	const masked = blank(noQuotes, [...spans, ...addresses, ...files]);
	const lists = findLists(prompt.slice(0, READ_CLOSELY), masked.slice(0, READ_CLOSELY));
	const numbers = findNumbers(masked, 4 * MOST_FACTS)
		.filter((number) => !overlaps(number, lists))
		.slice(0, MOST_FACTS);
	const facts = factsOf(prompt, blank(masked, lists), numbers);
	// "Red shoes" are what the film is about: only a colour that stands alone is a wish.
	const wished = colours.filter(
		(colour) =>
			colour.role !== null ||
			!/^\s+(?!(?:and|or|on|with|in|for|accents?|background|text|colou?rs?|tones?)\b)\p{L}/iu.test(
				masked.slice(colour.to, colour.to + 20),
			),
	);
	const directives = blank(
		masked,
		[...wished, ...findMoods(unread)].filter((span) => !overlaps(span, spans)),
	);
	const { subject, quotes: named } = subjectOf(directives, quotes, lists);
	const unlisted = <T extends Span>(found: T[]) => found.filter((span) => !overlaps(span, lists));
	const moods = unlisted(findMoods(unread));
	const wishes = [
		...moods,
		...unlisted(colours),
		...matches(unread, /\b(?:in|with|and|style|look|colou?rs?|palette|tones?|font|very)\b/gi),
	];
	// A number in the name of the thing is part of its name: "Nova 2".
	const ownNumbers = matches(prompt, new RegExp(literally(subject.topic || BLANK), "gi"));

	return {
		prompt,
		language: languageOf(prompt),
		subject,
		quotes: named,
		facts: facts.filter(
			(fact) =>
				!overlaps(fact, ownNumbers) || !(subject.name?.includes(fact.digits) || isCount(fact, prompt.slice(ownNumbers[0]?.from))),
		),
		lists,
		statements: statementsOf(prompt, blank(masked, lists)).filter(
			(statement) =>
				(blank(prompt, wishes)
					.slice(statement.from, statement.to)
					.match(/\p{L}[\p{L}'’]+/gu)?.length ?? 0) >= 3,
		),
		colours: unlisted(colours),
		moods: [...new Set(moods.map((found) => found.mood))],
		seconds: duration?.seconds ?? null,
		ratio: ratio?.ratio ?? null,
		music: findMusic(unread, lexiconOf(USUAL_LANGUAGES))?.music ?? null,
		font: findFont(unread)?.font ?? null,
		transition: findTransition(unread)?.type ?? null,
		speed: speedOf(unread),
		address: addresses[0]?.text.replace(/^https?:\/\//, "") ?? null,
		files: [...new Set(files.map((file) => file.groups[0] ?? ""))].filter(Boolean),
		wantsPictures:
			/\b(?:images?|photos?|pictures?|my (?:logo|screenshot)|uploaded|attached|bild(?:er)?|fotos?|imagen(?:es)?|images)\b/i.test(
				unread,
			),
		mustShow: mustShowOf(prompt, masked, quotes, addresses, lists),
		outline,
		scenes: wantedScenes(outline ? outline.wish : prompt),
		describedScenes: prompt.match(DESCRIBED_SCENE)?.length ?? 0,
		seed: seedOf(prompt.toLowerCase()),
	};
}

/** Without Markdown's marks. */
function unmarked(text: string): string {
	return text.replace(/^ ?#{1,6} +/gm, "").replace(/\*\*([^*\n]{1,300})\*\*/g, "$1");
}

function subjectOf(masked: string, quotes: QuotedText[], lists: ListFound[]): { subject: Subject; quotes: QuotedText[] } {
	const found = findSubject(masked.slice(0, 2500));
	const versus = lists.find((list) => list.kind === "versus");
	if (versus?.kind === "versus" && (found.topic.length < 2 || /^(?:compar\w+|vs|versus|vergleich)\b/i.test(found.topic))) {
		return { subject: { topic: `${versus.left.title} vs ${versus.right.title}` }, quotes };
	}
	const vague =
		/^(?:charts?|graphs?|it|this|that|something|anything|numbers?|data|topic|title)\b/i.test(found.topic) ||
		found.topic.length < 2;
	const list = lists.find((one) => one.title !== "");
	if (vague && list) return { subject: { topic: list.title }, quotes };
	if (!vague) {
		// "The app “Tidy”": the quoted name is what the film is about.
		const own = quotes.find((quote) => quote.role === "title" && quote.text.length <= 30);
		const kind =
			/^(?:app|podcast|book|novel|album|song|game|course|event|exhibition|show|series|brand|product|company|band|festival|restaurant|café|shop|startup|documentary|movie)$/i.test(
				found.topic,
			);
		return { subject: own && kind && !found.name ? { topic: own.text, name: own.text } : found, quotes };
	}
	// Nothing but quoted words: the first of them is what the film is about, and its title.
	const first = quotes.find((quote) => quote.role === "title") ?? quotes.find((quote) => quote.role === "plain") ?? quotes[0];
	if (!first) return { subject: found.topic.length > 3 ? found : { topic: "" }, quotes };
	const short = first.text.length <= 60;
	return {
		subject: { topic: short ? first.text : first.text.split(/\s+/).slice(0, 6).join(" ") },
		quotes: short ? quotes.map((quote) => (quote === first ? { ...quote, role: "title" } : quote)) : quotes,
	};
}

const SCENE_NOUN = "(?:scenes?|slides?|shots?|szenen?|escenas?|scènes?)";

const DESCRIBED_SCENE = new RegExp(`^${SCENE_NOUN} #?\\d{1,3}(?=\\s*[:.)–-])`, "gimu");

/** "In 20 scenes". */
function wantedScenes(wish: string): number | null {
	const named = new RegExp(`(?<![\\p{L}\\p{N}])(\\d{1,3}) ${SCENE_NOUN}(?![\\p{L}])`, "iu").exec(wish)?.[1];
	return named && Number(named) > 0 ? Number(named) : null;
}

const WISH = new RegExp(
	`^\\s*(?:please\\s+)?(?:promote|introduce|announce|present|explain|advertise|celebrate|visuali[sz]e|summari[sz]e|teach|describe|compare|tell)\\b|(?:^|\\b)(?:make|create|build|produce|design|generate|use|add|keep|end|open|start|begin|close|finish|show|include|mention|say|set|put|let|give|write|please|should|must|want|need|would like|can you|could you|i'd|background|accent|music|font|ratio|format|duration|transitions?|colou?rs?|palette|tone|style|mood|voice ?over|erstelle|mach|zeige|verwende|benutze|nutze|crea|haz|usa|muestra|crée|fais|utilise|montre)\\b|(?<![\\p{L}])${FILM_NOUN}(?![\\p{L}])`,
	"iu",
);

function statementsOf(prompt: string, masked: string): Statement[] {
	const found: Statement[] = [];
	for (const sentence of matches(masked, /[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?/g)) {
		if (sentence.text.includes("\uE000") || WISH.test(sentence.text)) continue;
		const text = tidy(prompt.slice(sentence.from, sentence.to));
		if (text.split(" ").length >= 3 && text.length <= 220 && !/:$/.test(sentence.text.trim()))
			found.push({ from: sentence.from, to: sentence.to, text });
		if (found.length >= 40) break;
	}
	return found;
}

/** `slower`, `fast-paced` and the like, as a factor for motion. */
function speedOf(text: string): number | null {
	if (/\b(?:very fast|super fast|rapid|hectic)\b/i.test(text)) return 1.8;
	if (/\b(?:fast[- ]paced|fast (?:cuts|pace|motion|moving)|quick (?:cuts|pace)|snappy|schnelle? schnitte)\b/i.test(text))
		return 1.5;
	if (/\b(?:slow(?:ly)?[- ](?:paced|motion|moving|pace)|slow and|take (?:your|its) time|langsam\w*|lent\w*)\b/i.test(text))
		return 0.65;
	return null;
}

function mustShowOf(
	prompt: string,
	masked: string,
	quotes: QuotedText[],
	addresses: (Span & { text: string })[],
	lists: ListFound[],
): Findings["mustShow"] {
	const must: Findings["mustShow"] = [];
	for (const quote of quotes) must.push({ text: quote.text, clause: quote.text, kind: "words" });
	for (const address of addresses)
		if (/\d/.test(address.text)) must.push({ text: address.text, clause: address.text, kind: "words" });
	// Markers of a numbered list are no numbers of the film: the scene numbers its steps itself.
	const unmarked = blank(
		masked,
		lists.flatMap((list) =>
			matches(prompt.slice(list.from, list.to), /(?:^|\n|\s)\(?\d{1,2}[.)](?=\s)|\bstep \d{1,2}\b/gi).map((span) => ({
				from: list.from + span.from,
				to: list.from + span.to,
			})),
		),
	);
	const seen = new Set<string>();
	for (const digits of matches(unmarked, /\d{1,40}(?:[.,:/]\d{1,20}){0,5}/g)) {
		if (seen.has(digits.text) || seen.size >= MOST_SHOWN) continue;
		seen.add(digits.text);
		must.push({ text: digits.text, clause: tidy(clauseAt(prompt, digits.from)), kind: "number" });
	}
	return must;
}

function overlaps(span: Span, others: readonly Span[]): boolean {
	return others.some((other) => span.from < other.to && other.from < span.to);
}
