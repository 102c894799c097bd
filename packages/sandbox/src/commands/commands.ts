import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { resolveWithin } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";
import type { Layout } from "../config.ts";
import { killMarked, killTree, MARK } from "../processes.ts";
import { FromRunner, type ToRunner } from "./messages.ts";
import { wallsOf } from "./walls.ts";

/** How a command came to its end. `exitCode` is null when a signal ended it, or we did. */
export interface CommandEnd {
	how: "exited" | "timeout" | "stopped";
	exitCode: number | null;
	signal: string | null;
	/** What it printed to both streams as it came; of much, the beginning and the end. */
	output: string;
	ms: number;
}

export interface CommandsOptions {
	layout: Layout;
	/** Name of the sandbox: everything started carries it in its environment. */
	name: string;
	/** A container holds commands by itself; elsewhere each runs in a sandbox of its own. */
	contained: boolean;
	/** The runner's end after the last command. */
	idleMs?: number;
}

const RUNNER = fileURLToPath(new URL("./runner.ts", import.meta.url));
/** Carried by a runner and all it has started: how those are found whose runner has died. */
const RUNNER_MARK = "STORYDREAM_RUNNER";
const IDLE_MS = 60_000;
/** What the runner may take longer than a command's deadline, or to tell the end of a stopped one. */
const GRACE_MS = 10_000;

interface Waiting {
	end: Promise<CommandEnd>;
	resolve: (end: CommandEnd) => void;
	reject: (error: StoryDreamError) => void;
	overdue: NodeJS.Timeout;
	began: number;
}

interface Runner {
	id: string;
	child: ChildProcess;
	waiting: Map<string, Waiting>;
}

/**
 * The agent's commands: each in a sandbox that writes to the project and the agent's temporary folder only, reads
 * neither the person's home nor other sessions, and has no network. Their environment is built and holds no secret.
 * Any number may run at once; nothing of one outlives its end.
 */
