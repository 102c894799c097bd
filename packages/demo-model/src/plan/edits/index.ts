import type { Storyboard } from "@storydream/protocol";
import { BLANK, compact } from "../../reading/spans.ts";
import { withKeptBrief } from "../brief-items.ts";
import { add } from "./add.ts";
import { leftAlone, partBeyond } from "./beyond.ts";
import { whyNot } from "./cannot.ts";
import { BEGINS_OTHER, EDIT_VERB, splitClauses } from "./clauses.ts";
import type { PointedAt } from "./film.ts";
import { type Clause, called, type FilmInWork, type Outcome } from "./film.ts";
import { colour, font, mood, music, ratio, shade, transition } from "./looks.ts";
import { move, remove, swap } from "./order.ts";
import { picture } from "./pictures.ts";
import { isKeep, takesBack, touchesKept, whyRefused } from "./refusals.ts";
import { replaceText, setText } from "./texts.ts";
import { duration, pace, shiftTime, size } from "./times.ts";

export interface EditResult {
	storyboard: Storyboard;
	/** What was done, a sentence each. Empty: nothing was understood, and nothing was changed. */
	notes: string[];
	/** What could not be done, and why. */
	problems: string[];
	/** Ids of scenes that look different now. */
	touched: Set<string>;
}

/** What a wish can be, asked in this order: the surer signs first. */
const OPERATIONS: readonly ((clause: Clause, film: FilmInWork) => Outcome | null)[] = [
	swap,
	replaceText,
	shiftTime,
	music,
	picture,
	remove,
	transition,
	setColourOrText,
	add,
	move,
	ratio,
	duration,
	pace,
	font,
	shade,
	size,
	mood,
	setText,
];

/** Carries out every wish of a message on a film, one after the other. The given storyboard is not changed. */
export function editStoryboard(
	storyboard: Storyboard,
	prompt: string,
	options: { pointedAt: PointedAt | null; files: readonly string[] },
): EditResult {
	const film: FilmInWork = {
		storyboard,
		pointedAt: options.pointedAt,
		files: options.files,
		touched: new Set(),
		lastScene: null,
	};
	const notes: string[] = [];
	const problems: string[] = [];
	let verb = "";
	const wishes = splitClauses(readable(prompt));
	if (wishes.some(takesBack))
		return { storyboard, notes, problems: ["You took this back, so I changed nothing."], touched: film.touched };
	const kept = wishes.filter(isKeep);
	let refused = false;
	for (const wish of wishes) {
		if (kept.includes(wish)) {
			verb = "";
			refused = false;
			continue;
		}
		const why: string | null = whyRefused(wish) ?? (refused && belongsToRefused(wish) ? UNSURE : null);
		refused = why !== null;
		if (why !== null) {
			problems.push(`“${shownWish(wish)}”: ${why}`);
			verb = "";
			film.lastScene = null;
			continue;
		}
		const { clause, problems: beyond } = partBeyond(wish);
		problems.push(...beyond);
		const spoken = verbOf(wish);
		if (clause === null) {
			verb = spoken ?? verb;
			continue;
		}
		if (isTelling(clause)) {
			problems.push(`“${shownWish(clause)}”: I don't understand this one. For a new film, say “make a new film about …”.`);
			continue;
		}
		const before = film.storyboard;
		const touchedBefore = new Set(film.touched);
		// What "… and longer" is about: the scene of the wish right before, not of one further back.
		const scene = film.lastScene;
		film.lastScene = null;
		const more = scene !== null && GOES_ON.test(clause.text) ? carryOut(continued(clause, verb, scene), film) : null;
		const outcome =
			more ??
			carryOut(clause, film) ??
			(verb && !BEGINS_OTHER.test(clause.text) ? carryOut(continued(clause, verb, null), film) : null);
		verb = spoken ?? verb;
		if (outcome && "done" in outcome) {
			const broken = kept.find((keep) => touchesKept(keep, before, film.storyboard, film));
			if (broken) {
				film.storyboard = before;
				film.touched = touchedBefore;
				film.lastScene = null;
				problems.push(
					`“${shownWish(clause)}”: this would change what you want to keep (“${shownWish(broken)}”), so I did not do it.`,
				);
				continue;
			}
			// What is said to be done is compared with what is different.
			if (JSON.stringify(before) === JSON.stringify(film.storyboard))
				problems.push(`“${shownWish(clause)}”: the film is so already.`);
			else notes.push(outcome.done);
			for (const id of leftAlone(clause, before, film)) {
				const scene = film.storyboard.scenes.find((one) => one.id === id);
				if (scene) problems.push(`“${shownWish(clause)}”: not done for ${called(scene, film)}. Name one scene at a time.`);
			}
		} else if (outcome) problems.push(outcome.failed);
		else if (!SMALL_TALK.test(clause.text)) {
			problems.push(whyNot(clause.masked) ?? `“${shownWish(clause)}”: I don't understand this one.`);
		}
	}
	if (notes.length === 0 && problems.length === 0 && kept.length > 0)
		problems.push("You asked to keep what is there, and for no change.");
	const edited = withKeptBrief(storyboard, film.storyboard);
	return { storyboard: edited, notes, problems: [...new Set(problems)], touched: film.touched };
}

const UNSURE = "It follows what you do not want, so I can't tell whether you want it. Ask for it in a sentence of its own.";

