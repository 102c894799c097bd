// `npm test`: everything, in the order of cost; `npm test -- unit browser`: these tiers or steps alone. Prints what each
// step took, the slowest tests, and as its last line how many there were.
// A suite that can't run here says so in one line; with CI set, a skipped suite fails the run.
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Format, type Results, readResults, seconds, slowest } from "./test-results.ts";
import { runInLanes, runStep, type Step, type StepEnd } from "./test-steps.ts";

const folder = mkdtempSync(join(tmpdir(), "storydream-test-"));
const root = join(import.meta.dirname, "..");
const startedAt = Date.now();

function check(name: string, command: string, args: string[]): Step {
	return { name, tier: "checks", command, args };
}

/** Where a step of tests leaves its results. */
function results(name: string, format: Format): Step["results"] {
	return { file: join(folder, `${name.replaceAll(" ", "-")}.json`), format };
}

type VitestTier = "unit" | "integration" | "containers";

function vitest(tier: VitestTier, name: string, rest: Partial<Step> & { files?: string[] } = {}): Step {
	const { files = [], ...more } = rest;
	const to = results(name, "vitest");
	return {
		name,
		tier,
		command: "vitest",
		args: ["run", "--project", tier, ...files, "--reporter=default", "--reporter=json", `--outputFile.json=${to?.file}`],
		...(to && { results: to }),
		...more,
	};
}

/** A part of the integration tests; none where no file belongs to it, since Vitest without names runs all of them. */
function integration(name: string, files: string[], rest: Partial<Step> = {}): Step[] {
	return files.length === 0 ? [] : [vitest("integration", name, { files, ...rest })];
}

function playwright(name: string, project: string, rest: Partial<Step>): Step {
	const to = results(name, "playwright");
	return {
		name,
		tier: "browser",
		command: "playwright",
		args: ["test", "--config", "e2e/playwright.config.ts", "--project", project],
		...(to && { results: to }),
		...rest,
	};
}

/** Integration tests in parts that two lanes can share; what is in none of the named ones is in the last. */
const parts: [RegExp, string[]][] = [
	[/\/(kubernetes\/driver|firestore\/faults|agent\/failures)[^/]*$/, []],
	[/studio\/src\/(objects|records|repositories|projects|replicas|transfer|installations)/, []],
	[/studio\/src\/sessions\/(?!sandbox\/whole)/, []],
	// Without a browser. Who adds a test that starts one leaves it out here.
	[/sandbox\/src\/(agent\/(confinement|provider)|commands|media\/(broken|converter)|project|server|host|relay|handover)/, []],
	[/studio\/src\/(drivers|kubernetes)/, []],
	[/^packages\/sandbox/, []],
	[/./, []],
];
for (const path of globSync("packages/**/*.integration.test.{ts,tsx}", { exclude: ["**/node_modules/**"] })) {
	if (!/\/(docker|kubernetes)[^/]*$/.test(path)) parts.find(([belongs]) => belongs.test(path))?.[1].push(path);
}
const [waits = [], stores = [], sessions = [], sandbox = [], drivers = [], pages = [], rest = []] = parts.map(
	([, files]) => files,
);

const { STORYDREAM_TEST_DOCKER: engine, STORYDREAM_TEST_IMAGES } = process.env;
/** Builds the images in the engine of the tests on containers, while what needs none of them runs. */
const images: Step[] =
	engine && STORYDREAM_TEST_IMAGES === "build"
		? [
				{
					name: "images",
					tier: "containers",
					command: "deploy/docker/build-offline.sh",
					args: ["sandbox", "studio"],
					env: { DOCKER_HOST: `unix://${engine}`, WEB: "web-built" },
					after: "web build",
					waits: true,
				},
			]
		: [];
// What opens no browser comes first: the steps that make networks run beside it.
const steps: Step[] = [
	check("web build", "npm", ["run", "-s", "build", "-w", "packages/web"]),
	...images,
	...integration("integration of what waits", waits, { waits: true }),
	...integration("integration of sessions", sessions),
	...integration("integration of the sandbox", sandbox),
	vitest("containers", "containers", { kind: "networks", after: "images" }),
	playwright("browser of containers", "containers", { kind: "networks", after: "images" }),
	...integration("integration of stores", stores),
	...integration("integration of drivers", drivers),
	vitest("unit", "unit"),
	check("types", "npm", ["run", "-s", "check:types"]),
	check("style", "npm", ["run", "-s", "check:style"]),
	check("doors", "npm", ["run", "-s", "check:doors"]),
	check("words", "npm", ["run", "-s", "check:words"]),
	check("members", "npm", ["run", "-s", "check:members"]),
	check("unused", "npm", ["run", "-s", "check:unused"]),
	check("docs", "node", ["scripts/protocol-docs.ts", "--check"]),
	playwright("browser", "browser", { kind: "browsers", after: "web build" }),
	...integration("integration of pages and films", pages, { kind: "browsers" }),
	...integration("integration of the rest", rest, { kind: "browsers" }),
];

const total: Results = { passed: 0, failed: 0, skipped: 0, failures: [], times: [] };
const failures: string[] = [];
const ends: [Step, StepEnd][] = [];

/** Runs a step and counts its tests. One that failed ends nothing else: a person wants to hear of all that is wrong. */
async function take(step: Step): Promise<void> {
	const end = await runStep(step);
	ends.push([step, end]);
	if (end.code !== 0) failures.push(step.name);
	if (!step.results) return;
	try {
		const counted = readResults(JSON.parse(readFileSync(step.results.file, "utf8")), step.results.format);
		total.passed += counted.passed;
		total.failed += counted.failed;
		total.skipped += counted.skipped;
		total.failures.push(...counted.failures);
		total.times.push(...counted.times);
		if (counted.passed + counted.skipped === 0) failures.push(`${step.name} ran no test`);
	} catch (error) {
		failures.push(`${step.name} left no results`);
		console.error(`== ${step.name}: no results: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/** The end of a long output is what people look at, and what is kept of it: times and all that is wrong are told there. */
function tell(): void {
	const took = ends.map(([{ name }, { ms, cpuMs }]) => {
		const cpu = cpuMs === null ? "" : `${seconds(cpuMs)} of CPU`.padStart(20);
		return `${seconds(ms).padStart(9)}${cpu}  ${name}`;
	});
	console.log(`\nTime of each step\n${took.join("\n")}`);
	if (total.times.length > 0) console.log(`\nThe slowest tests\n${slowest(total.times, 10, root).join("\n")}`);
	if (total.failures.length > 0) console.log(`\n${total.failures.join("\n")}`);
	if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
	const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
	console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped, in ${minutes} minutes`);
}

const asked = process.argv.slice(2);
const known = new Set(steps.flatMap(({ name, tier }) => [name, tier]));
const unknown = asked.filter((name) => !known.has(name));
if (unknown.length > 0) {
	console.error(`There is no step “${unknown.join("”, “")}”. These are there: ${[...known].join(", ")}.`);
	process.exit(1);
}
const chosen = steps.filter(({ name, tier }) => asked.length === 0 || asked.includes(name) || asked.includes(tier));
const wanted = steps.filter((step) => chosen.includes(step) || chosen.some(({ after }) => after === step.name));

try {
	await runInLanes(wanted, take);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
if (process.env.CI && total.skipped > 0) failures.push(`${total.skipped} tests were skipped`);
tell();
process.exitCode = failures.length > 0 ? 1 : 0;
