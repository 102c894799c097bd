import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resourceOf } from "../../kubernetes/testing/api-server.ts";
import type { Cluster, ClusterOptions } from "../../kubernetes/testing/cluster.ts";
import { until } from "../../sessions/testing/studio-harness.ts";
import type { SandboxSpec } from "../driver.ts";
import type { KubernetesDriver, KubernetesDriverOptions } from "./driver.ts";
import { startAgentHost, type TestAgentHost } from "./testing/agent-host.ts";
import { startCutOff } from "./testing/cut-off.ts";
import { type ClusterPlace, newClusterPlace, newSpec, POOL_TOKEN, type PoolOptions, rightsOfTheStudio } from "./testing/place.ts";

let place: ClusterPlace;
let cluster: Cluster;
let driver: KubernetesDriver;
let spec: SandboxSpec;
let claiming: Pick<KubernetesDriverOptions, "pool">;
let lastAddress = 90;
const ends: (() => Promise<unknown>)[] = [];

async function open(pool: PoolOptions = {}, options: ClusterOptions = {}): Promise<void> {
	place = await newClusterPlace({ agentSandbox: true, ...options });
	({ cluster } = place);
	claiming = place.pool(pool);
	driver = place.driver(claiming);
	spec = newSpec();
}
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
	await place.close();
});

const stateOf = async (name = spec.name, of = driver) => (await of.inspect(name)).state;
const reasonOf = async (name = spec.name, of = driver) => {
	const status = await of.inspect(name);
	return status.state === "exited" || status.state === "unknown" ? status.reason : status.state;
};
const untilReason = (part: string, of = driver) =>
	until(part, async () => (await reasonOf(spec.name, of)).includes(part), 10_000);
const untilRunning = (name = spec.name, of = driver) =>
	until("it runs", async () => (await stateOf(name, of)) === "running", 10_000);
const podNames = () => cluster.pods().map(({ metadata }) => metadata.name);
const untilPod = async (fits: (name: string) => boolean = () => true): Promise<string> => {
	await until("there is a pod", () => podNames().some(fits), 10_000);
	return podNames().find(fits) ?? "";
};

/** Lets a pod run, with somebody who can be handed over where its sandbox would be. */
async function run(pod: string): Promise<TestAgentHost & { address: string }> {
	lastAddress += 1;
	const address = `127.0.1.${lastAddress}`;
	const host = await startAgentHost(address);
	ends.push(() => host.close());
	cluster.runPod(pod, address);
	return Object.assign(host, { address });
}

/** A sandbox that waits in the pool, ready. */
async function waiting(): Promise<{ pod: string; host: Awaited<ReturnType<typeof run>> }> {
	const pod = await untilPod();
	const host = await run(pod);
	const pool = resourceOf("sandboxwarmpools");
	await until("it waits", () => cluster.store.find(pool, cluster.namespace, "pool")?.status?.readyReplicas === 1);
	return { pod, host };
}

