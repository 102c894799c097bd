/** The models room: the gateway that holds the key, and the demo model that answers where there is no key. */
export { createDemoModel, type DemoModel, type DemoModelOptions } from "./demo/index.ts";
export { modelGatewayRoutes } from "./fastify-plugin.ts";
export {
	createModelGateway,
	type GatewayDeadlines,
	type GatewayLogger,
	type GatewayOptions,
	type ModelGateway,
} from "./gateway.ts";
export { type GatewayConnections, serveGatewayConnections } from "./gateway-connections.ts";
