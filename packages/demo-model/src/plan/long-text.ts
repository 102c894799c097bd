import type { Findings } from "../reading/findings.ts";
import { type Outline, type Section, sentencesOf } from "../reading/outline.ts";
import type { QuotedText } from "../reading/quotes.ts";
import { capitalised, pieces, shortened } from "../reading/spans.ts";
import { missingDrafts } from "./coverage.ts";
import { type Draft, kinetic, seconds, textDrafts } from "./drafts.ts";
import { type Entry, leftOutOf, type Selection } from "./left-out.ts";
import { factDrafts, listDrafts } from "./list-drafts.ts";
import { closingOf, openingOf } from "./story-drafts.ts";

/** Scenes of a film of a long text, unless the prompt asks for more. */
const USUAL_SCENES = 12;
/** A film with more scenes is no summary, whatever its length. */
const MOST_SUMMARY_SCENES = 60;
/** A longer film gets more scenes: one for so many seconds. A shorter one gets fewer: none is shorter than the second. */
const SECONDS_A_SCENE = { long: 8, short: 2.5 };
const LEAST_SCENES = 3;
/** Lines that one scene of several takes; short items of a list are one more. */
const LINES_A_SCENE = 4;
const MOST_LINES_A_SCENE = 6;
/** A text with more list items than these for each heading is a list. */
const MOST_ITEMS_A_HEADING = 12;
/** Seconds a scene of the summary takes at most. */
const LONGEST_SCENE = 12;
/** Longest line of a scene that has several, and of one that stands alone. */
const LINE = { several: 80, alone: 140 };
/** Charts and numbers of a long text that get a scene. */
const MOST_FIGURES = 2;
/** So many quoted texts, one after the other, are a list to be shown. */
const QUOTED_LIST = 3;

/** A film of a long text, in parts of its order. */
export interface Summary {
	drafts: Draft[];
	/** What of the text is not shown, as a sentence for the person; null: nothing is left out. */
	leftOut: string | null;
	/** How many of its headings, mails, list items, paragraphs or sentences are shown, of all it has. */
	textShown: { shown: number; total: number };
}

/**
 * Summarises a long text: its headings, mails or list items, else the first sentences of its paragraphs, in order, in
 * a bounded number of scenes of several kinds. What the prompt asks for in its own words is always shown.
 */
export function summaryOf(whole: Findings, outline: Outline): Summary {
	const brief = withSubject(whole, outline);
	const opening = openingIn(brief, outline);
	const closing = closingOf(brief).slice(-1);
	const asked = askedFor(brief, outline);
	const limit = Math.max(sceneLimit(brief), opening.length + asked.length + closing.length);
	const room = limit - opening.length - closing.length - asked.length;
	const text = withoutQuotedList(outline, brief);
	const selection = selected(text);
	const figures = figuresIn(
		brief,
		outline,
		selection.entries.length > room ? Math.floor(room / 4) : room - selection.entries.length,
	);
	const body = bodyOf(selection, room - figures.length, brief.prompt);
	const drafts = [...opening, ...asked, ...figures, ...body.drafts, ...closing].sort((a, b) => a.at - b.at);
	const { sentence, textShown } = leftOutOf(selection, body.taken, text, brief, drafts);
	return { drafts, leftOut: sentence, textShown };
}

/** The brief with what the wish says the film is about: a name found somewhere in a long text is not its subject. */
function withSubject(brief: Findings, outline: Outline): Findings {
	const { name, topic } = brief.subject;
	if (name && outline.wish.includes(name)) return brief;
	const pointed = /\b(?:these|this|the following)\s+((?:\d{1,3}\s+)?\p{L}[\p{L} ]{1,40}?)\s*(?:[:.,]|$)/imu.exec(
		outline.wish,
	)?.[1];
	const plain = topic
		.replace(/\s+(?:from|of|in|out of|using|with) (?:this|these|the following)(?![\p{L}]).*$/iu, "")
		.replace(/\s+in \d{1,3} \p{L}+$/iu, "");
	const general =
		plain === "" || /^(?:these|this|it|that|the following|lines?|texts?|lists?|mails?|threads?|following)$/i.test(plain);
	const vague = general || !outline.wish.toLowerCase().includes(plain.toLowerCase());
	return { ...brief, subject: { topic: vague ? (outline.title ?? pointed ?? "") : plain } };
}

