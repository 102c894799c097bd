import type { V1Pod } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import type { KubernetesClient } from "../../kubernetes/index.ts";
import type { SandboxSpec } from "../driver.ts";
import { boundTo, type Claim, createClaims, isOwnClaim, isPodOf, verdictOfClaim } from "./agent-sandbox.ts";
import { policyIsThere } from "./check.ts";
import { askHolder, type HandoverAnswer, handOver } from "./handover.ts";
import { createInformer, type Informer } from "./informer.ts";
import { createLookup, type Lookup } from "./lookup.ts";
import type { KubernetesDriverOptions } from "./options.ts";
import { type PodLimits, type PodVerdict, verdictOf } from "./reasons.ts";
import { createClaimRemover } from "./remove-claim.ts";
import { settled } from "./retry.ts";
import { type NotHeard, ON_ITS_WAY, type PodSource } from "./source.ts";

/**
 * Pods that a SandboxWarmPool of agent-sandbox keeps ready, each claimed for a session. They were made before anybody knew
 * whose they would be, so a claimed one is handed its name and its tokens, by the driver that started it: whenever its
 * state is requested, until it has them. One that has them says so to every studio; one that gets none is never running.
 */
export function createPoolSource(
	options: KubernetesDriverOptions & { pool: { name: string; token: string } },
	parts: {
		cluster: KubernetesClient;
		pods: { view: Informer<V1Pod>; lookup: Lookup<V1Pod> };
		podLimits: PodLimits;
		listMs: number;
	},
): PodSource {
	const { install, namespace, logger, pool } = options;
	const { cluster, podLimits } = parts;
	const pods = parts.pods.lookup;
	const claims = createClaims(cluster, { namespace, install, pool: pool.name });
	const view = createInformer(claims, { cluster, logger, listMs: parts.listMs });
	const isOurs = (claim: Claim, name: string) => isOwnClaim(claim, install, name);
	const lookup = createLookup(view, { get: claims.get, isOurs });
	/** Who is to be handed over still, by name. */
	const waiting = new Map<string, SandboxSpec>();
	/** Questions under way, by the pod's uid. */
	const asking = new Map<string, Promise<HandoverAnswer>>();
	/** Uids of pods that are their sandbox's own, by name: another one in its place is not. */
	const handed = new Map<string, string>();
	const removeClaim = createClaimRemover({
		claims,
		core: cluster.core,
		namespace,
		views: { claims: view, pods: parts.pods.view },
		logger,
		graceMs: options.graceMs,
		read: lookup.read,
		isOurs,
		podOf: (claim) => podOf(claim, pods.read),
	});

	async function podOf(claim: Claim, get: (name: string) => Promise<V1Pod | null>): Promise<V1Pod | null> {
		const sandbox = boundTo(claim);
		const pod = sandbox === null ? null : await get(sandbox);
		return pod !== null && sandbox !== null && isPodOf(pod, sandbox) ? pod : null;
	}

	async function make(spec: SandboxSpec): Promise<void> {
		const { name } = spec;
		let made = false;
		try {
			const [found] = await Promise.all([lookup.read(name), policyIsThere(cluster, options)]);
			made = found === null;
			const claim =
				found ??
				(await settled(
					() => claims.create(spec),
					() => lookup.read(name),
				));
			if (!isOurs(claim, name)) {
				made = false;
				throw taken(name, namespace);
			}
			lookup.made(claim);
			if (!handed.has(name)) waiting.set(name, spec);
			logger.info({ sandbox: name, claim: claim.metadata.uid, pool: pool.name }, "a sandbox of the pool is claimed");
		} catch (error) {
			if (made) {
				await remove(name).catch((cause: unknown) =>
					logger.error({ err: cause, sandbox: name }, "what a failed start left could not be removed"),
				);
			}
			throw error;
		}
	}

	async function remove(name: string): Promise<void> {
		waiting.delete(name);
		await removeClaim(name);
		handed.delete(name);
	}

	/** Hands a pod over, or asks whose it is where that is not for us to do. One question for all who ask at the same time. */
	function ask(name: string, podUid: string, address: string): Promise<HandoverAnswer> {
		const spec = waiting.get(name);
		const asked =
			asking.get(podUid) ??
			(spec ? handOver(address, pool.token, spec) : askHolder(address, pool.token, name)).finally(() => asking.delete(podUid));
		asking.set(podUid, asked);
		return asked;
	}

	async function hear(name: string, pod: V1Pod, address: string): Promise<NotHeard | null> {
		const podUid = pod.metadata?.uid ?? "";
		const answer = await ask(name, podUid, address);
		switch (answer.is) {
			case "ours":
				if (waiting.delete(name))
					logger.info({ sandbox: name, pod: pod.metadata?.name }, "a sandbox of the pool was handed over");
				handed.set(name, podUid);
				return null;
			case "silent":
				return ON_ITS_WAY;
			case "nobodys":
				return { state: "waiting", because: "nobody has handed it its tokens", forMs: podLimits.roomMs };
			case "anothers":
				return over("somebody else has taken it over");
			case "stranger":
				return over(
					answer.status === 401
						? "it does not know K8S_POOL_TOKEN: the Secret of the pool is another one than when it was made"
						: `what answers in its pod can't be handed over (HTTP ${answer.status}): see the image in the SandboxTemplate`,
				);
		}
	}

	/** @param pod its own; null: it has none (any more) */
	function verdictFor(claim: Claim, pod: V1Pod | null): PodVerdict {
		const before = handed.get(claim.metadata.name);
		if (pod === null) {
			const lost = before !== undefined && claim.metadata.deletionTimestamp === undefined;
			return lost ? over("its pod was removed in the cluster") : verdictOfClaim(claim, pool.name, podLimits.roomMs);
		}
		// What the pool puts in the place of a pod that went has nothing of it.
		if (before !== undefined && before !== pod.metadata?.uid) return over("its pod was replaced in the cluster");
		return verdictOf(pod, podLimits);
	}

	return {
		make,
		remove,
		async find(name) {
			const claim = await lookup.find(name);
			if (claim === null || !isOurs(claim, name)) return null;
			const pod = await podOf(claim, pods.find);
			return {
				uid: pod?.metadata?.uid ?? claim.metadata.uid,
				pod,
				verdict: verdictFor(claim, pod),
				hear: async (address) => (pod === null ? ON_ITS_WAY : hear(name, pod, address)),
			};
		},
		async names() {
			return (await view.list()).map(({ metadata }) => metadata.name);
		},
		check: () => claims.poolIsThere(),
		close: () => view.close(),
	};
}

function over(reason: string): Extract<PodVerdict, { state: "over" }> {
	return { state: "over", exitCode: null, reason, open: false };
}

function taken(name: string, namespace: string): StoryDreamError {
	return new StoryDreamError("sandbox_failed", `A SandboxClaim named ${name} exists that is not one of this installation.`, {
		hint: `Look at it with \`kubectl -n ${namespace} describe sandboxclaim ${name}\`, and remove it if nothing needs it.`,
	});
}
