import { StoryDreamError } from "@storydream/protocol";
import type Dockerode from "dockerode";
import { startsAndEndsByName } from "../by-name.ts";
import type { Driver, SandboxSpec, SandboxStatus } from "../driver.ts";
import { containerOf, sandboxLabels } from "./container.ts";
import { asDriverError, connectEngine, orNone, statusOf, textOf, unless } from "./engine.ts";
import { linkGateway } from "./gateway-link.ts";
import { createNetworks } from "./networks.ts";
import { AGENT_PORT, type DockerDriverOptions, EXIT_EGRESS, LABEL, PREVIEW_PORT } from "./options.ts";
import { printedLines } from "./output.ts";
import { ask, createRelays, relayPath } from "./relay.ts";
import { startWithTokens } from "./tokens.ts";

export type { DockerDriverOptions } from "./options.ts";

/** The driver, and an end for its connections. Sandboxes outlive it, and the relay does while there are any. */
export interface DockerDriver extends Driver {
	close(): Promise<void>;
}

const GONE_MS = 5_000;
/** A container that does not listen is taken for one that starts for so long. */
const STARTS_WITHIN_MS = 120_000;
const OUTPUT_BYTES = 8_000;

/**
 * Runs each sandbox as a container of a Docker engine, in a network of its own that leads to the installation's relay and
 * nowhere else. Everything is found again by name and labels, so nothing is kept on this side. An engine that does not
 * answer means `unknown`, and so does a relay that does not.
 */
