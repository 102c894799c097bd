import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { restrictedViolations, schemaErrors } from "./admission.ts";
import { type Cluster, type ClusterOptions, SANDBOX_NAMESPACE, startCluster } from "./cluster.ts";
import { jsonPatch, mergePatch } from "./patches.ts";
import { matchesLabels } from "./selectors.ts";

let cluster: Cluster;
async function begin(options: ClusterOptions = {}): Promise<void> {
	await cluster?.close();
	cluster = await startCluster(options);
}
beforeEach(() => begin());
afterEach(() => cluster.close());

async function ask(method: string, path: string, body?: unknown, type = "application/json") {
	const answer = await fetch(`${cluster.url}${path}`, {
		method,
		headers: { authorization: `Bearer ${cluster.token}`, "content-type": type },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return {
		status: answer.status,
		body: (await answer.json()) as Record<string, never> & { metadata: Record<string, string>; message: string },
	};
}
const PODS = "/api/v1/namespaces/storydream-sandboxes/pods";
const POD_SPEC = {
	restartPolicy: "Never",
	securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
	containers: [
		{ name: "one", image: "an-image", securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } },
	],
};
const pod = (
	name: string,
	more: { labels?: Record<string, string>; spec?: object; ownerReferences?: object[]; finalizers?: string[] } = {},
) => ({
	apiVersion: "v1",
	kind: "Pod",
	metadata: {
		name,
		labels: more.labels ?? {},
		...(more.ownerReferences ? { ownerReferences: more.ownerReferences } : {}),
		...(more.finalizers ? { finalizers: more.finalizers } : {}),
	},
	spec: { ...POD_SPEC, ...more.spec },
});
async function until(holds: () => boolean): Promise<void> {
	const end = Date.now() + 5_000;
	while (!holds()) {
		if (Date.now() > end) throw new Error("it did not come to pass");
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

describe("objects", () => {
	it("are made once, found, listed by label and page, and refused in the API's words", async () => {
		for (const name of ["a", "b", "c"]) expect((await ask("POST", PODS, pod(name, { labels: { role: name } }))).status).toBe(201);
		expect(await ask("POST", PODS, pod("a"))).toMatchObject({ status: 409, body: { reason: "AlreadyExists" } });
		expect(await ask("GET", `${PODS}/d`)).toMatchObject({ status: 404, body: { message: 'pods "d" not found' } });
		const first = await ask("GET", `${PODS}?limit=2`);
		expect(first.body).toMatchObject({ items: [{ metadata: { name: "a" } }, { metadata: { name: "b" } }] });
		const rest = await ask("GET", `${PODS}?limit=2&continue=${encodeURIComponent(first.body.metadata.continue ?? "")}`);
		expect(rest.body).toMatchObject({ items: [{ metadata: { name: "c" } }] });
		expect((await ask("GET", `${PODS}?labelSelector=role%20in%20(a,c)`)).body).toMatchObject({
			items: [{ metadata: { name: "a" } }, { metadata: { name: "c" } }],
		});
		expect((await ask("GET", `${PODS}?fieldSelector=metadata.name%3Db`)).body).toMatchObject({
			items: [{ metadata: { name: "b" } }],
		});
	});

	it("are not changed by who has seen an older version", async () => {
		const { body: made } = await ask("POST", "/api/v1/namespaces/storydream-sandboxes/secrets", {
			apiVersion: "v1",
			kind: "Secret",
			metadata: { name: "s" },
			stringData: { a: "1" },
		});
		const path = "/api/v1/namespaces/storydream-sandboxes/secrets/s";
		expect((await ask("PUT", path, { ...made, stringData: { a: "2" } })).status).toBe(200);
		expect(await ask("PUT", path, { ...made, stringData: { a: "3" } })).toMatchObject({
			status: 409,
			body: { reason: "Conflict" },
		});
	});

	it("are changed by a JSON patch as a whole, or not at all", async () => {
		await ask("POST", PODS, pod("a", { labels: { pool: "warm" } }));
		const claim = [
			{ op: "test", path: "/metadata/labels/pool", value: "warm" },
			{ op: "replace", path: "/metadata/labels/pool", value: "claimed" },
		];
		expect((await ask("PATCH", `${PODS}/a`, claim, "application/json-patch+json")).status).toBe(200);
		expect((await ask("PATCH", `${PODS}/a`, claim, "application/json-patch+json")).status).toBe(422);
		expect(cluster.pod("a")?.metadata.labels).toEqual({ pool: "claimed" });
	});

	it("are refused when their kind does not have them, the namespace is not there, or its rules forbid them", async () => {
		expect(await ask("POST", PODS, { ...pod("a"), spec: { containers: "none" } })).toMatchObject({ status: 422 });
		expect(await ask("POST", "/api/v1/namespaces/other/pods", pod("a"))).toMatchObject({
			status: 404,
			body: { message: 'namespaces "other" not found' },
		});
		expect((await ask("POST", PODS, pod("a", { spec: { hostNetwork: true } }))).body.message).toMatch(
			/violates PodSecurity.*hostNetwork/,
		);
		expect((await ask("POST", PODS, pod("a", { spec: { priorityClassName: "none" } }))).body.message).toMatch(/no PriorityClass/);
		await begin({ podQuota: 0 });
		expect((await ask("POST", PODS, pod("a"))).body.message).toMatch(/exceeded quota/);
	});

	it("are for who may, and who is known", async () => {
		await begin({ rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] });
		expect((await ask("GET", PODS)).body.message).toMatch(/cannot list resource "pods"/);
		const review = (verb: string) => ({
			apiVersion: "authorization.k8s.io/v1",
			kind: "SelfSubjectAccessReview",
			spec: { resourceAttributes: { namespace: SANDBOX_NAMESPACE, verb, resource: "pods" } },
		});
		for (const [verb, allowed] of [
			["get", true],
			["delete", false],
		] as const) {
			expect((await ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review(verb))).body).toMatchObject({
				status: { allowed },
			});
		}
		expect((await fetch(`${cluster.url}${PODS}`)).status).toBe(401);
		expect(cluster.asked).toEqual([{ verb: "list", resource: "pods", subresource: "", name: "", status: 403 }]);
	});

	it("go with their owner, and at once when it was never there", async () => {
		const { body: owner } = await ask("POST", PODS, pod("owner"));
		const reference = (uid: string | undefined) => [{ apiVersion: "v1", kind: "Pod", name: "owner", uid: uid ?? "" }];
		const secret = (name: string, uid: string | undefined) =>
			ask("POST", "/api/v1/namespaces/storydream-sandboxes/secrets", {
				apiVersion: "v1",
				kind: "Secret",
				metadata: { name, ownerReferences: reference(uid) },
			});
		await secret("kept", owner.metadata.uid);
		await secret("stray", "another");
		const secrets = () =>
			cluster.store.list({ group: "", version: "v1", plural: "secrets", kind: "Secret", namespaced: true }, "");
		await until(() => secrets().length === 1);
		await ask("DELETE", `${PODS}/owner`);
		await until(() => secrets().length === 0);
	});

	it("that are pods on a node go when the node says so, or when they are forced to", async () => {
		await ask("POST", PODS, pod("a"));
		cluster.runPod("a");
		const uid = cluster.pod("a")?.metadata.uid;
		expect((await ask("DELETE", `${PODS}/a`, { preconditions: { uid: "another" } })).status).toBe(409);
		await ask("DELETE", `${PODS}/a`, { preconditions: { uid }, gracePeriodSeconds: 3 });
		expect(cluster.pod("a")?.metadata).toMatchObject({ deletionGracePeriodSeconds: 3, deletionTimestamp: expect.any(String) });
		await ask("DELETE", `${PODS}/a`, { gracePeriodSeconds: 0 });
		expect(cluster.pod("a")).toBeNull();
		await ask("POST", PODS, pod("b", { finalizers: ["test/held"] }));
		await ask("DELETE", `${PODS}/b`);
		expect(cluster.pod("b")?.metadata.deletionTimestamp).toBeDefined();
	});
});

describe("a watch", () => {
	async function watch(query: string) {
		const connection = new AbortController();
		const answer = await fetch(`${cluster.url}${PODS}?watch=true&${query}`, {
			headers: { authorization: `Bearer ${cluster.token}` },
			signal: connection.signal,
		});
		const heard: { type: string; object: { metadata: { name?: string }; code?: number } }[] = [];
		let ended = false;
		const reading = (async () => {
			let rest = "";
			for await (const part of answer.body ?? []) {
				const lines = (rest + Buffer.from(part).toString()).split("\n");
				rest = lines.pop() ?? "";
				heard.push(...lines.map((line) => JSON.parse(line)));
			}
		})().catch(() => undefined);
		void reading.then(() => {
			ended = true;
		});
		return { heard, ended: () => ended, stop: () => connection.abort() };
	}

	it("tells what changed since a version, and what changes then", async () => {
		const from = cluster.store.version;
		await ask("POST", PODS, pod("a"));
		const one = await watch(`resourceVersion=${from}`);
		await until(() => one.heard.length === 1);
		cluster.runPod("a");
		await ask("DELETE", `${PODS}/a`, { gracePeriodSeconds: 0 });
		await until(() => one.heard.at(-1)?.type === "DELETED");
		expect(one.heard.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "MODIFIED", "DELETED"]);
		one.stop();
	});

	it("answers 410 when what was before is forgotten, and can be broken, silent and repeating", async () => {
		await ask("POST", PODS, pod("a"));
		cluster.store.forgetHistory();
		const late = await watch("resourceVersion=101");
		await until(() => late.ended());
		expect(late.heard).toMatchObject([{ type: "ERROR", object: { code: 410 } }]);
		const from = `resourceVersion=${cluster.store.version}`;
		const [broken, silent] = [await watch(from), await watch(from)];
		cluster.silenceWatches();
		await ask("POST", PODS, pod("b"));
		cluster.breakWatches();
		await until(() => broken.ended() && silent.ended());
		expect(silent.heard).toEqual([]);
		const repeating = await watch(`resourceVersion=${cluster.store.version}`);
		cluster.repeatChanges(true);
		await ask("POST", PODS, pod("c"));
		await ask("POST", PODS, pod("d"));
		await until(() => repeating.heard.length === 5);
		expect(repeating.heard.map(({ object }) => object.metadata.name)).toEqual(["c", "c", "d", "d", "c"]);
		repeating.stop();
	});
});

