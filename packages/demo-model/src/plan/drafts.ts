import type { Findings } from "../reading/findings.ts";
import { pick, pieces } from "../reading/spans.ts";

/** A scene before it has an id and a length. */
export interface Draft {
	scene: string;
	props: Record<string, unknown>;
	/** Seconds it takes to read and enjoy. */
	seconds: number;
	/** The words it shows, in order, where it can share a scene with others. */
	text?: string;
	/** Position in the prompt: scenes come in the order their words were said. */
	at: number;
	/** The object it shows, whatever its words name. */
	icon?: string;
	/** Can be left out when the film is short: it shows nothing that was asked for. */
	spare?: boolean;
}

/** Longest text one kinetic scene can carry and still be read. */
export const KINETIC = 90;

/** How long a text wants to be seen, in seconds. */
export function seconds(text: string, base = 1.4): number {
	return base + 0.3 * text.split(/\s+/).filter(Boolean).length;
}

/** Any text as moving words, in as many scenes as it needs. */
export function textDrafts(text: string, at: number): Draft[] {
	return pieces(text, KINETIC).map((piece, index) => ({
		scene: "KineticText",
		props: kinetic(piece),
		seconds: seconds(piece),
		at: at + index / 1000,
	}));
}

/** Moving words with the one or two that carry the sentence in the accent colour. */
export function kinetic(text: string): Record<string, unknown> {
	const words = text.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, ""));
	const strong = [...new Set(words)]
		.filter((word) => word.length >= 5 || /\d/.test(word))
		.sort((a, b) => Number(/\d/.test(b)) - Number(/\d/.test(a)) || b.length - a.length);
	const emphasis = strong.slice(0, words.length > 7 ? 2 : 1);
	return { text, ...(emphasis.length > 0 && words.length > 1 ? { emphasis } : {}) };
}

export function markOf(brief: Findings): string {
	return pick(["spark", "orbit", "wave", "hexagon", "bars"], brief.seed, "mark");
}

export function chunks<T>(list: readonly T[], size: number): T[][] {
	if (list.length === 0) return [];
	const count = Math.ceil(list.length / size);
	const each = Math.ceil(list.length / count);
	return Array.from({ length: count }, (_, index) => list.slice(index * each, (index + 1) * each)).filter(
		(chunk) => chunk.length > 0,
	);
}
