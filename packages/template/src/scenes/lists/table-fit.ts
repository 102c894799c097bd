import { useMemo } from "react";
import { type FittedText, fitText, measureWith } from "../../design/fit";
import type { SceneLook, Voice } from "../../design/scene";
import { voiceFor } from "../../design/voice";

export type FittedTable = {
	/** Left edge and width of each column, px. */ columns: { x: number; width: number }[];
	cells: FittedText[][];
};

/** Widths for columns of natural widths: as wished where there is room, else the widest give way first. */
const shareOut = (natural: number[], width: number, gap: number): number[] => {
	const room = width - gap * (natural.length - 1);
	const total = natural.reduce((sum, one) => sum + one, 0);
	if (total <= room) return natural.map((one) => one + (room - total) / natural.length);
	const fair = room / natural.length;
	const over = natural.reduce((sum, one) => sum + Math.max(0, one - fair), 0);
	const spare = natural.reduce((sum, one) => sum + Math.max(0, fair - one), 0);
	return natural.map((one) => (one <= fair ? one : fair + (spare * (one - fair)) / (over || 1)));
};

/** Sets all cells in one size, in columns that are as wide as their words need. Sizes in design units, the rest in px. */
export const useFittedTable = (
	scene: SceneLook,
	voice: Voice,
	rows: string[][],
	box: {
		width: number;
		rowHeight: number;
		gap: number;
		maxSize: number;
		minSize: number /** Of the columns, px, where they are settled. */;
		widths?: number[];
	},
): FittedTable => {
	const { width, rowHeight, gap } = box;
	const [maxSize, minSize] = [scene.u(box.maxSize), scene.u(box.minSize)];
	const { family, weight, italic, stretch, letterSpacing, lineHeight, case: to } = voiceFor(voice, rows.flat().join(" "));
	const text = JSON.stringify(rows);
	const settled = JSON.stringify(box.widths ?? null);
	return useMemo(() => {
		const all = JSON.parse(text) as string[][];
		const measure = measureWith({ family, weight, italic, stretch, letterSpacing, case: to });
		const count = Math.max(...all.map((row) => row.length));
		const natural = Array.from({ length: count }, (_, column) =>
			Math.max(1, ...all.map((row) => measure(row[column] ?? "", maxSize))),
		);
		// Where one line each does not fit, the size gives way first, down to a half; then lines break.
		const total = natural.reduce((sum, one) => sum + one, 0);
		const fitting = Math.max(0.5, Math.min(1, (width - gap * (count - 1)) / total));
		const widths =
			(JSON.parse(settled) as number[] | null) ??
			shareOut(
				natural.map((one) => one * fitting),
				width,
				gap,
			);
		const fit = (cell: string, column: number, largest: number) =>
			fitText(
				{ text: cell, width: (widths[column] ?? 1) + 0.5, height: rowHeight, maxSize: largest, minSize, lineHeight, maxLines: 3 },
				measure,
			);
		const common = Math.min(...all.flatMap((row) => row.map((cell, column) => fit(cell, column, maxSize).fontSize)));
		let x = 0;
		const columns = widths.map((own) => {
			x += own + gap;
			return { x: x - own - gap, width: own };
		});
		return { columns, cells: all.map((row) => row.map((cell, column) => fit(cell, column, common))) };
	}, [text, settled, width, rowHeight, gap, maxSize, minSize, family, weight, italic, stretch, letterSpacing, lineHeight, to]);
};
