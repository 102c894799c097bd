import type { CheckFinding, FilmCheck, FilmCheckState } from "@storydream/protocol";

/** How a film's check stands, in one line. */
export interface CheckSummary {
	look: "quiet" | "busy" | "good" | "open" | "failed";
	label: string;
	/** The same in two or three words, for narrow places. */
	short: string;
}

/** What a film's check says at a glance. A result of an earlier version is never shown as one of this film. */
export function summarizeCheck({ state, version, result }: FilmCheckState): CheckSummary {
	if (state === "running") return { look: "busy", label: "Checking the film", short: "Checking" };
	if (state === "failed") return { look: "failed", label: "The check did not come to its end", short: "Check failed" };
	if (result === null) return { look: "quiet", label: "Check the film", short: "Check" };
	if (result.version !== version) return { look: "quiet", label: "Checked before the last change", short: "Check again" };
	return summarizeResult(result);
}

function summarizeResult({ asked, findings, notChecked }: FilmCheck): CheckSummary {
	const errors = findings.filter(isError).length;
	const open = errors === 0 ? "" : `, ${errors} to look at`;
	if (asked.total > 0) {
		const label = `Checked: ${asked.shown} of ${asked.total} asked things are shown${open}`;
		return { look: lookOf(errors + asked.missing.length), label, short: `${asked.shown} of ${asked.total} shown` };
	}
	if (errors > 0) return { look: "open", label: `Checked: ${errors} to look at`, short: `${errors} to look at` };
	if (notChecked.length > 0) return { look: "quiet", label: "Checked in part", short: "Checked in part" };
	return { look: "good", label: "Checked: nothing wrong was found", short: "Checked" };
}

const lookOf = (open: number) => (open === 0 ? "good" : "open");

/** Whether a finding is a fault; others are hints. */
export const isError = ({ severity }: CheckFinding): boolean => severity === "error";
