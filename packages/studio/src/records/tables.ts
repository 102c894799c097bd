import type { ExportRecord, MessageRecord, ProjectRecord, SessionRecord, StudioRecord } from "./records.ts";
import {
	ExportRecordSchema,
	MessageRecordSchema,
	ProjectRecordSchema,
	SessionRecordSchema,
	StudioRecordSchema,
} from "./schemas.ts";
import type { Table } from "./table.ts";

/* How each kind of record lies in its table; the columns are those of `migrations.ts`. */

export const projects: Table<ProjectRecord> = {
	name: "projects",
	columns: [
		"id",
		"userId",
		"name",
		"description",
		"gitRepoPath",
		"currentCommitSha",
		"packs",
		"sourceSha",
		"agentSessionId",
		"pictureSha",
		"video",
		"usage",
		"reservations",
		"budgetUsd",
		"createdAt",
		"updatedAt",
		"lastOpenedAt",
		"deletingAt",
	],
	json: ["packs", "video", "usage", "reservations"],
	schema: ProjectRecordSchema,
};

export const messages: Table<MessageRecord> = {
	name: "messages",
	columns: [
		"id",
		"projectId",
		"position",
		"content",
		"attachments",
		"context",
		"state",
		"runId",
		"createdAt",
		"startedAt",
		"endedAt",
		"pausedAt",
		"commitSha",
		"usage",
		"events",
		"error",
	],
	json: ["attachments", "context", "usage", "events", "error"],
	schema: MessageRecordSchema,
};

export const sessions: Table<SessionRecord> = {
	name: "sessions",
	columns: [
		"id",
		"projectId",
		"incarnation",
		"sandboxName",
		"driver",
		"state",
		"sandboxToken",
		"gatewayToken",
		"previewKey",
		"endpoint",
		"createdAt",
		"updatedAt",
		"ownerId",
	],
	json: ["endpoint"],
	schema: SessionRecordSchema,
};

export const exportRecords: Table<ExportRecord> = {
	name: "exports",
	columns: [
		"id",
		"projectId",
		"commitSha",
		"settings",
		"state",
		"framesDone",
		"framesTotal",
		"framesReused",
		"speed",
		"secondsLeft",
		"bytes",
		"width",
		"height",
		"fileName",
		"createdAt",
		"endedAt",
		"error",
		"warnings",
		"ownerId",
		"tokenHash",
	],
	json: ["settings", "error", "warnings"],
	schema: ExportRecordSchema,
};

export const studios: Table<StudioRecord> = {
	name: "studios",
	columns: ["id", "address", "startedAt"],
	json: [],
	schema: StudioRecordSchema,
};
