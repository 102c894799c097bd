import { randomUUID } from "node:crypto";
import { Project, StudioMessage } from "@storydream/protocol";
import { WebSocket } from "ws";

type Of<T extends StudioMessage["type"]> = Extract<StudioMessage, { type: T }>;

/** A studio message with the moment it came, in ms of `performance.now()`. */
export interface Received<T extends StudioMessage = StudioMessage> {
	at: number;
	message: T;
}

/** A page without a browser: follows one project's session and remembers what it received. */
export interface Follower {
	received: Received[];
	/** When `session:start` was sent. */
	startedAt: number;
	/** Says that a prompt is being written. */
	begin(): void;
	/** Sends a prompt; answers its id and when it was sent. */
	send(content: string): { id: string; at: number };
	/** First message that fits, past or to come; rejects after `deadlineMs`. */
	until<T extends StudioMessage["type"]>(
		type: T,
		fits?: (message: Of<T>) => boolean,
		deadlineMs?: number,
	): Promise<Received<Of<T>>>;
	/** Forgets what was received. */
	forget(): void;
	/** Ends the session and closes the socket. */
	end(): Promise<void>;
	close(): void;
}

/** A new, empty project. */
export async function createProject(url: string): Promise<Project> {
	const answer = await fetch(`${url}/api/projects`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: "{}",
	});
	if (!answer.ok) throw new Error(`no project: ${await answer.text()}`);
	return Project.parse(await answer.json());
}

/** Attaches to a project. Rejects when the studio can't be reached. */
export async function follow(url: string, projectId: string): Promise<Follower> {
	const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`);
	const received: Received[] = [];
	const listeners = new Set<() => void>();
	await new Promise<void>((resolve, reject) => {
		socket.once("open", () => resolve());
		socket.once("error", reject);
	});
	// A killed studio resets the connection: the test that killed it knows.
	socket.on("error", () => undefined);
	socket.on("message", (data) => {
		received.push({ at: performance.now(), message: StudioMessage.parse(JSON.parse(data.toString())) });
		for (const listener of [...listeners]) listener();
	});
	const post = (message: object) => socket.send(JSON.stringify(message));
	const startedAt = performance.now();
	post({ type: "session:start", projectId });

	const follower: Follower = {
		received,
		startedAt,
		begin: () => post({ type: "message:begin" }),
		send(content) {
			const id = randomUUID();
			const at = performance.now();
			post({ type: "message:send", projectId, id, content });
			return { id, at };
		},
		until<T extends StudioMessage["type"]>(type: T, fits: (message: Of<T>) => boolean = () => true, deadlineMs = 120_000) {
			return new Promise<Received<Of<T>>>((resolve, reject) => {
				const deadline = setTimeout(() => {
					listeners.delete(look);
					const last = received.at(-1)?.message;
					reject(
						new Error(`no ${type} in ${deadlineMs} ms; last received: ${last ? JSON.stringify(last).slice(0, 300) : "nothing"}`),
					);
				}, deadlineMs);
				const look = () => {
					const found = received.find((one): one is Received<Of<T>> => one.message.type === type && fits(one.message as Of<T>));
					if (!found) return;
					clearTimeout(deadline);
					listeners.delete(look);
					resolve(found);
				};
				listeners.add(look);
				look();
			});
		},
		forget() {
			received.length = 0;
		},
		async end() {
			post({ type: "session:end" });
			await follower.until("session:ended");
			socket.close();
		},
		close: () => socket.close(),
	};
	return follower;
}
