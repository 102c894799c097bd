import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AgentSandbox, runAgentSandbox } from "./agent-sandbox.ts";
import { type ApiServer, type ApiServerOptions, resourceOf, startApiServer } from "./api-server.ts";
import { runJobs } from "./jobs.ts";
import type { KubernetesObject } from "./objects.ts";

export type { ApiFault, ApiServer, AskedOf, Rule } from "./api-server.ts";
export type { KubernetesObject } from "./objects.ts";

export interface ClusterOptions extends Omit<ApiServerOptions, "servesAgentSandbox"> {
	/** Whether kubernetes-sigs/agent-sandbox is in the cluster; default: not. */
	agentSandbox?: boolean;
	/** Where pods run; default: `storydream-sandboxes`. It lets in `restricted` pods only. */
	namespace?: string;
	/** Objects that are there from the start, as `deploy/kubernetes` would have made them. */
	objects?: { apiVersion: string; kind: string; metadata: { name: string; namespace?: string }; [field: string]: unknown }[];
	/** Port of the Service `storydream-internal`, and the one the NetworkPolicy lets pods reach; default 8081. */
	internalPort?: number;
	/** Between a Job's pod that failed and its next; default 50 ms, where a real cluster takes 10 s and more. */
	jobBackoffMs?: number;
}

/**
 * A cluster for tests: an API server on loopback with the controllers that a studio leans on (garbage collection by owner,
 * Jobs), and no node. Pods stay `Pending` until a kubelet (`kubelet.ts`) takes them, or the test says how they fare.
 */
export interface Cluster extends ApiServer {
	readonly namespace: string;
	/** Where the studio's Service is. */
	readonly studioNamespace: string;
	/** For KUBECONFIG: the studio's account, in the namespace of the pods. */
	readonly kubeconfig: string;
	/** The controller of kubernetes-sigs/agent-sandbox; null where the cluster has none. */
	readonly agentSandbox: AgentSandbox | null;
	pod(name: string): KubernetesObject | null;
	pods(): KubernetesObject[];
	/** Gives a pod to a node, as a scheduler would. */
	schedule(name: string, node?: string): void;
	/** Fields of a pod's status that change, as a kubelet would tell them. */
	setPodStatus(name: string, status: Record<string, unknown>): void;
	/** What a pod is that runs and is ready at an address, its init containers done. */
	runPod(name: string, address?: string): void;
	/** What a pod is whose container ended. */
	endPod(name: string, ended: { exitCode: number; reason?: string; container?: string }): void;
	/** Makes an object as an operator would. */
	apply(object: NonNullable<ClusterOptions["objects"]>[number]): KubernetesObject;
}

/** Namespace of the studio and its Service, as `deploy/kubernetes` names it. */
export const STUDIO_NAMESPACE = "storydream";
/** Namespace of the pods that run a project's code, as `deploy/kubernetes` names it. */
export const SANDBOX_NAMESPACE = "storydream-sandboxes";

