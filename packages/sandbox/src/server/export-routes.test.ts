import fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ExporterPort } from "../ports.ts";
import { addExportRoutes } from "./export-routes.ts";
import { problemOf } from "./problem.ts";

const KEY = "0".repeat(64);
const FACTS = { frames: "30", bytes: "3", sha256: "1".repeat(64) };

const receiveSegment = vi.fn(async () => undefined);
const answered = vi.fn();
const exporter: ExporterPort = {
	start: async () => undefined,
	cancel: async () => undefined,
	file: async () => null,
	segments: async () => [{ key: KEY, frames: 30, bytes: 3, sha256: "1".repeat(64) }],
	segment: async () => null,
	receiveSegment,
	close: async () => undefined,
};
let app: FastifyInstance;
beforeEach(() => {
	vi.clearAllMocks();
	app = fastify();
	app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
	app.setErrorHandler((error, request, reply) => reply.code(problemOf(error, request.id).status).send());
	addExportRoutes(app, {
		exporter: async () => exporter,
		startExport: async () => undefined,
		segmentRequests: { ask: async () => undefined, answered },
	});
});
afterEach(() => app.close());

const put = (key: string, query: Record<string, string>, type = "application/octet-stream") =>
	app.inject({ method: "PUT", url: `/segments/${key}`, query, payload: "abc", headers: { "content-type": type } });

test("a segment that is put comes with its facts, and the answer to what is missing with its export", async () => {
	expect((await put(KEY, FACTS)).statusCode).toBe(200);
	expect(receiveSegment).toHaveBeenCalledWith({ key: KEY, frames: 30, bytes: 3, sha256: FACTS.sha256 }, expect.anything());
	expect((await app.inject({ method: "POST", url: "/exports/film/segments" })).statusCode).toBe(200);
	expect(answered).toHaveBeenCalledWith("film");
	const listed = await app.inject({ method: "GET", url: "/exports/film/segments" });
	expect(listed.json().segments).toHaveLength(1);
});

test.each([
	["a key that is no hash", "..%2f..%2fsegment", FACTS],
	["more bytes than a segment has", KEY, { ...FACTS, bytes: "268435457" }],
	["no bytes", KEY, { ...FACTS, bytes: "0" }],
	["no frames", KEY, { ...FACTS, frames: "x" }],
	["no hash", KEY, { frames: "30", bytes: "3" }],
])("a segment with %s is refused", async (_what, key, query: Record<string, string>) => {
	expect((await put(key, query)).statusCode).toBe(400);
	expect(receiveSegment).not.toHaveBeenCalled();
});

test("a segment that is not there, or is named by no hash, can't be taken", async () => {
	expect((await app.inject({ method: "GET", url: `/segments/${KEY}` })).statusCode).toBe(404);
	expect((await app.inject({ method: "GET", url: "/segments/..%2fsegment" })).statusCode).toBe(400);
});
