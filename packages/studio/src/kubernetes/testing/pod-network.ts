import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type Dockerode from "dockerode";
import { z } from "zod";
import type { KubernetesObject } from "./objects.ts";
import { matchesSelector } from "./selectors.ts";

const run = promisify(execFile);
const ATTEMPTS = 40;
/** How the names of the pods' bridges begin, and those of pods that reach each other. */
const BRIDGES = "sdp";
const FREE_BRIDGES = "sdo";
const Selector = z.looseObject({
	matchLabels: z.record(z.string(), z.string()).optional(),
	matchExpressions: z
		.array(z.looseObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
		.optional(),
});
const PolicySpec = z.looseObject({
	podSelector: Selector.default({}),
	policyTypes: z.array(z.string()).optional(),
	egress: z
		.array(
			z.looseObject({
				to: z
					.array(
						z.looseObject({
							podSelector: Selector.optional(),
							namespaceSelector: Selector.optional(),
							ipBlock: z.strictObject({ cidr: z.string() }).optional(),
						}),
					)
					.default([]),
				// Strict, as are the blocks above: a range's end or an exception that was passed over would open or close too much.
				ports: z
					.array(z.strictObject({ protocol: z.string().default("TCP"), port: z.union([z.number(), z.string()]).optional() }))
					.default([]),
			}),
		)
		.optional(),
});

/** Where a pod may connect to; absent port: any. */
export interface WayOut {
	to: string;
	protocol: "tcp" | "udp";
	port: number | null;
}

/** A pod's own network: the host is in it, and nobody else. */
export interface PodNetwork {
	id: string;
	/** Of this network alone. */
	name: string;
	/** Takes down the rules, then the network; whoever is in it still is put out. May be asked again. */
	remove(): Promise<void>;
}

/**
 * What the NetworkPolicies let a pod reach; null when none of them says anything about its ways out: then all of them are
 * open, as in a cluster.
 * @param studio labels, namespace and named ports of the studio's pods, whose place the host's address takes
 */
export function waysOutOf(
	policies: KubernetesObject[],
	labels: Record<string, string>,
	studio: { labels: Record<string, string>; namespace: string; address: string; ports?: Record<string, number> },
): WayOut[] | null {
	const closing = policies
		.map(({ spec, metadata }) => ({ ...PolicySpec.parse(spec ?? {}), namespace: metadata.namespace }))
		.filter(({ podSelector, policyTypes, egress }) => {
			return (policyTypes?.includes("Egress") ?? egress !== undefined) && matches(podSelector, labels);
		});
	if (closing.length === 0) return null;
	return closing.flatMap(({ egress = [], namespace }) =>
		egress.flatMap(({ to, ports }) => {
			const places = to.flatMap(({ podSelector, namespaceSelector, ipBlock }) => {
				if (ipBlock) return [ipBlock.cidr];
				// Without a selector of namespaces, pods of the policy's own namespace are meant.
				const there = namespaceSelector
					? matches(namespaceSelector, { "kubernetes.io/metadata.name": studio.namespace })
					: namespace === studio.namespace;
				return there && matches(podSelector ?? {}, studio.labels) ? [studio.address] : [];
			});
			const anywhere = to.length === 0 ? ["0.0.0.0/0"] : places;
			return anywhere.flatMap((place): WayOut[] =>
				ports.length === 0
					? (["tcp", "udp"] as const).map((protocol) => ({ to: place, protocol, port: null }))
					: ports.flatMap(({ protocol, port }) => {
							const number = typeof port === "string" ? studio.ports?.[port] : (port ?? null);
							// A name that the pods there do not have opens nothing.
							if (number === undefined) return [];
							return { to: place, protocol: protocol === "UDP" ? "udp" : "tcp", port: number };
						}),
			);
		}),
	);
}

/** Whether no policy says anything about a pod, in or out: such pods reach each other. */
export function isFree(policies: KubernetesObject[], labels: Record<string, string>): boolean {
	return !policies.some(({ spec }) => matches(PolicySpec.parse(spec ?? {}).podSelector, labels));
}

function matches(selector: z.infer<typeof Selector>, labels: Record<string, string>): boolean {
	const { matchLabels, matchExpressions } = selector;
	return matchesSelector(
		{
			...(matchLabels ? { matchLabels } : {}),
			...(matchExpressions
				? {
						matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
							key,
							operator,
							...(values ? { values } : {}),
						})),
					}
				: {}),
		},
		labels,
	);
}

