import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Duplex } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import type { Config } from "../config/index.ts";
import type { Driver, DriverLogger } from "./driver.ts";
import { createProcessDriver } from "./process/index.ts";

/** A driver, and an end for what it holds itself. Sandboxes outlive it. */
export interface OpenedDriver extends Driver {
	close(): void | Promise<void>;
}

export interface DriverParts {
	install: string;
	/** Where sandboxes that are processes live; default: the data folder. */
	sandboxesDir?: string;
	/** Program of a sandbox process; unused where an image holds it. */
	sandboxMain: string;
	templateDir: string;
	nodeModulesDir?: string;
	viteCacheSeed?: string;
	/** Put sandboxes that are processes inside walls, and prove it; see the process driver. */
	walls: boolean;
	/** Variables for every sandbox; read at each start. */
	environment: Record<string, string>;
	/** Serves the model gateway, and nothing else, on a connection: for sandboxes that can't reach the studio's port. */
	serveGateway: (connection: Duplex) => void;
	logger: DriverLogger;
}

/** The driver that is configured. An engine's client is loaded only where it is used. */
export async function openDriver(
	config: Pick<Config, "driver" | "docker" | "kubernetes" | "dataDir" | "previewDomain" | "browserExecutable">,
	parts: DriverParts,
): Promise<OpenedDriver> {
	const { install, environment, logger } = parts;
	const previewAllowedHostSuffix = `.${config.previewDomain}`;
	if (config.driver === "docker") {
		const { createDockerDriver } = await import("./docker/index.ts");
		return createDockerDriver({
			install,
			image: config.docker.image,
			...(config.docker.network === null ? {} : { studioNetwork: config.docker.network }),
			subnets: config.docker.subnets,
			limits: config.docker.limits,
			allowEgress: config.docker.allowEgress,
			previewAllowedHostSuffix,
			serveGateway: parts.serveGateway,
			logger,
		});
	}
	if (config.driver === "kubernetes") {
		const { createKubernetesDriver } = await import("./kubernetes/index.ts");
		const { inside, mustNotReach, ...pods } = config.kubernetes;
		const { image, limits, allowEgress } = config.docker;
		return createKubernetesDriver({
			...pods,
			install,
			image,
			limits,
			allowEgress,
			...(inside ? { access: "inside" } : {}),
			previewAllowedHostSuffix,
			environment: { EGRESS_TRY: mustNotReach.join(",") },
			// What scales a cluster up takes a minute or two.
			roomMs: 150_000,
			logger,
		});
	}
	return createProcessDriver({
		dataDir: parts.sandboxesDir ?? config.dataDir,
		install,
		nodePath: process.execPath,
		sandboxMain: parts.sandboxMain,
		templateDir: parts.templateDir,
		nodeModulesDir: parts.nodeModulesDir ?? findNodeModules(parts.templateDir),
		previewAllowedHostSuffix,
		...(config.browserExecutable === null ? {} : { browserExecutable: config.browserExecutable }),
		...(parts.viteCacheSeed === undefined ? {} : { viteCacheSeed: parts.viteCacheSeed }),
		environment,
		walls: parts.walls,
		limits: { memoryBytes: config.docker.limits.memoryBytes, tasks: config.docker.limits.pids },
		// Where several studios share sandboxes, any of them may answer: these dial the address that leads to all.
		...(parts.sandboxesDir === undefined ? { serveGateway: parts.serveGateway } : {}),
		logger,
	});
}

/** Folder of the template's installed dependencies. @throws `sandbox_failed` when there are none */
export function findNodeModules(from: string): string {
	for (let folder = from; ; folder = dirname(folder)) {
		if (existsSync(join(folder, "node_modules", "remotion"))) return join(folder, "node_modules");
		if (dirname(folder) === folder) break;
	}
	throw new StoryDreamError("sandbox_failed", "The template's dependencies are not installed.", { hint: "Run `npm ci`." });
}
