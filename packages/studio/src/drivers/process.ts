import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { startsAndEndsByName } from "./by-name.ts";
import type { Driver, SandboxSpec, SandboxStatus } from "./driver.ts";
import { endProcesses } from "./process-end.ts";
import { applyLimits, type ProcessDriverOptions, sandboxEnvironment } from "./process-launch.ts";
import { findProcess, findSandboxProcesses, type ProcessRow } from "./process-table.ts";
import { createSandboxFolders, type ProcessNote } from "./sandbox-folder.ts";

export type { ProcessDriverOptions } from "./process-launch.ts";

/** The driver, and an end for its own timer. Sandboxes outlive it. */
export interface ProcessDriver extends Driver {
	close(): void;
}

const TRIM_EVERY_MS = 5_000;
const EXIT_MS = 1_000;
/** Room for young objects: the usual 16 MB three times over saves a start no time that can be measured. */
const MEMORY_FLAGS = ["--max-semi-space-size=4"];

/**
 * Runs each sandbox as a process group of its own on this machine. It survives the studio: whoever makes a driver with the
 * same `dataDir` finds it again, by a note of its pid and start time.
 *
 * It keeps honest programs apart; it is no wall against a hostile one with the same user id (see `restricted`, and the
 * agent's own sandbox). There is no limit on memory as a whole here (that takes cgroups: use the Docker or Kubernetes
 * driver); on Linux the kernel is told to end sandboxes before the studio when memory runs out.
 */
