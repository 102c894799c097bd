import { filmDurationInFrames, type Storyboard } from "@storydream/protocol";
import { type AnswerTable, answersIn, type ChangeKind, filled, type Reason } from "./answers/index.ts";
import { filmFacts, nextLine, quoted } from "./film-answer.ts";

const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);

/** What is different between two states of a film, in the order a viewer notices it. */
export function changesBetween(before: Storyboard, after: Storyboard): ChangeKind[] {
	const ids = (film: Storyboard) => film.scenes.map(({ id }) => id);
	const [old, now] = [ids(before), ids(after)];
	const kept = after.scenes.flatMap((scene) => {
		const was = before.scenes.find(({ id }) => id === scene.id);
		return was ? [{ was, scene }] : [];
	});
	const order = differ(
		old.filter((id) => now.includes(id)),
		now.filter((id) => old.includes(id)),
	);
	const found: Record<ChangeKind, boolean> = {
		words: kept.some(({ was, scene }) => differ(was.props, scene.props)),
		look: differ(before.theme, after.theme) || before.look !== after.look,
		music: differ(before.audio, after.audio),
		size: before.width !== after.width || before.height !== after.height,
		length: filmDurationInFrames(before) !== filmDurationInFrames(after),
		order,
		added: now.some((id) => !old.includes(id)),
		removed: old.some((id) => !now.includes(id)),
		scenes: false,
	};
	const kinds = (Object.keys(found) as ChangeKind[]).filter((kind) => found[kind]);
	return kinds.length > 0 ? kinds : ["scenes"];
}

/** What the plan's edits say of a wish they did not carry out, by what it means. */
const MEANINGS: readonly [Reason, RegExp][] = [
	["unknown", /don't understand/],
	["same", /so already/],
	["missing", /did not find|no picture|which place|two scenes/],
	[
		"refused",
		/what not to do|exceptions|took this back|want to keep|sentence of its own|keep what is there|one scene at a time|which colour/,
	],
];

/** The problems of an edit in another language: the wish in its own words, and why. */
function reasonsIn(table: AnswerTable, problems: readonly string[]): string[] {
	const lines = problems.map((problem) => {
		const wish = /^“([^”]+)”: /.exec(problem)?.[1];
		const reason = MEANINGS.find(([, pattern]) => pattern.test(problem))?.[0] ?? "cannot";
		return `${wish ? `${quoted(wish, table)}: ` : ""}${table.reasons[reason]}`;
	});
	return [...new Set(lines)];
}

/** An edit that was carried out at least in part. */
export interface MadeChange {
	language: string;
	/** Null: the film before is not known. */
	before: Storyboard | null;
	storyboard: Storyboard;
	notes: readonly string[];
	problems: readonly string[];
	/** What the check complains of; null: nothing. */
	trouble: string | null;
}

/** Said at the end of changes. In English in the words of the edits, else by what is different in the film. */
export function changeAnswer({ language, before, storyboard, notes, problems, trouble }: MadeChange): string {
	const table = answersIn(language);
	const english = language === "en" || before === null;
	const done = english ? notes : changesBetween(before, storyboard).map((kind) => table.changes[kind]);
	const not = english ? problems : reasonsIn(table, problems);
	const lines =
		done.length === 1 && not.length === 0
			? [`${table.done} ${english ? lowerFirst(done[0] ?? "") : `${done[0]}${stop(language)}`}`]
			: [table.done, ...done.map((one) => `- ${one}`)];
	if (not.length > 0) lines.push("", table.notDone, ...not.map((one) => `- ${one}`));
	lines.push("", filled(table.now, { facts: filmFacts(storyboard, language) }));
	if (trouble !== null) lines.push("", `${table.troubled}\n> ${trouble}`);
	return lines.join("\n");
}

/** Said in another language than English when nothing of a message could be done. */
export function nothingChanged(language: string, problems: readonly string[]): string {
	const table = answersIn(language);
	const reasons = problems.length > 0 ? reasonsIn(table, problems) : [table.reasons.unknown];
	return [
		table.nothing,
		"",
		...(reasons.length === 1 ? [reasons[0] ?? ""] : reasons.map((reason) => `- ${reason}`)),
		"",
		nextLine(table),
	].join("\n");
}

function stop(language: string): string {
	if (language === "ja" || language === "zh") return "。";
	return language === "hi" ? "।" : ".";
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
