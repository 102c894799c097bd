import { setTimeout as sleep } from "node:timers/promises";
import type { DriverLogger } from "../driver.ts";
import { findProcess, findSandboxProcesses, type ProcessRow, signalProcess } from "./table.ts";

interface Ending {
	name: string;
	folder: string;
	/** Pids that are known to be the sandbox's and alive: its process, and the first one inside its walls. */
	leaders: number[];
	/** Time between SIGTERM and SIGKILL, in ms. */
	graceMs: number;
	logger: DriverLogger;
}

/** Ends every process of a sandbox: asks all of them, kills after the grace, then hunts what had run away. */
export async function endProcesses(ending: Ending): Promise<void> {
	const { name, folder, leaders, graceMs, logger } = ending;
	const before = await findSandboxProcesses(name, folder, leaders);
	await Promise.all(before.map((row) => signalProcess(row, "SIGTERM")));
	if (!(await allEnded(before, graceMs))) {
		logger.warn({ sandbox: name }, "a sandbox did not end when asked to, and is killed");
		await Promise.all(before.map((row) => signalProcess(row, "SIGKILL")));
		await allEnded(before, 2_000);
	}
	await killStragglers(ending, before);
}

/** What was started while the others were being ended, and has no parent of ours any more. */
async function killStragglers({ name, folder, logger }: Ending, before: ProcessRow[]): Promise<void> {
	const known = new Set(before.map((row) => row.pid));
	for (let round = 0; round < 5; round++) {
		const rows = await findSandboxProcesses(name, folder, []);
		if (rows.length === 0) return;
		await Promise.all(rows.map((row) => signalProcess(row, "SIGKILL")));
		await allEnded(rows, 1_000);
		const late = rows.filter((row) => !known.has(row.pid)).length;
		if (late > 0) logger.warn({ sandbox: name, processes: late }, "processes that had left a sandbox were killed");
	}
	throw new Error("processes are left over that can't be killed");
}

async function allEnded(rows: ProcessRow[], withinMs: number): Promise<boolean> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const now = await Promise.all(rows.map((row) => findProcess(row.pid)));
		const alive = now.some((row, index) => row !== null && !row.zombie && row.startTime === rows[index]?.startTime);
		if (!alive) return true;
		if (Date.now() >= deadline) return false;
		await sleep(15);
	}
}
