import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { OpenProjectQuery, PROTOCOL_VERSION, type SandboxHealth } from "@storydream/protocol";
import { WebSocketServer } from "ws";
import type { Driver, SandboxSpec } from "../../drivers/driver.ts";

/**
 * Sandboxes without an agent, git or preview, in this process: they keep the agent host's contract for opening and ending
 * a project, start within milliseconds, and count what went on. For hundreds of starts and ends, where only their order
 * matters.
 */
export interface StandInSandboxes {
	driver: Driver;
	/** Version of the protocol that all say they speak. */
	protocolVersion: number;
	/** How often each name was started for real. */
	starts: Map<string, number>;
	/** Projects each sandbox was ever given, by its name. */
	projects: Map<string, Set<string>>;
	/** The most that were ever there at the same time for one project. */
	mostAtOnce(): number;
	/** The most that were ever coming up at the same time. */
	mostStarting(): number;
	close(): Promise<void>;
}

interface Host {
	server: Server;
	port: number;
	projectId: string | null;
	close(): Promise<void>;
}

/** @param options.startMs how long a start takes; default: at random up to 10 ms */
export function standInSandboxes(options: { startMs?: () => number } = {}): StandInSandboxes {
	const hosts = new Map<string, Host>();
	const starts = new Map<string, number>();
	const projects = new Map<string, Set<string>>();
	const coming = new Map<string, Promise<void>>();
	let mostAtOnce = 0;
	let mostStarting = 0;

	function opened(name: string, projectId: string): void {
		const known = projects.get(name) ?? new Set();
		projects.set(name, known.add(projectId));
		const beside = [...hosts.values()].filter((host) => host.projectId === projectId).length;
		mostAtOnce = Math.max(mostAtOnce, beside);
	}

	async function start(spec: SandboxSpec): Promise<void> {
		if (hosts.has(spec.name) || coming.has(spec.name)) return coming.get(spec.name);
		const work = (async () => {
			starts.set(spec.name, (starts.get(spec.name) ?? 0) + 1);
			await new Promise((resolve) => setTimeout(resolve, options.startMs?.() ?? Math.random() * 10));
			hosts.set(spec.name, await startHost(spec, opened, () => sandboxes.protocolVersion));
		})().finally(() => coming.delete(spec.name));
		coming.set(spec.name, work);
		mostStarting = Math.max(mostStarting, coming.size);
		return work;
	}

	const driver: Driver = {
		kind: "process",
		start,
		async inspect(name) {
			const host = hosts.get(name);
			if (host === undefined) return { state: coming.has(name) ? "starting" : "gone" };
			const url = `http://127.0.0.1:${host.port}`;
			return { state: "running", endpoint: { agentUrl: url, previewUrl: url }, note: {} };
		},
		async end(name) {
			await coming.get(name);
			const host = hosts.get(name);
			hosts.delete(name);
			await host?.close();
		},
		list: async () => [...new Set([...hosts.keys(), ...coming.keys()])],
		output: async () => "",
		check: async () => undefined,
	};
	const sandboxes: StandInSandboxes = {
		driver,
		protocolVersion: PROTOCOL_VERSION,
		starts,
		projects,
		mostAtOnce: () => mostAtOnce,
		mostStarting: () => mostStarting,
		async close() {
			for (const name of hosts.keys()) await driver.end(name);
		},
	};
	return sandboxes;
}

async function startHost(
	spec: SandboxSpec,
	opened: (name: string, projectId: string) => void,
	protocolVersion: () => number,
): Promise<Host> {
	let head: string | null = null;
	const server = createServer((request, response) => {
		if (request.headers.authorization !== `Bearer ${spec.token}`) return answer(response, 401, {});
		answerTo(request, response).catch((error: unknown) => answer(response, 500, { detail: String(error) }));
	});
	const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	server.on("upgrade", (request, socket, rest) => sockets.handleUpgrade(request, socket, rest, () => undefined));

	async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? "/", "http://sandbox");
		for await (const _ of request);
		switch (`${request.method} ${url.pathname}`) {
			case "GET /health":
				return answer(response, 200, {
					incarnation: spec.incarnation,
					state: host.projectId === null ? "empty" : "open",
					projectId: host.projectId,
					head,
					runId: null,
					seq: 0,
					previewReady: true,
					restricted: null,
					protocolVersion: protocolVersion(),
				} satisfies SandboxHealth);
			case "PUT /project": {
				const query = OpenProjectQuery.parse(Object.fromEntries(url.searchParams));
				head = query.sha;
				host.projectId = query.projectId;
				opened(spec.name, query.projectId);
				return answer(response, 200, { head, treeSha: head });
			}
			case "GET /bundles":
			case "GET /transcript":
				response.writeHead(204).end();
				return;
			case "POST /save":
				return answer(response, 200, { head, changed: false });
			case "POST /end":
				return answer(response, 200, {});
			default:
				return answer(response, 404, { detail: `nothing at ${url.pathname}` });
		}
	}

	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", resolve);
	});
	const host: Host = {
		server,
		port: (server.address() as AddressInfo).port,
		projectId: null,
		close() {
			for (const socket of sockets.clients) socket.terminate();
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
	return host;
}

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
