import type { Message, Project, Version } from "@storydream/protocol";
import type { MessageRecord, ProjectRecord } from "../records/records.ts";

export function pictureUrl(projectId: string, sha: string): string {
	return `/api/projects/${projectId}/versions/${sha}/picture.jpg`;
}

export function picturePath(projectId: string, sha: string): string {
	return `repos/${projectId}/pictures/${sha}.jpg`;
}

/** The result of a version's film check. */
export function checkPath(projectId: string, sha: string): string {
	return `repos/${projectId}/checks/${sha}.json`;
}

/** The newest result there is, whatever its version: it says so itself. */
export function newestCheckPath(projectId: string): string {
	return `repos/${projectId}/checks/newest.json`;
}

export function attachmentUrl(projectId: string, sha256: string): string {
	return `/api/projects/${projectId}/attachments/${sha256}`;
}

/** What the API says of a project: no path, pack, token or transcript of it. */
export function toProject(record: ProjectRecord): Project {
	return {
		id: record.id,
		userId: record.userId,
		name: record.name,
		description: record.description,
		currentCommitSha: record.currentCommitSha,
		createdAt: record.createdAt,
		updatedAt: record.updatedAt,
		lastOpenedAt: record.lastOpenedAt,
		video: record.video,
		pictureUrl: record.pictureSha === null ? null : pictureUrl(record.id, record.pictureSha),
		usage: record.usage,
		budgetUsd: record.budgetUsd,
	};
}

export function toMessage(record: MessageRecord): Message {
	return {
		...record,
		attachments: record.attachments.map(({ name, mediaType, sha256 }) => ({
			name,
			mediaType,
			url: attachmentUrl(record.projectId, sha256),
		})),
	};
}

export function toVersion(projectId: string, version: Omit<Version, "pictureUrl">, hasPicture: boolean): Version {
	return { ...version, pictureUrl: hasPicture ? pictureUrl(projectId, version.sha) : null };
}
