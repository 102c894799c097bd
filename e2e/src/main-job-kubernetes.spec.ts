import { test } from "@playwright/test";
import { freePort } from "@storydream/sandbox/testing";
import { type NodeCluster, startClusterOnEngine } from "@storydream/studio/testing";
import { describeMainJob } from "./harness/main-job.ts";
import { startStudio } from "./harness/studio.ts";

const socket = process.env.STORYDREAM_TEST_DOCKER ?? "";

let cluster: NodeCluster | null = null;
test.afterAll(() => cluster?.close());

describeMainJob("in pods of a cluster, with exports as Jobs", start, { seconds: 5, exportScale: 0.5 });

async function start() {
	test.skip(socket === "", "STORYDREAM_TEST_DOCKER does not name the socket of a Docker engine with the sandbox's image.");
	const internalPort = await freePort();
	cluster = await startClusterOnEngine(socket, internalPort);
	return startStudio({
		DRIVER: "kubernetes",
		KUBECONFIG: cluster.kubeconfig,
		K8S_NAMESPACE: cluster.namespace,
		EXPORTS: "job",
		INTERNAL_PORT: String(internalPort),
		// The node's address is where pods find the internal port, and the page is opened at this machine's own.
		HOST: "0.0.0.0",
		STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN: "true",
	});
}
