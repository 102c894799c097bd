import { z } from "zod";
import { ClaimSpec, PoolSpec, SandboxSpec, TemplateSpec } from "./agent-sandbox-objects.ts";
import { resourceOf } from "./api-server.ts";
import type { KubernetesObject, OwnerReference, Resource } from "./objects.ts";
import type { ObjectStore } from "./store.ts";

/** The controller of kubernetes-sigs/agent-sandbox in a cluster of tests. */
export interface AgentSandbox {
	/** It takes up nothing any more, as one that does not run, until `start`. */
	stop(): void;
	start(): void;
	close(): void;
}

interface Condition {
	type: string;
	status: "True" | "False";
	reason: string;
	message: string;
}

/** Labels that claims may give to pods: a cluster's own setting, and this is what it is where nobody sets it. */
const LABEL_DOMAIN = "sandbox.users.io";
const POOL_LABEL = "agents.x-k8s.io/warm-pool-sandbox";
const POD_NAME = "agents.x-k8s.io/pod-name";
const PodStatus = z.looseObject({
	phase: z.string().optional(),
	podIPs: z.array(z.looseObject({ ip: z.string() })).optional(),
	conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).optional(),
});
const SandboxStatus = z.looseObject({
	conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).optional(),
	podIPs: z.array(z.string()).optional(),
});

/**
 * Keeps pools full of Sandboxes, each with a pod; binds claims to one that waits, or makes one where none does; gives a
 * Sandbox whose pod was removed another one. What is deleted takes along what it owns. Volumes, Services, variables of
 * claims and times at which things end are not here.
 * @param create makes a pod as the API would, with its checks; rejects when it refuses
 */
export function runAgentSandbox(store: ObjectStore, create: (namespace: string, pod: object) => Promise<unknown>): AgentSandbox {
	const claims = resourceOf("sandboxclaims");
	const pools = resourceOf("sandboxwarmpools");
	const templates = resourceOf("sandboxtemplates");
	const sandboxes = resourceOf("sandboxes");
	const pods = resourceOf("pods");
	/** Sandboxes whose pod is on its way, and why the last one was refused. */
	const making = new Set<string>();
	const refused = new Map<string, string>();
	let runs = true;
	let closed = false;
	let due = false;
	let count = 0;

	function soon(): void {
		if (due || closed || !runs) return;
		due = true;
		setImmediate(() => {
			due = false;
			if (!closed && runs) reconcile();
		});
	}
	const deaf = store.listen(soon);

	function reconcile(): void {
		for (const pool of store.list(pools, "")) keepFull(pool);
		for (const claim of store.list(claims, "")) if (!claim.metadata.deletionTimestamp) serve(claim);
		for (const sandbox of store.list(sandboxes, "")) if (!sandbox.metadata.deletionTimestamp) keepPod(sandbox);
	}

	function setStatus(resource: Resource, object: KubernetesObject, status: Record<string, unknown>): void {
		const { namespace = "", name, uid } = object.metadata;
		const now = store.find(resource, namespace, name);
		if (now?.metadata.uid !== uid) return;
		store.replace(resource, namespace, name, { ...now, status: { ...now.status, ...status } }, { status: true });
	}

	function templateOf(pool: KubernetesObject): z.infer<typeof TemplateSpec> | null {
		const { sandboxTemplateRef } = PoolSpec.parse(pool.spec);
		const found = store.find(templates, pool.metadata.namespace ?? "", sandboxTemplateRef.name);
		return found && TemplateSpec.parse(found.spec);
	}

	function makeSandbox(name: string, owner: KubernetesObject, template: z.infer<typeof TemplateSpec>): KubernetesObject {
		const { namespace = "" } = owner.metadata;
		return store.create(sandboxes, namespace, {
			apiVersion: "agents.x-k8s.io/v1beta1",
			kind: "Sandbox",
			metadata: {
				name,
				ownerReferences: [ownerReference(owner)],
				...(owner.kind === "SandboxWarmPool" ? { labels: { [POOL_LABEL]: owner.metadata.name } } : {}),
			},
			spec: { podTemplate: structuredClone(template.podTemplate) },
		});
	}

	const ownedBy = (owner: KubernetesObject) =>
		store
			.list(sandboxes, owner.metadata.namespace ?? "")
			.filter(({ metadata }) => !metadata.deletionTimestamp && ownerOf(metadata.ownerReferences)?.uid === owner.metadata.uid);

	function keepFull(pool: KubernetesObject): void {
		const template = templateOf(pool);
		const mine = ownedBy(pool);
		for (let missing = PoolSpec.parse(pool.spec).replicas - mine.length; template && missing > 0; missing--) {
			count += 1;
			makeSandbox(`${pool.metadata.name}-w${count}`, pool, template);
		}
		setStatus(pools, pool, { replicas: mine.length, readyReplicas: mine.filter(isReady).length });
	}

	function serve(claim: KubernetesObject): void {
		const [bound] = ownedBy(claim);
		const found = bound ?? bind(claim);
		if ("reason" in found) {
			setStatus(claims, claim, { conditions: [found] });
			return;
		}
		const { conditions = [], podIPs = [] } = SandboxStatus.parse(found.status ?? {});
		const conditionsNow = conditions.length > 0 ? conditions : [notReady("SandboxNotReady", "no word of it yet")];
		setStatus(claims, claim, { conditions: conditionsNow, sandbox: { name: found.metadata.name, podIPs } });
	}

	/** One that waits, else a new one; a condition when there can be none. */
	function bind(claim: KubernetesObject): KubernetesObject | Condition {
		const { namespace = "", name } = claim.metadata;
		const { warmPoolRef, additionalPodMetadata = {} } = ClaimSpec.parse(claim.spec);
		const foreign = Object.keys(additionalPodMetadata.labels ?? {}).find((key) => key.split("/")[0] !== LABEL_DOMAIN);
		if (foreign) return notReady("InvalidMetadata", `pods may not be labelled ${foreign}`);
		const pool = store.find(pools, namespace, warmPoolRef.name);
		if (!pool) return notReady("WarmPoolNotFound", `nothing here is called ${warmPoolRef.name}`);
		const waiting = ownedBy(pool);
		const chosen =
			waiting.find(isReady) ?? waiting.find(({ status }) => (SandboxStatus.parse(status ?? {}).podIPs ?? []).length > 0);
		const template = templateOf(pool);
		if (!chosen && !template) return notReady("TemplateNotFound", "the pool names none that is here");
		const sandbox = chosen ?? makeSandbox(name, claim, template as z.infer<typeof TemplateSpec>);
		const { podTemplate } = SandboxSpec.parse(sandbox.spec);
		const { labels, annotations } = podTemplate.metadata ?? {};
		const metadata = {
			labels: { ...labels, ...additionalPodMetadata.labels },
			annotations: { ...annotations, ...additionalPodMetadata.annotations },
		};
		const { [POOL_LABEL]: _pool, ...kept } = sandbox.metadata.labels ?? {};
		return store.replace(sandboxes, namespace, sandbox.metadata.name, {
			...sandbox,
			metadata: {
				...sandbox.metadata,
				labels: kept,
				annotations: { ...sandbox.metadata.annotations, [POD_NAME]: sandbox.metadata.name },
				ownerReferences: [ownerReference(claim)],
			},
			spec: { ...sandbox.spec, podTemplate: { ...podTemplate, metadata } },
		});
	}

	function keepPod(sandbox: KubernetesObject): void {
		const { namespace = "", name, uid } = sandbox.metadata;
		const pod = store.find(pods, namespace, name);
		if (pod === null) {
			makePod(sandbox);
		} else if (ownerOf(pod.metadata.ownerReferences)?.uid === uid) {
			const { [POOL_LABEL]: _pool, ...others } = pod.metadata.labels ?? {};
			const { labels, annotations } = podMetadataOf(sandbox);
			const metadata = {
				...pod.metadata,
				labels: { ...others, ...labels },
				annotations: { ...pod.metadata.annotations, ...annotations },
			};
			store.replace(pods, namespace, name, { ...pod, metadata });
		}
		setStatus(sandboxes, sandbox, statusOf(pod, uid, refused.get(uid)));
	}

	function makePod(sandbox: KubernetesObject): void {
		const { namespace = "", name, uid } = sandbox.metadata;
		if (making.has(uid)) return;
		making.add(uid);
		const metadata = { name, ...podMetadataOf(sandbox), ownerReferences: [ownerReference(sandbox)] };
		create(namespace, { metadata, spec: SandboxSpec.parse(sandbox.spec).podTemplate.spec })
			.then(
				() => void refused.delete(uid),
				(error: unknown) => void refused.set(uid, error instanceof Error ? error.message : String(error)),
			)
			.finally(() => {
				making.delete(uid);
				soon();
			});
	}

	return {
		stop() {
			runs = false;
		},
		start() {
			runs = true;
			soon();
		},
		close() {
			closed = true;
			deaf();
		},
	};
}

