import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { SandboxSpec } from "./driver.ts";
import { isGone } from "./process-table.ts";

/** What this driver logs with; pino's shape. */
export interface DriverLogger {
	debug(fields: object, text: string): void;
	info(fields: object, text: string): void;
	warn(fields: object, text: string): void;
	error(fields: object, text: string): void;
}

/** Limits of one sandbox, each put on where the system has it. */
export interface ProcessLimits {
	/** Added to the niceness, so that the studio stays quick: 0 to 19. Default 2. */
	niceness?: number;
	/** Open files of one process (Linux, by `prlimit`). Default 8192. */
	openFiles?: number;
	/** Bytes of one file (Linux, by `prlimit`). Default 8 GB. */
	fileBytes?: number;
	/** Megabytes of the agent host's own JavaScript heap. Default: Node's own choice. */
	heapMegabytes?: number;
}

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
	 * Why agents get no commands here; null when it is proven that their commands can be held; undefined when that is not
	 * known (yet): each sandbox then finds out by itself. A function is asked at every start.
	 */
	restricted?: string | null | (() => string | null | undefined);
	logger: DriverLogger;
	/** Time between SIGTERM and SIGKILL, in ms. Default 3000. */
	graceMs?: number;
	/** More variables for the sandbox process. */
	environment?: Record<string, string>;
}

/** The whole environment of a sandbox: built, never inherited, so that no key of the studio's can be in it. */
export function sandboxEnvironment(
	spec: SandboxSpec,
	folder: string,
	agentTmp: string,
	options: ProcessDriverOptions,
): Record<string, string> {
	const restricted = typeof options.restricted === "function" ? options.restricted() : options.restricted;
	const optional: [string, string | undefined][] = [
		["STORYDREAM_MODEL", spec.model],
		["VITE_CACHE_SEED", options.viteCacheSeed],
		["NODE_COMPILE_CACHE", options.viteCacheSeed === undefined ? undefined : path.join(options.viteCacheSeed, "code")],
		["BROWSER_EXECUTABLE", options.browserExecutable],
		["AGENT_RESTRICTED", restricted ?? undefined],
		["AGENT_CONFINEMENT", restricted === null ? "proved" : undefined],
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

/** Best effort: a system without one of these still runs sandboxes, with a line in the log. */
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