/** Charts, and numbers with a unit, as far as the text names some. */
function figuresIn(brief: Findings, outline: Outline, most: number): Draft[] {
	const headings = outline.sections
		.map((section) => section.heading ?? "")
		.join("\n")
		.toLowerCase();
	const counted = brief.facts.filter(
		(fact) => (fact.suffix !== "" || fact.prefix !== "" || fact.value >= 100) && !headings.includes(fact.digits),
	);
	const charts = listDrafts(brief).filter((draft) => /Chart$/.test(draft.scene));
	const numbers = factDrafts({ ...brief, facts: counted });
	return [...charts, ...numbers].sort((a, b) => a.at - b.at).slice(0, Math.max(0, Math.min(MOST_FIGURES, most)));
}

/** Scenes that the film may have: as many as were asked for, else by its length. */
function sceneLimit(brief: Findings): number {
	const named = brief.scenes ?? brief.describedScenes;
	if (named > 0) return Math.min(MOST_SUMMARY_SCENES, Math.max(LEAST_SCENES, named));
	if (brief.seconds === null) return USUAL_SCENES;
	const most = Math.min(MOST_SUMMARY_SCENES, Math.max(USUAL_SCENES, Math.floor(brief.seconds / SECONDS_A_SCENE.long)));
	return Math.max(LEAST_SCENES, Math.min(most, Math.floor(brief.seconds / SECONDS_A_SCENE.short)));
}

function openingIn(brief: Findings, outline: Outline): Draft[] {
	const named = brief.quotes.some((quote) => quote.role === "title" && isAsked(quote, brief, outline));
	if (!named && outline.title) {
		const title = shortened(outline.title, 100);
		return [{ scene: "Title", props: { title }, seconds: seconds(title, 1.8), at: -10 }];
	}
	// Without a wish the text begins with its own first words.
	return outline.wish === "" || brief.subject.topic === "" ? [] : openingOf(brief).slice(0, 1);
}

/** Whether quoted words stand in the wish, or in a list of quoted texts. */
function isAsked(quote: QuotedText, brief: Findings, outline: Outline): boolean {
	return outline.wish.includes(quote.text) || shownQuotes(brief).has(quote);
}

/** Quoted texts outside the wish that are to be shown: those of scenes described one by one, and those that make a list. */
function shownQuotes(brief: Findings): Set<QuotedText> {
	return brief.describedScenes >= QUOTED_LIST ? new Set(brief.quotes) : quotedList(brief);
}

/** Quoted texts with nothing but marks between them, where these are at least three. */
function quotedList(brief: Findings): Set<QuotedText> {
	const found = new Set<QuotedText>();
	let run: QuotedText[] = [];
	const end = () => {
		if (run.length >= QUOTED_LIST) for (const quote of run) found.add(quote);
		run = [];
	};
	for (const quote of brief.quotes) {
		const last = run.at(-1);
		if (last && !/^[\s,;|•·*+\-–—\d.)(&]*(?:and|und|y|et)?\s*$/u.test(brief.prompt.slice(last.to, quote.from))) end();
		run.push(quote);
	}
	end();
	return found;
}

/** The outline without paragraphs and items that consist of quoted texts: these have their own scenes. */
function withoutQuotedList(outline: Outline, brief: Findings): Outline {
	const list = [...quotedList(brief)].map((quote) => quote.text);
	if (list.length === 0) return outline;
	const others = (text: string) => {
		const rest = list.reduce((left, quote) => left.replace(quote, ""), text);
		return rest === text || rest.replace(/[^\p{L}]/gu, "").length > 40;
	};
	const sections = outline.sections.map((section) => ({
		...section,
		paragraphs: section.paragraphs.filter(others),
		items: section.items.filter(others),
	}));
	return { ...outline, sections };
}

