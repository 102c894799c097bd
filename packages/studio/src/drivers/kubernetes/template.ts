import type { V1EnvVar } from "@kubernetes/client-node";
import { GATEWAY_SERVICE, LABEL, SANDBOX } from "./options.ts";
import { type PodOptions, podOf } from "./pod.ts";

/** Where the token of the pool is, for who waits in it and for the studio. */
export const POOL_SECRET = { name: "storydream-pool", key: "token" } as const;

/** Who a sandbox is: one that waits learns it when it is handed over. */
const IDENTITY = ["SANDBOX_NAME", "SANDBOX_INCARNATION", "SANDBOX_TOKEN", "GATEWAY_TOKEN", "STORYDREAM_MODEL"];

/**
 * The SandboxTemplate of a pool: the pod that the driver would make with these settings, for nobody in particular. Where
 * the driver looks up addresses, the cluster fills them in: those of the namespace's Services, as variables.
 * @param gatewayUrl as sandboxes reach it; default: the Service `storydream-internal`
 */
export function templateOf(
	name: string,
	options: PodOptions,
	gatewayUrl: string = serviceUrl(GATEWAY_SERVICE, "/gateway"),
): object {
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
					// The addresses above are filled in from these.
					enableServiceLinks: true,
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

/** The address of a Service's first port, in the words of a pod's variables. */
function serviceUrl(service: string, path: string): string {
	return `http://${serviceAddress(service)}${path}`;
}

function serviceAddress(service: string): string {
	const name = service.toUpperCase().replaceAll("-", "_");
	return `$(${name}_SERVICE_HOST):$(${name}_SERVICE_PORT)`;
}

/** What a pool's sandboxes must not reach, besides what they try anyway: the studio's page, and the cluster's API. */
export const MUST_NOT_REACH = ["storydream", "kubernetes"].map(serviceAddress).join(",");
