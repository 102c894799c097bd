import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
	ClientMessage,
	type ErrorCode,
	MAX_FRAME_BYTES,
	StoryDreamError,
	type StudioMessage,
	toStoryDreamError,
} from "@storydream/protocol";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import { whoIs } from "../access/index.ts";
import { newId } from "../ids.ts";
import type { Projects } from "../projects/index.ts";
import type { Replicas, SocketPipe } from "../replicas/index.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import { zodSentence } from "./problems.ts";

/** What may wait to be sent to one browser. A socket that is slower is closed: its page connects again and catches up. */
const MAX_WAITING_BYTES = 8_000_000;
const HEARTBEAT_MS = 25_000;
const MAX_SOCKETS = 1_000;
/** Frames of one socket: a burst, and what it may send a second for long. */
const BURST = 200;
const FRAMES_PER_SECOND = 40;
/** The same for their bytes: a few of the largest, then what people write. */
const BURST_BYTES = 4 * MAX_FRAME_BYTES;
const BYTES_PER_SECOND = 250_000;

const CLOSE_GOING_AWAY = 1001;
const CLOSE_RESTART = 1012;
const CLOSE_TRY_AGAIN = 1013;

export interface SocketServer {
	/** Takes over an upgrade that was checked already. */
	accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	count(): number;
	/** Tells every page that the studio stops, and closes. */
	close(): Promise<void>;
}

