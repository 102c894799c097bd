/** Runs the steps of `npm test`: each as a process with a deadline, two at a time. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Format, seconds } from "./test-results.ts";

export interface Step {
	name: string;
	/** What `npm test -- <tier>` runs. */
	tier: "checks" | "unit" | "integration" | "containers" | "browser";
	command: string;
	args: string[];
	/** Where the step writes its results as JSON, when it runs tests. */
	results?: { file: string; format: Format };
	/** Variables of its environment, beside those of this process. */
	env?: Record<string, string>;
	/** The step that must have ended before, if it is among those that run. */
	after?: string;
	/**
	 * `browsers` opens pages of its own; `networks` has an engine make and remove networks, which cuts off whatever
	 * another browser on the machine is just loading: beside it no other of either kind runs.
	 */
	kind?: "browsers" | "networks";
	/** It mostly waits, for time-outs and for tries again. */
	waits?: boolean;
}

export interface StepEnd {
	code: number;
	/** From start to end. */
	ms: number;
	/** Of both cores together, as far as its processes waited for their own; null when the step was ended. */
	cpuMs: number | null;
}

/** A step that has not ended by then is ended, and has failed: it hangs, however slow the machine may be. */
const DEADLINE_MINUTES = 80;
/** Steps at a time, beside what mostly waits. */
const LANES = 2;
const COMPILED = join(import.meta.dirname, "../node_modules/.cache/storydream/tests");
/** Runs a command and tells on a channel of its own how much CPU it and its processes took. */
const TIMED = '"$@" 3>&-; code=$?; times >&3; exit $code';

/**
 * Reads what a shell's `times` prints.
 * @returns user and system time of the shell's children in ms; null when it printed nothing
 */
export function cpuOf(times: string): number | null {
	const children = times.trim().split("\n")[1];
	const parts = [...(children ?? "").matchAll(/(\d+)m([\d.,]+)s/g)];
	if (parts.length !== 2) return null;
	return parts.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60_000 + Number(rest?.replace(",", ".")) * 1000, 0);
}

/** Collects what a stream says. */
function collect(stream: Readable | null | undefined, into: Buffer[]): void {
	stream?.on("data", (chunk: Buffer) => into.push(chunk));
}

/** Runs a step to its end; what it prints comes in one piece when it ends, so that lanes side by side stay readable. */
export function runStep(step: Step): Promise<StepEnd> {
	return new Promise((resolve) => {
		const started = Date.now();
		console.log(`.. ${step.name} starts`);
		const printed: Buffer[] = [];
		const times: Buffer[] = [];
		const child = spawn("sh", ["-c", TIMED, "sh", step.command, ...step.args], {
			stdio: ["ignore", "pipe", "pipe", "pipe"],
			env: {
				...process.env,
				// Hundreds of programs are started: what one has compiled is there for the next.
				NODE_COMPILE_CACHE: COMPILED,
				...step.env,
				...(step.results && { PLAYWRIGHT_JSON_OUTPUT_FILE: step.results.file }),
			},
			detached: true,
		});
		collect(child.stdout, printed);
		collect(child.stderr, printed);
		collect(child.stdio[3] as Readable, times);
		const deadline = setTimeout(() => {
			printed.push(Buffer.from(`\nnot done after ${DEADLINE_MINUTES} minutes, ended\n`));
			if (child.pid) process.kill(-child.pid, "SIGKILL");
		}, DEADLINE_MINUTES * 60_000);
		const end = (code: number) => {
			clearTimeout(deadline);
			const ended = { code, ms: Date.now() - started, cpuMs: cpuOf(Buffer.concat(times).toString("utf8")) };
			process.stdout.write(`\n== ${step.name}\n${Buffer.concat(printed).toString("utf8").trimEnd()}\n`);
			console.log(`== ${step.name}: ${code === 0 ? "ok" : "FAILED"} in ${seconds(ended.ms)}`);
			resolve(ended);
		};
		child.on("error", (error) => {
			printed.push(Buffer.from(`could not be started: ${error.message}`));
			end(1);
		});
		child.on("close", (code) => end(code ?? 1));
	});
}

/** Whether steps of two kinds disturb each other. */
function disturbs(one: Step["kind"], other: Step["kind"]): boolean {
	return one !== undefined && other !== undefined && (one === "networks" || other === "networks");
}

/**
 * The first step that may start now. One that is disturbed by what runs keeps back later ones that would disturb it: else
 * it would come last, with nothing beside it.
 */
function nextStep(waiting: Step[], running: Step[]): Step | undefined {
	const free = running.filter(({ waits }) => !waits).length < LANES;
	const unfinished = new Set([...waiting, ...running].map(({ name }) => name));
	const kinds = running.map(({ kind }) => kind);
	return waiting.find((step) => {
		if (step.after !== undefined && unfinished.has(step.after)) return false;
		if (kinds.some((kind) => disturbs(kind, step.kind))) {
			kinds.push(step.kind);
			return false;
		}
		return step.waits || free;
	});
}

/**
 * Runs steps two at a time, for two cores, each as soon as it may; the first of the list first. One that mostly waits
 * runs beside them.
 */
export async function runInLanes(steps: Step[], run: (step: Step) => Promise<void>): Promise<void> {
	const waiting = [...steps];
	const running = new Map<Step, Promise<void>>();
	while (waiting.length > 0 || running.size > 0) {
		const step = nextStep(waiting, [...running.keys()]);
		if (step) {
			waiting.splice(waiting.indexOf(step), 1);
			running.set(
				step,
				run(step).finally(() => running.delete(step)),
			);
		} else await Promise.race(running.values());
	}
}