export function createProcessDriver(options: ProcessDriverOptions): ProcessDriver {
	const folders = createSandboxFolders(options.dataDir);
	const graceMs = options.graceMs ?? 3_000;
	/** Children of this very process: how they ended is known of these only. */
	const children = new Map<string, ChildProcess>();
	const byName = startsAndEndsByName(options.install, { start: startNow, end: endNow });
	const trimmer = setInterval(() => {
		folders.trimLogs().catch((error: unknown) => options.logger.warn({ err: error }, "a sandbox's log could not be trimmed"));
	}, TRIM_EVERY_MS);
	trimmer.unref();

	async function startNow(spec: SandboxSpec): Promise<void> {
		try {
			if (await folders.make(spec.name, options.nodeModulesDir)) await launch(spec);
		} catch (error) {
			await endNow(spec.name).catch((cause: unknown) =>
				options.logger.error({ err: cause, sandbox: spec.name }, "what a failed start left could not be removed"),
			);
			throw asStartError(error);
		}
	}

	async function launch(spec: SandboxSpec): Promise<void> {
		const log = await folders.openLog(spec.name);
		try {
			const heap = options.limits?.heapMegabytes;
			const flags = [...MEMORY_FLAGS, ...(heap === undefined ? [] : [`--max-old-space-size=${heap}`])];
			const child = spawn(options.nodePath, [...flags, options.sandboxMain], {
				cwd: folders.folder(spec.name),
				env: sandboxEnvironment(spec, folders.folder(spec.name), folders.agentTmp(spec.name), options),
				detached: true,
				stdio: ["ignore", log.fd, log.fd],
			});
			await new Promise<void>((resolve, reject) => {
				child.once("spawn", resolve);
				child.once("error", reject);
			});
			child.unref();
			children.set(spec.name, child);
			const row = child.pid === undefined ? null : await findProcess(child.pid);
			// Already ended and reaped: a note is still owed, so that `inspect` says so. No process can have such a start time.
			const pid = child.pid ?? 0;
			await folders.writeNote({
				name: spec.name,
				incarnation: spec.incarnation,
				pid,
				startTime: row?.startTime ?? "-",
				ports: null,
			});
			applyLimits(pid, options);
			options.logger.info({ sandbox: spec.name, pid }, "sandbox process started");
		} finally {
			await log.close();
		}
	}

	/** The sandbox's own process, if it still runs; the pid alone does not prove it. */
	async function findLeader(note: ProcessNote): Promise<ProcessRow | null> {
		const row = await findProcess(note.pid);
		return row !== null && !row.zombie && row.startTime === note.startTime ? row : null;
	}

	/** A studio that was killed between starting a process and noting it leaves a folder without a note. */
	async function findUnnoted(name: string): Promise<ProcessNote | null> {
		const rows = await findSandboxProcesses(name, folders.folder(name), null);
		const leader = rows.find((row) => row.group === row.pid && !rows.some((other) => other.pid === row.parent));
		if (!leader) return null;
		const incarnation = name.slice(name.lastIndexOf("-") + 1);
		return { name, incarnation, pid: leader.pid, startTime: leader.startTime, ports: null };
	}

	async function inspect(name: string): Promise<SandboxStatus> {
		try {
			if (byName.isStarting(name)) return { state: "starting" };
			const [folder, written] = await Promise.all([folders.exists(name), folders.readNote(name)]);
			if (!folder && written === null) return { state: "gone" };
			const note = written ?? (await findUnnoted(name));
			if (note === null) return { state: "exited", exitCode: null, reason: "its start was cut off" };
			const leader = await findLeader(note);
			if (leader === null) {
				const child = children.get(name);
				if (child) await hasExited(child);
				const exitCode = child?.exitCode ?? null;
				return { state: "exited", exitCode, reason: endReason(exitCode, child?.signalCode ?? null) };
			}
			const ports = note.ports ?? (await folders.readPorts(name, note.incarnation));
			if (ports === null) return { state: "starting" };
			if (note.ports === null) await folders.writeNote({ ...note, ports });
			return {
				state: "running",
				endpoint: { agentUrl: `http://127.0.0.1:${ports.agent}`, previewUrl: `http://127.0.0.1:${ports.preview}` },
				note: { pid: note.pid, ...ports },
			};
		} catch (error) {
			options.logger.warn({ err: error, sandbox: name }, "the state of a sandbox can't be told");
			return { state: "unknown", reason: error instanceof Error ? error.message : "its notes can't be read" };
		}
	}

	async function endNow(name: string): Promise<void> {
		try {
			// A note that can't be read must not keep a sandbox alive: its processes are found by its name then.
			const note = await folders.readNote(name).catch(() => null);
			const leader = note === null ? null : await findLeader(note);
			await endProcesses({ name, folder: folders.folder(name), leader: leader?.pid ?? null, graceMs, logger: options.logger });
			children.delete(name);
			await folders.remove(name);
		} catch (error) {
			throw new StoryDreamError("sandbox_failed", `The sandbox ${name} could not be removed.`, {
				hint: "Look at the studio's log: its folder or its processes could not be ended. The studio tries again.",
				cause: error,
			});
		}
	}

	async function check(): Promise<void> {
		const needed: [string, string, number][] = [
			["Node", options.nodePath, constants.X_OK],
			["the sandbox program", options.sandboxMain, constants.R_OK],
			["the template", options.templateDir, constants.R_OK],
			["the template's dependencies", options.nodeModulesDir, constants.R_OK],
		];
		for (const [what, file, mode] of needed) {
			await access(file, mode).catch((cause: unknown) => {
				throw new StoryDreamError("sandbox_failed", `Sandboxes can't be started: ${what} is not at ${file}.`, {
					hint: "Run `npm ci` in the project's folder, then start the studio again.",
					cause,
				});
			});
		}
		const folder = path.join(options.dataDir, "sandboxes");
		await mkdir(folder, { recursive: true, mode: 0o700 })
			.then(() => access(folder, constants.W_OK))
			.catch((cause: unknown) => {
				throw new StoryDreamError("sandbox_failed", `Sandboxes can't be started: ${folder} can't be written.`, {
					hint: "Make the folder writable for this user, or set DATA_DIR to another one.",
					cause,
				});
			});
	}

	return {
		kind: "process",
		start: byName.start,
		inspect,
		end: byName.end,
		async list() {
			try {
				return (await folders.names()).filter(byName.isName);
			} catch (error) {
				options.logger.warn({ err: error }, "the sandboxes can't be listed");
				return null;
			}
		},
		output: (name) => folders.readLog(name),
		check,
		close: () => clearInterval(trimmer),
	};
}

/** The system knows of an end a moment before Node does, and Node is the one that knows how it ended. */
async function hasExited(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	// Late is no harm: then it is only not known how.
	await once(child, "exit", { signal: AbortSignal.timeout(EXIT_MS) }).catch(() => undefined);
}

function endReason(exitCode: number | null, signal: NodeJS.Signals | null): string {
	if (signal !== null) return `it was ended by ${signal}`;
	return exitCode === null ? "it has ended" : `it ended with exit code ${exitCode}`;
}

function asStartError(error: unknown): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	const full = error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
	if (full) return new StoryDreamError("storage_full", "The disk is full: no sandbox can be started.", { cause: error });
	return new StoryDreamError("sandbox_failed", "The sandbox process could not be started.", {
		hint: "Run `npx storydream doctor`: it says what is missing.",
		cause: error,
	});
}
