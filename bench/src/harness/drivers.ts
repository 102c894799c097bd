import { freePort } from "@storydream/sandbox/testing";
import { startClusterOnEngine } from "@storydream/studio/testing";

/** A kind of sandbox the questions are asked of. */
export interface BenchDriver {
	name: "process" | "Docker" | "Kubernetes";
	/** Figures of an earlier system, or of this kind of sandbox, in ms. */
	goals: { coldReady: number; coldPainted: number; warmReady: number; warmPainted: number };
	/** Makes what the sandboxes run on; closed once the studio has ended. */
	place(): Promise<{ environment: Record<string, string>; close(): Promise<void> }>;
}

/**
 * Kinds that this machine can run: containers and pods where STORYDREAM_TEST_DOCKER names an engine that has the sandbox's
 * image. Pods are containers of that engine too, run by a node and an API of our own: how long a start takes there says
 * what our part of it costs, not what a cluster does.
 */
export function benchDrivers(): BenchDriver[] {
	const close = async () => {};
	const goals = { coldReady: 1000, coldPainted: 1600, warmReady: 300, warmPainted: 800 };
	const drivers: BenchDriver[] = [{ name: "process", goals, place: async () => ({ environment: {}, close }) }];
	const socket = process.env.STORYDREAM_TEST_DOCKER;
	if (!socket) {
		console.error("no Docker engine: STORYDREAM_TEST_DOCKER does not name one, so containers are not measured");
		return drivers;
	}
	const ofContainers = { ...goals, coldReady: 1200 };
	drivers.push(
		{
			name: "Docker",
			goals: ofContainers,
			place: async () => ({ environment: { DRIVER: "docker", DOCKER_HOST: `unix://${socket}` }, close }),
		},
		{
			name: "Kubernetes",
			goals: ofContainers,
			async place() {
				const internalPort = await freePort();
				const cluster = await startClusterOnEngine(socket, internalPort);
				const environment = {
					DRIVER: "kubernetes",
					KUBECONFIG: cluster.kubeconfig,
					K8S_NAMESPACE: cluster.namespace,
					INTERNAL_PORT: String(internalPort),
					// The node's address is where pods find the internal port.
					HOST: "0.0.0.0",
					STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN: "true",
				};
				return { environment, close: () => cluster.close() };
			},
		},
	);
	return drivers;
}
