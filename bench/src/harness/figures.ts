/** One line of the table: what was measured, how often, and what it should reach. */
export interface Figure {
	question: string;
	unit: "ms" | "MB" | "kB" | "x" | "count" | "frames/s";
	samples: number[];
	/** The figure that ours must not be worse than; `better` says which way is good. */
	goal?: number;
	better?: "lower" | "higher";
	/** Which share of the samples must reach it, 0 to 1. Default: the median. */
	goalAt?: number;
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
	const rows = figures.map(({ question, unit, samples, goal, goalAt = 0.5, better = "lower", note }) => {
		const held = percentile(samples, goalAt);
		const reached = goal === undefined ? "" : (better === "lower" ? held <= goal : held >= goal) ? "yes" : "no";
		const [median, p95, p99] = [0.5, 0.95, 0.99].map((share) => show(percentile(samples, share)));
		const wanted = goal === undefined ? "" : goalAt === 0.5 ? String(goal) : `${goal} (p${goalAt * 100})`;
		return `| ${question} | ${median} | ${p95} | ${p99} | ${samples.length} | ${unit} | ${wanted} | ${reached} | ${note ?? ""} |`;
	});
	return [
		"| question | median | p95 | p99 | n | unit | goal | reached | note |",
		"|---|---|---|---|---|---|---|---|---|",
		...rows,
	].join("\n");
}
