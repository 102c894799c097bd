import { createHash } from "node:crypto";
import { KubeConfig } from "@kubernetes/client-node";
import type { Export, Project } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connectKubernetes } from "../../kubernetes/index.ts";
import { type Cluster, STUDIO_NAMESPACE, startCluster, usualObjects } from "../../kubernetes/testing/cluster.ts";
import { kubernetesJobs } from "./kubernetes.ts";
import { jobName } from "./manifest.ts";
import { JOB_OPTIONS, startJobRig } from "./testing/rig.ts";

const FILM = Buffer.from("a film of some bytes");
const SOON = { timeout: 20_000, interval: 20 };

let cluster: Cluster;
let rig: Awaited<ReturnType<typeof startJobRig>>;
let project: Project;

beforeEach(async () => {
	cluster = await startCluster({ namespace: JOB_OPTIONS.namespace });
	const config = new KubeConfig();
	config.loadFromFile(cluster.kubeconfig);
	const client = connectKubernetes({ config, namespace: cluster.namespace, requestMs: 2_000 });
	const where = {
		install: JOB_OPTIONS.install,
		policy: "storydream-sandboxes",
		service: "storydream-internal",
		studioNamespace: STUDIO_NAMESPACE,
		studioUrl: null,
		allowEgress: false,
	};
	rig = await startJobRig({ cluster: Object.assign(kubernetesJobs(client, where), { url: "" }) });
	project = await rig.studio.project({ name: "Film" });
});
afterEach(async () => {
	await rig.internal.close();
	await rig.studio.close();
	expect(cluster.complaints).toEqual([]);
	await cluster.close();
});

async function start(): Promise<Export> {
	return (await rig.studio.json<Export>(`/api/projects/${project.id}/exports`, { method: "POST", send: {} })).body;
}
const get = async (id: string) => (await rig.studio.json<Export>(`/api/exports/${id}`)).body;
const reaches = (id: string, state: Export["state"]) => vi.waitFor(async () => expect((await get(id)).state).toBe(state), SOON);
const nameOf = (id: string) => jobName(JOB_OPTIONS.install, id);

/** An object of the cluster, as the cluster's own parts see it; null when there is none. */
async function look(path: string): Promise<Record<string, unknown> | null> {
	const answer = await fetch(`${cluster.url}${path}`, { headers: { authorization: `Bearer ${cluster.systemToken}` } });
	if (answer.status === 404) return null;
	// What a test expects to come back, at the border of a test.
	return (await answer.json()) as Record<string, unknown>;
}
const jobAt = (id: string) => look(`/apis/batch/v1/namespaces/${cluster.namespace}/jobs/${nameOf(id)}`);
const secretAt = (id: string) => look(`/api/v1/namespaces/${cluster.namespace}/secrets/${nameOf(id)}`);

/** The newest pod of an export that has not ended. */
function podOf(id: string): Promise<string> {
	return vi.waitFor(() => {
		const isOf = (labels: Record<string, string> = {}) => labels["storydream.dev/export"] === id;
		const found = cluster
			.pods()
			.filter(({ metadata, status }) => isOf(metadata.labels) && !/Failed|Succeeded/.test(String(status?.phase)));
		const name = found.at(-1)?.metadata.name;
		if (name === undefined) throw new Error("there is no pod yet");
		return name;
	}, SOON);
}

async function tokenOf(id: string): Promise<string> {
	const data = ((await secretAt(id))?.data ?? {}) as Record<string, string>;
	return Buffer.from(data.token ?? "", "base64").toString();
}

