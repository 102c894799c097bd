import { z } from "zod";
import { oneOf, secret, webAddress } from "../../config/values.ts";
import type { Environment, Reader, Variable } from "../../config/variables.ts";
import type { Toleration } from "./options.ts";

/** What `kubernetes` needs besides the image, the limits and `allowEgress`, which are the same for every container. */
export interface KubernetesConfig {
	/** The studio runs in the cluster itself, with the account of its pod; else KUBECONFIG says which cluster. */
	inside: boolean;
	/** Where sandboxes and export Jobs run. */
	namespace: string;
	/** Where the studio and its Service are: another one than `namespace`, so that the studio's rights reach no key of its own. */
	studioNamespace: string;
	/** Such as gVisor's; null: the cluster's usual one. */
	runtimeClass: string | null;
	priorityClass: string | null;
	imagePullSecret: string | null;
	imagePullPolicy: "IfNotPresent" | "Always" | "Never";
	nodeSelector: Record<string, string>;
	tolerations: Toleration[];
	/** Where pods find the model gateway; null: the address of the Service `storydream-internal`. */
	gatewayUrl: string | null;
	/** The SandboxWarmPool that sandboxes are claimed of, and the token of those that wait in it; null: none. */
	pool: { name: string; token: string } | null;
	/** Places, as `host:port`, that pods must not reach and only the studio knows: its own page, the cluster's API. */
	mustNotReach: string[];
}

const kubernetesName = z
	.string()
	.regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, "it must be the name of something in a cluster");

const LABEL_KEY = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

const nodeSelector = z
	.string()
	.transform((text) => text.split(",").map((part) => part.trim().split("=")))
	.refine(
		(parts) =>
			parts.every(({ length, 0: key = "", 1: value = "" }) => length === 2 && LABEL_KEY.test(key) && LABEL_VALUE.test(value)),
		"it must be labels of nodes, as in key=value,key=value",
	)
	.transform((parts) => Object.fromEntries(parts.map(([key = "", value = ""]) => [key, value])));

const TaintEffect = z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]);
const TAINT = /^(?<key>[^=:]+)(=(?<value>[^:]*))?(:(?<effect>NoSchedule|PreferNoSchedule|NoExecute))?$/;
const tolerations = z
	.string()
	.transform((text) => text.split(",").map((part) => TAINT.exec(part.trim())?.groups ?? {}))
	.refine(
		(parts) => parts.every(({ key = "", value = "" }) => LABEL_KEY.test(key) && LABEL_VALUE.test(value)),
		"it must be taints of nodes, as in key=value:NoSchedule,key:NoExecute",
	)
	.transform((parts) =>
		parts.map(({ key = "", value, effect }) => ({
			key,
			...(value === undefined ? {} : { value }),
			...(effect === undefined ? {} : { effect: TaintEffect.parse(effect) }),
		})),
	);

const namespaceName = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "it must be the name of a namespace");

const NAMESPACE: Variable<string> = {
	name: "K8S_NAMESPACE",
	schema: namespaceName,
	example: "storydream-sandboxes",
	shown: "storydream-sandboxes",
};
const STUDIO_NAMESPACE: Variable<string> = {
	name: "K8S_STUDIO_NAMESPACE",
	schema: namespaceName,
	example: "storydream",
	shown: "storydream",
	about: `The namespace of the studio itself and of its Service storydream-internal. Use another one than K8S_NAMESPACE: whoever may make
pods in a namespace may read its Secrets.`,
};
const RUNTIME_CLASS: Variable<string> = {
	name: "SANDBOX_RUNTIME_CLASS",
	schema: kubernetesName,
	example: "gvisor",
	about: "How sandboxes' pods are run, and where: gVisor or Kata, what they may push aside, labels and taints of nodes.",
};
const PRIORITY_CLASS: Variable<string> = {
	name: "SANDBOX_PRIORITY_CLASS",
	schema: kubernetesName,
	example: "storydream-sandbox",
};
const NODE_SELECTOR: Variable<Record<string, string>> = {
	name: "SANDBOX_NODE_SELECTOR",
	schema: nodeSelector,
	example: "films.example.com/pool=sandboxes",
};
const TOLERATIONS: Variable<Toleration[]> = {
	name: "SANDBOX_TOLERATIONS",
	schema: tolerations,
	example: "films.example.com/pool=sandboxes:NoSchedule",
};
const IMAGE_PULL_SECRET: Variable<string> = {
	name: "SANDBOX_IMAGE_PULL_SECRET",
	schema: kubernetesName,
	example: "registry",
};
const IMAGE_PULL_POLICY: Variable<KubernetesConfig["imagePullPolicy"]> = {
	name: "SANDBOX_IMAGE_PULL_POLICY",
	schema: oneOf(["IfNotPresent", "Always", "Never"]),
	example: "IfNotPresent",
	shown: "IfNotPresent",
	about: "IfNotPresent, Always or Never",
};
const SANDBOX_POOL: Variable<string> = {
	name: "K8S_SANDBOX_POOL",
	schema: kubernetesName,
	example: "storydream",
	about: `The SandboxWarmPool of kubernetes-sigs/agent-sandbox that sandboxes are claimed of, and the token of its Secret (see
docs/operations.md); default: the studio makes their pods itself. WARM_POOL is 0 then: the pool keeps those that wait.`,
};
const POOL_TOKEN: Variable<string> = {
	name: "K8S_POOL_TOKEN",
	schema: secret.min(16, "it must have at least 16 characters"),
	secret: true,
	example: "what `openssl rand -hex 32` says",
};
export const GATEWAY_URL: Variable<string> = {
	name: "GATEWAY_URL",
	schema: webAddress,
	example: "http://10.0.0.5:8081/gateway",
	about: "Where pods find that; default: http://<address of the Service storydream-internal>:8081/gateway",
};

export const KUBERNETES_VARIABLES = [
	NAMESPACE,
	STUDIO_NAMESPACE,
	RUNTIME_CLASS,
	PRIORITY_CLASS,
	NODE_SELECTOR,
	TOLERATIONS,
	IMAGE_PULL_SECRET,
	IMAGE_PULL_POLICY,
	SANDBOX_POOL,
	POOL_TOKEN,
] as const;

/** `poolName` is what is requested: without its token there is no `pool`. */
export function readKubernetesConfig(
	read: Reader,
	{ inside, studioAddress, env }: { inside: boolean; studioAddress: string | null; env: Environment },
): KubernetesConfig & { poolName: string | null } {
	const poolName = read(SANDBOX_POOL, null);
	const token = read(POOL_TOKEN, null);
	return {
		inside,
		namespace: read(NAMESPACE, "storydream-sandboxes"),
		studioNamespace: read(STUDIO_NAMESPACE, "storydream"),
		runtimeClass: read(RUNTIME_CLASS, null),
		priorityClass: read(PRIORITY_CLASS, null),
		imagePullSecret: read(IMAGE_PULL_SECRET, null),
		imagePullPolicy: read(IMAGE_PULL_POLICY, "IfNotPresent"),
		nodeSelector: read(NODE_SELECTOR, {}),
		tolerations: read(TOLERATIONS, []),
		gatewayUrl: read(GATEWAY_URL, null),
		pool: poolName === null || token === null ? null : { name: poolName, token },
		poolName,
		mustNotReach: [
			...(studioAddress === null ? [] : [new URL(studioAddress).host]),
			// Set by the cluster itself in every pod.
			...(env.KUBERNETES_SERVICE_HOST ? [`${env.KUBERNETES_SERVICE_HOST}:${env.KUBERNETES_SERVICE_PORT ?? "443"}`] : []),
		],
	};
}
