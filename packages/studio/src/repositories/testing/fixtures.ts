import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project, sha } from "../../records/contract/samples.ts";
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

/** A project's record as it is made: there is nothing in it yet, and it is younger than the template's commit. */
export function projectRecord(id: string, fields: Partial<ProjectRecord> = {}): ProjectRecord {
	const createdAt = "2026-03-01T10:00:00.000Z";
	return project(id, { currentCommitSha: sha(0), packs: [], sourceSha: null, createdAt, updatedAt: createdAt, ...fields });
}
