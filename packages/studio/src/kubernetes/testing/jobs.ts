import { z } from "zod";
import { resourceOf } from "./api-server.ts";
import type { KubernetesObject } from "./objects.ts";
import { isRecord } from "./patches.ts";
import type { ObjectStore } from "./store.ts";

const Condition = z.looseObject({ type: z.string(), status: z.string() });
const FailureRule = z.looseObject({
	action: z.enum(["Ignore", "FailJob", "Count", "FailIndex"]),
	onExitCodes: z
		.looseObject({ containerName: z.string().optional(), operator: z.enum(["In", "NotIn"]), values: z.array(z.number()) })
		.optional(),
	onPodConditions: z.array(Condition).optional(),
});
const JobSpec = z.looseObject({
	backoffLimit: z.number().default(6),
	activeDeadlineSeconds: z.number().optional(),
	ttlSecondsAfterFinished: z.number().optional(),
	podFailurePolicy: z.looseObject({ rules: z.array(FailureRule) }).optional(),
	template: z.looseObject({
		metadata: z.looseObject({ labels: z.record(z.string(), z.string()).optional() }).optional(),
		spec: z.looseObject({}),
	}),
});
const PodStatus = z.looseObject({
	phase: z.string().optional(),
	conditions: z.array(Condition).default([]),
	containerStatuses: z
		.array(
			z.looseObject({
				name: z.string(),
				state: z.looseObject({ terminated: z.looseObject({ exitCode: z.number() }).optional() }).optional(),
			}),
		)
		.default([]),
});

/**
 * The controller of Jobs: one pod at a time, again after a failure that counts, up to `backoffLimit`; rules of a
 * `podFailurePolicy`; deadline; removal after `ttlSecondsAfterFinished`. Parallel and indexed Jobs are not here, nor the
 * finalizer with which a real cluster counts ended pods.
 * @param create makes a pod as the API would, with its checks; rejects when it refuses
 */
