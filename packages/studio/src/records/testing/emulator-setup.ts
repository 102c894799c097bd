import { readFile } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { startFirestoreEmulator } from "./firestore-emulator.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** `host:port` of the emulator of this run; null: there is none on this machine, or no file of this run wants it. */
		firestoreEmulator: string | null;
	}
}

/** What a test file that wants the emulator imports. */
const HARNESS = "firestore-under-test";

/** One emulator for a whole run, and only if one of its files wants it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	// What was requested on the command line: whoever runs one other file need not wait for a Java program.
	const asked = process.argv.slice(2).filter((word) => word.includes("/") && !word.startsWith("-"));
	const files = await project.globTestFiles(asked.length === 0 ? undefined : asked);
	const texts = await Promise.all(files.testFiles.map((file) => readFile(file, "utf8")));
	if (!texts.some((text) => text.includes(HARNESS))) {
		project.provide("firestoreEmulator", null);
		return async () => {};
	}
	const emulator = await startFirestoreEmulator(process.env);
	// Google's client would follow it wherever a test sends it.
	delete process.env.FIRESTORE_EMULATOR_HOST;
	if ("missing" in emulator) {
		console.warn(
			`Skipped: what needs Google's Firestore emulator (${emulator.missing}). Install the Google Cloud CLI with its Firestore emulator and Java, or set FIRESTORE_EMULATOR_HOST.`,
		);
		project.provide("firestoreEmulator", null);
		return async () => {};
	}
	project.provide("firestoreEmulator", emulator.host);
	return () => emulator.stop();
}
