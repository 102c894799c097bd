import { withHistory } from "./history.ts";
import { receive } from "./receive.ts";
import type { Connection, OutboxItem, SessionCommand, SessionEvent, SessionState, Step } from "./state.ts";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

type EventType = SessionEvent["type"];
type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>;
type Handler<T extends EventType> = (state: SessionState, event: EventOf<T>) => Step;
/** A string is the reason for which the event means nothing there. */
type Row = { [T in EventType]: Handler<T> | string };

const still = (state: SessionState, commands: readonly SessionCommand[] = []): Step => ({ state, commands });
const ignore = (state: SessionState, ignored: string): Step => ({ state, commands: [], ignored });

/** Socket events name their socket; those of another one are late. */
function ofThisSocket<T extends "socket:opened" | "socket:lost" | "retry:due" | "received">(handler: Handler<T>): Handler<T> {
	return (state, event) => {
		const { connection } = state;
		return "socket" in connection && "socket" in event && connection.socket === event.socket
			? handler(state, event)
			: ignore(state, "of an old socket");
	};
}

const socketOf = (state: SessionState) => ("socket" in state.connection ? state.connection.socket : 0);

const connect = (state: SessionState, attempt: number): Step => {
	const socket = socketOf(state) + 1;
	return { state: { ...state, connection: { status: "connecting", socket, attempt } }, commands: [{ type: "connect", socket }] };
};

const opened = ofThisSocket<"socket:opened">((state, event) => {
	const back = state.connection.status === "connecting" && state.connection.attempt > 0;
	const next: SessionState = {
		...state,
		connection: { status: "open", socket: event.socket },
		reconnects: state.reconnects + (back ? 1 : 0),
	};
	// A session that ended on purpose is not started again by a network that comes and goes.
	if (state.session.status === "ended" && state.session.code !== "shutdown" && waiting(state).length === 0) return still(next);
	return startSession(next);
});

/** Waits, longer with each failed attempt, and tries again. */
function retryLater(state: SessionState, random: number): Step {
	const socket = socketOf(state);
	const attempt = (state.connection.status === "connecting" ? state.connection.attempt : 0) + 1;
	const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
	const delayMs = Math.round(longest * (0.5 + random / 2));
	const connection: Connection = { status: "waiting", socket, attempt, delayMs };
	return { state: { ...state, connection, stopping: false }, commands: [{ type: "retry", socket, delayMs }] };
}

const lost = ofThisSocket<"socket:lost">((state, event) => retryLater(state, event.random));
const offline: Handler<"offline"> = (state, event) => retryLater(state, event.random);

const retry = ofThisSocket<"retry:due">((state) =>
	connect(state, state.connection.status === "waiting" ? state.connection.attempt : 0),
);

function startSession(state: SessionState): Step {
	const fresh = state.session.status !== "ready";
	return {
		state: { ...state, session: fresh ? { status: "starting", detail: "", passed: [] } : state.session },
		commands: [
			{
				type: "send",
				frame: { type: "session:start", projectId: state.projectId, ...(state.lastSeq > 0 ? { lastSeq: state.lastSeq } : {}) },
			},
			...waiting(state).map((item) => sendFrame(state, item)),
		],
	};
}

/** What still has to reach the studio. */
const waiting = (state: SessionState) => state.outbox.filter((item) => !item.refusal);

function sendFrame(state: SessionState, item: OutboxItem): SessionCommand {
	return {
		type: "send",
		frame: {
			type: "message:send",
			projectId: state.projectId,
			id: item.id,
			content: item.content,
			...(item.attachments.length > 0 ? { attachments: item.attachments } : {}),
			...(item.context ? { context: item.context } : {}),
		},
	};
}

const keep: Handler<"send"> = (state, event) => {
	if (state.outbox.some((item) => item.id === event.item.id)) return ignore(state, "already in the outbox");
	return still({ ...state, outbox: [...state.outbox, event.item] });
};

const keepAndSend: Handler<"send"> = (state, event) => {
	const kept = keep(state, event);
	return kept.ignored ? kept : deliver(kept.state, event.item);
};

/** Over an open socket: to the session there is, or to one started now. */
function deliver(state: SessionState, item: OutboxItem): Step {
	if (state.session.status === "ready" || state.session.status === "starting") return still(state, [sendFrame(state, item)]);
	return startSession(state);
}

const withoutRefusal = (state: SessionState, id: string): { state: SessionState; item: OutboxItem } | null => {
	const found = state.outbox.find((item) => item.id === id);
	if (!found) return null;
	const item = { ...found, refusal: undefined };
	return { state: { ...state, outbox: state.outbox.map((one) => (one.id === id ? item : one)) }, item };
};

const again: Handler<"send:again"> = (state, event) => {
	const found = withoutRefusal(state, event.id);
	return found ? still(found.state) : ignore(state, "not in the outbox");
};
const againNow: Handler<"send:again"> = (state, event) => {
	const found = withoutRefusal(state, event.id);
	return found ? deliver(found.state, found.item) : ignore(state, "not in the outbox");
};

const forget: Handler<"forget"> = (state, event) =>
	still({ ...state, outbox: state.outbox.filter((item) => item.id !== event.id) });
const history: Handler<"history"> = (state, event) => still(withHistory(state, event.messages));
const leave: Handler<"leave"> = (state) => ({
	state: { ...state, connection: { status: "left", socket: socketOf(state) } },
	commands: [{ type: "close" }],
});

