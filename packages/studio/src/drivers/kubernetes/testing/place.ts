import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { serviceAddress } from "../../../kubernetes/index.ts";
import { resourceOf } from "../../../kubernetes/testing/api-server.ts";
import {
	type Cluster,
	type ClusterOptions,
	type Rule,
	SANDBOX_NAMESPACE,
	STUDIO_NAMESPACE,
	startCluster,
} from "../../../kubernetes/testing/cluster.ts";
import { createTestLogger, type TestLogger } from "../../../sessions/testing/test-logger.ts";
import type { SandboxSpec } from "../../driver.ts";
import { createKubernetesDriver, type KubernetesDriver, type KubernetesDriverOptions } from "../driver.ts";
import { POOL_SECRET, templateOf } from "../template.ts";

/** A cluster of a test's own, and drivers on it. */
export interface ClusterPlace {
	cluster: Cluster;
	logger: TestLogger;
	/** @param url another way to the cluster's API */
	driver(more?: Partial<KubernetesDriverOptions>, url?: string): KubernetesDriver;
	/**
	 * Makes a pool of agent-sandbox, as deploy/kubernetes does with its component.
	 * @returns what a driver is made with that claims of it
	 */
	pool(more?: PoolOptions): { pool: { name: string; token: string } };
	/** Names of pods, Secrets, claims and Sandboxes that are there; a pool's own Secret is not one of them. */
	things(): string[];
	close(): Promise<void>;
}

export interface PoolOptions {
	/** Default: `pool`. */
	name?: string;
	/** Sandboxes that wait; default: none. */
	replicas?: number;
	/** More variables for its sandboxes. */
	environment?: Record<string, string>;
}

/** Of each pool of a place's. */
export const POOL_TOKEN = "pool-token-canary-0123456789";

export const podOptions = {
	install: "test",
	image: "storydream-fake:test",
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
				studioNamespace: cluster.studioNamespace,
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
		pool({ name = "pool", replicas = 0, environment = {} } = {}) {
			cluster.apply({
				apiVersion: "v1",
				kind: "Secret",
				metadata: { name: POOL_SECRET.name },
				stringData: { [POOL_SECRET.key]: POOL_TOKEN },
			});
			const options = { ...podOptions, ...always, namespace: cluster.namespace, tolerations: [], environment };
			const template = templateOf(name, options, gatewayOf(cluster)) as Parameters<typeof cluster.apply>[0];
			cluster.apply(JSON.parse(JSON.stringify(template)));
			cluster.apply({
				apiVersion: "extensions.agents.x-k8s.io/v1beta1",
				kind: "SandboxWarmPool",
				metadata: { name },
				spec: { replicas, sandboxTemplateRef: { name } },
			});
			return { pool: { name, token: POOL_TOKEN } };
		},
		things() {
			const secrets = cluster.store.list(resourceOf("secrets"), cluster.namespace);
			const own = secrets.filter(({ metadata }) => metadata.name !== POOL_SECRET.name);
			const claims = ["sandboxclaims", "sandboxes"].flatMap((plural) =>
				cluster.store.list(resourceOf(plural), cluster.namespace),
			);
			return [...cluster.pods(), ...own, ...claims].map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
		},
		async close() {
			for (const driver of drivers) driver.close();
			await cluster.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** The gateway as pods reach it: an operator writes this address into the settings. */
function gatewayOf(cluster: Cluster): string {
	const service = cluster.store.find(resourceOf("services"), cluster.studioNamespace, "storydream-internal");
	const address = serviceAddress(service === null ? null : { spec: { ...service.spec } }, 8081);
	return `${address ?? "http://127.0.0.1:8081"}/gateway`;
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

const RuleShape = z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()), verbs: z.array(z.string()) });
const Role = z.object({
	kind: z.literal("Role"),
	rules: z.array(RuleShape.extend({ resourceNames: z.array(z.string()).exactOptional() })),
});
const Component = z.object({ patches: z.array(z.object({ target: z.object({ kind: z.string() }), patch: z.string() })) });
const Additions = z.array(z.object({ op: z.literal("add"), path: z.literal("/rules/-"), value: RuleShape }));

const DEPLOY = resolve(import.meta.dirname, "../../../../../../deploy/kubernetes");

/** What `deploy/kubernetes` lets the studio do. @param pools with its component for agent-sandbox */
export async function rightsOfTheStudio(pools = false): Promise<Rule[]> {
	const places = { studio: STUDIO_NAMESPACE, sandboxes: SANDBOX_NAMESPACE };
	const rules: Rule[] = [];
	for (const [folder, namespace] of Object.entries(places)) {
		const access = parseAllDocuments(await readFile(join(DEPLOY, "base", folder, "access.yaml"), "utf8"));
		const found = access.flatMap((document) => Role.safeParse(document.toJS()).data?.rules ?? []);
		rules.push(...found.map((rule) => ({ ...rule, namespace })));
	}
	if (!pools) return rules;
	const component = Component.parse(parse(await readFile(join(DEPLOY, "components/agent-sandbox/kustomization.yaml"), "utf8")));
	const patch = component.patches.find(({ target }) => target.kind === "Role")?.patch ?? "";
	return [...rules, ...Additions.parse(parse(patch)).map(({ value }) => ({ ...value, namespace: SANDBOX_NAMESPACE }))];
}
