import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resourceOf } from "./api-server.ts";
import { type Cluster, SANDBOX_NAMESPACE, STUDIO_NAMESPACE, startCluster } from "./cluster.ts";
import { environmentOf } from "./pod-containers.ts";

const GROUP = "/apis/extensions.agents.x-k8s.io/v1beta1/namespaces/storydream-sandboxes";
let cluster: Cluster;
beforeEach(async () => {
	cluster = await startCluster({ agentSandbox: true });
	cluster.apply({
		apiVersion: "extensions.agents.x-k8s.io/v1beta1",
		kind: "SandboxTemplate",
		metadata: { name: "template" },
		spec: {
			podTemplate: {
				metadata: { labels: { role: "sandbox" } },
				spec: {
					securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
					containers: [
						{
							name: "one",
							image: "an-image",
							securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
						},
					],
				},
			},
		},
	});
});
afterEach(() => cluster.close());

function makePool(replicas: number): void {
	cluster.apply({
		apiVersion: "extensions.agents.x-k8s.io/v1beta1",
		kind: "SandboxWarmPool",
		metadata: { name: "pool" },
		spec: { replicas, sandboxTemplateRef: { name: "template" } },
	});
}
async function ask(method: string, path: string, body?: object, at = cluster) {
	const answer = await fetch(`${at.url}${path}`, {
		method,
		headers: { authorization: `Bearer ${at.token}`, "content-type": "application/json" },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: answer.status, text: await answer.text() };
}
const claim = (name: string, spec: object = {}) =>
	ask("POST", `${GROUP}/sandboxclaims`, { metadata: { name }, spec: { warmPoolRef: { name: "pool" }, ...spec } });
const found = (name: string) => cluster.store.find(resourceOf("sandboxclaims"), SANDBOX_NAMESPACE, name);
const statusOf = (name: string) => JSON.stringify(found(name)?.status ?? {});
const pods = () => cluster.pods().map(({ metadata }) => metadata.name);
const wait = (what: () => void) => vi.waitFor(what);

describe("agent-sandbox in a cluster", () => {
	it("keeps a pool full, binds a claim to one that waits and is ready, and makes one where none does", async () => {
		makePool(1);
		await wait(() => expect(pods()).toHaveLength(1));
		const [waiting = ""] = pods();
		expect(cluster.pod(waiting)?.metadata.labels).toEqual({ role: "sandbox", "agents.x-k8s.io/warm-pool-sandbox": "pool" });
		cluster.runPod(waiting, "127.0.0.9");
		await wait(() => expect(JSON.stringify(cluster.store.list(resourceOf("sandboxes"), ""))).toContain("its pod is ready"));
		await claim("first", { additionalPodMetadata: { annotations: { "example.com/whose": "first" } } });
		await wait(() => expect(found("first")?.status).toMatchObject({ sandbox: { name: waiting, podIPs: ["127.0.0.9"] } }));
		await wait(() => expect(cluster.pod(waiting)?.metadata.annotations).toEqual({ "example.com/whose": "first" }));
		expect(cluster.pod(waiting)?.metadata.labels).toEqual({ role: "sandbox" });
		await wait(() => expect(pods()).toHaveLength(2));
		await claim("second");
		await wait(() => expect(found("second")?.status).toMatchObject({ sandbox: { name: "second" } }));
		await wait(() => expect(pods()).toContain("second"));
	});

	it("removes with a claim what was made for it: after it, or before it when the claim says so", async () => {
		makePool(0);
		for (const propagationPolicy of ["Background", "Foreground"]) {
			await claim("a-claim");
			await wait(() => expect(pods()).toEqual(["a-claim"]));
			cluster.runPod("a-claim");
			await ask("DELETE", `${GROUP}/sandboxclaims/a-claim`, { propagationPolicy });
			await wait(() => expect(cluster.pod("a-claim")?.metadata.deletionTimestamp).toBeDefined());
			expect(found("a-claim")?.metadata.finalizers).toEqual(
				propagationPolicy === "Foreground" ? ["foregroundDeletion"] : undefined,
			);
			cluster.store.delete(resourceOf("pods"), SANDBOX_NAMESPACE, "a-claim", { graceSeconds: 0 });
			await wait(() => expect([found("a-claim"), ...cluster.store.list(resourceOf("sandboxes"), "")]).toEqual([null]));
		}
	});

	it("gives a Sandbox whose pod was removed another one, and leaves one that ended", async () => {
		makePool(0);
		await claim("a-claim");
		await wait(() => expect(pods()).toEqual(["a-claim"]));
		const before = cluster.pod("a-claim")?.metadata.uid;
		cluster.store.delete(resourceOf("pods"), SANDBOX_NAMESPACE, "a-claim");
		await wait(() => expect([undefined, before]).not.toContain(cluster.pod("a-claim")?.metadata.uid));
		const second = cluster.pod("a-claim")?.metadata.uid;
		cluster.endPod("a-claim", { exitCode: 1 });
		await wait(() => expect(statusOf("a-claim")).toContain("PodFailed"));
		expect(cluster.pod("a-claim")?.metadata.uid).toBe(second);
	});

	it("says why a claim gets none, and takes nothing up while it does not run", async () => {
		await claim("early");
		await wait(() => expect(statusOf("early")).toContain("WarmPoolNotFound"));
		makePool(0);
		await claim("labelled", { additionalPodMetadata: { labels: { "storydream.dev/sandbox": "labelled" } } });
		await wait(() => expect(statusOf("labelled")).toContain("InvalidMetadata"));
		cluster.agentSandbox?.stop();
		await claim("late");
		expect(statusOf("late")).toBe("{}");
		cluster.agentSandbox?.start();
		await wait(() => expect(statusOf("late")).toContain('"name":"late"'));
		expect((await claim("wrong", { warmPoolRef: {} })).status).toBe(422);
	});

	it("is not there where nobody has installed it, as any address that an API server does not know", async () => {
		const other = await startCluster();
		try {
			expect(await ask("GET", `${GROUP}/sandboxclaims/x`, undefined, other)).toEqual({
				status: 404,
				text: "404 page not found\n",
			});
		} finally {
			await other.close();
		}
	});
});

describe("variables of a container", () => {
	it("may name Services of the namespace and those before them, where the pod wants that", () => {
		const env = [
			{ name: "URL", value: "http://$(STORYDREAM_INTERNAL_SERVICE_HOST):$(STORYDREAM_INTERNAL_SERVICE_PORT)/" },
			{ name: "TWICE", value: "$(URL)$(URL) $(NOBODY)" },
		];
		const source = (enableServiceLinks: boolean) => ({
			pod: { spec: { enableServiceLinks, containers: [] } },
			address: "",
			find: () => null,
			services: () => cluster.store.list(resourceOf("services"), STUDIO_NAMESPACE),
		});
		const container = { name: "one", env };
		expect(environmentOf(container, source(true))).toEqual([
			"STORYDREAM_INTERNAL_SERVICE_HOST=127.0.0.1",
			"STORYDREAM_INTERNAL_SERVICE_PORT=8081",
			"URL=http://127.0.0.1:8081/",
			"TWICE=http://127.0.0.1:8081/http://127.0.0.1:8081/ $(NOBODY)",
		]);
		expect(environmentOf(container, source(false))).toContain(
			"TWICE=$(URL)$(URL) $(NOBODY)".replaceAll("$(URL)", env[0]?.value ?? ""),
		);
	});
});
