import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { V1Job } from "@kubernetes/client-node";
import type { JobCluster, JobPod, JobStatus } from "../cluster.ts";

const ROOT = resolve(import.meta.dirname, "../../../../../..");

interface Running {
	job: V1Job;
	env: Record<string, string>;
	status: JobStatus;
	pods: JobPod[];
	child: ChildProcess | null;
	said: string;
	ended: Promise<void>;
}

/** A cluster of one machine: each Job's program is an ordinary process, tried again as a Job's controller would. */
export interface ProcessCluster extends JobCluster {
	/** Where the program finds the studio. */
	url: string;
	readonly jobs: ReadonlyMap<string, Running>;
	/** Ends the pod of a Job as a drained node does; it is made anew. */
	evict(name: string): Promise<void>;
	close(): Promise<void>;
}

export function processCluster(): ProcessCluster {
	const jobs = new Map<string, Running>();

	async function run(one: Running): Promise<void> {
		const dir = await mkdtemp(join(tmpdir(), "storydream-job-"));
		const { PATH = "", HOME = "", BROWSER_EXECUTABLE = "" } = process.env;
		const child = spawn(process.execPath, [join(ROOT, "packages/sandbox/src/export-job.ts")], {
			env: {
				PATH,
				HOME,
				BROWSER_EXECUTABLE,
				...one.env,
				SANDBOX_DIR: dir,
				TMPDIR: dir,
				TEMPLATE_DIR: join(ROOT, "packages/template"),
				NODE_MODULES_DIR: join(ROOT, "node_modules"),
				EGRESS: "unchecked",
			},
			stdio: ["ignore", "pipe", "pipe"],
		});
		one.child = child;
		one.status.active = 1;
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (one.said += chunk.toString()));
		await once(child, "exit");
		one.child = null;
		one.status.active = 0;
		await rm(dir, { recursive: true, force: true, maxRetries: 5 });
	}

	async function control(one: Running): Promise<void> {
		const { backoffLimit = 0 } = one.job.spec ?? {};
		for (;;) {
			let code: number | null = null;
			await Promise.all([
				run(one),
				(async () => {
					while (one.child === null) await new Promise((done) => setImmediate(done));
					[code] = await once(one.child, "exit");
				})(),
			]);
			if (one.status.deleting) return;
			if (code === 0) {
				one.status.conditions.push({ type: "Complete", status: "True", reason: "", message: "" });
				return;
			}
			// Ended from outside: that does not count.
			if (code === 143) continue;
			one.status.failed += 1;
			one.pods.push(failedPod(code ?? 137, one.said));
			const final = code === 77 || code === 78;
			if (final || one.status.failed > backoffLimit) {
				const reason = final ? "PodFailurePolicy" : "BackoffLimitExceeded";
				one.status.conditions.push({ type: "Failed", status: "True", reason, message: "" });
				return;
			}
		}
	}

	const cluster: ProcessCluster = {
		url: "",
		jobs,
		async checkClosed() {},
		studioUrl: async () => cluster.url,
		read: async (name) => jobs.get(name)?.status ?? null,
		pods: async (name) => jobs.get(name)?.pods ?? [],
		async create(job, { token = "" }) {
			const name = job.metadata?.name ?? "";
			if (jobs.has(name)) return;
			const entries = (job.spec?.template.spec?.containers[0]?.env ?? []).map((one) => [one.name, one.value ?? token]);
			const one: Running = {
				job,
				env: Object.fromEntries(entries),
				status: { deleting: false, createdAt: new Date(), active: 0, failed: 0, conditions: [] },
				pods: [],
				child: null,
				said: "",
				ended: Promise.resolve(),
			};
			jobs.set(name, one);
			one.ended = control(one);
		},
		async remove(name) {
			const one = jobs.get(name);
			if (!one) return;
			one.status.deleting = true;
			one.child?.kill("SIGTERM");
			await one.ended;
			jobs.delete(name);
		},
		async evict(name) {
			const child = jobs.get(name)?.child;
			if (!child) return;
			const gone = once(child, "exit");
			child.kill("SIGTERM");
			await gone;
		},
		async close() {
			await Promise.all([...jobs.keys()].map((name) => cluster.remove(name)));
		},
	};
	return cluster;
}

function failedPod(exitCode: number, message: string): JobPod {
	return {
		name: "pod",
		createdAt: new Date(),
		phase: "Failed",
		reason: "",
		message: "",
		conditions: [],
		waiting: null,
		terminated: { reason: "Error", message: message.slice(-500), exitCode },
	};
}
