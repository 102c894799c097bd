import { type ChildProcess, spawn } from "node:child_process";
import { statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { killBelow, killMarked, killTree } from "../processes.ts";
import { type FromRunner, type RunMessage, ToRunner, type Walls } from "./messages.ts";
import { Output } from "./output.ts";

/*
 * The process that commands are started from. It stands in the project's folder, because that is where the sandbox's
 * makers look for what no command may write, and one process makes all of a session's sandboxes, because those that run
 * at the same time share the places where such files would be. Its environment holds no secret. It ends when the host
 * closes the channel, with all it has started.
 */

/** Carried by everything a command starts: how a container finds what has left the command's group. */
const COMMAND_MARK = "STORYDREAM_COMMAND";
/** How long the output of an ended command may take to arrive. */
const DRAIN_MS = 2000;
const LEAVE_MS = 5000;
/** The host has put a process above this one that takes in everything whose parent has gone. */
const reaped = process.argv.includes("--reaped");

interface Job {
	ended: "timeout" | "stopped" | null;
	/** Leaves the making of the sandbox. */
	abort: AbortController;
	child: ChildProcess | null;
}
const jobs = new Map<string, Job>();
/** Strays of earlier commands are being ended: nothing is started meanwhile, or it would be taken for one. */
let sweeping: Promise<void> = Promise.resolve();

process.on("message", (message) => {
	const parsed = ToRunner.parse(message);
	if (parsed.type === "run") {
		void run(parsed).then((answer) => {
			if (process.connected) process.send?.(answer);
		});
	}
	if (parsed.type === "stop") {
		const job = jobs.get(parsed.id);
		if (job) void end(job, "stopped");
	}
});
process.on("disconnect", () => {
	// Nobody waits for their ends, but what the sandbox has put into the project is still taken away. Then nothing is left
	// to do, and the process ends by itself.
	for (const job of jobs.values()) void end(job, "stopped");
	setTimeout(() => process.exit(1), LEAVE_MS).unref();
});

async function run({ id, command, deadlineMs, environment, walls }: RunMessage): Promise<FromRunner> {
	const job: Job = { ended: null, abort: new AbortController(), child: null };
	jobs.set(id, job);
	const deadline = setTimeout(() => void end(job, "timeout"), deadlineMs);
	const output = new Output();
	const began = performance.now();
	const ended = (exitCode: number | null, signal: string | null): FromRunner => ({
		type: "ended",
		id,
		how: job.ended ?? "exited",
		exitCode: job.ended === null ? exitCode : null,
		signal: job.ended === null ? signal : null,
		output: output.text(),
		ms: performance.now() - began,
	});
	let release = () => {};
	try {
		let line = command;
		if (walls !== null) {
			const held = await hold(command, walls, job.abort.signal);
			line = held.line;
			release = held.release;
		}
		await sweeping;
		if (job.ended !== null) return ended(null, null);
		const child = spawn("/bin/bash", ["-c", line], {
			detached: true,
			stdio: ["ignore", "pipe", "pipe"],
			env: { ...environment, [COMMAND_MARK]: id },
		});
		job.child = child;
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.add(chunk));
		const [exitCode, signal] = await endOf(child, async () => {
			// Whatever it has left behind ends with it.
			killGroup(child);
			if (walls === null) await killMarked(id, COMMAND_MARK);
			if (walls === null && jobs.size === 1) await sweep();
		});
		return ended(exitCode, signal);
	} catch (error) {
		if (job.ended !== null) return ended(null, null);
		return { type: "refused", id, reason: error instanceof Error ? error.message : String(error) };
	} finally {
		clearTimeout(deadline);
		jobs.delete(id);
		release();
		if (walls === null && jobs.size === 0) await sweep();
	}
}

/**
 * Ends what has escaped from commands that have ended: called while no other one runs. In a container only: a sandbox of
 * its own is a world of processes that ends with its first.
 */
async function sweep(): Promise<void> {
	if (!reaped) return;
	sweeping = killBelow(process.ppid, process.pid);
	await sweeping;
}

/** Resolves with how a command ended, when its output has arrived or has had its time. `clear` is called between the two. */
function endOf(child: ChildProcess, clear: () => Promise<void>): Promise<[number | null, string | null]> {
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("exit", (code, signal) => {
			const done = () => {
				clearTimeout(late);
				cleared.then(() => resolve([code, signal]), reject);
			};
			const late = setTimeout(() => {
				child.stdout?.destroy();
				child.stderr?.destroy();
				done();
			}, DRAIN_MS);
			child.once("close", done);
			const cleared = clear();
		});
	});
}

/** Ends a command with all it has started. */
async function end(job: Job, why: "timeout" | "stopped"): Promise<void> {
	const { child } = job;
	// It has ended by itself: only its output, or what it left behind, is still being waited for.
	if (child && (child.exitCode !== null || child.signalCode !== null)) return;
	job.ended ??= why;
	job.abort.abort();
	if (child?.pid === undefined) return;
	await killTree(child.pid);
	killGroup(child);
}

function killGroup(child: ChildProcess): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
	} catch {
		// Nobody is left in it.
	}
}

/** The line for bash that runs a command inside its sandbox. Throws where none can be made: nothing is run without. */
async function hold(command: string, walls: Walls, signal: AbortSignal): Promise<{ line: string; release: () => void }> {
	// The sandbox's makers deny this folder by its name, and can't make it themselves in a `.git` that is closed as a whole.
	if (statSync(".git", { throwIfNoEntry: false })?.isDirectory()) await mkdir(path.join(".git", "hooks"), { recursive: true });
	const { SandboxManager } = await import("@anthropic-ai/sandbox-runtime");
	const { ownProcesses, ...filesystem } = walls;
	// Never initialized: then it has no proxy either, and a command's network is empty, not filtered.
	const line = await SandboxManager.wrapWithSandbox(
		command,
		"/bin/bash",
		{ network: { allowedDomains: [], deniedDomains: [], strictAllowlist: true, allowLocalBinding: false }, filesystem },
		signal,
	);
	if (line === command) throw new Error("no sandbox was made");
	return { line: ownProcesses ? line : withSharedProcesses(line), release: () => SandboxManager.cleanupAfterCommand() };
}

/** The library's own setting for this takes effect with its proxies only, which are never started here. */
function withSharedProcesses(line: string): string {
	const shared = line.replace(" --proc /proc ", " --bind /proc /proc ");
	if (shared === line) throw new Error("its list of processes could not be set");
	return shared;
}
