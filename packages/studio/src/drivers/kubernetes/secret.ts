import type { V1Pod, V1Secret } from "@kubernetes/client-node";
import type { SandboxSpec } from "../driver.ts";
import { sandboxLabels } from "./pod.ts";

/**
 * The two tokens of a sandbox. It belongs to the pod: the cluster removes it with the pod, whoever made or ended that.
 * The pod is not its controller, and nobody's deletion waits for it.
 */
export function secretOf(spec: SandboxSpec, pod: V1Pod, options: { install: string; namespace: string }): V1Secret {
	return {
		apiVersion: "v1",
		kind: "Secret",
		metadata: {
			name: spec.name,
			namespace: options.namespace,
			labels: sandboxLabels(spec, options.install),
			ownerReferences: [
				{
					apiVersion: "v1",
					kind: "Pod",
					name: spec.name,
					uid: pod.metadata?.uid ?? "",
					controller: false,
					blockOwnerDeletion: false,
				},
			],
		},
		type: "Opaque",
		immutable: true,
		data: {
			SANDBOX_TOKEN: Buffer.from(spec.token).toString("base64"),
			GATEWAY_TOKEN: Buffer.from(spec.gatewayToken).toString("base64"),
		},
	};
}
