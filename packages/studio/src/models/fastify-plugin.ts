import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ModelGateway } from "./gateway.ts";
import { modelErrors, sendError } from "./model-errors.ts";

/**
 * The gateway as a Fastify plugin: `app.register(modelGatewayRoutes(gateway), { prefix: "/gateway" })`. It answers
 * POST /v1/messages and /v1/messages/count_tokens below the prefix, 403 to everything else there, and ends running
 * answers when the app closes.
 */
export function modelGatewayRoutes(gateway: ModelGateway) {
	return async (app: FastifyInstance): Promise<void> => {
		// The gateway reads bodies itself, with its own limit and deadline: Fastify must leave them alone.
		app.removeAllContentTypeParsers();
		app.addContentTypeParser("*", (_request, _payload, done) => done(null));
		const open = async (request: FastifyRequest, reply: FastifyReply) => {
			reply.hijack();
			const url = request.raw.url ?? "";
			await gateway.handle(request.raw, reply.raw, url.slice(url.indexOf("/v1/")));
		};
		const shut = async (request: FastifyRequest, reply: FastifyReply) => {
			reply.hijack();
			request.raw.resume();
			sendError(reply.raw, modelErrors.path());
		};
		app.post("/v1/messages", open);
		app.post("/v1/messages/count_tokens", open);
		app.all("/", shut);
		app.all("/*", shut);
		app.addHook("preClose", async () => gateway.close());
	};
}
