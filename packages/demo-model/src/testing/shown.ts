import { visibleIn } from "../plan/index.ts";
import type { Plan } from "../plan/planner.ts";

/** Everything a scene of a plan shows, as one line each: texts and numbers in their order. */
export function shownByScene(plan: Plan): string[] {
	return plan.storyboard.scenes.map((scene) => visibleIn([scene.props]).text.replace(/\s+/g, " "));
}

/** A text in a form that two ways to write the same share: no case, no marks of punctuation at word ends. */
export function plainWords(text: string): string {
	return text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/["“”„«»「」()]/g, " ")
		.replace(/(?<![\p{L}\p{N}])[.,;:!?–—·-]+|[.,;:!?–—·-]+(?![\p{L}\p{N}])/gu, " ")
		.replace(/\s+/g, " ")
		.trim();
}

/** How many scenes show a text: all its words, in its order, one behind the other. */
export function scenesShowing(plan: Plan, text: string): number {
	const wanted = ` ${plainWords(text)} `;
	return shownByScene(plan).filter((scene) => ` ${plainWords(scene)} `.includes(wanted)).length;
}
