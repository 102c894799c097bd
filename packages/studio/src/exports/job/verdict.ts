import { StoryDreamError } from "@storydream/protocol";
import type { JobPod, JobStatus } from "./cluster.ts";
import { DEADLINE_S, EXIT } from "./manifest.ts";

/** How it goes with a Job. `stillThere`: it would go on trying, and has to be ended. */
export type Verdict = { is: "going" } | { is: "complete" } | { is: "failed"; stillThere: boolean; error: StoryDreamError };

/** What a cluster may need to find or make a node. */
const UNSCHEDULABLE_MS = 5 * 60_000;
/** What a container may need to get what it is made of. */
const CREATING_MS = 60_000;
const NO_IMAGE = new Set(["ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError"]);
const NOT_CREATED = new Set(["CreateContainerConfigError", "CreateContainerError", "RunContainerError"]);

/** Judges by what the cluster says now. @param now in ms since 1970 */
export function verdictOf(job: JobStatus, pods: readonly JobPod[], now: number): Verdict {
	if (has(job.conditions, "Complete")) return { is: "complete" };
	const failed = has(job.conditions, "Failed");
	if (failed) return { is: "failed", stillThere: false, error: whyFailed(failed, pods) };
	const stuck = newestOf(pods.filter((pod) => pod.phase === "Pending"));
	const error = stuck === null ? noPod(job, pods, now) : whyStuck(stuck, now);
	return error === null ? { is: "going" } : { is: "failed", stillThere: true, error };
}

/** Words for a pod that does not start; null while it still may. */
function whyStuck(pod: JobPod, now: number): StoryDreamError | null {
	const age = pod.createdAt === null ? 0 : now - pod.createdAt.getTime();
	const { waiting } = pod;
	if (waiting !== null && NO_IMAGE.has(waiting.reason)) {
		return new StoryDreamError("export_failed", "The image that exports run in could not be fetched by the cluster.", {
			hint: "Whoever runs the studio checks SANDBOX_IMAGE and the cluster's right to pull it.",
			cause: waiting.message,
		});
	}
	if (waiting !== null && NOT_CREATED.has(waiting.reason) && age > CREATING_MS) {
		return new StoryDreamError("export_failed", `The cluster could not start the export's container: ${waiting.reason}.`, {
			hint: "Whoever runs the studio finds more in its log.",
			cause: waiting.message,
		});
	}
	const scheduled = pod.conditions.find(({ type }) => type === "PodScheduled");
	if (scheduled?.status === "False" && scheduled.reason === "Unschedulable" && age > UNSCHEDULABLE_MS) {
		return new StoryDreamError("export_failed", "The cluster has had no node with room for this export for five minutes.", {
			hint: "Export again later; whoever runs the studio may add nodes, or lower EXPORT_MEMORY and EXPORT_CPUS.",
			cause: scheduled.message,
		});
	}
	return null;
}

/** Words for a Job that never got a pod: a quota, or a rule of the cluster, refuses it. */
function noPod(job: JobStatus, pods: readonly JobPod[], now: number): StoryDreamError | null {
	const never = job.active === 0 && job.failed === 0 && pods.length === 0;
	if (!never || job.createdAt === null || now - job.createdAt.getTime() < UNSCHEDULABLE_MS) return null;
	return new StoryDreamError("export_failed", "The cluster has let no pod of this export start for five minutes.", {
		hint: "Whoever runs the studio looks at the namespace's quota and at the events of the Job.",
	});
}

function whyFailed({ reason, message }: { reason: string; message: string }, pods: readonly JobPod[]): StoryDreamError {
	const last = newestOf(pods.filter((pod) => pod.phase === "Failed"));
	const said = last?.terminated?.message || last?.message || message;
	if (reason === "DeadlineExceeded") {
		return new StoryDreamError("export_failed", `The export took longer than ${DEADLINE_S / 3600} hours.`, { cause: said });
	}
	const code = last?.terminated?.exitCode;
	if (last?.terminated?.reason === "OOMKilled" || code === EXIT.killed) {
		return new StoryDreamError("export_failed", "The film needed more memory than an export gets.", {
			hint: "Export a smaller size or a shorter range; whoever runs the studio may raise EXPORT_MEMORY.",
			cause: said,
		});
	}
	if (last?.reason === "Evicted" && /emptydir|ephemeral/i.test(last.message)) {
		return new StoryDreamError("storage_full", "The film needed more disk than an export gets.", {
			hint: "Export a smaller size or a shorter range; whoever runs the studio may raise EXPORT_DISK.",
			cause: said,
		});
	}
	if (code === EXIT.egress) {
		return new StoryDreamError("export_failed", "The export was not started: its network is not closed.", {
			hint: "Whoever runs the studio sees that the cluster enforces the NetworkPolicy storydream-sandboxes.",
			cause: said,
		});
	}
	if (code === EXIT.notKnown) {
		return new StoryDreamError("export_failed", "The export's job was not let in by the studio.", {
			hint: "Export again.",
			cause: said,
		});
	}
	return new StoryDreamError("export_failed", "The export's job failed again and again.", {
		hint: "Export again; if it happens twice, whoever runs the studio finds more in its log.",
		cause: said,
	});
}

function has(conditions: JobStatus["conditions"], type: string) {
	return conditions.find((one) => one.type === type && one.status === "True");
}

function newestOf(pods: readonly JobPod[]): JobPod | null {
	const at = (pod: JobPod) => pod.createdAt?.getTime() ?? 0;
	return pods.reduce<JobPod | null>((newest, pod) => (newest === null || at(pod) > at(newest) ? pod : newest), null);
}