/** Starts a cluster; it has the namespace, the NetworkPolicy and the Service a studio needs unless `objects` says otherwise. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
	const namespace = options.namespace ?? SANDBOX_NAMESPACE;
	const api = await startApiServer({ ...options, servesAgentSandbox: options.agentSandbox ?? false });
	const folder = await mkdtemp(join(tmpdir(), "storydream-cluster-"));
	const kubeconfig = join(folder, "kubeconfig.json");
	await writeFile(kubeconfig, JSON.stringify(kubeconfigOf(api, namespace)), { mode: 0o600 });
	const pods = resourceOf("pods");
	const createPod = async (of: string, pod: object) => {
		const answer = await fetch(`${api.url}/api/v1/namespaces/${of}/pods`, {
			method: "POST",
			headers: { authorization: `Bearer ${api.systemToken}`, "content-type": "application/json" },
			body: JSON.stringify({ apiVersion: "v1", kind: "Pod", ...pod }),
		});
		if (!answer.ok) throw new Error(await answer.text());
	};
	const jobs = runJobs(api.store, createPod, options.jobBackoffMs ?? 50);
	const agentSandbox = options.agentSandbox ? runAgentSandbox(api.store, createPod) : null;

	function apply(object: NonNullable<ClusterOptions["objects"]>[number]): KubernetesObject {
		const resource = resourceOf(PLURALS[object.kind] ?? object.kind);
		const within = resource.namespaced ? (object.metadata.namespace ?? namespace) : "";
		const before = api.store.find(resource, within, object.metadata.name);
		if (before) api.store.delete(resource, within, object.metadata.name, { graceSeconds: 0 });
		return api.store.create(resource, within, object);
	}

	function setPodStatus(name: string, status: Record<string, unknown>): void {
		const pod = api.store.get(pods, namespace, name);
		api.store.replace(pods, namespace, name, { ...pod, status: { ...pod.status, ...status } }, { status: true });
	}

	function schedule(name: string, node = "node-1"): void {
		const pod = api.store.get(pods, namespace, name);
		api.store.replace(pods, namespace, name, { ...pod, spec: { ...pod.spec, nodeName: node } });
	}

	const containersOf = (name: string, list: "containers" | "initContainers") => {
		const found = api.store.get(pods, namespace, name).spec?.[list];
		return (Array.isArray(found) ? found : []) as { name: string; image: string }[];
	};
	const statusOf = (container: { name: string; image: string }, state: object, ready: boolean) => ({
		name: container.name,
		image: container.image,
		imageID: container.image,
		ready,
		restartCount: 0,
		started: true,
		state,
	});

	for (const object of options.objects ?? usualObjects(namespace, "127.0.0.1", options.internalPort)) apply(object);
	return {
		...api,
		namespace,
		studioNamespace: STUDIO_NAMESPACE,
		kubeconfig,
		agentSandbox,
		pod: (name) => api.store.find(pods, namespace, name),
		pods: () => api.store.list(pods, namespace),
		schedule,
		setPodStatus,
		runPod(name, address = "127.0.0.1") {
			schedule(name);
			const at = new Date().toISOString();
			const done = { terminated: { exitCode: 0, reason: "Completed", startedAt: at, finishedAt: at } };
			setPodStatus(name, {
				phase: "Running",
				podIP: address,
				podIPs: [{ ip: address }],
				startTime: at,
				conditions: ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
					type,
					status: "True",
					lastTransitionTime: at,
				})),
				initContainerStatuses: containersOf(name, "initContainers").map((each) => statusOf(each, done, true)),
				containerStatuses: containersOf(name, "containers").map((each) => statusOf(each, { running: { startedAt: at } }, true)),
			});
		},
		endPod(name, { exitCode, reason = exitCode === 0 ? "Completed" : "Error", container }) {
			const at = new Date().toISOString();
			const state = { terminated: { exitCode, reason, startedAt: at, finishedAt: at } };
			const inits = containersOf(name, "initContainers");
			const inInit = inits.some((each) => each.name === container);
			setPodStatus(name, {
				phase: exitCode === 0 && !inInit ? "Succeeded" : "Failed",
				...(inInit
					? { initContainerStatuses: inits.map((each) => statusOf(each, state, false)) }
					: { containerStatuses: containersOf(name, "containers").map((each) => statusOf(each, state, false)) }),
			});
		},
		apply,
		async close() {
			jobs.close();
			agentSandbox?.close();
			await api.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

const PLURALS: Record<string, string> = {
	Pod: "pods",
	Secret: "secrets",
	Service: "services",
	ConfigMap: "configmaps",
	Namespace: "namespaces",
	Job: "jobs",
	NetworkPolicy: "networkpolicies",
	PriorityClass: "priorityclasses",
	RuntimeClass: "runtimeclasses",
	SandboxTemplate: "sandboxtemplates",
	SandboxWarmPool: "sandboxwarmpools",
};

/** What `deploy/kubernetes` makes that sandboxes need: namespace, way to the studio, closed network. */
export function usualObjects(
	namespace: string,
	internalAddress = "127.0.0.1",
	internalPort = 8081,
): NonNullable<ClusterOptions["objects"]> {
	const studio = { matchLabels: { "app.kubernetes.io/name": "storydream" } };
	const peer = {
		namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": STUDIO_NAMESPACE } },
		podSelector: studio,
	};
	return [
		...[STUDIO_NAMESPACE, namespace].map((name) => ({
			apiVersion: "v1",
			kind: "Namespace",
			metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
		})),
		{
			apiVersion: "v1",
			kind: "Service",
			metadata: { name: "storydream-internal", namespace: STUDIO_NAMESPACE },
			spec: {
				clusterIP: internalAddress,
				selector: studio.matchLabels,
				ports: [{ name: "internal", port: internalPort, targetPort: "internal", protocol: "TCP" }],
			},
		},
		{
			apiVersion: "networking.k8s.io/v1",
			kind: "NetworkPolicy",
			metadata: { name: "storydream-sandboxes" },
			spec: {
				podSelector: { matchExpressions: [{ key: "storydream.dev/role", operator: "In", values: ["sandbox", "export"] }] },
				policyTypes: ["Ingress", "Egress"],
				egress: [{ to: [peer], ports: [{ protocol: "TCP", port: internalPort }] }],
				ingress: [
					{
						from: [peer],
						ports: [
							{ protocol: "TCP", port: 3000 },
							{ protocol: "TCP", port: 3001 },
						],
					},
				],
			},
		},
		{ apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "storydream-sandbox" }, value: -10 },
	];
}

function kubeconfigOf({ url, token }: ApiServer, namespace: string): object {
	return {
		apiVersion: "v1",
		kind: "Config",
		clusters: [{ name: "test", cluster: { server: url, "insecure-skip-tls-verify": true } }],
		users: [{ name: "studio", user: { token } }],
		contexts: [{ name: "test", context: { cluster: "test", user: "studio", namespace } }],
		"current-context": "test",
	};
}
