import { KubeConfig, type V1Pod } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import { connectKubernetes, statusOf } from "../kubernetes/index.ts";
import { startsAndEndsByName } from "./by-name.ts";
import type { Driver, SandboxSpec, SandboxStatus } from "./driver.ts";
import { gatewayAddress, mayAll, policyIsThere } from "./kubernetes/check.ts";
import { claimPatch, isClaimedFor } from "./kubernetes/claim.ts";
import { asDriverError, orNone, short, textOf } from "./kubernetes/errors.ts";
import { answersAt } from "./kubernetes/knock.ts";
import { AGENT_PORT, type KubernetesDriverOptions, LABEL, PREPARE, PREVIEW_PORT, SANDBOX } from "./kubernetes/options.ts";
import { podOf } from "./kubernetes/pod.ts";
import { createPodsView } from "./kubernetes/pods-view.ts";
import { verdictOf } from "./kubernetes/reasons.ts";
import { createRemover } from "./kubernetes/remove.ts";
import { settled } from "./kubernetes/retry.ts";
import { secretOf } from "./kubernetes/secret.ts";

export type { KubernetesDriverOptions } from "./kubernetes/options.ts";

/** The driver, and an end for its watch. Sandboxes outlive it. */
export interface KubernetesDriver extends Driver {
	claim(name: string, projectId: string): Promise<boolean>;
	close(): void;
}

/** What is known of a pod for no longer than this is not asked again. */
const FRESH_MS = 1_500;
const ROOM_MS = 25_000;
const LIST_MS = 30_000;
const OUTPUT_BYTES = 8_000;
/** What the studio may do in the cluster is asked again after so long. */
const ALLOWED_MS = 5 * 60_000;

/**
 * Runs each sandbox as a pod, with its two tokens in a Secret that belongs to the pod. Everything is found again by name
 * and labels, so nothing has to be kept on this side. The studio dials pods at their addresses. An API that does not
 * answer means `unknown`; `gone` is only what the API itself does not find when it is asked for that one pod.
 */