describe("a start by a claim", () => {
	it("takes a sandbox that waits, hands it its name and its tokens, and makes neither pod nor Secret itself", async () => {
		await open({ replicas: 1 });
		const { pod, host } = await waiting();
		await driver.start({ ...spec, model: "claude-canary" });
		await untilRunning();
		expect(await driver.inspect(spec.name)).toMatchObject({
			endpoint: { agentUrl: `http://${host.address}:3001`, previewUrl: `http://${host.address}:3000` },
		});
		expect(host.holder).toEqual({
			name: spec.name,
			incarnation: spec.incarnation,
			token: spec.token,
			gatewayToken: spec.gatewayToken,
			model: "claude-canary",
		});
		expect(host.asked).toBe(1);
		expect(cluster.asked.filter(({ verb }) => verb === "create").map(({ resource }) => resource)).toEqual(["sandboxclaims"]);
		expect(cluster.complaints).toEqual([]);
		expect(JSON.stringify([cluster.pod(pod), ...cluster.store.list(resourceOf("sandboxclaims"), "")])).not.toContain("canary");
		await until(
			"the pod says whose it is",
			() => cluster.pod(pod)?.metadata.annotations?.["storydream.dev/sandbox"] === spec.name,
		);
		await until("another one waits", () => podNames().length === 2);
	});

	it("has one made where none waits", async () => {
		await open();
		await driver.start(spec);
		expect(await stateOf()).toBe("starting");
		const host = await run(await untilPod((name) => name === spec.name));
		await untilRunning();
		expect(host.holder?.name).toBe(spec.name);
	});

	it("is done with what deploy/kubernetes lets the studio do, from the first look to the end", async () => {
		await open({ replicas: 1 }, { rules: await rightsOfTheStudio(true) });
		const { pod } = await waiting();
		await driver.check();
		await driver.start(spec);
		await untilRunning();
		expect(await driver.output(spec.name)).toBe("");
		expect(await driver.list()).toEqual([spec.name]);
		const ended = driver.end(spec.name);
		await until("it is ended", () => cluster.pod(pod)?.metadata.deletionTimestamp !== undefined);
		await ended;
		expect(place.things().filter((thing) => thing.includes(spec.name) || thing.includes(pod))).toEqual([]);
		expect(cluster.asked.filter(({ status }) => status === 403)).toEqual([]);
	});

	it("does not happen without a NetworkPolicy that closes sandboxes in", async () => {
		await open();
		cluster.store.delete(resourceOf("networkpolicies"), cluster.namespace, "storydream-sandboxes");
		await expect(driver.start(spec)).rejects.toMatchObject({ message: expect.stringContaining("storydream-sandboxes") });
		expect(place.things()).toEqual([]);
	});

	it.each([
		["the claim's answer is lost", { verb: "create", resource: "sandboxclaims", kind: "lost answer" }],
		["the connection breaks", { verb: "create", resource: "sandboxclaims", kind: "reset" }],
		["the API can't, for a moment", { verb: "create", resource: "sandboxclaims", kind: "refuse", code: 503, times: 2 }],
	] as const)("is done once although %s", async (_what, fault) => {
		await open();
		cluster.fault(fault);
		await driver.start(spec);
		await run(await untilPod());
		await untilRunning();
		expect(await driver.list()).toEqual([spec.name]);
		expect(cluster.store.list(resourceOf("sandboxclaims"), cluster.namespace)).toHaveLength(1);
	});

	it("touches no claim that only has the name of one of its own", async () => {
		await open();
		cluster.store.create(resourceOf("sandboxclaims"), cluster.namespace, {
			apiVersion: "",
			kind: "",
			metadata: { name: spec.name },
			spec: { warmPoolRef: { name: "pool" } },
		});
		await expect(driver.start(spec)).rejects.toMatchObject({ message: expect.stringContaining("not one of this installation") });
		await driver.end(spec.name);
		expect([await stateOf(), await driver.list()]).toEqual(["gone", []]);
		expect(cluster.store.list(resourceOf("sandboxclaims"), cluster.namespace)).toHaveLength(1);
	});

	it("that is cut off anywhere leaves what the next studio finds and removes", async () => {
		await open();
		cluster.agentSandbox?.stop();
		let whole = false;
		for (let questions = 0; !whole; questions++) {
			const cut = await startCutOff(cluster.url, questions, questions % 2 === 0);
			ends.push(() => cut.close());
			const dying = place.driver({ ...claiming, callTimeoutMs: 1_000 }, cut.url);
			whole = await dying.start(newSpec()).then(
				() => true,
				() => false,
			);
			dying.close();
			const next = place.driver(claiming);
			for (const name of (await next.list()) ?? []) await next.end(name);
			expect(place.things(), cut.passed.join(", ")).toEqual([]);
			expect(questions).toBeLessThan(20);
		}
	});
});

