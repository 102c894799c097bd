// `npm test`: everything, in the order of cost. Prints what each step took and ends with one line that counts tests.
// A suite that can't run here says so in one line; with CI set, a skipped suite fails the run.
import { spawn } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Format, type Results, readResults } from "./test-results.ts";

interface Step {
	name: string;
	command: string;
	args: string[];
	/** Where the step writes its results as JSON, when it runs tests. */
	results?: { file: string; format: Format };
	/** A step that has not ended by then is ended, and has failed. */
	deadlineMinutes: number;
	/**
	 * `browsers` opens pages of its own; `networks` has an engine make and remove networks, which cuts off whatever
	 * another browser on the machine is just loading: beside it no other of either kind runs.
	 */
	kind?: "browsers" | "networks";
	/** It mostly waits, for time-outs and for tries again. */
	waits?: boolean;
}

const folder = mkdtempSync(join(tmpdir(), "storydream-test-"));
const compiled = join(import.meta.dirname, "../node_modules/.cache/storydream/tests");
const only = process.argv[2];
const startedAt = Date.now();

const checks: Step[] = [
	{ name: "types", command: "npm", args: ["run", "-s", "check:types"], deadlineMinutes: 5 },
	{ name: "style", command: "npm", args: ["run", "-s", "check:style"], deadlineMinutes: 5 },
	{ name: "doors", command: "npm", args: ["run", "-s", "check:doors"], deadlineMinutes: 5 },
	{ name: "unused", command: "npm", args: ["run", "-s", "check:unused"], deadlineMinutes: 5 },
	{ name: "docs", command: "node", args: ["scripts/protocol-docs.ts", "--check"], deadlineMinutes: 2 },
];

