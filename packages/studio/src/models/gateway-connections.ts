import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import type { ModelGateway } from "./gateway.ts";
import { modelErrors, sendError } from "./model-errors.ts";

/** The gateway, and nothing else of the studio's, on connections that somebody else has accepted. */
export interface GatewayConnections {
	take(connection: Duplex): void;
	close(): void;
}

const PREFIX = "/gateway";

/** Answers below `/gateway` as the studio's own port does; every other path is refused as the gateway refuses one. */
export function serveGatewayConnections(gateway: ModelGateway): GatewayConnections {
	const open = new Set<Duplex>();
	const server = createServer({ requestTimeout: 0 }, (request, response) => {
		const [path = ""] = (request.url ?? "").split("?");
		const wanted = path === `${PREFIX}/v1/messages` || path === `${PREFIX}/v1/messages/count_tokens`;
		if (request.method === "POST" && wanted) {
			// It answers errors itself; what is left is a connection that broke.
			gateway.handle(request, response, (request.url ?? "").slice(PREFIX.length)).catch(() => response.destroy());
			return;
		}
		request.resume();
		sendError(response, modelErrors.path());
	});
	return {
		take(connection) {
			open.add(connection);
			connection.once("close", () => open.delete(connection));
			connection.on("error", () => connection.destroy());
			server.emit("connection", connection);
		},
		close() {
			for (const connection of open) connection.destroy();
		},
	};
}
