import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "@playwright/test";
import { freePort } from "@storydream/sandbox/testing";
import { type RunningStudio, startStudio } from "./harness/studio.ts";
import { killedInMidTurn, type Shared, startShared } from "./harness/two-studios.ts";

const root = resolve(import.meta.dirname, "../..");
const PROGRAM = join(root, "packages/studio/src/replicas/testing/child-replica.ts");

let shared: Shared | null = null;
const studios: RunningStudio[] = [];

test.afterAll(async () => {
	for (const studio of studios) await studio.close();
	await shared?.close();
});

test("two studios behind one address, and the one that works at a turn is killed: the page goes on, and the turn ends", async ({
	page,
}, { outputDir }) => {
	shared = await startShared();
	const { balancer, environment } = shared;
	const sandboxesDir = join(outputDir, "sandboxes");
	for (let count = 0; count < 2; count += 1) {
		const port = await freePort();
		const own = {
			PORT: String(port),
			STUDIO_ADDRESS: `http://127.0.0.1:${port}`,
			REPLICA_WEB_DIR: join(root, "packages/web/dist"),
			REPLICA_SANDBOX_MAIN: join(root, "packages/sandbox/src/main.ts"),
			REPLICA_TEMPLATE_DIR: join(root, "packages/template"),
			REPLICA_SHARED: JSON.stringify({ sandboxesDir, gatewayUrl: `${balancer.url}/gateway` }),
		};
		studios.push(await startStudio({ ...environment, ...own }, [PROGRAM]));
		balancer.ports.push(port);
	}
	await killedInMidTurn(page, `http://localhost:${balancer.port}`, studios);
	await rm(sandboxesDir, { recursive: true, force: true, maxRetries: 5 });
});
