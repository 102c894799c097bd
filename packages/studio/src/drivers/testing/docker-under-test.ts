import { createServer, type Server } from "node:http";
import Dockerode from "dockerode";
import { inject } from "vitest";
import { createTestLogger, type TestLogger } from "../../sessions/testing/test-logger.ts";
import { createDockerDriver, type DockerDriver, type DockerDriverOptions } from "../docker/index.ts";
import type { Behaviour, DriverSubject } from "../driver.contract.ts";
import { FAKE_SANDBOX_IMAGE } from "./docker-image.ts";

/** Socket of this run's engine; null where none can be had: its tests are skipped then, see `docker-setup.ts`. */
export const dockerSocket: string | null = inject("dockerSocket");
/** The real sandbox's image in it; null where it was not built. */
export const sandboxImage: string | null = inject("sandboxImage");
export const MB = 1024 * 1024;

export interface DockerPlace extends DriverSubject {
	docker: Dockerode;
	logger: TestLogger;
	driver(behaviour?: Behaviour, more?: Partial<DockerDriverOptions>): DockerDriver;
}

/** What is asked of the gateway gets this answer. */
export const GATEWAY_ANSWER = "the gateway's own words";

export async function newDockerPlace(socketPath: string): Promise<DockerPlace> {
	const docker = new Dockerode({ socketPath });
	const logger = createTestLogger();
	const drivers: DockerDriver[] = [];
	const gateway: Server = createServer((request, response) => response.end(`${GATEWAY_ANSWER}: ${request.url}`));
	return {
		docker,
		logger,
		driver(behaviour = "well", more = {}) {
			const driver = createDockerDriver({
				install: "test",
				image: FAKE_SANDBOX_IMAGE,
				engine: { socketPath },
				subnets: "10.231.0.0/16",
				limits: { memoryBytes: 256 * MB, diskBytes: 64 * MB, cpus: 1, pids: 64 },
				allowEgress: false,
				previewAllowedHostSuffix: ".preview.localhost",
				serveGateway: (connection) => gateway.emit("connection", connection),
				environment: { FAKE_BEHAVIOUR: behaviour },
				graceMs: 1_000,
				logger,
				...more,
			});
			drivers.push(driver);
			return driver;
		},
		async leftovers(name) {
			const containers = await docker.listContainers({ all: true, filters: { name: [`^/${name}$`] } });
			const processes = await Promise.all(
				containers
					.filter((container) => container.State === "running")
					.map(async (container) =>
						(await docker.getContainer(container.Id).top()).Processes.map((row: string[]) => `process ${row[1]}`),
					),
			);
			const networks = (await docker.listNetworks({ filters: { name: [`^${name}$`] } })).map(
				(network) => `network ${network.Name}`,
			);
			return [...containers.map((container) => `container ${container.Id}`), ...processes.flat(), ...networks];
		},
		async close() {
			for (const driver of drivers) for (const name of (await driver.list()) ?? []) await driver.end(name);
			for (const driver of drivers) await driver.close();
			gateway.closeAllConnections();
		},
	};
}
