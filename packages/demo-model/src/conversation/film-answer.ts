import { filmDurationInFrames, RATIO_SIZE, type Storyboard } from "@storydream/protocol";
import type { Plan } from "../plan/index.ts";
import type { Brief } from "../reading/brief.ts";
import type { InstructionKind } from "../reading/brief-spans.ts";
import { shortened } from "../reading/spans.ts";
import { type AnswerTable, answersIn, filled } from "./answers/index.ts";
import { entriesIn } from "./matching.ts";

/** Instructions that the answer repeats. The others are words between them, or show in the order of the scenes. */
const REPEATED: readonly (InstructionKind | "content")[] = [
	"length",
	"ratio",
	"style",
	"colour",
	"audience",
	"language",
	"negative",
];
/** Entries of a list in the answer, and characters of one. */
const MOST_NAMED = { entries: 8, characters: 60 };
const MINUTE = 60;

/** A film that was made, and what came up on the way. */
export interface MadeFilm {
	brief: Brief;
	plan: Plan;
	/** As it was written, which a repair may have changed. */
	storyboard: Storyboard;
	/** Files of the project; null: nobody looked. */
	files: readonly string[] | null;
	/** Pictures attached to the prompt. */
	pictures: number;
	/** What the check complains of; null: nothing. */
	trouble: string | null;
}

/** Said at the end of a first film, in the language of the brief: what was made, what was understood, and what is missing. */
export function filmAnswer(made: MadeFilm): string {
	const { brief, plan, storyboard, trouble } = made;
	const { language } = brief;
	const table = answersIn(language);
	const values = { title: shortened(brief.title ?? "", MOST_NAMED.characters), facts: filmFacts(storyboard, language) };
	const lines = [
		trouble === null ? filled(brief.title ? table.ready : table.readyUnnamed, values) : `${table.troubled}\n\n> ${trouble}`,
	];
	const understood = brief.spans.filter(({ kind }) => REPEATED.includes(kind)).map(({ text }) => text);
	if (understood.length > 0) lines.push("", filled(table.understood, { list: named(understood, language) }));
	const missing = missingLines(made, table);
	if (missing.length > 0) lines.push("", ...missing);
	if (brief.vague) lines.push("", table.aboutWhat);
	else if (plan.tight) lines.push("", table.tight);
	lines.push("", nextLine(table));
	return lines.join("\n");
}

/** What of the brief is not in the film, a sentence each. */
function missingLines({ brief, plan, storyboard, pictures, files }: MadeFilm, table: AnswerTable): string[] {
	const { language } = brief;
	const lines: string[] = [];
	const absent = (storyboard.brief ?? []).filter(({ kind, shownIn }) => kind !== "instruction" && shownIn?.length === 0);
	if (plan.textShown !== null && language !== "en")
		lines.push(filled(table.longText, { shown: `${plan.textShown.shown}`, total: `${plan.textShown.total}` }));
	else if (plan.leftOut !== null) lines.push(plan.leftOut);
	else if (absent.length > 0)
		lines.push(
			filled(table.notShown, {
				list: named(
					absent.map(({ text }) => text),
					language,
				),
			}),
		);
	const instructions = brief.spans.filter(({ kind }) => kind !== "content").map(({ text }) => text);
	const cannot = entriesIn(table.cannotWords, instructions.join("\n"));
	if (cannot.length > 0) lines.push(filled(table.cannot, { list: named(cannot, language) }));
	const missing = brief.files.filter((file) => files && !files.some((one) => one.toLowerCase() === file.toLowerCase()));
	if (missing.length > 0) lines.push(filled(table.missingFiles, { list: named(missing, language) }));
	if (plan.cappedSeconds !== null) lines.push(filled(table.capped, { length: spokenLength(plan.cappedSeconds, language) }));
	if (pictures > 0) lines.push(table.pictures);
	return lines;
}

/** "12 seconds, 9:16, 4 scenes", in the words of a language. */
export function filmFacts(storyboard: Storyboard, language: string): string {
	const seconds = filmDurationInFrames(storyboard) / storyboard.fps;
	const { width, height } = storyboard;
	const ratio = Object.entries(RATIO_SIZE).find(([, size]) => size.width === width && size.height === height)?.[0];
	return [spokenLength(seconds, language), ratio ?? `${width}×${height}`, spokenScenes(storyboard.scenes.length, language)].join(
		separator(language),
	);
}

/** "4 scenes", by the plural rules of a language. */
export function spokenScenes(count: number, language: string): string {
	const { scenes } = answersIn(language);
	const rule = new Intl.PluralRules(language).select(count);
	return filled(scenes[rule] ?? scenes.other, { n: new Intl.NumberFormat(language, { numberingSystem: "latn" }).format(count) });
}

/** "12 seconds", "2 minutes 30 seconds", with at most one decimal. */
export function spokenLength(seconds: number, language: string): string {
	const rounded = Math.round(seconds * 10) / 10;
	const part = (value: number, unit: "minute" | "second") =>
		new Intl.NumberFormat(language, {
			style: "unit",
			unit,
			unitDisplay: "long",
			maximumFractionDigits: 1,
			numberingSystem: "latn",
		}).format(value);
	if (rounded < 2 * MINUTE) return part(rounded, "second");
	const rest = Math.round((rounded % MINUTE) * 10) / 10;
	return [part(Math.floor(rounded / MINUTE), "minute"), ...(rest > 0 ? [part(rest, "second")] : [])].join(" ");
}

/** Two wishes that a person could say next. */
export function nextLine(table: AnswerTable): string {
	// Markdown marks no emphasis between a quotation mark and a letter, as scripts without spaces have it.
	const mark = SPACELESS.test(table.next) ? "" : "*";
	const [first, second] = table.suggest.map((wish) => `${mark}${quoted(wish, table)}${mark}`);
	return filled(table.next, { first: first ?? "", second: second ?? "" });
}

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]/u;

export function quoted(text: string, { quotes }: AnswerTable): string {
	const half = quotes.length / 2;
	return `${quotes.slice(0, half)}${text}${quotes.slice(half)}`;
}

function named(texts: readonly string[], language: string): string {
	const table = answersIn(language);
	const short = [...new Set(texts.map((text) => text.replace(/\s+/g, " ").replace(/^[\s,.;:]+|[\s,.;:]+$/g, "")))]
		.filter((text) => text !== "")
		.map((text) => quoted(shortened(text, MOST_NAMED.characters), table));
	const more = short.length > MOST_NAMED.entries ? [`… (+${short.length - MOST_NAMED.entries})`] : [];
	return [...short.slice(0, MOST_NAMED.entries), ...more].join(separator(language));
}

function separator(language: string): string {
	if (language === "ja" || language === "zh") return "、";
	return language === "ar" ? "، " : ", ";
}
