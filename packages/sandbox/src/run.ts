import { mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { pino } from "pino";
import type { SandboxConfig } from "./config.ts";
import { Host, type HostParts, portOf, writeEndpoint } from "./host.ts";
import { linkModules } from "./prepare-folder.ts";
import { killMarked } from "./processes.ts";
import { createAuthorizer } from "./server/auth.ts";
import { serveEvents } from "./server/event-socket.ts";
import { createHttp } from "./server/server.ts";

const ORPHAN_CHECK_MS = 5000;
/** How long things get to end by themselves before they are ended. */
const CLOSE_MS = 350;

export interface RunningSandbox {
	host: Host;
	agentPort: number;
	previewPort: number;
	/** Ends everything; safe to call again. Resolves when nothing of it runs any more. */
	close(): Promise<void>;
	/** Resolves when the sandbox has ended, whoever asked for it. */
	ended: Promise<void>;
}

/**
 * Starts a sandbox inside this process: host, HTTP, events, `endpoint.json`.
 * @param proof that this sandbox is closed: nothing is listened to before it is there. What starts meanwhile is our own.
 */
export async function runSandbox(config: SandboxConfig, parts: HostParts, proof?: Promise<void>): Promise<RunningSandbox> {
	mkdirSync(config.dir, { recursive: true });
	const settled = { ...config, dir: realpathSync(path.resolve(config.dir)) };
	linkModules(settled);
	const log = pino({ level: settled.logLevel, base: { sandbox: settled.name, incarnation: settled.incarnation } });
	const host = new Host(settled, parts, log);
	const http = createHttp(host, settled.token);
	const sockets = serveEvents({
		server: http.server,
		log: host.events,
		authorized: createAuthorizer(settled.token),
		onActivity: () => host.touch(),
	});
	let closing: Promise<void> | null = null;
	let markEnded = () => {};
	const ended = new Promise<void>((resolve) => {
		markEnded = resolve;
	});
	const orphan = setInterval(
		() => {
			if (sockets.count() > 0) host.touch();
			else if (host.idleMs() > settled.orphanMs) {
				log.warn("no studio has asked for a long time: ending");
				void close();
			}
		},
		Math.min(ORPHAN_CHECK_MS, settled.orphanMs),
	);
	const close = (): Promise<void> => {
		closing ??= (async () => {
			clearInterval(orphan);
			sockets.close();
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<void>((resolve) => {
				timer = setTimeout(resolve, CLOSE_MS);
			});
			await Promise.race([Promise.allSettled([host.close(), http.close()]), late]);
			clearTimeout(timer);
			await killMarked(settled.name);
			markEnded();
		})();
		return closing;
	};
	host.onEnd(() => void close());
	try {
		const [{ previewPort }] = await Promise.all([
			host.start(),
			(proof ?? Promise.resolve()).then(() => http.listen({ host: settled.listenHost, port: settled.agentPort })),
		]);
		const agentPort = portOf(http.server);
		await writeEndpoint(host.layout, { incarnation: settled.incarnation, pid: process.pid, agentPort, previewPort });
		log.info({ agentPort, previewPort }, "the sandbox listens");
		return { host, agentPort, previewPort, close, ended };
	} catch (error) {
		await close();
		throw error;
	}
}
