import {
	ATTACHMENT_TYPES,
	Attachment,
	ClientId,
	CreateProject,
	FilmCheckState,
	MAX_ATTACHMENT_BYTES,
	MAX_ATTACHMENTS,
	Message,
	MessageContext,
	MessageList,
	Project,
	ProjectList,
	PutStoryboard,
	RestoreVersion,
	StoryboardState,
	StoryDreamError,
	UpdateProject,
	UploadedPicture,
	Version,
	VersionDiff,
	VersionList,
} from "@storydream/protocol";
import { z } from "zod";
import { whoIs } from "../../access/index.ts";
import { newId } from "../../ids.ts";
import { type Projects, pictureTooLarge } from "../../projects/index.ts";
import { createBodyRoom, readBody } from "../../request-body/index.ts";
import type { Sessions } from "../../sessions/sessions.ts";
import type { App } from "../app.ts";
import { notHere } from "../problems.ts";
import { bytes, NOTHING, PageQuery, PictureParams, ProjectParams, ProjectsQuery, problems, VersionParams } from "./schemas.ts";

/** Pictures in memory at the same time, while they are uploaded. */
const PICTURE_ROOM = { totalBytes: 40_000_000, smallBytes: 100_000 };
const PICTURE_UPLOAD_MS = 60_000;
const STORYBOARD_BODY_BYTES = 8_000_000;
const FOREVER = "private, max-age=31536000, immutable";

const SendBody = z.object({
	/** Made by the sender, so that sending again changes nothing; made here when absent. */
	id: ClientId.optional(),
	content: z.string().trim().min(1, "a message can't be empty"),
	attachments: z.array(Attachment).max(MAX_ATTACHMENTS).optional(),
	context: MessageContext.optional(),
});

/** Projects, their conversation, versions and storyboard. */
export function projectRoutes(app: App, deps: { projects: Projects; sessions: Sessions }): void {
	const { projects, sessions } = deps;
	crudRoutes(app, projects);
	conversationRoutes(app, projects, sessions);
	versionRoutes(app, projects);
	storyboardRoutes(app, projects);
}

/** Projects themselves. */
function crudRoutes(app: App, projects: Projects): void {
	app.get(
		"/api/projects",
		{
			schema: {
				summary: "Projects, newest change first",
				querystring: ProjectsQuery,
				response: { 200: ProjectList, ...problems },
			},
		},
		async (request) => {
			const { limit, cursor, search } = request.query;
			return projects.list(whoIs(request), { limit, ...(cursor ? { cursor } : {}), ...(search ? { search } : {}) });
		},
	);
	app.post(
		"/api/projects",
		{ schema: { summary: "A new project", body: CreateProject, response: { 201: Project, ...problems } } },
		async (request, reply) => reply.code(201).send(await projects.create(whoIs(request), request.body)),
	);
	app.get(
		"/api/projects/:id",
		{ schema: { summary: "One project", params: ProjectParams, response: { 200: Project, ...problems } } },
		async (request) => projects.get(whoIs(request), request.params.id),
	);
	app.patch(
		"/api/projects/:id",
		{
			schema: {
				summary: "Rename, describe, set the budget",
				params: ProjectParams,
				body: UpdateProject,
				response: { 200: Project, ...problems },
			},
		},
		async (request) => projects.update(whoIs(request), request.params.id, request.body),
	);
	app.delete(
		"/api/projects/:id",
		{
			schema: {
				summary: "Delete a project with its history, media and films",
				params: ProjectParams,
				response: { 204: NOTHING, ...problems },
			},
		},
		async (request, reply) => {
			await projects.remove(whoIs(request), request.params.id);
			return reply.code(204).send(null);
		},
	);
}

function conversationRoutes(app: App, projects: Projects, sessions: Sessions): void {
	app.get(
		"/api/projects/:id/messages",
		{
			schema: {
				summary: "The conversation, newest first",
				params: ProjectParams,
				querystring: PageQuery,
				response: { 200: MessageList, ...problems },
			},
		},
		async (request) => {
			const { limit, cursor } = request.query;
			return projects.messages(whoIs(request), request.params.id, { limit, ...(cursor ? { cursor } : {}) });
		},
	);
	app.post(
		"/api/projects/:id/messages",
		{
			schema: {
				summary: "Send a message without a socket: the same as message:send",
				params: ProjectParams,
				body: SendBody,
				response: { 202: Message, ...problems },
			},
		},
		async (request, reply) => {
			await projects.record(whoIs(request), request.params.id);
			const { id = newId(), content, attachments, context } = request.body;
			const message = { id, content, ...(attachments && { attachments }), ...(context && { context }) };
			return reply.code(202).send(await sessions.sendMessage(request.params.id, message));
		},
	);
	app.register(async (inner: App) => pictureUploadRoute(inner, projects));
	app.get(
		"/api/projects/:id/attachments/:sha256",
		{
			schema: {
				summary: "A picture of the conversation: sent by the person, or looked at by the agent",
				params: PictureParams,
				response: { 200: bytes("image/*", "The picture"), ...problems },
			},
		},
		async (request, reply) => {
			const picture = await projects.pictures.open(whoIs(request), request.params.id, request.params.sha256);
			if (picture === null) throw notHere("picture");
			return reply.type(picture.mediaType).header("cache-control", FOREVER).send(picture.bytes);
		},
	);
}

