import { StoryDreamError } from "@storydream/protocol";
import type { Records } from "../../records/records.ts";
import type { ProjectSession } from "./session-types.ts";

const COMING_UP = new Set(["acquiring", "starting", "loading", "previewing"]);

/** The sessions this studio has in memory, by project: the only place that adds and removes them. */
export interface SessionRegistry {
	all(): ProjectSession[];
	/** The same, live: one that is removed meanwhile does not come any more. */
	values(): Iterable<ProjectSession>;
	get(projectId: string): ProjectSession | undefined;
	/** The session of a project, made when there is none. */
	of(projectId: string): ProjectSession;
	/** Whether the project has a session here. */
	isHere(projectId: string): boolean;
	/** Sessions that have a sandbox that is not ready yet. */
	starting(): number;
	/** Does something with the session of a project that exists. Whoever may see it has been checked by the caller. */
	using<T>(projectId: string, work: (session: ProjectSession) => Promise<T>): Promise<T>;
	/** Forgets a project that has no session, no followers and nothing to do. */
	forgetUnused(projectId: string): void;
	remove(projectId: string): void;
	/** A first message number greater than every one that was given out so far. */
	firstSeq(): number;
	/** From now on `using` refuses. */
	close(): void;
}

export function createRegistry(records: Records, create: (projectId: string) => ProjectSession): SessionRegistry {
	const sessions = new Map<string, ProjectSession>();
	/** Calls under way, by project: what they work on must stay. */
	const inUse = new Map<string, number>();
	let closing = false;
	let highestSeq = 0;

	function of(projectId: string): ProjectSession {
		const known = sessions.get(projectId);
		if (known) return known;
		const session = create(projectId);
		sessions.set(projectId, session);
		return session;
	}

	function forgetUnused(projectId: string): void {
		const session = sessions.get(projectId);
		if (session?.life.phase !== "none" || session.channel.followers > 0 || session.runs.pending || inUse.has(projectId)) return;
		highestSeq = Math.max(highestSeq, session.channel.seq);
		sessions.delete(projectId);
		session.retire();
	}

	return {
		all: () => [...sessions.values()],
		values: () => sessions.values(),
		get: (projectId) => sessions.get(projectId),
		of,
		isHere(projectId) {
			const phase = sessions.get(projectId)?.life.phase;
			return phase !== undefined && phase !== "none";
		},
		starting: () => [...sessions.values()].filter((session) => COMING_UP.has(session.life.phase)).length,
		async using(projectId, work) {
			if (closing) throw new StoryDreamError("shutting_down", "The studio is stopping.");
			if (!sessions.has(projectId) && (await records.projects.get(projectId)) === null) {
				throw new StoryDreamError("project_not_found", "There is no such project.");
			}
			const session = of(projectId);
			inUse.set(projectId, (inUse.get(projectId) ?? 0) + 1);
			session.idle.touch();
			try {
				return await work(session);
			} finally {
				const left = (inUse.get(projectId) ?? 1) - 1;
				if (left > 0) inUse.set(projectId, left);
				else inUse.delete(projectId);
				forgetUnused(projectId);
			}
		},
		forgetUnused,
		remove: (projectId) => void sessions.delete(projectId),
		firstSeq() {
			highestSeq = Math.max(highestSeq + 1, Date.now(), ...[...sessions.values()].map((session) => session.channel.seq + 1));
			return highestSeq;
		},
		close() {
			closing = true;
		},
	};
}
