import type { V1NetworkPolicySpec } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { gapOf } from "./policy.ts";

const labels = { "storydream.dev/install": "films", "storydream.dev/role": "sandbox" };
const studio = { podSelector: { matchLabels: { "app.kubernetes.io/name": "storydream" } } };
const closed: V1NetworkPolicySpec = {
	podSelector: { matchExpressions: [{ key: "storydream.dev/role", operator: "In", values: ["sandbox", "export"] }] },
	policyTypes: ["Ingress", "Egress"],
	egress: [{ to: [studio], ports: [{ port: 8081, protocol: "TCP" }] }],
	ingress: [{ _from: [studio], ports: [{ port: 3000 }, { port: 3001 }] }],
};

describe("the NetworkPolicy of sandboxes", () => {
	it("closes them in: nothing but the studio's one port leads out", () => {
		expect(gapOf({ spec: closed }, labels, "sandboxes")).toBeNull();
		expect(gapOf({ spec: { ...closed, podSelector: {}, egress: [] } }, labels, "sandboxes")).toBeNull();
	});

	it.each<[string, V1NetworkPolicySpec | undefined]>([
		["does not select the pods of sandboxes", undefined],
		["does not select the pods of sandboxes", { ...closed, podSelector: { matchLabels: { "storydream.dev/role": "export" } } }],
		[
			"does not select the pods of sandboxes",
			{ ...closed, podSelector: { matchExpressions: [{ key: "storydream.dev/role", operator: "DoesNotExist" }] } },
		],
		["says nothing about egress", { ...closed, policyTypes: ["Ingress"] }],
		["says nothing about ingress", { ...closed, policyTypes: ["Egress"] }],
		["lets sandboxes reach anything", { ...closed, egress: [{}] }],
		["lets sandboxes reach all ports of the studio", { ...closed, egress: [{ to: [studio] }] }],
		[
			"lets sandboxes reach any address",
			{ ...closed, egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443 }] }] },
		],
	])("is not enough when it %s", (gap, spec) => {
		expect(gapOf(spec === undefined ? {} : { spec }, labels, "sandboxes")).toBe(gap);
	});
});