describe("a handover", () => {
	beforeEach(() => open());

	it("is tried until it is answered, and a lost answer does no harm", async () => {
		await driver.start(spec);
		const pod = await untilPod();
		cluster.runPod(pod, "127.0.1.89");
		await until("its node says that it is ready", () => JSON.stringify(cluster.pod(pod)?.status).includes('"Ready"'));
		// Ready is not enough: nobody has heard of its tokens there.
		expect(await stateOf()).toBe("starting");
		const host = await startAgentHost("127.0.1.89");
		ends.push(() => host.close());
		host.mode = "lose";
		await until("it is asked", async () => (await stateOf()) === "starting" && host.asked > 0);
		host.mode = "well";
		await untilRunning();
		expect(host.asked).toBeGreaterThan(1);
	});

	it("is known to every studio, whoever did it", async () => {
		await driver.start(spec);
		const host = await run(await untilPod());
		await untilRunning();
		const next = place.driver(claiming);
		await untilRunning(spec.name, next);
		expect(host.asked).toBe(1);
		expect(await next.list()).toEqual([spec.name]);
	});

	it("that nobody does any more leaves a claim that is never running, and is given up in the end", async () => {
		await driver.start(spec);
		const host = await run(await untilPod());
		const next = place.driver({ ...claiming, roomMs: 300 });
		driver.close();
		await until(
			"it waits for somebody",
			async () => (await next.output(spec.name)) === "" && (await stateOf(spec.name, next)) === "starting",
		);
		await untilReason("nobody has handed it its tokens", next);
		expect(host.holder).toBeNull();
		await next.end(spec.name);
		expect(place.things()).toEqual([]);
	});

	it.each([
		["knows another token of the pool", "refuse", "does not know K8S_POOL_TOKEN"],
		["is no sandbox that can be handed over", "foreign", "can't be handed over (HTTP 404)"],
	] as const)("fails with what to look at when what answers %s", async (_what, mode, reason) => {
		await driver.start(spec);
		(await run(await untilPod())).mode = mode;
		await untilReason(reason);
	});

	it("that somebody else was faster with is no sandbox of ours", async () => {
		await driver.start(spec);
		const host = await run(await untilPod());
		await fetch(`http://${host.address}:3001/handover`, {
			method: "POST",
			headers: { authorization: `Bearer ${POOL_TOKEN}` },
			body: JSON.stringify({ ...newSpecHandover(), name: "test-somebody-inc" }),
		});
		await untilReason("somebody else has taken it over");
		expect(await reasonOf(spec.name, place.driver(claiming))).toContain("somebody else");
	});

	function newSpecHandover() {
		return { incarnation: "inc", token: "another-token-canary-0123456789", gatewayToken: "another" };
	}
});

