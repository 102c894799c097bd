import type { V1EnvVar } from "@kubernetes/client-node";
import { LABEL, SANDBOX } from "./options.ts";
import { type PodOptions, podOf } from "./pod.ts";

/** Where the token of the pool is, for who waits in it and for the studio. */
export const POOL_SECRET = { name: "storydream-pool", key: "token" } as const;

/** Who a sandbox is: one that waits learns it when it is handed over. */
const IDENTITY = ["SANDBOX_NAME", "SANDBOX_INCARNATION", "SANDBOX_TOKEN", "GATEWAY_TOKEN", "STORYDREAM_MODEL"];

/**
 * The SandboxTemplate of a pool: the pod that the driver would make with these settings, for no session in particular.
 * @param gatewayUrl as sandboxes reach it: an address, because they resolve no names, and the cluster names only Services of
 *   their own namespace to them
 */
export function templateOf(name: string, options: PodOptions, gatewayUrl: string): object {
	const spec = { name, incarnation: "", sessionId: "", token: "", gatewayUrl, gatewayToken: "" };
	const { metadata, spec: pod } = podOf(spec, gatewayUrl, options);
	const handover: V1EnvVar = { name: "HANDOVER_TOKEN", valueFrom: { secretKeyRef: { ...POOL_SECRET } } };
	return {
		apiVersion: "extensions.agents.x-k8s.io/v1beta1",
		kind: "SandboxTemplate",
		metadata: { name, namespace: options.namespace },
		spec: {
			// Its own policy would let sandboxes out.
			networkPolicyManagement: "Unmanaged",
			podTemplate: {
				metadata: {
					labels: { [LABEL.install]: options.install, [LABEL.role]: "sandbox" },
					annotations: metadata?.annotations,
				},
				spec: {
					...pod,
					containers: pod?.containers.map((container) => {
						if (container.name !== SANDBOX) return container;
						const env = container.env?.filter((variable) => !IDENTITY.includes(variable.name)) ?? [];
						return { ...container, env: [...env, handover] };
					}),
				},
			},
		},
	};
}

/** The cluster's API, which every pod gets: a pool's sandboxes try it before they start, and must not reach it. */
export const MUST_NOT_REACH = "$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_SERVICE_PORT)";