/** Scenes for the quoted words and numbers of the wish itself. */
function askedFor(brief: Findings, outline: Outline): Draft[] {
	const list = shownQuotes(brief);
	const shownElsewhere = new Set(["title", "action", "tagline"]);
	const drafts = brief.quotes
		.filter((quote) => list.has(quote) || (!shownElsewhere.has(quote.role) && outline.wish.includes(quote.text)))
		.flatMap((quote) => textDrafts(quote.text, quote.from));
	const numbers = brief.mustShow.filter(
		(wanted) => wanted.kind === "number" && new RegExp(`(?<!\\d)${wanted.text.replace(/\W/g, "\\$&")}(?!\\d)`).test(outline.wish),
	);
	// "A film of these 60 tips" counts the tips; they are shown themselves.
	const facts = numbers.filter((wanted) => !/^\d{1,3}$/.test(wanted.text));
	return [...drafts, ...missingDrafts({ ...brief, mustShow: facts }, drafts).map((draft) => ({ ...draft, at: -1 }))];
}

/** What of the text carries it: headings, else mails, else list items, else paragraphs. */
function selected(outline: Outline): Selection {
	const { sections } = outline;
	const paragraphs = sections.flatMap((section) => section.paragraphs);
	const items = sections.flatMap((section) => section.items);
	const headed = sections.filter((section) => section.heading !== null);
	if (headed.length >= 3 && items.length < MOST_ITEMS_A_HEADING * headed.length)
		return { noun: "heading", total: headed.length, entries: largest(headed).map(sectionEntry) };
	const mails = sections.filter((section) => section.author !== null && section.paragraphs.length > 0);
	if (mails.length >= 3) return { noun: "mail", total: mails.length, entries: mails.map(sectionEntry) };
	if (items.length > paragraphs.length)
		return {
			noun: "list item",
			total: items.length,
			entries: items.map((item) => ({ head: null, lines: [item], author: false })),
		};
	return {
		noun: "paragraph",
		total: paragraphs.length,
		entries: paragraphs.map((paragraph) => ({ head: null, lines: sentencesOf(paragraph).slice(0, 3), author: false })),
	};
}

/** The headings of a text that has very many: without the smallest, as long as three are left. */
function largest(sections: readonly Section[]): Section[] {
	let kept = [...sections];
	while (kept.length > USUAL_SCENES) {
		const smallest = Math.max(...kept.map((section) => section.level));
		const fewer = kept.filter((section) => section.level < smallest);
		if (fewer.length < 3) break;
		kept = fewer;
	}
	return kept;
}

function sectionEntry(section: Section): Entry {
	const sentences = section.paragraphs.map((paragraph) => sentencesOf(paragraph)[0] ?? paragraph);
	return {
		head: section.heading ?? section.author,
		lines: section.items.length > 1 ? section.items : sentences,
		author: section.author !== null,
	};
}

/** The entries as at most `room` scenes: one each, else some alone and the others in groups. */
function bodyOf(selection: Selection, room: number, prompt: string): { drafts: Draft[]; taken: Entry[] } {
	const sizes = sizesOf(selection, room);
	const taken = spread(selection.entries, capacityOf(sizes));
	const drafts: Draft[] = [];
	let next = 0;
	let at = 0;
	let single = 0;
	const grouped = sizes.some((size) => size > 1);
	for (const size of sizes) {
		const group = taken.slice(next, next + size);
		const [only] = group;
		if (!only) break;
		// Scenes keep the order of the text, also among those that were found in another way.
		at = Math.max(at + 0.01, positionOf(only, prompt, at));
		const numbers = selection.noun === "list item" && taken.length === selection.total;
		drafts.push(group.length === 1 ? alone(only, single++, at, grouped) : together(group, at, numbers ? next + 1 : null));
		next += size;
	}
	return { drafts, taken };
}

/** How many entries each scene takes, in order. */
function sizesOf({ entries, noun }: Selection, room: number): number[] {
	const count = entries.length;
	if (noun !== "list item" && count <= room) return entries.map(() => 1);
	const short = entries.every((entry) => (entry.lines[0] ?? "").length <= LINE.several);
	const most = noun === "list item" && short ? MOST_LINES_A_SCENE : LINES_A_SCENE;
	const scenes = Math.min(room, Math.max(1, noun === "list item" ? Math.ceil(count / 3) : count));
	// Every other scene shows one entry, unless that alone keeps items of a list out of the film.
	const mixed = Array.from({ length: scenes }, (_, index) => (index % 2 === 0 ? 1 : most));
	const full = mixed.map(() => most);
	const keepsAll = noun === "list item" && capacityOf(mixed) < count && capacityOf(full) >= count;
	return tightened(keepsAll ? full : mixed, count);
}

