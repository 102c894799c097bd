import { EMPTY_TURN, foldEvent, settleTurn } from "@storydream/client";
import { ERRORS, type ErrorCode, type Message, type StudioMessage } from "@storydream/protocol";
import { withHistory } from "./history.ts";
import type { Run, SessionState, Step } from "./state.ts";

type MessageType = StudioMessage["type"];
type Reader<T extends MessageType> = (
	state: SessionState,
	message: Extract<StudioMessage, { type: T }>,
	at: number,
) => SessionState;

/** Errors that end the start of a session when they come without the id of a message. */
const START_ERRORS = new Set<ErrorCode>([
	"project_not_found",
	"not_found",
	"forbidden",
	"unauthorized",
	"sandbox_failed",
	"sandbox_timeout",
	"session_limit",
	"storage_failed",
	"storage_full",
	"browser_missing",
	"internal",
]);
/** Troubles kept until the page has shown them. */
const KEPT_TROUBLES = 20;
const KEPT_NOTICES = 5;

/** What each of the studio's messages does. */
export const READERS: { [T in MessageType]: Reader<T> } = {
	"session:phase": (state, message, at) => {
		const passed = state.session.status === "starting" ? state.session.passed : [];
		const same = passed.at(-1)?.phase === message.phase;
		return {
			...state,
			session: { status: "starting", detail: message.detail, passed: same ? passed : [...passed, { phase: message.phase, at }] },
		};
	},
	"session:ready": (state, message) => ({
		...state,
		session: {
			status: "ready",
			sessionId: message.sessionId,
			previewUrl: message.previewUrl,
			restricted: message.restricted ?? null,
			model: message.model,
			idleEndsAt: null,
		},
		runs: settleMissing(state.runs, message.runId),
		missed: state.missed + (missedAnEnd(state, message.runId) ? 1 : 0),
	}),
	"agent:message": (state, message) => {
		const run = state.runs[message.runId] ?? newRun(message.runId);
		if (run.status !== "running" && message.event.type !== "started") return state;
		return {
			...state,
			runs: {
				...state.runs,
				[run.runId]: {
					...(message.event.type === "started" ? newRun(run.runId) : run),
					turn: foldEvent(run.turn, message.event),
				},
			},
		};
	},
	"agent:complete": (state, message, at) => {
		const run = state.runs[message.runId] ?? newRun(message.runId);
		const error = message.error ?? null;
		const ended: Run = {
			...run,
			turn: settleTurn(run.turn),
			status: message.outcome,
			usage: message.usage,
			error,
			commitSha: message.commitSha,
		};
		const messages = Object.fromEntries(
			Object.entries(state.messages).map(([id, one]) => [
				id,
				one.runId === message.runId
					? {
							...one,
							state: message.outcome,
							usage: message.usage,
							error,
							commitSha: message.commitSha,
							endedAt: new Date(at).toISOString(),
						}
					: one,
			]),
		);
		return { ...state, messages, runs: { ...state.runs, [run.runId]: ended }, stopping: false };
	},
	"queue:changed": (state, message) => ({
		...state,
		queue: message.queue.filter((one) => one.state === "queued"),
		outbox: acknowledged(state, message.queue),
	}),
	"message:added": (state, { message }) => ({
		...withHistory(state, [message]),
		queue: state.queue.filter((one) => one.id !== message.id),
		outbox: acknowledged(state, [message]),
	}),
	"version:created": (state) => state,
	"project:changed": (state) => state,
	"export:progress": (state) => state,
	"assets:changed": (state) => state,
	"checks:changed": (state) => state,
	"preview:errors": (state, message) => ({ ...state, previewErrors: message.errors }),
	"session:idle-soon": (state, { leftMs }, at) =>
		state.session.status === "ready"
			? { ...state, session: { ...state.session, idleEndsAt: leftMs === null ? null : at + leftMs } }
			: state,
	"session:notice": (state, { text }) => {
		const number = (state.notices.at(-1)?.number ?? 0) + 1;
		return { ...state, notices: [...state.notices, { number, text }].slice(-KEPT_NOTICES) };
	},
	"session:ended": (state, message) => ({
		...state,
		session: { status: "ended", reason: message.reason, code: message.code },
		stopping: false,
	}),
	error: (state, message) => {
		const refusal = { code: message.code, message: message.message, hint: message.hint || ERRORS[message.code].hint };
		if (message.id && state.outbox.some((item) => item.id === message.id)) {
			return { ...state, outbox: state.outbox.map((item) => (item.id === message.id ? { ...item, refusal } : item)) };
		}
		if (!message.id && state.session.status === "starting" && START_ERRORS.has(message.code)) {
			return { ...state, session: { status: "failed", error: refusal } };
		}
		const number = (state.troubles.at(-1)?.number ?? 0) + 1;
		return { ...state, stopping: false, troubles: [...state.troubles, { ...refusal, number }].slice(-KEPT_TROUBLES) };
	},
	pong: (state) => state,
};

/** Takes in one of the studio's messages. One that was seen before (by its `seq`) changes nothing. */
export function receive(state: SessionState, message: StudioMessage, at: number): Step {
	if (message.type === "session:ready") return { state: readReady(state, message, at), commands: [] };
	if ("seq" in message) {
		if (message.seq <= state.lastSeq) return { state, commands: [], ignored: "seen before" };
		return { state: { ...read(state, message, at), lastSeq: message.seq }, commands: [] };
	}
	return { state: read(state, message, at), commands: [] };
}

/** Another session that counts from further back (a clock was set back) must not have its events taken for old ones. */
function readReady(state: SessionState, message: Extract<StudioMessage, { type: "session:ready" }>, at: number): SessionState {
	const other = state.session.status === "ready" && state.session.sessionId !== message.sessionId;
	return { ...read(state, message, at), lastSeq: other && message.seq < state.lastSeq ? message.seq : state.lastSeq };
}

function read(state: SessionState, message: StudioMessage, at: number): SessionState {
	const reader = READERS[message.type] as Reader<MessageType>;
	return reader(state, message, at);
}

const newRun = (runId: string): Run => ({
	runId,
	turn: EMPTY_TURN,
	status: "running",
	usage: null,
	error: null,
	commitSha: null,
});

function acknowledged(state: SessionState, messages: readonly Message[]) {
	const held = new Set(messages.map((message) => message.id));
	return state.outbox.filter((item) => !held.has(item.id));
}

/** A message that this page takes for running belongs to a run that goes on no more. */
const missedAnEnd = (state: SessionState, runId: string | null) =>
	Object.values(state.messages).some((message) => message.state === "running" && message.runId !== runId);

/**
 * `session:ready` names the run that goes on. A run this page still held for running, and which is not that one, ended
 * while nobody was listening: its spinner stops here, and the reload of the history brings how it ended.
 */
function settleMissing(runs: SessionState["runs"], runId: string | null): SessionState["runs"] {
	return Object.fromEntries(
		Object.entries(runs).map(([id, run]) => [
			id,
			run.status === "running" && id !== runId ? { ...run, status: "stopped" as const, turn: settleTurn(run.turn) } : run,
		]),
	);
}
