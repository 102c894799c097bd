import { createSerialQueue, withDeadline } from "@storydream/kit";
import { type PreviewError, type SandboxEvent, StoryDreamError } from "@storydream/protocol";
import type { SandboxEndpoint } from "../../drivers/driver.ts";
import type { ProjectRecord, SessionRecord } from "../../records/records.ts";
import { createEdits } from "../commits/edits.ts";
import { createPublisher } from "../commits/publisher.ts";
import { asTyped, errorFields } from "../errors.ts";
import { createChannel } from "../followers/channel.ts";
import { createReports } from "../followers/reports.ts";
import { createSnapshot } from "../followers/snapshot.ts";
import { createSandboxClient } from "../sandbox/client.ts";
import type { EventStream } from "../sandbox/events.ts";
import { createSessionExports } from "../sandbox/exports.ts";
import { createProxies } from "../sandbox/proxies.ts";
import { watchSandbox } from "../sandbox/watch.ts";
import { createRuns } from "../turns/runs.ts";
import { acquireSandbox, SessionElsewhere } from "./acquire.ts";
import { bringUp, type Live, updateOrThrow, waitForPreview } from "./bring-up.ts";
import { createIdle } from "./idle.ts";
import { loadProject } from "./opening.ts";
import { removeSandbox } from "./remove-sandbox.ts";
import { saveSession } from "./saving.ts";
import { END_TEXTS, PHASE_TEXTS, unsavedError, waitingText } from "./session-texts.ts";
import type { ProjectSession, SessionShared } from "./session-types.ts";
import { type Command, type Ending, type Life, type LifeEvent, NO_LIFE, transition } from "./transition.ts";
import { createWaiters } from "./waiters.ts";

/** One sandbox, from its intent to its end. */
interface Attempt {
	record: SessionRecord;
	abort: AbortController;
	live: Live | null;
	stream: EventStream | null;
	restricted: string | null;
}

/**
 * See `ProjectSession`. What changes while it lives, who changes it, and why it is kept:
 *
 * | field | changed by | kept because |
 * |---|---|---|
 * | `life` | `dispatch` alone | the state of `transition.ts` |
 * | `attempt` | `begin` sets it, the step `announce-end` clears it | the sandbox that every step works on |
 * | `attempt.live` | `begin` (a warm sandbox), else the step `start` | its client, once the sandbox is reachable |
 * | `attempt.restricted`, `attempt.stream` | the step `announce-ready` | pages get the first; the second is closed at the end |
 * | `video` | `onEvent`, from the preview; cleared by `announce-end` | the publisher records it with a version |
 * | `errors` | `onEvent`, from the preview; cleared by `announce-end` | a new page's snapshot shows them |
 * | `closed` | `close`, once | after it no event moves the session, whatever is still under way |
 *
 * What the parts made here hold (`runs`, `publisher`, `channel`, `idle`, `waiters`) is their own.
 */
