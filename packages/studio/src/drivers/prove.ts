import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { toStoryDreamError } from "@storydream/protocol";
import type { Config } from "../config/index.ts";
import { findNodeModules, openDriver } from "./open.ts";
import { proveConfinement } from "./process/index.ts";

/** One thing that the configured driver needs. */
export interface DriverProof {
	what: string;
	/** `missing`: no session starts; `limited`: sessions start, but less well held. */
	state: "ok" | "limited" | "missing";
	/** What was found, or what is wrong. */
	detail: string;
	/** What to do. */
	next?: string;
}

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

/** What sandboxes consist of where they are processes. */
export interface SandboxProgram {
	/** `packages/sandbox/src/main.ts` */
	sandboxMain: string;
	templateDir: string;
}

/**
 * Proves on Linux, as a studio does at its start, that sandboxes which are processes reach nothing outside of their walls, and
 * that commands of the agent reach nothing outside of theirs. Takes about a second. It uses a folder of its own, so that a
 * studio which runs meanwhile is not disturbed.
 */
export async function proveWalls(
	config: Pick<Config, "previewDomain" | "browserExecutable">,
	{ sandboxMain, templateDir }: SandboxProgram,
): Promise<DriverProof[]> {
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "storydream-doctor-"));
	try {
		const { walls, restricted } = await proveConfinement({
			dataDir,
			install: "doctor",
			nodePath: process.execPath,
			sandboxMain,
			templateDir,
			nodeModulesDir: findNodeModules(templateDir),
			previewAllowedHostSuffix: `.${config.previewDomain}`,
			...(config.browserExecutable === null ? {} : { browserExecutable: config.browserExecutable }),
			logger: SILENT,
		});
		return [
			walls === null
				? { what: "Walls around sandboxes", state: "limited", detail: restricted ?? "not proved" }
				: {
						what: "Walls around sandboxes",
						state: "ok",
						detail: "tried out: no file, process, socket or address outside was reached, but the model gateway was",
					},
			commandsProof(walls !== null, restricted ?? null),
		];
	} finally {
		await rm(dataDir, { recursive: true, force: true });
	}
}

function commandsProof(walled: boolean, restricted: string | null): DriverProof {
	const what = "Sandbox for the agent's commands";
	if (restricted === null) return { what, state: "ok", detail: "tried out: writes outside and connections out are refused" };
	return {
		what,
		state: "limited",
		detail: `${walled ? `${restricted} ` : ""}The agent works without commands.`,
		...(walled ? { next: "Install it: `apt install bubblewrap ripgrep`." } : {}),
	};
}

/**
 * Looks at everything the configured driver needs to start a sandbox, and starts none. Empty for the process driver: it
 * needs what is on this machine, and nothing else.
 */
export async function proveDriver(config: Config): Promise<DriverProof[]> {
	if (config.driver === "process") return [];
	if (config.driver === "docker") {
		const { proveDocker } = await import("./docker/index.ts");
		return proveDocker(config.docker);
	}
	const what = "Sandboxes";
	try {
		const driver = await openDriver(config, {
			install: "doctor",
			sandboxMain: "",
			templateDir: "",
			environment: {},
			walls: false,
			serveGateway: (connection) => void connection.destroy(),
			logger: SILENT,
		});
		try {
			await driver.check();
			const { namespace, pool } = config.kubernetes;
			const pods = pool === null ? `pods of ${config.docker.image}` : `pods of the SandboxWarmPool ${pool.name}`;
			return [{ what, state: "ok", detail: `${pods} in the namespace ${namespace}` }];
		} finally {
			await driver.close();
		}
	} catch (thrown) {
		const { message, hint } = toStoryDreamError(thrown);
		return [{ what, state: "missing", detail: message, next: hint }];
	}
}
