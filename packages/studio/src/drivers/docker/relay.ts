import { createHash, createHmac, randomBytes } from "node:crypto";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { StoryDreamError } from "@storydream/protocol";
import type Dockerode from "dockerode";
import { orNone, statusOf, textOf, unless } from "./engine.ts";
import type { SandboxNetwork, SandboxNetworks } from "./networks.ts";
import { type DockerDriverOptions, LABEL, RELAY_GATEWAY_PORT, RELAY_STUDIO_PORT } from "./options.ts";
import { printedLines } from "./output.ts";

/** A relay that answers. */
export interface Relay {
	id: string;
	/** Where the studio reaches it: `host:port`. */
	host: string;
	port: number;
	secret: string;
}

export interface Relays {
	/** The relay of this installation, started if need be. */
	ensure(): Promise<Relay>;
	/** The relay as it is, without starting one; null when there is none that runs. */
	find(): Promise<Relay | null>;
	/** Puts the relay into a sandbox's network. */
	join(relay: Relay, network: SandboxNetwork): Promise<void>;
	/** Removes it, and the network it had with the studio. */
	remove(): Promise<void>;
}

const READY_MS = 15_000;
const MEMORY = 256 * 1024 * 1024;
const PORT_ATTEMPTS = 20;

/** One relay for an installation; see the relay's own file for what it does. */
export function createRelays(docker: Dockerode, networks: SandboxNetworks, options: DockerDriverOptions): Relays {
	const name = `${options.install}-relay`;
	const front = options.studioNetwork ?? `${options.install}-front`;
	const labels = { [LABEL.install]: options.install, [LABEL.role]: "relay" };
	let ensuring: Promise<Relay> | null = null;

	function secretOf(found: Dockerode.ContainerInspectInfo): string | undefined {
		return found.Config.Env.find((line) => line.startsWith("RELAY_SECRET="))?.slice("RELAY_SECRET=".length);
	}

	function read(found: Dockerode.ContainerInspectInfo): Relay | null {
		const secret = secretOf(found);
		const published = found.NetworkSettings.Ports?.[`${RELAY_STUDIO_PORT}/tcp`]?.[0]?.HostPort;
		if (secret === undefined || !found.State.Running) return null;
		if (options.studioNetwork !== undefined) return { id: found.Id, host: name, port: RELAY_STUDIO_PORT, secret };
		return published === undefined ? null : { id: found.Id, host: "127.0.0.1", port: Number(published), secret };
	}

	async function imageId(): Promise<string> {
		return (await docker.getImage(options.image).inspect()).Id;
	}

	async function ensureNow(): Promise<Relay> {
		const container = docker.getContainer(name);
		const [found, image] = await Promise.all([orNone(container.inspect()), imageId()]);
		const fingerprint = createHash("sha256").update(`1 ${image} ${front} ${options.subnets}`).digest("hex").slice(0, 16);
		if (found) {
			if (found.Config.Labels[LABEL.install] !== options.install) throw taken();
			if (found.Config.Labels[LABEL.fingerprint] === fingerprint) {
				if (!found.State.Running) await unless(container.start(), 304);
				const relay = found.State.Running ? read(found) : read(await container.inspect());
				if (relay) {
					// A start of the relay's that was cut off has left some of them out.
					await joinAll(relay, new Set(Object.keys(found.NetworkSettings.Networks)));
					if (await isReady(relay, options.relaySilentMs ?? READY_MS)) return relay;
					// It runs and can't be reached: whatever its place in the network lost, a new one has.
					await logSilence(relay);
				}
			}
			options.logger.info({ relay: name }, "the relay is made anew");
			await removeContainer();
		}
		// With the secret of the one before, addresses of sandboxes that run stay as they were.
		const secret = (found && secretOf(found)) ?? randomBytes(24).toString("hex");
		const relay = await createRelay(image, fingerprint, secret);
		if (!(await isReady(relay, READY_MS))) {
			await logSilence(relay);
			throw silent();
		}
		// Sandboxes of before: they lost the old one.
		await joinAll(relay, new Set());
		return relay;
	}

	/** Joins the networks of all sandboxes but those it is in. One that can't be joined, or just goes, keeps no other out. */
	async function joinAll(relay: Relay, joined: Set<string>): Promise<void> {
		for (const each of await networks.names()) {
			if (joined.has(each)) continue;
			try {
				const network = await networks.find(each);
				if (network) await join(relay, network);
			} catch (error) {
				if (statusOf(error) !== 404)
					options.logger.warn({ err: error, network: each }, "the relay could not join a sandbox's network");
			}
		}
	}

	async function createRelay(image: string, fingerprint: string, secret: string): Promise<Relay> {
		if (options.studioNetwork === undefined && (await orNone(docker.getNetwork(front).inspect())) === null) {
			await unless(
				docker.createNetwork({
					Name: front,
					CheckDuplicate: true,
					Driver: "bridge",
					// Nothing of the relay's goes out: answers to the studio on this host need no masquerade.
					Options: { "com.docker.network.bridge.enable_ip_masquerade": "false" },
					Labels: { ...labels, [LABEL.role]: "front" },
				}),
				409,
			);
		}
		const start = createHash("sha256").update(options.install).digest().readUInt16BE(0) % 10_000;
		for (let attempt = 0; ; attempt++) {
			const port = 20_000 + ((start + attempt) % 10_000);
			const container = await docker.createContainer({
				name,
				Image: image,
				Cmd: ["node", "/app/packages/sandbox/src/relay.ts"],
				User: "1000:1000",
				Env: [
					`RELAY_SECRET=${secret}`,
					`RELAY_SUBNETS=${options.subnets}`,
					`RELAY_STUDIO_PORT=${RELAY_STUDIO_PORT}`,
					`RELAY_GATEWAY_PORT=${RELAY_GATEWAY_PORT}`,
				],
				Labels: { ...labels, [LABEL.fingerprint]: fingerprint },
				ExposedPorts: { [`${RELAY_STUDIO_PORT}/tcp`]: {} },
				HostConfig: {
					NetworkMode: front,
					...(options.studioNetwork === undefined
						? { PortBindings: { [`${RELAY_STUDIO_PORT}/tcp`]: [{ HostIp: "127.0.0.1", HostPort: String(port) }] } }
						: {}),
					CapDrop: ["ALL"],
					SecurityOpt: ["no-new-privileges:true"],
					ReadonlyRootfs: true,
					Memory: MEMORY,
					MemorySwap: MEMORY,
					PidsLimit: 64,
					LogConfig: { Type: "json-file", Config: { "max-size": "1m", "max-file": "1" } },
					RestartPolicy: { Name: "unless-stopped" },
				},
			});
			try {
				await container.start();
				const relay = read(await container.inspect());
				if (relay) return relay;
				throw new StoryDreamError("sandbox_failed", "The relay between the studio and its sandboxes ended at once.");
			} catch (error) {
				await unless(container.remove({ force: true }), 404, 409);
				if (attempt >= PORT_ATTEMPTS || !/port is already allocated|address already in use/i.test(textOf(error))) throw error;
			}
		}
	}

	/** Whether it answers within so many ms. */
	async function isReady(relay: Relay, ms: number): Promise<boolean> {
		const end = Date.now() + ms;
		while ((await ask(relay, "/health")) !== 204) {
			if (Date.now() > end) return false;
			await sleep(25);
		}
		return true;
	}

	/** Writes down what the engine knows of a relay that does not answer. */
	async function logSilence(relay: Relay): Promise<void> {
		const container = docker.getContainer(relay.id);
		const [found, printed] = await Promise.all([
			orNone(container.inspect()).catch(() => null),
			container.logs({ stdout: true, stderr: true, tail: 20, follow: false }).then(printedLines, () => ""),
		]);
		options.logger.warn(
			{
				relay: name,
				at: `${relay.host}:${relay.port}`,
				state: found?.State.Status ?? "gone",
				restarts: found?.RestartCount ?? 0,
				address: found?.NetworkSettings.Networks[front]?.IPAddress ?? null,
				printed,
			},
			"the relay does not answer",
		);
	}

	function silent(): StoryDreamError {
		return new StoryDreamError("sandbox_failed", "The relay between the studio and its sandboxes does not answer.", {
			hint:
				options.studioNetwork === undefined
					? `Look at \`docker logs ${name}\`. A studio that runs in a container itself must name its network: DOCKER_NETWORK.`
					: `Look at \`docker logs ${name}\`, and see that the studio is in the network ${front}.`,
		});
	}

	async function join(relay: Relay, network: SandboxNetwork): Promise<void> {
		try {
			await docker.getNetwork(network.name).connect({
				Container: relay.id,
				EndpointConfig: { IPAMConfig: { IPv4Address: network.relayAddress } },
			});
		} catch (error) {
			if (!/already exists in network|already (attached|connected)/i.test(textOf(error))) throw error;
		}
	}

	async function removeContainer(): Promise<void> {
		await unless(docker.getContainer(name).remove({ force: true, v: true }), 404, 409);
	}

	function taken(): StoryDreamError {
		return new StoryDreamError("sandbox_failed", `A container named ${name} exists that is not StoryDream's.`, {
			hint: `Look at it with \`docker inspect ${name}\`, and remove it if nothing needs it.`,
		});
	}

	return {
		ensure() {
			ensuring ??= ensureNow().finally(() => {
				ensuring = null;
			});
			return ensuring;
		},
		async find() {
			const found = await orNone(docker.getContainer(name).inspect());
			return found && found.Config.Labels[LABEL.install] === options.install ? read(found) : null;
		},
		join,
		async remove() {
			await ensuring?.catch(() => undefined);
			const found = await orNone(docker.getContainer(name).inspect());
			if (found && found.Config.Labels[LABEL.install] === options.install) await removeContainer();
			if (options.studioNetwork === undefined) await networks.remove(front);
		},
	};
}

/** A path that opens one place through the relay. */
export function relayPath(relay: Relay, verb: "to" | "probe", address: string, port: number): string {
	return `/${verb}/${relayKey(relay, `${address}:${port}`)}/${address}/${port}`;
}

export function relayKey(relay: Relay, what: string): string {
	return createHmac("sha256", relay.secret).update(what).digest("hex").slice(0, 32);
}

/** Status of a GET to the relay; null when there was no answer within five seconds. */
export function ask(relay: Relay, path: string): Promise<number | null> {
	return new Promise((resolve) => {
		const request = http.get({ host: relay.host, port: relay.port, path, agent: false, timeout: 5_000 }, (answer) => {
			answer.resume();
			resolve(answer.statusCode ?? null);
		});
		request.once("timeout", () => request.destroy());
		// Not there, or not yet: the caller asks again or says so.
		request.once("error", () => resolve(null));
		request.once("close", () => resolve(null));
	});
}
