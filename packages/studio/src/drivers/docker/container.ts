import type Dockerode from "dockerode";
import type { SandboxSpec } from "../driver.ts";
import type { SandboxNetwork } from "./networks.ts";
import { AGENT_PORT, type DockerDriverOptions, LABEL, PREVIEW_PORT, RELAY_GATEWAY_PORT } from "./options.ts";

/** Folder of the sandbox inside the container: in memory, so that nothing of it outlives the container. */
const FOLDER = "/sandbox";
/** User and group inside, whatever the image says. */
const USER = 1000;

/** Everything a sandbox's container is made with. There is no mount of the host's, and no port is published. */
export function containerOf(spec: SandboxSpec, network: SandboxNetwork, options: DockerDriverOptions) {
	const { memoryBytes, diskBytes, cpus, pids } = options.limits;
	const tmpfs = (size: number, more: string) => `rw,nosuid,nodev,size=${size},uid=${USER},gid=${USER},${more}`;
	return {
		name: spec.name,
		Image: options.image,
		Hostname: "sandbox",
		User: `${USER}:${USER}`,
		Env: Object.entries(environmentOf(spec, network, options)).map(([name, value]) => `${name}=${value}`),
		Labels: sandboxLabels(spec, options.install),
		OpenStdin: true,
		StdinOnce: true,
		HostConfig: {
			NetworkMode: network.name,
			// A resolver of the host's would carry questions out, also from an internal network: there is none.
			Dns: ["127.0.0.1"],
			DnsOptions: ["timeout:1", "attempts:1"],
			CapDrop: ["ALL"],
			SecurityOpt: ["no-new-privileges:true"],
			ReadonlyRootfs: true,
			Tmpfs: {
				[FOLDER]: tmpfs(diskBytes, "mode=0700,exec"),
				"/tmp": tmpfs(Math.min(diskBytes, 512 * 1024 * 1024), "mode=1777,noexec"),
			},
			ShmSize: 256 * 1024 * 1024,
			Memory: memoryBytes,
			MemorySwap: memoryBytes,
			// In periods of 10 ms, not of 100: one that uses all it may on all cores leaves them to its neighbours sooner.
			CpuPeriod: 10_000,
			CpuQuota: Math.round(cpus * 10_000),
			PidsLimit: pids,
			Ulimits: [
				{ Name: "nofile", Soft: 8_192, Hard: 8_192 },
				{ Name: "core", Soft: 0, Hard: 0 },
			],
			// When the host itself runs out of memory, sandboxes go before the studio.
			OomScoreAdj: 500,
			IpcMode: "private",
			LogConfig: { Type: "json-file", Config: { "max-size": "4m", "max-file": "2" } },
			RestartPolicy: { Name: "no" },
		},
		NetworkingConfig: {
			EndpointsConfig: { [network.name]: { IPAMConfig: { IPv4Address: network.sandboxAddress } } },
		},
	} satisfies Dockerode.ContainerCreateOptions;
}

export function sandboxLabels(spec: Pick<SandboxSpec, "name" | "incarnation" | "sessionId">, install: string) {
	return {
		[LABEL.install]: install,
		[LABEL.role]: "sandbox",
		[LABEL.sandbox]: spec.name,
		[LABEL.incarnation]: spec.incarnation,
		[LABEL.session]: spec.sessionId,
	};
}

/** Places of programs inside (template, dependencies, browser) are the image's own to say. */
function environmentOf(spec: SandboxSpec, network: SandboxNetwork, options: DockerDriverOptions): Record<string, string> {
	return {
		LANG: "C.UTF-8",
		HOME: "/tmp",
		TMPDIR: "/tmp",
		SANDBOX_NAME: spec.name,
		SANDBOX_DIR: FOLDER,
		SANDBOX_INCARNATION: spec.incarnation,
		// They come on the standard input: an environment can be inspected from outside.
		SANDBOX_TOKENS: "stdin",
		AGENT_PORT: String(AGENT_PORT),
		PREVIEW_PORT: String(PREVIEW_PORT),
		LISTEN_HOST: "0.0.0.0",
		GATEWAY_URL: `http://${network.relayAddress}:${RELAY_GATEWAY_PORT}${new URL(spec.gatewayUrl).pathname}`,
		PREVIEW_ALLOWED_HOST_SUFFIX: options.previewAllowedHostSuffix,
		EGRESS: options.allowEgress ? "allowed" : "closed",
		AGENT_CONFINEMENT: "container",
		...(spec.model === undefined ? {} : { STORYDREAM_MODEL: spec.model }),
		...options.environment,
	};
}
