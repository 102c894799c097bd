import { StoryDreamError } from "@storydream/protocol";
import type { ProjectSession } from "./session-types.ts";

/** Places for open sessions (MAX_SESSIONS). */
export interface Admission {
	/** Takes a place. When all are taken, a session that nobody looks at and that does nothing gives up its own. */
	enter(projectId: string): Promise<void>;
	/** Takes a place even when there is none: for what runs already. */
	force(projectId: string): void;
	leave(projectId: string): void;
}

export function createAdmission(options: {
	maxSessions: number;
	sessions: () => Iterable<ProjectSession>;
	/**
	 * Places that other studios have taken. Two that ask at the same moment may both find the last one free: so many more
	 * than `maxSessions` can be open as there are studios, less one.
	 */
	elsewhere: () => Promise<number>;
	/** Whether ending it would disturb nobody. */
	isIdle: (session: ProjectSession) => Promise<boolean>;
}): Admission {
	const places = new Set<string>();

	async function makeRoom(): Promise<void> {
		const unwatched = [...options.sessions()].filter(
			(session) => session.life.phase === "ready" && session.channel.followers === 0,
		);
		for (const session of unwatched.sort((a, b) => a.idle.lastActivity - b.idle.lastActivity)) {
			if (!(await options.isIdle(session))) continue;
			await session.end("idle");
			return;
		}
	}

	return {
		async enter(projectId) {
			if (places.has(projectId)) return;
			const elsewhere = await options.elsewhere();
			if (places.size + elsewhere >= options.maxSessions) await makeRoom();
			if (places.size + elsewhere >= options.maxSessions) {
				throw new StoryDreamError(
					"session_limit",
					`${options.maxSessions} projects are open already, the most this studio takes.`,
				);
			}
			places.add(projectId);
		},
		force: (projectId) => void places.add(projectId),
		leave: (projectId) => void places.delete(projectId),
	};
}
