/* What the API server of the tests knows of Kubernetes' objects. */

export interface OwnerReference {
	apiVersion: string;
	kind: string;
	name: string;
	uid: string;
	controller?: boolean;
	blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
	name: string;
	namespace?: string;
	generateName?: string;
	uid: string;
	resourceVersion: string;
	creationTimestamp: string;
	labels?: Record<string, string>;
	annotations?: Record<string, string>;
	finalizers?: string[];
	ownerReferences?: OwnerReference[];
	deletionTimestamp?: string;
	deletionGracePeriodSeconds?: number;
}

/** Any object of the API's; what a kind holds besides is looked at where it is needed. */
export interface KubernetesObject {
	apiVersion: string;
	kind: string;
	metadata: ObjectMeta;
	spec?: Record<string, unknown>;
	status?: Record<string, unknown>;
	[field: string]: unknown;
}

/** A resource that is served, by its name in addresses. */
export interface Resource {
	group: string;
	version: string;
	plural: string;
	kind: string;
	namespaced: boolean;
}

const core = (plural: string, kind: string, namespaced = true): Resource => ({
	group: "",
	version: "v1",
	plural,
	kind,
	namespaced,
});

export const RESOURCES: readonly Resource[] = [
	core("pods", "Pod"),
	core("secrets", "Secret"),
	core("services", "Service"),
	core("configmaps", "ConfigMap"),
	core("events", "Event"),
	core("namespaces", "Namespace", false),
	{ group: "batch", version: "v1", plural: "jobs", kind: "Job", namespaced: true },
	{ group: "networking.k8s.io", version: "v1", plural: "networkpolicies", kind: "NetworkPolicy", namespaced: true },
	{ group: "scheduling.k8s.io", version: "v1", plural: "priorityclasses", kind: "PriorityClass", namespaced: false },
	{ group: "node.k8s.io", version: "v1", plural: "runtimeclasses", kind: "RuntimeClass", namespaced: false },
	// Of kubernetes-sigs/agent-sandbox: only where a cluster has it.
	{ group: "agents.x-k8s.io", version: "v1beta1", plural: "sandboxes", kind: "Sandbox", namespaced: true },
	...(
		[
			["sandboxclaims", "SandboxClaim"],
			["sandboxtemplates", "SandboxTemplate"],
			["sandboxwarmpools", "SandboxWarmPool"],
		] as const
	).map(([plural, kind]) => ({ group: "extensions.agents.x-k8s.io", version: "v1beta1", plural, kind, namespaced: true })),
];

export const isOfAgentSandbox = ({ group }: Pick<Resource, "group">) => /(^|\.)agents\.x-k8s\.io$/.test(group);

export const apiVersionOf = ({ group, version }: Pick<Resource, "group" | "version">) =>
	group === "" ? version : `${group}/${version}`;

/** A refusal as the API words it. */
export class Refusal extends Error {
	readonly code: number;
	readonly reason: string;
	readonly details: object | undefined;
	constructor(code: number, reason: string, message: string, details?: object) {
		super(message);
		this.code = code;
		this.reason = reason;
		this.details = details;
	}
	status(): object {
		return {
			kind: "Status",
			apiVersion: "v1",
			metadata: {},
			status: "Failure",
			message: this.message,
			reason: this.reason,
			code: this.code,
			...(this.details ? { details: this.details } : {}),
		};
	}
}

/** What an API server answers at an address it knows nothing of: no object, but a line of text. */
export class NoSuchAddress extends Error {}

const named = ({ group, plural }: Resource, name: string) => `${plural}${group === "" ? "" : `.${group}`} "${name}"`;

export const notFound = (resource: Resource, name: string) =>
	new Refusal(404, "NotFound", `${named(resource, name)} not found`, { name, group: resource.group, kind: resource.plural });
export const alreadyExists = (resource: Resource, name: string) =>
	new Refusal(409, "AlreadyExists", `${named(resource, name)} already exists`, { name, kind: resource.plural });
export const conflict = (resource: Resource, name: string, why: string) =>
	new Refusal(409, "Conflict", `Operation cannot be fulfilled on ${named(resource, name)}: ${why}`, {
		name,
		kind: resource.plural,
	});
export const invalid = (resource: Resource, name: string, why: string) =>
	new Refusal(
		422,
		"Invalid",
		`${resource.kind}${resource.group === "" ? "" : `.${resource.group}`} "${name}" is invalid: ${why}`,
	);
export const forbidden = (resource: Resource, name: string, why: string) =>
	new Refusal(403, "Forbidden", `${named(resource, name)} is forbidden: ${why}`);
export const gone = (message: string) => new Refusal(410, "Expired", message);
