import { AgentEvent, Export, ExportWarnings, Message, Sha256, Usage, VideoSettings } from "@storydream/protocol";
import { z } from "zod";
import type { ExportRecord, MessageRecord, ProjectRecord, SessionRecord, StudioRecord } from "./records.ts";

/** The records as schemas: every row is parsed by one at the store's border, whichever store it is. */
export const ProjectRecordSchema: z.ZodType<ProjectRecord> = z.object({
	id: z.string(),
	userId: z.string(),
	name: z.string(),
	description: z.string(),
	gitRepoPath: z.string(),
	currentCommitSha: z.string(),
	packs: z.array(z.object({ sha256: Sha256, bytes: z.int().nonnegative(), head: z.string() })),
	sourceSha: z.string().nullable(),
	agentSessionId: z.string().nullable(),
	pictureSha: z.string().nullable(),
	video: VideoSettings.nullable(),
	usage: Usage,
	// Absent in records of a release that reserved nothing.
	reservations: z
		.array(
			z.object({
				id: z.string(),
				sessionId: z.string(),
				ownerId: z.string(),
				usd: z.number().nonnegative(),
				expiresAt: z.string(),
			}),
		)
		.nullish()
		.transform((reservations) => reservations ?? []),
	budgetUsd: z.number().nullable(),
	createdAt: z.string(),
	updatedAt: z.string(),
	lastOpenedAt: z.string().nullable(),
	deletingAt: z.string().nullable(),
});

export const MessageRecordSchema: z.ZodType<MessageRecord> = Message.omit({ attachments: true, events: true }).extend({
	attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), sha256: z.string() })),
	events: z.array(AgentEvent),
});

export const SessionRecordSchema: z.ZodType<SessionRecord> = z.object({
	id: z.string(),
	projectId: z.string().nullable(),
	incarnation: z.string(),
	sandboxName: z.string(),
	driver: z.string(),
	state: z.enum(["intended", "starting", "loading", "ready", "ending", "ended", "failed"]),
	sandboxToken: z.string(),
	gatewayToken: z.string(),
	previewKey: z.string(),
	endpoint: z.unknown(),
	createdAt: z.string(),
	updatedAt: z.string(),
	ownerId: z.string(),
});

export const ExportRecordSchema: z.ZodType<ExportRecord> = Export.omit({ fileUrl: true }).extend({
	// Absent in records of a release that knew of no warnings.
	warnings: ExportWarnings.nullish().transform((warnings) => warnings ?? []),
	ownerId: z.string().default(""),
	tokenHash: z.string().nullable().default(null),
});

export const StudioRecordSchema: z.ZodType<StudioRecord> = z.object({
	id: z.string(),
	address: z.string(),
	startedAt: z.string(),
});