function vitest(name: string, deadlineMinutes: number, files: string[] = [], kind?: Step["kind"]): Step {
	const file = join(folder, `${name.replaceAll(" ", "-")}.json`);
	const [project = name] = name.split(" of ");
	return {
		name,
		command: "vitest",
		args: ["run", "--project", project, ...files, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
		results: { file, format: "vitest" },
		deadlineMinutes,
		...(kind && { kind }),
	};
}

function playwright(name: string, project: string, deadlineMinutes: number, kind: Step["kind"]): Step {
	return {
		name,
		command: "playwright",
		args: ["test", "--config", "e2e/playwright.config.ts", "--project", project],
		results: { file: join(folder, `${name.replaceAll(" ", "-")}.json`), format: "playwright" },
		deadlineMinutes,
		...(kind && { kind }),
	};
}

const unit = vitest("unit", 10);
const webBuild: Step = {
	name: "web build",
	command: "npm",
	args: ["run", "-s", "build", "-w", "packages/web"],
	deadlineMinutes: 5,
};
/** Integration tests in parts that two lanes can share; what is in none of the named ones is in the last. */
const parts: [RegExp, string[]][] = [
	[/\/(kubernetes\/driver|records\/firestore-faults|agent\/failures)[^/]*$/, []],
	[/studio\/src\/(objects|records|repositories|projects|transfer|installations)/, []],
	[/studio\/src\/sessions/, []],
	[/^packages\/sandbox/, []],
	[/studio\/src\/(drivers|exports|kubernetes|replicas)/, []],
	[/./, []],
];
for (const path of globSync("packages/**/*.integration.test.{ts,tsx}", { exclude: ["**/node_modules/**"] })) {
	if (!/\/(docker|kubernetes)[^/]*$/.test(path)) parts.find(([belongs]) => belongs.test(path))?.[1].push(path);
}
const [waits = [], stores = [], sessions = [], sandbox = [], outside = [], rest = []] = parts.map(([, files]) => files);
const containers = vitest("containers", 20, [], "networks");
const browser = playwright("browser", "browser", 40, "browsers");
const browserOfContainers = playwright("browser of containers", "containers", 30, "networks");

/** Runs a step to its end; what it prints comes in one piece when it ends, so that lanes side by side stay readable. */
function run(step: Step): Promise<number> {
	return new Promise((resolve) => {
		const started = Date.now();
		console.log(`.. ${step.name} starts`);
		const printed: Buffer[] = [];
		const child = spawn(step.command, step.args, {
			stdio: ["ignore", "pipe", "pipe"],
			env: {
				...process.env,
				// Hundreds of programs are started: what one has compiled is there for the next.
				NODE_COMPILE_CACHE: compiled,
				...(step.results && { PLAYWRIGHT_JSON_OUTPUT_FILE: step.results.file }),
			},
			detached: true,
		});
		child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
		child.stderr.on("data", (chunk: Buffer) => printed.push(chunk));
		const deadline = setTimeout(() => {
			printed.push(Buffer.from(`\nnot done after ${step.deadlineMinutes} minutes, ended\n`));
			if (child.pid) process.kill(-child.pid, "SIGKILL");
		}, step.deadlineMinutes * 60_000);
		const end = (code: number) => {
			clearTimeout(deadline);
			process.stdout.write(`\n== ${step.name}\n${Buffer.concat(printed).toString("utf8").trimEnd()}\n`);
			console.log(`== ${step.name}: ${code === 0 ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
			resolve(code);
		};
		child.on("error", (error) => {
			printed.push(Buffer.from(`could not be started: ${error.message}`));
			end(1);
		});
		child.on("close", (code) => end(code ?? 1));
	});
}

const total: Results = { passed: 0, failed: 0, skipped: 0, failures: [] };
const failures: string[] = [];

/** Runs a step and counts its tests. One that failed ends nothing else: a person wants to hear of all that is wrong. */
async function take(step: Step): Promise<void> {
	const code = await run(step);
	if (code !== 0) failures.push(step.name);
	if (!step.results) return;
	try {
		const counted = readResults(JSON.parse(readFileSync(step.results.file, "utf8")), step.results.format);
		total.passed += counted.passed;
		total.failed += counted.failed;
		total.skipped += counted.skipped;
		total.failures.push(...counted.failures);
		if (counted.passed + counted.skipped === 0) failures.push(`${step.name} ran no test`);
	} catch (error) {
		failures.push(`${step.name} left no results`);
		console.error(`== ${step.name}: no results: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/**
 * Runs steps two at a time, for two cores, each as soon as it may; the first of the list first. One that mostly waits
 * runs beside them.
 */
async function takeAll(steps: Step[]): Promise<void> {
	const waiting = steps.filter(({ name }) => !only || name === only || name.startsWith(`${only} of `));
	const running = new Map<Step, Promise<void>>();
	while (waiting.length > 0 || running.size > 0) {
		const kinds = [...running.keys()].map(({ kind }) => kind).filter((kind) => kind !== undefined);
		const disturbed = (kind: Step["kind"]) =>
			kind !== undefined && kinds.some((other) => other === "networks" || kind === "networks");
		const busy = [...running.keys()].filter((step) => !step.waits).length;
		const next = waiting.findIndex((step) => (step.waits || busy < 2) && !disturbed(step.kind));
		const [step] = next < 0 ? [] : waiting.splice(next, 1);
		if (step)
			running.set(
				step,
				take(step).finally(() => running.delete(step)),
			);
		else await Promise.race(running.values());
	}
}

try {
	// Browsers need the built web app.
	if (!only || only === webBuild.name) await take(webBuild);
	await takeAll([
		...checks,
		unit,
		containers,
		browserOfContainers,
		browser,
		{ ...vitest("integration of what waits", 40, waits), waits: true },
		vitest("integration of stores", 40, stores),
		vitest("integration of the sandbox", 40, sandbox, "browsers"),
		vitest("integration of sessions", 40, sessions, "browsers"),
		vitest("integration of drivers and exports", 40, outside, "browsers"),
		vitest("integration of the rest", 40, rest, "browsers"),
	]);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
if (process.env.CI && total.skipped > 0) failures.push(`${total.skipped} tests were skipped`);
// The end of a long output is what people look at, and what is kept of it: all that is wrong is told there again.
if (total.failures.length > 0) console.log(`\n${total.failures.join("\n")}`);
if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped, in ${minutes} minutes`);
process.exitCode = failures.length > 0 ? 1 : 0;
