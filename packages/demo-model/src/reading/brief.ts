import type { Ratio } from "@storydream/protocol";
import type { Block } from "./blocks.ts";
import type { BriefSpan } from "./brief-spans.ts";
import { type Findings, readFindings } from "./findings.ts";
import { blocksOf } from "./group.ts";
import { withoutKind } from "./kind-names.ts";
import { type Language, languagesOf } from "./language.ts";
import { type Lexicon, lexiconOf } from "./lexicon.ts";
import { findMusic } from "./music.ts";
import { NAMES_BY_CAPITAL } from "./names.ts";
import { readPrompt } from "./read.ts";
import { BLANK, capitalised, compact } from "./spans.ts";
import { withoutTypos } from "./typos.ts";

/** Characters of a prompt that are read piece by piece; of a longer one a summary is made. */
export const READ_PIECEWISE = 6000;

/** A prompt as it was understood. */
export interface Brief extends Findings {
	/** Every piece of the prompt, in order: an instruction, or content to be shown. */
	spans: BriefSpan[];
	/** The text that was read, without its quoted words and links. */
	plain: string;
	/** The content by meaning, in the order it is shown. */
	blocks: Block[];
	/** The film's name; null: the prompt has none. */
	title: string | null;
	/** Nothing was said that can be shown: the film has to invent its subject. */
	vague: boolean;
}

/** Reads a prompt. Pure: the same prompt gives the same brief. */
export function readBrief(raw: string): Brief {
	const findings = readFindings(raw);
	const text = compact(raw.normalize("NFC").replaceAll(BLANK, ""));
	const languages = languagesOf(text);
	const [language = "en"] = languages;
	const lexicon = lexiconOf(languages);
	const read = readPrompt(text.slice(0, READ_PIECEWISE), lexicon);
	const { spans } = read;
	const blocks = blocksOf(read, language);
	const wishes = wishesIn(spans, lexicon);
	const long = findings.outline !== null;
	return {
		...findings,
		...(long ? {} : wishes),
		moods: [...new Set([...(long ? findings.moods : []), ...wishes.moods])],
		music: musicOf(findings, spans, lexicon),
		colours: long ? findings.colours : colours(findings, spans, lexicon),
		language,
		spans,
		plain: read.reading.masked,
		blocks,
		title: nameOf(blocks, language),
		vague: blocks.length === 0 && findings.files.length === 0,
	};
}

/** Longest name of a film. */
const LONGEST_NAME = 64;

const ONLY_KIND =
	/^(?:recipe|rezept|recette|receta|receita|ricetta|przepis|recept|tarif|invitation|einladung|invito|convite|invitación|zaproszenie|uitnodiging|menu|menú|programme?|programm)$/iu;

