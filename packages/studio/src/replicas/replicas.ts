import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { Driver } from "../drivers/driver.ts";
import type { Exports } from "../exports/index.ts";
import type { Records } from "../records/records.ts";
import type { PreviewTarget, Sessions } from "../sessions/index.ts";
import type { Logger } from "../telemetry/index.ts";
import { createHttpForwarder, FORWARDED_HEADER } from "./forward-http.ts";
import { createSocketForwarder, type SocketPipe } from "./forward-socket.ts";
import { createLookups } from "./lookups.ts";
import type { Membership } from "./membership.ts";
import { PROBE_PATH } from "./probe.ts";
import { createOwnerFinder } from "./session-owner.ts";

const TAKE_AGAIN_MS = 3_000;

/** Other studios on the same stores: what they have is found there. */
export interface Replicas {
	/**
	 * False when a request is for any studio. Else it is answered by the studio that owns its project, or, once it is
	 * clear that no other has it, by `here()`.
	 */
	handle(request: IncomingMessage, response: ServerResponse, here: () => void): boolean;
	/** The others' question whether this studio lives: it is answered from the first moment on. */
	answerProbe(request: IncomingMessage, response: ServerResponse): boolean;
	/**
	 * Leads a page's socket to where a project is. `here`: it is to be served by this studio. `moving`: it is to be closed,
	 * so that the page connects again in a moment.
	 */
	lead(page: WebSocket, request: IncomingMessage, projectId: string): Promise<"here" | "moving" | SocketPipe>;
	/** For keys and tokens that this studio's own sessions do not know. */
	previewTarget(key: string): Promise<PreviewTarget | null>;
	authenticateGateway(token: string): Promise<{ sessionId: string; projectId: string } | null>;
	/** A studio is gone: what it had is taken over, sooner or later. Never rejects. */
	gone(id: string): Promise<void>;
	close(): void;
}

export function createReplicas(deps: {
	membership: Membership;
	records: Records;
	driver: Driver;
	sessions: Pick<Sessions, "has" | "takeOver">;
	exports: Pick<Exports, "takeOver">;
	logger: Logger;
}): Replicas {
	const { membership, sessions, exports, logger } = deps;
	const { id } = membership;
	const owners = createOwnerFinder(deps);
	const http = createHttpForwarder({ id, owners, logger });
	const sockets = createSocketForwarder({ id, logger });
	const lookups = createLookups(deps);
	let closed = false;

	async function untilDone(what: string, studio: string, work: () => Promise<void>): Promise<void> {
		while (!closed) {
			try {
				return await work();
			} catch (error) {
				logger.error({ err: error, studio, what }, "what a studio had could not be taken over; trying again");
				await setTimeout(TAKE_AGAIN_MS, undefined, { ref: false });
			}
		}
	}

	function answerProbe(request: IncomingMessage, response: ServerResponse): boolean {
		if (request.url !== PROBE_PATH || request.method !== "GET") return false;
		response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify({ id }));
		return true;
	}

	return {
		handle: http.handle,
		answerProbe,
		async lead(page, request, projectId) {
			const where = await owners.project(projectId);
			if (where.at !== "peer") return where.at;
			// One that another studio has sent here already: they do not agree yet.
			if (request.headers[FORWARDED_HEADER] !== undefined) return "moving";
			return sockets.forward(page, request, where);
		},
		previewTarget: lookups.preview,
		authenticateGateway: lookups.gateway,
		async gone(studio) {
			http.cutOff(studio);
			sockets.cutOff(studio);
			// The session of a page that comes is taken up for it; this is for those that nobody looks at.
			await untilDone("its sessions", studio, () => sessions.takeOver());
			await untilDone("its exports", studio, () => exports.takeOver(studio));
		},
		close() {
			closed = true;
			sockets.close();
		},
	};
}
