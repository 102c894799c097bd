import { describe, expect, it } from "vitest";
import { restrictedViolations, schemaErrors } from "../../kubernetes/testing/admission.ts";
import type { SandboxSpec } from "../driver.ts";
import { claimPatch, isClaimedFor } from "./claim.ts";
import { type PodOptions, podOf } from "./pod.ts";
import { secretOf } from "./secret.ts";
import { podOptions } from "./testing/place.ts";

const spec: SandboxSpec = {
	name: "films-abcdefghijklmnopqrst-k2x9f3a1",
	incarnation: "k2x9f3a1",
	sessionId: "abcdefghijklmnopqrst",
	token: "sandbox-token-canary-0123456789",
	gatewayUrl: "http://127.0.0.1:8080/gateway",
	gatewayToken: "gateway-token-canary-0123456789",
};
const options: PodOptions = {
	...podOptions,
	install: "films",
	image: "registry.example.com/films/sandbox:1",
	namespace: "films",
	limits: { memoryBytes: 4e9, diskBytes: 2e9, cpus: 2 },
	previewAllowedHostSuffix: ".preview.localhost",
};
const gateway = "http://10.96.0.7:8081/gateway";
/** As it goes over the wire: what has no value is not in it. */
const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe("a sandbox's pod", () => {
	const pod = wire(podOf(spec, gateway, options));
	const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];

	it("is what Kubernetes' own schema knows, field by field, and so is its Secret", async () => {
		expect(await schemaErrors(pod)).toEqual([]);
		const secret = wire(secretOf(spec, { metadata: { uid: "a-uid" } }, options));
		expect(await schemaErrors(secret)).toEqual([]);
	});

	it("holds no token: those are in a Secret that belongs to it, and only the sandbox itself is given them", () => {
		expect(JSON.stringify(pod)).not.toContain("canary");
		const given = containers.map(({ name, env = [] }) => [name, env.filter((each) => each.valueFrom).map((each) => each.name)]);
		expect(given).toEqual([
			["prepare", []],
			["sandbox", ["SANDBOX_TOKEN", "GATEWAY_TOKEN"]],
		]);
		const secret = secretOf(spec, { metadata: { uid: "a-uid" } }, options);
		expect(secret.metadata?.name).toBe(spec.name);
		expect(secret.metadata?.ownerReferences).toMatchObject([
			{ kind: "Pod", name: spec.name, uid: "a-uid", blockOwnerDeletion: false },
		]);
		expect(Buffer.from(secret.data?.SANDBOX_TOKEN ?? "", "base64").toString()).toBe(spec.token);
	});

	it("has no account, no names, no neighbour's addresses, and nothing of its node's", () => {
		expect(pod.spec).toMatchObject({
			restartPolicy: "Never",
			automountServiceAccountToken: false,
			enableServiceLinks: false,
			dnsPolicy: "None",
			dnsConfig: { nameservers: ["127.0.0.1"] },
		});
		for (const field of ["hostNetwork", "hostPID", "hostIPC", "serviceAccountName", "nodeName"])
			expect(pod.spec).not.toHaveProperty(field);
		expect(pod.spec?.volumes?.map((volume) => Object.keys(volume).filter((key) => key !== "name"))).toEqual([
			["emptyDir"],
			["emptyDir"],
			["emptyDir"],
		]);
	});

	it("keeps to the restricted standard in each of its containers, with limits on all it uses", () => {
		expect(restrictedViolations(pod.spec)).toEqual([]);
		expect(pod.spec?.securityContext).toMatchObject({
			runAsNonRoot: true,
			runAsUser: 1000,
			seccompProfile: { type: "RuntimeDefault" },
		});
		for (const container of containers) {
			expect(container.securityContext).toEqual({
				allowPrivilegeEscalation: false,
				readOnlyRootFilesystem: true,
				runAsNonRoot: true,
				capabilities: { drop: ["ALL"] },
				seccompProfile: { type: "RuntimeDefault" },
			});
			expect(container.resources?.limits).toEqual({ cpu: "2", memory: "4000000000", "ephemeral-storage": "2600000000" });
			for (const port of container.ports ?? []) expect(port).not.toHaveProperty("hostPort");
		}
	});

	it("proves that it is closed and prepares the work tree before the sandbox runs, which is ready on both its ports", () => {
		expect(pod.spec?.initContainers).toMatchObject([{ name: "prepare", args: expect.arrayContaining(["prepare"]) }]);
		for (const { env = [] } of containers) {
			expect(env).toContainEqual({ name: "EGRESS", value: "closed" });
			expect(env).toContainEqual({ name: "GATEWAY_URL", value: gateway });
		}
		expect(pod.spec?.containers).toMatchObject([
			{ startupProbe: { tcpSocket: { port: 3000 } }, readinessProbe: { tcpSocket: { port: 3001 } } },
		]);
	});

	it("says whose it is in labels, and whether it is a spare", () => {
		expect(pod.metadata?.labels).toEqual({
			"storydream.dev/install": "films",
			"storydream.dev/role": "sandbox",
			"storydream.dev/sandbox": spec.name,
			"storydream.dev/incarnation": spec.incarnation,
			"storydream.dev/session": spec.sessionId,
			"storydream.dev/pool": "claimed",
		});
		expect(podOf({ ...spec, spare: true }, gateway, options).metadata?.labels?.["storydream.dev/pool"]).toBe("warm");
	});

	it("runs where and how the settings say", async () => {
		const set = wire(
			podOf(spec, gateway, {
				...options,
				runtimeClass: "gvisor",
				priorityClass: "storydream-sandbox",
				imagePullSecret: "registry",
				nodeSelector: { pool: "films" },
				tolerations: [{ key: "pool", value: "films", effect: "NoSchedule" }, { key: "spot" }],
				allowEgress: true,
			}),
		);
		expect(await schemaErrors(set)).toEqual([]);
		expect(restrictedViolations(set.spec)).toEqual([]);
		expect(set.spec).toMatchObject({
			runtimeClassName: "gvisor",
			priorityClassName: "storydream-sandbox",
			imagePullSecrets: [{ name: "registry" }],
			nodeSelector: { pool: "films" },
			tolerations: expect.arrayContaining([
				{ key: "pool", operator: "Equal", value: "films", effect: "NoSchedule" },
				{ key: "spot", operator: "Exists" },
			]),
		});
		expect(set.spec?.containers[0]?.env).toContainEqual({ name: "EGRESS", value: "allowed" });
	});
});

describe("the claim of a spare", () => {
	it("is a patch that only one can make: it tests what it replaces", () => {
		expect(claimPatch(spec.name, "project-1")).toEqual([
			{ op: "test", path: "/metadata/labels/storydream.dev~1sandbox", value: spec.name },
			{ op: "test", path: "/metadata/labels/storydream.dev~1pool", value: "warm" },
			{ op: "replace", path: "/metadata/labels/storydream.dev~1pool", value: "claimed" },
			{ op: "add", path: "/metadata/labels/storydream.dev~1project", value: "project-1" },
		]);
	});

	it("is known again by who made it, and by nobody else", () => {
		const labels = { "storydream.dev/pool": "claimed", "storydream.dev/project": "project-1" };
		expect(isClaimedFor({ metadata: { labels } }, "project-1")).toBe(true);
		expect(isClaimedFor({ metadata: { labels } }, "project-2")).toBe(false);
		expect(isClaimedFor({ metadata: { labels: { ...labels, "storydream.dev/pool": "warm" } } }, "project-1")).toBe(false);
		expect(isClaimedFor(null, "project-1")).toBe(false);
	});
});
