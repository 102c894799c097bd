import type { Brief } from "../reading/brief.ts";
import { capitalised, pieces } from "../reading/spans.ts";
import { chunks, type Draft, KINETIC, kinetic, seconds } from "./drafts.ts";

/** What a scene's choice depends on besides its block. */
export interface Scenery {
	brief: Brief;
	/** Names of pictures below `public/assets/`. */
	files: readonly string[];
	/** The film's name, where it has one of its own. */
	name: string | null;
}

/** A scene before it knows its place. */
export type Shot = Omit<Draft, "at">;

/** Lines one scene of points can take, and the most its schema allows of steps, bars, and parts of a whole. */
export const MOST = {
	points: 5,
	ingredients: 14,
	prices: 8,
	rows: 8,
	columns: 6,
	days: 7,
	moments: 10,
	people: 12,
	credits: 40,
	steps: 6,
	bars: 8,
	values: 12,
	parts: 6,
	icons: 100,
	pointsOfSide: 4,
	versusRows: 6,
};

export function shot(scene: string, props: Record<string, unknown>, text: string, base = 1.6): Shot {
	return { scene, props: defined(props), seconds: seconds(text, base), text };
}

export function defined(props: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== null && value !== undefined && value !== ""));
}

/** A text as moving words, in as many scenes as it needs. */
export function textShots(text: string): Shot[] {
	return pieces(text, text.length <= KINETIC * 1.3 ? KINETIC * 1.3 : KINETIC).map((piece) =>
		shot("KineticText", kinetic(capitalised(piece)), piece, 1.4),
	);
}

export function pointShots(title: string | null, items: readonly string[]): Shot[] {
	return chunks(items, MOST.points).map((group, index) =>
		shot(
			"Points",
			{ title: index === 0 && title ? capitalised(title) : null, points: group.map(capitalised) },
			[title ?? "", ...group].join(" "),
			1.8,
		),
	);
}
