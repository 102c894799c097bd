import { filmDurationInFrames, type Storyboard, sceneSpans } from "@storydream/protocol";
import { type Plan, trackTitle } from "../plan/index.ts";
import { headline, spoken } from "../plan/scene-words.ts";
import type { Brief } from "../reading/brief.ts";
import { nameOfColour } from "../reading/colours.ts";
import { shortened } from "../reading/spans.ts";

const ABILITIES = [
	"make a film: *“A 20 second vertical film about our bakery: 24 sorts of bread, open since 1987, end with “Come by””*",
	"change words: *“change the title to Good morning”*, *“replace 24 with 30”*",
	"colours, font and mood: *“make the background navy and the accent coral”*, *“make it calmer”*, *“use a serif font”*",
	"length, pace and format: *“make it 15 seconds”*, *“make the second scene 4 seconds”*, *“faster”*, *“make it square”*",
	"scenes: *“add a quote saying “…””*, *“add a chart of 2022: 10, 2023: 30”*, *“remove the third scene”*, *“move the quote to the end”*, *“swap scene 1 and 2”*",
	"music: *“quieter music”*, *“driving music”*, *“no music”*",
	"*“undo”*",
];

export function abilities(): string {
	return ABILITIES.map((line) => `- ${line}`).join("\n");
}

export function helpText(first: string): string {
	return `${first}\n\nI'm the demo model, so I know a fixed set of wishes. I can:\n${abilities()}`;
}

/** Said before the film is written. */
export function intentText(brief: Brief): string {
	const parts = [
		brief.seconds === null ? "" : `${number(brief.seconds)} seconds`,
		brief.ratio ?? "",
		brief.moods[0] ?? "",
		count(brief.quotes.length, "quoted text", "quoted texts"),
		count(brief.facts.length, "number", "numbers"),
		count(brief.lists.length, "list", "lists"),
	].filter(Boolean);
	const about = brief.subject.name ?? brief.subject.topic;
	return `A film about **${shortened(about, 60)}**${parts.length > 0 ? ` (${parts.join(", ")})` : ""}. Let me see the project first.`;
}

/** Said with the storyboard. */
export function planText(plan: Plan): string {
	const kinds = plan.storyboard.scenes.map((scene) => spoken(scene.scene));
	return `${kinds.length === 1 ? "One scene" : `${kinds.length} scenes`}: ${kinds.slice(0, 12).join(" → ")}${kinds.length > 12 ? " → …" : ""}. I'm writing them down.`;
}

/** Said at the end of a first film. */
export function filmSummary(
	plan: Plan,
	options: { pictures: number; trouble: string | null; looked: boolean; question?: string },
): string {
	const { storyboard, style } = plan;
	const lines = [
		options.trouble
			? "The film is written, but the check still finds something:"
			: `Your film is ready: **${length(storyboard)}**, ${storyboard.width}×${storyboard.height}, ${storyboard.scenes.length} ${storyboard.scenes.length === 1 ? "scene" : "scenes"}.`,
	];
	if (options.trouble) lines.push(`\n> ${options.trouble}`);
	lines.push("", sceneTable(storyboard), "");
	const music = storyboard.audio[0] ? `with the “${trackTitle(storyboard.audio[0].src)}” music` : "without music";
	lines.push(
		`The look is ${style.mood}: ${style.theme.fonts.heading} on ${nameOfColour(style.theme.palette.background)} with ${nameOfColour(style.theme.palette.accent)}, ${music}.`,
	);
	if (plan.cappedSeconds !== null)
		lines.push(`I make films of up to ten minutes, so this one is ${number(plan.cappedSeconds)} seconds.`);
	if (options.question) lines.push(options.question);
	if (plan.leftOut) lines.push(plan.leftOut);
	if (plan.tight)
		lines.push(
			"That is a lot for so few seconds: a longer film would be easier to read. Say *“make it 20 seconds”* if you agree.",
		);
	if (options.pictures > 0)
		lines.push(
			"I can't see into attached pictures. Drop them into **Assets** and say *“show photo.jpg”*: then I place them in the film.",
		);
	lines.push(
		"",
		`Next, you could say *“make ${storyboard.theme.palette?.background === "#0b1f3f" ? "it calmer" : "the background navy"}”*, *“make the second scene 4 seconds”* or *“add a quote saying “…””*.`,
	);
	return lines.join("\n");
}

/** Said at the end of changes. */
export function changesSummary(
	notes: readonly string[],
	problems: readonly string[],
	storyboard: Storyboard,
	trouble: string | null,
): string {
	const lines: string[] = [];
	if (notes.length === 1 && problems.length === 0) lines.push(`Done: ${lowerFirst(notes[0] ?? "")}`);
	else if (notes.length > 0) lines.push("Done:", ...notes.map((note) => `- ${note}`));
	if (problems.length > 0)
		lines.push(
			notes.length > 0 ? "\nThis I could not do:" : "I could not do this:",
			...problems.map((problem) => `- ${problem}`),
		);
	lines.push(
		"",
		`The film is now **${length(storyboard)}** long with ${storyboard.scenes.length} ${storyboard.scenes.length === 1 ? "scene" : "scenes"} (${storyboard.width}×${storyboard.height}).`,
	);
	if (trouble)
		lines.push(
			"",
			`The check still finds something:\n> ${trouble}\n\n*“Undo”* in the Versions panel brings the last version back.`,
		);
	return lines.join("\n");
}

/** Said when nothing of a message could be done. What it can do is listed only when something was not understood. */
export function nothingDone(problems: readonly string[]): string {
	const list =
		problems.length === 1
			? `I changed nothing. ${problems[0]}`
			: ["I changed nothing:", ...problems.map((problem) => `- ${problem}`)].join("\n");
	const lost = problems.length === 0 || problems.some((problem) => problem.includes("don't understand"));
	return lost ? `${list}\n\nI'm the demo model, so I know a fixed set of wishes. I can:\n${abilities()}` : list;
}

function sceneTable(storyboard: Storyboard): string {
	const spans = sceneSpans(storyboard);
	const rows = storyboard.scenes.slice(0, 30).map((scene, index) => {
		const seconds = scene.durationInFrames / storyboard.fps;
		const start = (spans[index]?.from ?? 0) / storyboard.fps;
		return `${index + 1}. **${capital(spoken(scene.scene))}** at ${number(start)} s (${number(seconds)} s)${headline(scene) ? `: ${headline(scene)}` : ""}`;
	});
	if (storyboard.scenes.length > 30) rows.push(`… and ${storyboard.scenes.length - 30} more`);
	return rows.join("\n");
}

export function length(storyboard: Storyboard): string {
	return `${number(filmDurationInFrames(storyboard) / storyboard.fps)} seconds`;
}

/** At most one decimal, none where there is none. */
export function number(value: number): string {
	return String(Math.round(value * 10) / 10);
}

function count(amount: number, one: string, many: string): string {
	return amount === 0 ? "" : `${amount} ${amount === 1 ? one : many}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
