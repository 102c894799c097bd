import { toStoryDreamError } from "@storydream/protocol";
import type { Config } from "../config.ts";
import { openDriver } from "./open.ts";

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

/**
 * Looks at everything the configured driver needs to start a sandbox, and starts none. Empty for the process driver: it
 * needs what is on this machine, and nothing else.
 */
export async function proveDriver(config: Config): Promise<DriverProof[]> {
	if (config.driver === "process") return [];
	if (config.driver === "docker") {
		const { proveDocker } = await import("./docker/prove.ts");
		return proveDocker(config.docker);
	}
	const what = "Sandboxes";
	try {
		const silent = { info() {}, warn() {}, error() {}, debug() {} };
		const driver = await openDriver(config, {
			install: "doctor",
			sandboxMain: "",
			templateDir: "",
			environment: {},
			walls: false,
			serveGateway: (connection) => void connection.destroy(),
			logger: silent,
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