const editQueued: Handler<"queue:edit"> = (state, event) =>
	still({ ...state, queue: state.queue.map((one) => (one.id === event.id ? { ...one, content: event.content } : one)) }, [
		{ type: "send", frame: { type: "message:edit", id: event.id, content: event.content } },
	]);
const removeQueued: Handler<"queue:remove"> = (state, event) =>
	still({ ...state, queue: state.queue.filter((one) => one.id !== event.id) }, [
		{ type: "send", frame: { type: "message:remove", id: event.id } },
	]);

const continueQueue: Handler<"queue:continue"> = (state) =>
	still({ ...state, queue: state.queue.map((one) => ({ ...one, pausedAt: null })) }, [
		{ type: "send", frame: { type: "message:continue" } },
	]);

const stop: Handler<"stop"> = (state) => {
	if (!isRunning(state)) return ignore(state, "nothing runs");
	return still({ ...state, stopping: true }, [{ type: "send", frame: { type: "message:cancel" } }]);
};

/** The agent makes itself ready while the person writes. Where there is no session, the message starts one. */
const writing: Handler<"writing"> = (state) => {
	if (state.session.status !== "ready") return ignore(state, "there is no session to make ready");
	return still(state, [{ type: "send", frame: { type: "message:begin" } }]);
};

/** The banner goes at once; the studio's word that the session stays follows. */
const keepOpen: Handler<"keep"> = (state) => {
	if (state.session.status !== "ready" || state.session.idleEndsAt === null)
		return ignore(state, "nothing is about to be put away");
	return still({ ...state, session: { ...state.session, idleEndsAt: null } }, [
		{ type: "send", frame: { type: "session:keep" } },
	]);
};

/** Sent once more; and read again, in case the studio has it and its word was lost on the way. */
const overdue: Handler<"overdue"> = (state) => {
	const late = waiting(state);
	if (late.length === 0) return ignore(state, "nothing waits");
	return still(
		{ ...state, missed: state.missed + 1 },
		late.map((item) => sendFrame(state, item)),
	);
};

const restart: Handler<"restart"> = (state) => startSession({ ...state, session: { status: "none" } });

const OFFLINE = "there is no connection to say it on";

/** Shared by every state of the connection in which the page is still there. */
const PRESENT = { history, forget, leave } satisfies Partial<Row>;

/** Shared by those of them that have no open socket: prompts are kept, the rest can't be said. */
const WITHOUT_SOCKET = {
	...PRESENT,
	send: keep,
	overdue: OFFLINE,
	"send:again": again,
	"queue:edit": OFFLINE,
	"queue:remove": OFFLINE,
	"queue:continue": OFFLINE,
	stop: OFFLINE,
	writing: OFFLINE,
	keep: OFFLINE,
} satisfies Partial<Row>;

/** Every state of the connection against every event. */
export const TABLE: { [S in Connection["status"]]: Row } = {
	idle: {
		...WITHOUT_SOCKET,
		open: (state) => connect(state, 0),
		"socket:opened": "no socket is wanted",
		"socket:lost": "no socket is wanted",
		offline: "no socket is wanted",
		"retry:due": "no socket is wanted",
		received: "no socket is wanted",
		restart: (state) => connect(state, 0),
	},
	connecting: {
		...WITHOUT_SOCKET,
		open: "already connecting",
		"socket:opened": opened,
		"socket:lost": lost,
		offline,
		"retry:due": "already connecting",
		received: "the socket is not open yet",
		restart: "already connecting",
	},
	open: {
		...PRESENT,
		open: "already open",
		"socket:opened": "already open",
		"socket:lost": lost,
		offline,
		"retry:due": "already open",
		received: ofThisSocket<"received">((state, event) => receive(state, event.message, event.at)),
		send: keepAndSend,
		overdue,
		"send:again": againNow,
		"queue:edit": editQueued,
		"queue:remove": removeQueued,
		"queue:continue": continueQueue,
		stop,
		writing,
		keep: keepOpen,
		restart,
	},
	waiting: {
		...WITHOUT_SOCKET,
		open: (state) => connect(state, state.connection.status === "waiting" ? state.connection.attempt : 0),
		"socket:opened": "this socket was lost",
		"socket:lost": "already lost",
		offline: "already lost",
		"retry:due": retry,
		received: "this socket was lost",
		restart: (state) => connect(state, state.connection.status === "waiting" ? state.connection.attempt : 0),
	},
	left: {
		open: (state) => connect(state, 0),
		"socket:opened": "the page was left",
		"socket:lost": "the page was left",
		offline: "the page was left",
		"retry:due": "the page was left",
		received: "the page was left",
		history: "the page was left",
		send: "the page was left",
		overdue: "the page was left",
		forget: "the page was left",
		"send:again": "the page was left",
		"queue:edit": "the page was left",
		"queue:remove": "the page was left",
		"queue:continue": "the page was left",
		stop: "the page was left",
		writing: "the page was left",
		keep: "the page was left",
		restart: "the page was left",
		leave: "the page was left",
	},
};

/** The one place where the state changes. Pure: same state and event, same step. */
export function transition(state: SessionState, event: SessionEvent): Step {
	const entry = TABLE[state.connection.status][event.type];
	if (typeof entry === "string") return ignore(state, entry);
	// The row's entry for this event's type takes this event; TypeScript can't follow the pairing through an index.
	return (entry as Handler<EventType>)(state, event);
}

/** A turn goes on now. */
export function isRunning(state: SessionState): boolean {
	return (
		Object.values(state.runs).some((run) => run.status === "running") ||
		Object.values(state.messages).some((message) => message.state === "running")
	);
}
