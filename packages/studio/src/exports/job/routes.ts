import { Readable } from "node:stream";
import {
	ErrorCode,
	ExportStep,
	ExportWarnings,
	type KeptSegments,
	SegmentQuery,
	Sha256,
	StoryDreamError,
	WantedSegments,
} from "@storydream/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ExportRecord } from "../../records/records.ts";
import { AlreadyEnded, type ExportJobApi } from "./job-api.ts";

/** No film of ours is as big; a job is a pod in which code of strangers drew. */
const MAX_FILM_BYTES = 100_000_000_000;
const Params = z.object({ id: z.string().regex(/^[a-z0-9-]{3,40}$/) });
const AssetParams = z.object({ sha256: Sha256 });
const SegmentParams = z.object({ key: Sha256 });
const Film = z.object({ "content-length": z.coerce.number().int().positive().max(MAX_FILM_BYTES), "x-film-sha256": Sha256 });
const Failure = z.object({ code: ErrorCode, message: z.string().min(1).max(2_000), hint: z.string().max(2_000) });

/**
 * The jobs' routes as a Fastify plugin: `app.register(jobRoutes(api), { prefix: "/jobs" })`. Each asks for the token of
 * the job's own export; one that has ended answers 410 with its state.
 */
export function jobRoutes(api: ExportJobApi) {
	return async (app: FastifyInstance): Promise<void> => {
		// A film comes as it is, however big.
		app.addContentTypeParser("application/octet-stream", (_request, payload, done) => done(null, payload));

		/** A route of one export: authorized, and with 410 for an export that has ended. */
		const route =
			(answer: (record: ExportRecord, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
			async (request: FastifyRequest, reply: FastifyReply) => {
				try {
					const { id } = parsed(Params, request.params);
					const record = await api.authorize(id, request.headers.authorization);
					return await answer(record, request, reply);
				} catch (error) {
					if (!(error instanceof AlreadyEnded)) throw error;
					// A film that is on its way is not read to its end: the answer is all there is.
					reply.header("connection", "close");
					return reply.code(410).send({ state: error.state });
				}
			};

		app.get(
			"/:id",
			route((record) => api.describe(record)),
		);
		app.get(
			"/:id/source",
			route(async (record, _request, reply) => reply.type("application/zstd").send(await api.source(record))),
		);
		app.get(
			"/:id/assets/:sha256",
			route(async (record, request, reply) => {
				const { body, bytes } = await api.asset(record, parsed(AssetParams, request.params).sha256);
				return reply.type("application/octet-stream").header("content-length", bytes).send(body);
			}),
		);
		app.post(
			"/:id/segments",
			route(async (record, request) => {
				const { segments } = parsed(WantedSegments, request.body);
				return { segments: await api.knownSegments(record, segments) } satisfies z.infer<typeof KeptSegments>;
			}),
		);
		app.get(
			"/:id/segments/:key",
			route(async (record, request, reply) => {
				const { facts, body } = await api.segment(record, parsed(SegmentParams, request.params).key);
				return reply.type("application/octet-stream").header("content-length", facts.bytes).send(body);
			}),
		);
		app.put(
			"/:id/segments/:key",
			{ bodyLimit: Number.MAX_SAFE_INTEGER },
			route(async (record, request, reply) => {
				// One that is kept already is not read to its end.
				reply.header("connection", "close");
				const facts = { ...parsed(SegmentParams, request.params), ...parsed(SegmentQuery, request.query) };
				await api.keepSegment(record, facts, bytesOf(request));
				return {};
			}),
		);
		app.post(
			"/:id/progress",
			route(async (record, request) => {
				await api.progress(record, parsed(ExportStep, request.body));
				return {};
			}),
		);
		app.post(
			"/:id/warnings",
			route(async (record, request) => {
				await api.warnings(record, parsed(ExportWarnings, request.body));
				return {};
			}),
		);
		app.put(
			"/:id/film",
			{ bodyLimit: Number.MAX_SAFE_INTEGER },
			route(async (record, request) => {
				const { "content-length": bytes, "x-film-sha256": sha256 } = parsed(Film, request.headers);
				await api.film(record, bytesOf(request), { bytes, sha256 });
				return {};
			}),
		);
		app.post(
			"/:id/failed",
			route(async (record, request) => {
				await api.failed(record, parsed(Failure, request.body));
				return {};
			}),
		);
	};
}

/** The parser of bytes gives the request itself. */
function bytesOf({ body }: FastifyRequest): Readable {
	if (body instanceof Readable) return body;
	throw new StoryDreamError("bad_request", "The body must be sent as bytes (application/octet-stream).");
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	throw new StoryDreamError("bad_request", `${issue?.path.join(".") || "the request"}: ${issue?.message ?? "not valid"}.`);
}
