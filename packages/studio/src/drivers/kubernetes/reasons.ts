import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { short } from "./errors.ts";
import { EXIT_EGRESS, type KubernetesLimits, PREPARE, SANDBOX } from "./options.ts";

/**
 * What a pod's status says of the sandbox in it.
 * - `waiting`: on its way. `because`: what it waits for, in words, if that is known; `forMs`: the longest that may last
 * - `up`: it runs. `nodeLost`: nobody knows whether it still does, except by asking it
 * - `over`: it ended, or can't start. `open`: it found a way out of its network (its last words say where)
 */
export type PodVerdict =
	| { state: "waiting"; because: string | null; forMs: number }
	| { state: "up"; address: string; ready: boolean; nodeLost: string | null }
	| { state: "over"; exitCode: number | null; reason: string; open: boolean };

export interface PodLimits {
	limits: KubernetesLimits;
	/** A pod may wait so long for a node with room, in ms. */
	roomMs: number;
}

/** A missing Secret or a runtime that stumbles once: the node tries again by itself. */
export const STUMBLE_MS = 8_000;

const NO_IMAGE = new Set([
	"ErrImagePull",
	"ImagePullBackOff",
	"ErrImageNeverPull",
	"ImageInspectError",
	"RegistryUnavailable",
	"SignatureValidationFailed",
]);
const NO_ROOM = /^(OutOf|NodeAffinity|NodePorts|UnexpectedAdmission|InsufficientResource|PodOverhead)/;

const over = (reason: string, exitCode: number | null = null, open = false): PodVerdict => ({
	state: "over",
	exitCode,
	reason,
	open,
});

export function verdictOf(pod: V1Pod, podLimits: PodLimits): PodVerdict {
	const { status = {} } = pod;
	const prepare = status.initContainerStatuses?.find(({ name }) => name === PREPARE);
	const sandbox = status.containerStatuses?.find(({ name }) => name === SANDBOX);
	const put = whyPutOut(pod, podLimits.limits);
	if (put !== null && (pod.metadata?.deletionTimestamp !== undefined || status.phase === "Failed")) return over(put);
	for (const container of [prepare, sandbox]) {
		const ended = container && endOf(container, podLimits.limits);
		if (ended) return ended;
	}
	if (pod.metadata?.deletionTimestamp !== undefined) return over("it was deleted in the cluster");
	if (status.phase === "Failed") return over(`it failed${status.message ? `: ${short(status.message)}` : ""}`);
	if (status.phase === "Succeeded") return over("it ended", 0);
	for (const container of [prepare, sandbox]) {
		const held = container && heldBack(container, pod);
		if (held) return held;
	}
	const address = status.podIP;
	if (sandbox?.state?.running && address) {
		return { state: "up", address, ready: sandbox.ready, nodeLost: whyNodeLost(pod) };
	}
	if (whyNodeLost(pod) !== null) return over(whyNodeLost(pod) ?? "");
	const placed = status.conditions?.find(({ type }) => type === "PodScheduled");
	if (placed?.status === "False" && placed.reason === "Unschedulable") {
		const because = `no node of the cluster has room for it (${short(placed.message ?? "")})`;
		return { state: "waiting", because, forMs: podLimits.roomMs };
	}
	return { state: "waiting", because: phaseOf(pod, prepare), forMs: Number.POSITIVE_INFINITY };
}

