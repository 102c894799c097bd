import { existsSync } from "node:fs";
import { chmod, lstat, mkdir, rename, rm, stat } from "node:fs/promises";
import net, { type Server, type Socket } from "node:net";
import path from "node:path";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream";
import { z } from "zod";

/*
 * How a studio and a sandbox process reach each other: by socket files in a folder of this user's, whatever the network of
 * either is. `agent` and `preview` are listened on by the sandbox (it is given the listening sockets, and sees neither file),
 * `in/gateway` by the studio. A file stays where it is when a studio ends; the next one serves it again.
 */

/** Ports of this machine's loopback that lead to a sandbox; they live as long as the driver. */
export interface SandboxPorts {
	agent: number;
	preview: number;
}

/** Sockets to listen on, to be handed to a sandbox process as file descriptors. Close them once it has them. */
export interface ListeningSockets {
	agentFd: number;
	previewFd: number;
	close(): void;
}

export interface SandboxSockets {
	/** Makes the sockets that a sandbox listens on. */
	make(folder: string): Promise<ListeningSockets>;
	/** Serves the model gateway to a sandbox unless somebody does already. Safe to repeat. */
	serveGateway(folder: string): Promise<void>;
	/** Where the sandbox is reached from here. Safe to repeat: the same ports every time. */
	ports(folder: string): Promise<SandboxPorts>;
	/**
	 * Serves again what another studio served that has ended. Every folder is tried.
	 * @throws AggregateError when that failed for some of them
	 */
	refresh(): Promise<void>;
	/** Ends all of one sandbox and removes its folder. */
	remove(folder: string): Promise<void>;
	/** Ends all; the files stay for the next studio. */
	close(): void;
}

/** The file of the gateway's socket, in a folder that a sandbox is shown read-only. */
export const gatewayFolder = (folder: string): string => path.join(folder, "in");
export const gatewayFile = (folder: string): string => path.join(gatewayFolder(folder), "gateway");

/**
 * Makes a folder that nobody else enters. Its parent may be one in which everybody makes folders, such as `/tmp`.
 * @throws Error when something of another user's, or open to others, has the name
 */
async function makeOwnFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const { uid, mode, isDirectory } = await lstat(folder).then((found) => ({ ...found, isDirectory: found.isDirectory() }));
	if (!isDirectory || uid !== process.getuid?.() || (mode & 0o077) !== 0)
		throw new Error(`${folder} belongs to somebody else or is open to others, so no sockets are made in it. Remove it.`);
}

/** Makes the folder of the gateway's socket file, which a sandbox is shown, in one that is closed to others. */
export async function makeGatewayFolder(folder: string): Promise<void> {
	await makeOwnFolder(folder);
	await mkdir(gatewayFolder(folder), { recursive: true, mode: 0o755 });
}

/** Whether the sandbox of this folder is reached by socket files; else it listens on ports itself. */
export const hasSocketFiles = (folder: string): boolean => existsSync(path.join(folder, "agent"));

/** Connections of one sandbox to the gateway, and to one of its ports, at the same time. */
const MAX_GATEWAY = 64;
const MAX_PORT = 512;
const PROBE_MS = 2_000;
/** Of a socket file for sandboxes that are another user: whom it is for, the folder above says, which nobody else enters. */
export const ANYBODY = 0o666;

interface FileServer {
	server: Server;
	/** Of the file this server was bound to: another studio may have put its own in its place. */
	inode: number;
}

