import { describe, expect, it } from "vitest";
import type { JobPod, JobStatus } from "./cluster.ts";
import { verdictOf } from "./verdict.ts";

const NOW = Date.UTC(2026, 0, 1);
const before = (seconds: number) => new Date(NOW - seconds * 1000);
const going: JobStatus = { deleting: false, createdAt: before(10), active: 1, failed: 0, conditions: [] };
const failed = (reason: string): JobStatus => ({
	...going,
	active: 0,
	conditions: [{ type: "Failed", status: "True", reason, message: "said by the Job" }],
});
const pod = (fields: Partial<JobPod> = {}): JobPod => ({
	name: "pod",
	createdAt: before(10),
	phase: "Pending",
	reason: "",
	message: "",
	conditions: [],
	waiting: null,
	terminated: null,
	...fields,
});
const ended = (exitCode: number, reason = "Error", message = "") =>
	pod({ phase: "Failed", terminated: { exitCode, reason, message } });
const unschedulable = [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/3 nodes are available" }];
const waiting = (reason: string) => ({ waiting: { reason, message: "said by the kubelet" } });

describe("what is said of a Job", () => {
	it.each<[string, JobStatus, JobPod[], RegExp | null]>([
		["runs", going, [pod({ phase: "Running" })], null],
		["is still being created", going, [pod(waiting("ContainerCreating"))], null],
		["tries its image for the first time", going, [pod(waiting("ErrImagePull"))], null],
		["can't get its image", going, [pod(waiting("ImagePullBackOff"))], /image .* could not be fetched/],
		["names an image that can't be one", going, [pod(waiting("InvalidImageName"))], /image .* could not be fetched/],
		["waits for a container for a moment", going, [pod(waiting("CreateContainerConfigError"))], null],
		[
			"waits for a container for long",
			going,
			[pod({ ...waiting("CreateContainerConfigError"), createdAt: before(90) })],
			/could not start the export's container: CreateContainerConfigError/,
		],
		["waits for a node for a minute", going, [pod({ conditions: unschedulable, createdAt: before(60) })], null],
		["waits for a node for long", going, [pod({ conditions: unschedulable, createdAt: before(400) })], /no node with room/],
		["got no pod yet", { ...going, active: 0 }, [], null],
		["never gets a pod", { ...going, active: 0, createdAt: before(400) }, [], /let no pod of this export start/],
		["had a pod before", { ...going, active: 0, failed: 1, createdAt: before(400) }, [ended(1)], null],
		["needed too much memory", failed("PodFailurePolicy"), [ended(137, "OOMKilled")], /more memory .*/],
		["needed too much disk", failed("BackoffLimitExceeded"), [evicted("Usage of EmptyDir volume exceeds")], /more disk/],
		["has a way out", failed("PodFailurePolicy"), [ended(78)], /its network is not closed/],
		["is not known", failed("PodFailurePolicy"), [ended(77)], /was not let in/],
		["took too long", failed("DeadlineExceeded"), [], /longer than 6 hours/],
		["fails whatever is done", failed("BackoffLimitExceeded"), [ended(1), ended(1)], /failed again and again/],
	])("that %s", (_what, job, pods, sentence) => {
		const verdict = verdictOf(job, pods, NOW);
		if (sentence === null) expect(verdict).toEqual({ is: "going" });
		else if (verdict.is !== "failed") expect.fail(`it is ${verdict.is}`);
		else {
			expect(verdict.error.message).toMatch(sentence);
			expect(verdict.error.hint).not.toBe("");
			// One that would go on trying has to be ended.
			expect(verdict.stillThere).toBe(job.conditions.length === 0);
		}
	});

	it("keeps what the last pod said, for the log", () => {
		const verdict = verdictOf(failed("BackoffLimitExceeded"), [ended(1, "Error", "the last line of its log")], NOW);
		expect(verdict).toMatchObject({ is: "failed", error: { cause: "the last line of its log" } });
	});

	it("is that it is complete when it is", () => {
		const conditions = [{ type: "Complete", status: "True", reason: "", message: "" }];
		expect(verdictOf({ ...going, conditions }, [], NOW)).toEqual({ is: "complete" });
	});
});

function evicted(message: string): JobPod {
	return pod({ phase: "Failed", reason: "Evicted", message });
}
