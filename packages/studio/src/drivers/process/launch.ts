import { type ChildProcess, execFile, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Duplex, Readable } from "node:stream";
import { z } from "zod";
import type { DriverLogger, SandboxSpec } from "../driver.ts";
import type { ProcessLimits } from "./limits.ts";
import type { Confinement } from "./prove.ts";
import type { ProcessNote } from "./sandbox-folder.ts";
import { gatewayFile, gatewayFolder, makeGatewayFolder, type SandboxSockets } from "./sockets.ts";
import { findProcess, isGone } from "./table.ts";
import type { Walls } from "./walls.ts";

export interface ProcessDriverOptions {
	/** Sandboxes live in `DATA_DIR/sandboxes/<name>/`, this driver's notes on them and their logs in `DATA_DIR/processes/`. */
	dataDir: string;
	/** First part of every name: other installations' sandboxes are neither listed nor touched. */
	install: string;
	nodePath: string;
	/** `packages/sandbox/src/main.ts`. */
	sandboxMain: string;
	templateDir: string;
	/** Installed dependencies of the template; linked into every sandbox. */
	nodeModulesDir: string;
	limits?: ProcessLimits;
	browserExecutable?: string;
	/** Folder of a Vite pre-bundle to begin with. */
	viteCacheSeed?: string;
	previewAllowedHostSuffix: string;
	/**
	 * Prove what this machine can do, and put every sandbox inside walls where that is held; where it is not, agents get no
	 * commands. Default: no walls, and `restricted` says what holds for agents. What was proved already is taken as it is.
	 */
	walls?: boolean | Confinement;
	/** Without `walls`: why agents get no commands; null: their commands are held; absent: each sandbox finds out by itself. */
	restricted?: string | null;
	/** Answers a sandbox's connections to the model gateway. Absent: sandboxes dial the address they are given. */
	serveGateway?: (connection: Duplex) => void;
	logger: DriverLogger;
	/** Time between SIGTERM and SIGKILL, in ms. Default 3000. */
	graceMs?: number;
	/** More variables for the sandbox process. */
	environment?: Record<string, string>;
}

/** Where a sandbox's things are. */
export interface SandboxPlaces {
	folder: string;
	agentTmp: string;
	/** Folder of its socket files; see `process/sockets.ts`. */
	sockets: string;
}

/** The whole environment of a sandbox: built, never inherited, so that no key of the studio's can be in it. */
export function sandboxEnvironment(
	spec: SandboxSpec,
	{ folder, agentTmp, sockets }: SandboxPlaces,
	restricted: string | null | undefined,
	options: ProcessDriverOptions,
): Record<string, string> {
	const optional: [string, string | undefined][] = [
		["STORYDREAM_MODEL", spec.model],
		["VITE_CACHE_SEED", options.viteCacheSeed],
		["NODE_COMPILE_CACHE", options.viteCacheSeed === undefined ? undefined : path.join(options.viteCacheSeed, "code")],
		["BROWSER_EXECUTABLE", options.browserExecutable],
		["AGENT_RESTRICTED", restricted ?? undefined],
		["AGENT_CONFINEMENT", restricted === null ? "proved" : undefined],
		["GATEWAY_SOCKET", options.serveGateway === undefined ? undefined : gatewayFile(sockets)],
	];
	return {
		// Each of the C library's arenas keeps what its threads have freed: 40 MB of a waiting sandbox.
		MALLOC_ARENA_MAX: "2",
		PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
		LANG: "C.UTF-8",
		HOME: path.join(folder, "tmp"),
		TMPDIR: path.join(folder, "tmp"),
		AGENT_TMP: agentTmp,
		SANDBOX_NAME: spec.name,
		SANDBOX_DIR: folder,
		SANDBOX_INCARNATION: spec.incarnation,
		SANDBOX_TOKEN: spec.token,
		AGENT_PORT: "0",
		PREVIEW_PORT: "0",
		LISTEN_HOST: "127.0.0.1",
		GATEWAY_URL: spec.gatewayUrl,
		GATEWAY_TOKEN: spec.gatewayToken,
		TEMPLATE_DIR: path.resolve(options.templateDir),
		PREVIEW_ALLOWED_HOST_SUFFIX: options.previewAllowedHostSuffix,
		...Object.fromEntries(optional.filter((entry): entry is [string, string] => entry[1] !== undefined)),
		...options.environment,
	};
}