/** Does what the program in the pod does. */
async function tell(id: string, method: "POST" | "PUT", path: string, body: Buffer | object, shown?: string): Promise<number> {
	const token = shown ?? (await tokenOf(id));
	const isFilm = Buffer.isBuffer(body);
	const answer = await fetch(`${rig.internal.url}/jobs/${id}/${path}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			"content-type": isFilm ? "application/octet-stream" : "application/json",
			...(isFilm ? { "x-film-sha256": createHash("sha256").update(body).digest("hex") } : {}),
		},
		body: isFilm ? new Uint8Array(body) : JSON.stringify(body),
	});
	return answer.status;
}

async function finish(id: string): Promise<void> {
	const pod = await podOf(id);
	cluster.runPod(pod);
	expect(await tell(id, "PUT", "film", FILM)).toBe(200);
	cluster.endPod(pod, { exitCode: 0 });
	await reaches(id, "done");
}

const step = { state: "rendering", framesDone: 3, framesTotal: 9, width: 100, height: 50 };

describe("an export in a cluster", () => {
	test("is a Job with a Secret of its own, tells its progress, and is done when its film has come", async () => {
		const made = await start();
		const pod = await podOf(made.id);
		cluster.runPod(pod);
		expect(await tell(made.id, "POST", "progress", step)).toBe(200);
		await vi.waitFor(async () => expect(await get(made.id)).toMatchObject({ state: "rendering", framesDone: 3 }), SOON);
		const uid = (await jobAt(made.id))?.metadata as { uid: string };
		expect((await secretAt(made.id))?.metadata).toMatchObject({ ownerReferences: [{ kind: "Job", uid: uid.uid }] });
		expect(JSON.stringify(await jobAt(made.id))).toContain("http://127.0.0.1:8081");
		await finish(made.id);
		expect(await get(made.id)).toMatchObject({ bytes: FILM.length, error: null });
	});

	test("that is evicted is made again and counts as no failure, however often", async () => {
		const made = await start();
		for (let times = 0; times < 4; times += 1) {
			const pod = await podOf(made.id);
			cluster.runPod(pod);
			cluster.setPodStatus(pod, {
				phase: "Failed",
				reason: "Evicted",
				conditions: [{ type: "DisruptionTarget", status: "True" }],
			});
		}
		await finish(made.id);
	});

	test("that fails again and again is reported as such, and its Job is left to be looked at", async () => {
		const made = await start();
		for (let times = 0; times < 3; times += 1) {
			const pod = await podOf(made.id);
			cluster.runPod(pod);
			cluster.endPod(pod, { exitCode: 1 });
		}
		await reaches(made.id, "failed");
		expect((await get(made.id)).error?.message).toBe("The export's job failed again and again.");
		expect(await jobAt(made.id)).not.toBeNull();
	});

	test.each([
		[137, "OOMKilled", "The film needed more memory than an export gets."],
		[78, "Error", "The export was not started: its network is not closed."],
	])("that ends with %i (%s) is not tried again, and is reported in words", async (exitCode, reason, sentence) => {
		const made = await start();
		const pod = await podOf(made.id);
		cluster.runPod(pod);
		cluster.endPod(pod, { exitCode, reason });
		await reaches(made.id, "failed");
		expect((await get(made.id)).error?.message).toBe(sentence);
	});

	test("whose image can't be fetched is reported in words, and its Job is ended", async () => {
		const made = await start();
		const pod = await podOf(made.id);
		const waiting = { reason: "ImagePullBackOff", message: "no such image" };
		cluster.setPodStatus(pod, { containerStatuses: [{ name: "export", state: { waiting } }] });
		await reaches(made.id, "failed");
		expect((await get(made.id)).error?.message).toContain("could not be fetched by the cluster");
		await vi.waitFor(async () => expect(await jobAt(made.id)).toBeNull(), SOON);
		expect(await secretAt(made.id)).toBeNull();
	});

	test("is not started where nothing would close its network", async () => {
		await cluster.close();
		cluster = await startCluster({ namespace: JOB_OPTIONS.namespace, objects: [] });
		const config = new KubeConfig();
		config.loadFromFile(cluster.kubeconfig);
		const client = connectKubernetes({ config, namespace: cluster.namespace });
		const where = {
			install: JOB_OPTIONS.install,
			policy: "storydream-sandboxes",
			service: "storydream-internal",
			studioNamespace: STUDIO_NAMESPACE,
			studioUrl: null,
			allowEgress: false,
		};
		await expect(kubernetesJobs(client, where).checkClosed()).rejects.toThrow("NetworkPolicy storydream-sandboxes is not there");
		await expect(kubernetesJobs(client, where).studioUrl()).rejects.toThrow("no Service storydream-internal");
	});

	test("is not started where the policy does not close it in", async () => {
		const open = usualObjects(JOB_OPTIONS.namespace).map((object) =>
			object.kind === "NetworkPolicy" ? { ...object, spec: { podSelector: {}, policyTypes: ["Ingress"] } } : object,
		);
		await cluster.close();
		cluster = await startCluster({ namespace: JOB_OPTIONS.namespace, objects: open });
		const config = new KubeConfig();
		config.loadFromFile(cluster.kubeconfig);
		const client = connectKubernetes({ config, namespace: cluster.namespace });
		const where = {
			install: JOB_OPTIONS.install,
			policy: "storydream-sandboxes",
			service: "storydream-internal",
			studioNamespace: STUDIO_NAMESPACE,
			studioUrl: null,
		};
		await expect(kubernetesJobs(client, { ...where, allowEgress: false }).checkClosed()).rejects.toThrow(
			"says nothing about egress",
		);
		await expect(kubernetesJobs(client, { ...where, allowEgress: true }).checkClosed()).resolves.toBeUndefined();
	});

	test("that is cancelled takes its Job, its pod and its Secret with it", async () => {
		const made = await start();
		cluster.runPod(await podOf(made.id));
		await rig.studio.json(`/api/exports/${made.id}`, { method: "DELETE" });
		expect((await get(made.id)).state).toBe("cancelled");
		await vi.waitFor(async () => expect([await jobAt(made.id), await secretAt(made.id)]).toEqual([null, null]), SOON);
	});

	test("is made once, whatever becomes of the answers", async () => {
		for (const resource of ["secrets", "jobs", "networkpolicies", "services"]) {
			cluster.fault({ resource, kind: "lost answer" });
			cluster.fault({ resource, kind: "refuse", code: 503 });
			cluster.fault({ resource, kind: "lost answer" });
		}
		const made = await start();
		await finish(made.id);
		expect(cluster.pods()).toHaveLength(1);
	});

	test("goes on while the cluster's API is away, and is done although nobody can ask how its Job is", async () => {
		const made = await start();
		cluster.runPod(await podOf(made.id));
		const token = await tokenOf(made.id);
		const looks = () => cluster.asked.filter(({ verb }) => verb === "list").length;
		await vi.waitFor(() => expect(looks()).toBeGreaterThan(0), SOON);
		cluster.down();
		expect(await tell(made.id, "POST", "progress", step, token)).toBe(200);
		await vi.waitFor(async () => expect((await get(made.id)).framesDone).toBe(3), SOON);
		expect(await tell(made.id, "PUT", "film", FILM, token)).toBe(200);
		await reaches(made.id, "done");
		await vi.waitFor(() => expect(rig.studio.exports.counts().running).toBe(0), SOON);
		cluster.up();
	});

	test("is found by its name by the next studio, and not made again", async () => {
		const made = await start();
		const pod = await podOf(made.id);
		cluster.runPod(pod);
		await tell(made.id, "POST", "progress", step);
		await rig.studio.exports.close();
		const next = rig.studio.newExports();
		await next.open();
		await finish(made.id);
		expect(cluster.pods()).toHaveLength(1);
		expect(cluster.asked.filter(({ verb, resource }) => verb === "create" && resource === "jobs")).toHaveLength(1);
		await next.close();
	});

	test("whose Job somebody deletes fails with that reason", async () => {
		const made = await start();
		await podOf(made.id);
		await fetch(
			`${cluster.url}/apis/batch/v1/namespaces/${cluster.namespace}/jobs/${nameOf(made.id)}?propagationPolicy=Background`,
			{
				method: "DELETE",
				headers: { authorization: `Bearer ${cluster.systemToken}` },
			},
		);
		await reaches(made.id, "failed");
		expect((await get(made.id)).error?.message).toBe("The export's Job was deleted from the cluster.");
	});
});
