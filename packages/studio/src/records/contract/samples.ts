import type { Usage } from "@storydream/protocol";
import type { ExportRecord, MessageRecord, PackRecord, ProjectRecord, SessionRecord } from "../records.ts";

/* Records as the tests of every store make them. */

export const NONE: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
export const sha = (n: number) => n.toString(16).padStart(40, "0");
export const sha256 = (n: number) => n.toString(16).padStart(64, "0");
export const pack = (n: number): PackRecord => ({ sha256: sha256(n), bytes: 100 + n, head: sha(n) });
export const moment = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();

export function project(id: string, fields: Partial<ProjectRecord> = {}): ProjectRecord {
	return {
		id,
		userId: "anonymous",
		name: `Film ${id}`,
		description: "",
		gitRepoPath: `repos/${id}`,
		currentCommitSha: sha(1),
		packs: [pack(1)],
		sourceSha: sha(1),
		agentSessionId: null,
		pictureSha: null,
		video: null,
		usage: NONE,
		reservations: [],
		budgetUsd: null,
		createdAt: moment(0),
		updatedAt: moment(0),
		lastOpenedAt: null,
		deletingAt: null,
		...fields,
	};
}

export function message(projectId: string, id: string, fields: Partial<MessageRecord> = {}): Omit<MessageRecord, "position"> {
	const { position: _, ...rest } = { position: 0, ...fields };
	return {
		id,
		projectId,
		content: "A film about tea",
		attachments: [],
		state: "queued",
		runId: null,
		createdAt: moment(0),
		startedAt: null,
		endedAt: null,
		pausedAt: null,
		commitSha: null,
		usage: null,
		events: [],
		error: null,
		...rest,
	};
}

export function session(id: string, fields: Partial<SessionRecord> = {}): SessionRecord {
	return {
		id,
		projectId: null,
		incarnation: "i1",
		sandboxName: `install-${id}-i1`,
		driver: "process",
		state: "intended",
		sandboxToken: "token-a",
		gatewayToken: "token-b",
		previewKey: "key",
		endpoint: null,
		createdAt: moment(0),
		updatedAt: moment(0),
		ownerId: "studio-1",
		...fields,
	};
}

export function film(id: string, projectId: string, fields: Partial<ExportRecord> = {}): ExportRecord {
	return {
		id,
		projectId,
		commitSha: sha(1),
		settings: { codec: "mp4", scale: 1 },
		state: "queued",
		framesDone: 0,
		framesTotal: 0,
		framesReused: 0,
		speed: null,
		secondsLeft: null,
		bytes: null,
		width: null,
		height: null,
		fileName: "film.mp4",
		createdAt: moment(0),
		endedAt: null,
		error: null,
		warnings: [],
		ownerId: "studio1",
		tokenHash: null,
		...fields,
	};
}
