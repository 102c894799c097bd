import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { startsAndEndsByName } from "../by-name.ts";
import type { Driver, SandboxSpec, SandboxStatus } from "../driver.ts";
import { compileAhead } from "./compile.ts";
import { endProcesses } from "./end.ts";
import { launchSandbox, type ProcessDriverOptions } from "./launch.ts";
import { type Confinement, proveConfinement } from "./prove.ts";
import { createSandboxFolders, type ProcessNote } from "./sandbox-folder.ts";
import { createSandboxSockets, hasSocketFiles, type SandboxPorts } from "./sockets.ts";
import { findProcess, findSandboxProcesses, type ProcessRow } from "./table.ts";

export type { ProcessDriverOptions } from "./launch.ts";

/** The driver, and an end for its own timer. Sandboxes outlive it. */
export interface ProcessDriver extends Driver {
	close(): void;
}

const TRIM_EVERY_MS = 5_000;
const EXIT_MS = 1_000;

/**
 * Runs each sandbox as a process group of its own on this machine. It survives the studio: whoever makes a driver with the
 * same `dataDir` finds it again, by a note of its pid and start time.
 *
 * With `walls`, on Linux, each of them runs inside bubblewrap: it sees its own folder, its program and the dependencies, none
 * of this machine's other processes, and no network; socket files lead to it and to the model gateway. Where that can't be
 * proved it runs as this user's programs do, and its agent has no commands. Memory as a whole is limited where systemd
 * gives a cgroup; elsewhere the kernel is configured to end sandboxes before the studio when memory runs out.
 */
export function createProcessDriver(options: ProcessDriverOptions): ProcessDriver {
	const folders = createSandboxFolders(options.dataDir);
	const graceMs = options.graceMs ?? 3_000;
	/** Children of this very process: how they ended is known of these only. */
	const children = new Map<string, ChildProcess>();
	const sockets = createSandboxSockets(options.serveGateway ?? ((connection) => void connection.destroy()));
	/** Proved once, at the first need. */
	let proved: Promise<Confinement> | null = null;
	const byName = startsAndEndsByName(options.install, { start: startNow, end: endNow });
	const trimmer = setInterval(() => {
		folders.trimLogs().catch((error: unknown) => options.logger.warn({ err: error }, "a sandbox's log could not be trimmed"));
		sockets.refresh().catch((error: unknown) => options.logger.warn({ err: error }, "the gateway could not be served again"));
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

	function confinement(): Promise<Confinement> {
		if (typeof options.walls === "object") return Promise.resolve(options.walls);
		if (options.walls !== true) return Promise.resolve({ walls: null, restricted: options.restricted });
		if (proved === null) {
			proved = proveConfinement(options);
			proved
				.then(({ walls }) => (walls === null ? undefined : compileAhead(walls, options)))
				.catch((error: unknown) => options.logger.warn({ err: error }, "a sandbox's sources could not be compiled ahead"));
		}
		return proved;
	}

	async function launch(spec: SandboxSpec): Promise<void> {
		const { name, incarnation } = spec;
		const places = { folder: folders.folder(name), agentTmp: folders.agentTmp(name), sockets: folders.sockets(name) };
		const log = await folders.openLog(name);
		try {
			const { child, inner } = await launchSandbox(spec, places, await confinement(), sockets, log.fd, options);
			children.set(name, child);
			const row = child.pid === undefined ? null : await findProcess(child.pid);
			// Already ended and reaped: a note is still owed, so that `inspect` says so. No process can have such a start time.
			const [pid, startTime] = [child.pid ?? 0, row?.startTime ?? "-"];
			await folders.writeNote({ name, incarnation, pid, startTime, ports: null, inner, sockets: places.sockets });
			options.logger.info({ sandbox: name, pid, walls: inner !== null }, "sandbox process started");
		} finally {
			await log.close();
		}
	}

	/** The sandbox's own process, if it still runs; the pid alone does not prove it. */
	async function findNoted(note: Pick<ProcessNote, "pid" | "startTime">): Promise<ProcessRow | null> {
		const row = await findProcess(note.pid);
		return row !== null && !row.zombie && row.startTime === note.startTime ? row : null;
	}

	/** A studio that was killed between starting a process and noting it leaves a folder without a note. */
	async function findUnnoted(name: string): Promise<ProcessNote | null> {
		const rows = await findSandboxProcesses(name, folders.folder(name), []);
		const leader = rows.find((row) => row.group === row.pid && !rows.some((other) => other.pid === row.parent));
		if (!leader) return null;
		const incarnation = name.slice(name.lastIndexOf("-") + 1);
		const { pid, startTime } = leader;
		return { name, incarnation, pid, startTime, ports: null, inner: null, sockets: folders.sockets(name) };
	}

	async function inspect(name: string): Promise<SandboxStatus> {
		try {
			if (byName.isStarting(name)) return { state: "starting" };
			const [folder, written] = await Promise.all([folders.exists(name), folders.readNote(name)]);
			if (!folder && written === null) return { state: "gone" };
			const note = written ?? (await findUnnoted(name));
			if (note === null) return { state: "exited", exitCode: null, reason: "its start was cut off" };
			const leader = await findNoted(note);
			if (leader === null) {
				const child = children.get(name);
				if (child) await hasExited(child);
				const exitCode = child?.exitCode ?? null;
				return { state: "exited", exitCode, reason: endReason(exitCode, child?.signalCode ?? null) };
			}
			const listening = note.ports ?? (await folders.readPorts(name, note.incarnation));
			if (listening === null) return { state: "starting" };
			if (note.ports === null) await folders.writeNote({ ...note, ports: listening });
			const ports = await reachable(note, listening);
			return {
				state: "running",
				endpoint: { agentUrl: `http://127.0.0.1:${ports.agent}`, previewUrl: `http://127.0.0.1:${ports.preview}` },
				note: { pid: note.pid },
			};
		} catch (error) {
			options.logger.warn({ err: error, sandbox: name }, "the state of a sandbox is unknown");
			return { state: "unknown", reason: error instanceof Error ? error.message : "its notes can't be read" };
		}
	}

	/** Ports of this machine that lead to a sandbox; it reaches the gateway from now on, whoever started it. */
	async function reachable(note: ProcessNote, listening: SandboxPorts): Promise<SandboxPorts> {
		if (note.sockets === null) return listening;
		if (options.serveGateway !== undefined) await sockets.serveGateway(note.sockets);
		return hasSocketFiles(note.sockets) ? sockets.ports(note.sockets) : listening;
	}

	async function endNow(name: string): Promise<void> {
		try {
			// A note that can't be read must not keep a sandbox alive: its processes are found by its name then.
			const note = await folders.readNote(name).catch(() => null);
			const noted = note === null ? [] : [note, ...(note.inner === null ? [] : [note.inner])];
			const rows = await Promise.all(noted.map(findNoted));
			const leaders = rows.filter((row) => row !== null).map((row) => row.pid);
			await endProcesses({ name, folder: folders.folder(name), leaders, graceMs, logger: options.logger });
			children.delete(name);
			await sockets.remove(note?.sockets ?? folders.sockets(name));
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
		restricted: async () => (await confinement()).restricted ?? null,
		close() {
			clearInterval(trimmer);
			sockets.close();
		},
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
