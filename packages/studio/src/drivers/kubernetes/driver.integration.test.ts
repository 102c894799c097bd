import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Cluster, ClusterOptions } from "../../kubernetes/testing/cluster.ts";
import { until } from "../../sessions/testing/studio-harness.ts";
import type { SandboxSpec } from "../driver.ts";
import type { KubernetesDriver } from "./driver.ts";
import { startCutOff } from "./testing/cut-off.ts";
import { type ClusterPlace, newClusterPlace, newSpec, rightsOfTheStudio } from "./testing/place.ts";

let place: ClusterPlace;
let cluster: Cluster;
let driver: KubernetesDriver;
let spec: SandboxSpec;
const ends: (() => Promise<unknown>)[] = [];

async function open(options: ClusterOptions = {}): Promise<void> {
	place = await newClusterPlace(options);
	({ cluster } = place);
	driver = place.driver();
	spec = newSpec();
}
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
	await place.close();
});

const reasonOf = async (name = spec.name) => {
	const status = await driver.inspect(name);
	return status.state === "exited" || status.state === "unknown" ? status.reason : status.state;
};
const untilReason = (part: string) => until(part, async () => (await reasonOf()).includes(part), 10_000);
const both = () => [`Pod ${spec.name}`, `Secret ${spec.name}`];

