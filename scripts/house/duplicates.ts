import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The version is fixed, so that figures of different days can be compared. It is no dependency: only this script runs it. */
const TOOL = "jscpd@4.0.5";

/** Two places with the same six lines or more. */
export interface DuplicatePair {
	first: string;
	second: string;
	lines: number;
}

/** Pairs of duplicated places in the packages' production code, as jscpd counts them. Fetches it with `npx` the first time. */
export function duplicatesOf(root: string): DuplicatePair[] {
	const folder = mkdtempSync(join(tmpdir(), "storydream-duplicates-"));
	try {
		const options = ["--min-lines", "6", "--min-tokens", "40", "--max-lines", "5000", "--format", "typescript,tsx"];
		const ignored = ["**/node_modules/**", "**/dist/**", "**/*.test.*", "**/*.contract.ts", "**/testing/**", "**/contract/**"];
		execFileSync(
			"npx",
			[
				"--yes",
				TOOL,
				...options,
				"--ignore",
				ignored.join(","),
				"--reporters",
				"json",
				"--output",
				folder,
				"--silent",
				"packages",
			],
			{ cwd: root, stdio: ["ignore", "ignore", "inherit"] },
		);
		const report = JSON.parse(readFileSync(join(folder, "jscpd-report.json"), "utf8")) as {
			duplicates: { lines: number; firstFile: Place; secondFile: Place }[];
		};
		return report.duplicates.map(({ lines, firstFile, secondFile }) => ({
			lines,
			first: `${firstFile.name}:${firstFile.start}`,
			second: `${secondFile.name}:${secondFile.start}`,
		}));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

interface Place {
	name: string;
	start: number;
}
