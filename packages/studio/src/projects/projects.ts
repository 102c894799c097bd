import { createKeyedLock } from "@storydream/kit";
import {
	type CreateProject,
	filmDurationInFrames,
	type MessageList,
	type Project,
	type ProjectList,
	RATIO_SIZE,
	type Ratio,
	Storyboard,
	StoryDreamError,
	type UpdateProject,
	type VideoSettings,
} from "@storydream/protocol";
import { assertMayUse, type User } from "../access/index.ts";
import { idFrom, newId } from "../ids.ts";
import type { Objects } from "../objects/objects.ts";
import type { ProjectRecord, Records } from "../records/records.ts";
import type { Repositories } from "../repositories/repositories.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Logger } from "../telemetry/index.ts";
import { nameFromPrompt } from "./naming.ts";
import { toMessage, toProject } from "./shapes.ts";

export interface ProjectsDeps {
	records: Records;
	objects: Objects;
	repositories: Repositories;
	sessions: Sessions;
	logger: Logger;
	/** Called before a project's objects go, so that nothing writes there any more. */
	beforeDelete?: (projectId: string) => Promise<void>;
}

/**
 * A person's projects. Throws `project_not_found` for what is not there, is being deleted, or belongs to another user.
 */
export interface ProjectsCore {
	/**
	 * A new project at the template's first commit; with a `key` that this person has used before, the project it made. Another ratio than 16:9 is an edit of the storyboard, made before the
	 * project is answered, so that the film has its shape from the first look; it starts a session.
	 */
	create(user: User, input: CreateProject): Promise<Project>;
	list(user: User, query: { search?: string; limit: number; cursor?: string }): Promise<ProjectList>;
	get(user: User, id: string): Promise<Project>;
	/** The record behind it, for other services. */
	record(user: User, id: string): Promise<ProjectRecord>;
	update(user: User, id: string, change: UpdateProject): Promise<Project>;
	/** Ends the session and removes everything of the project. A studio that stops in the middle goes on at its next start. */
	remove(user: User, id: string): Promise<void>;
	/** Finishes deletions that were under way when the studio stopped. */
	resumeDeletions(): Promise<void>;
	messages(user: User, id: string, query: { limit: number; cursor?: string }): Promise<MessageList>;
}

