import { DRIVER, type DriversConfig, INTERNAL_PORT, RUNNING_IN_KUBERNETES, readDriversConfig } from "../drivers/config.ts";
import { CONTAINER_VARIABLES, DOCKER_VARIABLES } from "../drivers/docker/config.ts";
import { GATEWAY_URL, KUBERNETES_VARIABLES } from "../drivers/kubernetes/config.ts";
import { EXPORTS_SECTION, type ExportsConfig, readExportsConfig } from "../exports/config.ts";
import { HTTP_SECTION, type HttpConfig, readHttpConfig } from "../http/config.ts";
import { INSTALLATION_SECTION, type InstallationConfig, readInstallationConfig } from "../installation/config.ts";
import { MODEL_SECTION, type ModelConfig, readModelConfig } from "../models/config.ts";
import { REPLICAS_SECTION, type ReplicasConfig, readReplicasConfig } from "../replicas/config.ts";
import { MAX_SESSIONS, readSessionsConfig, SESSION_IDLE_MINUTES, type SessionsConfig, WARM_POOL } from "../sessions/config.ts";
import { LOG_SECTION, type LogConfig, readLogConfig } from "../telemetry/config.ts";
import { createReader, type Environment, type Section } from "./variables.ts";

/** Everything the environment decides, checked. Made once, at the start; parts are handed to whoever needs them. */
export interface Config extends HttpConfig, InstallationConfig, ReplicasConfig, DriversConfig, SessionsConfig, ExportsConfig {
	model: ModelConfig;
	log: LogConfig;
}

/** Every variable that the studio reads, in the order of `.env.example`. */
export const SECTIONS: readonly Section[] = [
	MODEL_SECTION,
	HTTP_SECTION,
	INSTALLATION_SECTION,
	{
		title: "Sandboxes",
		entries: [
			DRIVER,
			RUNNING_IN_KUBERNETES,
			WARM_POOL,
			MAX_SESSIONS,
			SESSION_IDLE_MINUTES,
			"For DRIVER=docker and DRIVER=kubernetes:",
			...CONTAINER_VARIABLES,
			"For DRIVER=docker:",
			...DOCKER_VARIABLES,
			"For DRIVER=kubernetes; deploy/kubernetes makes what is needed in the namespace:",
			...KUBERNETES_VARIABLES,
			INTERNAL_PORT,
			GATEWAY_URL,
		],
	},
	REPLICAS_SECTION,
	EXPORTS_SECTION,
	LOG_SECTION,
];

/**
 * Reads the environment, each room its own part. Throws StoryDreamError (`bad_request`) with one sentence that names the
 * variable, what is wrong with it, and a right value; a key is never repeated in it. An empty variable counts as absent.
 */
export function loadConfig(env: Environment, options: { isTerminal?: boolean } = {}): Config {
	const read = createReader(env);
	const inside = read(RUNNING_IN_KUBERNETES, false);
	const http = readHttpConfig(read, { inside });
	const installation = readInstallationConfig(read);
	const replicas = readReplicasConfig(read, installation);
	const drivers = readDriversConfig(read, { inside, studioAddress: replicas.studioAddress, env });
	return {
		...http,
		...installation,
		...replicas,
		...drivers,
		...readExportsConfig(read, drivers),
		...readSessionsConfig(read, { clusterPool: drivers.kubernetes.pool !== null }),
		model: readModelConfig(read),
		log: readLogConfig(read, { isTerminal: options.isTerminal ?? process.stdout.isTTY === true }),
	};
}