/** Somebody who listens where a sandbox's agent would. */
async function listenAt(address: string): Promise<void> {
	const server: Server = createServer((_request, response) => response.end());
	await new Promise<void>((resolve) => server.listen(3001, address, resolve));
	ends.push(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
}

describe("a start on Kubernetes", () => {
	beforeEach(() => open());

	it("makes a pod and a Secret that belongs to it, both as Kubernetes wants them, and asks for no more than that", async () => {
		await driver.start(spec);
		expect(place.things()).toEqual(both());
		expect(cluster.complaints).toEqual([]);
		expect(JSON.stringify(cluster.pod(spec.name))).not.toContain("canary");
		expect(cluster.asked.filter(({ verb }) => verb === "create").map(({ resource }) => resource)).toEqual(["pods", "secrets"]);
		cluster.store.delete(
			{ group: "", version: "v1", plural: "pods", kind: "Pod", namespaced: true },
			cluster.namespace,
			spec.name,
		);
		await until("the Secret went with its pod", async () => place.things().length === 0);
	});

	it("is done with what deploy/kubernetes lets the studio do, from the first look to the end", async () => {
		await place.close();
		await open({ rules: await rightsOfTheStudio() });
		await driver.check();
		await driver.start({ ...spec, spare: true });
		expect(await driver.claim(spec.name, "project-1")).toBe(true);
		cluster.runPod(spec.name, "127.0.0.81");
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		expect(await driver.output(spec.name)).toBe("");
		expect(await driver.list()).toEqual([spec.name]);
		await driver.end(spec.name);
		expect(place.things()).toEqual([]);
		expect(cluster.asked.filter(({ status }) => status === 403)).toEqual([]);
	});

	it.each([
		["the NetworkPolicy is not there", [], /NetworkPolicy storydream-sandboxes.*is not there/],
		[
			"the NetworkPolicy lets everything out",
			[{ podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [{}] }],
			/NetworkPolicy.*lets sandboxes reach anything/,
		],
	])("does not happen when %s", async (_what, policies, sentence) => {
		cluster.store.delete(
			{ group: "networking.k8s.io", version: "v1", plural: "networkpolicies", kind: "NetworkPolicy", namespaced: true },
			cluster.namespace,
			"storydream-sandboxes",
		);
		for (const policy of policies) {
			cluster.apply({
				apiVersion: "networking.k8s.io/v1",
				kind: "NetworkPolicy",
				metadata: { name: "storydream-sandboxes" },
				spec: policy,
			});
		}
		for (const ask of [() => driver.start(spec), driver.check]) {
			await expect(ask()).rejects.toMatchObject({
				code: "sandbox_failed",
				message: expect.stringMatching(sentence),
				hint: expect.stringContaining("deploy/kubernetes"),
			});
		}
		expect(place.things()).toEqual([]);
		await place.driver({ allowEgress: true }).start(spec);
	});

	it("gives sandboxes the gateway's address: the Service's, or the one that is set", async () => {
		await driver.start(spec);
		expect(JSON.stringify(cluster.pod(spec.name))).toContain("http://127.0.0.1:8081/gateway");
		const other = newSpec();
		await place.driver({ gatewayUrl: "http://10.0.0.5:9000/gateway" }).start(other);
		expect(JSON.stringify(cluster.pod(other.name))).toContain("http://10.0.0.5:9000/gateway");
	});

	it.each([
		["the pod's answer is lost", { verb: "create", resource: "pods", kind: "lost answer" }],
		["the Secret's answer is lost", { verb: "create", resource: "secrets", kind: "lost answer" }],
		["the connection breaks", { verb: "create", resource: "pods", kind: "reset" }],
		["the API has too much to do", { verb: "create", resource: "pods", kind: "refuse", code: 429, times: 2 }],
		["the API can't, for a moment", { verb: "create", resource: "secrets", kind: "refuse", code: 503, times: 2 }],
	] as const)("is done once although %s", async (_what, fault) => {
		cluster.fault(fault);
		await driver.start(spec);
		expect(place.things()).toEqual(both());
	});

	it("leaves nothing when it fails, and says why", async () => {
		cluster.fault({ verb: "create", resource: "secrets", kind: "refuse", code: 500, times: 9 });
		await expect(driver.start(spec)).rejects.toMatchObject({ code: "sandbox_failed" });
		expect(place.things()).toEqual([]);
	});

	it("that is asked again for one that runs never harms it", async () => {
		await driver.start(spec);
		cluster.fault({ verb: "create", resource: "secrets", kind: "refuse", code: 500, times: 9 });
		await expect(driver.start(spec)).rejects.toMatchObject({ code: "sandbox_failed" });
		cluster.clearFaults();
		await driver.start(spec);
		expect(place.things()).toEqual(both());
	});

	it("touches no pod that only has the name of one of its own", async () => {
		const { metadata, ...rest } = await somebodysPod();
		expect(metadata.name).toBe(spec.name);
		await expect(driver.start(spec)).rejects.toMatchObject({
			message: expect.stringContaining("not a sandbox of this installation"),
		});
		await driver.end(spec.name);
		expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
		expect(await driver.output(spec.name)).toBe("");
		expect(await driver.list()).toEqual([]);
		expect(cluster.pod(spec.name)).toMatchObject({ spec: rest.spec });
	});

	async function somebodysPod() {
		return cluster.apply({
			apiVersion: "v1",
			kind: "Pod",
			metadata: { name: spec.name },
			spec: { containers: [{ name: "main", image: "somebodys" }] },
		});
	}

	it.each([
		["a quota that is used up", { podQuota: 0 }, {}, /quota of the namespace storydream-sandboxes is used up/],
		["a priority class that is not there", {}, { priorityClass: "nowhere" }, /PriorityClass with name nowhere/],
		[
			"a namespace that is not there",
			{},
			{ namespace: "nowhere", allowEgress: true, gatewayUrl: "http://10.0.0.5:1/" },
			/no namespace nowhere/,
		],
		[
			"an account that may not",
			{ rules: [{ apiGroups: ["", "networking.k8s.io"], resources: ["*"], verbs: ["get", "list", "watch"] }] },
			{},
			/may not do that.*cannot create resource "pods"/,
		],
	])("says so when there is %s", async (_what, options, more, sentence) => {
		await place.close();
		await open(options);
		const tried = place.driver(more);
		await expect(tried.start(spec)).rejects.toMatchObject({ code: "sandbox_failed", message: expect.stringMatching(sentence) });
		expect(place.things()).toEqual([]);
	});

	it("that is cut off anywhere leaves what the next studio finds and removes", async () => {
		let whole = false;
		for (let questions = 0; !whole; questions++) {
			for (const answered of [true, false]) {
				const cut = await startCutOff(cluster.url, questions, answered);
				ends.push(() => cut.close());
				const each = newSpec();
				const dying = place.driver({ callTimeoutMs: 1_000 }, cut.url);
				whole = await dying.start(each).then(
					() => true,
					() => false,
				);
				dying.close();
				const next = place.driver();
				for (const name of (await next.list()) ?? []) await next.end(name);
				expect(place.things(), `${cut.passed.join(", ")} (${answered ? "answered" : "not answered"})`).toEqual([]);
			}
			expect(questions).toBeLessThan(20);
		}
	});
});

describe("what is known of pods", () => {
	beforeEach(() => open());

	it("runs once its agent answers at the pod's address, or its node says that it is ready", async () => {
		await driver.start(spec);
		cluster.runPod(spec.name, "127.0.0.82");
		const { containerStatuses = [] } = (cluster.pod(spec.name)?.status ?? {}) as { containerStatuses?: object[] };
		cluster.setPodStatus(spec.name, {
			containerStatuses: containerStatuses.map((each) => ({ ...each, ready: false })),
			conditions: [],
		});
		expect(await driver.inspect(spec.name)).toEqual({ state: "starting" });
		await listenAt("127.0.0.82");
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		expect(await driver.inspect(spec.name)).toMatchObject({
			endpoint: { agentUrl: "http://127.0.0.82:3001", previewUrl: "http://127.0.0.82:3000" },
		});
		const second = newSpec();
		await driver.start(second);
		cluster.runPod(second.name, "127.0.0.83");
		await until("its node says so", async () => (await driver.inspect(second.name)).state === "running");
	});

	it("is unknown while the API is down or silent, and never gone; and as it was once the API is back", async () => {
		await driver.start(spec);
		cluster.runPod(spec.name, "127.0.0.84");
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		const before = await driver.inspect(spec.name);
		cluster.down();
		await until("it is not known", async () => (await driver.inspect(spec.name)).state === "unknown");
		expect(await driver.inspect("test-nobody-inc")).toMatchObject({ state: "unknown" });
		expect(await driver.list()).toBeNull();
		for (const ask of [
			() => driver.start(newSpec()),
			() => driver.end(spec.name),
			driver.check,
			() => driver.output(spec.name),
		]) {
			await expect(ask()).rejects.toMatchObject({ code: "sandbox_failed", message: expect.stringContaining("does not answer") });
		}
		cluster.up();
		expect(await driver.inspect(spec.name)).toEqual(before);
		cluster.fault({ verb: "get", resource: "pods", kind: "slow", ms: 60_000 });
		await until("a silence is no answer", async () => (await driver.inspect(spec.name)).state === "unknown");
		expect(await driver.list()).toEqual([spec.name]);
	});

	it("is not taken from a list that is empty or of before: nothing is gone by it", async () => {
		await driver.start(spec);
		expect(await driver.list()).toEqual([spec.name]);
		for (const kind of ["empty list", "stale list"] as const) {
			cluster.fault({ verb: "list", resource: "pods", kind });
			expect(await driver.list()).toBeNull();
			expect(await driver.inspect(spec.name)).toEqual({ state: "starting" });
		}
		expect(await driver.list()).toEqual([spec.name]);
	});

	it("is listed also when newer news of it come while the list is on its way", async () => {
		await driver.start(spec);
		cluster.runPod(spec.name, "127.0.0.86");
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		for (let round = 0; round < 3; round++) {
			cluster.fault({ verb: "list", resource: "pods", kind: "late answer", ms: 300 });
			const listing = driver.list();
			const lists = () => cluster.asked.filter(({ verb, status }) => verb === "list" && status === 0).length;
			await until("it is being listed", async () => lists() > 0);
			cluster.runPod(spec.name, "127.0.0.86");
			expect(await listing).toEqual([spec.name]);
		}
	});

	it.each([
		["whose watch breaks", () => cluster.breakWatches()],
		["whose watch falls silent", () => cluster.silenceWatches()],
		[
			"whose watch is too old to go on",
			() => {
				cluster.store.forgetHistory();
				cluster.breakWatches();
			},
		],
		[
			"whose watch can't be had",
			() => {
				cluster.fault({ verb: "watch", kind: "refuse", code: 500, times: 1_000 });
				cluster.breakWatches();
			},
		],
		["that are reported twice, and late", () => cluster.repeatChanges(true)],
	])("is reported within seconds also for pods %s", async (_what, harm) => {
		await driver.start(spec);
		await until("it is watched", async () => cluster.asked.some(({ verb }) => verb === "watch"));
		harm();
		cluster.runPod(spec.name, "127.0.0.85");
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running", 10_000);
		cluster.endPod(spec.name, { exitCode: 7, container: "sandbox" });
		await untilReason("exit code 7");
		await driver.end(spec.name);
		expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
	});

	it("believes no late news of a pod that is gone, nor takes its successor for it", async () => {
		cluster.repeatChanges(true);
		await driver.start(spec);
		cluster.runPod(spec.name, "127.0.0.86");
		await driver.end(spec.name);
		expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
		await driver.start(spec);
		expect(await driver.inspect(spec.name)).toEqual({ state: "starting" });
	});

	it("says in words why one does not come up, and what it waits for meanwhile", async () => {
		const impatient = place.driver({ roomMs: 300 });
		await impatient.start(spec);
		cluster.setPodStatus(spec.name, {
			conditions: [
				{
					type: "PodScheduled",
					status: "False",
					reason: "Unschedulable",
					message: "0/3 nodes are available: 3 Insufficient memory.",
				},
			],
		});
		await until("it has a word for it", async () => (await impatient.output(spec.name)).includes("3 Insufficient memory"));
		await until("it is given up", async () => (await impatient.inspect(spec.name)).state === "exited");
		expect(await impatient.inspect(spec.name)).toMatchObject({
			reason: expect.stringContaining("no node of the cluster has room for it"),
		});
		expect(await driver.inspect(spec.name)).toEqual({ state: "starting" });
		cluster.setPodStatus(spec.name, {
			conditions: [],
			initContainerStatuses: [
				{
					name: "prepare",
					image: "nowhere",
					imageID: "",
					ready: false,
					restartCount: 0,
					state: { waiting: { reason: "ErrImagePull", message: "not found" } },
				},
			],
		});
		await untilReason("can't get the image nowhere (not found)");
	});

	it("says what was reached when the network is open, from what the first container printed", async () => {
		await place.close();
		await open({
			logs: async (_namespace, _pod, container) => (container === "prepare" ? "first\nIt reached 1.1.1.1:443. Close it.\n" : ""),
		});
		await driver.start(spec);
		cluster.schedule(spec.name);
		cluster.endPod(spec.name, { exitCode: 78, container: "prepare" });
		await untilReason("way out of its network");
		expect(await driver.inspect(spec.name)).toMatchObject({
			exitCode: 78,
			reason: "it found a way out of its network, so nothing is started in it. It reached 1.1.1.1:443. Close it.",
		});
	});

	it("takes a pod on a lost node for lost only when it does not answer either", async () => {
		await driver.start(spec);
		cluster.runPod(spec.name, "127.0.0.87");
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		await listenAt("127.0.0.87");
		const conditions = ["Ready", "ContainersReady"].map((type) => ({ type, status: type === "Ready" ? "Unknown" : "True" }));
		cluster.setPodStatus(spec.name, { conditions });
		expect((await driver.inspect(spec.name)).state).toBe("running");
		for (const end of ends.splice(0)) await end();
		await untilReason("its node node-1 no longer answers");
	});
});

describe("an end on Kubernetes", () => {
	beforeEach(() => open());

	it("takes a pod out that does not end, after its grace, with its Secret", async () => {
		await driver.start(spec);
		cluster.runPod(spec.name, "127.0.0.88");
		const begun = Date.now();
		await driver.end(spec.name);
		// Its grace is half a second; the rest is for a slow machine.
		expect(Date.now() - begun).toBeLessThan(90_000);
		expect(place.things()).toEqual([]);
		await driver.end(spec.name);
	});

	it.each([
		["an answer is lost", { verb: "delete", kind: "lost answer", times: 2 }],
		["the connection breaks", { verb: "delete", resource: "pods", kind: "reset" }],
		["the API can't, for a moment", { verb: "delete", resource: "pods", kind: "refuse", code: 503 }],
		["somebody changed it meanwhile", { verb: "delete", resource: "pods", kind: "refuse", code: 409 }],
	] as const)("is whole although %s", async (_what, fault) => {
		await driver.start(spec);
		cluster.fault(fault);
		// What was unknown is asked again, as sessions do.
		await driver.end(spec.name).catch(() => driver.end(spec.name));
		expect(place.things()).toEqual([]);
	});

	it("that is cut off anywhere is taken up by the next studio", async () => {
		for (let questions = 0, whole = false; !whole; questions++) {
			const each = newSpec();
			await driver.start(each);
			const cut = await startCutOff(cluster.url, questions, false);
			ends.push(() => cut.close());
			const dying = place.driver({ callTimeoutMs: 1_000 }, cut.url);
			whole = await dying.end(each.name).then(
				() => cut.passed.length < questions,
				() => false,
			);
			dying.close();
			const next = place.driver();
			for (const name of (await next.list()) ?? []) await next.end(name);
			// What is owned goes after its owner.
			await until(`nothing is left after ${cut.passed.join(", ")}`, () => place.things().length === 0);
			expect(questions).toBeLessThan(20);
		}
	});

	it("of a pod whose node is lost lets it be marked, and says so", async () => {
		await driver.start(spec);
		cluster.runPod(spec.name, "127.0.0.89");
		cluster.setPodStatus(spec.name, { conditions: [{ type: "Ready", status: "Unknown" }] });
		await driver.end(spec.name);
		expect(place.things()).toEqual([`Pod ${spec.name}`]);
		expect(cluster.pod(spec.name)?.metadata.deletionTimestamp).toBeDefined();
		expect(place.logger.lines.map(({ text }) => text)).toContainEqual(expect.stringContaining("when its node is back"));
	});

	it("says who holds a pod that can't be removed", async () => {
		await driver.start(spec);
		const pod = cluster.pod(spec.name);
		if (!pod) throw new Error("no pod");
		cluster.store.replace(
			{ group: "", version: "v1", plural: "pods", kind: "Pod", namespaced: true },
			cluster.namespace,
			spec.name,
			{
				...pod,
				metadata: { ...pod.metadata, finalizers: ["example.com/audit"] },
			},
		);
		await expect(driver.end(spec.name)).rejects.toMatchObject({ message: expect.stringContaining("held by example.com/audit") });
	});
});

describe("a spare on Kubernetes", () => {
	beforeEach(async () => {
		await open();
		await driver.start({ ...spec, spare: true });
	});

	it("is one project's of many that would have it, at any studio", async () => {
		const others = [driver, place.driver(), place.driver()];
		const claims = await Promise.all(
			Array.from({ length: 9 }, (_, index) => others[index % 3]?.claim(spec.name, `project-${index}`)),
		);
		const winners = claims.flatMap((won, index) => (won ? [`project-${index}`] : []));
		expect(winners).toHaveLength(1);
		expect(cluster.pod(spec.name)?.metadata.labels).toMatchObject({
			"storydream.dev/pool": "claimed",
			"storydream.dev/project": winners[0],
		});
	});

	it("is whose it is although the answer was lost, and nobody's who comes later", async () => {
		cluster.fault({ verb: "patch", kind: "lost answer" });
		expect(await driver.claim(spec.name, "project-1")).toBe(true);
		expect(await driver.claim(spec.name, "project-2")).toBe(false);
		expect(await driver.claim("test-nobody-inc", "project-1")).toBe(false);
		const own = newSpec();
		await driver.start(own);
		expect(await driver.claim(own.name, "project-1")).toBe(false);
	});

	it("can't be claimed while nobody can tell whose it is", async () => {
		cluster.down();
		await expect(driver.claim(spec.name, "project-1")).rejects.toMatchObject({ code: "sandbox_failed" });
	});
});

describe("the look at what a cluster needs", () => {
	it("is content with deploy/kubernetes, and leaves nothing", async () => {
		await open();
		await driver.check();
		expect(place.things()).toEqual([]);
		cluster.down();
		await expect(driver.check()).rejects.toMatchObject({ message: expect.stringContaining("does not answer") });
	});

	it("names what the studio may not do", async () => {
		const rules = (await rightsOfTheStudio()).map((rule) =>
			rule.resources.includes("secrets") || rule.resources.includes("pods/log") ? { ...rule, verbs: [] } : rule,
		);
		await open({ rules });
		await expect(driver.check()).rejects.toMatchObject({
			message: "The studio may not get pods/log, create secrets, delete secrets in the namespace storydream-sandboxes.",
			hint: expect.stringContaining("Role"),
		});
	});

	it("misses the Service that leads sandboxes to the model", async () => {
		await open();
		cluster.store.delete(
			{ group: "", version: "v1", plural: "services", kind: "Service", namespaced: true },
			cluster.studioNamespace,
			"storydream-internal",
		);
		await expect(driver.check()).rejects.toMatchObject({
			message: expect.stringContaining("Service storydream-internal"),
			hint: expect.stringContaining("GATEWAY_URL"),
		});
	});
});
