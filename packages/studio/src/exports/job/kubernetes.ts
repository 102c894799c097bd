import { PatchStrategy, setHeaderOptions, type V1Job, type V1Pod } from "@kubernetes/client-node";
import { StoryDreamError } from "@storydream/protocol";
import { gapOf, type KubernetesClient, refusalOf, serviceAddress, statusOf } from "../../kubernetes/index.ts";
import type { JobCluster, JobPod, JobStatus } from "./cluster.ts";
import { LABEL, ROLE } from "./manifest.ts";

/** Of the studio, where its Service does not say. */
const INTERNAL_PORT = 8081;

export interface KubernetesJobsOptions {
	/** First part of every name, and a label of every Job. */
	install: string;
	/** NetworkPolicy that closes the network of jobs. */
	policy: string;
	/** Service of the studio's internal port, and its namespace. */
	service: string;
	studioNamespace: string;
	/** The internal port as pods reach it; null: the address of the Service. */
	studioUrl: string | null;
	allowEgress: boolean;
}

/** Jobs of a real cluster, asked through its API. */
export function kubernetesJobs(client: KubernetesClient, options: KubernetesJobsOptions): JobCluster {
	const { core, batch, networking, namespace } = client;

	async function read(name: string): Promise<V1Job | null> {
		return orNull(batch.readNamespacedJob({ name, namespace }));
	}

	return {
		async checkClosed() {
			if (options.allowEgress) return;
			const policy = await orNull(networking.readNamespacedNetworkPolicy({ name: options.policy, namespace }));
			const labels = { [LABEL.install]: options.install, [LABEL.role]: ROLE };
			const gap = policy === null ? "is not there" : gapOf(policy, labels, "exports");
			if (gap === null) return;
			throw new StoryDreamError("export_failed", `The NetworkPolicy ${options.policy} ${gap}: no export is started without it.`, {
				hint: "Whoever runs the studio applies deploy/kubernetes.",
			});
		},
		async studioUrl() {
			if (options.studioUrl !== null) return options.studioUrl;
			const service = await orNull(core.readNamespacedService({ name: options.service, namespace: options.studioNamespace }));
			const address = serviceAddress(service, INTERNAL_PORT);
			if (address === null) {
				throw new StoryDreamError("export_failed", `The cluster has no Service ${options.service} with an address of its own.`, {
					hint: "Whoever runs the studio applies deploy/kubernetes, or sets GATEWAY_URL.",
				});
			}
			return address;
		},
		async read(name) {
			const job = await read(name);
			return job === null ? null : toStatus(job);
		},
		async pods(name) {
			const { items } = await core.listNamespacedPod({ namespace, labelSelector: `batch.kubernetes.io/job-name=${name}` });
			return items.map(toPod);
		},
		async create(job, texts) {
			const name = job.metadata?.name ?? "";
			const labels = job.metadata?.labels ?? {};
			const entries = Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString("base64")]);
			const data = Object.fromEntries(entries);
			const secret = { apiVersion: "v1", kind: "Secret", type: "Opaque", metadata: { name, namespace, labels }, data };
			// First: a pod that finds no Secret would wait for it in words that are an error's.
			if (!(await made(core.createNamespacedSecret({ namespace, body: secret })))) {
				await patchSecret(name, { data });
			}
			let uid: string | undefined;
			try {
				const there = await made(batch.createNamespacedJob({ namespace, body: job }));
				uid = (there || (await read(name)))?.metadata?.uid;
			} catch (error) {
				const status = statusOf(error);
				if (status === null || status >= 500 || status === 429) throw error;
				throw new StoryDreamError("export_failed", "The cluster refused the export's Job.", {
					hint: "Whoever runs the studio finds the reason in its log.",
					cause: refusalOf(error) ?? error,
				});
			}
			if (uid === undefined) return;
			const owner = { apiVersion: "batch/v1", kind: "Job", name, uid };
			await patchSecret(name, { metadata: { ownerReferences: [owner] } });
		},
		async remove(name) {
			// The Secret would go with the Job; one whose Job was never made has no owner.
			await orNull(batch.deleteNamespacedJob({ name, namespace, propagationPolicy: "Background" }));
			await orNull(core.deleteNamespacedSecret({ name, namespace }));
		},
	};

	async function patchSecret(name: string, body: object): Promise<void> {
		await orNull(
			core.patchNamespacedSecret({ name, namespace, body }, setHeaderOptions("Content-Type", PatchStrategy.MergePatch)),
		);
	}
}

/** False: it is there already. */
async function made<T>(creation: Promise<T>): Promise<T | false> {
	try {
		return await creation;
	} catch (error) {
		if (statusOf(error) === 409) return false;
		throw error;
	}
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
	try {
		return await answer;
	} catch (error) {
		if (statusOf(error) === 404) return null;
		throw error;
	}
}

function toStatus({ metadata, status }: V1Job): JobStatus {
	return {
		deleting: metadata?.deletionTimestamp !== undefined,
		createdAt: metadata?.creationTimestamp ?? null,
		active: status?.active ?? 0,
		failed: status?.failed ?? 0,
		conditions: (status?.conditions ?? []).map(toCondition),
	};
}

function toPod({ metadata, status }: V1Pod): JobPod {
	const state = status?.containerStatuses?.[0]?.state;
	const { waiting, terminated } = state ?? {};
	return {
		name: metadata?.name ?? "",
		createdAt: metadata?.creationTimestamp ?? null,
		phase: status?.phase ?? "Pending",
		reason: status?.reason ?? "",
		message: status?.message ?? "",
		conditions: (status?.conditions ?? []).map(toCondition),
		waiting: waiting === undefined ? null : { reason: waiting.reason ?? "", message: waiting.message ?? "" },
		terminated:
			terminated === undefined
				? null
				: { reason: terminated.reason ?? "", message: terminated.message ?? "", exitCode: terminated.exitCode },
	};
}

function toCondition(condition: { type: string; status: string; reason?: string; message?: string }) {
	const { type, status, reason = "", message = "" } = condition;
	return { type, status, reason, message };
}
