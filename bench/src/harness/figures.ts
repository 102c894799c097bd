/** One line of the table: what was measured, how often, and what it should reach. */
export interface Figure {
	question: string;
	unit: "ms" | "MB" | "kB" | "x" | "count" | "frames/s";
	samples: number[];
	/** The figure that ours must not be worse than; `better` says which way is good. */
	goal?: number;
	better?: "lower" | "higher";
	/** Anything a reader must know to trust it. */
	note?: string;
}

/** Value below which a share `p` (0 to 1) of the samples lies, by the nearest-rank method. NaN for no samples. */
export function percentile(samples: number[], p: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

function show(value: number): string {
	if (!Number.isFinite(value)) return "–";
	return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The table as Markdown. */
export function table(figures: Figure[]): string {
	const rows = figures.map(({ question, unit, samples, goal, better = "lower", note }) => {
		const median = percentile(samples, 0.5);
		const reached = goal === undefined ? "" : (better === "lower" ? median <= goal : median >= goal) ? "yes" : "no";
		return `| ${question} | ${show(median)} | ${show(percentile(samples, 0.95))} | ${samples.length} | ${unit} | ${goal ?? ""} | ${reached} | ${note ?? ""} |`;
	});
	return ["| question | median | p95 | n | unit | goal | reached | note |", "|---|---|---|---|---|---|---|---|", ...rows].join(
		"\n",
	);
}
