import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { resourceOf } from "../../../kubernetes/testing/api-server.ts";
import { type Cluster, type ClusterOptions, type Rule, startCluster } from "../../../kubernetes/testing/cluster.ts";
import { createTestLogger, type TestLogger } from "../../../sessions/testing/test-logger.ts";
import type { SandboxSpec } from "../../driver.ts";
import { createKubernetesDriver, type KubernetesDriver, type KubernetesDriverOptions } from "../../kubernetes.ts";

/** A cluster of a test's own, and drivers on it. */
export interface ClusterPlace {
	cluster: Cluster;
	logger: TestLogger;
	/** @param url another way to the cluster's API */
	driver(more?: Partial<KubernetesDriverOptions>, url?: string): KubernetesDriver;
	/** Names of pods and Secrets that are there. */
	things(): string[];
	close(): Promise<void>;
}

export const podOptions = {
	install: "test",
	image: "storydream-stand-in:test",
	gatewayUrl: null,
	limits: { memoryBytes: 256e6, diskBytes: 64e6, cpus: 1 },
	runtimeClass: null,
	priorityClass: null,
	imagePullSecret: null,
	imagePullPolicy: "IfNotPresent",
	nodeSelector: {},
	tolerations: [],
	allowEgress: false,
	previewAllowedHostSuffix: ".preview.localhost",
} as const;

let count = 0;

export function newSpec(more: Partial<SandboxSpec> = {}): SandboxSpec {
	count += 1;
	return {
		name: `test-pod${count}-inc${count}`,
		incarnation: `inc${count}`,
		sessionId: `pod${count}`,
		token: "sandbox-token-canary-0123456789",
		gatewayUrl: "http://127.0.0.1:9/gateway",
		gatewayToken: "gateway-token-canary-0123456789",
		...more,
	};
}

export async function newClusterPlace(options: ClusterOptions = {}): Promise<ClusterPlace> {
	return placeIn(await startCluster(options));
}

/** @param always what drivers are made with, besides what is usual here */
export async function placeIn<C extends Cluster>(
	cluster: C,
	always: Partial<KubernetesDriverOptions> = {},
): Promise<ClusterPlace & { cluster: C }> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-driver-"));
	const logger = createTestLogger();
	const drivers: KubernetesDriver[] = [];
	return {
		cluster,
		logger,
		driver(more = {}, url = cluster.url) {
			const kubeconfig = join(folder, `${drivers.length}.json`);
			writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(url, cluster)));
			const driver = createKubernetesDriver({
				...podOptions,
				tolerations: [],
				namespace: cluster.namespace,
				access: { kubeconfig },
				logger,
				graceMs: 500,
				callTimeoutMs: 2_000,
				...always,
				...more,
			});
			drivers.push(driver);
			return driver;
		},
		things() {
			const secrets = cluster.store.list(resourceOf("secrets"), cluster.namespace);
			return [...cluster.pods(), ...secrets].map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
		},
		async close() {
			for (const driver of drivers) driver.close();
			await cluster.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function kubeconfigOf(url: string, { token, namespace }: Cluster): object {
	return {
		apiVersion: "v1",
		kind: "Config",
		clusters: [{ name: "test", cluster: { server: url, "insecure-skip-tls-verify": true } }],
		users: [{ name: "studio", user: { token } }],
		contexts: [{ name: "test", context: { cluster: "test", user: "studio", namespace } }],
		"current-context": "test",
	};
}

const Role = z.object({
	kind: z.literal("Role"),
	rules: z.array(z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()), verbs: z.array(z.string()) })),
});

/** What `deploy/kubernetes` lets the studio do. */
export async function rightsOfTheStudio(): Promise<Rule[]> {
	const file = resolve(import.meta.dirname, "../../../../../../deploy/kubernetes/base/access.yaml");
	const objects = parseAllDocuments(await readFile(file, "utf8")).map((document): unknown => document.toJS());
	return objects.flatMap((object) => Role.safeParse(object).data?.rules ?? []);
}
