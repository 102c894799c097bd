import {
	AuthorizationV1Api,
	CoreV1Api,
	createConfiguration,
	KubeConfig,
	NetworkingV1Api,
	type RequestContext,
	ServerConfiguration,
	Watch,
} from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import type { KubernetesDriverOptions } from "./options.ts";

/** The parts of the cluster's API that are used here. Every call ends by its deadline. */
export interface Cluster {
	core: CoreV1Api;
	networking: NetworkingV1Api;
	authorization: AuthorizationV1Api;
	watch: Watch;
}

const CALL_MS = 10_000;
/** Connections are kept for so long: what they are made with (certificates) may be renewed meanwhile. */
const CONNECTION_MS = 10 * 60_000;

/** Reads how the cluster is reached; nothing is asked of it yet. Throws `bad_request` when that can't be read. */
export function connectCluster({
	access,
	callTimeoutMs = CALL_MS,
}: Pick<KubernetesDriverOptions, "access" | "callTimeoutMs">): Cluster {
	const config = new KubeConfig();
	try {
		if (access === "inside") config.loadFromCluster();
		else if (access === undefined) config.loadFromDefault();
		else config.loadFromFile(access.kubeconfig);
	} catch (error) {
		throw new StoryDreamError("bad_request", "How the cluster is reached can't be read.", {
			hint: "Set KUBECONFIG to a valid file, or RUNNING_IN_KUBERNETES=true where the studio runs in the cluster.",
			cause: error,
		});
	}
	const server = config.getCurrentCluster()?.server;
	if (server === undefined) {
		throw new StoryDreamError("bad_request", "No cluster is named: the kubeconfig has no current context.", {
			hint: "Choose one with `kubectl config use-context`, or set KUBECONFIG.",
		});
	}
	let kept: { connections: ReturnType<RequestContext["getDispatcher"]>; until: number } | null = null;
	const configuration = createConfiguration({
		baseServer: new ServerConfiguration(server, {}),
		authMethods: { default: config },
		promiseMiddleware: [
			{
				async pre(request) {
					request.setSignal(AbortSignal.timeout(callTimeoutMs));
					// The library makes connections of its own for each question: the last ones are used again instead.
					if (kept === null || kept.until < Date.now())
						kept = { connections: request.getDispatcher(), until: Date.now() + CONNECTION_MS };
					if (kept.connections) request.setDispatcher(kept.connections);
					return request;
				},
				async post(answer) {
					return answer;
				},
			},
		],
	});
	return {
		core: new CoreV1Api(configuration),
		networking: new NetworkingV1Api(configuration),
		authorization: new AuthorizationV1Api(configuration),
		watch: new Watch(config),
	};
}
