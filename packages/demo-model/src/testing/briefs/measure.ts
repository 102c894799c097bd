import { filmDurationInFrames, RATIO_SIZE } from "@storydream/protocol";
import { type Plan, planFilm, visibleIn } from "../../plan/index.ts";
import { readBrief } from "../../reading/brief.ts";
import { literally } from "../../reading/spans.ts";
import { plainWords } from "../shown.ts";
import type { TestBrief } from "./set/index.ts";

/** What a plan shows of a brief, and what it gets wrong. */
export interface Measure {
	brief: TestBrief;
	plan: Plan;
	/** The name of the film. */
	title: string | null;
	/** Wanted words that no scene shows. */
	missing: string[];
	/** Words of instructions that a scene shows. */
	leaked: string[];
	lengthExact: boolean;
	ratioExact: boolean;
	/** The film has the name that is wanted, case and marks aside. */
	titleExact: boolean;
	/** A scene of a kind that suits the brief is in the film. */
	sceneFits: boolean;
}

/** Scripts whose words carry particles or stand without gaps: a word is found within a longer one. */
const JOINED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Arabic}\\p{Script=Hebrew}";

/** Whether `text` has the words of `wanted` behind each other, in any case and punctuation. */
export function hasWords(text: string, wanted: string): boolean {
	const words = plainWords(wanted);
	const before = new RegExp(`^[${JOINED}]`, "u").test(words) ? "" : `(?:(?<![\\p{L}\\p{N}])|(?<=[${JOINED}]))`;
	const after = new RegExp(`[${JOINED}]$`, "u").test(words) ? "" : `(?:(?![\\p{L}\\p{N}])|(?=[${JOINED}]))`;
	return words !== "" && new RegExp(`${before}${literally(words)}${after}`, "u").test(plainWords(text));
}

/** Whether one of the scenes shows a wanted text. A number may be a number prop, with its unit in another prop. */
function isWantedShown(scenes: readonly { text: string; numbers: Set<number> }[], wanted: string): boolean {
	if (scenes.some(({ text }) => hasWords(text, wanted))) return true;
	const [, before = "", digits = "", after = ""] = /^(\D*)(\d[\d.,]*)(\D*)$/.exec(wanted) ?? [];
	if (digits === "") return false;
	const values = [Number(digits.replace(/,/g, "")), Number(digits.replace(/\./g, "").replace(",", "."))];
	return scenes.some(
		({ text, numbers }) =>
			values.some((value) => numbers.has(value)) &&
			[before, after].every((part) => plainWords(part) === "" || plainWords(text).includes(plainWords(part))),
	);
}

/** Plans the film of a brief and compares it with what the brief wants. */
export function measure(brief: TestBrief): Measure {
	const read = readBrief(brief.prompt);
	const plan = planFilm(read, null);
	const { storyboard } = plan;
	const scenes = storyboard.scenes.map((scene) => visibleIn([scene.props]));
	const all = scenes.map(({ text }) => text).join("\n");
	const { width, height } = RATIO_SIZE[brief.ratio ?? "16:9"];
	return {
		brief,
		plan,
		title: read.title,
		missing: brief.shown.filter((wanted) => !isWantedShown(scenes, wanted)),
		leaked: brief.hidden.filter((text) => hasWords(all, text)),
		lengthExact: brief.seconds === undefined || filmDurationInFrames(storyboard) === Math.round(brief.seconds * storyboard.fps),
		ratioExact: storyboard.width === width && storyboard.height === height,
		titleExact: brief.title === undefined || plainWords(read.title ?? "") === plainWords(brief.title),
		sceneFits: brief.scene === undefined || storyboard.scenes.some(({ scene }) => brief.scene?.includes(scene)),
	};
}

/** One line of the report: the figures of all briefs of a class, a language, or of the whole set. */
export interface Line {
	name: string;
	briefs: number;
	wanted: number;
	missing: number;
	leaked: number;
	lengthsOff: number;
	ratiosOff: number;
	titlesOff: number;
	scenesOff: number;
}

export function lineOf(name: string, measures: readonly Measure[]): Line {
	const total = (count: (one: Measure) => number) => measures.reduce((sum, one) => sum + count(one), 0);
	return {
		name,
		briefs: measures.length,
		wanted: total(({ brief }) => brief.shown.length),
		missing: total(({ missing }) => missing.length),
		leaked: total(({ leaked }) => leaked.length),
		lengthsOff: total(({ lengthExact }) => (lengthExact ? 0 : 1)),
		ratiosOff: total(({ ratioExact }) => (ratioExact ? 0 : 1)),
		titlesOff: total(({ titleExact }) => (titleExact ? 0 : 1)),
		scenesOff: total(({ sceneFits }) => (sceneFits ? 0 : 1)),
	};
}

/** A line for each value of `key`, in the order of the set, and one for all. */
export function report(measures: readonly Measure[], key: (one: Measure) => string): Line[] {
	const groups = Map.groupBy(measures, key);
	return [...[...groups].map(([name, group]) => lineOf(name, group)), lineOf("all", measures)];
}