/** @param serve what answers a sandbox's connections to the model gateway */
export function createSandboxSockets(serve: (connection: Duplex) => void): SandboxSockets {
	// Owned by this object alone: one entry a folder.
	const gateways = new Map<string, FileServer>();
	const ports = new Map<string, Promise<{ servers: Server[]; at: SandboxPorts }>>();
	/** By folder, while the gateway is being served there: whoever asks meanwhile waits for the same. */
	const serving = new Map<string, Promise<void>>();
	let closed = false;

	function serveGateway(folder: string): Promise<void> {
		const known = serving.get(folder);
		if (known !== undefined) return known;
		const begun = serveNow(folder).finally(() => serving.delete(folder));
		serving.set(folder, begun);
		return begun;
	}

	async function serveNow(folder: string): Promise<void> {
		const file = gatewayFile(folder);
		const own = gateways.get(folder);
		if (own !== undefined && own.inode === (await inodeOf(file))) return;
		if (await answers(file)) return;
		own?.server.close();
		await makeGatewayFolder(folder);
		const gateway = await listenOnFile(file, (socket) => {
			// Whoever serves it may be gone when the sandbox breaks it off.
			socket.on("error", () => socket.destroy());
			serve(socket);
		});
		gateway.server.maxConnections = MAX_GATEWAY;
		gateways.set(folder, gateway);
		if (closed) closeOf(folder);
	}

	async function openPorts(folder: string): Promise<{ servers: Server[]; at: SandboxPorts }> {
		const [agent, preview] = await Promise.all([portTo(path.join(folder, "agent")), portTo(path.join(folder, "preview"))]);
		return { servers: [agent, preview], at: { agent: portOf(agent), preview: portOf(preview) } };
	}

	function closeOf(folder: string): void {
		gateways.get(folder)?.server.close();
		gateways.delete(folder);
		// What could not be opened has been reported to whoever requested it.
		ports.get(folder)?.then(
			({ servers }) => servers.map((server) => server.close()),
			() => undefined,
		);
		ports.delete(folder);
	}

	return {
		async make(folder) {
			await makeOwnFolder(folder);
			const [agent, preview] = await Promise.all([
				listenOnFile(path.join(folder, "agent"), (socket) => void socket.destroy()),
				listenOnFile(path.join(folder, "preview"), (socket) => void socket.destroy()),
			]);
			return {
				agentFd: descriptorOf(agent.server),
				previewFd: descriptorOf(preview.server),
				close() {
					agent.server.close();
					preview.server.close();
				},
			};
		},
		serveGateway,
		async ports(folder) {
			let opened = ports.get(folder);
			if (opened === undefined) {
				opened = openPorts(folder);
				ports.set(folder, opened);
				opened.catch(() => ports.delete(folder));
			}
			return (await opened).at;
		},
		async refresh() {
			const results = await Promise.allSettled([...ports.keys()].map(serveGateway));
			const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
			if (failures.length > 0) throw new AggregateError(failures, "the gateway could not be served to every sandbox");
		},
		async remove(folder) {
			// It would make the folder again. Why it failed is known to whoever began it.
			await serving.get(folder)?.catch(() => undefined);
			closeOf(folder);
			await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
		},
		close() {
			closed = true;
			for (const folder of new Set([...gateways.keys(), ...ports.keys()])) closeOf(folder);
		},
	};
}

/** Socket files that this process has made: two made at the same time have names of their own. */
let madeFiles = 0;

/**
 * Listens on a socket file. It is made under another name and renamed: whoever finds it finds somebody listening, what stood
 * there is replaced in one step, and the end of this server removes no file that another studio has put in its place.
 */
async function listenOnFile(file: string, take: (socket: Socket) => void): Promise<FileServer> {
	madeFiles += 1;
	// Short, since the system limits the paths of sockets.
	const fresh = `${file}.${process.pid}-${madeFiles}`;
	await rm(fresh, { force: true });
	const server = net.createServer({ allowHalfOpen: true }, take);
	await listening(server, () => server.listen(fresh));
	await chmod(fresh, ANYBODY);
	// Read before it is renamed: right after it, another studio's file may stand there.
	const { ino: inode } = await stat(fresh);
	await rename(fresh, file);
	return { server, inode };
}

/** A port of the loopback interface whose connections end at a socket file. */
async function portTo(file: string): Promise<Server> {
	const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
		const inside = net.connect({ path: file, allowHalfOpen: true });
		// An error of either side ends both, and whoever dialled sees its connection end.
		pipeline(client, inside, client, () => undefined);
	});
	server.maxConnections = MAX_PORT;
	await listening(server, () => server.listen(0, "127.0.0.1"));
	return server;
}

function listening(server: Server, listen: () => void): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.once("listening", () => {
			server.off("error", reject);
			// A connection that can't be accepted (no descriptor left) is that client's matter.
			server.on("error", () => undefined);
			server.unref();
			resolve();
		});
		listen();
	});
}

function portOf(server: Server): number {
	const address = server.address();
	return typeof address === "object" && address !== null ? address.port : 0;
}

/** Node has no public name for the descriptor of a listening socket. */
function descriptorOf(server: Server): number {
	return z.object({ _handle: z.object({ fd: z.int().nonnegative() }) }).parse(server)._handle.fd;
}

async function inodeOf(file: string): Promise<number | null> {
	return stat(file).then(
		({ ino }) => ino,
		() => null,
	);
}

/** Whether somebody listens on a socket file. */
function answers(file: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect(file);
		const end = (found: boolean) => {
			socket.destroy();
			resolve(found);
		};
		socket.setTimeout(PROBE_MS, () => end(false));
		socket.once("connect", () => end(true));
		socket.once("error", () => end(false));
	});
}
