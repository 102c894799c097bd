import { createHmac, timingSafeEqual } from "node:crypto";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import net, { type Socket } from "node:net";
import type { Duplex } from "node:stream";

/**
 * The one thing that stands in a sandbox's network besides the sandbox: a container of its own, joined to the network of
 * each sandbox of an installation and to one the studio reaches. It has no libraries and knows nothing of projects.
 *
 * - From the studio (RELAY_STUDIO_PORT): `/to/{key}/{address}/{port}/…` is passed on to a sandbox, requests and upgrades;
 *   `/probe/{key}/{address}/{port}` says whether something listens there; an upgrade of `/gateway/{key}` is kept waiting.
 *   `key` is made from RELAY_SECRET and what it opens, so only the studio can name a place.
 * - From sandboxes (RELAY_GATEWAY_PORT): each connection is handed to a waiting upgrade of the studio's. So the studio
 *   dials, and nothing dials the studio: a sandbox reaches what the studio serves on these connections and nothing else.
 */
const SECRET = text("RELAY_SECRET");
const SANDBOX_SUBNETS = text("RELAY_SUBNETS");
const STUDIO_PORT = Number(text("RELAY_STUDIO_PORT"));
const GATEWAY_PORT = Number(text("RELAY_GATEWAY_PORT"));
const DIAL_MS = 3_000;
/** A sandbox's connection waits so long for the studio, which may be starting anew. */
const STUDIO_DEADLINE_MS = 10_000;
/** One side of a connection may go on so long after the other has ended cleanly. */
const LAST_WORDS_MS = 30_000;
/** Connections of one sandbox to the gateway at the same time: one that opens them without end takes none of the others'. */
const MAX_OF_ONE = 64;
const HOP_HEADERS = /^(connection|keep-alive|proxy-.*|upgrade)$/i;

interface Place {
	address: string;
	port: number;
	/** What is asked of it, from the slash on. */
	rest: string;
}

const [subnetAddress = "", subnetBits = ""] = SANDBOX_SUBNETS.split("/");
const sandboxes = new net.BlockList();
sandboxes.addSubnet(subnetAddress, Number(subnetBits));

/** Whether a connection came in on a network of a sandbox's. */
function fromSandbox(socket: Socket): boolean {
	return sandboxes.check((socket.localAddress ?? "").replace(/^::ffff:/, ""));
}

// --- The studio's side -------------------------------------------------------------------------------------------------

const parked: Duplex[] = [];
/** Connections of sandboxes that wait for the studio; those that end meanwhile leave. */
const waiting = new Set<(studio: Duplex) => void>();

const studioSide = http.createServer({ requestTimeout: 0 }, (request, response) => {
	if (request.url === "/health") return void response.writeHead(204).end();
	const [, verb] = (request.url ?? "").split("/", 2);
	const place = placeOf(request.url ?? "");
	if (place === null) return void response.writeHead(404).end();
	if (verb === "probe") probe(place, response);
	else forward(place, request, response);
});
studioSide.on("connection", (socket: Socket) => {
	if (fromSandbox(socket)) socket.destroy();
});
studioSide.on("upgrade", (request, socket, head) => {
	socket.on("error", () => socket.destroy());
	if (request.url === `/gateway/${keyOf("gateway")}`) return park(socket);
	const place = placeOf(request.url ?? "");
	if (place === null || !request.url?.startsWith("/to/")) return void socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
	const sandbox = dial(place);
	sandbox.once("connect", () => {
		sandbox.write(`${request.method} ${place.rest} HTTP/1.1\r\n${headerLines(request.rawHeaders)}\r\n`);
		sandbox.write(head);
		join(socket, sandbox);
	});
	sandbox.once("error", () => socket.destroy());
});

/** Keeps an upgrade of the studio's unanswered until a sandbox needs it. */
function park(studio: Duplex): void {
	if (studio instanceof net.Socket) studio.setKeepAlive(true, 15_000);
	const [taker] = waiting;
	if (taker) {
		taker(studio);
		return;
	}
	parked.push(studio);
	// Nothing is said on it before it is answered; without reading, its end would not be seen.
	studio.once("end", unpark).once("close", unpark).resume();
}

/** A waiting connection that the studio has let go of must be given to nobody. */
function unpark(this: Duplex): void {
	const place = parked.indexOf(this);
	if (place < 0) return;
	parked.splice(place, 1);
	this.destroy();
}

/** `/{verb}/{key}/{address}/{port}{rest}`; null when the key does not open it. */
function placeOf(url: string): Place | null {
	const match = /^\/(?:to|probe)\/([0-9a-f]{32})\/([0-9.]{7,15})\/(\d{1,5})(\/.*)?$/.exec(url);
	if (!match) return null;
	const [, key = "", address = "", port = "", rest = "/"] = match;
	const right = Buffer.from(keyOf(`${address}:${port}`));
	if (!timingSafeEqual(Buffer.from(key), right) || !sandboxes.check(address)) return null;
	return { address, port: Number(port), rest };
}