/** The browser's WebSocket: parse a frame, call sessions, pass on what they say. One project a socket. */
export function createSocketServer(deps: {
	projects: Projects;
	sessions: Sessions;
	logger: Logger;
	metrics: Metrics;
	/** Absent: this is the only studio. */
	replicas?: Pick<Replicas, "lead">;
	heartbeatMs?: number;
	maxWaitingBytes?: number;
}): SocketServer {
	const server = new WebSocketServer({
		noServer: true,
		// A larger one closes the socket (1009).
		maxPayload: MAX_FRAME_BYTES,
		perMessageDeflate: false,
		clientTracking: true,
	});
	const alive = new WeakSet<WebSocket>();
	const heartbeat = setInterval(() => {
		for (const socket of server.clients) {
			if (!alive.delete(socket)) {
				socket.terminate();
				continue;
			}
			socket.ping();
		}
	}, deps.heartbeatMs ?? HEARTBEAT_MS);
	heartbeat.unref();
	server.on("connection", (socket, request) => {
		alive.add(socket);
		socket.on("pong", () => alive.add(socket));
		serveSocket(socket, request, deps);
	});
	return {
		accept(request, socket, head) {
			if (server.clients.size >= MAX_SOCKETS) {
				socket.end("HTTP/1.1 503 Too many connections\r\nretry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
				return;
			}
			server.handleUpgrade(request, socket, head, (accepted) => server.emit("connection", accepted, request));
		},
		count: () => server.clients.size,
		async close() {
			clearInterval(heartbeat);
			const closed = [...server.clients].map(
				(socket) =>
					new Promise<void>((resolve) => {
						const timer = setTimeout(() => socket.terminate(), 2_000);
						socket.once("close", () => {
							clearTimeout(timer);
							resolve();
						});
						socket.close(CLOSE_GOING_AWAY, "The studio is stopping.");
					}),
			);
			await Promise.all(closed);
			server.close();
		},
	};
}

/** A message goes to many sockets: it is turned into text once. */
const encoded = new WeakMap<StudioMessage, string>();
function encode(message: StudioMessage): string {
	let text = encoded.get(message);
	if (text === undefined) {
		text = JSON.stringify(message);
		encoded.set(message, text);
	}
	return text;
}

function serveSocket(
	socket: WebSocket,
	request: IncomingMessage,
	deps: {
		projects: Projects;
		sessions: Sessions;
		replicas?: Pick<Replicas, "lead">;
		logger: Logger;
		metrics: Metrics;
		maxWaitingBytes?: number;
	},
): void {
	const { projects, sessions, metrics } = deps;
	const log = deps.logger.child({ socketId: newId(8) });
	const user = whoIs(request);
	const maxWaiting = deps.maxWaitingBytes ?? MAX_WAITING_BYTES;
	let followed: { projectId: string; detach: () => void } | null = null;
	/** Set once another studio serves this socket: everything goes there. */
	let elsewhere: SocketPipe | null = null;
	let why = "left";
	metrics.socketOpened();

	const follower = {
		send(message: StudioMessage): void {
			if (socket.readyState !== WebSocket.OPEN) return;
			if (socket.bufferedAmount > maxWaiting) {
				if (why === "slow") return;
				why = "slow";
				log.info({ waiting: socket.bufferedAmount }, "a socket was too slow and is closed");
				socket.close(CLOSE_TRY_AGAIN, "This connection was too slow; connect again.");
				// What waits would have to go out before the close frame: a socket that does not read never gets there.
				setTimeout(() => socket.terminate(), 1_000).unref();
				return;
			}
			socket.send(encode(message));
		},
		moved(): void {
			why = "moved";
			socket.close(CLOSE_RESTART, "Another studio continues this; connect again.");
		},
	};
	const fail = (code: ErrorCode, message: string, hint: string, id?: string): void =>
		follower.send({ type: "error", code, message, hint, ...(id === undefined ? {} : { id }) });
	const failWith = (error: unknown, id?: string): void => {
		const known = toStoryDreamError(error);
		if (known.code === "internal") log.error({ err: error }, "a message failed");
		fail(known.code, known.message, known.hint, id);
	};

	function projectInUse(): string {
		if (followed === null) throw new StoryDreamError("session_required", "This connection follows no project yet.");
		return followed.projectId;
	}

	/** Not waited for: what the page sends while the session starts is taken in meanwhile. */
	function follow(projectId: string, lastSeq: number | undefined): void {
		const mine = { projectId, detach: () => {} };
		followed = mine;
		sessions.follow(projectId, follower, lastSeq).then(
			(detach) => {
				if (followed === mine && socket.readyState === WebSocket.OPEN) mine.detach = detach;
				else detach();
			},
			(error: unknown) => failWith(error),
		);
	}

	async function handle(message: ClientMessage, frame: string): Promise<void> {
		if (elsewhere !== null) return elsewhere.send(frame);
		switch (message.type) {
			case "ping":
				follower.send({ type: "pong" });
				return;
			case "session:start": {
				if (followed !== null && followed.projectId !== message.projectId) {
					throw new StoryDreamError("conflict", "This connection already follows another project.", {
						hint: "Open another connection for another project.",
					});
				}
				await projects.record(user, message.projectId);
				if (followed === null && deps.replicas !== undefined) {
					const where = await deps.replicas.lead(socket, request, message.projectId);
					if (where === "moving") return socket.close(CLOSE_TRY_AGAIN, "The project is changing hands; connect again.");
					if (where !== "here") {
						elsewhere = where;
						return where.send(frame);
					}
				}
				// A second start joins the session that runs: nothing is started twice, the page gets everything again.
				followed?.detach();
				follow(message.projectId, message.lastSeq);
				return;
			}
			case "message:send": {
				const projectId = projectInUse();
				if (message.projectId !== projectId) {
					throw new StoryDreamError("conflict", "This connection follows another project than the message is for.");
				}
				const { id, content, attachments, context } = message;
				await sessions.sendMessage(projectId, { id, content, ...(attachments && { attachments }), ...(context && { context }) });
				return;
			}
			case "message:begin":
				// Not waited for: the message itself comes soon, and tells if there is something wrong.
				sessions
					.prepareAgent(projectInUse())
					.catch((error: unknown) => log.debug({ err: error }, "the agent could not be made ready in advance"));
				return;
			case "message:edit":
				return sessions.editQueued(projectInUse(), message.id, message.content);
			case "message:remove":
				return sessions.removeQueued(projectInUse(), message.id);
			case "message:cancel":
				return sessions.stopRun(projectInUse());
			case "message:continue":
				return sessions.continueQueue(projectInUse());
			case "session:keep":
				return sessions.keep(projectInUse());
			case "session:end":
				return sessions.endSession(projectInUse(), "ended");
		}
	}

	const allowance = createAllowance(BURST, FRAMES_PER_SECOND);
	const byteAllowance = createAllowance(BURST_BYTES, BYTES_PER_SECOND);
	/** Handled in order, so that a message finds its start done; stop and ping need not wait for a picture to be checked. */
	let inOrder: Promise<void> = Promise.resolve();
	socket.on("message", (data, isBinary) => {
		const frameBytes = Array.isArray(data) ? data.reduce((sum, part) => sum + part.byteLength, 0) : data.byteLength;
		if (!allowance(1) || !byteAllowance(frameBytes)) {
			fail("too_many", "This connection sends messages too fast.", "Wait a moment and try again.");
			return;
		}
		const parsed = parseFrame(data, isBinary);
		if ("error" in parsed) {
			failWith(parsed.error, parsed.id);
			return;
		}
		const { message } = parsed;
		const id = "id" in message ? message.id : undefined;
		const frame = data.toString();
		const work = () => handle(message, frame).catch((error: unknown) => failWith(error, id));
		if (message.type === "ping" || message.type === "message:cancel") void work();
		else inOrder = inOrder.then(work);
	});
	socket.on("error", (error) => {
		why = "error";
		log.info({ err: error }, "a socket failed");
	});
	socket.on("close", (code) => {
		followed?.detach();
		followed = null;
		metrics.socketClosed(code === CLOSE_GOING_AWAY && why === "left" ? "gone" : why);
	});
}

/** A frame as a message, or what is wrong with it (with the client's id for it, when it had one). */
function parseFrame(data: RawData, isBinary: boolean): { message: ClientMessage } | { error: StoryDreamError; id?: string } {
	if (isBinary) return { error: new StoryDreamError("bad_frame", "The studio understands text frames only.") };
	let json: unknown;
	try {
		json = JSON.parse(data.toString());
	} catch (error) {
		return { error: new StoryDreamError("bad_frame", "The frame is not valid JSON.", { cause: error }) };
	}
	if (typeof json !== "object" || json === null || Array.isArray(json)) {
		return { error: new StoryDreamError("bad_frame", "The frame is not a JSON object.") };
	}
	const id = "id" in json && typeof json.id === "string" ? { id: json.id.slice(0, 64) } : {};
	const type = "type" in json ? json.type : undefined;
	if (typeof type !== "string" || !KNOWN_TYPES.has(type)) {
		const named = typeof type === "string" ? `“${type.slice(0, 60)}”` : "without a type";
		return { error: new StoryDreamError("unknown_message", `The studio does not know the message ${named}.`), ...id };
	}
	const parsed = ClientMessage.safeParse(json);
	if (!parsed.success) return { error: new StoryDreamError("bad_request", zodSentence(parsed.error)), ...id };
	return { message: parsed.data };
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(ClientMessage.options.map((option) => option.shape.type.value));

/** A bucket that fills up again with time. What is taken from it answers whether there was as much. */
function createAllowance(burst: number, perSecond: number): (amount: number) => boolean {
	let left = burst;
	let at = performance.now();
	return (amount) => {
		const now = performance.now();
		left = Math.min(burst, left + ((now - at) / 1000) * perSecond);
		at = now;
		if (left < amount) return false;
		left -= amount;
		return true;
	};
}