/** Whether a wish goes on with a refused one: "don't remove scene 2, the quote and the title", "don't cut it and move it". */
function belongsToRefused(wish: Clause): boolean {
	return verbOf(wish) === undefined || /^,?\s+(?:and|or|nor|und|oder|y|o|et|ou)\s+$/iu.test(wish.joiner ?? "");
}

function verbOf(clause: Clause): string | undefined {
	return new RegExp(`^(?:please\\s+)?(${EDIT_VERB})\\b`, "iu").exec(clause.text)?.[1];
}

/** A long sentence that tells something and asks for no change: single words of it mean nothing. */
function isTelling(clause: Clause): boolean {
	return clause.masked.split(/\s+/).length >= 20 && !new RegExp(`^(?:\\S+\\s+){0,4}${EDIT_VERB}\\b`, "iu").test(clause.masked);
}

function shownWish(clause: Clause): string {
	const said = clause.text.replace(/[.!?]+$/, "");
	return said.length > 160 ? `${said.slice(0, 160)}…` : said;
}

/** Whether a message reads like a change of a film there is, rather than the description of a new one. */
export function isEditWish(prompt: string): boolean {
	const first = splitClauses(readable(prompt.slice(0, 2000))).find((clause) => !SMALL_TALK.test(clause.text))?.masked ?? "";
	if (
		new RegExp(
			`^(?:please\\s+|now\\s+|ok(?:ay)?,?\\s+|can you\\s+|could you\\s+|i'?d like (?:you )?to\\s+|let'?s\\s+)*${EDIT_VERB}\\b`,
			"iu",
		).test(first)
	)
		return true;
	if (
		/^(?:(?:a (?:bit|little)|much|slightly|way|even)\s+)?(?:faster|slower|darker|lighter|brighter|longer|shorter|louder|quieter|bigger|smaller|calmer|bolder|warmer|without|no music|more \p{L}+|less \p{L}+)\b/iu.test(
			first,
		)
	)
		return true;
	if (/^(?:the|scene|this|that)\s+[^.!?]*\b(?:should|needs? to|must|is too|are too|has to)\b/i.test(first)) return true;
	return (
		prompt.split(/\s+/).length <= 6 &&
		/\b(?:background|accent|music|font|transitions?|vertical|square|landscape|portrait)\b/i.test(first)
	);
}

/** Longest message that is read for changes: what is longer is no list of changes a person wrote. */
const LONGEST = 8000;

function readable(prompt: string): string {
	return compact(prompt.slice(0, LONGEST).replaceAll(BLANK, ""));
}

function carryOut(clause: Clause, film: FilmInWork): Outcome | null {
	const before = { ...film, touched: new Set(film.touched) };
	for (const operation of OPERATIONS) {
		const outcome = operation(clause, film);
		if (!outcome) continue;
		const tooLong =
			"done" in outcome
				? film.storyboard.scenes.find(
						(scene) => scene !== before.storyboard.scenes.find((one) => one.id === scene.id) && hasLongText(scene.props),
					)
				: undefined;
		if (!tooLong) return outcome;
		Object.assign(film, before);
		return {
			failed: `That text is too long for one scene: a line takes ${LONGEST_LINE} characters, a quote or moving words ${LONGEST_PROSE}.`,
		};
	}
	return null;
}

/** What the template's scenes take, in characters. */
const LONGEST_LINE = 300;
const LONGEST_PROSE = 1200;

function hasLongText(props: Record<string, unknown>): boolean {
	return Object.entries(props).some(
		([key, value]) =>
			typeof value === "string" && value.length > (key === "text" || key === "quote" ? LONGEST_PROSE : LONGEST_LINE),
	);
}

/** "Change the title to Navy blue" is about words, "change the background to navy blue" about colours. */
function setColourOrText(clause: Clause, film: FilmInWork): Outcome | null {
	const aboutWords =
		/\b(?:to say|to read|saying|says?|reads?|titled|call it|rename)\b/i.test(clause.masked) ||
		/\b(?:title|subtitle|headline|quote|tagline|caption|label|author|text)\b[^.]*\bto\s+[^\s]/i.test(clause.masked);
	const aboutColour = /\b(?:colou?r|background|accent|bg|backdrop)\b/i.test(clause.masked);
	const removes = /\b(?:add|insert)\b/i.test(clause.masked);
	if (removes || (aboutWords && !aboutColour)) return aboutWords ? setText(clause, film) : null;
	return colour(clause, film);
}

/** "… and longer" goes on about the scene of the wish before it; "… and the accent coral" only borrows its verb. */
function continued(clause: Clause, verb: string, scene: string | null): Clause {
	const lead = scene ? `make ${scene} ` : `${verb} `;
	return { text: lead + clause.text, masked: lead + clause.masked };
}

const GOES_ON =
	/^(?:\d|(?:(?:a (?:bit|little)|much)\s+)?(?:faster|slower|darker|lighter|brighter|longer|shorter|bigger|smaller)\b)/i;

const SMALL_TALK =
	/^(?:(?:please|thanks?|thank you|ok(?:ay)?|great|nice|hi|hello|hey|and|yes|no|cool|perfect|good|sorry|hm+|well|so|also|(?:can|could|would|will) you)[\s,!.]*)+$/i;
