import type { Storyboard } from "@storydream/protocol";
import type { Brief } from "../reading/brief.ts";
import type { BriefSpan } from "../reading/brief-spans.ts";
import { visibleIn } from "./coverage.ts";

/** A piece of a prompt and the scenes that show it. */
export interface PlannedSpan extends BriefSpan {
	/** Ids of the scenes; null: an instruction, which no scene shows. */
	scenes: string[] | null;
}

/** Each piece of the brief with the scenes of the film that show its words. */
export function plannedSpans(brief: Brief, film: Storyboard): PlannedSpan[] {
	const shown = film.scenes.map((scene) => ({ id: scene.id, words: wordsOf(visibleIn([scene.props]).text) }));
	return brief.spans.map((span) => {
		if (span.kind !== "content") return { ...span, scenes: null };
		const wanted = wordsOf(span.text);
		const whole = shown.filter(({ words }) => holds(words, wanted));
		if (whole.length > 0) return { ...span, scenes: whole.map(({ id }) => id) };
		// A long text stands in several scenes, each with a part of its words.
		const parts = shown.filter(({ words }) => words.length > 0 && words.every((word) => wanted.includes(word)));
		return { ...span, scenes: parts.map(({ id }) => id) };
	});
}

function wordsOf(text: string): string[] {
	return (
		text
			.normalize("NFKC")
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
	);
}

/** Whether a scene shows all words, in any order: a kicker stands above the title that was written before it. */
function holds(shown: readonly string[], wanted: readonly string[]): boolean {
	return wanted.length > 0 && wanted.every((word) => shown.includes(word));
}
