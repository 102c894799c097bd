import type { V1ResourceAttributes } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import { gapOf, type KubernetesClient, serviceAddress } from "../../kubernetes/index.ts";
import { orNone } from "./errors.ts";
import { GATEWAY_PORT, GATEWAY_SERVICE, type KubernetesDriverOptions, LABEL, POLICY } from "./options.ts";

const APPLY = "Apply deploy/kubernetes to the cluster";

/** All that the driver asks of the cluster; `deploy/kubernetes` grants exactly this, and what exports need. */
const NEEDED: V1ResourceAttributes[] = [
	...["get", "list", "watch", "create", "patch", "delete"].map((verb) => ({ verb, resource: "pods" })),
	{ verb: "get", resource: "pods", subresource: "log" },
	...["create", "delete"].map((verb) => ({ verb, resource: "secrets" })),
	{ verb: "get", resource: "networkpolicies", group: "networking.k8s.io" },
];

/** What it asks of the studio's namespace. */
function neededOfStudio(namespace: string): V1ResourceAttributes {
	return { verb: "get", resource: "services", name: GATEWAY_SERVICE, namespace };
}

/** Throws unless the NetworkPolicy that closes in sandboxes is there. */
export async function policyIsThere(
	cluster: KubernetesClient,
	{ namespace, install, allowEgress }: Pick<KubernetesDriverOptions, "namespace" | "install" | "allowEgress">,
): Promise<void> {
	if (allowEgress) return;
	const policy = await orNone(cluster.networking.readNamespacedNetworkPolicy({ namespace, name: POLICY }));
	const gap =
		policy === null ? "is not there" : gapOf(policy, { [LABEL.install]: install, [LABEL.role]: "sandbox" }, "sandboxes");
	if (gap === null) return;
	throw new StoryDreamError(
		"sandbox_failed",
		`The NetworkPolicy ${POLICY} in ${namespace} ${gap}: no sandbox is started without it.`,
		{
			hint: `${APPLY}; for development only, SANDBOX_ALLOW_EGRESS=true does without.`,
		},
	);
}

/** Where sandboxes find the model gateway: they have no names, so it is an address. */
export async function gatewayAddress(
	cluster: KubernetesClient,
	{ studioNamespace: namespace, gatewayUrl }: Pick<KubernetesDriverOptions, "studioNamespace" | "gatewayUrl">,
	path: string,
): Promise<string> {
	if (gatewayUrl !== null) return gatewayUrl;
	const service = await orNone(cluster.core.readNamespacedService({ namespace, name: GATEWAY_SERVICE }));
	const address = serviceAddress(service, GATEWAY_PORT);
	if (address === null) {
		const why = service === null ? "is not there" : "has no address of its own";
		throw new StoryDreamError(
			"sandbox_failed",
			`The Service ${GATEWAY_SERVICE} in ${namespace} ${why}: sandboxes would not find the model.`,
			{
				hint: `${APPLY}, or set GATEWAY_URL to an address that pods can reach.`,
			},
		);
	}
	return `${address}${path}`;
}

/** Throws with what the studio would have to do and may not. @param more besides what pods of our own need */
export async function mayAll(
	cluster: KubernetesClient,
	{ namespace, studioNamespace, gatewayUrl }: Pick<KubernetesDriverOptions, "namespace" | "studioNamespace" | "gatewayUrl">,
	more: readonly V1ResourceAttributes[] = [],
): Promise<void> {
	const answers = await Promise.all(
		[...NEEDED, ...(gatewayUrl === null ? [neededOfStudio(studioNamespace)] : []), ...more].map(async (needed) => {
			const review = await cluster.authorization.createSelfSubjectAccessReview({
				body: {
					apiVersion: "authorization.k8s.io/v1",
					kind: "SelfSubjectAccessReview",
					spec: { resourceAttributes: { namespace, ...needed } },
				},
			});
			return { needed, allowed: review.status?.allowed === true };
		}),
	);
	const refused = answers.filter(({ allowed }) => !allowed).map(({ needed }) => needed);
	if (refused.length === 0) return;
	const named = refused.map(({ verb, resource, subresource }) => `${verb} ${[resource, subresource].filter(Boolean).join("/")}`);
	const places = new Set(refused.map((each) => each.namespace ?? namespace));
	const ofPools = refused.every((each) => more.includes(each));
	throw new StoryDreamError(
		"sandbox_failed",
		`The studio may not ${named.join(", ")} in the namespace ${[...places].join(" and ")}.`,
		{
			hint: `${APPLY}${ofPools ? " with components/agent-sandbox" : ""}: its Roles \`studio\` and \`studio-gateway\` hold what is needed, and nothing more.`,
		},
	);
}
