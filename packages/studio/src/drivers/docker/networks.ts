import { createHash } from "node:crypto";
import { StoryDreamError } from "@storydream/protocol";
import type Dockerode from "dockerode";
import { orNone, statusOf, textOf, unless } from "./engine.ts";
import { LABEL } from "./options.ts";

/** A sandbox's own network: three addresses are used, the first of which nobody has. */
export interface SandboxNetwork {
	name: string;
	relayAddress: string;
	sandboxAddress: string;
}

/** Addresses of one network: 8, of which 6 can be given. */
const BLOCK = 8;
const ATTEMPTS = 40;

export interface SandboxNetworks {
	/** Makes a sandbox's network, or finds it. */
	make(name: string, labels: Record<string, string>): Promise<SandboxNetwork>;
	/** Null when there is none. Throws when one of this name is not ours. */
	find(name: string): Promise<SandboxNetwork | null>;
	/** All of this installation. */
	names(): Promise<string[]>;
	/** Removes it; whoever is in it still is put out. */
	remove(name: string): Promise<void>;
}

/**
 * One small network for each sandbox, so that no sandbox reaches another. It is `internal` (nothing leads out) and its
 * bridge has no address of the host's (`inhibit_ipv4`), so that no port of the host is reached either.
 */
export function createNetworks(docker: Dockerode, install: string, subnets: string): SandboxNetworks {
	const pool = parsePool(subnets);

	async function find(name: string): Promise<SandboxNetwork | null> {
		const found = await orNone(docker.getNetwork(name).inspect());
		if (found === null) return null;
		const subnet: unknown = found.IPAM?.Config?.[0]?.Subnet;
		if (found.Labels?.[LABEL.install] !== install || typeof subnet !== "string") {
			throw new StoryDreamError("sandbox_failed", `A network named ${name} exists that is not StoryDream's.`, {
				hint: `Look at it with \`docker network inspect ${name}\`, and remove it if nothing needs it.`,
			});
		}
		return placesIn(name, subnet);
	}

	async function make(name: string, labels: Record<string, string>): Promise<SandboxNetwork> {
		const start = createHash("sha256").update(name).digest().readUInt32BE(0);
		for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
			const subnet = `${toText(pool.first + ((start + attempt * 7919) % pool.blocks) * BLOCK)}/29`;
			try {
				await docker.createNetwork({
					Name: name,
					CheckDuplicate: true,
					Driver: "bridge",
					Internal: true,
					EnableIPv6: false,
					IPAM: { Driver: "default", Config: [{ Subnet: subnet }] },
					Options: { "com.docker.network.bridge.inhibit_ipv4": "true" },
					Labels: labels,
				});
				return placesIn(name, subnet);
			} catch (error) {
				if (statusOf(error) === 409) {
					const found = await find(name);
					if (found) return found;
				}
				if (!/overlap/i.test(textOf(error))) throw error;
			}
		}
		throw new StoryDreamError("sandbox_failed", `No free addresses for a sandbox's network are left in ${subnets}.`, {
			hint: "Give the studio a range of its own: set DOCKER_SUBNETS, for instance to 10.232.0.0/16.",
		});
	}

	async function remove(name: string): Promise<void> {
		for (let attempt = 0; ; attempt++) {
			const network = docker.getNetwork(name);
			const found = await orNone(network.inspect());
			if (found === null || found.Labels?.[LABEL.install] !== install) return;
			for (const id of Object.keys(found.Containers ?? {})) {
				await unless(network.disconnect({ Container: id, Force: true }), 403, 404, 500);
			}
			try {
				await unless(network.remove(), 404);
				return;
			} catch (error) {
				// Somebody is still leaving it.
				if (attempt >= 20) throw error;
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
		}
	}

	return {
		make,
		find,
		async names() {
			const found = await docker.listNetworks({ filters: { label: [`${LABEL.install}=${install}`, `${LABEL.role}=sandbox`] } });
			return found.map((network) => network.Name);
		},
		remove,
	};
}

function placesIn(name: string, subnet: string): SandboxNetwork {
	const base = toNumber(subnet.split("/")[0] ?? "");
	return { name, relayAddress: toText(base + 2), sandboxAddress: toText(base + 3) };
}

function parsePool(subnets: string): { first: number; blocks: number } {
	const [address = "", bits = ""] = subnets.split("/");
	const size = 2 ** (32 - Number(bits));
	return { first: Math.floor(toNumber(address) / size) * size, blocks: Math.max(1, size / BLOCK) };
}

function toNumber(address: string): number {
	return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toText(address: number): string {
	return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
