/** The models room: the gateway that holds the key, and the demo model that answers where there is no key. */
export { createDemoModel, type DemoModel, type DemoModelOptions } from "./demo/index.ts";
export { DEMO_MODEL_NAME } from "./demo/messages-api.ts";
export { modelGatewayRoutes } from "./fastify-plugin.ts";
export {
	createModelGateway,
	DEFAULT_DEADLINES,
	type GatewayDeadlines,
	type GatewayLogger,
	type GatewayOptions,
	MAX_REQUEST_BYTES,
	type ModelGateway,
} from "./gateway.ts";
