import type { DriverLogger } from "../driver.ts";

/** Limits of one sandbox. Processes are limited by the node's own setting (`podPidsLimit`): a pod can't ask for one. */
export interface KubernetesLimits {
	memoryBytes: number;
	/** Bytes of the sandbox's folder on its node's disk: project, media, films being made. */
	diskBytes: number;
	cpus: number;
}

export interface Toleration {
	key: string;
	/** Absent: any value. */
	value?: string;
	effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

export interface KubernetesDriverOptions {
	/** First part of every name, and a label: other installations' pods are neither listed nor touched. */
	install: string;
	/** Image of sandboxes, as the nodes find it. */
	image: string;
	/** Where pods and their Secrets are made. */
	namespace: string;
	/** Where the Service `storydream-internal` is. */
	studioNamespace: string;
	/** `inside`: by the account of the pod the studio runs in. A file; absent: what KUBECONFIG says, else the usual place. */
	access?: "inside" | { kubeconfig: string };
	/** Where sandboxes find the model gateway; null: the address of the Service `storydream-internal`. */
	gatewayUrl: string | null;
	limits: KubernetesLimits;
	runtimeClass: string | null;
	priorityClass: string | null;
	imagePullSecret: string | null;
	imagePullPolicy: "IfNotPresent" | "Always" | "Never";
	nodeSelector: Record<string, string>;
	tolerations: readonly Toleration[];
	/** Sandboxes start although their network lets them out, and without a NetworkPolicy. For development only. */
	allowEgress: boolean;
	previewAllowedHostSuffix: string;
	/**
	 * The SandboxWarmPool of agent-sandbox that sandboxes are claimed of, and what its waiting sandboxes are handed over
	 * with; absent or null: the driver makes their pods itself.
	 */
	pool?: { name: string; token: string } | null;
	logger: DriverLogger;
	/** The longest the API may be silent about one question, in ms. Default 10000. */
	callTimeoutMs?: number;
	/** Time between SIGTERM and SIGKILL, in ms. Default 3000. */
	graceMs?: number;
	/** How long a pod may wait for a node with room, in ms. Default 25000: a little less than a session waits. */
	roomMs?: number;
	/** Time between two complete lists, in ms. Default 30000. */
	listMs?: number;
	/** More variables for the sandbox. */
	environment?: Record<string, string>;
}

export const AGENT_PORT = 3001;
export const PREVIEW_PORT = 3000;
export const GATEWAY_SERVICE = "storydream-internal";
export const GATEWAY_PORT = 8081;
export const POLICY = "storydream-sandboxes";
/** Containers of a sandbox's pod, in the order they run. */
export const PREPARE = "prepare";
export const SANDBOX = "sandbox";
/** Exit code of a sandbox that found a way out of its network. */
export const EXIT_EGRESS = 78;

/** Labels of everything this driver makes. */
export const LABEL = {
	install: "storydream.dev/install",
	role: "storydream.dev/role",
	sandbox: "storydream.dev/sandbox",
	incarnation: "storydream.dev/incarnation",
	session: "storydream.dev/session",
	/** `warm`: a spare; `claimed`: somebody's. */
	pool: "storydream.dev/pool",
	project: "storydream.dev/project",
} as const;