/** What the heading of opening hours says besides whose they are. */
const HOURS_WORDS =
	/^(?:(?:unsere |nos |nuestros? |os nossos |i nostri )?(?:öffnungszeiten|opening hours|horaires?(?: d['’]ouverture)?|horarios?(?: de (?:apertura|atención))?|horário(?:s)?(?: de (?:funcionamento|atendimento|abertura))?|orari(?:o)?(?: di apertura)?|godziny (?:otwarcia|pracy)|openingstijden|أوقات (?:ال)?(?:عمل|دوام)|ساعات (?:ال)?(?:عمل|دوام)|مواعيد (?:ال)?عمل|שעות (?:ה)?(?:פתיחה|פעילות)))\s*(?:[:：–—-]\s*)?(?:(?:of (?:the )?|der |des |von |vom |im |in der |de la |de l['’]|du |del? |da |do |della |dell['’]|dello |van (?:de |het )?|של )\s*)?|\s*[:：–—-]?\s*(?:öffnungszeiten|opening hours|openingstijden|çalışma saatleri|açılış saatleri|(?:の)?(?:営業|診療|開館|受付)時間|(?:的)?(?:开放|营业|开馆|就诊)时间|(?:의)? ?(?:영업|운영|이용|진료|개관) ?시간|का समय|के खुलने का समय)$/iu;

/** A heading without what only says that opening hours follow. */
function withoutHoursWords(title: string): string {
	const name = title.replace(HOURS_WORDS, "").trim();
	return name === "" ? title : capitalised(name);
}

function nameOf(blocks: readonly Block[], language: Language): string | null {
	const title = blocks.find((block) => block.kind === "title");
	// "We're opening a second shop! Nordhaus Coffee, …": a call is no name, where one stands behind it.
	const called = title?.kind === "title" && !title.isName && /[!?]$/u.test(title.title) ? nameAlone(blocks, language) : null;
	const name = title?.kind === "title" ? (called ?? title.title) : (introducedIn(blocks) ?? headingOrName(blocks, language));
	if (name === null) return null;
	// "Recette : pâte à crêpes": a word for the kind of film alone names nothing.
	if (title?.kind === "title" && title.subtitle !== null && ONLY_KIND.test(name)) return title.subtitle;
	return withoutKind(blocks.some((block) => block.kind === "hours") ? withoutHoursWords(name) : name);
}

/** The heading that the film begins with, where nothing else names it. */
function nameOfFirst([first]: readonly Block[]): string | null {
	if (first?.kind === "priceChange") return first.label !== "" && first.label.length <= LONGEST_NAME ? first.label : null;
	const label = first && "title" in first && first.kind !== "title" && first.kind !== "chapter" ? first.title : null;
	if (label === null || label.length > LONGEST_NAME) return null;
	// "Menu for our bar “Kitchen 9”", "Dog school Good Paws": the name at its end.
	const quoted = /^[^"“”„«»]*["“„«]([^"“”„«»]{2,30})["”»](?:\s[^"“”„«»]*)?$/u.exec(label)?.[1];
	const named = /\p{Ll}\s((?:\p{Lu}[\p{L}\p{N}'’]*)(?:\s(?:&\s)?\p{Lu}[\p{L}\p{N}'’]*)*)$/u.exec(label);
	return (
		quoted ??
		(named?.[1] &&
		!/\s(?:in|of|on|at|for|from|to|and|with|the|between|near|by|ab|im|am|seit|bis|de|del|della|di|du|des|da|do|dos|van|von|na|w|z|para|pour|per)\s$/iu.test(
			label.slice(0, named.index + 2),
		)
			? named[1]
			: label)
	);
}

const NAME =
	"(?:\\p{Lu}[\\p{L}\\p{N}'’&-]*|\\p{Ll}{1,3}\\p{Lu}[\\p{L}]*)(?:\\s(?:\\p{Lu}[\\p{L}\\p{N}'’&-]*|&|\\d{1,4}(?![\\p{L}\\d%])))*";
/** Sentences that tell of one thing: "That's Claimly, …", "Version 7.2 of Orbit Notes is here". */
const INTRODUCED = new RegExp(
	`(?:^|[.!?:]\\s)(?:(?:[Tt]hat's|[Tt]hat’s|[Tt]his is|[Mm]eet|[Ii]ntroducing|[Ss]ay hello to|[Ww]elcome to|[Ww]e're|[Ww]e’re|[Ww]e are|[Tt]ry|[Dd]iscover|[Vv]isit)\\s(${NAME})(?=[\\s]*(?:[,.!:–—-]|$))|(?:[Vv]ersion [\\d.]+ of )?(${NAME})\\s(?:is|are) (?:here|back|out|live|coming|open|now open)(?![\\p{L}]))`,
	"u",
);

/** "We lanceren op 1 maart onze app Buurtkast": whose thing it is, what it is, and its name. */
const OWN_NAME = new RegExp(
	`(?<!\\p{L})(?:our|my|onze|ons|mijn|notre|mon|ma|nuestr[oa]|mi|noss[oa]|meu|minha|(?:il|la) (?:nostr[oa]|mi[oa])|nasz[aą]?|mój|moją?)\\s(?:new |nieuwe |nouve(?:au|lle) |nuev[oa] |nov[oa] )?(?:\\p{Ll}+\\s){1,2}(${NAME})(?=\\s*(?:[,.!:–—-]|$|\\sis\\s))`,
	"u",
);

/** The name that a statement introduces, where no title does. */
function introducedIn(blocks: readonly Block[]): string | null {
	const said = blocks.map(({ text }) => INTRODUCED.exec(text)).find((found) => found !== null);
	const [first] = blocks;
	const own = first?.kind === "statement" || first?.kind === "number" ? OWN_NAME.exec(first.text)?.[1] : null;
	const name = said?.[1] ?? said?.[2] ?? own ?? null;
	return name !== null && !/^(?:It|We|They|He|She|You|I|That|This|Here|There|Today)$/.test(name) ? name : null;
}

/** "Our fundraiser so far: …. St Brigid's Roof Fund.": a heading without a name of its own gives way to a name alone. */
function headingOrName(blocks: readonly Block[], language: Language): string | null {
	const heading = nameOfFirst(blocks);
	if (heading === null || !/\p{Lu}|\d/u.test(heading.slice(1))) return nameAlone(blocks, language) ?? heading;
	return heading;
}

/** Words with capitals, and nothing else: "Villa Serena". */
const CAPITALS = /^\p{Lu}[\p{L}'’&.-]+(?:\s(?:(?:&|of|the|de|la|du|di|da|del|van)\s)?\p{Lu}[\p{L}'’&.-]*){1,3}$/u;
/** Kinds of blocks that can begin with a name. */
const NAMING: ReadonlySet<Block["kind"]> = new Set(["statement", "list", "contact"]);

/** The first sentence that begins with a name alone: "Villa Serena, Amalfi". Null: none does, or all nouns have capitals. */
function nameAlone(blocks: readonly Block[], language: Language): string | null {
	if (!NAMES_BY_CAPITAL.has(language)) return null;
	const heads = blocks.flatMap(({ kind, text }) => (NAMING.has(kind) ? [text.split(/[,\n]/u)[0] ?? ""] : []));
	return heads.find((head) => CAPITALS.test(head) && head.length <= LONGEST_NAME) ?? null;
}

/** Length, ratio and moods as the instructions say them. */
function wishesIn(spans: readonly BriefSpan[], lexicon: Lexicon): Pick<Findings, "seconds" | "ratio" | "moods"> {
	const instructions = spans.filter((span) => span.kind !== "content");
	const lengths = instructions.flatMap((span) => lexicon.lengths(withoutTypos(span.text)));
	const ratios = instructions.flatMap((span) => ratiosIn(span, lexicon));
	const moods = instructions.flatMap((span) =>
		span.kind === "negative" ? [] : lexicon.moods(span.text).map(({ mood }) => mood),
	);
	const ratio = ratios.find((found) => !found.platform) ?? ratios[0];
	return { seconds: lengths[0]?.seconds ?? null, ratio: ratio?.ratio ?? null, moods: [...new Set(moods)] };
}

/** What instructions say of music. Content never asks for silence: a film can be about a silent film. */
function musicOf(findings: Findings, spans: readonly BriefSpan[], lexicon: Lexicon): Findings["music"] {
	const refused = spans.filter((span) => span.kind === "negative");
	if (refused.some((span) => findMusic(span.text, lexicon)?.music === "none")) return "none";
	const asked = spans.filter((span) => span.kind !== "content" && span.kind !== "negative").map(({ text }) => text);
	const found = findMusic(asked.join(", "), lexicon);
	if (found) return found.music;
	// "No sad music" asks for none of that kind.
	if (refused.some((span) => findMusic(span.text, lexicon)) && findings.outline === null) return null;
	return findings.music === "none" && findings.outline === null ? null : findings.music;
}

/** The ratios that an instruction names. `platform`: only by a platform, which a named format overrides. */
function ratiosIn(span: BriefSpan, lexicon: Lexicon): { ratio: Ratio; platform: boolean }[] {
	const platforms = lexicon.find("platform", span.text);
	return lexicon.ratios(withoutTypos(span.text)).map(({ ratio, from, to }) => ({
		ratio,
		platform: platforms.some((platform) => platform.from <= from && platform.to >= to),
	}));
}

/** Colours that instructions name, in the languages of the word tables. What negatives name is none. */
function colours(findings: Findings, spans: readonly BriefSpan[], lexicon: Lexicon): Findings["colours"] {
	const instructions = spans.filter((span) => span.kind !== "content" && span.kind !== "negative");
	const known = findings.colours.filter((colour) =>
		instructions.some((span) => span.text.toLowerCase().includes(colour.name.toLowerCase())),
	);
	if (known.length > 0) return known;
	const names = instructions.flatMap((span) => lexicon.colours(span.text).map(({ name }) => name));
	return [...new Set(names)].flatMap((name) =>
		readFindings(`${name} background`).colours.map((colour) => ({ ...colour, role: null })),
	);
}
