import { resolve } from "node:path";
import { openToRead, openToWrite, restoreBackup, type StoresConfig, writeBackup } from "@storydream/studio";
import { tellLive } from "./migrate.ts";
import { tellPlace } from "./place.ts";
import { count, tellBytes, tellProblems, withBar } from "./transfer-bar.ts";

/** Writes a backup of an installation and prints what is in it. Answers false when something is missing from it. */
export async function backup(
	from: StoresConfig,
	name: string,
	signal: AbortSignal,
	print: (line: string) => void,
): Promise<boolean> {
	const file = resolve(name);
	const installation = await openToRead(from);
	try {
		const warning = tellLive(from, installation.liveSessions);
		if (warning) print(warning);
		const report = await withBar((onProgress) => writeBackup({ from: installation, file, onProgress, signal }));
		print(`${file}: ${count(report.projects, "project")}, ${tellBytes(report.bytes)}, from ${tellPlace(from)}`);
		for (const line of tellProblems(report.problems)) print(line);
		if (report.problems.length === 0) return true;
		print(`Not in this backup: ${report.problems.length}; see above.`);
		return false;
	} finally {
		await installation.close();
	}
}

/** Restores a backup and prints what became of it. */
export async function restore(
	to: StoresConfig,
	name: string,
	options: { replace: boolean; signal: AbortSignal },
	print: (line: string) => void,
): Promise<void> {
	const installation = await openToWrite(to);
	try {
		const warning = tellLive(to, installation.liveSessions);
		if (warning) print(warning);
		const report = await withBar((onProgress) =>
			restoreBackup({ file: resolve(name), to: installation, ...options, onProgress }),
		);
		print(
			`Restored to ${tellPlace(to)}, as of ${report.madeAt}: ${count(report.projects, "project")}, ${count(report.objects, "object")} and ${count(report.records, "record")}, each read back and compared.`,
		);
		print(`Start the studio with RECORDS=${to.records} OBJECTS=${to.objects} to go on there.`);
	} finally {
		await installation.close();
	}
}
