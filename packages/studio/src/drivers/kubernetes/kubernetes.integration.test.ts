import Dockerode from "dockerode";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type NodeCluster, startClusterWithNode } from "../../kubernetes/testing/kubelet.ts";
import { until } from "../../sessions/testing/studio-harness.ts";
import { type Behaviour, driverContract } from "../driver.contract.ts";
import { dockerSocket } from "../testing/docker-under-test.ts";
import type { KubernetesDriver, KubernetesDriverOptions } from "./driver.ts";
import { type ClusterPlace, newSpec, POOL_TOKEN, placeIn } from "./testing/place.ts";

describe.skipIf(dockerSocket === null)("the Kubernetes driver", () => {
	const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
	const newNode = async () =>
		placeIn(await startClusterWithNode({ docker, agentSandbox: true }), { callTimeoutMs: 10_000, graceMs: 1_000 });

	/** How drivers on a place are made, for one that behaves so. */
	type Making = (place: ClusterPlace, behaviour: Behaviour) => Partial<KubernetesDriverOptions>;
	const ownPods: Making = (_place, behaviour) => ({ environment: { FAKE_BEHAVIOUR: behaviour } });
	const claims: Making = (place, behaviour) => place.pool({ name: behaviour, environment: { FAKE_BEHAVIOUR: behaviour } });

	describe.each([
		["pods, with a fake", ownPods],
		["pods that are claimed, with a fake", claims],
	])("%s", (kind, options) => contractOf(kind, options));

	function contractOf(kind: string, options: Making): void {
		driverContract(kind, ["well", "dies", "never", "stubborn", "runaway"], async () => {
			const place = await newNode();
			return {
				driver: (behaviour = "well") => place.driver(options(place, behaviour)),
				async leftovers(name) {
					// What the API has forgotten, the node clears away a moment later.
					const isCleared = async () => place.cluster.pod(name) !== null || (await place.cluster.leftovers()).length === 0;
					await until("the node has cleared it away", isCleared, 5_000).catch(() => undefined);
					const left = await place.cluster.leftovers();
					const names = left.flatMap((each) => /^container (\S+)$/.exec(each)?.[1] ?? []);
					const processes = await Promise.all(
						names.map(async (name) => {
							const container = docker.getContainer(name.slice(1));
							if (!(await container.inspect()).State.Running) return [];
							return (await container.top()).Processes.map((row: string[]) => `process ${row[1]}`);
						}),
					);
					return [...place.things(), ...left, ...processes.flat()];
				},
				close: () => place.close(),
			};
		});
	}

	describe("on one node", () => {
		let place: ClusterPlace & { cluster: NodeCluster };
		let driver: KubernetesDriver;
		beforeEach(async () => {
			place = await newNode();
			driver = place.driver();
		});
		afterEach(() => place.close());

		const spec = newSpec();
		const untilState = (state: string, of = driver) =>
			until(`it is ${state}`, async () => (await of.inspect(spec.name)).state === state);
		const untilExited = (reason: string, of = driver) =>
			until(`it says “${reason}”`, async () => {
				const status = await of.inspect(spec.name);
				return status.state === "exited" && status.reason.includes(reason);
			});

		it("tells in words of memory, of an image that is not there, of a way out, and of a node that puts a sandbox out", async () => {
			const cases = [
				{
					driver: place.driver({ environment: { FAKE_BEHAVIOUR: "hungry" } }),
					reason: "more memory than a sandbox may have (256 MB)",
				},
				{ driver: place.driver({ image: "storydream-nowhere:1" }), reason: "can't get the image storydream-nowhere:1" },
				{ driver: place.driver({ environment: { FAKE_BEHAVIOUR: "open" } }), reason: "It reached 1.1.1.1:443." },
			];
			for (const each of cases) {
				await each.driver.start(spec);
				await untilExited(each.reason, each.driver);
				await each.driver.end(spec.name);
				await until("its node has cleared it away", async () => (await place.cluster.leftovers()).length === 0);
			}
			await driver.start(spec);
			await untilState("running");
			await place.cluster.evict(spec.name);
			await untilExited("its node put it out: The node was low on resource: memory");
		});

		it("continues with a sandbox that answers although its node is silent, and leaves one alone that does not", async () => {
			await driver.start(spec);
			await untilState("running");
			await until("its node says so too", () =>
				/"Ready","status":"True"/.test(JSON.stringify(place.cluster.pod(spec.name)?.status)),
			);
			place.cluster.loseNode();
			expect((await driver.inspect(spec.name)).state).toBe("running");
			await driver.end(spec.name);
			expect(place.cluster.pod(spec.name)?.metadata.deletionTimestamp).toBeDefined();
			expect(await driver.list()).toEqual([spec.name]);
			place.cluster.recoverNode();
			await until("it is removed", async () => (await place.cluster.leftovers()).length === 0);
			await until("the cluster knows", async () => (await driver.list())?.length === 0);
			expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
		});

		it("hands a sandbox that waits in a pool its tokens, which are nowhere else, and opens it to nobody before", async () => {
			const claiming = place.driver(place.pool({ replicas: 1 }));
			await until("it waits, ready", () => JSON.stringify(place.cluster.pods()).includes('"Ready","status":"True"'), 30_000);
			const [pod] = place.cluster.pods();
			const url = `http://${pod?.status?.podIP}:3001`;
			const ask = (token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } });
			for (const token of [spec.token, POOL_TOKEN]) expect((await ask(token)).status).toBe(401);
			await claiming.start(spec);
			await untilState("running", claiming);
			expect(await claiming.inspect(spec.name)).toMatchObject({ endpoint: { agentUrl: url } });
			expect((await ask(POOL_TOKEN)).status).toBe(401);
			const environment = (await (await ask(spec.token)).json()) as Record<string, unknown>;
			expect(environment).toMatchObject({
				GATEWAY_URL: `http://${place.cluster.hostAddress}:8081/gateway`,
				AGENT_CONFINEMENT: "container",
				EGRESS: "closed",
				handover: { name: spec.name, incarnation: spec.incarnation, gatewayToken: spec.gatewayToken },
			});
			expect(environment).not.toHaveProperty("SANDBOX_TOKEN");
			expect(JSON.stringify(place.cluster.pods())).not.toContain(spec.token);
			await claiming.end(spec.name);
			expect(place.cluster.pod(pod?.metadata.name ?? "")).toBeNull();
			expect(place.cluster.complaints).toEqual([]);
		});

		it("gives a sandbox no account, no privilege, and no way to write outside of its folders", async () => {
			await driver.start(spec);
			await untilState("running");
			const status = await driver.inspect(spec.name);
			const answer = await fetch(status.state === "running" ? status.endpoint.agentUrl : "");
			const environment = (await answer.json()) as Record<string, string>;
			expect(environment).toMatchObject({ SANDBOX_TOKEN: spec.token, AGENT_CONFINEMENT: "container", EGRESS: "closed" });
			expect(Object.keys(environment).filter((name) => name.startsWith("KUBERNETES_"))).toEqual([]);
			expect(place.cluster.complaints).toEqual([]);
		});
	});
});