describe("faults", () => {
	it("refuse, break, lose the answer, and answer a list from an old cache", async () => {
		cluster.fault({ verb: "create", kind: "refuse", code: 429 });
		expect((await ask("POST", PODS, pod("a"))).status).toBe(429);
		cluster.fault({ verb: "create", kind: "reset" });
		await expect(ask("POST", PODS, pod("a"))).rejects.toThrow();
		expect(cluster.pods()).toEqual([]);
		cluster.fault({ verb: "create", kind: "lost answer" });
		await expect(ask("POST", PODS, pod("a"))).rejects.toThrow();
		expect(cluster.pods()).toHaveLength(1);
		cluster.fault({ verb: "list", kind: "empty list" });
		expect((await ask("GET", PODS)).body).toMatchObject({ items: [], metadata: { resourceVersion: "1" } });
		expect((await ask("GET", PODS)).body).toMatchObject({ items: [{}] });
		cluster.down();
		await expect(ask("GET", PODS)).rejects.toThrow();
		cluster.up();
		expect((await ask("GET", PODS)).status).toBe(200);
	});
});

describe("Jobs", () => {
	const job = (spec: object) => ({
		apiVersion: "batch/v1",
		kind: "Job",
		metadata: { name: "film", namespace: SANDBOX_NAMESPACE },
		spec: { template: { metadata: { labels: { role: "export" } }, spec: POD_SPEC }, ...spec },
	});
	const conditions = () =>
		cluster.store.list({ group: "batch", version: "v1", plural: "jobs", kind: "Job", namespaced: true }, "")[0]?.status;

	it("run one pod after the other until one succeeds; an eviction does not count", async () => {
		await ask(
			"POST",
			"/apis/batch/v1/namespaces/storydream-sandboxes/jobs",
			job({
				backoffLimit: 0,
				podFailurePolicy: { rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }] },
			}),
		);
		await until(() => cluster.pods().length === 1);
		const [first] = cluster.pods();
		expect(first?.metadata.labels).toMatchObject({ role: "export", "batch.kubernetes.io/job-name": "film" });
		cluster.setPodStatus(first?.metadata.name ?? "", {
			phase: "Failed",
			reason: "Evicted",
			conditions: [{ type: "DisruptionTarget", status: "True" }],
		});
		await until(() => cluster.pods().length === 2);
		const second = cluster.pods().find((each) => each.metadata.uid !== first?.metadata.uid);
		cluster.endPod(second?.metadata.name ?? "", { exitCode: 0 });
		await until(() => JSON.stringify(conditions()).includes("Complete"));
		expect(conditions()).toMatchObject({ succeeded: 1 });
		await ask("DELETE", "/apis/batch/v1/namespaces/storydream-sandboxes/jobs/film", { propagationPolicy: "Background" });
		await until(() => cluster.pods().length === 0);
	});

	it("fail after the failures they allow, at their deadline, and go some time after their end", async () => {
		await ask(
			"POST",
			"/apis/batch/v1/namespaces/storydream-sandboxes/jobs",
			job({ backoffLimit: 1, ttlSecondsAfterFinished: 0 }),
		);
		for (const count of [1, 2]) {
			await until(() => cluster.pods().length === count);
			for (const each of cluster.pods())
				if (each.status?.phase === "Pending") cluster.endPod(each.metadata.name, { exitCode: 1 });
		}
		await until(() => conditions() === undefined);
		await until(() => cluster.pods().length === 0);
		await ask("POST", "/apis/batch/v1/namespaces/storydream-sandboxes/jobs", job({ activeDeadlineSeconds: 1 }));
		await until(() => JSON.stringify(conditions()).includes("DeadlineExceeded"));
	});
});

