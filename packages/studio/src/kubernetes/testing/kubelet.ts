import { randomUUID } from "node:crypto";
import type { V1Pod, V1PodStatus } from "@kubernetes/client-node";
import type Dockerode from "dockerode";
import { resourceOf } from "./api-server.ts";
import { type Cluster, type ClusterOptions, SANDBOX_NAMESPACE, startCluster, usualObjects } from "./cluster.ts";
import { PROCESS_LABEL, sweepDead, thisProcess } from "./node-sweep.ts";
import type { KubernetesObject } from "./objects.ts";
import { isFree, makePodNetwork, waysOutOf } from "./pod-network.ts";
import { type PodRun, runPod } from "./pod-run.ts";

/** Everything that a cluster of tests makes in an engine carries it; its value is the cluster's own. */
export const CLUSTER_LABEL = "storydream.test/cluster";
const POD_LABEL = "storydream.test/pod";

export interface NodeOptions extends ClusterOptions {
	docker: Dockerode;
	/** The most processes of a container; default 256. */
	pids?: number;
	/** Labels of the pods whose place the test itself takes, at `hostAddress`; default: the studio's. */
	studioLabels?: Record<string, string>;
}

/**
 * A cluster whose pods run as containers of a Docker engine. Each has a network of its own, which the test can dial at
 * `status.podIP`. What a pod reaches itself is what the NetworkPolicies say that are there when it starts: everything
 * without one; with one, only the host's address `hostAddress` in place of the studio's pods, and the ports it names. Pods
 * that no policy selects reach each other; others are reached by no pod, whatever a policy says. Needs root and iptables.
 */
export interface NodeCluster extends Cluster {
	/**
	 * The address of this machine that pods may reach as the studio, and that of the Service `storydream-internal` unless
	 * `objects` are given: let the internal port (8081) listen there. It is this cluster's alone.
	 */
	readonly hostAddress: string;
	/** Puts a pod out, as a node that has no room left. */
	evict(name: string, message?: string): Promise<void>;
	/** Kills a container of a pod, or all of them, as something on the node might: exit code 137. */
	killContainer(name: string, container?: string): Promise<void>;
	/**
	 * Nobody hears from the node: its pods run on, are no longer ready, and are not removed.
	 * @param more `deletePods`: the cluster waits no longer for it and deletes its pods, which stay until the node speaks again
	 */
	loseNode(more?: { deletePods?: boolean }): void;
	/** The node speaks again: it tells how its pods are, and does what was asked meanwhile. */
	recoverNode(): void;
	/** What of this cluster's is in the engine, in words. */
	leftovers(): Promise<string[]>;
}

