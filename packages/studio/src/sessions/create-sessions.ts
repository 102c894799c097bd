import { StoryDreamError } from "@storydream/protocol";
import { newId } from "../ids.ts";
import { createAdmission } from "./admission.ts";
import { errorFields } from "./deadlines.ts";
import { createDoors } from "./doors.ts";
import { type SessionLimits, type SessionsOptions, TIMINGS } from "./ports.ts";
import { createProjectSession } from "./project-session.ts";
import { createReconciler } from "./reconcile.ts";
import type { ProjectSession, SessionShared } from "./session-types.ts";
import type { Sessions } from "./sessions.ts";
import { createWarmPool } from "./warm-pool.ts";

const LIMITS: SessionLimits = { maxSessions: 20, warmPool: 1, idleMinutes: 30, queueLength: 50 };
const COMING_UP = new Set(["acquiring", "starting", "loading", "previewing"]);
const IDLE_LOOK_MS = 15_000;

/** The sessions of all projects; see `Sessions`. Nothing runs before `open`. */
export function createSessions(given: SessionsOptions): Sessions {
	const logger = given.logger.child({ room: "sessions" });
	const options = { ...given, logger };
	const limits = { ...LIMITS, ...given.limits };
	const waits = { ...TIMINGS, ...given.timings };
	const ownerId = newId();
	const { records } = options;
	const projects = new Map<string, ProjectSession>();
	const doors = createDoors();
	const timers: NodeJS.Timeout[] = [];
	let closing = false;
	let highestSeq = 0;

	const starting = () => [...projects.values()].filter((session) => COMING_UP.has(session.life.phase)).length;
	const pool = createWarmPool({ ...options, waits, limits, ownerId, starting });
	const admission = createAdmission({ maxSessions: limits.maxSessions, sessions: () => projects.values(), isIdle: isAtRest });
	const shared: SessionShared = {
		...options,
		waits,
		limits,
		ownerId,
		pool,
		doors,
		admit: admission.enter,
		leave: admission.leave,
		firstSeq() {
			highestSeq = Math.max(highestSeq + 1, Date.now(), ...[...projects.values()].map((session) => session.channel.seq + 1));
			return highestSeq;
		},
		onRest(projectId) {
			forgetUnused(projectId);
			pool.refill();
		},
	};
	const reconciler = createReconciler({
		...options,
		waits,
		ownerId,
		pool,
		sessionOf,
		owned: () =>
			new Set([...pool.names(), ...[...projects.values()].map((session) => session.sandboxName).filter((name) => name !== null)]),
		adopted: admission.force,
	});

	function sessionOf(projectId: string): ProjectSession {
		const known = projects.get(projectId);
		if (known) return known;
		const session = createProjectSession(projectId, shared);
		projects.set(projectId, session);
		return session;
	}

	/** The session of a project that exists. Whoever may see it has been checked by the caller. */
	async function existing(projectId: string): Promise<ProjectSession> {
		if (closing) throw new StoryDreamError("shutting_down", "The studio is stopping.");
		if (!projects.has(projectId) && (await records.projects.get(projectId)) === null) {
			throw new StoryDreamError("project_not_found", "There is no such project.");
		}
		return sessionOf(projectId);
	}

	/** Memory of a project that has no session, no followers and nothing to do. */
	function forgetUnused(projectId: string): void {
		const session = projects.get(projectId);
		if (session?.life.phase !== "none" || session.channel.followers > 0 || session.runs.current) return;
		highestSeq = Math.max(highestSeq, session.channel.seq);
		projects.delete(projectId);
		session.retire();
	}

	/** Nothing under way that an end would disturb. */
	async function isAtRest(session: ProjectSession): Promise<boolean> {
		if (session.life.phase !== "ready" || session.runs.current || session.exports.running > 0) return false;
		return (await session.runs.queue.waiting()).length === 0;
	}

	async function endIdle(): Promise<void> {
		if (limits.idleMinutes <= 0) return;
		for (const session of projects.values()) {
			if (Date.now() - session.lastActivity < limits.idleMinutes * 60_000 || !(await isAtRest(session))) continue;
			await session.end("idle");
		}
	}

	function every(ms: number, what: string, work: () => Promise<void>): void {
		let busy = false;
		const timer = setInterval(() => {
			if (busy || closing) return;
			busy = true;
			work()
				.catch((error: unknown) => logger.error({ err: error }, `${what} failed; it is tried again`))
				.finally(() => {
					busy = false;
				});
		}, ms);
		timer.unref();
		timers.push(timer);
	}

	/** Goes on with what waits from before: turns whose sandbox is gone end, queues move. */
	async function takeUpMessages(): Promise<void> {
		for (const projectId of await records.messages.listProjectsWithOpen()) {
			const session = sessionOf(projectId);
			const unknown = (await records.sessions.findByProject(projectId)) !== null;
			if (session.life.phase === "none" && !unknown) {
				await session.runs.interrupted(
					new StoryDreamError("sandbox_failed", "The studio was stopped in the middle of this turn, and its sandbox is gone.", {
						hint: "Send the message again: the project opens anew with the last version.",
					}),
				);
			}
			session.runs.pump();
		}
	}

	return {
		async open() {
			await reconciler.look();
			await takeUpMessages();
			pool.refill();
			every(waits.reconcileMs, "looking for sandboxes that nobody owns", async () => {
				await reconciler.look();
				await pool.look();
			});
			every(Math.min(IDLE_LOOK_MS, Math.max(1_000, limits.idleMinutes * 15_000)), "ending idle sessions", endIdle);
		},
		async follow(projectId, follower, lastSeq) {
			let session: ProjectSession;
			try {
				session = await existing(projectId);
			} catch (error) {
				const typed =
					error instanceof StoryDreamError
						? error
						: new StoryDreamError("internal", "The session can't be opened.", { cause: error });
				if (!(error instanceof StoryDreamError)) logger.error({ err: error, projectId }, "a session could not be followed");
				follower.send({ type: "error", ...errorFields(typed) });
				return () => undefined;
			}
			await session.follow(follower, lastSeq);
			return () => {
				session.channel.detach(follower);
				forgetUnused(projectId);
			};
		},
		async sendMessage(projectId, message) {
			const session = await existing(projectId);
			session.touch();
			const stored = await session.runs.queue.add(message);
			session.runs.pump();
			return stored;
		},
		async editQueued(projectId, id, content) {
			const session = await existing(projectId);
			session.touch();
			await session.runs.queue.edit(id, content);
		},
		async removeQueued(projectId, id) {
			const session = await existing(projectId);
			session.touch();
			await session.runs.queue.remove(id);
		},
		async stopRun(projectId) {
			const session = projects.get(projectId);
			session?.touch();
			await session?.runs.stop();
		},
		async endSession(projectId, reason) {
			await projects.get(projectId)?.end(reason);
			forgetUnused(projectId);
		},
		state: async (projectId) => (await existing(projectId)).edits.state(),
		putStoryboard: async (projectId, edit) => (await existing(projectId)).edits.putStoryboard(edit),
		putAssets: async (projectId, edit) => (await existing(projectId)).edits.putAssets(edit),
		restore: async (projectId, sha) => (await existing(projectId)).edits.restore(sha),
		previewVersion: async (projectId, sha) => (await existing(projectId)).edits.previewVersion(sha),
		pictures: async (projectId, query) => (await existing(projectId)).edits.pictures(query),
		runExport: async (projectId, job) => (await existing(projectId)).exports.run(job),
		broadcast(projectId, message) {
			projects.get(projectId)?.channel.send(message);
		},
		previewTarget: doors.previewTarget,
		authenticateGateway: doors.authenticateGateway,
		counts() {
			const sessions = [...projects.values()];
			return {
				starting: starting(),
				ready: sessions.filter((session) => session.life.phase === "ready").length,
				warm: pool.size,
				running: sessions.filter((session) => session.runs.current).length,
				followers: sessions.reduce((sum, session) => sum + session.channel.followers, 0),
			};
		},
		async close({ endAll }) {
			closing = true;
			for (const timer of timers) clearInterval(timer);
			const sessions = [...projects.values()];
			if (endAll) {
				await Promise.allSettled(sessions.map((session) => session.end("shutdown"))).then((results) => {
					for (const result of results) {
						if (result.status === "rejected") logger.error({ err: result.reason }, "a session could not be ended, and lives on");
					}
				});
			}
			await pool.close({ endAll });
			await Promise.all(sessions.map((session) => session.close()));
		},
	};
}