function capacityOf(sizes: readonly number[]): number {
	return sizes.reduce((all, size) => all + size, 0);
}

/** The same scenes with fewer entries in the large ones, so that all together take `count` and none stays empty. */
function tightened(sizes: readonly number[], count: number): number[] {
	const result = [...sizes];
	let over = capacityOf(result) - count;
	while (over > 0) {
		const most = Math.max(...result);
		if (most <= 1) break;
		const at = result.lastIndexOf(most);
		result[at] = most - 1;
		over--;
	}
	return result;
}

/** At most `count` of a list, spread over all of it, the first among them. */
function spread<T>(list: readonly T[], count: number): T[] {
	if (list.length <= count) return [...list];
	return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]).filter(
		(one) => one !== undefined,
	);
}

function positionOf(entry: Entry, prompt: string, from: number): number {
	const words = (entry.lines[0] ?? entry.head ?? "").slice(0, 40);
	return words === "" ? -1 : prompt.indexOf(words, Math.floor(from));
}

/** A scene for one entry. `index` counts these scenes: the kind changes from one to the next, also where the `grouped` ones between them are lines. */
function alone(entry: Entry, index: number, at: number, grouped: boolean): Draft {
	const [first = entry.head ?? "", ...more] = entry.lines;
	const line = cut(first, LINE.alone);
	if (entry.author && entry.head) return made("Quote", { quote: line, author: entry.head }, line, at);
	if (entry.head === null) {
		if (!grouped && index % 2 === 1 && more.length > 0) return points(null, entry.lines, at);
		return made("KineticText", kinetic(cut(first, LINE.alone)), line, at);
	}
	const head = cut(entry.head, LINE.several);
	if (entry.lines.length === 0)
		return index % 2 === 1 ? chapter(head, null, at) : made("KineticText", kinetic(capitalised(head)), head, at);
	if (entry.lines.length >= 2 && index % 2 === 0) return points(head, entry.lines, at);
	if (index % 4 === 1) return chapter(head, line, at);
	return made("KineticText", kinetic(`${head}: ${cut(first, LINE.several)}`), `${head} ${line}`, at);
}

/** A heading as the mark of a chapter, its own number apart: "2. Setup". */
function chapter(head: string, note: string | null, at: number): Draft {
	const [, number, title] = /^(\d{1,2}(?:\.\d{1,2})?)[.):]?\s+(\p{L}.*)$/u.exec(head) ?? [];
	const named = number && title ? { number, title: capitalised(title) } : { title: capitalised(head) };
	return made("ChapterMark", { ...named, ...(note ? { note } : {}) }, `${head} ${note ?? ""}`, at);
}

/** A scene for several entries: lines, or steps. `number`: the place of the first in its list, where that is shown. */
function together(group: readonly Entry[], at: number, number: number | null): Draft {
	const title = number === null ? null : `${number}–${number + group.length - 1}`;
	// Steps number themselves from 1.
	if (number === 1) {
		const steps = group.map((entry) => ({ title: cut(entry.lines[0] ?? "", LINE.several) }));
		return made("Steps", { steps, layout: "auto" }, steps.map((step) => step.title).join(" "), at);
	}
	const lines = group.map((entry) =>
		entry.author ? `${entry.head}: ${entry.lines[0] ?? ""}` : (entry.head ?? entry.lines[0] ?? ""),
	);
	return points(title, lines, at, MOST_LINES_A_SCENE);
}

function points(title: string | null, lines: readonly string[], at: number, most = LINES_A_SCENE): Draft {
	const shown = lines.slice(0, most).map((line) => capitalised(cut(line, LINE.several)));
	return made("Points", { ...(title ? { title } : {}), points: shown }, shown.join(" "), at);
}

function made(scene: string, props: Record<string, unknown>, text: string, at: number): Draft {
	return { scene, props, seconds: Math.min(LONGEST_SCENE, seconds(text, 1.6)), at };
}

/** A text of at most `length` characters that shows where it was cut. */
function cut(text: string, length: number): string {
	if (text.length <= length) return text;
	const [sentence = text] = pieces(text, length);
	return `${shortened(sentence, length - 1).replace(/[.,;:–-]+$/, "")}…`;
}
