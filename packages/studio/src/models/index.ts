/** The models room: the gateway that holds the key. Without a key it passes requests to the demo model. */
export type { GatewayDeadlines } from "./deadlines.ts";
export { modelGatewayRoutes } from "./fastify-plugin.ts";
export {
	createModelGateway,
	type GatewayLogger,
	type GatewayOptions,
	type ModelGateway,
} from "./gateway.ts";
export { type GatewayConnections, serveGatewayConnections } from "./gateway-connections.ts";
export { createLedger, type Ledger } from "./ledger.ts";
export type { RequestLimits } from "./request-limits.ts";