/** What the Sandbox's pod is called by: the template's, the claim's, and whether a pool has it. */
function podMetadataOf(sandbox: KubernetesObject): { labels: Record<string, string>; annotations: Record<string, string> } {
	const { labels = {}, annotations = {} } = SandboxSpec.parse(sandbox.spec).podTemplate.metadata ?? {};
	const owner = ownerOf(sandbox.metadata.ownerReferences);
	return { labels: owner?.kind === "SandboxWarmPool" ? { ...labels, [POOL_LABEL]: owner.name } : labels, annotations };
}

/** What a Sandbox says of its pod. */
function statusOf(pod: KubernetesObject | null, uid: string, why: string | undefined): Record<string, unknown> {
	if (pod === null) {
		const none = notReady("DependenciesNotReady", "it has no pod");
		return { conditions: [why ? notReady("ReconcilerError", `its pod was refused: ${why}`) : none], podIPs: [] };
	}
	if (ownerOf(pod.metadata.ownerReferences)?.uid !== uid) {
		return { conditions: [notReady("ReconcilerError", `the pod ${pod.metadata.name} is another's`)], podIPs: [] };
	}
	const { phase = "", podIPs = [], conditions = [] } = PodStatus.parse(pod.status ?? {});
	const addresses = podIPs.map(({ ip }) => ip);
	if (phase === "Succeeded" || phase === "Failed") {
		const finished = { type: "Finished", status: "True", reason: `Pod${phase}`, message: "" };
		return { conditions: [notReady(`Pod${phase}`, `its pod is ${phase}`), finished], podIPs: addresses };
	}
	const ready = phase === "Running" && conditions.some(({ type, status }) => type === "Ready" && status === "True");
	const condition = ready
		? { type: "Ready", status: "True", reason: "DependenciesReady", message: "its pod is ready" }
		: notReady("DependenciesNotReady", `its pod is ${phase}`);
	return { conditions: [condition], podIPs: addresses };
}

const notReady = (reason: string, message: string): Condition => ({ type: "Ready", status: "False", reason, message });

function isReady({ status }: KubernetesObject): boolean {
	const { conditions = [] } = SandboxStatus.parse(status ?? {});
	return conditions.some((each) => each.type === "Ready" && each.status === "True");
}

function ownerReference({ apiVersion, kind, metadata: { name, uid } }: KubernetesObject): OwnerReference {
	return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

function ownerOf(references: OwnerReference[] = []): OwnerReference | undefined {
	return references.find(({ controller }) => controller);
}