describe("what is known of claims", () => {
	it("is what they wait for, in words, with the patience for pods that wait for room", async () => {
		await open();
		cluster.agentSandbox?.stop();
		const impatient = place.driver({ ...claiming, roomMs: 300 });
		await impatient.start(spec);
		expect(await stateOf(spec.name, impatient)).toBe("starting");
		expect(await impatient.output(spec.name)).toContain("nothing in the cluster takes its claim up");
		await untilReason("see that agent-sandbox's controller runs", impatient);
		// It is bound late, and it is well.
		cluster.agentSandbox?.start();
		await run(await untilPod());
		await untilRunning(spec.name, impatient);
	});

	it("is why there will be no pod: no pool, no template, a quota", async () => {
		await open({}, { podQuota: 0 });
		await driver.start(spec);
		await until("it has a word for it", async () => (await driver.output(spec.name)).includes("exceeded quota"));
		cluster.store.delete(resourceOf("sandboxtemplates"), cluster.namespace, "pool");
		const second = newSpec();
		await driver.start(second);
		await until("no template", async () => (await driver.output(second.name)).includes("has no template"));
		cluster.store.delete(resourceOf("sandboxwarmpools"), cluster.namespace, "pool");
		const third = newSpec();
		await driver.start(third);
		await until("no pool", async () => (await driver.output(third.name)).includes("there is no SandboxWarmPool pool"));
		for (const { name } of [spec, second, third]) await driver.end(name);
	});

	it("is how its pod ended, and that one in its place is not it", async () => {
		await open();
		await driver.start(spec);
		const pod = await untilPod();
		await run(pod);
		await untilRunning();
		cluster.endPod(pod, { exitCode: 7, container: "sandbox" });
		await untilReason("exit code 7");
		await driver.end(spec.name);
		expect(await stateOf()).toBe("gone");

		const second = newSpec();
		await driver.start(second);
		const lost = await untilPod((name) => name === second.name);
		await run(lost);
		await untilRunning(second.name);
		const before = cluster.pod(lost)?.metadata.uid;
		cluster.store.delete(resourceOf("pods"), cluster.namespace, lost, { graceSeconds: 0 });
		await until("there is another", () => ![undefined, before].includes(cluster.pod(lost)?.metadata.uid));
		await until("it is not it", async () => /removed|replaced/.test(await reasonOf(second.name)));
		const host = await run(lost);
		await until("nor later", async () => (await reasonOf(second.name)).includes("its pod was replaced in the cluster"));
		expect(host.asked).toBe(0);
	});

	it("says nothing of sandboxes that wait: they are nobody's, whatever mode a studio is in", async () => {
		await open({ replicas: 2 });
		await until("they wait", () => podNames().length === 2);
		for (const each of [driver, place.driver()]) {
			expect(await each.list()).toEqual([]);
			for (const pod of podNames()) {
				expect(await each.inspect(pod)).toEqual({ state: "gone" });
				await each.end(pod);
			}
		}
		await driver.end(`test-${podNames()[0]}`);
		expect(podNames()).toHaveLength(2);
	});

	it("is unknown while the API is down, and never gone; no empty list or one of before says otherwise", async () => {
		await open();
		await driver.start(spec);
		await run(await untilPod());
		await untilRunning();
		for (const kind of ["empty list", "stale list"] as const) {
			cluster.fault({ verb: "list", resource: "sandboxclaims", kind });
			expect(await driver.list()).toBeNull();
		}
		cluster.down();
		await until("it is not known", async () => (await stateOf()) === "unknown");
		expect(await driver.list()).toBeNull();
		await expect(driver.end(spec.name)).rejects.toMatchObject({ message: expect.stringContaining("does not answer") });
		cluster.up();
		await untilRunning();
		expect(await driver.list()).toEqual([spec.name]);
	});

	it.each([
		["breaks", () => cluster.breakWatches()],
		["falls silent", () => cluster.silenceWatches()],
		["tells things twice, and late", () => cluster.repeatChanges(true)],
	])("comes within seconds also when a watch %s", async (_what, harm) => {
		await open({ replicas: 1 });
		await waiting();
		await until("claims are watched", () =>
			cluster.asked.some(({ verb, resource }) => verb === "watch" && resource === "sandboxclaims"),
		);
		harm();
		await driver.start(spec);
		await untilRunning();
		const ended = driver.end(spec.name);
		await ended;
		expect(await stateOf()).toBe("gone");
	});
});