export function createKubernetesDriver(options: KubernetesDriverOptions): KubernetesDriver {
	const { install, namespace, logger, limits } = options;
	const cluster = connectKubernetes({
		namespace,
		inside: options.access === "inside",
		...(typeof options.access === "object" ? { config: configOf(options.access.kubeconfig) } : {}),
		...(options.callTimeoutMs === undefined ? {} : { requestMs: options.callTimeoutMs }),
	});
	const { core } = cluster;
	const view = createPodsView({
		cluster,
		selector: `${LABEL.install}=${install},${LABEL.role}=sandbox`,
		logger,
		listMs: options.listMs ?? LIST_MS,
	});
	const byName = startsAndEndsByName(install, { start: startNow, end: endNow });
	/** Names that a pod can have too. */
	const isName = (name: string) => byName.isName(name) && !name.endsWith("-");
	const patience = { limits, roomMs: options.roomMs ?? ROOM_MS };
	/** Uids of pods whose agent host has been seen listening, by name. */
	const listening = new Map<string, string>();
	/** Since when a pod waits for what it waits for, by name. */
	const waits = new Map<string, { uid: string; because: string; since: number }>();
	const asking = new Map<string, Promise<V1Pod | null>>();
	let allowedUntil = 0;

	const isOurs = ({ metadata }: V1Pod, name: string) =>
		metadata?.labels?.[LABEL.install] === install && metadata.labels[LABEL.sandbox] === name;
	const uidOf = (pod: V1Pod) => pod.metadata?.uid ?? "";

	/** Asks the API for one pod; null: it is not there. */
	async function read(name: string): Promise<V1Pod | null> {
		const before = view.find(name)?.pod;
		const pod = await orNone(core.readNamespacedPod({ namespace, name }));
		if (pod) return isOurs(pod, name) ? view.learn(pod) : pod;
		if (before) view.forget(name, uidOf(before));
		return null;
	}

	/** The same for those who only look: one question for all who ask at the same time. */
	function ask(name: string): Promise<V1Pod | null> {
		const asked =
			asking.get(name) ??
			read(name).finally(() => {
				if (asking.get(name) === asked) asking.delete(name);
			});
		asking.set(name, asked);
		return asked;
	}

	async function find(name: string): Promise<V1Pod | null> {
		const known = view.ready ? view.find(name) : null;
		return known !== null && Date.now() - known.at < FRESH_MS ? known.pod : ask(name);
	}

	const remove = createRemover({ core, namespace, view, logger, graceMs: options.graceMs, read, isOurs });

	async function startNow(spec: SandboxSpec): Promise<void> {
		if (!isName(spec.name)) {
			throw new StoryDreamError("sandbox_failed", `“${spec.name}” can't be the name of a pod.`);
		}
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
			view.learn(pod);
			// Whoever asked before it was there is told that it is not.
			asking.delete(spec.name);
			await makeSecret(spec, pod);
			logger.info({ sandbox: spec.name, pod: uidOf(pod) }, "sandbox pod created");
		} catch (error) {
			logger.warn({ err: error, said: short(textOf(error)), sandbox: spec.name }, "a sandbox pod could not be started");
			if (made) {
				await remove(spec.name).catch((cause: unknown) =>
					logger.error({ err: cause, sandbox: spec.name }, "what a failed start left could not be removed"),
				);
			}
			throw asDriverError(error, "The sandbox's pod could not be started.", namespace);
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

	async function inspect(name: string): Promise<SandboxStatus> {
		if (!isName(name)) return { state: "gone" };
		if (byName.isStarting(name)) return { state: "starting" };
		try {
			const pod = await find(name);
			if (pod === null || !isOurs(pod, name)) return { state: "gone" };
			return await statusOfPod(name, pod);
		} catch (error) {
			logger.warn({ err: error, said: short(textOf(error)), sandbox: name }, "the state of a sandbox can't be told");
			return { state: "unknown", reason: `the cluster's API gave no answer (${short(textOf(error))})` };
		}
	}

	async function statusOfPod(name: string, pod: V1Pod): Promise<SandboxStatus> {
		const verdict = verdictOf(pod, patience);
		const uid = uidOf(pod);
		if (verdict.state === "over") {
			listening.delete(name);
			waits.delete(name);
			const said = verdict.open ? `. ${(await output(name)).trim().split("\n").at(-1) ?? ""}` : "";
			return { state: "exited", exitCode: verdict.exitCode, reason: `${verdict.reason}${said}` };
		}
		if (verdict.state === "waiting") {
			const { because, forMs } = verdict;
			if (because === null) return { state: "starting" };
			const before = waits.get(name);
			const since = before?.uid === uid && before.because === because ? before.since : Date.now();
			waits.set(name, { uid, because, since });
			return Date.now() - since > forMs ? { state: "exited", exitCode: null, reason: because } : { state: "starting" };
		}
		waits.delete(name);
		const { address, ready, nodeLost } = verdict;
		if (nodeLost !== null || listening.get(name) !== uid) {
			const answers = await answersAt(address, AGENT_PORT);
			if (!answers && nodeLost !== null) return { state: "exited", exitCode: null, reason: nodeLost };
			// The node has seen it listen: that it can't be reached from here is found out by who tries.
			if (!answers && !ready) return { state: "starting" };
			listening.set(name, uid);
		}
		const host = address.includes(":") ? `[${address}]` : address;
		return {
			state: "running",
			endpoint: { agentUrl: `http://${host}:${AGENT_PORT}`, previewUrl: `http://${host}:${PREVIEW_PORT}` },
			note: { pod: uid, node: pod.spec?.nodeName, address },
		};
	}

	async function endNow(name: string): Promise<void> {
		try {
			await remove(name);
			listening.delete(name);
			waits.delete(name);
		} catch (error) {
			throw asDriverError(error, `The sandbox ${name} could not be removed.`, namespace);
		}
	}

	async function list(): Promise<string[] | null> {
		try {
			const pods = await view.list();
			return pods.map((pod) => pod.metadata?.labels?.[LABEL.sandbox] ?? "").filter(isName);
		} catch (error) {
			logger.warn({ err: error, said: short(textOf(error)) }, "the sandboxes can't be listed");
			return null;
		}
	}

	async function output(name: string): Promise<string> {
		if (!isName(name)) return "";
		try {
			const pod = await find(name);
			if (pod === null || !isOurs(pod, name)) return "";
			const verdict = verdictOf(pod, patience);
			if (verdict.state === "waiting" && verdict.because !== null) return `${verdict.because}\n`;
			const has = (container: string) =>
				[...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])].some(
					({ name: its, state }) => its === container && (state?.running ?? state?.terminated) !== undefined,
				);
			const container = has(SANDBOX) ? SANDBOX : has(PREPARE) ? PREPARE : null;
			if (container === null) return "";
			const printed = await core.readNamespacedPodLog({ namespace, name, container, tailLines: 200 });
			return (typeof printed === "string" ? printed : "").slice(-OUTPUT_BYTES);
		} catch (error) {
			if (statusOf(error) === 404) return "";
			throw asDriverError(error, `What the sandbox ${name} printed can't be read.`, namespace);
		}
	}

	async function claim(name: string, projectId: string): Promise<boolean> {
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
					throw asDriverError(cause, `Whose the sandbox ${name} is can't be told.`, namespace);
				}
			}
			if (status === 404) return false;
			throw asDriverError(error, `The sandbox ${name} could not be claimed.`, namespace);
		}
	}

	async function check(): Promise<void> {
		try {
			if (Date.now() > allowedUntil) {
				await mayAll(cluster, namespace);
				await gatewayAddress(cluster, options, "/");
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
		claim,
		check,
		close: () => view.close(),
	};
}

function configOf(file: string): KubeConfig {
	const config = new KubeConfig();
	config.loadFromFile(file);
	return config;
}

function taken(name: string, namespace: string): StoryDreamError {
	return new StoryDreamError("sandbox_failed", `A pod named ${name} exists that is not a sandbox of this installation.`, {
		hint: `Look at it with \`kubectl -n ${namespace} describe pod ${name}\`, and remove it if nothing needs it.`,
	});
}
