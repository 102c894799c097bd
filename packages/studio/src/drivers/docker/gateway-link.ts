import http from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { DriverLogger } from "../driver.ts";
import { type Relay, relayKey } from "./relay.ts";

/** Connections that wait at the relay for sandboxes to use them. */
export interface GatewayLink {
	close(): void;
}

const PARKED = 6;
const PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Keeps some connections waiting at the relay, each of which is served as soon as a sandbox takes it. So the gateway is
 * reached without any port of the studio's being open to sandboxes.
 */
export function linkGateway(options: {
	relay: () => Promise<Relay | null>;
	serve: (connection: Duplex) => void;
	logger: DriverLogger;
}): GatewayLink {
	const closing = new AbortController();
	const { signal } = closing;

	async function keepOne(): Promise<void> {
		let pause = PAUSE_MS;
		while (!signal.aborted) {
			try {
				const relay = await options.relay();
				const connection = relay && (await park(relay, signal));
				if (connection) {
					pause = PAUSE_MS;
					options.serve(connection);
					continue;
				}
			} catch (error) {
				if (!signal.aborted) options.logger.debug({ err: error }, "the relay is out of reach; trying again");
			}
			await sleep(pause, undefined, { signal }).catch(() => undefined);
			pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
		}
	}

	for (let index = 0; index < PARKED; index++) void keepOne();
	return { close: () => closing.abort() };
}

/** Waits at the relay; resolves with the connection once a sandbox has taken it. */
function park(relay: Relay, signal: AbortSignal): Promise<Duplex> {
	return new Promise((resolve, reject) => {
		const request = http.request({
			host: relay.host,
			port: relay.port,
			path: `/gateway/${relayKey(relay, "gateway")}`,
			headers: { connection: "upgrade", upgrade: "storydream-gateway" },
			agent: false,
			signal,
		});
		request.once("socket", (socket) => socket.setKeepAlive(true, 15_000));
		request.once("upgrade", (_answer, socket, head) => {
			if (head.length > 0) socket.unshift(head);
			resolve(socket);
		});
		request.once("response", (answer) => {
			answer.resume();
			reject(new Error(`the relay answered ${answer.statusCode}`));
		});
		request.once("error", reject);
		request.once("close", () => reject(new Error("the relay closed a waiting connection")));
		request.end();
	});
}