/** Limits of a sandbox without walls, put on once it runs. Best effort: a system without one of these still runs sandboxes, with a line in the log. */
export function applyLimits(pid: number, options: ProcessDriverOptions): void {
	if (pid === 0) return;
	const { niceness = 2, openFiles = 8_192, fileBytes = 8_000_000_000 } = options.limits ?? {};
	const missing = (limit: string) => (error: unknown) => {
		if (error && !isGone(error)) options.logger.debug({ err: error, limit }, "a limit could not be put on a sandbox");
	};
	try {
		os.setPriority(pid, niceness);
	} catch (error) {
		missing("niceness")(error);
	}
	if (process.platform !== "linux") return;
	execFile(
		"prlimit",
		["--pid", `${pid}`, "--core=0", `--nofile=${openFiles}`, `--fsize=${fileBytes}`],
		{ timeout: 5_000 },
		missing("prlimit"),
	);
	// 0 is usual, 1000 is "end this one first".
	writeFile(`/proc/${pid}/oom_score_adj`, "500").catch(missing("oom_score_adj"));
}

/** A sandbox process that was started. */
export interface Launched {
	/** What ends when the sandbox ends, with its exit code. */
	child: ChildProcess;
	/** The first process inside its walls; null without walls, or when it ended at once. */
	inner: ProcessNote["inner"];
}

/** Room for young objects: the usual 16 MB three times over saves a start no time that can be measured. */
const MEMORY_FLAGS = ["--max-semi-space-size=4"];
/** Descriptors of a sandbox process inside walls. The last two are for what starts it. */
const FD = { agent: 3, preview: 4, info: 5, filter: 6 };
const INFO_MS = 5_000;

/** Starts a sandbox process, inside walls where there are some. Throws when it can't be started at all. */
export async function launchSandbox(
	spec: SandboxSpec,
	places: SandboxPlaces,
	{ walls, restricted }: Confinement,
	sockets: SandboxSockets,
	logFd: number,
	options: ProcessDriverOptions,
): Promise<Launched> {
	const heap = options.limits?.heapMegabytes;
	const flags = [...MEMORY_FLAGS, ...(heap === undefined ? [] : [`--max-old-space-size=${heap}`])];
	const command = [options.nodePath, ...flags, options.sandboxMain];
	const environment = sandboxEnvironment(spec, places, restricted, options);
	if (options.serveGateway !== undefined) await sockets.serveGateway(places.sockets);
	if (walls !== null) return launchInside(walls, command, environment, places, sockets, logFd);
	const [file = "", ...args] = command;
	const child = spawn(file, args, { cwd: places.folder, env: environment, detached: true, stdio: ["ignore", logFd, logFd] });
	await spawned(child);
	applyLimits(child.pid ?? 0, options);
	return { child, inner: null };
}

async function launchInside(
	walls: Walls,
	command: string[],
	environment: Record<string, string>,
	places: SandboxPlaces,
	sockets: SandboxSockets,
	logFd: number,
): Promise<Launched> {
	const gateway = gatewayFolder(places.sockets);
	await makeGatewayFolder(places.sockets);
	await walls.give([places.folder, path.join(places.folder, "tmp"), places.agentTmp]);
	const [listening, filter] = await Promise.all([sockets.make(places.sockets), walls.openFilter()]);
	try {
		const line = walls.commandLine({
			folder: places.folder,
			agentTmp: places.agentTmp,
			gatewayFolder: gateway,
			command,
			infoFd: FD.info,
			filterFd: filter === null ? null : FD.filter,
		});
		const child = spawn(line.file, line.args, {
			cwd: places.folder,
			env: {
				...environment,
				...line.environment,
				SANDBOX_WALLED: "true",
				AGENT_FD: `${FD.agent}`,
				PREVIEW_FD: `${FD.preview}`,
			},
			detached: true,
			stdio: ["ignore", logFd, logFd, listening.agentFd, listening.previewFd, "pipe", filter?.fd ?? "ignore"],
		});
		await spawned(child);
		return { child, inner: await innerOf(child) };
	} finally {
		listening.close();
		await filter?.close();
	}
}

async function spawned(child: ChildProcess): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		child.once("spawn", resolve);
		child.once("error", reject);
	});
	child.unref();
}

const Info = z.object({ "child-pid": z.int().positive() });

/** What bubblewrap reports of the first process inside; null when it ended before it could. */
async function innerOf(child: ChildProcess): Promise<ProcessNote["inner"]> {
	const stream = child.stdio[FD.info];
	if (!(stream instanceof Readable)) return null;
	const timer = setTimeout(() => stream.destroy(), INFO_MS);
	let text = "";
	try {
		for await (const chunk of stream) text += String(chunk);
	} catch {
		// Cut off: without it, its processes are found by their environment and their folder.
	} finally {
		clearTimeout(timer);
	}
	const info = Info.safeParse(parseJson(text));
	if (!info.success) return null;
	const row = await findProcess(info.data["child-pid"]);
	return row === null ? null : { pid: row.pid, startTime: row.startTime };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