export function runJobs(
	store: ObjectStore,
	create: (namespace: string, pod: object) => Promise<unknown>,
	backoffMs: number,
): { close(): void } {
	const jobs = resourceOf("jobs");
	const pods = resourceOf("pods");
	const timers = new Set<NodeJS.Timeout>();
	const started = new Map<string, number>();
	/** Jobs whose next pod is on its way. */
	const making = new Set<string>();
	let closed = false;

	function later(ms: number, work: () => void): void {
		const timer = setTimeout(() => {
			timers.delete(timer);
			if (!closed) work();
		}, ms);
		timers.add(timer);
	}

	function podsOf({ metadata }: KubernetesObject): KubernetesObject[] {
		return store
			.list(pods, metadata.namespace ?? "")
			.filter((pod) => pod.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid));
	}

	function setStatus(job: KubernetesObject, status: Record<string, unknown>): void {
		const { namespace = "", name, uid } = job.metadata;
		const now = store.find(jobs, namespace, name);
		if (now?.metadata.uid !== uid) return;
		store.replace(jobs, namespace, name, { ...now, status: { ...now.status, ...status } }, { status: true });
	}

	function finish(job: KubernetesObject, type: "Complete" | "Failed", reason: string, message: string, counts: object): void {
		const at = new Date().toISOString().replace(/\.\d+/, "");
		const conditions = [{ type, status: "True", reason, message, lastProbeTime: at, lastTransitionTime: at }];
		setStatus(job, { ...counts, active: 0, conditions, ...(type === "Complete" ? { completionTime: at } : {}) });
		const { namespace = "", name, uid } = job.metadata;
		for (const pod of podsOf(job)) {
			if (!isOver(pod)) store.delete(pods, namespace, pod.metadata.name);
		}
		const seconds = JobSpec.parse(job.spec).ttlSecondsAfterFinished;
		if (seconds === undefined) return;
		later(seconds * 1000, () => {
			if (store.find(jobs, namespace, name)?.metadata.uid === uid) store.delete(jobs, namespace, name);
		});
	}

	function look(job: KubernetesObject): void {
		const { namespace = "", name, uid } = job.metadata;
		if (closed || job.metadata.deletionTimestamp || isFinished(job)) return;
		const spec = JobSpec.parse(job.spec);
		if (!started.has(uid)) {
			started.set(uid, Date.now());
			setStatus(job, { startTime: new Date().toISOString().replace(/\.\d+/, "") });
			if (spec.activeDeadlineSeconds !== undefined) {
				later(spec.activeDeadlineSeconds * 1000, () => {
					const now = store.find(jobs, namespace, name);
					if (now?.metadata.uid === uid && !isFinished(now)) {
						finish(now, "Failed", "DeadlineExceeded", "Job was active longer than specified deadline", {});
					}
				});
			}
			return;
		}
		const mine = podsOf(job);
		const ended = mine.filter(isOver).map((pod) => ({ pod, verdict: verdictOf(pod, spec) }));
		const active = mine.length - ended.length;
		const failed = ended.filter(({ verdict }) => verdict === "Count" || verdict === "FailJob").length;
		const succeeded = ended.filter(({ verdict }) => verdict === "succeeded").length;
		if (succeeded > 0) {
			finish(job, "Complete", "CompletionsReached", "Reached expected number of succeeded pods", { succeeded, failed });
			return;
		}
		if (ended.some(({ verdict }) => verdict === "FailJob")) {
			finish(job, "Failed", "PodFailurePolicy", "Container failed with an exit code matching the FailJob rule", {
				failed,
			});
			return;
		}
		if (failed > spec.backoffLimit) {
			finish(job, "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit", { failed });
			return;
		}
		if (job.status?.active !== active || job.status?.failed !== failed) setStatus(job, { active, failed });
		if (active > 0 || making.has(uid)) return;
		making.add(uid);
		later(ended.length === 0 ? 0 : backoffMs, () => {
			const labels = {
				...spec.template.metadata?.labels,
				"batch.kubernetes.io/job-name": name,
				"batch.kubernetes.io/controller-uid": uid,
				"job-name": name,
				"controller-uid": uid,
			};
			const owner = { apiVersion: "batch/v1", kind: "Job", name, uid, controller: true, blockOwnerDeletion: true };
			const pod = {
				metadata: { ...spec.template.metadata, generateName: `${name.slice(0, 57)}-`, labels, ownerReferences: [owner] },
				spec: spec.template.spec,
			};
			create(namespace, pod)
				.catch(() => later(backoffMs * 5, () => again(job)))
				.finally(() => making.delete(uid));
		});
	}

	function again({ metadata }: KubernetesObject): void {
		const now = store.find(jobs, metadata.namespace ?? "", metadata.name);
		if (now?.metadata.uid === metadata.uid) look(now);
	}

	const deaf = store.listen(({ type, resource, object }) => {
		if (resource === jobs && type !== "DELETED") later(0, () => again(object));
		if (resource !== pods) return;
		const owner = object.metadata.ownerReferences?.find(({ kind }) => kind === "Job");
		const job = owner && store.find(jobs, object.metadata.namespace ?? "", owner.name);
		if (job) later(0, () => again(job));
	});
	return {
		close() {
			closed = true;
			deaf();
			for (const timer of timers) clearTimeout(timer);
		},
	};
}

function isOver(pod: KubernetesObject): boolean {
	return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
}

function isFinished(job: KubernetesObject): boolean {
	const conditions = Array.isArray(job.status?.conditions) ? job.status.conditions.filter(isRecord) : [];
	return conditions.some(({ type, status }) => (type === "Complete" || type === "Failed") && status === "True");
}

function verdictOf(pod: KubernetesObject, spec: z.infer<typeof JobSpec>): "succeeded" | "Count" | "Ignore" | "FailJob" {
	const status = PodStatus.parse(pod.status ?? {});
	if (status.phase === "Succeeded") return "succeeded";
	for (const { action, onExitCodes, onPodConditions } of spec.podFailurePolicy?.rules ?? []) {
		const byCondition = onPodConditions?.some((wanted) =>
			status.conditions.some((condition) => condition.type === wanted.type && condition.status === wanted.status),
		);
		const byCode = status.containerStatuses.some(({ name, state }) => {
			const code = state?.terminated?.exitCode;
			if (onExitCodes === undefined || code === undefined || code === 0) return false;
			if (onExitCodes.containerName !== undefined && onExitCodes.containerName !== name) return false;
			return onExitCodes.values.includes(code) === (onExitCodes.operator === "In");
		});
		if (byCondition || byCode) return action === "Ignore" || action === "FailJob" ? action : "Count";
	}
	return "Count";
}