export function createDockerDriver(options: DockerDriverOptions): DockerDriver {
	const docker = connectEngine(options);
	const networks = createNetworks(docker, options.install, options.subnets);
	const relays = createRelays(docker, networks, options);
	const link = linkGateway({ relay: () => relays.find(), serve: options.serveGateway, logger: options.logger });
	const byName = startsAndEndsByName(options.install, { start: startNow, end: endNow });
	const { isName } = byName;
	/** Containers whose agent host has been seen listening. */
	const listening = new Set<string>();
	const graceMs = options.graceMs ?? 3_000;

	const isOurs = (labels: Record<string, string>, name: string) =>
		labels[LABEL.install] === options.install && labels[LABEL.sandbox] === name;

	async function startNow(spec: SandboxSpec): Promise<void> {
		let made = false;
		try {
			const found = await orNone(docker.getContainer(spec.name).inspect());
			if (found && isOurs(found.Config.Labels, spec.name)) return;
			if (found) throw taken(spec.name);
			made = true;
			const [relay, network] = await Promise.all([
				relays.ensure(),
				networks.make(spec.name, sandboxLabels(spec, options.install)),
			]);
			const [container] = await Promise.all([
				docker.createContainer(containerOf(spec, network, options)),
				relays.join(relay, network),
			]);
			await startWithTokens(container, { token: spec.token, gatewayToken: spec.gatewayToken });
			options.logger.info({ sandbox: spec.name, container: container.id.slice(0, 12) }, "sandbox container started");
		} catch (error) {
			options.logger.warn({ err: error, sandbox: spec.name }, "a sandbox container could not be started");
			if (made) {
				await endNow(spec.name).catch((cause: unknown) =>
					options.logger.error({ err: cause, sandbox: spec.name }, "what a failed start left could not be removed"),
				);
			}
			throw asDriverError(error, "The sandbox's container could not be started.", options.image);
		}
	}

	async function inspect(name: string): Promise<SandboxStatus> {
		if (!isName(name)) return { state: "gone" };
		if (byName.isStarting(name)) return { state: "starting" };
		try {
			const found = await orNone(docker.getContainer(name).inspect());
			if (found === null) {
				// The network is made first and removed last.
				const left = (await orNone(docker.getNetwork(name).inspect())) !== null;
				return left ? { state: "exited", exitCode: null, reason: "its start was cut off" } : { state: "gone" };
			}
			if (!isOurs(found.Config.Labels, name)) return { state: "gone" };
			if (found.State.Status === "created") return { state: "exited", exitCode: null, reason: "its start was cut off" };
			if (!found.State.Running) return exited(name, found);
			return await running(name, found);
		} catch (error) {
			options.logger.warn({ err: error, sandbox: name }, "the state of a sandbox is unknown");
			return { state: "unknown", reason: `the Docker engine gave no answer (${textOf(error)})` };
		}
	}

	async function running(name: string, found: Dockerode.ContainerInspectInfo): Promise<SandboxStatus> {
		const address = found.NetworkSettings.Networks[name]?.IPAddress;
		const relay = await relays.find();
		if (!address) return { state: "unknown", reason: "the sandbox has no address in its network" };
		if (relay === null) {
			// Whoever asks next finds it: a relay that was removed by hand must not keep sandboxes out of reach.
			await relays.ensure();
			return { state: "unknown", reason: "the relay to the sandboxes is being started anew" };
		}
		if (!listening.has(found.Id)) {
			const answer = await ask(relay, relayPath(relay, "probe", address, AGENT_PORT));
			if (answer === null) return { state: "unknown", reason: "the relay to the sandboxes does not answer" };
			if (answer !== 204) {
				if (Date.now() - Date.parse(found.State.StartedAt) < STARTS_WITHIN_MS) return { state: "starting" };
				// It has listened long ago, so it is the way to it that is missing: nobody may clean up on that.
				await relays.ensure();
				return { state: "unknown", reason: "the relay does not reach it" };
			}
			listening.add(found.Id);
		}
		const at = `http://${relay.host}:${relay.port}`;
		return {
			state: "running",
			endpoint: {
				agentUrl: `${at}${relayPath(relay, "to", address, AGENT_PORT)}`,
				previewUrl: `${at}${relayPath(relay, "to", address, PREVIEW_PORT)}`,
			},
			note: { container: found.Id.slice(0, 12), address },
		};
	}

	async function exited(name: string, found: Dockerode.ContainerInspectInfo): Promise<SandboxStatus> {
		const { ExitCode: exitCode, OOMKilled: outOfMemory, Error: refused } = found.State;
		if (outOfMemory) {
			const most = `${Math.round(options.limits.memoryBytes / 1e6)} MB`;
			return { state: "exited", exitCode, reason: `it needed more memory than a sandbox may have (${most})` };
		}
		if (exitCode === EXIT_EGRESS) {
			const said = (await output(name)).trim().split("\n").at(-1) ?? "";
			return { state: "exited", exitCode, reason: `it found a way out of its network, so nothing is started in it. ${said}` };
		}
		if (refused) return { state: "exited", exitCode, reason: `the engine could not run it: ${refused}` };
		if (exitCode === 137) return { state: "exited", exitCode, reason: "it was killed (exit code 137)" };
		return { state: "exited", exitCode, reason: `it ended with exit code ${exitCode}` };
	}

	async function endNow(name: string): Promise<void> {
		try {
			const container = docker.getContainer(name);
			const found = await orNone(container.inspect());
			if (found && isOurs(found.Config.Labels, name)) {
				if (found.State.Paused) await unless(container.unpause(), 404, 409, 500);
				if (found.State.Running) await unless(container.stop({ t: Math.ceil(graceMs / 1000) }), 304, 404);
				// 409: somebody removes it already.
				await unless(container.remove({ force: true, v: true }), 404, 409);
				await untilGone(container);
				listening.delete(found.Id);
			}
			await networks.remove(name);
		} catch (error) {
			throw asDriverError(error, `The sandbox ${name} could not be removed.`, options.image);
		}
	}

	async function untilGone(container: Dockerode.Container): Promise<void> {
		const deadline = Date.now() + GONE_MS;
		while ((await orNone(container.inspect())) !== null) {
			if (Date.now() > deadline) throw new Error("the engine has not removed it");
			await new Promise((resolve) => setTimeout(resolve, 30));
		}
	}

	async function namesOfAll(): Promise<string[]> {
		const [containers, theirs] = await Promise.all([
			docker.listContainers({
				all: true,
				filters: { label: [`${LABEL.install}=${options.install}`, `${LABEL.role}=sandbox`] },
			}),
			networks.names(),
		]);
		const named = containers.map((container) => container.Labels[LABEL.sandbox] ?? "").filter(isName);
		return [...new Set([...named, ...theirs.filter(isName)])];
	}

	async function output(name: string): Promise<string> {
		if (!isName(name)) return "";
		try {
			const found = await orNone(docker.getContainer(name).inspect());
			if (found === null || !isOurs(found.Config.Labels, name)) return "";
			const raw = await docker.getContainer(name).logs({ stdout: true, stderr: true, tail: 200, follow: false });
			return printedLines(raw).slice(-OUTPUT_BYTES);
		} catch (error) {
			if (statusOf(error) === 404) return "";
			throw asDriverError(error, `What the sandbox ${name} printed can't be read.`, options.image);
		}
	}

	async function check(): Promise<void> {
		try {
			await docker.getImage(options.image).inspect();
			const info: { SecurityOptions?: string[] } = await docker.info();
			if (!info.SecurityOptions?.some((each) => each.includes("seccomp"))) {
				options.logger.warn({}, "this engine filters no system calls (seccomp): sandboxes are held less tightly");
			}
		} catch (error) {
			throw asDriverError(error, "Sandboxes can't be started.", options.image);
		}
	}

	return {
		kind: "docker",
		start: byName.start,
		inspect,
		end: byName.end,
		async list() {
			try {
				return await namesOfAll();
			} catch (error) {
				options.logger.warn({ err: error }, "the sandboxes can't be listed");
				return null;
			}
		},
		output,
		check,
		async close() {
			link.close();
			try {
				if (byName.starts === 0 && (await namesOfAll()).length === 0) await relays.remove();
			} catch (error) {
				options.logger.warn({ err: error }, "the relay could not be removed; the next studio uses it");
			}
		},
	};
}

function taken(name: string): StoryDreamError {
	return new StoryDreamError("sandbox_failed", `A container named ${name} exists that is not a sandbox of this installation.`, {
		hint: `Look at it with \`docker inspect ${name}\`, and remove it if nothing needs it.`,
	});
}
