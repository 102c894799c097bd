import { randomUUID } from "node:crypto";
import { createStudioApi, followProject } from "@storydream/client";
import type { Project, StudioMessage } from "@storydream/protocol";

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
export function createProject(url: string): Promise<Project> {
	return createStudioApi(url).createProject({});
}

/**
 * Attaches to a project. Rejects when the studio can't be reached. A lost connection stays lost: the test that killed the
 * studio knows.
 */
export async function follow(url: string, projectId: string): Promise<Follower> {
	const received: Received[] = [];
	const listeners = new Set<() => void>();
	let startedAt = 0;
	const connection = followProject(url, projectId, {
		reconnect: false,
		onConnection: () => {
			startedAt ||= performance.now();
		},
		onMessage(message) {
			received.push({ at: performance.now(), message });
			for (const listener of [...listeners]) listener();
		},
	});
	await connection.opened;

	const follower: Follower = {
		received,
		startedAt,
		begin: () => connection.send({ type: "message:begin" }),
		send(content) {
			const id = randomUUID();
			const at = performance.now();
			connection.send({ type: "message:send", projectId, id, content });
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
			connection.send({ type: "session:end" });
			await follower.until("session:ended");
			connection.close();
		},
		close: () => connection.close(),
	};
	return follower;
}
