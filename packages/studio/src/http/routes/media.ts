import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import fastifyMultipart from "@fastify/multipart";
import { type Asset, AssetList, Export, ExportList, ExportSettings, StoryDreamError } from "@storydream/protocol";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { whoIs } from "../../access/index.ts";
import type { Exports } from "../../exports/index.ts";
import { MAX_ASSETS_AT_ONCE, type Projects, uploadBrokeOff } from "../../projects/index.ts";
import type { App } from "../app.ts";
import { dispositionHeader, sendRanged } from "../ranges.ts";
import { AssetParams, bytes, NOTHING, ProjectParams, problems } from "./schemas.ts";

/** A file of a person, opened on the studio's own origin, runs nothing and loads nothing. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox";
const ExportParams = z.object({ id: z.string().regex(/^[a-z0-9-]{3,40}$/) });

/** Assets. */
export function assetRoutes(app: App, deps: { projects: Projects; maxAssetBytes: number }): void {
	const { assets } = deps.projects;
	app.get(
		"/api/projects/:id/assets",
		{ schema: { summary: "Media of a project", params: ProjectParams, response: { 200: AssetList, ...problems } } },
		async (request) => assets.list(whoIs(request), request.params.id),
	);
	app.register(async (inner: App) => {
		await inner.register(fastifyMultipart, {
			// One byte more than allowed comes through, so that our own count refuses it in words.
			limits: { files: MAX_ASSETS_AT_ONCE, fields: 20, fileSize: deps.maxAssetBytes + 1, fieldSize: 10_000 },
		});
		inner.post(
			"/api/projects/:id/assets",
			{
				schema: {
					summary: "Add media: multipart/form-data, files are streamed",
					consumes: ["multipart/form-data"],
					params: ProjectParams,
					response: { 201: AssetList, ...problems },
				},
			},
			async (request, reply) => {
				try {
					return reply.code(201).send(await assets.add(whoIs(request), request.params.id, filesOf(request)));
				} catch (error) {
					// What was not read of it is passed over: the browser's next request stands behind it on the same connection.
					request.raw.unpipe();
					request.raw.resume();
					throw error;
				}
			},
		);
	});
	app.get(
		"/api/projects/:id/assets/:name",
		{
			schema: {
				summary: "An asset as the film plays it, whole or a range of it",
				params: AssetParams,
				querystring: z.object({
					original: z.stringbool().default(false).describe("The file as it was added, where the film plays a converted copy"),
				}),
				response: { 200: bytes("*/*", "The file"), ...problems },
			},
		},
		async (request, reply) => {
			const { original } = request.query;
			const opened = await assets.open(whoIs(request), request.params.id, request.params.name, { original });
			const { bytes: size, asset } = opened;
			reply.headers({
				"cache-control": "private, no-cache",
				"content-security-policy": INERT,
				"content-disposition": dispositionHeader("inline", downloadName(asset, original)),
			});
			return sendRanged(request, reply, {
				bytes: size,
				mediaType: original && asset.conversion !== null ? "application/octet-stream" : asset.mediaType,
				etag: `"${opened.sha256}"`,
				open: opened.open,
			});
		},
	);
	app.delete(
		"/api/projects/:id/assets/:name",
		{
			schema: {
				summary: "Take an asset out of the film's folder",
				params: AssetParams,
				response: { 200: AssetList, ...problems },
			},
		},
		async (request) => assets.remove(whoIs(request), request.params.id, request.params.name),
	);
}

/** What a person calls a file; a converted copy has its own ending. */
function downloadName({ name, originalName, conversion }: Asset, isOriginal: boolean): string {
	if (originalName === null || conversion === null || isOriginal) return originalName ?? name;
	return `${originalName.replace(/\.[a-z0-9]{1,8}$/i, "")}${name.slice(name.lastIndexOf("."))}`;
}

/** The files of a form as they arrive. A form that is cut or has no boundary throws `bad_request`. */
async function* filesOf(request: FastifyRequest): AsyncGenerator<{ name: string; body: Readable }> {
	const parts = request.files();
	for (;;) {
		const next = await parts.next().catch((error: unknown) => {
			// Its own limits and refusals have a code; its parser has none.
			throw error instanceof Error && "code" in error && error.code !== "FST_MP_PREMATURE_CLOSE" ? error : uploadBrokeOff(error);
		});
		if (next.done === true) return;
		yield { name: next.value.filename || next.value.fieldname, body: next.value.file };
	}
}