export class Commands {
	readonly #options: CommandsOptions;
	#runner: Runner | null = null;
	#idle: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(options: CommandsOptions) {
		this.#options = options;
	}

	/** Commands that run now. */
	get running(): number {
		return this.#runner?.waiting.size ?? 0;
	}

	/**
	 * Runs a line of bash in the project's folder and follows it to its end, which it has at the deadline at the latest.
	 * Throws `sandbox_failed` when it could not be started, then nothing of it has run; `shutting_down` when closed.
	 */
	run(command: string, deadlineMs: number): Promise<CommandEnd> {
		if (this.#closed) return Promise.reject(new StoryDreamError("shutting_down", "The session is ending."));
		const { contained, layout } = this.#options;
		clearTimeout(this.#idle);
		this.#runner ??= this.#start();
		const runner = this.#runner;
		const id = randomUUID();
		const { promise, resolve, reject } = Promise.withResolvers<CommandEnd>();
		const overdue = setTimeout(() => void this.#endRunner(runner), deadlineMs + GRACE_MS);
		runner.waiting.set(id, { end: promise, resolve, reject, overdue, began: performance.now() });
		this.#tell(runner, {
			type: "run",
			id,
			command,
			deadlineMs,
			environment: this.#environment(layout.agentTmp, runner.id),
			walls: contained ? null : wallsOf(layout),
		});
		return promise;
	}

	/** Ends all commands that run. Resolves when they have ended. */
	async stop(): Promise<void> {
		const runner = this.#runner;
		if (!runner || runner.waiting.size === 0) return;
		const ends = [...runner.waiting].map(([id, waiting]) => {
			this.#tell(runner, { type: "stop", id });
			return waiting.end;
		});
		const ended = await resolveWithin(Promise.allSettled(ends), GRACE_MS, null);
		if (ended === null) await this.#endRunner(runner);
	}

	/** Ends everything at once. */
	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#idle);
		if (this.#runner) await this.#endRunner(this.#runner);
	}

	#start(): Runner {
		const { layout, contained } = this.#options;
		const reaper = contained ? findProgram("tini") : null;
		const node = [process.execPath, "--disable-warning=ExperimentalWarning", RUNNER];
		// A process whose parent has gone is handed to the nearest such reaper above it: so none gets out of sight.
		const [program = "", ...args] = reaper === null ? node : [reaper, "-s", "--", ...node, "--reaped"];
		const id = randomUUID();
		const child = spawn(program, args, {
			cwd: layout.project,
			env: this.#environment(layout.tmp, id),
			stdio: ["ignore", "ignore", "pipe", "ipc"],
		});
		const runner: Runner = { id, child, waiting: new Map() };
		let said = "";
		child.stderr?.on("data", (chunk: Buffer) => {
			said = `${said}${chunk.toString("utf8")}`.slice(-500);
		});
		child.on("message", (message) => this.#heard(runner, FromRunner.parse(message)));
		const gone = async (why: string) => {
			if (this.#runner === runner) this.#runner = null;
			// What is above the runner may have been ended alone: the runner itself then ends all that it has started.
			if (child.connected) child.disconnect();
			if (runner.waiting.size > 0) await killMarked(id, RUNNER_MARK);
			for (const [command, waiting] of runner.waiting) {
				this.#settle(runner, command);
				waiting.reject(notRun(`${why} ${said}`));
			}
		};
		child.once("error", (error) => void gone(error.message));
		child.once("exit", () => void gone("what runs commands has ended."));
		return runner;
	}

	#heard(runner: Runner, message: FromRunner): void {
		const waiting = this.#settle(runner, message.id);
		if (!waiting) return;
		if (message.type === "refused") waiting.reject(notRun(message.reason));
		else waiting.resolve(message);
		if (runner.waiting.size > 0 || this.#runner !== runner) return;
		this.#idle = setTimeout(() => {
			if (runner.waiting.size > 0 || this.#runner !== runner) return;
			this.#runner = null;
			runner.child.disconnect();
		}, this.#options.idleMs ?? IDLE_MS).unref();
	}

	#settle(runner: Runner, id: string): Waiting | undefined {
		const waiting = runner.waiting.get(id);
		runner.waiting.delete(id);
		clearTimeout(waiting?.overdue);
		return waiting;
	}

	/** Ends the runner with everything below it; what it was running ends as stopped. */
	async #endRunner(runner: Runner): Promise<void> {
		if (this.#runner === runner) this.#runner = null;
		const cut = [...runner.waiting];
		for (const [id] of cut) this.#settle(runner, id);
		const { pid, exitCode, signalCode } = runner.child;
		if (pid !== undefined && exitCode === null && signalCode === null) {
			await killTree(pid);
			if (cut.length > 0) await killMarked(runner.id, RUNNER_MARK);
		}
		for (const [, { resolve, began }] of cut) {
			resolve({ how: "stopped", exitCode: null, signal: null, output: "", ms: performance.now() - began });
		}
	}

	#tell(runner: Runner, message: ToRunner): void {
		runner.child.send(message, (error) => {
			// It is ending: its exit tells the rest.
			if (error && message.type === "run") this.#settle(runner, message.id)?.reject(notRun(error.message));
		});
	}

	/** Built, never inherited. */
	#environment(tmp: string, runner: string): Record<string, string> {
		return {
			PATH: [folderOfNode(), process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin"].join(path.delimiter),
			HOME: this.#options.layout.agentTmp,
			TMPDIR: tmp,
			LANG: "C.UTF-8",
			SHELL: "/bin/bash",
			TERM: "dumb",
			NO_COLOR: "1",
			[MARK]: this.#options.name,
			[RUNNER_MARK]: runner,
		};
	}
}

function notRun(detail: string): StoryDreamError {
	return new StoryDreamError("sandbox_failed", "The command was not run.", { hint: detail.trim().slice(0, 300) });
}

/**
 * Where commands find Node. An image may have one that is executed and not read, for the agent host: what runs by that one
 * shows nobody its environment, so it would not be found as what a command has left behind.
 */
function folderOfNode(): string {
	const own = path.dirname(process.execPath);
	return findIn([own, ...searched()], path.basename(process.execPath), constants.R_OK | constants.X_OK) ?? own;
}

/** Path of a program by its name; null when it is not there. */
function findProgram(name: string): string | null {
	const folder = findIn(searched(), name, constants.F_OK);
	return folder === null ? null : path.join(folder, name);
}

const searched = () => (process.env.PATH ?? "").split(path.delimiter);

/** The first of the folders that has such a file, usable as requested (`fs.constants`). */
function findIn(folders: string[], name: string, mode: number): string | null {
	for (const folder of folders) {
		try {
			accessSync(path.join(folder, name), mode);
			return folder;
		} catch {
			// Not in this folder.
		}
	}
	return null;
}