/** Starts a cluster with one node. `close` removes whatever was made, also what a failed test left. */
export async function startClusterWithNode(options: NodeOptions): Promise<NodeCluster> {
	const { docker } = options;
	const id = randomUUID();
	const ours = { [CLUSTER_LABEL]: id, [PROCESS_LABEL]: thisProcess() };
	const studioLabels = options.studioLabels ?? { "app.kubernetes.io/name": "storydream" };
	const studioPorts = { internal: options.internalPort ?? 8081 };
	await sweepDead(docker);
	const host = await makePodNetwork(docker, ours, null);
	const pods = resourceOf("pods");
	const runs = new Map<string, PodRun>();
	const work = new Set<Promise<void>>();
	const problems: unknown[] = [];
	let lost = false;
	let closed = false;
	let cluster: Cluster;
	try {
		cluster = await startCluster({
			...options,
			objects: options.objects ?? usualObjects(options.namespace ?? SANDBOX_NAMESPACE, host.gateway, options.internalPort),
			logs: async (_namespace, name, container, { tailLines, limitBytes }) => {
				const said = (await runs.get(cluster.pod(name)?.metadata.uid ?? "")?.logs(container, tailLines)) ?? "";
				return limitBytes === undefined ? said : Buffer.from(said).subarray(0, limitBytes).toString();
			},
		});
	} catch (error) {
		await host.remove();
		throw error;
	}

	function doing(task: Promise<void>): void {
		const kept = task.catch((error: unknown) => void problems.push(error)).finally(() => work.delete(kept));
		work.add(kept);
	}

	/** Dates and absent fields as they go over the wire. */
	const tell = (name: string, uid: string, status: V1PodStatus) => {
		if (lost || cluster.pod(name)?.metadata.uid !== uid) return;
		cluster.setPodStatus(name, JSON.parse(JSON.stringify(status)));
	};

	function take(pod: KubernetesObject): void {
		const { name, uid } = pod.metadata;
		if (lost || closed || runs.has(uid) || cluster.pod(name)?.metadata.uid !== uid) return;
		if (pod.metadata.deletionTimestamp || pod.status?.phase !== "Pending") return;
		if (pod.spec?.nodeName === undefined) cluster.schedule(name);
		const policies = cluster.store.list(resourceOf("networkpolicies"), cluster.namespace);
		const run = runPod(
			// Its shape was checked by Kubernetes' schemas when it was let in.
			structuredClone(cluster.pod(name)) as unknown as V1Pod,
			{
				docker,
				labels: { ...ours, [POD_LABEL]: uid },
				ways: waysOutOf(policies, pod.metadata.labels ?? {}, {
					labels: studioLabels,
					namespace: cluster.studioNamespace,
					address: host.gateway,
					ports: studioPorts,
				}),
				free: isFree(policies, pod.metadata.labels ?? {}),
				hostAddress: host.gateway,
				pids: options.pids ?? 256,
				find: (plural, wanted) => cluster.store.find(resourceOf(plural), cluster.namespace, wanted),
				services: () => cluster.store.list(resourceOf("services"), cluster.namespace),
				tell: (status) => tell(name, uid, status),
			},
		);
		runs.set(uid, run);
	}

	async function remove(pod: KubernetesObject, graceSeconds: number): Promise<void> {
		const { name, uid } = pod.metadata;
		await runs.get(uid)?.end(graceSeconds);
		runs.delete(uid);
		if (!lost && cluster.pod(name)?.metadata.uid === uid) {
			cluster.store.delete(pods, cluster.namespace, name, { uid, graceSeconds: 0 });
		}
	}

	function look(pod: KubernetesObject): void {
		if (lost || closed) return;
		if (pod.metadata.deletionTimestamp) doing(remove(pod, pod.metadata.deletionGracePeriodSeconds ?? 0));
		else take(pod);
	}

	const deaf = cluster.store.listen(({ type, resource, object }) => {
		if (resource !== pods || object.metadata.namespace !== cluster.namespace) return;
		// After the answer to whoever made the change.
		setImmediate(() => {
			if (lost || closed) return;
			if (type === "DELETED") doing(remove(object, 0));
			else if (type === "ADDED" || (object.metadata.deletionTimestamp && runs.has(object.metadata.uid))) look(object);
		});
	});

	async function leftovers(): Promise<string[]> {
		const filters = { label: [`${CLUSTER_LABEL}=${id}`] };
		const [containers, networks, volumes] = await Promise.all([
			docker.listContainers({ all: true, filters }),
			docker.listNetworks({ filters }),
			docker.listVolumes({ filters }),
		]);
		return [
			...containers.map(({ Names }) => `container ${Names[0]}`),
			...networks.filter(({ Id }) => Id !== host.id).map(({ Name }) => `network ${Name}`),
			...volumes.Volumes.map(({ Name }) => `volume ${Name}`),
		];
	}

	function runOf(name: string): PodRun {
		const run = runs.get(cluster.pod(name)?.metadata.uid ?? "");
		if (!run) throw new Error(`the node has no pod ${name}`);
		return run;
	}

	return {
		...cluster,
		hostAddress: host.gateway,
		async evict(name, message = "The node was low on resource: memory.") {
			await runOf(name).evict(message);
		},
		async killContainer(name, container) {
			await runOf(name).kill(container);
		},
		loseNode({ deletePods = false } = {}) {
			lost = true;
			for (const pod of cluster.pods()) {
				const { conditions } = (pod.status ?? {}) as V1PodStatus;
				if (pod.status?.phase !== "Running" || !conditions) continue;
				const at = new Date().toISOString();
				// The node controller takes back the pod's readiness, and nothing else.
				const changed = conditions.map((each) =>
					each.type === "Ready" ? { ...each, status: "False", lastTransitionTime: at } : each,
				);
				cluster.setPodStatus(pod.metadata.name, { conditions: changed });
			}
			if (!deletePods) return;
			for (const pod of cluster.pods()) {
				const { conditions = [] } = (pod.status ?? {}) as V1PodStatus;
				const why = { reason: "DeletionByTaintManager", message: "Taint manager: deleting due to NoExecute taint" };
				const target = { type: "DisruptionTarget", status: "True", lastTransitionTime: new Date().toISOString(), ...why };
				cluster.setPodStatus(pod.metadata.name, { conditions: [...conditions, target] });
				cluster.store.delete(pods, cluster.namespace, pod.metadata.name);
			}
		},
		recoverNode() {
			lost = false;
			const there = new Map(cluster.pods().map((pod) => [pod.metadata.uid, pod]));
			for (const [uid, run] of runs) {
				const pod = there.get(uid);
				if (pod) tell(pod.metadata.name, uid, run.status);
				else doing(run.end(0).then(() => void runs.delete(uid)));
			}
			for (const pod of there.values()) look(pod);
		},
		leftovers,
		async close() {
			closed = true;
			deaf();
			const ended = await Promise.allSettled([...runs.values()].map((run) => run.end(0)));
			await Promise.allSettled(work);
			await cluster.close();
			await host.remove();
			const failed = [...problems, ...ended.flatMap((each) => (each.status === "rejected" ? [each.reason] : []))];
			if (failed.length > 0) throw new AggregateError(failed, "the node did not do everything that was asked of it");
		},
	};
}
