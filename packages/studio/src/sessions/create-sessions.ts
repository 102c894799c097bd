import { availableParallelism } from "node:os";
import { createSerialQueue } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";
import { newId } from "../ids.ts";
import type { SessionRecord } from "../records/records.ts";
import { asTyped, errorFields } from "./errors.ts";
import { createAdmission } from "./lifecycle/admission.ts";
import { ownedRecords } from "./lifecycle/owned-records.ts";
import { createProjectSession } from "./lifecycle/project-session.ts";
import { createReconciler } from "./lifecycle/reconcile.ts";
import { LIVE_STATES } from "./lifecycle/session-record.ts";
import type { ProjectSession, SessionShared } from "./lifecycle/session-types.ts";
import { createStartGate } from "./lifecycle/start-gate.ts";
import { createTokenRegistry } from "./lifecycle/tokens.ts";
import { createWarmPool } from "./lifecycle/warm-pool.ts";
import { DEADLINES, type SessionLimits, type SessionsOptions } from "./ports.ts";
import type { Sessions } from "./sessions.ts";

const LIMITS: SessionLimits = {
	maxSessions: 20,
	warmPool: 1,
	idleMinutes: 30,
	parallelStarts: Math.max(2, availableParallelism()),
	queueLength: 50,
};
const COMING_UP = new Set(["acquiring", "starting", "loading", "previewing"]);
const IDLE_LOOK_MS = 15_000;

