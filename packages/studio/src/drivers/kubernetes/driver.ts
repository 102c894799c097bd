import { KubeConfig, type V1Pod } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import { connectKubernetes, statusOf } from "../../kubernetes/index.ts";
import { startsAndEndsByName } from "../by-name.ts";
import type { Driver, SandboxSpec, SandboxStatus } from "../driver.ts";
import { NEEDED_FOR_CLAIMS } from "./agent-sandbox.ts";
import { mayAll, policyIsThere } from "./check.ts";
import { createPoolSource } from "./claims.ts";
import { asDriverError, short, textOf } from "./errors.ts";
import { createInformer } from "./informer.ts";
import { createLookup } from "./lookup.ts";
import { type KubernetesDriverOptions, LABEL, PREPARE, SANDBOX } from "./options.ts";
import { createOwnPods } from "./own-pods.ts";
import type { Found, PodSource } from "./source.ts";
import { createStatuses } from "./status.ts";

export type { KubernetesDriverOptions } from "./options.ts";

/** The driver, and an end for its watch. Sandboxes outlive it. */
export interface KubernetesDriver extends Driver {
	claim(name: string, projectId: string): Promise<boolean>;
	close(): void;
}

const ROOM_MS = 25_000;
const LIST_MS = 30_000;
const OUTPUT_BYTES = 8_000;
/** What the studio may do in the cluster is asked again after so long. */
const ALLOWED_MS = 5 * 60_000;

/**
 * Runs each sandbox as a pod: one that we make, with its two tokens in a Secret that belongs to it, or one that is claimed
 * of a pool and is handed them. Everything is found again by name and labels, so nothing has to be kept on this side. The
 * studio dials pods at their addresses. An API that does not answer means `unknown`; `gone` is only what the API itself
 * does not find when that one sandbox is requested.
 */
export function createKubernetesDriver(options: KubernetesDriverOptions): KubernetesDriver {
	const { install, namespace, logger, limits, pool = null, listMs = LIST_MS } = options;
	const cluster = connectKubernetes({
		namespace,
		inside: options.access === "inside",
		...(typeof options.access === "object" ? { config: configOf(options.access.kubeconfig) } : {}),
		...(options.callTimeoutMs === undefined ? {} : { requestMs: options.callTimeoutMs }),
	});
	const { core } = cluster;
	const view = createInformer<V1Pod>(
		{
			path: `/api/v1/namespaces/${namespace}/pods`,
			selector: `${LABEL.install}=${install},${LABEL.role}=sandbox`,
			list: (page) => core.listNamespacedPod({ namespace, ...page }),
			// Kubernetes' own, as its client takes it.
			parse: (object) => object as V1Pod,
		},
		{ cluster, logger, listMs },
	);
	const lookup = createLookup(view, {
		get: (name) => core.readNamespacedPod({ namespace, name }),
		isOurs: ({ metadata }) => metadata?.labels?.[LABEL.install] === install && metadata.labels[LABEL.role] === "sandbox",
	});
	const podLimits = { limits, roomMs: options.roomMs ?? ROOM_MS };
	const own = createOwnPods(options, { cluster, view, lookup, podLimits });
	const claimed = pool && createPoolSource({ ...options, pool }, { cluster, pods: { view, lookup }, podLimits, listMs });
	/** Where sandboxes come from, and where those of before the setting was changed come from. */
	const [source, ...others]: [PodSource, ...PodSource[]] = claimed ? [claimed, own] : [own];
	const sources = [source, ...others];
	const statuses = createStatuses();
	const byName = startsAndEndsByName(install, { start: startNow, end: endNow });
	/** Names that a pod can have too. */
	const isName = (name: string) => byName.isName(name) && !name.endsWith("-");
	let allowedUntil = 0;

	async function startNow(spec: SandboxSpec): Promise<void> {
		if (!isName(spec.name)) {
			throw new StoryDreamError("sandbox_failed", `“${spec.name}” can't be the name of a pod.`);
		}
		try {
			await source.make(spec);
		} catch (error) {
			logger.warn({ err: error, said: short(textOf(error)), sandbox: spec.name }, "a sandbox pod could not be started");
			throw asDriverError(error, "The sandbox's pod could not be started.", namespace);
		}
	}

	async function find(name: string): Promise<Found | null> {
		for (const each of sources) {
			const found = await each.find(name);
			if (found !== null) return found;
		}
		return null;
	}

	async function inspect(name: string): Promise<SandboxStatus> {
		if (!isName(name)) return { state: "gone" };
		if (byName.isStarting(name)) return { state: "starting" };
		try {
			const found = await find(name);
			return found === null ? { state: "gone" } : await statuses.of(name, found, () => output(name));
		} catch (error) {
			logger.warn({ err: error, said: short(textOf(error)), sandbox: name }, "the state of a sandbox is unknown");
			return { state: "unknown", reason: `the cluster's API gave no answer (${short(textOf(error))})` };
		}
	}

	async function endNow(name: string): Promise<void> {
		try {
			await Promise.all(sources.map((each) => each.remove(name)));
			statuses.forget(name);
		} catch (error) {
			throw asDriverError(error, `The sandbox ${name} could not be removed.`, namespace);
		}
	}

	async function list(): Promise<string[] | null> {
		try {
			const names = await Promise.all(sources.map((each) => each.names()));
			return [...new Set(names.flat().filter(isName))];
		} catch (error) {
			logger.warn({ err: error, said: short(textOf(error)) }, "the sandboxes can't be listed");
			return null;
		}
	}

	async function output(name: string): Promise<string> {
		if (!isName(name)) return "";
		try {
			const found = await find(name);
			if (found === null) return "";
			const { pod, verdict } = found;
			if (verdict.state === "waiting" && verdict.because !== null) return `${verdict.because}\n`;
			const has = (container: string) =>
				[...(pod?.status?.initContainerStatuses ?? []), ...(pod?.status?.containerStatuses ?? [])].some(
					({ name: its, state }) => its === container && (state?.running ?? state?.terminated) !== undefined,
				);
			const container = has(SANDBOX) ? SANDBOX : has(PREPARE) ? PREPARE : null;
			if (pod === null || container === null) return "";
			const place = { namespace, name: pod.metadata?.name ?? "", container };
			const printed = await core.readNamespacedPodLog({ ...place, tailLines: 200 });
			return (typeof printed === "string" ? printed : "").slice(-OUTPUT_BYTES);
		} catch (error) {
			if (statusOf(error) === 404) return "";
			throw asDriverError(error, `What the sandbox ${name} printed can't be read.`, namespace);
		}
	}

	async function check(): Promise<void> {
		try {
			if (Date.now() > allowedUntil) {
				await mayAll(cluster, options, pool === null ? [] : NEEDED_FOR_CLAIMS);
				await Promise.all(sources.map((each) => each.check()));
				allowedUntil = Date.now() + ALLOWED_MS;
			}
			await policyIsThere(cluster, options);
			if (options.allowEgress) await core.listNamespacedPod({ namespace, limit: 1 });
		} catch (error) {
			throw asDriverError(error, "Sandboxes can't be started.", namespace);
		}
	}

	return {
		kind: "kubernetes",
		start: byName.start,
		inspect,
		end: byName.end,
		list,
		output,
		claim: own.claim,
		check,
		close() {
			view.close();
			for (const each of sources) each.close();
		},
	};
}

function configOf(file: string): KubeConfig {
	const config = new KubeConfig();
	config.loadFromFile(file);
	return config;
}
