import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildPreviewSeed } from "../../../packages/sandbox/src/preview/seed.ts";
import { compileAhead } from "../../../packages/studio/src/drivers/process/compile.ts";
import { createProcessDriver, type ProcessDriverOptions } from "../../../packages/studio/src/drivers/process/index.ts";
import { type Confinement, proveConfinement } from "../../../packages/studio/src/drivers/process/prove.ts";
import type { Figure } from "../harness/figures.ts";
import { memoryOf, total } from "../harness/memory.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const PAIRS = 15;
const START_MS = 60_000;
/** Goals: what walls may add to a start and to the memory of a sandbox that waits. */
const MAX_ADDED_MS = 60;
const MAX_ADDED_MB = 5;
const POLL_MS = 5;
/** The kernel's USER_HZ, the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;
/** What a sandbox does once it listens (it gives back memory) has ended after this time. */
const SETTLE_MS = 3_000;

/** What the walls around a sandbox process cost: its start, and its memory, inside them and without, in turns. */
export async function walls(): Promise<Figure[]> {
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "storydream-bench-walls-"));
	try {
		const options = await optionsIn(dataDir);
		const confinement = await proveConfinement(options);
		if (confinement.walls === null) {
			console.error(`no walls on this machine, so their cost is not measured: ${confinement.restricted}`);
			return [];
		}
		await compileAhead(confinement.walls, options);
		const without: Confinement = { walls: null, restricted: null };
		const starts: Start[][] = [];
		for (let pair = 0; pair <= PAIRS; pair += 1) {
			const inside = () => startOf(options, confinement, `in${pair}`);
			const outside = () => startOf(options, without, `out${pair}`);
			// In turns, and each of them first every other time: the machine is as busy for one as for the other.
			const both = pair % 2 === 0 ? [await inside(), await outside()] : [await outside(), await inside()].reverse();
			// The first pair fills the disk's cache, and the compiled code of sandboxes without walls.
			if (pair > 0) starts.push(both);
		}
		return figuresOf(starts);
	} finally {
		await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
	}
}

interface Start {
	/** From the start until it listens, in ms. */
	ms: number;
	/** Processor time that it has taken by then, in ms. Unlike the time it does not depend on what else the machine does. */
	processorMs: number;
	/** Proportional set size of all its processes, in MB. */
	megabytes: number;
}

async function optionsIn(dataDir: string): Promise<ProcessDriverOptions> {
	const quiet = () => undefined;
	return {
		dataDir,
		install: "bench",
		nodePath: process.execPath,
		sandboxMain: path.join(ROOT, "packages/sandbox/src/main.ts"),
		templateDir: path.join(ROOT, "packages/template"),
		nodeModulesDir: path.join(ROOT, "node_modules"),
		viteCacheSeed: await buildPreviewSeed(path.join(dataDir, "seed")),
		previewAllowedHostSuffix: ".preview.localhost",
		serveGateway: (connection) => void connection.end(),
		logger: { debug: quiet, info: quiet, warn: console.error, error: console.error },
	};
}

async function startOf(options: ProcessDriverOptions, confinement: Confinement, id: string): Promise<Start> {
	const driver = createProcessDriver({ ...options, walls: confinement });
	const name = `bench-${id}-inc`;
	try {
		const startedAt = performance.now();
		await driver.start({
			name,
			incarnation: "inc",
			sessionId: id,
			token: "the-token-of-a-sandbox-of-the-bench",
			gatewayUrl: "http://127.0.0.1:9/gateway",
			gatewayToken: "the-token-for-the-gateway-of-the-bench",
		});
		for (;;) {
			const status = await driver.inspect(name);
			if (status.state === "running") break;
			const late = performance.now() - startedAt > START_MS;
			if (late || status.state !== "starting") throw new Error(`a sandbox did not start: ${await driver.output(name)}`);
			await sleep(POLL_MS);
		}
		const ms = performance.now() - startedAt;
		const own = ({ environment }: { environment: string }) => environment.includes(`SANDBOX_NAME=${name}\0`);
		const processorMs = await processorTimeOf((await memoryOf(own)).map(({ pid }) => pid));
		await sleep(SETTLE_MS);
		return { ms, processorMs, megabytes: total(await memoryOf(own)) };
	} finally {
		await driver.end(name);
		driver.close();
	}
}

/** Processor time of processes and of those they have waited for, in ms. */
async function processorTimeOf(pids: number[]): Promise<number> {
	let ticks = 0;
	for (const pid of pids) {
		const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
		// The name, in brackets, may hold spaces. Fields 14 to 17 are utime, stime, cutime, cstime.
		const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
		for (const field of fields.slice(11, 15)) ticks += Number(field);
	}
	return (ticks / TICKS_A_SECOND) * 1000;
}

function figuresOf(starts: Start[][]): Figure[] {
	return [
		...comparison("start of a sandbox process until it listens", "ms", "ms", starts, MAX_ADDED_MS),
		...comparison("processor time of that start", "processorMs", "ms", starts, MAX_ADDED_MS),
		...comparison("memory of a waiting sandbox process", "megabytes", "MB", starts, MAX_ADDED_MB),
	];
}

/** @param goal what walls may add at most, as the median of all pairs */
function comparison(question: string, key: keyof Start, unit: "ms" | "MB", starts: Start[][], goal: number): Figure[] {
	const pairs = starts.map((pair) => [pair[0]?.[key] ?? Number.NaN, pair[1]?.[key] ?? Number.NaN] as const);
	const note = "pair by pair";
	return [
		{ question: `${question}, inside walls`, unit, samples: pairs.map(([inside]) => inside) },
		{ question: `${question}, without`, unit, samples: pairs.map(([, outside]) => outside) },
		{ question: `${question}, inside / without`, unit: "x", samples: pairs.map(([a, b]) => a / b), note },
		{ question: `${question}, added by walls`, unit, samples: pairs.map(([a, b]) => a - b), goal, note },
	];
}
