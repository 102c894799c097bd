import { createDemoModel } from "@storydream/demo-model";
import { createLedger, createModelGateway, type ModelGateway, serveGatewayConnections } from "../models/index.ts";
import type { RoomParts, Rooms } from "./rooms.ts";

/** No call of a model takes as long: what is not settled by then was lost with its studio, and counts as spent. */
const LOST_CALL_MS = 30 * 60_000;

/** The gateway to the model, also for sandboxes that reach the studio by a connection of the driver's. */
export function openModelGateway(
	made: Pick<RoomParts, "config" | "peers" | "records" | "events" | "logger">,
	{ sessions, replicas }: Pick<Rooms, "sessions" | "replicas">,
	opened: AsyncDisposableStack,
): ModelGateway {
	const { model } = made.config;
	const gateway = createModelGateway({
		upstream: model.apiKey === null ? null : { apiKey: model.apiKey, baseUrl: model.baseUrl },
		demo: createDemoModel(),
		authenticate: (token) => sessions.authenticateGateway(token) ?? replicas?.authenticateGateway(token) ?? null,
		ledger: createLedger({
			records: made.records,
			ownerId: made.peers.ownerId,
			maxAtOnce: model.requestsAtOnce,
			callMs: LOST_CALL_MS,
			isAbandoned: made.peers.isAbandoned,
		}),
		limits: { maxAtOnce: model.requestsAtOnce, models: model.allowed, maxOutputTokens: model.maxOutputTokens },
		logger: made.logger.child({ room: "models" }),
	});
	const connections = serveGatewayConnections(gateway);
	made.events.on("sandboxConnection", connections.take);
	opened.defer(() => connections.close());
	return gateway;
}
