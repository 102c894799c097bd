import { describe, expect, it } from "vitest";
import { restrictedViolations, schemaErrors } from "../../kubernetes/testing/admission.ts";
import { type Claim, claimOf, isOwnClaim, isPodOf, verdictOfClaim } from "./agent-sandbox.ts";
import { podOf } from "./pod.ts";
import { MUST_NOT_REACH, templateOf } from "./template.ts";
import { newSpec, podOptions } from "./testing/place.ts";

const spec = newSpec();
const place = { namespace: "films", install: "films", pool: "pool" };

function claim(status: Claim["status"], more: Partial<Claim["metadata"]> = {}): Claim {
	return { metadata: { name: spec.name, uid: "a-uid", ...more }, status };
}
const notReady = (reason: string, message = "") => ({
	conditions: [{ type: "Ready", status: "False", reason, message }],
});

describe("a claim", () => {
	it("is what agent-sandbox knows, holds no token, and asks for no label on the pod: those would be refused", async () => {
		const made = claimOf({ ...spec, model: "a-model" }, place);
		expect(await schemaErrors(made)).toEqual([]);
		expect(JSON.stringify(made)).not.toContain("canary");
		expect(made).toEqual({
			apiVersion: "extensions.agents.x-k8s.io/v1beta1",
			kind: "SandboxClaim",
			metadata: {
				name: spec.name,
				namespace: "films",
				labels: {
					"storydream.dev/install": "films",
					"storydream.dev/role": "sandbox",
					"storydream.dev/sandbox": spec.name,
					"storydream.dev/incarnation": spec.incarnation,
					"storydream.dev/session": spec.sessionId,
				},
			},
			spec: {
				warmPoolRef: { name: "pool" },
				additionalPodMetadata: {
					annotations: { "storydream.dev/sandbox": spec.name, "storydream.dev/session": spec.sessionId },
				},
			},
		});
	});

	it("is ours by its labels, and not by its name alone", () => {
		const labels = { "storydream.dev/install": "films", "storydream.dev/sandbox": spec.name };
		expect(isOwnClaim(claim(null, { labels }), "films", spec.name)).toBe(true);
		expect(isOwnClaim(claim(null), "films", spec.name)).toBe(false);
		expect(isOwnClaim(claim(null, { labels }), "others", spec.name)).toBe(false);
		expect(isOwnClaim(claim(null, { labels }), "films", "films-other-inc")).toBe(false);
	});

	it.each([
		["nobody has looked at it", null, "nothing in the cluster takes its claim up", 25_000],
		["nobody has looked at it yet", { conditions: [] }, "see that agent-sandbox's controller runs", 25_000],
		["there is no pool", notReady("WarmPoolNotFound"), "there is no SandboxWarmPool pool: see K8S_SANDBOX_POOL", 8_000],
		["the pool has no template", notReady("TemplateNotFound", "not there"), "has no template (not there)", 8_000],
		["something is wrong", notReady("ReconcilerError", "a quota."), "is its own yet (a quota)", 25_000],
		["it is bound", { ...notReady("DependenciesNotReady"), sandbox: { name: "pool-x" } }, "its pod is not there yet", 25_000],
	])("waits for what it says where it has no pod: %s", (_what, status, because, forMs) => {
		const verdict = verdictOfClaim(claim(status), "pool", 25_000);
		expect(verdict).toEqual({ state: "waiting", because: expect.stringContaining(because), forMs });
	});

	it.each([
		["what it asks for is refused", notReady("InvalidMetadata", "label domain"), {}, "refuses its claim: label domain"],
		["its time is over", notReady("ClaimExpired"), {}, "has expired"],
		["its Sandbox's time is over", notReady("SandboxExpired"), {}, "has expired"],
		["it was deleted", notReady("SandboxMissing"), { deletionTimestamp: "2026-01-01T00:00:00Z" }, "was deleted in the cluster"],
	])("gets no pod any more: %s", (_what, status, more, reason) => {
		const verdict = verdictOfClaim(claim(status, more), "pool", 25_000);
		expect(verdict).toMatchObject({ state: "over", reason: expect.stringContaining(reason), open: false });
	});

	it("has the pod that its Sandbox made, and no other of that name", () => {
		const owner = { apiVersion: "agents.x-k8s.io/v1beta1", kind: "Sandbox", name: "pool-x", uid: "u", controller: true };
		const pod = (more: object) => ({ metadata: { name: "pool-x", ownerReferences: [{ ...owner, ...more }] } });
		expect(isPodOf(pod({}), "pool-x")).toBe(true);
		expect(isPodOf(pod({ apiVersion: "agents.x-k8s.io/v1alpha1" }), "pool-x")).toBe(true);
		for (const other of [{ controller: false }, { kind: "Job" }, { name: "pool-y" }, { apiVersion: "example.com/v1" }]) {
			expect(isPodOf(pod(other), "pool-x")).toBe(false);
		}
		expect(isPodOf({ metadata: { name: "pool-x" } }, "pool-x")).toBe(false);
	});
});

describe("the template of a pool", () => {
	const options = { ...podOptions, tolerations: [], namespace: "films", environment: { EGRESS_TRY: MUST_NOT_REACH } };
	const wire = (value: object) => JSON.parse(JSON.stringify(value));
	const gatewayUrl = "http://10.96.0.7:8081/gateway";
	const template = wire(templateOf("pool", options, gatewayUrl));
	const pod = wire(podOf(spec, gatewayUrl, options));
	const given = template.spec.podTemplate.spec;

	it("is what agent-sandbox and Kubernetes know, keeps to the restricted standard, and leaves the network to our policy", async () => {
		expect(await schemaErrors(template)).toEqual([]);
		expect(restrictedViolations(given)).toEqual([]);
		expect(template.spec.networkPolicyManagement).toBe("Unmanaged");
		expect(template.spec.podTemplate.metadata).toEqual({
			labels: { "storydream.dev/install": "test", "storydream.dev/role": "sandbox" },
			annotations: pod.metadata.annotations,
		});
	});

	it("makes the pod that the driver makes, but for its identity and its tokens", () => {
		type Container = { env: { name: string }[] };
		const without = ({ env: _env, ...container }: Container) => container;
		const { containers, initContainers, ...rest } = given;
		const { containers: own, initContainers: ownInit, ...ownRest } = pod.spec;
		expect(rest).toEqual(ownRest);
		expect(containers.map(without)).toEqual(own.map(without));
		expect(initContainers.map(without)).toEqual(ownInit.map(without));
		expect(initContainers.map(({ env }: Container) => env)).toEqual(ownInit.map(({ env }: Container) => env));
		const itself = ["SANDBOX_NAME", "SANDBOX_INCARNATION", "SANDBOX_TOKEN", "GATEWAY_TOKEN"];
		const handover = { name: "HANDOVER_TOKEN", valueFrom: { secretKeyRef: { name: "storydream-pool", key: "token" } } };
		expect(containers[0].env).toEqual([...own[0].env.filter(({ name }: { name: string }) => !itself.includes(name)), handover]);
	});

	it("tries the cluster's API too, where the cluster says it is", () => {
		for (const { env } of [...given.initContainers, ...given.containers]) {
			expect(env).toContainEqual({
				name: "EGRESS_TRY",
				value: "$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_SERVICE_PORT)",
			});
		}
	});
});
