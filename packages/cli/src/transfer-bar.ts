import type { TransferProblem, TransferProgress } from "@storydream/studio";
import { SingleBar } from "cli-progress";

/** Shows how far a transfer is, on a terminal. */
export async function withBar<T>(work: (onProgress: (progress: TransferProgress) => void) => Promise<T>): Promise<T> {
	const bar = new SingleBar({
		format: "{step} {bar} {percentage}% | {done} of {all} | {projects} projects | {eta_formatted} left",
		clearOnComplete: true,
		hideCursor: true,
		noTTYOutput: false,
		stopOnComplete: false,
	});
	let step: TransferProgress["step"] | null = null;
	try {
		return await work((progress) => {
			const { bytes, projects } = progress;
			// With nothing but records to move, the projects are what is counted.
			const [done, total] = bytes.total > 0 ? [bytes.done, bytes.total] : [projects.done, projects.total];
			const facts = {
				step: progress.step,
				done: tellBytes(bytes.done),
				all: tellBytes(bytes.total),
				projects: `${projects.done} of ${projects.total}`,
			};
			if (step !== progress.step) {
				if (step !== null) bar.stop();
				step = progress.step;
				bar.start(Math.max(1, total), 0, facts);
			}
			bar.setTotal(Math.max(1, total));
			bar.update(Math.min(done, Math.max(1, total)), facts);
		});
	} finally {
		bar.stop();
	}
}

/** Lines that say what was not carried, and what to do. */
export function tellProblems(problems: TransferProblem[]): string[] {
	return problems.flatMap(({ message, hint }) => [`✗ ${message}`, `    ${hint}`]);
}

export function tellBytes(bytes: number): string {
	if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
	return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}

/** `1 project`, `2 projects`. */
export function count(number: number, what: string): string {
	return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}