/** Exports. */
export function exportRoutes(app: App, deps: { exports: Exports }): void {
	const { exports } = deps;
	app.get(
		"/api/projects/:id/exports",
		{
			schema: {
				summary: "Exports of a project, newest first",
				params: ProjectParams,
				response: { 200: ExportList, ...problems },
			},
		},
		async (request) => ({ exports: await exports.list(whoIs(request), request.params.id) }),
	);
	app.post(
		"/api/projects/:id/exports",
		{ schema: { summary: "Export a film", params: ProjectParams, body: ExportSettings, response: { 202: Export, ...problems } } },
		async (request, reply) => reply.code(202).send(await exports.create(whoIs(request), request.params.id, request.body)),
	);
	app.get(
		"/api/exports/:id",
		{ schema: { summary: "How far an export is", params: ExportParams, response: { 200: Export, ...problems } } },
		async (request) => exports.get(whoIs(request), request.params.id),
	);
	app.delete(
		"/api/exports/:id",
		{
			schema: {
				summary: "Cancel an export that has not ended; remove one that has, with its file",
				params: ExportParams,
				response: { 204: NOTHING, ...problems },
			},
		},
		async (request, reply) => {
			await exports.remove(whoIs(request), request.params.id);
			return reply.code(204).send(null);
		},
	);
	app.get(
		"/api/exports/:id/file",
		{
			schema: {
				summary: "The film, whole or a range of it",
				params: ExportParams,
				querystring: z.object({ inline: z.stringbool().default(false).describe("Play it instead of saving it") }),
				response: { 200: bytes("video/mp4", "The film"), ...problems },
			},
		},
		async (request, reply) => {
			const file = await exports.file(whoIs(request), request.params.id);
			reply.header("cache-control", "private, no-cache");
			if (!request.query.inline) reply.header("content-disposition", dispositionHeader("attachment", file.fileName));
			const etag = `"${request.params.id}"`;
			return sendRanged(request, reply, { bytes: file.bytes, mediaType: file.mediaType, etag, open: file.open });
		},
	);
}

/** The project to take home: a zip, and a read-only git repository. */
export function archiveRoutes(app: App, deps: { projects: Projects }): void {
	const { archives, git } = deps.projects;
	app.get(
		"/api/projects/:id/archive.zip",
		{
			schema: {
				summary: "The current version as a zip: media as the film plays them, originals of converted ones beside them",
				params: ProjectParams,
				response: { 200: bytes("application/zip", "The zip"), ...problems },
			},
		},
		async (request, reply) => {
			const { fileName, body } = await archives.zip(whoIs(request), request.params.id);
			return reply
				.type("application/zip")
				.headers({ "content-disposition": dispositionHeader("attachment", fileName), "cache-control": "no-store" })
				.send(body);
		},
	);
	app.register(async (inner: App) => {
		inner.addContentTypeParser(
			["application/x-git-upload-pack-request", "application/x-git-receive-pack-request"],
			(_request, payload, done) => done(null, payload),
		);
		const params = z.object({ repository: z.string().regex(/^[a-z0-9][a-z0-9-]{2,39}(?:\.git)?$/) });
		const projectId = (repository: string) => repository.replace(/\.git$/, "");
		const protocol = (header: string | string[] | undefined) => (typeof header === "string" ? header : undefined);
		const readOnly = () =>
			new StoryDreamError("forbidden", "This repository can be cloned and fetched, not pushed to.", {
				hint: "Change the film in the studio.",
			});
		inner.get(
			"/git/:repository/info/refs",
			{
				schema: { summary: "git clone and fetch", params, querystring: z.object({ service: z.string().optional() }), hide: true },
			},
			async (request, reply) => {
				if (request.query.service !== "git-upload-pack") throw readOnly();
				const refs = await git.advertise(
					whoIs(request),
					projectId(request.params.repository),
					protocol(request.headers["git-protocol"]),
				);
				return reply.type("application/x-git-upload-pack-advertisement").header("cache-control", "no-cache").send(refs);
			},
		);
		inner.post("/git/:repository/git-upload-pack", { schema: { params, hide: true } }, async (request, reply) => {
			const zipped = request.headers["content-encoding"] === "gzip";
			const body = zipped ? request.raw.pipe(createGunzip()) : request.raw;
			const pack = await git.uploadPack(
				whoIs(request),
				projectId(request.params.repository),
				protocol(request.headers["git-protocol"]),
				body,
			);
			return reply.type("application/x-git-upload-pack-result").header("cache-control", "no-cache").send(pack);
		});
		inner.post("/git/:repository/git-receive-pack", { schema: { params, hide: true } }, async () => {
			throw readOnly();
		});
	});
}
