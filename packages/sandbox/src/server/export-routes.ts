import { createReadStream } from "node:fs";
import { type KeptSegments, SegmentQuery, Sha256, StartExport, StoryDreamError } from "@storydream/protocol";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { Host } from "../host.ts";
import { bodyOf } from "./body.ts";

const Params = z.object({ id: z.string() });
const SegmentParams = z.object({ key: Sha256 });

/** Exports and the segments they are made of. */
export function addExportRoutes(app: FastifyInstance, host: Pick<Host, "startExport" | "exporter" | "segmentRequests">): void {
	app.post("/exports", async (request) => {
		await host.startExport(StartExport.parse(request.body));
		return {};
	});
	app.delete("/exports/:id", async (request) => {
		await (await host.exporter()).cancel(Params.parse(request.params).id);
		return {};
	});
	app.get("/exports/:id/file", async (request, reply) => {
		const file = await (await host.exporter()).file(Params.parse(request.params).id);
		return sendFile(reply, file, "That export has no file.");
	});
	app.get("/exports/:id/segments", async (request) => {
		const segments = await (await host.exporter()).segments(Params.parse(request.params).id);
		return { segments } satisfies z.infer<typeof KeptSegments>;
	});
	app.post("/exports/:id/segments", async (request) => {
		host.segmentRequests.answered(Params.parse(request.params).id);
		return {};
	});
	app.get("/segments/:key", async (request, reply) => {
		const segment = await (await host.exporter()).segment(SegmentParams.parse(request.params).key);
		return sendFile(reply, segment, "There is no such segment.");
	});
	app.put("/segments/:key", async (request) => {
		const facts = { ...SegmentParams.parse(request.params), ...SegmentQuery.parse(request.query) };
		await (await host.exporter()).receiveSegment(facts, bodyOf(request.body));
		return {};
	});
}

function sendFile(reply: FastifyReply, file: { path: string; bytes: number } | null, notThere: string): FastifyReply {
	if (file === null) throw new StoryDreamError("not_found", notThere);
	return reply.header("content-length", file.bytes).type("application/octet-stream").send(createReadStream(file.path));
}