/**
 * Makes a bridge of eight addresses out of 10.232.0.0/16, which the host can dial. What comes out of it is looked at
 * before it is routed (table `mangle`), so that neither the host's own ports nor other networks are reached but by `ways`.
 * @param ways null: no rules
 * @param free whether it and other networks that are free reach each other, which an engine keeps apart by itself
 */
export async function makePodNetwork(
	docker: Dockerode,
	labels: Record<string, string>,
	ways: WayOut[] | null,
	free = false,
): Promise<PodNetwork & { gateway: string }> {
	const bridge = `${free ? FREE_BRIDGES : BRIDGES}${randomBytes(5).toString("hex")}`;
	const chain = chainOf(bridge);
	let network: Dockerode.Network | undefined;
	let ruled = false;
	async function remove(): Promise<void> {
		if (network) await removeNetwork(network);
		if (!ruled) return;
		ruled = false;
		await removePodRules(bridge);
	}
	try {
		// The rules come first: a pod is never there without them.
		if (ways) {
			await iptables("mangle", "-N", chain);
			ruled = true;
			await iptables("mangle", "-A", chain, "-m", "conntrack", "--ctstate", "ESTABLISHED,RELATED", "-j", "RETURN");
			for (const { to, protocol, port } of ways) {
				const toPort = port === null ? [] : ["--dport", String(port)];
				await iptables("mangle", "-A", chain, "-d", to, "-p", protocol, ...toPort, "-j", "RETURN");
			}
			await iptables("mangle", "-A", chain, "-j", "DROP");
			await iptables("mangle", "-A", ...jumpOf(bridge));
		}
		if (free) {
			ruled = true;
			await iptables("filter", "-I", ...letOut(bridge));
		}
		for (let attempt = 0; network === undefined; attempt++) {
			const block = randomBytes(2).readUInt16BE(0) & 0xfff8;
			const base = `10.232.${block >> 8}`;
			const gateway = `${base}.${(block & 0xff) + 1}`;
			try {
				network = await docker.createNetwork({
					Name: bridge,
					Driver: "bridge",
					EnableIPv6: false,
					IPAM: { Driver: "default", Config: [{ Subnet: `${base}.${block & 0xff}/29`, Gateway: gateway }] },
					Options: {
						"com.docker.network.bridge.name": bridge,
						// Engines since 28 keep even those out who may be routed.
						...(free ? { "com.docker.network.bridge.gateway_mode_ipv4": "nat-unprotected" } : {}),
					},
					Labels: labels,
				});
				return { id: network.id, name: bridge, gateway, remove };
			} catch (error) {
				if (attempt >= ATTEMPTS || !/overlap/i.test(String(error))) throw error;
			}
		}
		throw new Error("no network was made");
	} catch (error) {
		await remove();
		throw error;
	}
}

/** Takes down a pod's rules, as many as there are of them. @param bridge the name of its network */
export async function removePodRules(bridge: string): Promise<void> {
	// Whether each is there depends on how far its making came.
	await iptables("filter", "-D", ...letOut(bridge)).catch(() => undefined);
	if ((await podRules(bridge)).length === 0) return;
	await iptables("mangle", "-D", ...jumpOf(bridge)).catch(() => undefined);
	await iptables("mangle", "-F", chainOf(bridge));
	await iptables("mangle", "-X", chainOf(bridge));
}

/** What comes out of a pod's network is held to these; none: to nothing. */
export async function podRules(bridge: string): Promise<string[]> {
	const { stdout } = await run("iptables", ["-w", "10", "-t", "mangle", "-S"]);
	return stdout.split("\n").filter((rule) => rule.includes(bridge) || rule.split(" ").includes(chainOf(bridge)));
}

const chainOf = (bridge: string) => `SDP-${bridge.slice(BRIDGES.length)}`;
const jumpOf = (bridge: string) => ["PREROUTING", "-i", bridge, "-j", chainOf(bridge)];
const letOut = (bridge: string) => ["DOCKER-USER", "-i", bridge, "-o", `${FREE_BRIDGES}+`, "-j", "ACCEPT"];

async function removeNetwork(network: Dockerode.Network): Promise<void> {
	for (let attempt = 0; ; attempt++) {
		try {
			await network.remove();
			return;
		} catch (error) {
			if (error instanceof Error && "statusCode" in error && error.statusCode === 404) return;
			// Somebody is still leaving it.
			if (attempt >= 20) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}

async function iptables(table: "filter" | "mangle", ...words: string[]): Promise<void> {
	await run("iptables", ["-w", "10", "-t", table, ...words]);
}
