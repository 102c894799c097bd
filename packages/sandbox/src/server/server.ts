import { createReadStream } from "node:fs";
import {
	type AssetHash,
	AssetName,
	CommitSha,
	ConvertAsset,
	EditProject,
	Handover,
	OpenProjectQuery,
	rulesOf,
	SaveProject,
	Sha256,
	StartRun,
	StoryDreamError,
	storyboardIssues,
	storyboardSentence,
	TakePictures,
} from "@storydream/protocol";
import fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import type { Host } from "../host.ts";
import { takeFilm } from "../project/index.ts";
import { bodyOf } from "./body.ts";
import type { Door } from "./door.ts";
import { addExportRoutes } from "./export-routes.ts";
import { describeIssues, problemOf } from "./problem.ts";

/** Eight pictures of 10 MB in base 64, and a prompt. */
const JSON_LIMIT = 120_000_000;
/** A storyboard before an archive: as large as the studio takes one. */
const FILM_BYTES_MAX = 8_000_000;
const HANDOVER = "/handover";
const HANDOVER_LIMIT = 10_000;
const Offset = z.object({ from: z.coerce.number().int().nonnegative().default(0) });
const Since = z.object({ since: CommitSha.optional() });
const RestoreQuery = z.object({
	sha: CommitSha,
	title: z.string().min(1).max(500),
	base: CommitSha.optional(),
	filmBytes: z.coerce.number().int().positive().max(FILM_BYTES_MAX).optional(),
});

/** Called only for a route with a JSON schema. */
const noSchemas = () => {
	throw new StoryDreamError("internal", "Routes of the agent host have no JSON schemas.");
};