function versionRoutes(app: App, projects: Projects): void {
	app.get(
		"/api/projects/:id/versions",
		{
			schema: {
				summary: "Versions, newest first",
				params: ProjectParams,
				querystring: PageQuery,
				response: { 200: VersionList, ...problems },
			},
		},
		async (request) => {
			const { limit, cursor } = request.query;
			return projects.versions.list(whoIs(request), request.params.id, { limit, ...(cursor ? { cursor } : {}) });
		},
	);
	app.get(
		"/api/projects/:id/versions/:sha/diff",
		{ schema: { summary: "What a version changed", params: VersionParams, response: { 200: VersionDiff, ...problems } } },
		async (request) => projects.versions.diff(whoIs(request), request.params.id, request.params.sha),
	);
	app.get(
		"/api/projects/:id/versions/:sha/storyboard",
		{
			schema: {
				summary: "The storyboard of a version",
				params: VersionParams,
				response: { 200: StoryboardState, ...problems },
			},
		},
		async (request) => projects.storyboards.at(whoIs(request), request.params.id, request.params.sha),
	);
	app.get(
		"/api/projects/:id/versions/:sha/picture.jpg",
		{
			schema: {
				summary: "A version's picture",
				params: VersionParams,
				response: { 200: bytes("image/jpeg", "The picture"), ...problems },
			},
		},
		async (request, reply) => {
			const picture = await projects.versions.picture(whoIs(request), request.params.id, request.params.sha);
			if (picture === null) throw notHere("picture of this version");
			return reply.type("image/jpeg").header("cache-control", FOREVER).send(picture);
		},
	);
	app.post(
		"/api/projects/:id/versions/:sha/restore",
		{
			bodyLimit: STORYBOARD_BODY_BYTES,
			schema: {
				summary: "Make a new version with the files of an old one",
				params: VersionParams,
				body: RestoreVersion.nullish(),
				response: { 200: z.object({ version: Version, project: Project }), ...problems },
			},
		},
		async (request) => {
			const { id, sha } = request.params;
			return projects.versions.restore(whoIs(request), id, sha, request.body ?? {});
		},
	);
	app.post(
		"/api/projects/:id/versions/:sha/preview",
		{
			schema: {
				summary: "Look at an old version",
				params: VersionParams,
				response: { 200: z.object({ previewUrl: z.string() }), ...problems },
			},
		},
		async (request) => projects.versions.preview(whoIs(request), request.params.id, request.params.sha),
	);
}

/** The storyboard and its film's check. */
function storyboardRoutes(app: App, projects: Projects): void {
	app.get(
		"/api/projects/:id/checks",
		{
			schema: {
				summary: "The check of the newest version's film",
				params: ProjectParams,
				response: { 200: FilmCheckState, ...problems },
			},
		},
		async (request) => projects.checks.get(whoIs(request), request.params.id),
	);
	app.post(
		"/api/projects/:id/checks",
		{
			schema: {
				summary: "Check the newest version's film now; its end is announced as checks:changed",
				params: ProjectParams,
				response: { 202: FilmCheckState, ...problems },
			},
		},
		async (request, reply) => reply.code(202).send(await projects.checks.start(whoIs(request), request.params.id)),
	);

	app.get(
		"/api/projects/:id/storyboard",
		{
			schema: {
				summary: "The storyboard, and the scenes it may use",
				params: ProjectParams,
				response: { 200: StoryboardState, ...problems },
			},
		},
		async (request) => projects.storyboards.get(whoIs(request), request.params.id),
	);
	app.put(
		"/api/projects/:id/storyboard",
		{
			bodyLimit: STORYBOARD_BODY_BYTES,
			schema: {
				summary: "Change the storyboard: a new version",
				params: ProjectParams,
				body: PutStoryboard,
				response: { 200: StoryboardState, ...problems },
			},
		},
		async (request) => projects.storyboards.put(whoIs(request), request.params.id, request.body),
	);
}

/** The upload of a picture: the body is its bytes, as they are. */
function pictureUploadRoute(app: App, projects: Projects): void {
	const room = createBodyRoom(PICTURE_ROOM);
	app.addContentTypeParser([...ATTACHMENT_TYPES, "application/octet-stream"], (_request, payload, done) => done(null, payload));
	app.post(
		"/api/projects/:id/attachments",
		{
			schema: {
				summary: "Upload a picture for a message, which names it by its sha256",
				consumes: [...ATTACHMENT_TYPES],
				params: ProjectParams,
				response: { 201: UploadedPicture, ...problems },
			},
		},
		async (request, reply) => {
			const limit = MAX_ATTACHMENT_BYTES;
			const announced = Number(request.headers["content-length"] ?? limit);
			if (announced > limit) throw pictureTooLarge();
			const gone = new AbortController();
			request.raw.once("close", () => gone.abort());
			const free = await room.take(announced, { deadlineMs: PICTURE_UPLOAD_MS, signal: gone.signal });
			if (free === null) throw new StoryDreamError("too_many", "Too many pictures are uploaded at the same time.");
			try {
				const body = await readBody(request.raw, { limit, deadlineMs: PICTURE_UPLOAD_MS });
				if (body === "too large") throw pictureTooLarge();
				if (!Buffer.isBuffer(body)) throw new StoryDreamError("bad_request", "The picture did not arrive completely in time.");
				return reply.code(201).send(await projects.pictures.add(whoIs(request), request.params.id, body));
			} finally {
				free();
				// What was not read is passed over: the next request stands behind it on the same connection.
				request.raw.resume();
			}
		},
	);
}
