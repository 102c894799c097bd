import type { CoreV1Api, V1Pod } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import { statusOf } from "../../kubernetes/index.ts";
import type { DriverLogger } from "../driver.ts";
import { isPassing, orNone } from "./errors.ts";
import type { Informer } from "./informer.ts";
import { whyNodeLost } from "./reasons.ts";

export const GRACE_MS = 3_000;
/** What the node and the API need besides the grace. */
export const SPARE_MS = 2_500;
export const WHOLE_MS = 9_000;
export const LOOK_MS = 400;

/**
 * Answers how a sandbox's pod and Secret are removed: resolves when neither is there. A pod that outlives its grace is
 * taken out of the API at once. Not so when its node is lost, where nobody could know whether it still runs: then it is
 * marked to be removed as soon as the node is heard of again or is given up, which is logged.
 */
export function createRemover(options: {
	core: CoreV1Api;
	namespace: string;
	view: Informer<V1Pod>;
	logger: DriverLogger;
	graceMs: number | undefined;
	/** Asks the API for one pod. */
	read(name: string): Promise<V1Pod | null>;
	isOurs(pod: V1Pod, name: string): boolean;
}): (name: string) => Promise<void> {
	const { core, namespace, view, logger, read, isOurs, graceMs = GRACE_MS } = options;

	/** Answers once it is accepted, or there is nothing of it. */
	async function requestEnd(pod: V1Pod, graceSeconds: number): Promise<void> {
		const { name = "", uid = "" } = pod.metadata ?? {};
		try {
			await core.deleteNamespacedPod({ namespace, name, body: { gracePeriodSeconds: graceSeconds, preconditions: { uid } } });
		} catch (error) {
			const status = statusOf(error);
			// Not there, or another one by now: what is there is looked at next. No answer: it is looked at as well.
			if (status !== 404 && status !== 409 && !isPassing(error)) throw error;
		}
	}

	async function removeSecret(name: string): Promise<void> {
		await orNone(core.deleteNamespacedSecret({ namespace, name, body: { propagationPolicy: "Background" } }));
	}

	return async (name) => {
		const end = Date.now() + WHOLE_MS;
		const first = await read(name);
		if (first === null) return removeSecret(name);
		if (!isOurs(first, name)) return;
		await Promise.all([requestEnd(first, Math.ceil(graceMs / 1000)), removeSecret(name)]);
		const patient = Date.now() + graceMs + SPARE_MS;
		let forced = false;
		for (let failures = 0; ; ) {
			try {
				const pod = await read(name);
				if (pod === null || !isOurs(pod, name)) break;
				failures = 0;
				const lost = whyNodeLost(pod);
				if (lost !== null && pod.metadata?.deletionTimestamp !== undefined) {
					logger.warn(
						{ sandbox: name, why: lost },
						"the pod is marked to be removed; what runs there ends when its node is back",
					);
					return;
				}
				if (pod.metadata?.deletionTimestamp === undefined) await requestEnd(pod, Math.ceil(graceMs / 1000));
				else if (!forced && Date.now() > patient) {
					logger.warn({ sandbox: name, node: pod.spec?.nodeName }, "a pod does not end: it is taken out at once");
					forced = true;
					await requestEnd(pod, 0);
				}
				if (Date.now() > end) throw new StillThere("pod", pod);
			} catch (error) {
				failures += 1;
				if (error instanceof StillThere || !isPassing(error) || failures > 2 || Date.now() > end) throw error;
			}
			await view.waitForChange(name, LOOK_MS);
		}
		// Once more: a start that was cut off may have made it meanwhile.
		await removeSecret(name);
	};
}

/** What does not go although it was ordered to. */
export class StillThere extends StoryDreamError {
	constructor(kind: "pod" | "sandboxclaim", { metadata }: { metadata?: { name?: string; finalizers?: string[] | undefined } }) {
		const { name = "", finalizers = [] } = metadata ?? {};
		const why = finalizers.length > 0 ? `it is held by ${finalizers.join(", ")}` : "the cluster has not removed it";
		super("sandbox_failed", `The ${kind} ${name} is still there: ${why}.`, {
			hint: `Look at it with \`kubectl describe ${kind} ${name}\`.`,
		});
	}
}
