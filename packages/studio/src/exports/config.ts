import { folder, oneOf, secret, size, wholeNumber } from "../config/values.ts";
import { type Reader, type Section, type Variable, wrongValue } from "../config/variables.ts";

/** How films are made and checked. */
export interface ExportsConfig {
	/** Films made at the same time, by this studio. */
	exportConcurrency: number;
	/** When films are checked: after every version, or only when a person asks for it. */
	filmChecks: "auto" | "on-demand";
	/** Where films are made: in the sandbox of the project's session, or in a Job of the cluster for each. */
	exports: "session" | "job";
	/** Of one export's job. */
	exportLimits: { memoryBytes: number; cpus: number; diskBytes: number };
	/** A browser for frames, exports and tests; null: found as `storydream doctor` says. */
	browserExecutable: string | null;
	remotionLicenseKey: string | null;
}

const EXPORTS: Variable<"session" | "job"> = {
	name: "EXPORTS",
	schema: oneOf(["session", "job"]),
	example: "session",
	shown: "session",
	about:
		"Where: session, in the sandbox of the project's session, or job, a Job of its own in the cluster (DRIVER=kubernetes; its default).",
};
const EXPORT_CONCURRENCY: Variable<number> = {
	name: "EXPORT_CONCURRENCY",
	schema: wholeNumber(1, 16),
	example: "1",
	about: "Films made at the same time; default: 1, with jobs 4.",
};
const FILM_CHECKS: Variable<"auto" | "on-demand"> = {
	name: "FILM_CHECKS",
	schema: oneOf(["auto", "on-demand"]),
	example: "auto",
	shown: "auto",
	about: "When a film is checked: auto, after every version, or on-demand, when a person asks for it.",
};
const EXPORT_MEMORY: Variable<number> = {
	name: "EXPORT_MEMORY",
	schema: size,
	example: "4GB",
	shown: "4GB",
	about: "What one export's job gets: memory, processors, and disk for its version, media and film.",
};
const EXPORT_CPUS: Variable<number> = { name: "EXPORT_CPUS", schema: wholeNumber(1, 64), example: "2", shown: "2" };
const EXPORT_DISK: Variable<number> = { name: "EXPORT_DISK", schema: size, example: "8GB", shown: "8GB" };
const BROWSER_EXECUTABLE: Variable<string> = {
	name: "BROWSER_EXECUTABLE",
	schema: folder,
	example: "/usr/bin/chromium",
	about: "Chromium or its headless shell; default: found on this machine, see `npm run storydream doctor`.",
};
const REMOTION_LICENSE_KEY: Variable<string> = {
	name: "REMOTION_LICENSE_KEY",
	schema: secret,
	secret: true,
	example: "rm_pub_…",
	about: "Remotion is free for individuals and small companies; others need a licence: https://remotion.pro/license",
};

export const EXPORTS_SECTION: Section = {
	title: "Films",
	entries: [
		EXPORTS,
		EXPORT_CONCURRENCY,
		FILM_CHECKS,
		EXPORT_MEMORY,
		EXPORT_CPUS,
		EXPORT_DISK,
		BROWSER_EXECUTABLE,
		REMOTION_LICENSE_KEY,
	],
};

export function readExportsConfig(read: Reader, { driver }: { driver: "process" | "docker" | "kubernetes" }): ExportsConfig {
	const exports = read(EXPORTS, driver === "kubernetes" ? "job" : "session");
	if (exports === "job" && driver !== "kubernetes") {
		throw wrongValue(EXPORTS, "job", "it must be session where DRIVER is not kubernetes, because a job needs a cluster");
	}
	return {
		// A job has limits of its own; a session's film uses every core it gets.
		exportConcurrency: read(EXPORT_CONCURRENCY, exports === "job" ? 4 : 1),
		filmChecks: read(FILM_CHECKS, "auto"),
		exports,
		exportLimits: {
			memoryBytes: read(EXPORT_MEMORY, 4_000_000_000),
			cpus: read(EXPORT_CPUS, 2),
			diskBytes: read(EXPORT_DISK, 8_000_000_000),
		},
		browserExecutable: read(BROWSER_EXECUTABLE, null),
		remotionLicenseKey: read(REMOTION_LICENSE_KEY, null),
	};
}
