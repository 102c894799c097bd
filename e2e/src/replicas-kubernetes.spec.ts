import { test } from "@playwright/test";
import { freePort } from "@storydream/sandbox/testing";
import { type Balancer, type NodeCluster, startBalancer, startClusterOnEngine } from "@storydream/studio/testing";
import { type RunningStudio, startStudio } from "./harness/studio.ts";
import { killedInMidTurn, type Shared, startShared } from "./harness/two-studios.ts";

const socket = process.env.STORYDREAM_TEST_DOCKER ?? "";

let cluster: NodeCluster | null = null;
let shared: Shared | null = null;
let internal: Balancer | null = null;
const studios: RunningStudio[] = [];

test.afterAll(async () => {
	for (const studio of studios) await studio.close();
	await internal?.close();
	await shared?.close();
	await cluster?.close();
});

test("two studios of a cluster, and the one that works at a turn in a pod is killed: the page goes on, and the turn ends", async ({
	page,
}) => {
	test.skip(socket === "", "STORYDREAM_TEST_DOCKER does not name the socket of a Docker engine with the sandbox's image.");
	shared = await startShared();
	// What the Service `storydream-internal` is in a cluster: pods find the gateway of any studio behind it.
	const internalPort = await freePort();
	cluster = await startClusterOnEngine(socket, internalPort);
	internal = await startBalancer({ host: cluster.hostAddress, port: internalPort });
	const { balancer, environment } = shared;
	for (let count = 0; count < 2; count += 1) {
		const port = await freePort();
		const own = {
			PORT: String(port),
			STUDIO_ADDRESS: `http://127.0.0.1:${port}`,
			DRIVER: "kubernetes",
			KUBECONFIG: cluster.kubeconfig,
			K8S_NAMESPACE: cluster.namespace,
			EXPORTS: "job",
			INTERNAL_PORT: String(await freePort()),
		};
		studios.push(await startStudio({ ...environment, ...own }));
		balancer.ports.push(port);
		internal.ports.push(Number(own.INTERNAL_PORT));
	}
	await killedInMidTurn(page, `http://localhost:${balancer.port}`, studios);
});