describe("an end of a claim", () => {
	beforeEach(() => open());

	it("takes a pod out that does not end, after its grace, with all that was made for it", async () => {
		await driver.start(spec);
		await run(await untilPod());
		await untilRunning();
		const begun = Date.now();
		await driver.end(spec.name);
		// Its grace is half a second; the rest is for a slow machine.
		expect(Date.now() - begun).toBeLessThan(90_000);
		expect(place.things()).toEqual([]);
		await driver.end(spec.name);
	});

	it.each([
		["an answer is lost", { verb: "delete", kind: "lost answer", times: 2 }],
		["the connection breaks", { verb: "delete", resource: "sandboxclaims", kind: "reset" }],
		["the API can't, for a moment", { verb: "delete", resource: "sandboxclaims", kind: "refuse", code: 503 }],
		["somebody changed it meanwhile", { verb: "delete", resource: "sandboxclaims", kind: "refuse", code: 409 }],
	] as const)("is whole although %s", async (_what, fault) => {
		await driver.start(spec);
		cluster.fault(fault);
		// What was unknown is asked again, as sessions do.
		await driver.end(spec.name).catch(() => driver.end(spec.name));
		expect(place.things()).toEqual([]);
	});

	it("of one whose node is lost lets its pod be marked, says so, and keeps its name until it is gone", async () => {
		await driver.start(spec);
		const pod = await untilPod();
		await run(pod);
		await untilRunning();
		cluster.setPodStatus(pod, { conditions: [{ type: "Ready", status: "Unknown" }] });
		await driver.end(spec.name);
		expect(cluster.pod(pod)?.metadata.deletionTimestamp).toBeDefined();
		expect(await driver.list()).toEqual([spec.name]);
		expect(place.logger.lines.map(({ text }) => text)).toContainEqual(expect.stringContaining("when its node is back"));
		cluster.store.delete(resourceOf("pods"), cluster.namespace, pod, { graceSeconds: 0 });
		await until("all of it is gone", async () => place.things().length === 0 && (await driver.list())?.length === 0);
	});

	it("says who holds a claim that can't be removed", async () => {
		await driver.start(spec);
		const claims = resourceOf("sandboxclaims");
		const claim = cluster.store.get(claims, cluster.namespace, spec.name);
		cluster.store.replace(claims, cluster.namespace, spec.name, {
			...claim,
			metadata: { ...claim.metadata, finalizers: ["example.com/audit"] },
		});
		await expect(driver.end(spec.name)).rejects.toMatchObject({ message: expect.stringContaining("example.com/audit") });
	});

	it("also ends what was made before sandboxes were claimed", async () => {
		const before = place.driver();
		await before.start(spec);
		cluster.runPod(spec.name, "127.0.1.88");
		await untilRunning();
		const claimed = newSpec();
		await driver.start(claimed);
		expect((await driver.list())?.sort()).toEqual([claimed.name, spec.name].sort());
		for (const { name } of [spec, claimed]) await driver.end(name);
		expect(place.things()).toEqual([]);
	});
});

describe("the look at what a pool needs", () => {
	it("is content with deploy/kubernetes and its component, and leaves nothing", async () => {
		await open();
		await driver.check();
		expect(place.things()).toEqual([]);
	});

	it("says that agent-sandbox is not there, in a start too", async () => {
		place = await newClusterPlace();
		driver = place.driver({ pool: { name: "pool", token: POOL_TOKEN } });
		await expect(driver.check()).rejects.toMatchObject({
			message: "K8S_SANDBOX_POOL is pool, but the cluster has no extensions.agents.x-k8s.io/v1beta1 API.",
			hint: expect.stringContaining("leave K8S_SANDBOX_POOL out"),
		});
		await expect(driver.start(newSpec())).rejects.toMatchObject({
			code: "sandbox_failed",
			message: expect.stringContaining("no agents.x-k8s.io API"),
		});
	});

	it("misses the pool, and names what the studio may not do", async () => {
		await open({ name: "another" });
		await expect(place.driver({ pool: { name: "pool", token: POOL_TOKEN } }).check()).rejects.toMatchObject({
			message: "There is no SandboxWarmPool pool in the namespace storydream-sandboxes.",
			hint: expect.stringContaining("components/agent-sandbox"),
		});
		await place.close();
		await open({}, { rules: await rightsOfTheStudio() });
		await expect(driver.check()).rejects.toMatchObject({
			message: expect.stringMatching(/may not get sandboxclaims, list sandboxclaims, .*get sandboxwarmpools/),
			hint: expect.stringContaining("components/agent-sandbox"),
		});
	});
});
