import type { V1Pod } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { type KubernetesClient, statusOf } from "../../kubernetes/index.ts";
import type { SandboxSpec } from "../driver.ts";
import { orNone, short } from "./errors.ts";
import type { Kind } from "./informer.ts";
import { LABEL } from "./options.ts";
import { sandboxLabels } from "./pod.ts";
import { type PodVerdict, STUMBLE_MS } from "./reasons.ts";

/* The objects of kubernetes-sigs/agent-sandbox that the driver makes and reads. */

const EXTENSIONS = { group: "extensions.agents.x-k8s.io", version: "v1beta1" } as const;
const CLAIMS = { ...EXTENSIONS, plural: "sandboxclaims" } as const;
const POOLS = { ...EXTENSIONS, plural: "sandboxwarmpools" } as const;

const Metadata = z.looseObject({
	name: z.string(),
	uid: z.string(),
	resourceVersion: z.string().optional(),
	labels: z.record(z.string(), z.string()).optional(),
	deletionTimestamp: z.string().optional(),
	finalizers: z.array(z.string()).optional(),
});
const Condition = z.looseObject({
	type: z.string(),
	status: z.string(),
	reason: z.string().default(""),
	message: z.string().default(""),
});
/** Somebody's claim of a sandbox: bound to one as soon as `status.sandbox` names it. */
const Claim = z.looseObject({
	metadata: Metadata,
	status: z
		.looseObject({
			conditions: z.array(Condition).nullish(),
			sandbox: z.looseObject({ name: z.string().optional() }).nullish(),
		})
		.nullish(),
});
export type Claim = z.infer<typeof Claim>;
const ClaimList = z.looseObject({
	metadata: z.looseObject({ continue: z.string().optional(), resourceVersion: z.string().optional() }),
	items: z.array(Claim),
});

/** What the driver needs to be allowed, besides what its own pods need. */
export const NEEDED_FOR_CLAIMS = [
	...["get", "list", "watch", "create", "delete"].map((verb) => ({ verb, resource: CLAIMS.plural, group: CLAIMS.group })),
	{ verb: "get", resource: POOLS.plural, group: POOLS.group },
];

export interface Claims extends Kind<Claim> {
	get(name: string): Promise<Claim>;
	create(spec: SandboxSpec): Promise<Claim>;
	/** Marks it to be removed, with its Sandbox and its pod: it is there for as long as they are. */
	delete(claim: Claim): Promise<void>;
	/** Throws with a next step unless the cluster knows such objects, and has the pool. */
	poolIsThere(): Promise<void>;
}

/** @param options.pool name of the SandboxWarmPool that sandboxes are claimed of */
export function createClaims(
	{ custom }: KubernetesClient,
	options: { namespace: string; install: string; pool: string },
): Claims {
	const { namespace, install, pool } = options;
	return {
		path: `/apis/extensions.agents.x-k8s.io/v1beta1/namespaces/${namespace}/sandboxclaims`,
		selector: `${LABEL.install}=${install},${LABEL.role}=sandbox`,
		parse: (object) => Claim.safeParse(object).data ?? null,
		async list(page) {
			const { metadata, items } = ClaimList.parse(await custom.listNamespacedCustomObject({ ...CLAIMS, namespace, ...page }));
			const { continue: next, resourceVersion } = metadata;
			return {
				items,
				metadata: { ...(next ? { _continue: next } : {}), ...(resourceVersion ? { resourceVersion } : {}) },
			};
		},
		async get(name) {
			return Claim.parse(await custom.getNamespacedCustomObject({ ...CLAIMS, namespace, name }));
		},
		async create(spec) {
			const body = claimOf(spec, options);
			return Claim.parse(await custom.createNamespacedCustomObject({ ...CLAIMS, namespace, body }));
		},
		async delete({ metadata: { name, uid } }) {
			const body = { propagationPolicy: "Foreground", preconditions: { uid } };
			await custom.deleteNamespacedCustomObject({ ...CLAIMS, namespace, name, body });
		},
		async poolIsThere() {
			const found = await orNone(custom.getNamespacedCustomObject({ ...POOLS, namespace, name: pool }));
			if (found === null) throw await whyNoPool();
		},
	};

	/** A cluster that has never heard of such objects says no more than 404, as for a pool that is not there. */
	async function whyNoPool(): Promise<StoryDreamError> {
		try {
			await custom.listNamespacedCustomObject({ ...CLAIMS, namespace, limit: 1 });
		} catch (error) {
			if (statusOf(error) !== 404) throw error;
			return new StoryDreamError(
				"sandbox_failed",
				`K8S_SANDBOX_POOL is ${pool}, but the cluster has no ${EXTENSIONS.group}/${EXTENSIONS.version} API.`,
				{ hint: "Install kubernetes-sigs/agent-sandbox with its extensions, or leave K8S_SANDBOX_POOL out." },
			);
		}
		return new StoryDreamError("sandbox_failed", `There is no SandboxWarmPool ${pool} in the namespace ${namespace}.`, {
			hint: "Add components/agent-sandbox to the overlay of deploy/kubernetes and apply it, or correct K8S_SANDBOX_POOL.",
		});
	}
}

