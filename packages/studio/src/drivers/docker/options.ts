import type { Duplex } from "node:stream";
import type { DriverLogger } from "../driver.ts";

/** Limits of one sandbox; the engine puts all of them on. */
export interface DockerLimits {
	/** Bytes of memory, files in the sandbox's folder included (they are in memory). No swap. */
	memoryBytes: number;
	/** Bytes of the sandbox's folder: project, media, films being made. */
	diskBytes: number;
	cpus: number;
	/** Processes and threads. */
	pids: number;
}

export interface DockerDriverOptions {
	/** First part of every name, and a label: other installations' containers are neither listed nor touched. */
	install: string;
	/** Image of sandboxes and of the relay. */
	image: string;
	/** A socket's path or an address; default: what DOCKER_HOST says, else the usual socket. */
	engine?: { socketPath: string } | { host: string; port: number };
	/** The longest the engine may be silent, in ms. Default 20000. */
	engineTimeoutMs?: number;
	/**
	 * Network the studio itself is in, when it runs in a container of this engine: the relay joins it. Absent: the studio
	 * runs on the engine's host, and the relay has a port on its loopback address.
	 */
	studioNetwork?: string;
	/** Where the small networks of sandboxes are cut from, such as `10.231.0.0/16`. */
	subnets: string;
	limits: DockerLimits;
	/** Sandboxes start although their network lets them out. For development only. */
	allowEgress: boolean;
	previewAllowedHostSuffix: string;
	/** Serves the model gateway, and only that, on a connection of a sandbox's. */
	serveGateway: (connection: Duplex) => void;
	logger: DriverLogger;
	/** Time between SIGTERM and SIGKILL, in ms. Default 3000. */
	graceMs?: number;
	/** So long a relay that runs already may be silent, in ms; then it is made anew. Default 15000. */
	relaySilentMs?: number;
	/** More variables for the sandbox. */
	environment?: Record<string, string>;
}

export const AGENT_PORT = 3001;
export const PREVIEW_PORT = 3000;
export const RELAY_STUDIO_PORT = 8080;
export const RELAY_GATEWAY_PORT = 8081;
/** Exit code of a sandbox that found a way out of its network. */
export const EXIT_EGRESS = 78;

/** Labels of everything this driver makes. */
export const LABEL = {
	install: "storydream.install",
	role: "storydream.role",
	sandbox: "storydream.sandbox",
	incarnation: "storydream.incarnation",
	session: "storydream.session",
	fingerprint: "storydream.fingerprint",
} as const;
