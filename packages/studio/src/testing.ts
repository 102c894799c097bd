import Dockerode from "dockerode";
import { type NodeCluster, startClusterWithNode } from "./kubernetes/testing/kubelet.ts";

/** What other packages' tests need to start a studio on the stores of the cloud, or on a cluster. */
export type { NodeCluster } from "./kubernetes/testing/kubelet.ts";
export { type GcsServer, startGcsServer } from "./objects/testing/gcs-server.ts";
export { type FirestoreEmulator, startFirestoreEmulator } from "./records/testing/firestore-emulator.ts";

/**
 * A cluster with one node, whose pods are containers of the Docker engine at a socket; as big as real sandboxes need.
 * @param internalPort of the studio that will use it
 */
export function startClusterOnEngine(socketPath: string, internalPort: number): Promise<NodeCluster> {
	return startClusterWithNode({ docker: new Dockerode({ socketPath }), pids: 1024, internalPort });
}
export { type Balancer, startBalancer } from "./replicas/testing/balancer.ts";
