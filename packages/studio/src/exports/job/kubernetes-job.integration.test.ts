import { KubeConfig } from "@kubernetes/client-node";
import type { Export, Project } from "@storydream/protocol";
import Dockerode from "dockerode";
import { afterEach, describe, expect, test, vi } from "vitest";
import { dockerSocket, sandboxImage } from "../../drivers/testing/docker-under-test.ts";
import { connectKubernetes } from "../../kubernetes/index.ts";
import { STUDIO_NAMESPACE, usualObjects } from "../../kubernetes/testing/cluster.ts";
import { type NodeCluster, startClusterWithNode } from "../../kubernetes/testing/kubelet.ts";
import { kubernetesJobs } from "./kubernetes.ts";
import { JOB_OPTIONS, startJobRig, TEMPLATE } from "./testing/rig.ts";

const DEADLINE = { timeout: 240_000, interval: 100 };
const INTERNAL = 8081;
const WHERE = {
	install: JOB_OPTIONS.install,
	policy: "storydream-sandboxes",
	service: "storydream-internal",
	studioNamespace: STUDIO_NAMESPACE,
	studioUrl: null,
	allowEgress: false,
};

let cluster: NodeCluster;
let rig: Awaited<ReturnType<typeof startJobRig>>;
let project: Project;

/** A studio, and a cluster whose pods are containers of the sandbox's image. */
async function begin(objects?: ReturnType<typeof usualObjects>): Promise<void> {
	const { namespace } = JOB_OPTIONS;
	const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
	cluster = await startClusterWithNode({ docker, namespace, pids: 512, ...(objects === undefined ? {} : { objects }) });
	const config = new KubeConfig();
	config.loadFromFile(cluster.kubeconfig);
	const jobs = kubernetesJobs(connectKubernetes({ config, namespace }), WHERE);
	rig = await startJobRig({
		cluster: Object.assign(jobs, { url: "" }),
		templateDir: TEMPLATE,
		image: sandboxImage ?? "",
		listen: { host: cluster.hostAddress, port: INTERNAL },
	});
	project = await rig.studio.project({ name: "Film" });
}

async function start(): Promise<Export> {
	const send = { codec: "mp4", scale: 0.1, range: { from: 0, to: 5 } };
	return (await rig.studio.json<Export>(`/api/projects/${project.id}/exports`, { method: "POST", send })).body;
}

const get = async (id: string) => (await rig.studio.json<Export>(`/api/exports/${id}`)).body;

async function reaches(id: string, ...states: Export["state"][]): Promise<void> {
	await vi.waitFor(async () => {
		const { state, error } = await get(id);
		expect(states, `${JSON.stringify(error)} ${JSON.stringify(cluster.pods().map(({ status }) => status))}`).toContain(state);
	}, DEADLINE);
}

describe.skipIf(dockerSocket === null || sandboxImage === null)("an export's Job on a node", () => {
	afterEach(async () => {
		await rig?.internal.close();
		await rig?.studio.close();
		await cluster?.close();
		expect(await cluster?.leftovers()).toEqual([]);
		expect(cluster?.complaints).toEqual([]);
	});

	test("proves that it is closed in, and brings its film, after an eviction too", { timeout: 400_000 }, async () => {
		await begin();
		const made = await start();
		await vi.waitFor(() => expect(cluster.pods()[0]?.status?.phase).toBe("Running"), DEADLINE);
		await cluster.evict(cluster.pods()[0]?.metadata.name ?? "");
		await reaches(made.id, "done");
		const film = await (await fetch(`${rig.studio.url}/api/exports/${made.id}/file`)).arrayBuffer();
		expect(Buffer.from(film).subarray(4, 8).toString()).toBe("ftyp");
		expect(await get(made.id)).toMatchObject({ framesDone: 6, width: 192, height: 108, bytes: film.byteLength });
	});

	test("does not begin where its network lets it out", { timeout: 300_000 }, async () => {
		await begin([...usualObjects(JOB_OPTIONS.namespace), OPEN]);
		const made = await start();
		await reaches(made.id, "failed");
		expect((await get(made.id)).error?.message).toBe("The export was not started: its network is not closed.");
	});
});

/** Beside a policy that closes in: what it closes is open, as where the cluster does not enforce it. */
const OPEN = {
	apiVersion: "networking.k8s.io/v1",
	kind: "NetworkPolicy",
	metadata: { name: "open" },
	spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{}] },
};