/** The sessions of all projects; see `Sessions`. Nothing runs before `open`. */
export function createSessions(given: SessionsOptions): Sessions {
	const logger = given.logger.child({ room: "sessions" });
	const limits = { ...LIMITS, ...given.limits };
	const deadlines = { ...DEADLINES, ...given.deadlines };
	const ownerId = given.ownerId ?? newId();
	const { peers } = given;
	const records = ownedRecords(given.records, {
		ownerId,
		sure: async () => peers?.sure(),
		onTaken: ({ projectId }) => {
			if (projectId !== null) void releaseProject(projectId);
		},
		logger,
	});
	const options = { ...given, records, logger };
	const projects = new Map<string, ProjectSession>();
	const doors = createTokenRegistry();
	const timers: NodeJS.Timeout[] = [];
	/** Calls under way, by project: what they work on must stay. */
	const inUse = new Map<string, number>();
	let closing = false;
	let highestSeq = 0;

	const starting = () => [...projects.values()].filter((session) => COMING_UP.has(session.life.phase)).length;
	const pool = createWarmPool({ ...options, deadlines, limits, ownerId, starting });
	const admission = createAdmission({
		maxSessions: limits.maxSessions,
		sessions: () => projects.values(),
		elsewhere: async () => {
			if (peers === undefined) return 0;
			const live = await records.sessions.listLive();
			return live.filter((record) => record.projectId !== null && record.ownerId !== ownerId).length;
		},
		isIdle: isAtRest,
	});
	const shared: SessionShared = {
		...options,
		deadlines,
		limits,
		ownerId,
		pool,
		doors,
		pendingReports: new Map(),
		gate: createStartGate({ places: limits.parallelStarts, waitMs: deadlines.queueMs }),
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
		deadlines,
		ownerId,
		pool,
		sessionOf,
		owned: () =>
			new Set([...pool.names(), ...[...projects.values()].map((session) => session.sandboxName).filter((name) => name !== null)]),
		isHere,
		adopted: admission.force,
	});
	/** One pass at a time: who asks for one gets one that begins from now on. */
	const passes = createSerialQueue();
	let nextPass: Promise<void> | null = null;
	const reconcile = () => {
		nextPass ??= passes.run(() => {
			nextPass = null;
			return reconciler.reconcile();
		});
		return nextPass;
	};

	function isHere(projectId: string): boolean {
		const phase = projects.get(projectId)?.life.phase;
		return phase !== undefined && phase !== "none";
	}

	/** Another studio has the session of a project: its followers go there, its sandbox stays as it is. */
	async function releaseProject(projectId: string): Promise<void> {
		const session = projects.get(projectId);
		if (!session) return;
		logger.warn({ projectId }, "another studio has taken over a session: it is let go of");
		projects.delete(projectId);
		admission.leave(projectId);
		await session.close({ atOnce: true });
		session.channel.moved();
	}

	/** So that another studio can take them up at once. */
	async function release(record: SessionRecord): Promise<void> {
		try {
			await records.sessions.update(record.id, { incarnation: record.incarnation, state: LIVE_STATES }, { ownerId: "" });
		} catch (error) {
			logger.warn({ err: error, session: record.id }, "a session could not be released: it is taken up a little later");
		}
	}

	function sessionOf(projectId: string): ProjectSession {
		const known = projects.get(projectId);
		if (known) return known;
		const session = createProjectSession(projectId, shared);
		projects.set(projectId, session);
		return session;
	}

	/** Does something with the session of a project that exists. Whoever may see it has been checked by the caller. */
	async function using<T>(projectId: string, work: (session: ProjectSession) => Promise<T>): Promise<T> {
		if (closing) throw new StoryDreamError("shutting_down", "The studio is stopping.");
		if (!projects.has(projectId) && (await records.projects.get(projectId)) === null) {
			throw new StoryDreamError("project_not_found", "There is no such project.");
		}
		const session = sessionOf(projectId);
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
	}

	/** Memory of a project that has no session, no followers and nothing to do. */
	function forgetUnused(projectId: string): void {
		const session = projects.get(projectId);
		if (session?.life.phase !== "none" || session.channel.followers > 0 || session.runs.pending || inUse.has(projectId)) return;
		highestSeq = Math.max(highestSeq, session.channel.seq);
		projects.delete(projectId);
		session.retire();
	}

	/** Nothing under way that an end would disturb. */
	async function isAtRest(session: ProjectSession): Promise<boolean> {
		if (session.life.phase !== "ready" || session.runs.current || session.exports.running > 0) return false;
		return !(await session.runs.queue.hasRunnable());
	}

	/** Puts away what nobody has used for long; a page that is open on it is notified before, and may keep it. */
	async function endIdle(): Promise<void> {
		for (const session of projects.values()) {
			const poll = () => session.idle.poll(session.channel.followers > 0);
			if (poll().step === "none" || !(await isAtRest(session))) continue;
			// Looked at again: it may have been used meanwhile.
			const now = poll();
			if (now.step === "end") await session.end("idle");
			if (now.step !== "warn") continue;
			session.idle.warned(now.endsAt);
			session.channel.notify({ type: "session:idle-soon", leftMs: Math.max(0, now.endsAt - Date.now()) });
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
	async function adoptMessages(): Promise<void> {
		for (const projectId of await records.messages.listProjectsWithOpen()) {
			const record = await records.sessions.findByProject(projectId);
			// Another studio's, or one whose sandbox can't be asked: nobody's business but theirs.
			if (record !== null && !isHere(projectId) && peers !== undefined) continue;
			const session = sessionOf(projectId);
			if (session.life.phase === "none" && record === null) {
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
			await reconcile();
			await adoptMessages();
			pool.refill();
			every(deadlines.reconcileMs, "looking for sandboxes that nobody owns", async () => {
				await reconcile();
				// A message that came here while its project was opened elsewhere must not wait for the next one.
				if (peers !== undefined) await adoptMessages();
				await pool.prune();
			});
			every(Math.min(IDLE_LOOK_MS, Math.max(1_000, limits.idleMinutes * 15_000)), "ending idle sessions", endIdle);
		},
		async follow(projectId, follower, lastSeq) {
			try {
				return await using(projectId, async (session) => {
					await session.follow(follower, lastSeq);
					return () => {
						session.channel.detach(follower);
						forgetUnused(projectId);
					};
				});
			} catch (error) {
				if (!(error instanceof StoryDreamError)) logger.error({ err: error, projectId }, "a session could not be followed");
				follower.send({ type: "error", ...errorFields(asTyped(error, "internal", "The session can't be opened.")) });
				return () => undefined;
			}
		},
		prepareAgent: (projectId) => using(projectId, async (session) => (await session.ensure()).client.prepareAgent()),
		sendMessage: (projectId, message) =>
			using(projectId, async ({ runs }) => {
				const stored = await runs.queue.add(message);
				runs.pump();
				return stored;
			}),
		editQueued: (projectId, id, content) => using(projectId, ({ runs }) => runs.queue.edit(id, content)),
		removeQueued: (projectId, id) => using(projectId, ({ runs }) => runs.queue.remove(id)),
		async stopRun(projectId) {
			const session = projects.get(projectId);
			session?.idle.touch();
			await session?.runs.stopAndPause();
		},
		continueQueue: (projectId) =>
			using(projectId, async ({ runs }) => {
				await runs.queue.resume();
				runs.pump();
			}),
		keep: (projectId) => using(projectId, async () => undefined),
		async endSession(projectId, reason) {
			await projects.get(projectId)?.end(reason);
			forgetUnused(projectId);
		},
		state: (projectId) => using(projectId, ({ edits }) => edits.state()),
		putStoryboard: (projectId, edit) => using(projectId, ({ edits }) => edits.putStoryboard(edit)),
		putAssets: (projectId, edit) => using(projectId, ({ edits }) => edits.putAssets(edit)),
		proxyStates: (projectId) => projects.get(projectId)?.proxies.states ?? new Map(),
		restore: (projectId, sha, request) => using(projectId, ({ edits }) => edits.restore(sha, request)),
		previewVersion: (projectId, sha) => using(projectId, ({ edits }) => edits.previewVersion(sha)),
		checkFilm: (projectId) => using(projectId, ({ edits }) => edits.checkFilm()),
		pictures: (projectId, query) => using(projectId, ({ edits }) => edits.pictures(query)),
		runExport: (projectId, job) => using(projectId, ({ exports }) => exports.run(job)),
		broadcast(projectId, message) {
			projects.get(projectId)?.channel.publish(message);
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
		has: isHere,
		async takeOver() {
			await reconcile();
			await adoptMessages();
		},
		async releaseAll() {
			closing = true;
			for (const timer of timers) clearInterval(timer);
			// A spare that is being started need not be waited for: its start comes to nothing.
			pool.close({ endAll: false }).catch((error: unknown) => logger.warn({ err: error }, "the warm pool did not close"));
			await Promise.all([...projects.keys()].map(releaseProject));
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
			if (peers === undefined) return;
			const left = [...sessions.map((session) => session.record), ...pool.records()];
			await Promise.all(left.filter((record) => record !== null).map(release));
			for (const session of sessions) session.channel.moved();
		},
	};
}
