import { StoryDreamError } from "@storydream/protocol";
import { oneOf, wholeNumber, yesOrNo } from "../config/values.ts";
import type { Environment, Reader, Variable } from "../config/variables.ts";
import { type DockerConfig, readDockerConfig } from "./docker/config.ts";
import { type KubernetesConfig, readKubernetesConfig } from "./kubernetes/config.ts";

/** Where sandboxes run. */
export interface DriversConfig {
	driver: "process" | "docker" | "kubernetes";
	docker: DockerConfig;
	kubernetes: KubernetesConfig;
	/** Port that serves sandboxes and exports in other pods, and nothing else; null: none is opened. */
	internalPort: number | null;
}

export const DRIVER: Variable<DriversConfig["driver"]> = {
	name: "DRIVER",
	schema: oneOf(["process", "docker", "kubernetes"]),
	example: "process",
	shown: "process",
	about: `process: each session in processes of this machine, on Linux inside bubblewrap; SANDBOX_MEMORY and SANDBOX_PIDS hold there
where systemd gives a cgroup; docker: each session in a container of the engine that DOCKER_HOST names (default: this machine's own);
kubernetes: each session in a pod of the cluster that KUBECONFIG names, or of the one the studio runs in itself.`,
};
export const RUNNING_IN_KUBERNETES: Variable<boolean> = {
	name: "RUNNING_IN_KUBERNETES",
	schema: yesOrNo,
	example: "false",
	shown: "false",
	about:
		"The studio runs in a pod, with an account of its own: DRIVER is kubernetes then, and HOST 0.0.0.0, unless you say otherwise.",
};
export const INTERNAL_PORT: Variable<number> = {
	name: "INTERNAL_PORT",
	schema: wholeNumber(1, 65_535),
	example: "8081",
	about:
		"The port on which pods reach the model gateway and the exports' routes, and nothing else of the studio's; default: 8081 with kubernetes, else none.",
};

export function readDriversConfig(
	read: Reader,
	{ inside, ...around }: { inside: boolean; studioAddress: string | null; env: Environment },
): DriversConfig {
	const driver = read(DRIVER, inside ? "kubernetes" : "process");
	const docker = readDockerConfig(read);
	const { poolName, ...kubernetes } = readKubernetesConfig(read, { inside, ...around });
	if (poolName !== null && driver !== "kubernetes") {
		throw new StoryDreamError("bad_request", `K8S_SANDBOX_POOL is ${poolName}, but DRIVER is ${driver}.`, {
			hint: "Leave K8S_SANDBOX_POOL out, or set DRIVER=kubernetes: a pool of sandboxes is kept by a cluster.",
		});
	}
	if (poolName !== null && kubernetes.pool === null) {
		throw new StoryDreamError("bad_request", `K8S_SANDBOX_POOL is ${poolName}, but K8S_POOL_TOKEN is not set.`, {
			hint: "Give the studio the token of the Secret storydream-pool, as deploy/kubernetes/components/agent-sandbox does.",
		});
	}
	return { driver, docker, kubernetes, internalPort: read(INTERNAL_PORT, driver === "kubernetes" ? 8081 : null) };
}
