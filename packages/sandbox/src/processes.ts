import { readdir, readFile } from "node:fs/promises";

/** Variable in the environment of everything a sandbox starts: how strays are found that lost their parent. */
export const MARK = "STORYDREAM_SANDBOX";

/** Ends a process and all its descendants at once (SIGKILL), children that left its group included. */
export async function killTree(pid: number): Promise<void> {
	const victims = [pid, ...(await descendantsOf(pid))];
	for (const victim of victims) kill(victim);
}

/** Ends all that this process has started and looks again until nothing is left, two seconds at most; itself it lives on. */
export async function killOwnChildren(): Promise<void> {
	await killUntilNone(() => descendantsOf(process.pid));
}

/** Ends everything below a process, looking again as above; the process itself and one below it live on. */
export async function killBelow(pid: number, except: number): Promise<void> {
	await killUntilNone(async () => (await descendantsOf(pid)).filter((below) => below !== except));
}

/** Process ids below one, as the system knows them now; none where there is no /proc. */
export async function descendantsOf(pid: number): Promise<number[]> {
	const children = new Map<number, number[]>();
	for (const id of await processIds()) {
		const parent = await parentOf(id);
		if (parent === null) continue;
		children.set(parent, [...(children.get(parent) ?? []), id]);
	}
	const found: number[] = [];
	const queue = [pid];
	for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
		const below = children.get(next) ?? [];
		found.push(...below);
		queue.push(...below);
	}
	return found;
}

const KILL_ROUNDS = 100;
const KILL_ROUND_MS = 20;

/**
 * Ends processes whose environment carries `<variable>=<name>`, except this one, and looks again until none is left: one
 * that was just being started while another was ended is found in the next round. After two seconds it gives up.
 */
export async function killMarked(name: string, variable = MARK): Promise<void> {
	await killUntilNone(() => markedProcesses(name, variable));
}

async function killUntilNone(find: () => Promise<number[]>): Promise<void> {
	for (let round = 0; round < KILL_ROUNDS; round++) {
		const found = await find();
		if (found.length === 0) return;
		for (const pid of found) kill(pid);
		await new Promise((resolve) => setTimeout(resolve, KILL_ROUND_MS));
	}
}

/** Processes whose environment carries `<variable>=<name>` (Linux only; elsewhere none) and that are not this one. */
export async function markedProcesses(name: string, variable = MARK): Promise<number[]> {
	const found: number[] = [];
	for (const pid of await processIds()) {
		if (pid === process.pid) continue;
		// A process that has just ended, or is somebody else's: not ours to end.
		const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
		if (environment.split("\0").includes(`${variable}=${name}`)) found.push(pid);
	}
	return found;
}

async function processIds(): Promise<number[]> {
	const names = await readdir("/proc").catch(() => []);
	return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

async function parentOf(pid: number): Promise<number | null> {
	const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
	// `pid (name) state parent …`: the name may hold anything, so count from its last bracket.
	const parent = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
	return parent === undefined ? null : Number(parent);
}

function kill(pid: number): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It has ended by itself.
	}
}
