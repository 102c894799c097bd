import { access } from "node:fs/promises";
import { type CheckFinding, type FilmCheck, type FilmCheckState, StoryDreamError } from "@storydream/protocol";
import type { StudioClient } from "./studio-client.ts";

/** A check that has not ended by then is given up by whoever waits; the studio goes on. */
const DEADLINE_MS = 5 * 60_000;
const ASK_AGAIN_MS = 250;

export interface CheckOutput {
	/** The whole result instead of lines for people. */
	json: boolean;
	print: (line: string) => void;
}

/** Has a project's newest version checked and prints what was found. Resolves with whether all is well. */
export async function checkProject(
	studio: StudioClient,
	projectId: string,
	output: CheckOutput,
	signal: AbortSignal,
): Promise<boolean> {
	await studio.startCheck(projectId);
	return printCheck(await checkResult(studio, projectId, signal), output);
}

/**
 * Checks an exported file: its sound, black frames and length. Resolves with whether all is well.
 * @throws StoryDreamError for a file that is not there or no film
 */
export async function checkExported(file: string, output: CheckOutput, signal: AbortSignal): Promise<boolean> {
	await access(file).catch((cause: unknown) => {
		throw new StoryDreamError("not_found", `There is no file ${file}.`, {
			hint: "Name an exported film, or the id of a project as in its address.",
			cause,
		});
	});
	// Only here: it carries the sandbox's libraries.
	const { checkFile } = await import("@storydream/sandbox/check-file");
	const deadline = AbortSignal.timeout(DEADLINE_MS);
	return printCheck(await checkFile(file, {}, AbortSignal.any([signal, deadline])), output);
}

function printCheck(result: FilmCheck, output: CheckOutput): boolean {
	for (const line of output.json ? [JSON.stringify(result, null, 2)] : checkLines(result)) output.print(line);
	return isSound(result);
}

/**
 * Waits for the check of the newest version.
 * @throws StoryDreamError when it failed, was never begun, or has not ended within five minutes
 */
export async function checkResult(studio: StudioClient, projectId: string, signal: AbortSignal): Promise<FilmCheck> {
	const deadline = Date.now() + DEADLINE_MS;
	for (;;) {
		const state = await studio.getChecks(projectId);
		const result = endedResult(state);
		if (result) return result;
		if (signal.aborted) throw new StoryDreamError("internal", "Stopped.", { hint: "The project is kept." });
		if (Date.now() > deadline)
			throw new StoryDreamError("internal", "The film check has not ended within five minutes.", {
				hint: "Its result appears on the project's page when it has.",
			});
		await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS));
	}
}

/** The result of a check that has ended; null while it runs. Throws for one that failed. */
function endedResult({ state, version, result, problem }: FilmCheckState): FilmCheck | null {
	if (state === "running") return null;
	if (state === "failed")
		throw new StoryDreamError(problem?.code ?? "internal", problem?.message ?? "The film check failed.", {
			...(problem && { hint: problem.hint }),
		});
	if (result === null || result.version !== version)
		throw new StoryDreamError("bad_request", "The newest version was not checked.", {
			hint: "Run `storydream check` with the project's id.",
		});
	return result;
}

/** Whether nothing asked is missing and no fault was found. Hints are no faults. */
export const isSound = ({ asked, findings }: FilmCheck): boolean =>
	asked.missing.length === 0 && findings.every(({ severity }) => severity !== "error");

/** What a check says in one line. */
export function checkLine({ asked, findings, notChecked }: FilmCheck): string {
	const errors = findings.filter(({ severity }) => severity === "error").length;
	const hints = findings.length - errors;
	const parts = [
		asked.total > 0 ? `${asked.shown} of ${asked.total} asked things are shown` : null,
		findings.length === 0 && asked.total === 0 ? "nothing wrong was found" : null,
		count(errors, "fault"),
		count(hints, "hint"),
		notChecked.length > 0 ? `${notChecked.length} not checked` : null,
	].filter((part) => part !== null);
	return `Checked: ${parts.join(", ")}`;
}

/** A check for people, line by line: the summary, what is missing, each finding, what could not be looked at. */
export function checkLines(result: FilmCheck): string[] {
	return [
		checkLine(result),
		...result.asked.missing.map((text) => `  missing: ${text}`),
		...result.findings.filter(({ code }) => code !== "asked_not_shown").map(findingLine),
		...notCheckedLines(result),
	];
}

/** One line a reason: several codes often have the same. */
function notCheckedLines({ notChecked }: FilmCheck): string[] {
	const byReason = Map.groupBy(notChecked, ({ reason }) => reason);
	return [...byReason].map(([reason, each]) => `  not checked: ${each.map(({ code }) => code).join(", ")}: ${reason}`);
}

const findingLine = ({ severity, message, measured, wanted, frames }: CheckFinding): string =>
	`  ${severity === "error" ? "fault" : "hint"}: ${message} Measured: ${measured}; wanted: ${wanted}${frames.length > 0 ? ` (frame ${frames[0]})` : ""}`;

const count = (many: number, word: string): string | null => (many === 0 ? null : `${many} ${word}${many === 1 ? "" : "s"}`);
