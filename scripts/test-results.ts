/** What Vitest and Playwright say of a run in their JSON reports: how many tests, how long each took, and which failed with what. */
import { z } from "zod";

export type Format = "vitest" | "playwright";

export interface Results {
	passed: number;
	failed: number;
	skipped: number;
	/** Each failed test in a line: where it is, its name, and the first lines of what it said. */
	failures: string[];
	/** How long each test took, its hooks apart. */
	times: TestTime[];
}

export interface TestTime {
	/** The file and the test's name. */
	name: string;
	ms: number;
}

const VitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numPendingTests: z.number(),
	numTodoTests: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			message: z.string().default(""),
			assertionResults: z.array(
				z.object({
					fullName: z.string(),
					status: z.string(),
					failureMessages: z.array(z.string()).nullish(),
					duration: z.number().nullish(),
				}),
			),
		}),
	),
});

const PlaywrightSpec = z.object({
	title: z.string(),
	file: z.string(),
	ok: z.boolean(),
	tests: z.array(
		z.object({
			status: z.string(),
			results: z.array(
				z.object({ duration: z.number().default(0), errors: z.array(z.object({ message: z.string().default("") })).default([]) }),
			),
		}),
	),
});
interface PlaywrightSuite {
	specs: z.infer<typeof PlaywrightSpec>[];
	suites?: PlaywrightSuite[] | undefined;
}
const PlaywrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
	z.object({ specs: z.array(PlaywrightSpec).default([]), suites: z.array(PlaywrightSuite).optional() }),
);
const PlaywrightReport = z.object({
	stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
	suites: z.array(PlaywrightSuite),
	/** Of the run itself, such as a server that did not start. */
	errors: z.array(z.object({ message: z.string().default("") })).default([]),
});

/**
 * Reads a report.
 * @param report the parsed JSON file. A test that passed only when it was tried again has failed.
 * @throws z.ZodError when it is no such report.
 */
export function readResults(report: unknown, format: Format): Results {
	return format === "vitest" ? ofVitest(VitestReport.parse(report)) : ofPlaywright(PlaywrightReport.parse(report));
}

function ofVitest(report: z.infer<typeof VitestReport>): Results {
	const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
		const failed = assertionResults.filter((test) => test.status === "failed");
		// A file that could not be loaded, or whose hooks failed, has no failed test of its own.
		if (failed.length === 0) return status === "failed" ? [line(name, "(the file)", message)] : [];
		return failed.map((test) => line(name, test.fullName, test.failureMessages?.[0] ?? ""));
	});
	const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
	const times = report.testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ fullName, duration }) => ({ name: `${name}: ${fullName}`, ms: duration ?? 0 })),
	);
	return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests, failures, times };
}

function ofPlaywright({ stats, suites, errors }: z.infer<typeof PlaywrightReport>): Results {
	const specs = (suite: PlaywrightSuite): z.infer<typeof PlaywrightSpec>[] => [
		...suite.specs,
		...(suite.suites ?? []).flatMap(specs),
	];
	const all = suites.flatMap(specs);
	const failures = all.flatMap(({ title, file, ok, tests }) => {
		if (ok && tests.every(({ status }) => status !== "flaky")) return [];
		const said = tests.flatMap(({ results }) => results.flatMap((result) => result.errors.map(({ message }) => message)));
		return [line(file, title, said[0] ?? "")];
	});
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky,
		skipped: stats.skipped,
		failures: [...failures, ...errors.map(({ message }) => line("(the run)", "", message))],
		times: all.map(({ title, file, tests }) => ({
			name: `${file}: ${title}`,
			ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
		})),
	};
}

/**
 * The slowest tests, slowest first, each in a line with its seconds.
 * @param root what the names of the files begin with, and what is left out
 */
export function slowest(times: TestTime[], count: number, root: string): string[] {
	return times
		.toSorted((one, other) => other.ms - one.ms)
		.slice(0, count)
		.map(({ name, ms }) => `${seconds(ms).padStart(8)}  ${name.replace(`${root}/`, "")}`);
}

/** “12.3 s”. */
export function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

function line(file: string, name: string, said: string): string {
	const lines = said.replace(COLOURS, "").split("\n");
	// Where it happened is in the full output; what it said fits in a few lines.
	const told = lines.filter((text) => text.trim() !== "" && !/^\s+at /.test(text)).slice(0, 8);
	return [`${file}: ${name}`.trim(), ...told.map((text) => `    ${text.slice(0, 300)}`)].join("\n");
}
