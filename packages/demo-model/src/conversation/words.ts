import type { Storyboard } from "@storydream/protocol";
import type { Brief } from "../reading/brief.ts";
import { shortened } from "../reading/spans.ts";
import { spokenLength, spokenScenes } from "./film-answer.ts";

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

/** Said before the film is written: what it is about and how long it is to be. */
export function intentText({ title, subject, seconds, ratio, language }: Brief): string {
	const about = shortened(title ?? subject.name ?? subject.topic, 60);
	const parts = [seconds === null ? "" : spokenLength(seconds, language), ratio ?? ""].filter((part) => part !== "");
	return `**${about}**${parts.length > 0 ? ` (${parts.join(", ")})` : ""} …`;
}

/** Said with the storyboard. */
export function planText(film: Storyboard): string {
	return `${spokenScenes(film.scenes.length, film.language ?? "en")} …`;
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
