import type { V1Job } from "@kubernetes/client-node";
import {
	CONTAINER_WITHOUT_RIGHTS,
	NO_NAMES,
	POD_WITHOUT_RIGHTS,
	STAYS,
	type TolerationOption,
	tolerationsOf,
} from "../../kubernetes/index.ts";

/** What every export's Job is made with. */
export interface JobOptions {
	/** First part of every name. */
	install: string;
	namespace: string;
	/** The sandboxes' image: the program is in it. */
	image: string;
	imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
	limits: { memoryBytes: number; cpus: number; diskBytes: number };
	/** Secret with which the image is pulled. */
	imagePullSecret?: string;
	priorityClass?: string;
	runtimeClass?: string;
	nodeSelector?: Record<string, string>;
	tolerations?: TolerationOption[];
	/** Exports are made although they can reach out. For development only. */
	allowEgress: boolean;
}

export const ROLE = "export";
export const LABEL = {
	install: "storydream.dev/install",
	role: "storydream.dev/role",
	export: "storydream.dev/export",
} as const;

/** How the program says why it ended (`packages/sandbox/src/export-job/process.ts`) where another try would not help. */
export const EXIT = { notKnown: 77, egress: 78, killed: 137 } as const;

/** A film that takes longer is stopped by the cluster itself. */
export const DEADLINE_S = 6 * 60 * 60;
/** Tries besides the first that may fail by themselves; evictions do not count. */
const TRIES = 2;
/** A Job that has ended stays so long, to be looked at. */
const KEPT_S = 60 * 60;
/** In the pod. */
const FOLDER = "/sandbox";
const MIB = 1024 * 1024;
const TMP_BYTES = 512 * MIB;
const SHARED_MEMORY_BYTES = 256 * MIB;

export function jobName(install: string, exportId: string): string {
	return `${install}-export-${exportId}`;
}

/** The Job of one export. Its token is in the Secret of its name, under `token`. */
export function jobOf(exportId: string, studioUrl: string, options: JobOptions): V1Job {
	const name = jobName(options.install, exportId);
	const labels = { [LABEL.install]: options.install, [LABEL.role]: ROLE, [LABEL.export]: exportId };
	const { memoryBytes, cpus, diskBytes } = options.limits;
	const resources = {
		memory: String(memoryBytes),
		cpu: String(cpus),
		// The folder, what programs put into /tmp, and the log.
		"ephemeral-storage": String(diskBytes + TMP_BYTES + 64 * MIB),
	};
	const env = {
		LANG: "C.UTF-8",
		HOME: "/tmp",
		TMPDIR: "/tmp",
		SANDBOX_DIR: FOLDER,
		STUDIO_URL: studioUrl,
		EXPORT_ID: exportId,
		EGRESS: options.allowEgress ? "allowed" : "closed",
	};
	return {
		apiVersion: "batch/v1",
		kind: "Job",
		metadata: { name, namespace: options.namespace, labels },
		spec: {
			backoffLimit: TRIES,
			activeDeadlineSeconds: DEADLINE_S,
			ttlSecondsAfterFinished: KEPT_S,
			// Two pods at once would make the film twice.
			parallelism: 1,
			completions: 1,
			podReplacementPolicy: "Failed",
			podFailurePolicy: {
				rules: [
					// Moved by the cluster (eviction, preemption, a drained node): made again, and not counted.
					{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] },
					// Nothing of these gets better by another try.
					{ action: "FailJob", onExitCodes: { containerName: ROLE, operator: "In", values: Object.values(EXIT) } },
				],
			},
			template: {
				metadata: { labels, annotations: STAYS },
				spec: {
					restartPolicy: "Never",
					automountServiceAccountToken: false,
					enableServiceLinks: false,
					// What it needs it knows by address.
					...NO_NAMES,
					terminationGracePeriodSeconds: 5,
					...(options.imagePullSecret === undefined ? {} : { imagePullSecrets: [{ name: options.imagePullSecret }] }),
					...(options.priorityClass === undefined ? {} : { priorityClassName: options.priorityClass }),
					...(options.runtimeClass === undefined ? {} : { runtimeClassName: options.runtimeClass }),
					...(options.nodeSelector === undefined ? {} : { nodeSelector: options.nodeSelector }),
					tolerations: tolerationsOf(options.tolerations ?? []),
					securityContext: POD_WITHOUT_RIGHTS,
					containers: [
						{
							name: ROLE,
							image: options.image,
							...(options.imagePullPolicy === undefined ? {} : { imagePullPolicy: options.imagePullPolicy }),
							args: ["node", "/app/packages/sandbox/src/export-job.ts"],
							env: [
								...Object.entries(env).map(([key, value]) => ({ name: key, value })),
								{ name: "EXPORT_TOKEN", valueFrom: { secretKeyRef: { name, key: "token" } } },
							],
							resources: { limits: resources, requests: resources },
							// The last it said is in the pod's status, for the studio's log.
							terminationMessagePolicy: "FallbackToLogsOnError",
							securityContext: CONTAINER_WITHOUT_RIGHTS,
							volumeMounts: [
								{ name: "work", mountPath: FOLDER },
								{ name: "tmp", mountPath: "/tmp" },
								{ name: "shared-memory", mountPath: "/dev/shm" },
							],
						},
					],
					volumes: [
						{ name: "work", emptyDir: { sizeLimit: String(diskBytes) } },
						{ name: "tmp", emptyDir: { sizeLimit: String(TMP_BYTES) } },
						{ name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: String(SHARED_MEMORY_BYTES) } },
					],
				},
			},
		},
	};
}