describe("the check of restricted pods", () => {
	it("lets in a pod that has given up every privilege", () => expect(restrictedViolations(POD_SPEC)).toEqual([]));

	const [container] = POD_SPEC.containers;
	it.each([
		["the host's network", { hostNetwork: true }],
		["the host's processes", { hostPID: true }],
		["a folder of the host's", { volumes: [{ name: "host", hostPath: { path: "/" } }] }],
		["root", { securityContext: { ...POD_SPEC.securityContext, runAsUser: 0 } }],
		["anybody", { securityContext: { seccompProfile: { type: "RuntimeDefault" } } }],
		["no filter of system calls", { securityContext: { runAsNonRoot: true } }],
		["a kernel setting", { securityContext: { ...POD_SPEC.securityContext, sysctls: [{ name: "kernel.msgmax", value: "1" }] } }],
		["privilege", { containers: [{ ...container, securityContext: { ...container?.securityContext, privileged: true } }] }],
		["more privileges later", { containers: [{ name: "one", securityContext: { capabilities: { drop: ["ALL"] } } }] }],
		["capabilities", { containers: [{ name: "one", securityContext: { allowPrivilegeEscalation: false } }] }],
		["a port of the host's", { containers: [{ ...container, ports: [{ containerPort: 1, hostPort: 1 }] }] }],
		["an unchecked init container", { initContainers: [{ name: "two" }] }],
	])("refuses %s", (_what, change) => {
		expect(restrictedViolations({ ...POD_SPEC, ...change })).not.toEqual([]);
	});
});

