import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { packPath, packsFolder, sourcePath, sourcesFolder } from "../objects/layout.ts";
import type { ProjectRecord } from "../records/records.ts";
import { type Context, findProject } from "./context.ts";
import { git } from "./git.ts";
import { sourceArchive } from "./source-archive.ts";
import { spool } from "./spool.ts";

const DEADLINE_MS = 10 * 60_000;

/**
 * Joins a project's packs into one and writes its source archive, so that opening it costs one object again. The list of
 * packs is swapped in one step, and only if nobody moved the head meanwhile. The project's lock is held.
 */
export async function compact(context: Context, projectId: string): Promise<void> {
	const project = await findProject(context, projectId);
	if (project.packs.length <= context.maxPacks) return;
	const gitDir = await context.clones.ensure(project);
	const head = project.currentCommitSha;
	const bundle = context.clones.temporary();
	const copy = context.clones.temporary();
	try {
		await git(gitDir, ["repack", "-a", "-d", "--quiet"], { deadlineMs: DEADLINE_MS });
		await git(gitDir, ["bundle", "create", "--quiet", bundle, "refs/heads/main"], { deadlineMs: DEADLINE_MS });
		const { sha256, bytes } = await spool(createReadStream(bundle), copy);
		await context.objects.putFile(packPath(projectId, sha256), copy);
		await putSource(context, gitDir, projectId, head);
		const swapped = await context.projects.moveHead(projectId, {
			expectedHead: head,
			newHead: head,
			expectedPacks: project.packs.map((pack) => pack.sha256),
			packs: [{ sha256, bytes, head }],
			sourceSha: head,
		});
		if (swapped.moved) await sweep(context, swapped.project);
	} finally {
		await rm(bundle, { force: true });
		await rm(copy, { force: true });
	}
}

/** See Repositories.writeSource. The project's lock is held. */
export async function writeSource(context: Context, projectId: string): Promise<void> {
	const project = await findProject(context, projectId);
	const head = project.currentCommitSha;
	if (project.sourceSha === head && (await context.objects.head(sourcePath(projectId, head)))) return;
	await putSource(context, await context.clones.ensure(project), projectId, head);
	const noted = await context.projects.moveHead(projectId, {
		expectedHead: head,
		newHead: head,
		expectedPacks: project.packs.map((pack) => pack.sha256),
		packs: project.packs,
		sourceSha: head,
	});
	// Not noted: another process wrote meanwhile. Opening is right all the same, with packs after the older archive.
	if (noted.moved) await sweep(context, noted.project);
}

async function putSource(context: Context, gitDir: string, projectId: string, sha: string): Promise<void> {
	// The same tree, but not the same bytes if another release of zstd wrote it before: so not write-once.
	await context.objects.put(sourcePath(projectId, sha), sourceArchive(gitDir, sha), { mode: "replace" });
}

/** Removes packs and archives that the record no longer names, once nobody can be reading them any more. */
async function sweep(context: Context, project: ProjectRecord): Promise<void> {
	const needed = new Set(project.packs.map((pack) => packPath(project.id, pack.sha256)));
	if (project.sourceSha !== null) needed.add(sourcePath(project.id, project.sourceSha));
	for (const folder of [packsFolder(project.id), sourcesFolder(project.id)]) {
		for await (const { path, createdAt } of context.objects.list(folder)) {
			if (!needed.has(path) && context.now() - Date.parse(createdAt) > context.graceMs) await context.objects.remove(path);
		}
	}
}
