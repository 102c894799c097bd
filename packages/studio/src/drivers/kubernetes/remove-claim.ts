import type { CoreV1Api, V1Pod } from "@kubernetes/client-node";
import { statusOf } from "../../kubernetes/index.ts";
import type { DriverLogger } from "../driver.ts";
import { boundTo, type Claim, type Claims } from "./agent-sandbox.ts";
import { isPassing } from "./errors.ts";
import type { Informer } from "./informer.ts";
import { whyNodeLost } from "./reasons.ts";
import { GRACE_MS, LOOK_MS, SPARE_MS, StillThere, WHOLE_MS } from "./remove.ts";

/**
 * Answers how a claim is removed, with the Sandbox and the pod that the cluster removes with it: resolves when the claim
 * is not there, which it is for as long as they are. A pod that outlives its grace is taken out at once, and one on a lost
 * node is left to be removed later, as for pods of our own.
 */
export function createClaimRemover(options: {
	claims: Pick<Claims, "delete">;
	core: CoreV1Api;
	namespace: string;
	views: { claims: Informer<Claim>; pods: Informer<V1Pod> };
	logger: DriverLogger;
	graceMs: number | undefined;
	/** Asks the API for one claim. */
	read(name: string): Promise<Claim | null>;
	isOurs(claim: Claim, name: string): boolean;
	/** Asks the API for a claim's pod. */
	podOf(claim: Claim): Promise<V1Pod | null>;
}): (name: string) => Promise<void> {
	const { claims, core, namespace, views, logger, read, isOurs, podOf, graceMs = GRACE_MS } = options;

	async function attempt(work: () => Promise<unknown>): Promise<void> {
		try {
			await work();
		} catch (error) {
			const status = statusOf(error);
			// Not there, or another one by now: what is there is looked at next. No answer: it is looked at as well.
			if (status !== 404 && status !== 409 && !isPassing(error)) throw error;
		}
	}

	function takeOut({ metadata }: V1Pod): Promise<void> {
		const { name = "", uid = "" } = metadata ?? {};
		const body = { gracePeriodSeconds: 0, preconditions: { uid } };
		return attempt(() => core.deleteNamespacedPod({ namespace, name, body }));
	}

	return async (name) => {
		const end = Date.now() + WHOLE_MS;
		const patient = Date.now() + graceMs + SPARE_MS;
		let forced = false;
		for (let failures = 0; ; ) {
			let sandbox: string | null = null;
			try {
				const claim = await read(name);
				if (claim === null || !isOurs(claim, name)) return;
				sandbox = boundTo(claim);
				if (claim.metadata.deletionTimestamp === undefined) await attempt(() => claims.delete(claim));
				const pod = await podOf(claim);
				failures = 0;
				if (pod?.metadata?.deletionTimestamp !== undefined) {
					const lost = whyNodeLost(pod);
					if (lost !== null) {
						logger.warn(
							{ sandbox: name, why: lost },
							"the pod is marked to be removed; what runs there ends when its node is back",
						);
						return;
					}
					if (!forced && Date.now() > patient) {
						logger.warn({ sandbox: name, node: pod.spec?.nodeName }, "a pod does not end: it is taken out at once");
						forced = true;
						await takeOut(pod);
					}
				}
				if (Date.now() > end) throw new StillThere(pod === null ? "sandboxclaim" : "pod", pod ?? claim);
			} catch (error) {
				failures += 1;
				if (error instanceof StillThere || !isPassing(error) || failures > 2 || Date.now() > end) throw error;
			}
			await Promise.race([
				views.claims.waitForChange(name, LOOK_MS),
				...(sandbox === null ? [] : [views.pods.waitForChange(sandbox, LOOK_MS)]),
			]);
		}
	};
}
