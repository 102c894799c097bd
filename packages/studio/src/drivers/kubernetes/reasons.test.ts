import type { V1ContainerState, V1ContainerStatus, V1Pod, V1PodCondition, V1PodStatus } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { verdictOf } from "./reasons.ts";

const podLimits = { limits: { memoryBytes: 4e9, diskBytes: 2e9, cpus: 2 }, roomMs: 25_000 };
const IMAGE = "registry.example.com/sandbox:1";

function pod(status: V1PodStatus, deleted = false): V1Pod {
	return {
		metadata: { name: "test-a-1", uid: "u", ...(deleted ? { deletionTimestamp: new Date(0) } : {}) },
		spec: { nodeName: "node-7", containers: [{ name: "sandbox", image: IMAGE }] },
		status,
	};
}

function container(name: string, state: V1ContainerState, ready = false): V1ContainerStatus {
	return { name, state, ready, image: IMAGE, imageID: "", restartCount: 0 };
}
const prepare = (state: V1ContainerState) => ({ initContainerStatuses: [container("prepare", state)] });
const sandbox = (state: V1ContainerState, ready = false) => ({ containerStatuses: [container("sandbox", state, ready)] });
const ended = (exitCode: number, reason = "Error", message?: string): V1ContainerState => ({
	terminated: { exitCode, reason, ...(message === undefined ? {} : { message }) },
});
const held = (reason: string, message?: string): V1ContainerState => ({
	waiting: { reason, ...(message === undefined ? {} : { message }) },
});
const condition = (type: string, status: string, reason?: string, message?: string): V1PodCondition => ({
	type,
	status,
	...(reason === undefined ? {} : { reason }),
	...(message === undefined ? {} : { message }),
});
const running: V1ContainerState = { running: {} };
const disrupted = (reason: string, message?: string) => [condition("DisruptionTarget", "True", reason, message)];

