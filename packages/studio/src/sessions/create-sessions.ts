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
import { createRegistry, type SessionRegistry } from "./lifecycle/registry.ts";
import { createRounds } from "./lifecycle/rounds.ts";
import { LIVE_STATES } from "./lifecycle/session-record.ts";
import type { ProjectSession, SessionShared } from "./lifecycle/session-types.ts";
import { createStartGate } from "./lifecycle/start-gate.ts";
import { createTokenRegistry } from "./lifecycle/tokens.ts";
import { createWarmPool, type WarmPool } from "./lifecycle/warm-pool.ts";
import { DEADLINES, type SessionLimits, type SessionsOptions } from "./ports.ts";
import type { Sessions } from "./sessions.ts";

const LIMITS: SessionLimits = {
	maxSessions: 20,
	warmPool: 1,
	idleMinutes: 30,
	parallelStarts: Math.max(2, availableParallelism()),
	queueLength: 50,
};
const IDLE_POLL_MS = 15_000;

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
	const registry = createRegistry(records, (projectId) => createProjectSession(projectId, shared));
	const doors = createTokenRegistry();
	const rounds = createRounds(logger);
	const pool = createWarmPool({ ...options, deadlines, limits, ownerId, starting: registry.starting });
	const admission = createAdmission({
		maxSessions: limits.maxSessions,
		sessions: registry.values,
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
		firstSeq: registry.firstSeq,
		onRest(projectId) {
			registry.forgetUnused(projectId);
			pool.refill();
		},
	};
	const reconciler = createReconciler({
		...options,
		deadlines,
		ownerId,
		pool,
		sessionOf: registry.of,
		owned: () =>
			new Set([
				...pool.names(),
				...registry
					.all()
					.map((session) => session.sandboxName)
					.filter((name) => name !== null),
			]),
		isHere: registry.isHere,
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

	/** Another studio has the session of a project: its followers go there, its sandbox stays as it is. */
	async function releaseProject(projectId: string): Promise<void> {
		const session = registry.get(projectId);
		if (!session) return;
		logger.warn({ projectId }, "another studio has taken over a session: it is let go of");
		registry.remove(projectId);
		admission.leave(projectId);
		await session.close({ atOnce: true });
		session.channel.moved();
	}

	/** Goes on with what waits from before: turns whose sandbox is gone end, queues move. */
	async function adoptMessages(): Promise<void> {
		for (const projectId of await records.messages.listProjectsWithOpen()) {
			const record = await records.sessions.findByProject(projectId);
			// Another studio's, or one whose sandbox can't be asked: nobody's business but theirs.
			if (record !== null && !registry.isHere(projectId) && peers !== undefined) continue;
			const session = registry.of(projectId);
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
			rounds.every(deadlines.reconcileMs, "looking for sandboxes that nobody owns", async () => {
				await reconcile();
				// A message that came here while its project was opened elsewhere must not wait for the next one.
				if (peers !== undefined) await adoptMessages();
				await pool.prune();
			});
			rounds.every(Math.min(IDLE_POLL_MS, Math.max(1_000, limits.idleMinutes * 15_000)), "ending idle sessions", () =>
				endIdle(registry.values()),
			);
		},
		...projectVerbs(registry, logger),
		previewTarget: doors.previewTarget,
		authenticateGateway: doors.authenticateGateway,
		counts() {
			const sessions = registry.all();
			return {
				starting: registry.starting(),
				ready: sessions.filter((session) => session.life.phase === "ready").length,
				warm: pool.size,
				running: sessions.filter((session) => session.runs.current).length,
				followers: sessions.reduce((sum, session) => sum + session.channel.followers, 0),
			};
		},
		has: registry.isHere,
		async takeOver() {
			await reconcile();
			await adoptMessages();
		},
		async releaseAll() {
			registry.close();
			rounds.stop();
			// A spare that is being started need not be waited for: its start comes to nothing.
			pool.close({ endAll: false }).catch((error: unknown) => logger.warn({ err: error }, "the warm pool did not close"));
			await Promise.all([...registry.all()].map(({ projectId }) => releaseProject(projectId)));
		},
		async close({ endAll }) {
			registry.close();
			rounds.stop();
			await closeAll(registry.all(), pool, { ...options, endAll });
		},
	};
}

/** Nothing under way that an end would disturb. */
async function isAtRest(session: ProjectSession): Promise<boolean> {
	if (session.life.phase !== "ready" || session.runs.current || session.exports.running > 0) return false;
	return !(await session.runs.queue.hasRunnable());
}

/** Puts away what nobody has used for long; a page that is open on it is notified before, and may keep it. */
async function endIdle(sessions: Iterable<ProjectSession>): Promise<void> {
	for (const session of sessions) {
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

type ProjectVerbs = Omit<
	Sessions,
	"open" | "previewTarget" | "authenticateGateway" | "counts" | "has" | "takeOver" | "releaseAll" | "close"
>;

/** What is done with the session of one project. */
function projectVerbs(registry: SessionRegistry, logger: SessionsOptions["logger"]): ProjectVerbs {
	return {
		async follow(projectId, follower, lastSeq) {
			try {
				return await registry.using(projectId, async (session) => {
					await session.follow(follower, lastSeq);
					return () => {
						session.channel.detach(follower);
						registry.forgetUnused(projectId);
					};
				});
			} catch (error) {
				if (!(error instanceof StoryDreamError)) logger.error({ err: error, projectId }, "a session could not be followed");
				follower.send({ type: "error", ...errorFields(asTyped(error, "internal", "The session can't be opened.")) });
				return () => undefined;
			}
		},
		prepareAgent: (projectId) => registry.using(projectId, async (session) => (await session.ensure()).client.prepareAgent()),
		sendMessage: (projectId, message) =>
			registry.using(projectId, async ({ runs }) => {
				const stored = await runs.queue.add(message);
				runs.pump();
				return stored;
			}),
		editQueued: (projectId, id, content) => registry.using(projectId, ({ runs }) => runs.queue.edit(id, content)),
		removeQueued: (projectId, id) => registry.using(projectId, ({ runs }) => runs.queue.remove(id)),
		async stopRun(projectId) {
			const session = registry.get(projectId);
			session?.idle.touch();
			await session?.runs.stopAndPause();
		},
		continueQueue: (projectId) =>
			registry.using(projectId, async ({ runs }) => {
				await runs.queue.resume();
				runs.pump();
			}),
		keep: (projectId) => registry.using(projectId, async () => undefined),
		async endSession(projectId, reason) {
			await registry.get(projectId)?.end(reason);
			registry.forgetUnused(projectId);
		},
		state: (projectId) => registry.using(projectId, ({ edits }) => edits.state()),
		putStoryboard: (projectId, edit) => registry.using(projectId, ({ edits }) => edits.putStoryboard(edit)),
		putAssets: (projectId, edit) => registry.using(projectId, ({ edits }) => edits.putAssets(edit)),
		proxyStates: (projectId) => registry.get(projectId)?.proxies.states ?? new Map(),
		restore: (projectId, sha, request) => registry.using(projectId, ({ edits }) => edits.restore(sha, request)),
		previewVersion: (projectId, sha) => registry.using(projectId, ({ edits }) => edits.previewVersion(sha)),
		checkFilm: (projectId) => registry.using(projectId, ({ edits }) => edits.checkFilm()),
		pictures: (projectId, query) => registry.using(projectId, ({ edits }) => edits.pictures(query)),
		runExport: (projectId, job) => registry.using(projectId, ({ exports }) => exports.run(job)),
		broadcast(projectId, message) {
			registry.get(projectId)?.channel.publish(message);
		},
	};
}

/** So that another studio can take them up at once. */
async function release(record: SessionRecord, { records, logger }: Pick<SessionsOptions, "records" | "logger">): Promise<void> {
	try {
		await records.sessions.update(record.id, { incarnation: record.incarnation, state: LIVE_STATES }, { ownerId: "" });
	} catch (error) {
		logger.warn({ err: error, session: record.id }, "a session could not be released: it is taken up a little later");
	}
}

/** @param options.endAll whether the sandboxes end, too; else they live on for the next studio */
async function closeAll(
	sessions: readonly ProjectSession[],
	pool: WarmPool,
	options: Pick<SessionsOptions, "records" | "logger" | "peers"> & { endAll: boolean },
): Promise<void> {
	if (options.endAll) {
		await Promise.allSettled(sessions.map((session) => session.end("shutdown"))).then((results) => {
			for (const result of results) {
				if (result.status === "rejected")
					options.logger.error({ err: result.reason }, "a session could not be ended, and lives on");
			}
		});
	}
	await pool.close({ endAll: options.endAll });
	await Promise.all(sessions.map((session) => session.close()));
	if (options.peers === undefined) return;
	const left = [...sessions.map((session) => session.record), ...pool.records()];
	await Promise.all(left.filter((record) => record !== null).map((record) => release(record, options)));
	for (const session of sessions) session.channel.moved();
}
