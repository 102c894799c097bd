import { Resolver } from "node:dns/promises";
import { readFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";

// Nothing but Node is imported here: this is begun before anything else is loaded.

/**
 * A connection that is not there by then is taken for closed: what leads out answers in a fraction of it, and what is not
 * answered is asked again by the system after a second only.
 */
const DIAL_MS = 500;
/** Exit code of a sandbox that is not closed; the studio's drivers know it. */
export const EXIT_EGRESS = 78;

/** Somewhere outside: well-known resolvers, and the address where clouds keep credentials of the machine. */
const OUTSIDE = [
	{ host: "1.1.1.1", port: 443 },
	{ host: "8.8.8.8", port: 53 },
	{ host: "9.9.9.9", port: 443 },
	{ host: "169.254.169.254", port: 80 },
	{ host: "2606:4700:4700::1111", port: 443 },
];
/** Where a host usually listens, were it in this network. */
const HOST_PORTS = [22, 53, 80, 111, 443, 2375, 2376, 3000, 5432, 6443, 8080, 10250];
const NAME = "example.com";

/**
 * Proves that nothing can be reached from here but the gateway: tries addresses and names outside, and the host's own
 * ports. Answers what could be reached, in words; empty when all is closed. Takes about half a second.
 * @param more places besides, as `host:port`
 */
export async function waysOut(gatewayUrl: string, more: string[] = []): Promise<string[]> {
	const gateway = new URL(gatewayUrl).hostname;
	const hosts = hostAddresses().filter((address) => address !== gateway);
	const found = await Promise.all([
		...OUTSIDE.map(({ host, port }) => dial(host, port, false)),
		// In our own network a refusal comes from somebody, who may listen elsewhere.
		...hosts.flatMap((host) => HOST_PORTS.map((port) => dial(host, port, true))),
		...more.map((place) => {
			const { hostname, port } = new URL(`tcp://${place}`);
			return dial(hostname.replace(/^\[|\]$/g, ""), Number(port), false);
		}),
		resolve([]),
		resolve(["1.1.1.1"]),
	]);
	return found.filter((place) => place !== null);
}

/** First address of each network we are in, and the routers': where the host is, if it is in it. */
function hostAddresses(): string[] {
	const own = Object.values(os.networkInterfaces())
		.flat()
		.filter((each) => each !== undefined && each.family === "IPv4" && !each.internal)
		.map((each) => firstOf(each?.address ?? "", each?.netmask ?? ""));
	return [...new Set([...own, ...routers()])];
}

function firstOf(address: string, netmask: string): string {
	const mask = netmask.split(".").map(Number);
	const network = address.split(".").map((part, index) => Number(part) & (mask[index] ?? 255));
	return [...network.slice(0, 3), (network[3] ?? 0) + 1].join(".");
}

function routers(): string[] {
	try {
		const rows = readFileSync("/proc/net/route", "utf8").trim().split("\n").slice(1);
		const hex = rows
			.map((row) => row.split("\t")[2] ?? "")
			.filter((gateway) => /^[0-9A-F]{8}$/.test(gateway) && gateway !== "00000000");
		return hex.map((gateway) =>
			(gateway.match(/../g) ?? [])
				.reverse()
				.map((part) => Number.parseInt(part, 16))
				.join("."),
		);
	} catch {
		// Another system than Linux has no such list: the addresses of our networks are tried all the same.
		return [];
	}
}

/**
 * Calls when it is late, having looked at what has come until then. A sandbox that starts is busy with loading for longer
 * than this wait: its timers are due before the connections that were made meanwhile have been seen, and every open way
 * would be taken for a closed one.
 */
function late(call: () => void): NodeJS.Timeout {
	return setTimeout(() => setImmediate(() => setImmediate(call)), DIAL_MS);
}

/** Where it is when it can be reached, else null. `refusalCounts`: a refusal shows that somebody is there. */
export function dial(host: string, port: number, refusalCounts: boolean): Promise<string | null> {
	return new Promise((done) => {
		const place = net.isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
		const socket = net.connect({ host, port });
		const end = (reached: boolean) => {
			clearTimeout(timer);
			socket.destroy();
			// The first answer counts.
			done(reached ? place : null);
		};
		const timer = late(() => end(false));
		socket.once("connect", () => end(true));
		socket.once("error", (error: NodeJS.ErrnoException) => end(refusalCounts && error.code === "ECONNREFUSED"));
	});
}

/** @param servers resolvers to ask; none: the system's */
async function resolve(servers: string[]): Promise<string | null> {
	// Ended by `late`: a deadline of its own would pass while this process is busy.
	const resolver = new Resolver({ timeout: DIAL_MS * 5, tries: 1 });
	const how = servers.length === 0 ? "the system's resolver" : `the resolver ${servers.join(", ")}`;
	const timer = late(() => resolver.cancel());
	try {
		if (servers.length > 0) resolver.setServers(servers);
		await resolver.resolve4(NAME);
		return how;
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : undefined;
		// That there is no such name is an answer too.
		return code === "ENOTFOUND" || code === "ENODATA" ? how : null;
	} finally {
		clearTimeout(timer);
	}
}
