import type { V1Pod } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import { type KubernetesClient, statusOf } from "../../kubernetes/index.ts";
import type { SandboxSpec } from "../driver.ts";
import { gatewayAddress, policyIsThere } from "./check.ts";
import { claimPatch, isClaimedFor } from "./claim.ts";
import { asDriverError } from "./errors.ts";
import type { Informer } from "./informer.ts";
import type { Lookup } from "./lookup.ts";
import { AGENT_PORT, type KubernetesDriverOptions, LABEL } from "./options.ts";
import { podOf } from "./pod.ts";
import { probeTcp } from "./probe-tcp.ts";
import { type PodLimits, verdictOf } from "./reasons.ts";
import { createRemover } from "./remove.ts";
import { settled } from "./retry.ts";
import { secretOf } from "./secret.ts";
import { ON_ITS_WAY, type PodSource } from "./source.ts";

/** Pods that the driver makes itself, each with its two tokens in a Secret that belongs to it. */
export interface OwnPods extends PodSource {
	/** See `Driver.claim`. */
	claim(name: string, projectId: string): Promise<boolean>;
}

export function createOwnPods(
	options: KubernetesDriverOptions,
	parts: { cluster: KubernetesClient; view: Informer<V1Pod>; lookup: Lookup<V1Pod>; podLimits: PodLimits },
): OwnPods {
	const { install, namespace, logger } = options;
	const { cluster, view, lookup, podLimits } = parts;
	const { core } = cluster;
	const { read } = lookup;
	const isOurs = (pod: V1Pod, name: string) => isOwnPod(pod, install, name);
	const remove = createRemover({ core, namespace, view, logger, graceMs: options.graceMs, read, isOurs });

	async function make(spec: SandboxSpec): Promise<void> {
		let made = false;
		try {
			const path = new URL(spec.gatewayUrl).pathname;
			const [found, gatewayUrl] = await Promise.all([
				read(spec.name),
				gatewayAddress(cluster, options, path),
				policyIsThere(cluster, options),
			]);
			made = found === null;
			const pod =
				found ??
				(await settled(
					() => core.createNamespacedPod({ namespace, body: podOf(spec, gatewayUrl, options) }),
					() => read(spec.name),
				));
			if (!isOurs(pod, spec.name)) {
				made = false;
				throw taken(spec.name, namespace);
			}
			lookup.made(pod);
			await makeSecret(spec, pod);
			logger.info({ sandbox: spec.name, pod: pod.metadata?.uid }, "sandbox pod created");
		} catch (error) {
			if (made) {
				await remove(spec.name).catch((cause: unknown) =>
					logger.error({ err: cause, sandbox: spec.name }, "what a failed start left could not be removed"),
				);
			}
			throw error;
		}
	}

	/** The Secret cannot be of another pod: the cluster removes it with the pod it belongs to. */
	async function makeSecret(spec: SandboxSpec, pod: V1Pod): Promise<void> {
		const body = secretOf(spec, pod, options);
		try {
			await settled(() => core.createNamespacedSecret({ namespace, body }), null);
		} catch (error) {
			if (statusOf(error) !== 409) throw error;
		}
	}

	return {
		make,
		remove,
		async find(name) {
			const pod = await lookup.find(name);
			if (pod === null || !isOurs(pod, name)) return null;
			return {
				uid: pod.metadata?.uid ?? "",
				pod,
				verdict: verdictOf(pod, podLimits),
				async hear(address, ready) {
					// The node has seen it listen: that it can't be reached from here is found out by who tries.
					return (await probeTcp(address, AGENT_PORT)) || ready ? null : ON_ITS_WAY;
				},
			};
		},
		async names() {
			const pods = await view.list();
			return pods.map(({ metadata }) => metadata?.labels?.[LABEL.sandbox] ?? "");
		},
		async claim(name, projectId) {
			try {
				const pod = await core.patchNamespacedPod({ namespace, name, body: claimPatch(name, projectId) });
				view.learn(pod);
				return true;
			} catch (error) {
				const status = statusOf(error);
				// Refused, which may be because an answer was lost: whose it is now is the answer.
				if (status === null || status === 409 || status === 422 || status >= 500) {
					try {
						return isClaimedFor(await read(name), projectId);
					} catch (cause) {
						throw asDriverError(cause, `The owner of the sandbox ${name} is unknown.`, namespace);
					}
				}
				if (status === 404) return false;
				throw asDriverError(error, `The sandbox ${name} could not be claimed.`, namespace);
			}
		},
		async check() {
			await gatewayAddress(cluster, options, "/");
		},
		close() {},
	};
}

export function isOwnPod({ metadata }: V1Pod, install: string, name: string): boolean {
	return metadata?.labels?.[LABEL.install] === install && metadata.labels[LABEL.sandbox] === name;
}

function taken(name: string, namespace: string): StoryDreamError {
	return new StoryDreamError("sandbox_failed", `A pod named ${name} exists that is not a sandbox of this installation.`, {
		hint: `Look at it with \`kubectl -n ${namespace} describe pod ${name}\`, and remove it if nothing needs it.`,
	});
}
