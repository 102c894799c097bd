import type { Piece } from "./classify.ts";
import type { Language } from "./language.ts";
import { weekdayNames } from "./layout.ts";
import { NAMES_BY_CAPITAL } from "./names.ts";
import { MOMENT, PRICE } from "./patterns.ts";
import { capitalised, type Span } from "./spans.ts";

/** The film's name, and what stands around it in the prompt. */
export interface TitleFound {
	title: string;
	kicker: string | null;
	subtitle: string | null;
	/** Whether the title is a name of its own, such as "Aurora". */
	isName: boolean;
	/** Clauses of the piece that the title does not show. */
	rest: Piece["clauses"];
}

/** Longer texts are no titles: they are shown as sentences. */
const LONGEST_TITLE = 64;
const LONGEST_SUBTITLE = 110;
/** Articles and possessives that a title does without. */
const ARTICLE =
	/^(?:the|a|an|our|my|your|der|die|das|den|dem|ein|eine|einen|einem|einer|unser\p{L}*|mein\p{L}*|le|la|les|un|une|notre|nos|mon|ma|el|los|las|una|nuestr[oa]s?|mi|o|os|as|um|uma|nosso|nossa|il|lo|gli|i|uno|nostr[oa]|de|het|een|onze|ons)\s+(?=\S)/iu;
