import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** One process of this machine, as far as finding the processes of a sandbox needs it. */
export interface ProcessRow {
	pid: number;
	parent: number;
	group: number;
	session: number;
	/** Changes when a pid is used again: clock ticks since boot on Linux, the start date elsewhere. */
	startTime: string;
	zombie: boolean;
	/** A person's shell has a terminal, nothing of a sandbox has one. */
	terminal: boolean;
}

/** Reads `/proc/<pid>/stat`; the command between the parentheses may hold spaces and parentheses itself. */
export function parseStat(text: string): ProcessRow | null {
	const close = text.lastIndexOf(")");
	const pid = Number.parseInt(text, 10);
	const fields = text.slice(close + 2).split(" ");
	const [state, parent, group, session, terminal] = fields;
	// Field 22 of the file, counted from 1; `fields` begins at field 3.
	const startTime = fields[19];
	if (close < 0 || !Number.isInteger(pid) || state === undefined || startTime === undefined) return null;
	return {
		pid,
		parent: Number(parent),
		group: Number(group),
		session: Number(session),
		startTime,
		zombie: state === "Z" || state === "X",
		terminal: terminal !== "0",
	};
}

/** One line of `ps -o pid=,ppid=,pgid=,sess=,stat=,tty=,lstart=`. */
export function parsePs(line: string): ProcessRow | null {
	const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(.+?)\s*$/.exec(line);
	if (!match) return null;
	const [, pid, parent, group, session, stat, terminal, startTime] = match;
	if (pid === undefined || stat === undefined || startTime === undefined) return null;
	return {
		pid: Number(pid),
		parent: Number(parent),
		group: Number(group),
		// macOS prints an address here: no session is then ever the same as a pid, which is harmless.
		session: Number(session),
		startTime,
		zombie: stat.startsWith("Z"),
		terminal: terminal !== "?" && terminal !== "??",
	};
}

const onLinux = process.platform === "linux";

/** The process of this pid, or null when there is none. */
export async function findProcess(pid: number): Promise<ProcessRow | null> {
	if (onLinux) {
		try {
			return parseStat(await readFile(`/proc/${pid}/stat`, "utf8"));
		} catch (error) {
			if (isGone(error)) return null;
			throw error;
		}
	}
	try {
		const { stdout } = await run("ps", ["-o", "pid=,ppid=,pgid=,sess=,stat=,tty=,lstart=", "-p", String(pid)], {
			timeout: 5_000,
		});
		return parsePs(stdout);
	} catch (error) {
		// `ps -p` exits with 1 when there is no such process.
		if (error instanceof Error && "code" in error && error.code === 1) return null;
		throw error;
	}
}

/** Every process of this machine that can be seen. */
export async function listProcesses(): Promise<ProcessRow[]> {
	if (onLinux) {
		const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry)).map(Number);
		const rows = await Promise.all(pids.map(findProcess));
		return rows.filter((row) => row !== null);
	}
	const { stdout } = await run("ps", ["-axo", "pid=,ppid=,pgid=,sess=,stat=,tty=,lstart="], { timeout: 5_000 });
	return stdout
		.split("\n")
		.map(parsePs)
		.filter((row) => row !== null);
}

/**
 * Pids that were started with `SANDBOX_NAME=<name>` in their environment: also those that left the sandbox's process
 * group and whose parents are gone.
 */
async function findByEnvironment(name: string, rows: ProcessRow[]): Promise<Set<number>> {
	const wanted = `SANDBOX_NAME=${name}`;
	if (!onLinux) {
		const { stdout } = await run("ps", ["-axwwE", "-o", "pid=,command="], { timeout: 5_000, maxBuffer: 64_000_000 });
		const lines = stdout.split("\n").filter((line) => line.split(" ").includes(wanted));
		return new Set(lines.map((line) => Number.parseInt(line, 10)));
	}
	const found = await Promise.all(
		rows.map(async (row) => {
			try {
				return (await readFile(`/proc/${row.pid}/environ`, "utf8")).split("\0").includes(wanted);
			} catch {
				// Another user's process, or one that has just ended: not ours.
				return false;
			}
		}),
	);
	return new Set(rows.filter((_row, index) => found[index]).map((row) => row.pid));
}

/** Pids whose working directory lies in a folder (Linux only; elsewhere none). */
async function findByFolder(folder: string, rows: ProcessRow[]): Promise<Set<number>> {
	if (!onLinux) return new Set();
	const inside = await Promise.all(
		rows.map(async (row) => {
			// Somebody looking around in the folder with a shell is not a part of the sandbox.
			if (row.terminal) return false;
			try {
				const directory = await readlink(`/proc/${row.pid}/cwd`);
				return directory === folder || directory.startsWith(`${folder}/`);
			} catch {
				// Another user's process, or one that has just ended: not ours.
				return false;
			}
		}),
	);
	return new Set(rows.filter((_row, index) => inside[index]).map((row) => row.pid));
}

/**
 * All processes of a sandbox: its leader, what stands in the leader's group or session, what descends from it, what was
 * started with its name in the environment, and what works in its folder. The last two find what ran away (a browser in
 * a group of its own whose parent has died).
 *
 * @param leaders pids that are known to be alive and the sandbox's own
 */
export async function findSandboxProcesses(name: string, folder: string, leaders: readonly number[]): Promise<ProcessRow[]> {
	const rows = (await listProcesses()).filter((row) => !row.zombie && row.pid !== process.pid);
	const [byName, byFolder] = await Promise.all([findByEnvironment(name, rows), findByFolder(folder, rows)]);
	const members = new Set([...byName, ...byFolder]);
	members.delete(process.pid);
	for (const row of rows) {
		if (leaders.some((leader) => row.pid === leader || row.group === leader || row.session === leader)) members.add(row.pid);
	}
	for (let grown = true; grown; ) {
		grown = false;
		for (const row of rows) {
			if (members.has(row.pid) || !members.has(row.parent)) continue;
			members.add(row.pid);
			grown = true;
		}
	}
	return rows.filter((row) => members.has(row.pid));
}

/** Sends a signal to a process unless it has ended or its pid has been used again. */
export async function signalProcess(row: ProcessRow, signal: NodeJS.Signals): Promise<void> {
	const now = await findProcess(row.pid);
	if (now === null || now.startTime !== row.startTime) return;
	try {
		process.kill(row.pid, signal);
	} catch (error) {
		if (!isGone(error)) throw error;
	}
}

export function isGone(error: unknown): boolean {
	return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH");
}
