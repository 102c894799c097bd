import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { describe } from "vitest";
import { createTestLogger } from "../../sessions/testing/test-logger.ts";
import { driverContract } from "../driver.contract.ts";
import { createKubernetesDriver, type KubernetesDriver } from "./driver.ts";
import { orNone } from "./errors.ts";

/*
 * The contract on a real cluster that somebody names: STORYDREAM_TEST_KUBECONFIG, K8S_NAMESPACE (with deploy/kubernetes
 * applied to it, so that there is a policy, and a studio whose gateway answers), SANDBOX_IMAGE as its nodes find it. Pods'
 * addresses must be reachable from here: run it on a node (kind, k3s) or in a pod. With K8S_SANDBOX_POOL and K8S_POOL_TOKEN
 * the sandboxes are claimed of that pool, where agent-sandbox and its component are applied.
 */
const kubeconfig = process.env.STORYDREAM_TEST_KUBECONFIG ?? "";
const poolName = process.env.K8S_SANDBOX_POOL ?? "";
const namespace = process.env.K8S_NAMESPACE ?? "storydream-sandboxes";

describe.skipIf(kubeconfig === "")("the Kubernetes driver on a real cluster", () => {
	driverContract("pods of a real cluster", ["well"], async () => {
		const drivers: KubernetesDriver[] = [];
		const config = new KubeConfig();
		config.loadFromFile(kubeconfig);
		const core = config.makeApiClient(CoreV1Api);
		return {
			driver() {
				const driver = createKubernetesDriver({
					install: "test",
					image: process.env.SANDBOX_IMAGE ?? "storydream-sandbox",
					namespace,
					studioNamespace: process.env.K8S_STUDIO_NAMESPACE ?? "storydream",
					access: { kubeconfig },
					gatewayUrl: process.env.GATEWAY_URL ?? null,
					limits: { memoryBytes: 2e9, diskBytes: 1e9, cpus: 1 },
					runtimeClass: process.env.SANDBOX_RUNTIME_CLASS ?? null,
					priorityClass: null,
					imagePullSecret: process.env.SANDBOX_IMAGE_PULL_SECRET ?? null,
					imagePullPolicy: "IfNotPresent",
					nodeSelector: {},
					tolerations: [],
					allowEgress: process.env.SANDBOX_ALLOW_EGRESS === "true",
					previewAllowedHostSuffix: ".preview.localhost",
					pool: poolName === "" ? null : { name: poolName, token: process.env.K8S_POOL_TOKEN ?? "" },
					logger: createTestLogger(),
				});
				drivers.push(driver);
				return driver;
			},
			async leftovers(name) {
				const [pod, secret] = await Promise.all([
					orNone(core.readNamespacedPod({ namespace, name })),
					orNone(core.readNamespacedSecret({ namespace, name })),
				]);
				return [...(pod === null ? [] : [`pod ${name}`]), ...(secret === null ? [] : [`secret ${name}`])];
			},
			async close() {
				for (const driver of drivers) for (const name of (await driver.list()) ?? []) await driver.end(name);
				for (const driver of drivers) driver.close();
			},
		};
	});
});