export function createProjectsCore(deps: ProjectsDeps): ProjectsCore {
	const { records, objects, repositories, sessions, logger } = deps;

	async function record(user: User, id: string): Promise<ProjectRecord> {
		return assertMayUse(user, await records.projects.get(id));
	}

	/** The storyboard of a commit as the studio reads it; null when the project left the convention. */
	async function storyboardAt(projectId: string, sha: string): Promise<Storyboard | null> {
		const file = await repositories.readFile(projectId, sha, "src/storyboard.json");
		return file === null ? null : parseStoryboard(file);
	}

	async function applyRatio(projectId: string, sha: string, ratio: Ratio): Promise<void> {
		const storyboard = await storyboardAt(projectId, sha);
		if (storyboard === null) throw new StoryDreamError("internal", "The template has no storyboard to change the ratio of.");
		const size = RATIO_SIZE[ratio];
		if (storyboard.width === size.width && storyboard.height === size.height) return;
		await sessions.putStoryboard(projectId, {
			baseCommitSha: sha,
			storyboard: { ...storyboard, ...size },
			title: `Set the ratio to ${ratio}`,
		});
	}

	async function finishDelete(id: string): Promise<void> {
		await deps.beforeDelete?.(id);
		await sessions.endSession(id, "deleted");
		await objects.removeAll(`repos/${id}/`);
		await repositories.dropCache(id);
		await records.projects.finishDelete(id);
		logger.info({ projectId: id }, "project deleted");
	}

	/** One at a time for each project: the second of two equal requests finds what the first has made. */
	const inOrder = createKeyedLock();

	/** The project that an earlier request with the same key has made; its shape is set where that request broke off. */
	async function madeBefore(user: User, id: string, input: CreateProject): Promise<Project | null> {
		const known = await records.projects.get(id);
		if (known === null) return null;
		assertMayUse(user, known);
		const { versions } = await repositories.versions(id, { limit: 2 });
		if (versions.length === 1) await shape(id, known.currentCommitSha, input);
		return toProject(await record(user, id));
	}

	async function shape(id: string, sha: string, input: CreateProject): Promise<void> {
		const storyboard = await storyboardAt(id, sha);
		if (storyboard !== null) await records.projects.update(id, { video: videoOf(storyboard) });
		if (input.ratio !== undefined && input.ratio !== "16:9") await applyRatio(id, sha, input.ratio);
	}

	async function createAs(user: User, id: string, input: CreateProject): Promise<Project> {
		const start = await repositories.initialise(id);
		const now = new Date().toISOString();
		await records.projects.create({
			id,
			userId: user.id,
			name: input.name ?? nameFromPrompt(input.description),
			description: input.description ?? "",
			...start,
			agentSessionId: null,
			pictureSha: null,
			video: null,
			usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 },
			reservations: [],
			budgetUsd: null,
			createdAt: now,
			updatedAt: now,
			lastOpenedAt: null,
			deletingAt: null,
		});
		try {
			await shape(id, start.currentCommitSha, input);
		} catch (error) {
			// Half a project is none: nobody has seen its id yet.
			logger.warn({ err: error, projectId: id }, "a new project could not be set up and is removed");
			if (await records.projects.beginDelete(id)) await finishDelete(id);
			throw error;
		}
		logger.info({ projectId: id }, "project created");
		return toProject(await record(user, id));
	}

	return {
		async create(user, input) {
			if (input.key === undefined) return createAs(user, newId(), input);
			const id = idFrom(user.id, input.key);
			return inOrder(id, async () => {
				const known = await madeBefore(user, id, input);
				if (known) return known;
				try {
					return await createAs(user, id, input);
				} catch (error) {
					// Another studio was faster.
					const made = error instanceof StoryDreamError && error.code === "conflict" ? await madeBefore(user, id, input) : null;
					if (made) return made;
					throw error;
				}
			});
		},
		async list(user, query) {
			const page = await records.projects.list({ userId: user.id, ...query });
			return { projects: page.items.map(toProject), nextCursor: page.nextCursor };
		},
		async get(user, id) {
			return toProject(await record(user, id));
		},
		record,
		async update(user, id, change) {
			await record(user, id);
			const fields = {
				...(change.name === undefined ? {} : { name: change.name }),
				...(change.description === undefined ? {} : { description: change.description }),
				...(change.budgetUsd === undefined ? {} : { budgetUsd: change.budgetUsd }),
			};
			const updated = await records.projects.update(id, { ...fields, updatedAt: new Date().toISOString() });
			const project = toProject(assertMayUse(user, updated));
			sessions.broadcast(id, { type: "project:changed", project });
			return project;
		},
		async remove(user, id) {
			await record(user, id);
			if (await records.projects.beginDelete(id)) await finishDelete(id);
		},
		async resumeDeletions() {
			for (const id of await records.projects.listDeleting()) {
				try {
					await finishDelete(id);
				} catch (error) {
					logger.error({ err: error, projectId: id }, "a deletion could not be finished; the next start tries again");
				}
			}
		},
		async messages(user, id, query) {
			await record(user, id);
			const page = await records.messages.list({ projectId: id, ...query });
			return { messages: page.items.map(toMessage), nextCursor: page.nextCursor };
		},
	};
}

/** Null when the file is no storyboard that the studio can read. */
export function parseStoryboard(file: Buffer): Storyboard | null {
	try {
		const parsed = Storyboard.safeParse(JSON.parse(file.toString("utf8")));
		return parsed.success ? parsed.data : null;
	} catch {
		// Not JSON: the project left the convention, which is its right.
		return null;
	}
}

export function videoOf(storyboard: Storyboard): VideoSettings {
	return {
		fps: storyboard.fps,
		width: storyboard.width,
		height: storyboard.height,
		durationInFrames: filmDurationInFrames(storyboard),
	};
}
