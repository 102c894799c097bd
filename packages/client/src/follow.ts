import { type ClientMessage, StudioMessage } from "@storydream/protocol";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const OPEN_WITHIN_MS = 10_000;
const PING_EVERY_MS = 20_000;
/** A studio that says nothing for this long after a ping is gone, whatever the socket believes. */
const PONG_WITHIN_MS = 10_000;

/** How a project is followed. */
export interface FollowOptions {
	/** Called with each message once: what is replayed after a lost connection is left out where it is known. */
	onMessage(message: StudioMessage): void;
	/** Called when the connection opens and when it is lost. */
	onConnection?(state: "open" | "lost"): void;
	/** False: a lost connection is not opened again. Default: true. */
	reconnect?: boolean;
	/** Newest `seq` the caller knows: what came after it is replayed. Default: nothing is replayed at the start. */
	lastSeq?: number;
}

/** A connection to one project's session that opens itself again. */
export interface ProjectFollower {
	/** Resolves when the first connection is open. With `reconnect: false` it rejects when there is none. */
	readonly opened: Promise<void>;
	/**
	 * Sends a message. A prompt (`message:send`) is kept until the studio has it and sent again on the next connection; its
	 * id makes that safe. Other messages are sent when there is a connection, and dropped when there is none.
	 */
	send(message: ClientMessage): void;
	/** Newest `seq` that was received; 0 before the first. */
	lastSeq(): number;
	/** Ends the connection for good. The session itself goes on. */
	close(): void;
}

/**
 * Follows a project: starts its session, or joins it, and stays connected. After a lost connection it waits, 0.5 s at first
 * and at most 15 s, connects again and asks for what it missed.
 * @param address of a studio, such as `http://localhost:8080`
 * @example
 * const follower = followProject("http://localhost:8080", project.id, { onMessage: (message) => console.log(message.type) });
 * follower.send({ type: "message:send", projectId: project.id, id: crypto.randomUUID(), content: "Make it blue" });
 */
export function followProject(address: string, projectId: string, options: FollowOptions): ProjectFollower {
	const url = new URL("/ws", address);
	url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
	return new Connection(url, projectId, options);
}

class Connection implements ProjectFollower {
	readonly opened: Promise<void>;
	readonly #first = Promise.withResolvers<void>();
	/** Replaced by each connection; null while there is none. */
	#socket: WebSocket | null = null;
	/** Rises with messages; sent on each connection, so that the studio replays what came after it. */
	#lastSeq: number;
	/** Connections that failed since the last open one. */
	#failures = 0;
	/** Prompts the studio has not acknowledged, by id. */
	readonly #unacknowledged = new Map<string, ClientMessage>();
	/** The session was ended by somebody, or for idleness; a new prompt starts it again. */
	#hasEnded = false;
	#isClosed = false;
	/** Runs until the socket is open, until a pong is due, or until the next attempt. */
	#deadline: ReturnType<typeof setTimeout> | undefined;
	#pings: ReturnType<typeof setTimeout> | undefined;
	readonly #url: URL;
	readonly #projectId: string;
	readonly #options: FollowOptions;

	constructor(url: URL, projectId: string, options: FollowOptions) {
		this.#url = url;
		this.#projectId = projectId;
		this.#options = options;
		this.#lastSeq = options.lastSeq ?? 0;
		this.opened = this.#first.promise;
		// Who does not wait for it follows the connection by `onConnection`.
		this.opened.catch(() => undefined);
		this.#connect();
	}

	send(message: ClientMessage): void {
		if (message.type === "message:send") {
			this.#unacknowledged.set(message.id, message);
			if (this.#hasEnded) this.#start();
		}
		this.#transmit(message);
	}

	lastSeq(): number {
		return this.#lastSeq;
	}

	close(): void {
		this.#isClosed = true;
		this.#hangUp();
		this.#first.reject(new Error("The connection was closed before it was open."));
	}

	#connect(): void {
		const socket = new WebSocket(this.#url);
		this.#socket = socket;
		const ifCurrent = (work: () => void) => () => {
			if (this.#socket === socket) work();
		};
		this.#deadline = setTimeout(
			ifCurrent(() => this.#lost()),
			OPEN_WITHIN_MS,
		);
		socket.addEventListener(
			"open",
			ifCurrent(() => this.#open()),
		);
		// An error is always followed by a close.
		socket.addEventListener(
			"close",
			ifCurrent(() => this.#lost()),
		);
		socket.addEventListener("message", ({ data }) => {
			if (this.#socket === socket) this.#receive(data);
		});
	}

	#open(): void {
		clearTimeout(this.#deadline);
		this.#failures = 0;
		this.#pings = setInterval(() => this.#ping(), PING_EVERY_MS);
		// A session that ended on purpose is not started again by a network that comes and goes.
		if (!this.#hasEnded || this.#unacknowledged.size > 0) this.#start();
		for (const message of this.#unacknowledged.values()) this.#transmit(message);
		this.#first.resolve();
		this.#options.onConnection?.("open");
	}

	#start(): void {
		this.#hasEnded = false;
		const lastSeq = this.#lastSeq > 0 ? { lastSeq: this.#lastSeq } : {};
		this.#transmit({ type: "session:start", projectId: this.#projectId, ...lastSeq });
	}

	#ping(): void {
		this.#transmit({ type: "ping" });
		clearTimeout(this.#deadline);
		this.#deadline = setTimeout(() => this.#lost(), PONG_WITHIN_MS);
	}

	#lost(): void {
		this.#hangUp();
		this.#options.onConnection?.("lost");
		if (this.#isClosed) return;
		if (this.#options.reconnect === false) {
			this.#isClosed = true;
			this.#first.reject(new Error(`The studio at ${this.#url.origin} closed the connection or does not answer.`));
			return;
		}
		const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#failures, 10));
		this.#failures += 1;
		// At least half of it, so that clients that were cut off together do not come back together.
		this.#deadline = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
	}

	#receive(data: unknown): void {
		clearTimeout(this.#deadline);
		const parsed = StudioMessage.safeParse(readJson(data));
		// A newer studio may say things this client does not know.
		if (!parsed.success) return;
		const message = parsed.data;
		if ("seq" in message && message.type !== "session:ready") {
			if (message.seq <= this.#lastSeq) return;
			this.#lastSeq = message.seq;
		}
		if (message.type === "session:ended" && message.code !== "shutdown") this.#hasEnded = true;
		this.#acknowledge(message);
		this.#options.onMessage(message);
	}

	#acknowledge(message: StudioMessage): void {
		if (message.type === "queue:changed") for (const { id } of message.queue) this.#unacknowledged.delete(id);
		if (message.type === "message:added") this.#unacknowledged.delete(message.message.id);
		if (message.type === "error" && message.id !== undefined) this.#unacknowledged.delete(message.id);
	}

	#transmit(message: ClientMessage): void {
		if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
	}

	/** Ends the socket and every timer; what the socket still reports is ignored. */
	#hangUp(): void {
		clearTimeout(this.#deadline);
		clearInterval(this.#pings);
		const socket = this.#socket;
		this.#socket = null;
		socket?.close();
	}
}

function readJson(data: unknown): unknown {
	try {
		return typeof data === "string" ? JSON.parse(data) : null;
	} catch {
		// Not JSON: it is left out like a message of an unknown type.
		return null;
	}
}