describe("small parts", () => {
	it("finds what a schema does not allow, and fields that it does not know", async () => {
		expect(await schemaErrors(pod("a"))).toEqual([]);
		expect(await schemaErrors({ ...pod("a"), spec: { ...POD_SPEC, restartPolice: "Never" } })).toEqual([
			"unknown: .spec.restartPolice",
		]);
	});

	it.each([
		["a=1", true],
		["a!=1", false],
		["b", false],
		["!b", true],
		["a in (1,2),c notin (3)", true],
		["a in (2)", false],
	])("matches labels by %s", (selector, fits) => expect(matchesLabels(selector, { a: "1" })).toBe(fits));

	it("patches lists and objects, and leaves what it was given alone", () => {
		const before = { list: [1, 2], at: { "a/b": 1 } };
		expect(
			jsonPatch(before, [
				{ op: "add", path: "/list/-", value: 3 },
				{ op: "remove", path: "/list/0" },
				{ op: "move", from: "/at/a~1b", path: "/at/c" },
				{ op: "copy", from: "/at/c", path: "/d" },
			]),
		).toEqual({ list: [2, 3], at: { c: 1 }, d: 1 });
		expect(before).toEqual({ list: [1, 2], at: { "a/b": 1 } });
		expect(mergePatch({ a: { b: 1, c: 2 } }, { a: { b: null, d: 3 } })).toEqual({ a: { c: 2, d: 3 } });
	});
});
