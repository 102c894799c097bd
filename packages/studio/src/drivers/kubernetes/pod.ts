import type { V1Container, V1EnvVar, V1Pod } from "@kubernetes/client-node";
import { CONTAINER_WITHOUT_RIGHTS, NO_NAMES, POD_WITHOUT_RIGHTS, STAYS, tolerationsOf } from "../../kubernetes/index.ts";
import type { SandboxSpec } from "../driver.ts";
import { AGENT_PORT, type KubernetesDriverOptions, LABEL, PREPARE, PREVIEW_PORT, SANDBOX } from "./options.ts";

/** Folder of the sandbox inside the pod. */
const FOLDER = "/sandbox";
const MB = 1e6;
const PROGRAM = ["node", "/app/packages/sandbox/src/main.ts"];
/** A node that no longer answers keeps its pods for so long; the cluster's own default is five minutes. */
const LOST_NODE_SECONDS = 60;

export type PodOptions = Pick<
	KubernetesDriverOptions,
	| "install"
	| "image"
	| "namespace"
	| "limits"
	| "runtimeClass"
	| "priorityClass"
	| "imagePullSecret"
	| "imagePullPolicy"
	| "nodeSelector"
	| "tolerations"
	| "allowEgress"
	| "previewAllowedHostSuffix"
	| "graceMs"
	| "environment"
>;

export function sandboxLabels(spec: Pick<SandboxSpec, "name" | "incarnation" | "sessionId">, install: string) {
	return {
		[LABEL.install]: install,
		[LABEL.role]: "sandbox",
		[LABEL.sandbox]: spec.name,
		[LABEL.incarnation]: spec.incarnation,
		[LABEL.session]: spec.sessionId,
	};
}

/**
 * A sandbox's pod. It holds no token: those are in the Secret of its name, which only the sandbox itself is given. What
 * runs before it in the same network proves that it is closed, and puts the template in place.
 * @param gatewayUrl as sandboxes reach it
 */
export function podOf(spec: SandboxSpec, gatewayUrl: string, options: PodOptions): V1Pod {
	const { memoryBytes, diskBytes, cpus } = options.limits;
	const resources = {
		limits: { cpu: String(cpus), memory: String(memoryBytes), "ephemeral-storage": String(diskBytes + 600 * MB) },
		// What one uses most of the time: most sandboxes wait for a person.
		requests: {
			cpu: cpus < 1 ? String(cpus / 2) : "500m",
			memory: String(Math.min(memoryBytes, 1_000 * MB)),
			"ephemeral-storage": String(Math.min(diskBytes, 500 * MB)),
		},
	};
	const shared = {
		image: options.image,
		imagePullPolicy: options.imagePullPolicy,
		resources,
		securityContext: CONTAINER_WITHOUT_RIGHTS,
		volumeMounts: [
			{ name: "folder", mountPath: FOLDER },
			{ name: "tmp", mountPath: "/tmp" },
			{ name: "shm", mountPath: "/dev/shm" },
		],
	} satisfies Partial<V1Container>;
	const common = {
		LANG: "C.UTF-8",
		HOME: "/tmp",
		TMPDIR: "/tmp",
		SANDBOX_DIR: FOLDER,
		GATEWAY_URL: gatewayUrl,
		EGRESS: options.allowEgress ? "allowed" : "closed",
	};
	return {
		apiVersion: "v1",
		kind: "Pod",
		metadata: {
			name: spec.name,
			namespace: options.namespace,
			labels: { ...sandboxLabels(spec, options.install), [LABEL.pool]: spec.spare ? "warm" : "claimed" },
			annotations: STAYS,
		},
		spec: {
			restartPolicy: "Never",
			terminationGracePeriodSeconds: Math.ceil((options.graceMs ?? 3_000) / 1000),
			automountServiceAccountToken: false,
			enableServiceLinks: false,
			hostname: "sandbox",
			...NO_NAMES,
			...(options.runtimeClass === null ? {} : { runtimeClassName: options.runtimeClass }),
			...(options.priorityClass === null ? {} : { priorityClassName: options.priorityClass }),
			...(options.imagePullSecret === null ? {} : { imagePullSecrets: [{ name: options.imagePullSecret }] }),
			...(Object.keys(options.nodeSelector).length === 0 ? {} : { nodeSelector: options.nodeSelector }),
			tolerations: [
				...["not-ready", "unreachable"].map((state) => ({
					key: `node.kubernetes.io/${state}`,
					operator: "Exists",
					effect: "NoExecute",
					tolerationSeconds: LOST_NODE_SECONDS,
				})),
				...tolerationsOf(options.tolerations),
			],
			securityContext: POD_WITHOUT_RIGHTS,
			initContainers: [
				{
					...shared,
					name: PREPARE,
					args: [...PROGRAM, "prepare"],
					env: variables({ ...common, ...options.environment }),
				},
			],
			containers: [
				{
					...shared,
					name: SANDBOX,
					args: PROGRAM,
					env: [
						...variables({
							...common,
							SANDBOX_NAME: spec.name,
							SANDBOX_INCARNATION: spec.incarnation,
							AGENT_PORT: String(AGENT_PORT),
							PREVIEW_PORT: String(PREVIEW_PORT),
							LISTEN_HOST: "0.0.0.0",
							PREVIEW_ALLOWED_HOST_SUFFIX: options.previewAllowedHostSuffix,
							AGENT_CONFINEMENT: "container",
							...(spec.model === undefined ? {} : { STORYDREAM_MODEL: spec.model }),
							...options.environment,
						}),
						...["SANDBOX_TOKEN", "GATEWAY_TOKEN"].map((name) => ({
							name,
							valueFrom: { secretKeyRef: { name: spec.name, key: name } },
						})),
					],
					ports: [
						{ name: "preview", containerPort: PREVIEW_PORT },
						{ name: "agent", containerPort: AGENT_PORT },
					],
					// Both ports: the preview's once, then the agent host's. Neither ends a sandbox that is slow.
					startupProbe: { tcpSocket: { port: PREVIEW_PORT }, periodSeconds: 1, failureThreshold: 600 },
					readinessProbe: { tcpSocket: { port: AGENT_PORT }, periodSeconds: 5, failureThreshold: 3 },
				},
			],
			volumes: [
				{ name: "folder", emptyDir: { sizeLimit: String(diskBytes) } },
				{ name: "tmp", emptyDir: { sizeLimit: String(Math.min(diskBytes, 512 * MB)) } },
				{ name: "shm", emptyDir: { medium: "Memory", sizeLimit: String(256 * MB) } },
			],
		},
	};
}

/** Places of programs inside (template, dependencies, browser) are the image's own to say. */
function variables(values: Record<string, string>): V1EnvVar[] {
	return Object.entries(values).map(([name, value]) => ({ name, value }));
}
