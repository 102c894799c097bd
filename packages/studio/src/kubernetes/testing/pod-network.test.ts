import { describe, expect, it } from "vitest";
import { STUDIO_NAMESPACE, usualObjects } from "./cluster.ts";
import type { KubernetesObject } from "./objects.ts";
import { isFree, waysOutOf } from "./pod-network.ts";

const STUDIO = { labels: { "app.kubernetes.io/name": "storydream" }, namespace: "studios", address: "10.232.0.1" };
const SANDBOX = { "storydream.dev/role": "sandbox" };
const policy = (spec: object): KubernetesObject => ({
	apiVersion: "networking.k8s.io/v1",
	kind: "NetworkPolicy",
	metadata: { name: "one", namespace: "studios", uid: "1", resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" },
	spec: { ...spec },
});
const usual = usualObjects("sandboxes").flatMap(({ kind, spec }) =>
	kind === "NetworkPolicy" && typeof spec === "object" && spec !== null ? [policy(spec)] : [],
);
const USUAL_STUDIO = { ...STUDIO, namespace: STUDIO_NAMESPACE };

describe("the ways out that policies leave a pod", () => {
	it("are the studio's internal port alone with the policy of sandboxes", () => {
		expect(waysOutOf(usual, SANDBOX, USUAL_STUDIO)).toEqual([{ to: STUDIO.address, protocol: "tcp", port: 8081 }]);
	});

	it("are all where no policy selects the pod, or none speaks of its ways out", () => {
		expect(waysOutOf(usual, { "storydream.dev/role": "other" }, STUDIO)).toBeNull();
		expect(waysOutOf([], SANDBOX, STUDIO)).toBeNull();
		expect(waysOutOf([policy({ podSelector: {}, policyTypes: ["Ingress"] })], SANDBOX, STUDIO)).toBeNull();
	});

	it("lead to other pods where no policy says anything of the pod", () => {
		expect(isFree(usual, SANDBOX)).toBe(false);
		expect(isFree(usual, { "storydream.dev/role": "other" })).toBe(true);
	});

	it("are none with a policy that denies all, and what any of several allows", () => {
		const none = policy({ podSelector: {}, policyTypes: ["Egress"] });
		expect(waysOutOf([none], SANDBOX, STUDIO)).toEqual([]);
		expect(waysOutOf([none, ...usual], SANDBOX, USUAL_STUDIO)).toHaveLength(1);
		const open = policy({ podSelector: {}, policyTypes: ["Egress"], egress: [{ ports: [{ protocol: "UDP", port: 53 }] }] });
		expect(waysOutOf([none, open], SANDBOX, STUDIO)).toEqual([{ to: "0.0.0.0/0", protocol: "udp", port: 53 }]);
	});

	it("lead to studios in another namespace only where the policy names it", () => {
		const studios = { podSelector: { matchLabels: STUDIO.labels } };
		const named = { ...studios, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "studios" } } };
		const from = (namespace: string, peer: object) =>
			waysOutOf(
				[
					{
						...policy({ podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [peer], ports: [{ port: 8081 }] }] }),
						metadata: { ...policy({}).metadata, namespace },
					},
				],
				SANDBOX,
				STUDIO,
			)?.length;
		expect([from("studios", studios), from("sandboxes", studios), from("sandboxes", named)]).toEqual([1, 0, 1]);
	});

	it("are those of a port's name that the studio's pods have, and none of one they do not have", () => {
		const to = [{ podSelector: { matchLabels: STUDIO.labels } }];
		const named = (port: string) => [policy({ podSelector: {}, egress: [{ to, ports: [{ port }] }] })];
		const studio = { ...STUDIO, ports: { internal: 8081 } };
		expect(waysOutOf(named("internal"), SANDBOX, studio)).toEqual([{ to: STUDIO.address, protocol: "tcp", port: 8081 }]);
		expect(waysOutOf(named("metrics"), SANDBOX, studio)).toEqual([]);
	});

	it("are not guessed where a rule says what is not understood here", () => {
		const range = { egress: [{ ports: [{ port: 1, endPort: 9 }] }] };
		const exception = { egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }] }] };
		for (const spec of [range, exception]) expect(() => waysOutOf([policy(spec)], SANDBOX, STUDIO)).toThrow(/Unrecognized key/);
	});

	it("do not lead to pods that are not the studio's, which are never reached here", () => {
		const to = [{ podSelector: { matchLabels: { app: "other" } } }, { ipBlock: { cidr: "192.0.2.0/24" } }];
		const found = waysOutOf([policy({ podSelector: {}, policyTypes: ["Egress"], egress: [{ to }] })], SANDBOX, STUDIO);
		expect(found?.map((way) => way.to)).toEqual(["192.0.2.0/24", "192.0.2.0/24"]);
	});
});
