import { test } from "@playwright/test";
import { freePort } from "@storydream/sandbox/testing";
import { type RunningStudio, startStudio } from "./harness/studio.ts";
import { killedInMidTurn, type Shared, startShared } from "./harness/two-studios.ts";

const socket = process.env.STORYDREAM_TEST_DOCKER ?? "";

let shared: Shared | null = null;
const studios: RunningStudio[] = [];

test.afterAll(async () => {
	for (const studio of studios) await studio.close();
	await shared?.close();
});

test("two studios of one Docker engine, and the one that works at a turn in a container is killed: the page goes on, and the turn ends", async ({
	page,
}) => {
	test.skip(socket === "", "STORYDREAM_TEST_DOCKER does not name the socket of a Docker engine with the sandbox's image.");
	shared = await startShared();
	const { balancer, environment } = shared;
	for (let count = 0; count < 2; count += 1) {
		const port = await freePort();
		const own = {
			PORT: String(port),
			STUDIO_ADDRESS: `http://127.0.0.1:${port}`,
			DRIVER: "docker",
			DOCKER_HOST: `unix://${socket}`,
		};
		studios.push(await startStudio({ ...environment, ...own }));
		balancer.ports.push(port);
	}
	await killedInMidTurn(page, `http://localhost:${balancer.port}`, studios);
});
