import { distance, mix } from "../../design/color";
import { formatNumber } from "../../design/numbers";
import type { Palette, SceneLook } from "../../design/scene";
import type { DonutProps } from "./Donut";

/** Colours of a palette that can be distinguished, the accent first. */
const distinctColours = ({ background, text, accent, accent2, muted }: Palette, count: number): string[] => {
	const candidates = [
		accent,
		text,
		accent2,
		mix(background, accent, 0.45),
		muted,
		mix(background, text, 0.24),
		mix(accent, text, 0.55),
		mix(background, accent2, 0.4),
		mix(background, text, 0.55),
	];
	const chosen: string[] = [];
	for (const colour of candidates) {
		if (chosen.every((other) => distance(colour, other) > 60)) chosen.push(colour);
	}
	return [...chosen, ...candidates].slice(0, count);
};

export type Part = { label: string; text: string; share: number; from: number; color: string };

/** The parts with their share of the whole (0 to 1), where each begins, and its colour. */
export const partsOf = ({ palette }: SceneLook, parts: DonutProps["parts"]): Part[] => {
	const total = parts.reduce((sum, part) => sum + part.value, 0) || 1;
	const colors = distinctColours(palette, parts.length);
	let from = 0;
	return parts.map((part, index) => {
		const share = part.value / total;
		from += share;
		return {
			label: part.label,
			text: part.shown ?? formatNumber(part.value, Number.isInteger(part.value) ? 0 : 1),
			share,
			from: from - share,
			color: colors[index] ?? palette.muted,
		};
	});
};