/** Who ended the pod, and why, when that was not the sandbox itself; null when nobody says so. */
function whyPutOut(pod: V1Pod, limits: KubernetesLimits): string | null {
	const { status = {} } = pod;
	const lost = whyNodeLost(pod);
	if (lost !== null) return lost;
	const message = status.message ?? "";
	const disruption = status.conditions?.find(({ type, status: is }) => type === "DisruptionTarget" && is === "True");
	switch (status.reason) {
		case "Evicted":
			if (/exceeds the limit|exceed.* limit|ephemeral/i.test(message) && !/node was low/i.test(message)) {
				return `it needed more disk than a sandbox may have (${megabytes(limits.diskBytes)})`;
			}
			return `its node put it out${message === "" ? "" : `: ${short(message)}`}`;
		case "Preempting":
		case "Preempted":
			return "it had to make room for something more important";
		case "Shutdown":
		case "NodeShutdown":
		case "Terminated":
			return "its node was shut down";
		case "DeadlineExceeded":
			return "it ran for longer than the cluster lets it";
	}
	if (status.reason !== undefined && NO_ROOM.test(status.reason)) {
		return `its node had no room for it after all (${status.reason})`;
	}
	switch (disruption?.reason) {
		case "PreemptionByScheduler":
			return "it had to make room for something more important";
		case "DeletionByTaintManager":
			return `its node ${pod.spec?.nodeName ?? ""} may not be used any more, or no longer answers`;
		case "EvictionByEvictionAPI":
			return "its node is being emptied";
		case "DeletionByPodGC":
			return `its node ${pod.spec?.nodeName ?? ""} is gone`;
		case "TerminationByKubelet":
			return `its node put it out${disruption.message ? `: ${short(disruption.message)}` : ""}`;
		default:
			return null;
	}
}

/** What shows that nobody hears from a pod's node any more; null when nothing does. */
export function whyNodeLost({ spec, status = {} }: V1Pod): string | null {
	const is = (type: string) => status.conditions?.find((condition) => condition.type === type)?.status;
	// The node controller takes only the first back when a node falls silent; a node that speaks sets both.
	const takenBack = is("Ready") === "False" && is("ContainersReady") === "True" && (spec?.readinessGates ?? []).length === 0;
	const lost = status.reason === "NodeLost" || status.phase === "Unknown" || is("Ready") === "Unknown" || takenBack;
	return lost ? `its node ${spec?.nodeName ?? ""} no longer answers` : null;
}

function endOf({ name, state }: V1ContainerStatus, limits: KubernetesLimits): PodVerdict | null {
	const ended = state?.terminated;
	if (!ended || (name === PREPARE && ended.exitCode === 0)) return null;
	const { exitCode } = ended;
	if (ended.reason === "OOMKilled") {
		return over(`it needed more memory than a sandbox may have (${megabytes(limits.memoryBytes)})`, exitCode);
	}
	if (exitCode === EXIT_EGRESS) return over("it found a way out of its network, so nothing is started in it", exitCode, true);
	if (["StartError", "ContainerCannotRun", "ContainerStatusUnknown"].includes(ended.reason ?? "")) {
		return over(`its node could not run it: ${short(ended.message ?? ended.reason ?? "")}`, exitCode);
	}
	const what = name === PREPARE ? "what prepares it" : "it";
	if (exitCode === 137) return over(`${what} was killed (exit code 137)`, exitCode);
	return over(`${what} ended with exit code ${exitCode}`, exitCode);
}

/** A container that does not come to run. */
function heldBack({ state, image }: V1ContainerStatus, pod: V1Pod): PodVerdict | null {
	const { reason, message = "" } = state?.waiting ?? {};
	if (reason === undefined) return null;
	const name = image || pod.spec?.containers[0]?.image || "";
	if (reason === "InvalidImageName") return over(`${name} is not the name of an image: see SANDBOX_IMAGE`);
	if (NO_IMAGE.has(reason)) {
		return over(`its node can't get the image ${name}${message === "" ? "" : ` (${short(message)})`}: see SANDBOX_IMAGE`);
	}
	if (reason.endsWith("Error")) {
		return { state: "waiting", because: `its node can't make its container: ${short(message || reason)}`, forMs: STUMBLE_MS };
	}
	return null;
}

function phaseOf(pod: V1Pod, prepare: V1ContainerStatus | undefined): string | null {
	if (prepare?.state?.running) return "its network is being tried and its folder is being prepared";
	if (pod.spec?.nodeName === undefined) return "it has no node yet";
	return "its node is getting it ready";
}

function megabytes(bytes: number): string {
	return `${Math.round(bytes / 1e6)} MB`;
}