/**
 * The claim of a session. It holds no token. Its labels are its own: agent-sandbox lets no label of ours through to the
 * pod, so there it is an annotation that says whose the pod is, for people who look at it.
 */
export function claimOf(spec: SandboxSpec, options: { namespace: string; install: string; pool: string }): object {
	return {
		apiVersion: `${EXTENSIONS.group}/${EXTENSIONS.version}`,
		kind: "SandboxClaim",
		metadata: { name: spec.name, namespace: options.namespace, labels: sandboxLabels(spec, options.install) },
		spec: {
			warmPoolRef: { name: options.pool },
			additionalPodMetadata: { annotations: { [LABEL.sandbox]: spec.name, [LABEL.session]: spec.sessionId } },
		},
	};
}

/** Name of the Sandbox that a claim is bound to, which is its pod's too; null before that. */
export function boundTo(claim: Claim): string | null {
	return claim.status?.sandbox?.name || null;
}

/** Whether a pod is a Sandbox's own, and not one that only has its name. */
export function isPodOf({ metadata }: V1Pod, sandbox: string): boolean {
	return (metadata?.ownerReferences ?? []).some(
		({ apiVersion, kind, name, controller }) =>
			controller === true && kind === "Sandbox" && apiVersion.startsWith("agents.x-k8s.io/") && name === sandbox,
	);
}

/** What a claim waits for that has no pod yet, or why it gets none. @param roomMs as for pods that wait for a node */
export function verdictOfClaim(claim: Claim, pool: string, roomMs: number): Exclude<PodVerdict, { state: "up" }> {
	if (claim.metadata.deletionTimestamp !== undefined) return over("its claim was deleted in the cluster");
	const ready = claim.status?.conditions?.find(({ type }) => type === "Ready");
	if (ready === undefined) {
		const because = "nothing in the cluster takes its claim up: see that agent-sandbox's controller runs, with its extensions";
		return { state: "waiting", because, forMs: roomMs };
	}
	const said = short(ready.message);
	switch (ready.reason) {
		case "WarmPoolNotFound":
			return { state: "waiting", because: `there is no SandboxWarmPool ${pool}: see K8S_SANDBOX_POOL`, forMs: STUMBLE_MS };
		case "TemplateNotFound":
			return { state: "waiting", because: `the SandboxWarmPool ${pool} has no template (${said})`, forMs: STUMBLE_MS };
		case "InvalidMetadata":
		case "EnvVarsInjectionRejected":
			return over(`agent-sandbox refuses its claim: ${said}`);
		case "ClaimExpired":
		case "SandboxExpired":
			return over("its claim has expired in the cluster");
	}
	const because = boundTo(claim) === null ? "no sandbox of the pool is its own yet" : "its pod is not there yet";
	return { state: "waiting", because: said === "" ? because : `${because} (${said})`, forMs: roomMs };
}

/** A claim of ours. */
export function isOwnClaim({ metadata }: Claim, install: string, name: string): boolean {
	return metadata.labels?.[LABEL.install] === install && metadata.labels[LABEL.sandbox] === name;
}

function over(reason: string): Extract<PodVerdict, { state: "over" }> {
	return { state: "over", exitCode: null, reason, open: false };
}
