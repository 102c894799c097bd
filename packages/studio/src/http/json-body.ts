import { StoryDreamError } from "@storydream/protocol";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";

/**
 * Reads JSON bodies. A route that takes no body accepts an empty one whatever its content type; a name that would change
 * the prototype of an object is refused by name.
 */
export function readJsonBodies(app: FastifyInstance): void {
	const parse = app.getDefaultJsonParser("error", "error");
	app.removeContentTypeParser("application/json");
	app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
		if (body.length === 0 && needsNoBody(request.routeOptions.schema?.body)) return done(null, undefined);
		parse(request, String(body), (error, value) => {
			if (error && isJson(String(body))) done(forbiddenName(request));
			else done(error, value);
		});
	});
}

/** What the guarded parser refuses and this one takes has a forbidden name in it. */
function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function forbiddenName(request: FastifyRequest): StoryDreamError {
	const names = 'a field can\'t be called "__proto__", nor "constructor" with a "prototype" in it';
	return request.routeOptions.url?.endsWith("/storyboard")
		? new StoryDreamError("storyboard_invalid", `In the storyboard: ${names}.`)
		: new StoryDreamError("bad_request", `The body is refused: ${names}.`);
}

/** Whether a `Content-Type` names JSON; its letters may be upper case. */
export function namesJson(contentType: string | undefined): boolean {
	return contentType?.trim().toLowerCase().startsWith("application/json") ?? false;
}

/** Whether a route has no schema of a body, or one that takes none. */
function needsNoBody(schema: unknown): boolean {
	return schema === undefined || (schema instanceof z.ZodType && schema.safeParse(undefined).success);
}
