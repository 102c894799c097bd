import { StudioMessage } from "@storydream/protocol";
import { WebSocket } from "ws";

type Of<T extends StudioMessage["type"]> = Extract<StudioMessage, { type: T }>;
const AGAIN_MS = 200;
const DEADLINE_MS = 120_000;

/** What the browser's page does, without a browser: follows a project, connects again when its socket ends, sees nothing twice. */
export interface Page {
	messages: StudioMessage[];
	/** Each time its socket ended, by code. */
	closes: number[];
	send(message: object): void;
	waitFor<T extends StudioMessage["type"]>(type: T, fits?: (message: Of<T>) => boolean): Promise<Of<T>>;
	of<T extends StudioMessage["type"]>(type: T): Of<T>[];
	close(): void;
}

/** @param urls where it connects, one after the other at each try */
export function openPage(urls: string[], projectId: string): Page {
	const messages: StudioMessage[] = [];
	const closes: number[] = [];
	const listeners = new Set<() => void>();
	let lastSeq = 0;
	let tries = 0;
	let closed = false;
	let socket: WebSocket;
	let timer: NodeJS.Timeout | undefined;

	function connect(): void {
		const url = urls[tries++ % urls.length] ?? "";
		const mine = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, { handshakeTimeout: 3_000 });
		socket = mine;
		mine.on("open", () => mine.send(JSON.stringify({ type: "session:start", projectId, ...(lastSeq > 0 ? { lastSeq } : {}) })));
		mine.on("message", (data) => {
			const message = StudioMessage.parse(JSON.parse(data.toString()));
			if ("seq" in message && message.type !== "session:ready") {
				if (message.seq <= lastSeq) return;
				lastSeq = message.seq;
			}
			messages.push(message);
			for (const listener of listeners) listener();
		});
		mine.on("error", () => undefined);
		mine.on("close", (code) => {
			closes.push(code);
			if (!closed && socket === mine) timer = setTimeout(connect, AGAIN_MS);
		});
	}
	connect();

	function of<T extends StudioMessage["type"]>(type: T): Of<T>[] {
		return messages.filter((message): message is Of<T> => message.type === type);
	}

	return {
		messages,
		closes,
		of,
		send: (message) => socket.send(JSON.stringify(message)),
		waitFor: (type, fits = () => true) =>
			new Promise((resolve, reject) => {
				const check = () => {
					const found = of(type).find(fits);
					if (!found) return;
					clearTimeout(deadline);
					listeners.delete(check);
					resolve(found);
				};
				const deadline = setTimeout(() => {
					listeners.delete(check);
					const last = JSON.stringify(messages.slice(-6)).slice(0, 2_000);
					reject(new Error(`no ${type} came that fits; sockets ended with ${closes}; last: ${last}`));
				}, DEADLINE_MS);
				listeners.add(check);
				check();
			}),
		close() {
			closed = true;
			clearTimeout(timer);
			socket.terminate();
		},
	};
}
