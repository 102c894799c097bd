import { mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { resolveWithin } from "@storydream/kit";
import type { Handover } from "@storydream/protocol";
import { pino } from "pino";
import type { SandboxConfig, SandboxIdentity, UnclaimedConfig } from "./config.ts";
import { Host, type HostParts, portOf, writeEndpoint } from "./host.ts";
import { linkModules } from "./prepare-folder.ts";
import { killMarked } from "./processes.ts";
import { createDoor, createUnclaimedDoor } from "./server/door.ts";
import { serveEvents } from "./server/event-socket.ts";
import { createHttp } from "./server/server.ts";
import { type Listening, listenForFile, listenOnDescriptor, passToPort } from "./socket-files.ts";

const ORPHAN_CHECK_MS = 5000;
/** How long things get to end by themselves before they are ended. */
const CLOSE_MS = 350;

export interface RunningSandbox {
	host: Host;
	agentPort: number;
	previewPort: number;
	/** Ends everything; safe to call again. Resolves when nothing of it runs any more. */
	close(): Promise<void>;
	/** Resolves when the sandbox has ended, whoever requested it; rejects with why when it could not become whose it is. */
	ended: Promise<void>;
}

export interface RunOptions {
	/** That this sandbox is closed: nothing is listened to before it is there. What starts meanwhile is our own. */
	proof?: Promise<void>;
	/** The same once more, when it is handed over: it may have waited for days. A failure ends it. */
	proveAgain?: () => Promise<void>;
}

/**
 * Starts a sandbox inside this process: host, HTTP, events, `endpoint.json`. One that is nobody's yet listens as well, and
 * becomes whose it is when it is handed over.
 */
export async function runSandbox(
	config: SandboxConfig | UnclaimedConfig,
	parts: HostParts,
	{ proof, proveAgain }: RunOptions = {},
): Promise<RunningSandbox> {
	mkdirSync(config.dir, { recursive: true });
	/** What listens besides the agent host and the preview. */
	const listeners: Listening[] = [];
	const gatewayUrl = await reachGateway(config, listeners);
	const settled = { ...config, gatewayUrl, dir: realpathSync(path.resolve(config.dir)) };
	linkModules(settled);
	const log = pino({ level: settled.logLevel, base: null });
	const host = new Host(settled, parts, log);
	let name: string | null = null;
	function become(identity: SandboxIdentity): Promise<void> {
		name = identity.name;
		log.setBindings({ sandbox: identity.name, incarnation: identity.incarnation });
		return host.become(identity);
	}
	const door = "handoverToken" in settled ? createUnclaimedDoor(settled.handoverToken, onHandover) : createDoor(settled.token);
	const http = createHttp(host, door);
	const sockets = serveEvents({
		server: http.server,
		log: host.events,
		authorized: door.opens,
		onActivity: () => host.touch(),
	});
	let closing: Promise<void> | null = null;
	let failure: { error: unknown } | null = null;
	let markEnded = () => {};
	const ended = new Promise<void>((resolve, reject) => {
		markEnded = () => (failure === null ? resolve() : reject(failure.error));
	});
	// Whoever waits for it is notified.
	ended.catch(() => undefined);
	const orphan = setInterval(
		() => {
			// Nobody's: the pool that keeps it knows how long.
			if (sockets.count() > 0 || name === null) host.touch();
			else if (host.idleMs() > settled.orphanMs) {
				log.warn("no studio has sent a request for a long time: ending");
				void close();
			}
		},
		Math.min(ORPHAN_CHECK_MS, settled.orphanMs),
	);
	const close = (): Promise<void> => {
		closing ??= (async () => {
			clearInterval(orphan);
			sockets.close();
			for (const listener of listeners) listener.close();
			await resolveWithin(Promise.allSettled([host.close(), http.close()]), CLOSE_MS, null);
			if (name !== null) await killMarked(name);
			markEnded();
		})();
		return closing;
	};
	host.onEnd(() => void close());

	function onHandover({ model, ...handover }: Handover): void {
		const becomes = Promise.all([become({ ...handover, model }), proveAgain?.()]);
		becomes.then(
			() => log.info("the sandbox was handed over"),
			(error: unknown) => {
				failure = { error };
				void close();
			},
		);
	}

	try {
		const [{ previewPort }] = await Promise.all([
			host.start(),
			(proof ?? Promise.resolve()).then(() => http.listen({ host: settled.listenHost, port: settled.agentPort })),
			"token" in settled ? become(settled) : null,
		]);
		const agentPort = portOf(http.server);
		const { agentFd, previewFd } = settled;
		if (agentFd !== undefined) {
			listeners.push(await listenOnDescriptor(agentFd, (socket) => http.server.emit("connection", socket)));
		}
		if (previewFd !== undefined) listeners.push(await listenOnDescriptor(previewFd, passToPort(previewPort)));
		const { incarnation } = host.health();
		await writeEndpoint(host.layout, { incarnation, pid: process.pid, agentPort, previewPort });
		log.info(
			{ agentPort, previewPort },
			name === null ? "the sandbox listens, and waits to be handed over" : "the sandbox listens",
		);
		return { host, agentPort, previewPort, close, ended };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The address at which the gateway is found from here: a port of this process's own where it is reached by a socket file. */
async function reachGateway(config: SandboxConfig | UnclaimedConfig, listeners: Listening[]): Promise<string> {
	if (config.gatewaySocket === undefined) return config.gatewayUrl;
	const listener = await listenForFile(config.gatewaySocket);
	listeners.push(listener);
	const { pathname } = new URL(config.gatewayUrl);
	return `http://127.0.0.1:${listener.port}${pathname}`.replace(/\/+$/, "");
}