function keyOf(what: string): string {
	return createHmac("sha256", SECRET).update(what).digest("hex").slice(0, 32);
}

function probe(place: Place, response: ServerResponse): void {
	const socket = dial(place);
	socket.once("connect", () => {
		response.writeHead(204).end();
		socket.destroy();
	});
	socket.once("error", () => response.writeHead(503).end());
}

function forward(place: Place, request: IncomingMessage, response: ServerResponse): void {
	const onward = http.request({
		host: place.address,
		port: place.port,
		path: place.rest,
		method: request.method,
		headers: pairs(request.rawHeaders).flat(),
		setHost: false,
		agent: false,
	});
	onward.setNoDelay(true);
	let came: IncomingMessage | null = null;
	const fail = (): void => {
		// What a sandbox sends behind a complete answer concerns its connection only.
		if (came?.complete || response.destroyed) return;
		if (response.headersSent) response.destroy();
		else response.writeHead(502, { connection: "close" }).end();
	};
	onward.once("response", (answer) => {
		came = answer;
		answer.on("error", fail);
		answer.once("close", fail);
		try {
			// The reason phrase is the sandbox's own text, which nobody needs.
			response.writeHead(answer.statusCode ?? 502, pairs(answer.rawHeaders).flat());
		} catch {
			// A sandbox may answer anything, also what can't be written again, such as the status 000.
			response.writeHead(502, { connection: "close" }).end();
			onward.destroy();
			return;
		}
		// The head may be all there is for a long time.
		response.flushHeaders();
		answer.pipe(response);
	});
	// A connection can also break after its answer is complete.
	onward.on("error", fail);
	onward.once("upgrade", (_answer, socket) => {
		socket.on("error", () => socket.destroy());
		socket.destroy();
		fail();
	});
	onward.once("close", () => {
		if (!response.headersSent) fail();
	});
	response.on("error", () => response.destroy());
	response.once("close", () => onward.destroy());
	request.once("error", () => onward.destroy());
	request.pipe(onward);
}

/** A connection to a sandbox, which errors when there is none in time. */
function dial(place: Place): Socket {
	const socket = net.connect({ host: place.address, port: place.port, noDelay: true });
	const timer = setTimeout(() => socket.destroy(new Error("no connection in time")), DIAL_MS);
	socket.once("connect", () => clearTimeout(timer));
	socket.once("close", () => clearTimeout(timer));
	return socket;
}

// --- The sandboxes' side -----------------------------------------------------------------------------------------------

const connectionsOf = new Map<string, number>();

const sandboxSide = net.createServer({ noDelay: true }, (sandbox) => {
	const from = sandbox.remoteAddress ?? "";
	const count = (connectionsOf.get(from) ?? 0) + 1;
	if (!fromSandbox(sandbox) || count > MAX_OF_ONE) return void sandbox.destroy();
	connectionsOf.set(from, count);
	sandbox.once("close", () => {
		const left = (connectionsOf.get(from) ?? 1) - 1;
		if (left === 0) connectionsOf.delete(from);
		else connectionsOf.set(from, left);
	});
	sandbox.on("error", () => sandbox.destroy());
	const studio = parked.shift();
	if (studio) return hand(sandbox, studio);
	const leave = () => {
		clearTimeout(timer);
		waiting.delete(taker);
	};
	const taker = (late: Duplex) => {
		leave();
		hand(sandbox, late);
	};
	const timer = setTimeout(() => {
		leave();
		sandbox.end("HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
	}, STUDIO_DEADLINE_MS);
	waiting.add(taker);
	sandbox.once("close", leave);
});

function hand(sandbox: Socket, studio: Duplex): void {
	studio.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: storydream-gateway\r\n\r\n");
	join(sandbox, studio);
}

// --- Both --------------------------------------------------------------------------------------------------------------

function join(one: Duplex, other: Duplex): void {
	one.pipe(other);
	other.pipe(one);
	for (const [here, there] of [
		[one, other],
		[other, one],
	] as const) {
		here.on("error", () => there.destroy());
		here.once("close", () => {
			// After a clean end, what the other side has not read yet is still on its way.
			if (!here.readableEnded) there.destroy();
			else setTimeout(() => there.destroy(), LAST_WORDS_MS).unref();
		});
	}
}

function pairs(raw: string[]): [string, string][] {
	const found: [string, string][] = [];
	for (let index = 0; index + 1 < raw.length; index += 2) {
		const name = raw[index] ?? "";
		if (!HOP_HEADERS.test(name)) found.push([name, raw[index + 1] ?? ""]);
	}
	return found;
}

function headerLines(raw: string[]): string {
	let lines = "";
	for (let index = 0; index + 1 < raw.length; index += 2) lines += `${raw[index]}: ${raw[index + 1]}\r\n`;
	return lines;
}

function text(name: string): string {
	const value = process.env[name];
	if (value === undefined || value === "") throw new Error(`The relay can't start: ${name} is not set.`);
	return value;
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));
studioSide.listen(STUDIO_PORT, "0.0.0.0");
sandboxSide.listen(GATEWAY_PORT, "0.0.0.0");
