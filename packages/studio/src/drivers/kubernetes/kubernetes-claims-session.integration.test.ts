import net from "node:net";
import Dockerode from "dockerode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScriptedModel, startScriptedModel } from "../../../../sandbox/src/testing/index.ts";
import { type NodeCluster, startClusterWithNode } from "../../kubernetes/testing/kubelet.ts";
import { newPlace, type StudioOptions, type TestPlace, type TestStudio, until } from "../../sessions/testing/studio-harness.ts";
import { dockerSocket, sandboxImage } from "../testing/docker-under-test.ts";
import type { KubernetesDriver } from "./driver.ts";
import { type ClusterPlace, placeIn } from "./testing/place.ts";

describe.skipIf(dockerSocket === null || sandboxImage === null)("sessions in pods that are claimed of a pool", () => {
	let model: ScriptedModel;
	let pods: ClusterPlace & { cluster: NodeCluster };
	let gateway: net.Server;
	let place: TestPlace;
	let studio: TestStudio;
	let driver: KubernetesDriver;
	let claiming: ReturnType<ClusterPlace["pool"]>;
	let projectId = "";

	const options = (): StudioOptions => ({
		limits: { warmPool: 0 },
		wrap: (parts) => {
			driver = pods.driver(claiming);
			return { ...parts, driver };
		},
	});
	const ready = () => pods.cluster.pods().filter((pod) => /"Ready","status":"True"/.test(JSON.stringify(pod.status)));

	beforeAll(async () => {
		model = await startScriptedModel(() => [{ text: "Done." }]);
		const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
		pods = await placeIn(await startClusterWithNode({ docker, pids: 512, agentSandbox: true }), {
			image: sandboxImage ?? "",
			limits: { memoryBytes: 2_000e6, diskBytes: 500e6, cpus: 2 },
			callTimeoutMs: 10_000,
		});
		// The internal port of a studio: all that pods may reach.
		gateway = net.createServer((connection) => {
			const onward = net.connect({ host: "127.0.0.1", port: Number(new URL(model.url).port) });
			onward.on("error", () => connection.destroy());
			connection.on("error", () => onward.destroy());
			connection.once("close", () => onward.destroy());
			connection.pipe(onward).pipe(connection);
		});
		await new Promise<void>((resolve) => gateway.listen(8081, pods.cluster.hostAddress, resolve));
		claiming = pods.pool({ replicas: 1 });
		place = await newPlace(`${model.url}/`);
		studio = await place.studio(options());
		projectId = await studio.newProject();
	});
	afterAll(async () => {
		await place?.close();
		for (const name of (await driver?.list()) ?? []) await driver.end(name);
		gateway?.close();
		await pods?.close();
		await model?.close();
	});

	it("open in the one that waits, which finds itself closed in once more", async () => {
		await until("one waits, ready", () => ready().length === 1, 60_000);
		const [waiting] = ready();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		page.detach();
		const name = (await studio.records.sessions.findByProject(projectId))?.sandboxName ?? "";
		expect(await driver.inspect(name)).toMatchObject({ state: "running", note: { pod: waiting?.metadata.uid } });
		// Reported once it has tried its door again.
		await until("it says so", async () => (await driver.output(name)).includes("the sandbox was handed over"));
		expect(await driver.output(name)).not.toContain("canary");
		expect(pods.cluster.complaints).toEqual([]);
	});

	it("have an agent that works with what was handed over", async () => {
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "Please say hello" });
		expect(await page.waitFor("agent:complete")).toMatchObject({ outcome: "done" });
		expect(model.requests.length).toBeGreaterThan(0);
		page.detach();
	});

	it("are adopted by the next studio, which hands nothing over again", async () => {
		const before = (await driver.list()) ?? [];
		expect(before).toHaveLength(1);
		await studio.stop();
		driver.close();
		studio = await place.studio(options());
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		expect(await driver.list()).toEqual(before);
		page.detach();
	});

	it("leave nothing behind but those that wait", async () => {
		const [name = ""] = (await driver.list()) ?? [];
		await driver.end(name);
		expect(await driver.inspect(name)).toEqual({ state: "gone" });
		const left = pods.cluster.pods().map(({ metadata }) => metadata.labels?.["agents.x-k8s.io/warm-pool-sandbox"]);
		expect(left).toEqual(["pool"]);
	});
});