const ELISION = /^(?:l|d|un)['’](?=\p{L})/iu;
const NAME_RUN =
	/(?<![\p{L}\p{N}.])(?:\p{Lu}[\p{L}\p{N}'’.-]*|\p{Ll}+\p{Lu}[\p{L}]*)(?:\s(?:(?:of|the|de|la|le|du|des|del|di|da|do|von|van|der|den|y|e|et|and|&|\+)\s|(?:d|l|dell|all|nell|sull)['’])?(?:\p{Lu}[\p{L}\p{N}'’.-]*|\d+(?:\.\d+)?(?:[–-]\d{2,4})?(?![\p{L}\d.,%:/°€$£])))*/gu;

/** Words that belong to the figure behind them: prepositions of time and place, "has". */
const BEFORE_FIGURE =
	"top|best|at|on|from|by|in|to|of|our|my|your|their|with|over|than|more|all|and|the|this|only|just|for|has|have|is|am|an|ab|um|von|vom|im|ist|hat|nur|bis|für|le|la|du|à|a|dès|de|au|en|el|del|desde|las|los|solo|tiene|das|dos|às|no|na|os|só|tem|il|al|dal|dalle|alle|sono|ha|od|o|w|we|na|ma|jest|vanaf|om|op|heeft|is|dit|bu|saat|her|يوم|في|الساعة|منذ|قبل|فقط|ביום|בשעה|בת|בן|רק|עד|מאז|לפני";

const AT_PRICE =
	/^\s(?:at|for|für|à|a|de|por|per|za|voor)\s\d+(?:[.,]\d+)?\s?(?:€|£|\$|euros?|dollars?|pounds?|pesos?|reais|zł|lei|kr|tl)(?![\p{L}])/iu;

const ASKS =
	/^(?:how|what|why|who|when|where|which|is|are|do|does|can|should|wie|was|warum|wer|wann|wo|wohin|welche\p{L}*|comment|pourquoi|qui|quand|où|quel\p{L}*|qué|cómo|por qué|quién|cuándo|dónde|o que|como|quem|che|come|perché|chi|co|jak|dlaczego|kto|hoe|waarom|wat|wie|ne|nasıl|neden)(?![\p{L}])/iu;
/** "Introducing Quill": the words before the name stand above it. */
const INTRODUCES =
	/^(introducing|meet|presenting|say hello to|welcome to|this is|das ist|wir präsentieren|darf ich vorstellen:?|voici|découvrez|te presentamos|presentamos|este es|esta es|conheça|apresentamos|ecco|vi presentiamo|poznaj|maak kennis met|dit is|karşınızda)\s+((?=\p{Lu}|\d)[\p{L}\p{N}'’.&+-]*(?:\s(?:\p{Lu}[\p{L}\p{N}'’.&+-]*|\d+|&))*)$/iu;

/** Words that a name stands right behind. */
const CALLED =
	/(?:called|named|name is|se llama|llamad[oa]|se chama|chama-se|chamad[oa]|si chiama|chiamat[oa]|s['’]appelle|appelée?|nommée?|heißt|namens|genannt|heet|genaamd|nazywa się|o nazwie)\s*$/iu;

/** The title in the words of the subject. Null: the subject is too long to be one. */
export function titleOf(text: string, piece: Piece, language: Language): TitleFound | null {
	const [head, ...more] = piece.clauses;
	if (!head) return null;
	const [next] = more;
	const runsOn = next !== undefined && /^\s+$/u.test(text.slice(head.to, next.from));
	const figure = piece.quote ? null : figureAt(text, piece, runsOn);
	if (figure !== null) {
		const found = titleOf(text, { ...piece, to: figure, clauses: [{ from: head.from, to: figure }] }, language);
		return found && { ...found, rest: [{ from: figure + 1, to: head.to }, ...more] };
	}
	const whole = text.slice(head.from, head.to);
	// "Could you make a film about the fair?": the mark belongs to the request.
	const words = piece.role === "subject" && !piece.quote && !ASKS.test(whole) ? whole.replace(/\s*[?？]$/u, "") : whole;
	const description = piece.quote || runsOn ? null : describing(text, more);
	const rest = description ? more.slice(description.count) : more;
	const subtitle = description && capitalised(text.slice(description.from, description.to));
	const own = piece.quote
		? null
		: (kindAndName(text, piece, words, language) ?? nameFirst(text, piece, words, { language, description, rest }));
	if (own) return own;
	const introduced = piece.quote ? null : (quotedName(words) ?? introducedName(words));
	if (introduced) return { ...introduced, subtitle, isName: true, rest };
	if (words.length > LONGEST_TITLE) return null;
	const bare = piece.quote || piece.role !== "subject" ? words : words.replace(ARTICLE, "").replace(ELISION, "");
	const isName = piece.quote !== null || /^(?:\p{Lu}[\p{L}\p{N}'’.-]*)(?:\s\p{Lu}[\p{L}\p{N}'’.-]*)*$/u.test(bare);
	return { title: capitalised(bare === "" ? words : bare), kicker: null, subtitle, isName, rest };
}

/** Whether a title stands right behind words such as "called". */
function isCalled(text: string, piece: Piece): boolean {
	return piece.role === "title" && CALLED.test(text.slice(0, piece.clauses[0]?.from ?? piece.from));
}

/** Where, without marks of punctuation, a figure begins what is said of the subject: "our bakery 24 sorts of bread". Null: nowhere. */
function figureAt(text: string, piece: Piece, runsOn: boolean): number | null {
	const [head = piece] = piece.clauses;
	const whole = text.slice(head.from, head.to);
	const long = runsOn || (piece.role === "subject" && whole.split(" ").length > 5);
	if (!long || (isCalled(text, piece) && /^\p{Lu}/u.test(whole))) return null;
	const start = figureStart(whole, runsOn);
	return start === null ? null : head.from + start;
}

/** "Our mobile repair van, Spokesperson": what it is, and its name alone behind a comma. Null: it is not written so. */
function kindAndName(text: string, piece: Piece, words: string, language: Language): TitleFound | null {
	const [, second, ...others] = piece.clauses;
	const behind = second ? text.slice(second.from, second.to) : "";
	if (piece.role !== "subject" || !isKindOf(words) || !NAMES_BY_CAPITAL.has(language) || !NAME_ALONE.test(behind)) return null;
	return { title: behind, kicker: capitalised(withoutOwner(words)), subtitle: null, isName: true, rest: others };
}

/** A name with capitals, with the words before it above it and those behind it below it. Null: there is none. */
function nameFirst(
	text: string,
	piece: Piece,
	words: string,
	{ language, description, rest }: { language: Language; description: Span | null; rest: Span[] },
): TitleFound | null {
	const called = isCalled(text, piece);
	const [head = piece] = piece.clauses;
	if ((piece.role !== "subject" && !called) || quotedName(words)) return null;
	// At the start of a sentence a capital is no sign of a name.
	const named = nameIn(words, OWN_ENGLISH.test(words) ? "en" : language, isAtStart(text, head.from));
	if (!named || named.name.length > LONGEST_TITLE) return null;
	const found = { title: named.name, kicker: named.before || null, isName: true };
	const behind = words.slice(named.to);
	// "Se llama El Comal tacos 25 pesos": without marks a figure is no part of what the name says.
	const [, next] = piece.clauses;
	const runsOn = next !== undefined && /^\s+$/u.test(text.slice(head.to, next.from));
	if ((called || runsOn) && !description && /^\s.*\d/u.test(behind))
		return { ...found, subtitle: null, rest: [{ from: head.from + named.to + 1, to: head.to }, ...rest] };
	const end = description ? text.slice(head.from + named.to, description.to) : behind;
	const subtitle = end.replace(/^[\s,;:–—-]+/, "").trim();
	return { ...found, subtitle: subtitle ? capitalised(subtitle) : null, rest };
}

/** "Introducing Quill": the name, and the words before it. Null: there is none. */
function introducedName(words: string): Pick<TitleFound, "title" | "kicker"> | null {
	const [, ahead, name] = INTRODUCES.exec(words) ?? [];
	if (!ahead || !name || /^\p{Ll}/u.test(name) || name.length > LONGEST_TITLE) return null;
	return { title: name, kicker: capitalised(ahead) };
}

/** A name of one to three words with capitals, and nothing else. */
const NAME_ALONE = /^\p{Lu}[\p{L}\d'’&.-]*(?:\s(?:&\s)?\p{Lu}[\p{L}\d'’&.-]*){0,2}$/u;

/** "Our mobile repair van", "my soap shop": whose it is, and words without a capital. */
function isKindOf(words: string): boolean {
	return POSSESSIVE.test(words) && words.split(" ").length <= 6 && !/\p{Lu}|\d/u.test(words.slice(1));
}

/** Quoted words with a few words of what they name before them: 温泉旅館「月の湯」, 도자기 공방 "흙과 불". Null: none. */
function quotedName(words: string): Pick<TitleFound, "title" | "kicker"> | null {
	const found = /^([^"“”„«»「」『』]{2,40}?)\s*(?:["“„«「『])([^"“”„«»「」『』]{2,40})(?:["“”»」』])$/u.exec(words);
	return found?.[1] && found[2] ? { title: found[2], kicker: capitalised(found[1].replace(FOR, "")) } : null;
}

/** What joins a name to a request that was cut off before it: "15 seconds, for the kindergarten …". */
const FOR = /^(?:for|für|pour|para|per|dla|voor)\s+(?=\S)/iu;
/** Words of English within a prompt in another language. */
const OWN_ENGLISH = /^(?:my|our|the)\s/iu;
/** Whose the named thing is: the film of a shop does not say "my". */
const POSSESSIVE =
	/^(?:my|our|mein\p{L}{0,2}|unser\p{L}{0,2}|mon|ma|notre|mi|nuestr[oa]|meu|minha|nosso|nossa|il mio|la mia|il nostro|la nostra|mój|moja|nasz\p{L}?|mijn|onze|ons)\s+(?=\S)/iu;

/** The words for a thing without whose it is: "our new flavour", "a small studio". */
export function withoutOwner(words: string): string {
	return words.replace(POSSESSIVE, "").replace(ARTICLE, "");
}

const PRICED = new RegExp(`^\\s(?:${PRICE})`, "iu");

let dateWords: RegExp | null = null;

/**
 * Where a figure begins in words without punctuation, with what belongs to it before: "our bakery | 24 sorts", "the market |
 * on Saturday 5 July". Null: nowhere, or so early that no title is left.
 */
function figureStart(words: string, runsOn: boolean): number | null {
	const found = /(?<=^\p{L}[\p{L}'’ ]+)\s(?=\d+(?:[.:]\d+)?\.?\s\p{L})/u.exec(words);
	// "Aniversário de 7 anos da Sofia": an age belongs to its noun.
	if (
		!found ||
		/^\s\d+\s(?:years?|anos|años|ans|anni|Jahre\p{L}?|lat|jaar|yıl\p{L}*|yaş\p{L}*)\s\p{L}/iu.test(words.slice(found.index))
	)
		return null;
	dateWords ??= new RegExp(`\\s(?:${weekdayNames().join("|")}|${BEFORE_FIGURE}),?$`, "iu");
	let index = found.index;
	for (let word = dateWords.exec(words.slice(0, index)); word; word = dateWords.exec(words.slice(0, index))) index = word.index;
	// "Tacos at 7 euros": what has a price belongs to it.
	if (index < found.index && AT_PRICE.test(words.slice(index))) index = words.lastIndexOf(" ", index - 1);
	// "Studio Bia cut 60 reais": one word names what the price is of.
	const [, one, ahead] = /^(.+)(\s\p{L}+)$/u.exec(words.slice(0, index)) ?? [];
	if (runsOn && one && ahead && index === found.index && PRICED.test(words.slice(index))) index -= ahead.length;
	return index < 4 ? null : index;
}

/** "…, a lamp that learns your evenings": clauses right behind the subject that say what it is. */
function describing(text: string, clauses: Piece["clauses"]): { from: number; to: number; count: number } | null {
	const [first] = clauses;
	if (!first) return null;
	const words = text.slice(first.from, first.to);
	if (/^\p{N}/u.test(words) || MOMENT.test(`${words} x`) || clauses.length > 2) return null;
	const last = clauses.at(-1) ?? first;
	if (last.to - first.from > LONGEST_SUBTITLE) return null;
	return { from: first.from, to: last.to, count: clauses.length };
}

/** Whether a sentence begins at a place: the capital there is no sign of a name. */
function isAtStart(text: string, from: number): boolean {
	return /(?:^|[.!?:：\n])\s*$/u.test(text.slice(0, from));
}

/** "… of the quarter", before the name of a place of that kind. */
const OF_PLACE =
	/\s(?:of|du|de|de la|des|d'|del|della|di|da|do|van|van de|van het)\s(?:the |la |l'|le )?(?:quarter|village|town|city|parish|street|school|college|church|club|colegio|escuela|instituto|parroquia|iglesia|escola|colégio|igreja|paróquia|scuola|liceo|parrocchia|école|collège|lycée|église|quartier|village|ville|paroisse|rue|commune|île|barrio|pueblo|ciudad|calle|colonia|bairro|vila|cidade|rua|quartiere|borgo|paese|città|via|wijk|buurt|dorp|stad|straat)\s+$/iu;

/** A name with small words around it: "our bakery | Crumb | in Lyon". */
function nameIn(words: string, language: Language, atStart: boolean): { name: string; before: string; to: number } | null {
	if (!NAMES_BY_CAPITAL.has(language)) return null;
	const runs = [...words.matchAll(NAME_RUN)].filter((run) => !/^(?:I|A|The|Our|My|How|Why|What|When|Where|Who)$/.test(run[0]));
	const [one, other] = runs;
	// "My Etsy shop LinenLark": the name stands last.
	const between = one && other ? words.slice(one.index + one[0].length, other.index) : "";
	const last =
		other !== undefined &&
		other.index + other[0].length === words.length &&
		/^(?:\s(?!(?:in|of|at|for|from|by|with|and|to|on|near|de|di|da|à|au|aux|en|chez|sur|dans|w|we|na|op|bij|te|em|no|a|al|alla|del|van)\s)\p{Ll}+){1,2}\s$/u.test(
			between,
		);
	const run = last ? other : one;
	// "Acme's team": the name alone would say less.
	if (run && /['’]s$/.test(run[0])) return null;
	if (atStart && run?.index === 0 && !run[0].includes(" ") && /^\s\p{Ll}/u.test(words.slice(run[0].length))) return null;
	if (!run || runs.length > 2 || (/^\p{Lu}/u.test(words.replace(ARTICLE, "").slice(0, 1)) === false && run.index > 40))
		return null;
	if (/^[^\s,;:–—]/u.test(words.slice(run.index + run[0].length))) return null;
	const lead = words.slice(0, run.index);
	// "La fête du quartier Saint-Roch": the name is that of the place.
	if (OF_PLACE.test(lead)) return null;
	// "The history of Berlin": the name alone would say less than was asked.
	if (
		/(?<![\p{L}])(?:of|to|in|from|about|and|with|for|on|at|de|du|des|d'|del|della|dello|dei|degli|delle|di|da|do|dos|das|der|van|en|à|sur|y|e|et|van|uit|en|met|w|z|na|by|between|entre|tra|fra|między|tussen|zwischen|why|how|what)\s+(?:the\s+|la\s+|le\s+|el\s+|il\s+)?$/iu.test(
			lead,
		)
	)
		return null;
	if (/\s(?:and|und|et|y|e|i|en|ve|&)\s/iu.test(words.slice(run.index + run[0].length))) return null;
	const before = lead.trim();
	const bare = before.replace(/^(?:the|a|an|le|la|les|un|une|el|los|las|una|o|os|as|um|uma|il|lo|i|gli|uno|de|het|een)$/iu, "");
	if (bare.split(" ").length > 5) return null;
	// A genitive belongs to the word that was left out: "Elif ve Can'ın | düğün davetiyesi".
	const name = language === "tr" ? run[0].replace(/['’]n?[ıiuü]n$/u, "") : run[0];
	return { name, before: bare === "" ? "" : capitalised(bare.replace(POSSESSIVE, "")), to: run.index + run[0].length };
}