describe("what a pod's status says", () => {
	it.each<[string, V1Pod, string | null, number]>([
		["nothing yet", pod({}), "its node is getting it ready", Number.POSITIVE_INFINITY],
		["no node yet", { ...pod({ phase: "Pending" }), spec: { containers: [] } }, "it has no node yet", Number.POSITIVE_INFINITY],
		[
			"no node with room",
			{
				...pod({
					phase: "Pending",
					conditions: [condition("PodScheduled", "False", "Unschedulable", "0/3 nodes are available: 3 Insufficient memory.")],
				}),
				spec: { containers: [] },
			},
			"no node of the cluster has room for it (0/3 nodes are available: 3 Insufficient memory)",
			25_000,
		],
		[
			"being prepared",
			pod({ phase: "Pending", ...prepare(running) }),
			"its network is being tried and its folder is being prepared",
			Number.POSITIVE_INFINITY,
		],
		[
			"its image on the way",
			pod({ phase: "Pending", ...prepare(held("PodInitializing")) }),
			"its node is getting it ready",
			Number.POSITIVE_INFINITY,
		],
		[
			"a Secret that is not there yet",
			pod({
				phase: "Pending",
				...prepare(ended(0, "Completed")),
				...sandbox(held("CreateContainerConfigError", 'secret "test-a-1" not found')),
			}),
			'its node can\'t make its container: secret "test-a-1" not found',
			8_000,
		],
		[
			"running without an address",
			pod({ phase: "Running", ...sandbox(running) }),
			"its node is getting it ready",
			Number.POSITIVE_INFINITY,
		],
	])("waits: %s", (_what, given, because, forMs) => {
		expect(verdictOf(given, podLimits)).toEqual({ state: "waiting", because, forMs });
	});

	it.each<[string, V1Pod, string, number | null]>([
		[
			"ErrImagePull",
			pod({ phase: "Pending", ...prepare(held("ErrImagePull", "not found")) }),
			`its node can't get the image ${IMAGE} (not found): see SANDBOX_IMAGE`,
			null,
		],
		[
			"ImagePullBackOff",
			pod({ phase: "Pending", ...prepare(held("ImagePullBackOff", "Back-off pulling image")) }),
			`its node can't get the image ${IMAGE} (Back-off pulling image): see SANDBOX_IMAGE`,
			null,
		],
		[
			"ErrImageNeverPull",
			pod({ phase: "Pending", ...prepare(held("ErrImageNeverPull")) }),
			`its node can't get the image ${IMAGE}: see SANDBOX_IMAGE`,
			null,
		],
		[
			"InvalidImageName",
			pod({ phase: "Pending", ...prepare(held("InvalidImageName")) }),
			`${IMAGE} is not the name of an image: see SANDBOX_IMAGE`,
			null,
		],
		[
			"out of memory",
			pod({ phase: "Failed", ...prepare(ended(0)), ...sandbox(ended(137, "OOMKilled")) }),
			"it needed more memory than a sandbox may have (4000 MB)",
			137,
		],
		["killed", pod({ phase: "Failed", ...sandbox(ended(137)) }), "it was killed (exit code 137)", 137],
		["its exit code", pod({ phase: "Failed", ...sandbox(ended(7)) }), "it ended with exit code 7", 7],
		["an end of its own", pod({ phase: "Succeeded", ...sandbox(ended(0, "Completed")) }), "it ended with exit code 0", 0],
		["ended, with a phase that comes later", pod({ phase: "Running", ...sandbox(ended(1)) }), "it ended with exit code 1", 1],
		["a preparation that failed", pod({ phase: "Pending", ...prepare(ended(1)) }), "what prepares it ended with exit code 1", 1],
		[
			"a program that can't be run",
			pod({ phase: "Failed", ...sandbox(ended(128, "StartError", "exec: node: not found")) }),
			"its node could not run it: exec: node: not found",
			128,
		],
		[
			"too much on the disk",
			pod({ phase: "Failed", reason: "Evicted", message: 'Usage of EmptyDir volume "folder" exceeds the limit "2G". ' }),
			"it needed more disk than a sandbox may have (2000 MB)",
			null,
		],
		[
			"a node short of memory",
			pod({ phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory." }),
			"its node put it out: The node was low on resource: memory",
			null,
		],
		[
			"evicted, whatever its container says",
			pod({ phase: "Failed", reason: "Evicted", message: "Pod was low.", ...sandbox(ended(137)) }),
			"its node put it out: Pod was low",
			null,
		],
		[
			"a node without room after all",
			pod({ phase: "Failed", reason: "OutOfcpu" }),
			"its node had no room for it after all (OutOfcpu)",
			null,
		],
		[
			"a node that was shut down",
			pod({ phase: "Failed", reason: "Terminated", message: "Pod was terminated in response to imminent node shutdown." }),
			"its node was shut down",
			null,
		],
		["something that failed otherwise", pod({ phase: "Failed", message: "Who knows." }), "it failed: Who knows", null],
		[
			"preempted by the scheduler",
			pod({ phase: "Running", conditions: disrupted("PreemptionByScheduler"), ...sandbox(running, true) }, true),
			"it had to make room for something more important",
			null,
		],
		[
			"evicted by somebody",
			pod({ phase: "Running", conditions: disrupted("EvictionByEvictionAPI") }, true),
			"its node is being emptied",
			null,
		],
		[
			"a taint",
			pod({ phase: "Running", conditions: disrupted("DeletionByTaintManager") }, true),
			"its node node-7 may not be used any more, or no longer answers",
			null,
		],
		["a node that is gone", pod({ phase: "Failed", conditions: disrupted("DeletionByPodGC") }), "its node node-7 is gone", null],
		[
			"a node that put it out",
			pod({ phase: "Failed", conditions: disrupted("TerminationByKubelet", "The node was low on resource: pids.") }),
			"its node put it out: The node was low on resource: pids",
			null,
		],
		[
			"deleted by somebody",
			pod({ phase: "Running", ...sandbox(running, true), podIP: "10.1.2.3" }, true),
			"it was deleted in the cluster",
			null,
		],
		["a lost node, long ago", pod({ phase: "Running", reason: "NodeLost" }, true), "its node node-7 no longer answers", null],
	])("is over: %s", (_what, given, reason, exitCode) => {
		expect(verdictOf(given, podLimits)).toEqual({ state: "over", reason, exitCode, open: false });
	});

	it.each([
		["before the sandbox", prepare(ended(78))],
		["in the sandbox", { ...prepare(ended(0)), ...sandbox(ended(78)) }],
	])("is over, and open: a way out was found %s", (_where, status) => {
		expect(verdictOf(pod({ phase: "Failed", ...status }), podLimits)).toMatchObject({ state: "over", exitCode: 78, open: true });
	});

	it("is up: with its address, and whether the node has seen it listen", () => {
		const up = {
			phase: "Running",
			podIP: "10.1.2.3",
			conditions: [condition("Ready", "False"), condition("ContainersReady", "False")],
		};
		expect(verdictOf(pod({ ...up, ...sandbox(running) }), podLimits)).toEqual({
			state: "up",
			address: "10.1.2.3",
			ready: false,
			nodeLost: null,
		});
		expect(verdictOf(pod({ ...up, ...sandbox(running, true) }), podLimits)).toMatchObject({ ready: true });
	});

	it.each([
		["the cluster does not know any more", [condition("Ready", "Unknown")], "Running"],
		[
			"only the pod's own readiness was taken back",
			[condition("Ready", "False"), condition("ContainersReady", "True")],
			"Running",
		],
		["its phase is unknown", [], "Unknown"],
	])("is up on a node that may be lost: %s", (_what, conditions, phase) => {
		const given = pod({ phase, podIP: "10.1.2.3", conditions, ...sandbox(running, true) });
		expect(verdictOf(given, podLimits)).toMatchObject({ state: "up", nodeLost: "its node node-7 no longer answers" });
	});
});