/** The routes of the agent host, as `sandbox-messages.ts` describes them. Thin: parse, call the host, answer. */
export function createHttp(host: Host, door: Door): FastifyInstance {
	const app = fastify({
		logger: false,
		bodyLimit: JSON_LIMIT,
		forceCloseConnections: true,
		requestTimeout: 0,
		// What comes is read with zod. Without these two, fastify loads ajv and its own compilers: a twentieth of a start.
		schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
	});

	app.removeContentTypeParser(["application/json", "text/plain"]);
	app.addContentTypeParser("application/json", { parseAs: "string", bodyLimit: JSON_LIMIT }, (_request, body, done) => {
		try {
			done(null, body === "" ? {} : JSON.parse(String(body)));
		} catch (error) {
			done(new StoryDreamError("bad_request", "The body is no valid JSON.", { cause: error }));
		}
	});
	// Archives, bundles, transcripts and media come as they are: streams.
	app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

	app.addHook("onRequest", async (request) => {
		const { authorization } = request.headers;
		if (door.handover !== null && request.routeOptions.url === HANDOVER) {
			if (door.handover.opens(authorization)) return;
			throw new StoryDreamError("unauthorized", "This needs the token of the pool that the sandbox was made for.");
		}
		if (!door.opens(authorization)) {
			const nobodys = door.handover !== null && door.handover.holder().name === null;
			throw new StoryDreamError(
				"unauthorized",
				nobodys ? "This sandbox is nobody's yet: it waits to be handed over." : "This sandbox needs its own token.",
			);
		}
		host.touch();
	});
	app.setErrorHandler((error, request, reply) => {
		const { status, body } = problemOf(error, request.id);
		if (status >= 500) host.log.error({ err: error, route: request.routeOptions.url }, "a request failed");
		return reply.code(status).type("application/problem+json").send(JSON.stringify(body));
	});
	app.setNotFoundHandler((request, reply) => {
		const { status, body } = problemOf(
			new StoryDreamError("not_found", `There is nothing at ${request.method} ${request.url.split("?")[0]}.`),
		);
		return reply.code(status).type("application/problem+json").send(JSON.stringify(body));
	});

	const { handover } = door;
	if (handover !== null) {
		app.get(HANDOVER, async () => handover.holder());
		app.post(HANDOVER, { bodyLimit: HANDOVER_LIMIT }, async (request) => {
			handover.accept(Handover.parse(request.body));
			return {};
		});
	}
	app.get("/health", async () => host.health());
	app.put("/project", async (request) => host.open(OpenProjectQuery.parse(request.query), bodyOf(request.body)));
	app.post("/project/bundles", async (request) => host.addBundle(bodyOf(request.body)));
	app.put("/transcript", async (request) => {
		await host.agent().putTranscript(bodyOf(request.body));
		return {};
	});
	app.get("/transcript", async (request, reply) => {
		const { from } = Offset.parse(request.query);
		const found = await host.transcript(from);
		if (!found) return reply.code(204).send();
		reply.header("x-transcript-session", found.sessionId).header("x-transcript-bytes", found.bytes).type("application/x-ndjson");
		return found.body ? reply.send(found.body) : reply.code(204).send();
	});
	app.post("/agent", async () => {
		host.prepareAgent();
		return {};
	});
	app.post("/runs", async (request) => host.startRun(StartRun.parse(request.body)));
	app.post("/runs/:id/stop", async (request) => {
		host.agent().runs.stop(z.object({ id: z.string() }).parse(request.params).id);
		return {};
	});
	app.get("/bundles", async (request, reply) => {
		const bundle = await host.bundle(Since.parse(request.query).since ?? null);
		if (!bundle) return reply.code(204).send();
		return reply
			.header("x-head-sha", bundle.head)
			.header("content-length", bundle.bytes)
			.type("application/x-git-bundle")
			.send(bundle.body);
	});
	app.post("/edits", async (request) => host.edit(parseEdit(request.body)));
	app.post("/save", async (request) => host.save(SaveProject.parse(request.body).title));
	app.post("/restore", async (request) => {
		const { title, base, filmBytes } = RestoreQuery.parse(request.query);
		const body = bodyOf(request.body);
		const film = filmBytes === undefined ? undefined : await takeFilm(body, filmBytes);
		return host.restore({ title, base, film }, body);
	});
	app.put("/versions/:sha", async (request) => {
		await host.putVersion(z.object({ sha: CommitSha }).parse(request.params).sha, bodyOf(request.body));
		return {};
	});
	app.put("/assets/:sha256", async (request) => {
		const { sha256 } = z.object({ sha256: Sha256 }).parse(request.params);
		const { name } = z.object({ name: AssetName }).parse(request.query);
		await host.assets.put(name, sha256, bodyOf(request.body));
		return {};
	});
	app.get("/assets/:name", async (request) => {
		const { name } = z.object({ name: AssetName }).parse(request.params);
		return { sha256: await host.assets.hashOf(name) } satisfies AssetHash;
	});
	app.delete("/assets/:name", async (request) => {
		await host.assets.remove(z.object({ name: AssetName }).parse(request.params).name);
		return {};
	});
	app.post("/conversions", async (request, reply) => {
		const { file, bytes, sha256, discard } = await host.convert(ConvertAsset.parse(request.query), bodyOf(request.body));
		const body = createReadStream(file);
		body.once("close", () => {
			discard().catch((error: unknown) => host.log.warn({ err: error }, "a proxy's temporary file could not be removed"));
		});
		return reply.header("content-length", bytes).header("x-sha256", sha256).type("application/octet-stream").send(body);
	});
	app.get("/state", async () => host.state());
	app.post("/pictures", async (request) => host.pictures(TakePictures.parse(request.body ?? {})));
	app.post("/checks", async () => host.checkFilm());
	addExportRoutes(app, host);
	app.post("/end", async (_request, reply) => {
		reply.raw.once("finish", () => host.end());
		return {};
	});
	return app;
}

/** An edit, with a storyboard that breaks the rules answered as such: the sentence names scene and field. */
function parseEdit(body: unknown): EditProject {
	const parsed = EditProject.safeParse(body);
	if (parsed.success) return parsed.data;
	const given = z.object({ storyboard: z.unknown() }).safeParse(body);
	if (parsed.error.issues.every((issue) => issue.path[0] === "storyboard") && given.success) {
		const [issue] = storyboardIssues(given.data.storyboard, rulesOf(null));
		if (issue) throw new StoryDreamError("storyboard_invalid", storyboardSentence(issue, given.data.storyboard));
	}
	throw new StoryDreamError("bad_request", `${describeIssues(parsed.error)}.`);
}