export function createProjectSession(projectId: string, shared: SessionShared): ProjectSession {
	const logger = shared.logger.child({ projectId });
	const own = { ...shared, logger };
	const { records, driver, deadlines, doors } = shared;
	let life: Life = NO_LIFE;
	let attempt: Attempt | null = null;
	let closed = false;
	let video: ProjectRecord["video"] | undefined;
	let errors: PreviewError[] = [];
	const waiters = createWaiters();
	const background = createSerialQueue();
	const channel = createChannel({
		firstSeq: shared.firstSeq(),
		logger,
		present: createSnapshot(projectId, { ...own, runs: () => runs, errors: () => errors }),
	});
	const reports = createReports(projectId, shared.pendingReports, channel);
	const idle = createIdle({
		limitMs: shared.limits.idleMinutes * 60_000,
		onKept: () => channel.notify({ type: "session:idle-soon", leftMs: null }),
	});
	const publisher = createPublisher(projectId, {
		...own,
		channel,
		video: () => video,
		onStale(error) {
			// Nobody looks just now, as when a studio starts: whoever comes next gets the report.
			if (channel.followers === 0) reports.error(error);
			lose(attempt?.record, error);
		},
	});
	const runs = createRuns({
		...own,
		projectId,
		channel,
		publisher,
		live: () => (life.phase === "ready" || life.phase === "saving" ? (attempt?.live ?? null) : null),
		standing: () => (life.phase === "ready" ? "ready" : life.phase === "none" ? "none" : "between"),
		need: () => dispatch({ type: "need" }),
		giveUp: (live, error) => lose(live.record, error),
		onActivity: idle.touch,
	});
	const exports = createSessionExports(projectId, { ...own, ensure });
	const proxies = createProxies(projectId, {
		...own,
		onState: ({ name, originalName }, proxy) =>
			channel.publish({ type: "assets:changed", converted: { name, originalName, proxy } }),
	});
	const onAssets = () => channel.publish({ type: "assets:changed" });
	const edits = createEdits(projectId, { ...own, publisher, runs, reports, ensure, proxies, onAssets });

	function dispatch(event: LifeEvent): void {
		if (closed) return;
		const before = life.phase;
		const moved = transition(life, event);
		life = moved.life;
		if (moved.ignored !== undefined) logger.debug({ event: event.type, phase: before, why: moved.ignored }, "event ignored");
		if (life.phase !== before) {
			logger.info({ from: before, to: life.phase, event: event.type, session: attempt?.record.id }, "session moved");
			tellPhase();
		}
		for (const command of moved.commands) carryOut(command, event, moved.ended);
	}

	function carryOut(command: Command, event: LifeEvent, ended: Ending | undefined): void {
		const at = attempt;
		const step = steps[command];
		Promise.resolve(step(event, ended)).catch((error: unknown) => {
			logger.warn({ err: error, step: command }, "a step of a session failed");
			if (at)
				dispatch({
					type: "failed",
					incarnation: at.record.incarnation,
					error: asTyped(error, "sandbox_failed", "The session could not be started."),
				});
		});
	}

	function tellPhase(detail?: string): void {
		const phase = PHASE_TEXTS[life.phase];
		if (phase) channel.notify({ type: "session:phase", phase: phase.phase, detail: detail ?? phase.detail });
	}

	function lose(record: SessionRecord | undefined, error: StoryDreamError): void {
		if (record) dispatch({ type: "lost", incarnation: record.incarnation, error });
	}

	/** The attempt a step works on. A step is only ever called while there is one. */
	function here(): Attempt {
		if (!attempt) throw new StoryDreamError("internal", "There is no sandbox to work on.");
		return attempt;
	}

	function hereLive(): Attempt & { live: Live } {
		const { live, ...rest } = here();
		if (!live) throw new StoryDreamError("internal", "The sandbox is not reachable yet.");
		return { ...rest, live };
	}

	function begin(record: SessionRecord, endpoint: SandboxEndpoint | null): void {
		const abort = new AbortController();
		attempt = { record, abort, live: null, stream: null, restricted: null };
		if (endpoint) {
			const client = createSandboxClient({ url: endpoint.agentUrl, token: record.sandboxToken, signal: abort.signal });
			attempt.live = { record, endpoint, client, signal: abort.signal };
		}
		doors.openGateway(record);
	}

	const steps: Record<Command, (event: LifeEvent, ended: Ending | undefined) => void | Promise<void>> = {
		async acquire() {
			try {
				const { record, endpoint } = await acquireSandbox(projectId, shared, (before) => tellPhase(waitingText(before)));
				if (closed) return;
				begin(record, endpoint);
				dispatch({ type: "acquired", incarnation: record.incarnation, warm: endpoint !== null });
			} catch (error) {
				dispatch({ type: "refused", error: asTyped(error, "sandbox_failed", "The session could not be started.") });
			}
		},
		async start() {
			const at = here();
			at.live = await bringUp(at.record, at.abort.signal, own);
			dispatch({ type: "reachable", incarnation: at.record.incarnation });
		},
		async open() {
			const at = hereLive();
			await updateOrThrow(own, at.record, { state: "loading" });
			const opened = await loadProject(projectId, at.live.client, { ...own, onStep: (what) => tellPhase(what) });
			publisher.standsAt(opened.head);
			if (opened.notice !== null) {
				reports.notice(opened.notice);
				publisher.announceVersion(opened.head);
			}
			reports.leftOut(opened.leftOut, "Files of this version that can't be part of a project were left out");
			// A prompt waits already: its agent starts beside the preview.
			if (await runs.queue.hasRunnable()) {
				at.live.client
					.prepareAgent()
					.catch((error: unknown) => logger.debug({ err: error }, "the agent could not be made ready in advance"));
			}
			dispatch({ type: "opened", incarnation: at.record.incarnation });
		},
		async "await-preview"() {
			const at = hereLive();
			await waitForPreview(at.live, deadlines);
			dispatch({ type: "previewing", incarnation: at.record.incarnation });
		},
		async "announce-ready"() {
			const at = here();
			const { live, record } = hereLive();
			shared.gate.leave(projectId);
			await updateOrThrow(own, record, { state: "ready", ownerId: shared.ownerId });
			at.restricted = (await live.client.health()).restricted;
			doors.openPreview(record, live.endpoint);
			idle.touch();
			await publisher.adopt(live);
			if (life.phase !== "ready" || attempt !== at) return;
			await runs.adopt(live);
			at.stream ??= watchSandbox(live, { driver, deadlines, logger, onEvent, onLost: (error) => lose(record, error) });
			await records.projects.update(projectId, { lastOpenedAt: new Date().toISOString() });
			if (life.phase !== "ready" || attempt !== at) return;
			waiters.ready(live);
			await channel.catchUp(readyMessage(at));
			runs.pump();
			proxies.resume(live);
			shared.onRest(projectId);
		},
		async save() {
			const at = hereLive();
			try {
				doors.closePreview(at.record);
				await saveSession(projectId, at.live, { ...own, runs, publisher, reports, afterwards });
				dispatch({ type: "saved", incarnation: at.record.incarnation });
			} catch (error) {
				const typed = asTyped(error, "storage_failed", "The session could not be saved.");
				logger.error({ err: error }, "a session could not be saved, and stays");
				dispatch({ type: "unsaved", incarnation: at.record.incarnation, error: typed });
			}
		},
		"announce-unsaved"(event) {
			if (event.type !== "unsaved") return;
			waiters.notEnded(event.error);
			reports.error(unsavedError(event.error));
		},
		async abandon() {
			const at = here();
			const error = life.ending?.error ?? new StoryDreamError("sandbox_failed", "The session was ended.");
			doors.closePreview(at.record);
			at.stream?.close();
			at.abort.abort(error);
			at.live?.client.close();
			await runs.interrupted(error);
		},
		async remove() {
			const { record } = here();
			await removeSandbox(record, { ...own, isClosed: () => closed });
			doors.close(record);
			dispatch({ type: "removed", incarnation: record.incarnation });
		},
		async "announce-end"(_event, ended) {
			attempt = null;
			video = undefined;
			errors = [];
			shared.leave(projectId);
			shared.gate.leave(projectId);
			const { code, error } = ended ?? { code: "ended", error: null };
			const reason = error ?? new StoryDreamError("conflict", "The session was ended while it was waited for.");
			if (!(life.phase === "acquiring")) waiters.failed(reason);
			waiters.ended();
			if (reason instanceof SessionElsewhere) {
				channel.moved();
			} else if (code === "failed") {
				channel.notify({ type: "error", ...errorFields(reason) });
				runs.couldNotStart(reason);
				await channel.catchUp(null);
			} else if (code === "lost") {
				channel.notify({ type: "session:ended", reason: reason.message, code });
				runs.pump();
			} else {
				channel.notify({ type: "session:ended", reason: END_TEXTS[code], code });
			}
			shared.onRest(projectId);
		},
	};

	function onEvent(event: SandboxEvent, arrivedAt: number): void {
		const before = channel.seq;
		runs.onEvent(event);
		exports.onEvent(event);
		if (event.type === "preview:errors") {
			errors = event.errors;
			channel.publish({ type: "preview:errors", errors });
		}
		if (event.type === "preview:updated" && event.video) video = event.video;
		if (channel.seq > before && channel.followers > 0) shared.onRelayed?.((performance.now() - arrivedAt) / 1000);
	}

	function readyMessage(at: Attempt) {
		return {
			type: "session:ready" as const,
			sessionId: at.record.id,
			projectId,
			previewUrl: shared.previewUrl(at.record.previewKey),
			seq: channel.seq,
			runId: runs.current?.runId ?? null,
			...(at.restricted === null ? {} : { restricted: at.restricted }),
			model: shared.model,
		};
	}

	function afterwards(what: string, work: () => Promise<void>): void {
		background
			.run(work)
			.catch((error: unknown) => logger.error({ err: error }, `${what} could not be written; the next opening is slower`));
	}

	async function ensure(): Promise<Live> {
		idle.touch();
		if (closed) throw new StoryDreamError("shutting_down", "The studio is stopping.");
		if (life.phase === "ready" && attempt?.live) return attempt.live;
		const waiting = waiters.untilReady();
		dispatch({ type: "need" });
		return waiting;
	}

	return {
		projectId,
		get life() {
			return life;
		},
		get record() {
			return attempt?.record ?? null;
		},
		get sandboxName() {
			return attempt?.record.sandboxName ?? null;
		},
		channel,
		runs,
		edits,
		exports,
		proxies,
		idle,
		async follow(follower, lastSeq) {
			idle.touch();
			channel.attach(follower, lastSeq);
			reports.deliver(follower);
			if (life.phase === "ready" && attempt?.live) {
				await channel.catchUp(readyMessage(attempt), follower);
				return;
			}
			const phase = PHASE_TEXTS[life.phase];
			if (phase) channel.notify({ type: "session:phase", ...phase }, follower);
			dispatch({ type: "need" });
		},
		need: () => dispatch({ type: "need" }),
		ensure,
		async end(code) {
			if (life.phase === "none") return;
			const ended = waiters.untilEnded();
			dispatch({ type: "end", code });
			// One that waits for its turn to start need not wait to be ended.
			if (life.phase === "acquiring") shared.gate.leave(projectId);
			await ended;
		},
		adopt(record, endpoint, as) {
			begin(record, endpoint);
			dispatch({ type: "adopted", incarnation: record.incarnation, as });
		},
		retire: () => runs.close(),
		async close({ atOnce } = { atOnce: false }) {
			closed = true;
			attempt?.stream?.close();
			// A turn's end that is being reported and a publish under way are finished; what they need is still there.
			if (!atOnce) {
				await withDeadline(
					Promise.all([runs.settled(), publisher.settled(), background.settled()]),
					deadlines.saveMs,
					() => new Error("late"),
				).catch((error: unknown) => logger.warn({ err: error }, "not everything came to its end before the studio stopped"));
			} else if (attempt) {
				doors.close(attempt.record);
			}
			runs.close();
			attempt?.abort.abort(new StoryDreamError("shutting_down", "The studio is stopping."));
			attempt?.live?.client.close();
			channel.notify({ type: "session:ended", reason: "The studio is restarting.", code: "shutdown" });
			waiters.failed(new StoryDreamError("shutting_down", "The studio is stopping."));
		},
	};
}
