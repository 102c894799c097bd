import { StoryDreamError } from "@storydream/protocol";
import { type Objects, storageError } from "../objects/objects.ts";
import type { ProjectRecord, Records } from "../records/records.ts";
import type { Clones } from "./clones.ts";
import { GitFailure } from "./git.ts";
import type { Histories } from "./history.ts";
import type { Locks } from "./locks.ts";

/** What this room logs with; pino's logger fits. */
export interface RepositoriesLogger {
	info(fields: Record<string, unknown>, message: string): void;
	warn(fields: Record<string, unknown>, message: string): void;
}

/** What the parts of this room share. */
export interface Context {
	projects: Pick<Records["projects"], "get" | "moveHead">;
	objects: Objects;
	clones: Clones;
	histories: Histories;
	/** By project: held by whoever writes the project's clone, packs or head in this process. */
	locks: Locks;
	logger: RepositoriesLogger;
	/** A clone was used: a moment to look whether the cache has grown too big. Does not throw. */
	onUse: () => void;
	/** Milliseconds since 1970. */
	now: () => number;
	/** More packs than this are joined into one. */
	maxPacks: number;
	/** Objects nobody refers to are removed when they are so old, in milliseconds: somebody may just be reading them. */
	graceMs: number;
}

/** The project as it stands; throws `project_not_found`. */
export async function findProject(context: Context, projectId: string): Promise<ProjectRecord> {
	const project = await context.projects.get(projectId);
	if (!project) throw new StoryDreamError("project_not_found", "There is no such project.");
	return project;
}

/**
 * Runs `work` on the project's clone, brought up to date. When git fails the clone is taken for damaged: it is made anew
 * and the work done once more. For reading; the lock is not held while `work` runs.
 */
export async function withClone<T>(
	context: Context,
	projectId: string,
	work: (gitDir: string, project: ProjectRecord) => Promise<T>,
): Promise<T> {
	return inWords("Reading the project's history", async () => {
		const release = context.clones.hold(projectId);
		try {
			const { gitDir, project } = await current(context, projectId);
			return await work(gitDir, project);
		} catch (error) {
			if (!(error instanceof GitFailure)) throw error;
			context.logger.warn({ projectId, error: error.message }, "a clone seems damaged and is made anew");
			await context.locks.run(projectId, () => context.clones.dropDamaged(projectId));
			const { gitDir, project } = await current(context, projectId);
			return await work(gitDir, project);
		} finally {
			release();
			context.onUse();
		}
	});
}

function current(context: Context, projectId: string) {
	return context.locks.run(projectId, async () => {
		const project = await findProject(context, projectId);
		return { project, gitDir: await context.clones.ensure(project) };
	});
}

/** Errors of git and of the disk leave this room as `storage_full` or `storage_failed`. */
export async function inWords<T>(doing: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw storageError(error, doing);
	}
}
