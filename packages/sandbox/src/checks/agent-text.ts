import type { CheckCode, FilmCheck } from "@storydream/protocol";
import type { CheckResult } from "./film-check.ts";

const MOST_LINES = 20;

/** What a check says, for the model: what was not looked at, what was asked and is missing, then the findings. */
export function agentText(result: CheckResult): string {
	const errors = result.findings.filter(({ severity }) => severity === "error");
	const hints = result.findings.filter(({ severity }) => severity === "hint");
	const more = result.findings.length - MOST_LINES;
	return [
		...notCheckedLines(result.notChecked),
		askedLine(result.asked),
		errors.length + hints.length === 0
			? `No findings in ${result.frames} frames of ${result.coveredScenes.length} scenes.`
			: `${errors.length} to mend, ${hints.length} to look at:`,
		...[...errors, ...hints].slice(0, MOST_LINES).map(findingLine),
		...(more > 0 ? [`… and ${more} more`] : []),
	]
		.filter((line) => line !== "")
		.join("\n");
}

function findingLine({ code, severity, sceneId, frames, message, measured, wanted }: CheckResult["findings"][number]): string {
	const places = [sceneId === null ? "" : `scene ${sceneId}`, frames.length === 0 ? "" : `frame ${frames[0]}`];
	const where = places.filter((one) => one !== "").join(", ");
	return `${severity === "hint" ? "look at: " : ""}${code}${where === "" ? "" : ` (${where})`}: ${message} Measured: ${measured}; wanted: ${wanted}.`;
}

function askedLine({ total, shown, missing }: FilmCheck["asked"]): string {
	if (total === 0) return "";
	const names = missing.slice(0, 8).map((text) => `“${text.slice(0, 80)}”`);
	return `${shown} of ${total} asked things are shown${names.length > 0 ? `; missing: ${names.join(", ")}` : ""}.`;
}

function notCheckedLines(list: FilmCheck["notChecked"]): string[] {
	const reasons = Map.groupBy(list, ({ reason }) => reason);
	return [...reasons].map(([reason, all]) => `Not checked (${codes(all.map(({ code }) => code))}): ${reason}`);
}

const codes = (all: CheckCode[]): string =>
	all.length > 4 ? `${all.slice(0, 4).join(", ")} and ${all.length - 4} more` : all.join(", ");
