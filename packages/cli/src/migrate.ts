import { copyInstallation, openPair, type StoresConfig } from "@storydream/studio";
import { tellPlace } from "./place.ts";
import { count, tellBytes, tellProblems, withBar } from "./transfer-bar.ts";

export interface MigrateOptions {
	from: StoresConfig;
	to: StoresConfig;
	replace: boolean;
	/** Take objects that are there already, with the right length, for copied. */
	trustLengths: boolean;
	signal: AbortSignal;
}

/** Copies an installation and prints what became of it. Answers false when something could not be copied. */
export async function migrate(options: MigrateOptions, print: (line: string) => void): Promise<boolean> {
	const { from, to, replace, trustLengths, signal } = options;
	const pair = await openPair(from, to);
	try {
		for (const warning of [tellLive(from, pair.from.liveSessions), tellLive(to, pair.to.liveSessions)]) {
			if (warning) print(warning);
		}
		const report = await withBar((onProgress) =>
			copyInstallation({
				from: pair.from,
				to: pair.to,
				replace,
				compare: trustLengths ? "length" : "hash",
				onProgress,
				signal,
			}),
		);
		const { objects } = report;
		print(`From ${tellPlace(from)}\nto   ${tellPlace(to)}:`);
		print(
			`Now the same in both: ${count(report.projects, "project")}. Copied: ${count(objects.copied, "object")} (${tellBytes(objects.bytes)}) and ${count(report.records, "record")}; there already: ${count(objects.same, "object")}.`,
		);
		for (const line of tellProblems(report.problems)) print(line);
		if (report.problems.length > 0) {
			print(`Not copied: ${report.problems.length}; see above. Then run this again: it copies the rest.`);
			return false;
		}
		print(`The source is as it was. Start the studio with RECORDS=${to.records} OBJECTS=${to.objects} to go on there.`);
		return true;
	} finally {
		await pair.close();
	}
}

/** A warning where no lock tells whether a studio works there; null where there is no reason for one. */
export function tellLive(place: StoresConfig, sessions: number): string | null {
	if (place.records === "sqlite" || sessions === 0) return null;
	return `! Sessions of a studio that have not ended in ${tellPlace(place)}: ${sessions}. If it works now, stop it and run this again: what is changed meanwhile may be missed.`;
}
