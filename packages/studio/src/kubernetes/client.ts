import { readFileSync } from "node:fs";
import {
	ApiException,
	AuthorizationV1Api,
	BatchV1Api,
	CoreV1Api,
	CustomObjectsApi,
	createConfiguration,
	KubeConfig,
	NetworkingV1Api,
	type RequestContext,
	ServerConfiguration,
} from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";

/** The parts of a cluster's API that the studio uses, in one namespace. Every request ends within its deadline. */
export interface KubernetesClient {
	readonly core: CoreV1Api;
	readonly batch: BatchV1Api;
	readonly networking: NetworkingV1Api;
	/** What a cluster has learned from others; how its objects look is for who asks to check. */
	readonly custom: CustomObjectsApi;
	/** What this account may do. */
	readonly authorization: AuthorizationV1Api;
	readonly namespace: string;
	/** For what needs more, such as a watch. */
	readonly config: KubeConfig;
}

const REQUEST_MS = 10_000;
/** Connections are kept for so long: what they are made with (certificates) may be renewed meanwhile. */
const CONNECTION_MS = 10 * 60_000;
/** Where a pod finds its own namespace. */
const OWN_NAMESPACE = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

/**
 * Reads how the cluster is reached: as the account of the pod this runs in (`inside`), or as KUBECONFIG says. Nothing is
 * asked yet. Throws `bad_request` in words when that can't be read.
 *
 * @param options.namespace default: the pod's own, that of the current context, or `default`
 * @param options.config another way than the usual; for tests
 */
export function connectKubernetes(
	options: { namespace?: string | null; inside?: boolean; config?: KubeConfig; requestMs?: number } = {},
): KubernetesClient {
	const config = options.config ?? usualConfig(options.inside ?? false);
	const cluster = config.getCurrentCluster();
	if (cluster === null) {
		throw new StoryDreamError("bad_request", "No cluster is named: the kubeconfig has no current context.", {
			hint: "Choose one with `kubectl config use-context`, or set KUBECONFIG.",
		});
	}
	let kept: { connections: ReturnType<RequestContext["getDispatcher"]>; until: number } | null = null;
	const api = createConfiguration({
		baseServer: new ServerConfiguration(cluster.server, {}),
		authMethods: { default: config },
		promiseMiddleware: [
			{
				async pre(request) {
					request.setSignal(AbortSignal.timeout(options.requestMs ?? REQUEST_MS));
					// The library makes connections of its own for each question: the last ones are used again instead.
					if (kept === null || kept.until < Date.now()) {
						kept = { connections: request.getDispatcher(), until: Date.now() + CONNECTION_MS };
					}
					if (kept.connections) request.setDispatcher(kept.connections);
					return request;
				},
				post: async (response) => response,
			},
		],
	});
	return {
		core: new CoreV1Api(api),
		batch: new BatchV1Api(api),
		networking: new NetworkingV1Api(api),
		custom: new CustomObjectsApi(api),
		authorization: new AuthorizationV1Api(api),
		namespace: options.namespace ?? ownNamespace(config),
		config,
	};
}

/** HTTP status of what the API refused; null for anything else, such as a cluster that does not answer. */
export function statusOf(error: unknown): number | null {
	return error instanceof ApiException ? error.code : null;
}

/** The sentence with which the API refused; null when there is none. */
export function refusalOf(error: unknown): string | null {
	if (!(error instanceof ApiException)) return null;
	let body: unknown = error.body;
	if (typeof body === "string") {
		try {
			body = JSON.parse(body);
		} catch {
			// Not the API itself, but something before it.
			return null;
		}
	}
	return typeof body === "object" && body !== null && "message" in body && typeof body.message === "string" ? body.message : null;
}

function usualConfig(inside: boolean): KubeConfig {
	const config = new KubeConfig();
	try {
		if (inside) config.loadFromCluster();
		else config.loadFromDefault();
	} catch (cause) {
		throw new StoryDreamError("bad_request", "How the cluster is reached can't be read.", {
			hint: "Set KUBECONFIG to a valid file, or RUNNING_IN_KUBERNETES=true where the studio runs in the cluster.",
			cause,
		});
	}
	return config;
}

function ownNamespace(config: KubeConfig): string {
	try {
		return readFileSync(OWN_NAMESPACE, "utf8").trim();
	} catch {
		// Not in a pod.
		return config.getContextObject(config.getCurrentContext())?.namespace ?? "default";
	}
}
