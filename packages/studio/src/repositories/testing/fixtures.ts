import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProjectRecord } from "../../records/records.ts";

/** A folder that is removed by the returned function. */
export async function temporaryFolder(name: string): Promise<{ folder: string; remove: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), `storydream-${name}-`));
	return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A small template: a few files, one of them executable by nobody. */
export async function writeTemplate(folder: string): Promise<void> {
	await mkdir(join(folder, "src", "scenes"), { recursive: true });
	await writeFile(join(folder, "package.json"), '{ "name": "film" }\n');
	await writeFile(join(folder, "src", "storyboard.json"), '{ "scenes": [] }\n');
	await writeFile(join(folder, "src", "scenes", "Title.tsx"), "export const Title = () => null;\n");
}

/** A project's record as it is made: everything that does not matter to the test is empty. */
export function projectRecord(id: string, fields: Partial<ProjectRecord> = {}): ProjectRecord {
	return {
		id,
		userId: "anonymous",
		name: `Film ${id}`,
		description: "",
		gitRepoPath: `repos/${id}`,
		currentCommitSha: "0".repeat(40),
		packs: [],
		sourceSha: null,
		agentSessionId: null,
		pictureSha: null,
		video: null,
		usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 },
		budgetUsd: null,
		createdAt: "2026-03-01T10:00:00.000Z",
		updatedAt: "2026-03-01T10:00:00.000Z",
		lastOpenedAt: null,
		deletingAt: null,
		...fields,
	};
}
