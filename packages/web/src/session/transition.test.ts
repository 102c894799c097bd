import type { Message, StudioMessage } from "@storydream/protocol";
import { describe, expect, test } from "vitest";
import { conversation } from "./conversation.ts";
import { type Connection, initialState, type OutboxItem, type SessionEvent, type SessionState, type Step } from "./state.ts";
import { isRunning, TABLE, transition } from "./transition.ts";

const item = (id: string): OutboxItem => ({ id, content: "Hello", attachments: [], createdAt: "2026-01-01T00:00:00.000Z" });
const message = (id: string, change: Partial<Message> = {}): Message => ({
	id,
	projectId: "project-1",
	position: 0,
	content: "Hello",
	attachments: [],
	state: "queued",
	runId: null,
	createdAt: "2026-01-01T00:00:00.000Z",
	startedAt: null,
	endedAt: null,
	pausedAt: null,
	commitSha: null,
	usage: null,
	events: [],
	error: null,
	...change,
});
const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
const ready = (change: Partial<Extract<StudioMessage, { type: "session:ready" }>> = {}): StudioMessage => ({
	type: "session:ready",
	sessionId: "session-1",
	projectId: "project-1",
	previewUrl: "http://abc.preview.localhost:8080/",
	seq: 100,
	runId: null,
	model: { demo: true, name: "demo model" },
	...change,
});

const CONNECTIONS: Record<Connection["status"], Connection> = {
	idle: { status: "idle" },
	connecting: { status: "connecting", socket: 3, attempt: 0 },
	open: { status: "open", socket: 3 },
	waiting: { status: "waiting", socket: 3, attempt: 1, delayMs: 500 },
	left: { status: "left", socket: 3 },
};

const EVENTS: { [T in SessionEvent["type"]]: Extract<SessionEvent, { type: T }> } = {
	open: { type: "open" },
	"socket:opened": { type: "socket:opened", socket: 3 },
	"socket:lost": { type: "socket:lost", socket: 3, random: 0.5 },
	offline: { type: "offline", random: 1 },
	"retry:due": { type: "retry:due", socket: 3 },
	received: { type: "received", socket: 3, message: ready(), at: 0 },
	history: { type: "history", messages: [] },
	send: { type: "send", item: item("message-new") },
	overdue: { type: "overdue" },
	forget: { type: "forget", id: "message-1" },
	"send:again": { type: "send:again", id: "message-1" },
	"queue:edit": { type: "queue:edit", id: "message-2", content: "Changed" },
	"queue:remove": { type: "queue:remove", id: "message-2" },
	"queue:continue": { type: "queue:continue" },
	stop: { type: "stop" },
	writing: { type: "writing" },
	keep: { type: "keep" },
	restart: { type: "restart" },
	leave: { type: "leave" },
};

/** The whole table: which state each event leads to and what has to be done; "-" is ignored. */
const EXPECTED: { [S in Connection["status"]]: { [T in SessionEvent["type"]]: string } } = {
	idle: {
		open: "connecting connect",
		"socket:opened": "-",
		"socket:lost": "-",
		offline: "-",
		"retry:due": "-",
		received: "-",
		history: "idle",
		send: "idle",
		overdue: "-",
		forget: "idle",
		"send:again": "idle",
		"queue:edit": "-",
		"queue:remove": "-",
		"queue:continue": "-",
		stop: "-",
		writing: "-",
		keep: "-",
		restart: "connecting connect",
		leave: "left close",
	},
	connecting: {
		open: "-",
		"socket:opened": "open session:start message:send",
		"socket:lost": "waiting retry",
		offline: "waiting retry",
		"retry:due": "-",
		received: "-",
		history: "connecting",
		send: "connecting",
		overdue: "-",
		forget: "connecting",
		"send:again": "connecting",
		"queue:edit": "-",
		"queue:remove": "-",
		"queue:continue": "-",
		stop: "-",
		writing: "-",
		keep: "-",
		restart: "-",
		leave: "left close",
	},
	open: {
		open: "-",
		"socket:opened": "-",
		"socket:lost": "waiting retry",
		offline: "waiting retry",
		"retry:due": "-",
		received: "open",
		history: "open",
		send: "open message:send",
		overdue: "open message:send",
		forget: "open",
		"send:again": "open message:send",
		"queue:edit": "open message:edit",
		"queue:remove": "open message:remove",
		"queue:continue": "open message:continue",
		stop: "open message:cancel",
		writing: "open message:begin",
		keep: "open session:keep",
		restart: "open session:start message:send",
		leave: "left close",
	},
	waiting: {
		open: "connecting connect",
		"socket:opened": "-",
		"socket:lost": "-",
		offline: "-",
		"retry:due": "connecting connect",
		received: "-",
		history: "waiting",
		send: "waiting",
		overdue: "-",
		forget: "waiting",
		"send:again": "waiting",
		"queue:edit": "-",
		"queue:remove": "-",
		"queue:continue": "-",
		stop: "-",
		writing: "-",
		keep: "-",
		restart: "connecting connect",
		leave: "left close",
	},
	left: {
		open: "connecting connect",
		"socket:opened": "-",
		"socket:lost": "-",
		offline: "-",
		"retry:due": "-",
		received: "-",
		history: "-",
		send: "-",
		overdue: "-",
		forget: "-",
		"send:again": "-",
		"queue:edit": "-",
		"queue:remove": "-",
		"queue:continue": "-",
		stop: "-",
		writing: "-",
		keep: "-",
		restart: "-",
		leave: "-",
	},
};

/** A page in the middle of things: a session, a turn that runs, a message on its way and one that waits. */
function busy(connection: Connection): SessionState {
	return {
		...initialState("project-1", [item("message-1")]),
		connection,
		session: {
			status: "ready",
			sessionId: "session-1",
			previewUrl: "http://x/",
			restricted: null,
			model: { demo: true, name: "demo" },
			idleEndsAt: 90_000,
		},
		queue: [message("message-2")],
		messages: { "message-0": message("message-0", { state: "running", runId: "run-1" }) },
	};
}

const words = (step: Step) =>
	step.ignored
		? "-"
		: [step.state.connection.status, ...step.commands.map((one) => (one.type === "send" ? one.frame.type : one.type))].join(" ");

describe("every state of the connection against every event", () => {
	for (const [status, connection] of Object.entries(CONNECTIONS)) {
		for (const [type, event] of Object.entries(EVENTS)) {
			const expected = EXPECTED[status as Connection["status"]][type as SessionEvent["type"]];
			test(`${status} + ${type} -> ${expected}`, () => {
				const before = busy(connection);
				const step = transition(before, event);
				expect(words(step)).toBe(expected);
				if (expected === "-") expect(step.state).toBe(before);
			});
		}
	}
	test("the table has no entry that this test does not know", () => {
		for (const [status, row] of Object.entries(TABLE)) {
			expect(Object.keys(row).sort()).toEqual(Object.keys(EXPECTED[status as Connection["status"]]).sort());
		}
	});
});

test.each(["socket:opened", "socket:lost", "retry:due", "received"] as const)("%s of an old socket changes nothing", (type) => {
	for (const connection of Object.values(CONNECTIONS)) {
		const before = busy(connection);
		const step = transition(before, { ...EVENTS[type], socket: 2 });
		expect(step.ignored).toBeDefined();
		expect(step.state).toBe(before);
	}
});

/** Plays events one after the other and keeps what was said to the studio. */
function play(...events: SessionEvent[]) {
	return continued({ state: initialState("project-1"), sent: [] }, ...events);
}
type Played = { state: SessionState; sent: string[] };
function continued(from: Played, ...events: SessionEvent[]): Played {
	let { state } = from;
	const sent = [...from.sent];
	for (const event of events) {
		const step = transition(state, event);
		state = step.state;
		for (const command of step.commands) {
			if (command.type === "send") sent.push(command.frame.type + ("id" in command.frame ? ` ${command.frame.id}` : ""));
		}
	}
	return { state, sent };
}
const OPEN: SessionEvent[] = [{ type: "open" }, { type: "socket:opened", socket: 1 }];
const hear = (message: StudioMessage, socket = 1): SessionEvent => ({ type: "received", socket, message, at: 1000 });
const event = (
	seq: number,
	runEvent: Extract<StudioMessage, { type: "agent:message" }>["event"],
	runId = "run-1",
): SessionEvent => hear({ type: "agent:message", seq, runId, event: runEvent });
const complete = (seq: number, change: Partial<Extract<StudioMessage, { type: "agent:complete" }>> = {}): SessionEvent =>
	hear({ type: "agent:complete", seq, runId: "run-1", outcome: "done", commitSha: null, usage, ...change });
const textOf = (state: SessionState, runId = "run-1") =>
	state.runs[runId]?.turn.items.map((one) => (one.type === "text" ? one.text : one.type)).join("|");

describe("a message of this tab", () => {
	test("is sent again, under its id, until the studio says that it has it", () => {
		const first = play(...OPEN, { type: "send", item: item("message-1") });
		const again = continued(
			first,
			{ type: "socket:lost", socket: 1, random: 0 },
			{ type: "retry:due", socket: 1 },
			{ type: "socket:opened", socket: 2 },
		);
		expect(again.sent).toEqual(["session:start", "message:send message-1", "session:start", "message:send message-1"]);
		const acknowledged = continued(again, hear({ type: "queue:changed", seq: 1, queue: [message("message-1")] }, 2));
		expect(acknowledged.state.outbox).toEqual([]);
		expect(acknowledged.state.queue).toHaveLength(1);
	});

	test.each([
		[
			"message:added",
			hear({ type: "message:added", seq: 1, message: message("message-1", { state: "running", runId: "run-1" }) }),
		],
		["the stored history", { type: "history", messages: [message("message-1", { state: "done" })] } satisfies SessionEvent],
	])("is acknowledged by %s as well", (_by, said) => {
		expect(play(...OPEN, { type: "send", item: item("message-1") }, said).state.outbox).toEqual([]);
	});

	test("that the studio refuses stays with the reason, and is not sent again by itself", () => {
		const refused = play(
			...OPEN,
			{ type: "send", item: item("message-1") },
			hear({ type: "error", code: "too_large", message: "Too long.", hint: "Shorten it.", id: "message-1" }),
		);
		expect(refused.state.outbox[0]?.refusal?.message).toBe("Too long.");
		const back = continued(
			refused,
			{ type: "socket:lost", socket: 1, random: 0 },
			{ type: "retry:due", socket: 1 },
			{ type: "socket:opened", socket: 2 },
		);
		expect(back.sent).toEqual(["session:start", "message:send message-1", "session:start"]);
		expect(continued(back, { type: "send:again", id: "message-1" }).sent.at(-1)).toBe("message:send message-1");
	});

	test("written while the session rests starts it again", () => {
		const ended = play(...OPEN, hear({ type: "session:ended", reason: "Idle", code: "idle" }));
		expect(continued(ended, { type: "send", item: item("message-1") }).sent.slice(1)).toEqual([
			"session:start",
			"message:send message-1",
		]);
	});
});

test("what waits for too long is sent again, and the conversation is read again", () => {
	const sent = play(...OPEN, { type: "send", item: item("message-1") });
	const late = continued(sent, { type: "overdue" });
	expect(late.sent.at(-1)).toBe("message:send message-1");
	expect(late.state.missed).toBe(sent.state.missed + 1);
	expect(transition(play(...OPEN).state, { type: "overdue" }).ignored).toBe("nothing waits");
});

describe("the session", () => {
	test("shows each phase once, with the moment it began", () => {
		const { state } = play(
			...OPEN,
			{ type: "received", socket: 1, at: 10, message: { type: "session:phase", phase: "starting", detail: "" } },
			{ type: "received", socket: 1, at: 20, message: { type: "session:phase", phase: "starting", detail: "Still" } },
			{ type: "received", socket: 1, at: 30, message: { type: "session:phase", phase: "previewing", detail: "" } },
		);
		expect(state.session).toEqual({
			status: "starting",
			detail: "",
			passed: [
				{ phase: "starting", at: 10 },
				{ phase: "previewing", at: 30 },
			],
		});
	});

	test("that can't start says why, and can be tried again", () => {
		const failed = play(...OPEN, hear({ type: "error", code: "sandbox_timeout", message: "Too slow.", hint: "Try again." }));
		expect(failed.state.session).toMatchObject({ status: "failed", error: { message: "Too slow." } });
		expect(continued(failed, { type: "restart" }).sent).toEqual(["session:start", "session:start"]);
	});

	test("that ended for want of work is not woken by a network that comes and goes", () => {
		const rests = play(...OPEN, hear(ready()), hear({ type: "session:ended", reason: "Idle", code: "idle" }));
		const back = continued(
			rests,
			{ type: "socket:lost", socket: 1, random: 0 },
			{ type: "retry:due", socket: 1 },
			{ type: "socket:opened", socket: 2 },
		);
		expect(back.sent).toEqual(["session:start"]);
	});

	test("that ended because the studio restarts is taken up again", () => {
		const gone = play(...OPEN, hear(ready()), hear({ type: "session:ended", reason: "Restart", code: "shutdown" }));
		const back = continued(
			gone,
			{ type: "socket:lost", socket: 1, random: 0 },
			{ type: "retry:due", socket: 1 },
			{ type: "socket:opened", socket: 2 },
		);
		expect(back.sent).toEqual(["session:start", "session:start"]);
	});
});

test("a session that is about to be put away says when, until somebody keeps it or the studio says that it stays", () => {
	const soon: StudioMessage = { type: "session:idle-soon", leftMs: 90_000 };
	const received = (message: StudioMessage): SessionEvent => ({ type: "received", socket: 1, message, at: 5_000 });
	const warned = play({ type: "open" }, { type: "socket:opened", socket: 1 }, received(ready()), received(soon));
	expect(warned.state.session).toMatchObject({ status: "ready", idleEndsAt: 95_000 });
	const kept = continued(warned, { type: "keep" }, { type: "keep" });
	expect(kept.sent.filter((frame) => frame === "session:keep")).toHaveLength(1);
	expect(kept.state.session).toMatchObject({ status: "ready", idleEndsAt: null });
	expect(continued(warned, received({ ...soon, leftMs: null })).state.session).toMatchObject({ idleEndsAt: null });
});

describe("events", () => {
	test("seen before change nothing", () => {
		const once = play(...OPEN, event(1, { type: "started" }), event(2, { type: "text", blockId: "a", text: "Hi" }));
		const twice = continued(once, event(2, { type: "text", blockId: "a", text: "Hi" }));
		expect(textOf(twice.state)).toBe("Hi");
		expect(twice.state.lastSeq).toBe(2);
	});

	test("are requested from the last one seen", () => {
		const { state } = play(...OPEN, event(7, { type: "started" }), { type: "socket:lost", socket: 1, random: 0 });
		const step = transition(transition(state, { type: "retry:due", socket: 1 }).state, { type: "socket:opened", socket: 2 });
		expect(step.commands[0]).toEqual({ type: "send", frame: { type: "session:start", projectId: "project-1", lastSeq: 7 } });
	});

	test("a run replayed from its start does not show anything twice", () => {
		const first = play(...OPEN, event(1, { type: "started" }), event(2, { type: "text", blockId: "a", text: "Hi" }));
		const again = continued(first, event(11, { type: "started" }), event(12, { type: "text", blockId: "a", text: "Hi" }));
		expect(textOf(again.state)).toBe("Hi");
	});

	test("after a run's end change nothing of it", () => {
		const { state } = play(
			...OPEN,
			event(1, { type: "started" }),
			complete(2),
			event(3, { type: "text", blockId: "a", text: "late" }),
		);
		expect(textOf(state)).toBe("");
		expect(isRunning(state)).toBe(false);
	});

	test("of another session that counts from further back are not taken for old ones", () => {
		const { state } = play(
			...OPEN,
			hear(ready({ seq: 5000 })),
			event(5001, { type: "started" }),
			hear(ready({ sessionId: "session-2", seq: 10 })),
			event(11, { type: "started" }, "run-2"),
		);
		expect(state.runs["run-2"]?.status).toBe("running");
	});
});

describe("the end of a turn", () => {
	const running = () =>
		play(
			...OPEN,
			hear({ type: "message:added", seq: 1, message: message("message-1", { state: "running", runId: "run-1" }) }),
			event(2, { type: "started" }),
			event(3, { type: "tool:started", toolId: "t", kind: "read", title: "Reading" }),
		);

	test("stops every spinner of it", () => {
		const { state } = continued(running(), complete(4, { outcome: "stopped" }));
		const [exchange] = conversation(state);
		expect(exchange?.status).toBe("stopped");
		expect(exchange?.turn.items).toMatchObject([{ type: "tool", state: "failed" }]);
		expect(isRunning(state)).toBe(false);
	});

	test("that nobody received is seen when the studio says that nothing runs", () => {
		const { state } = continued(running(), hear(ready({ runId: null })));
		expect(state.runs["run-1"]?.status).not.toBe("running");
	});

	test("that nobody received comes with the stored conversation", () => {
		const stored = message("message-1", {
			state: "done",
			runId: "run-1",
			endedAt: "2026-01-01T00:01:00.000Z",
			events: [{ type: "text", blockId: "a", text: "All done" }],
		});
		const { state } = continued(running(), { type: "history", messages: [stored] });
		expect(textOf(state)).toBe("All done");
		expect(conversation(state)[0]?.status).toBe("done");
	});

	test("is not taken back by an older answer of REST", () => {
		const { state } = continued(running(), complete(4), {
			type: "history",
			messages: [message("message-1", { state: "running", runId: "run-1" })],
		});
		expect(state.messages["message-1"]?.state).toBe("done");
	});

	test("ends the waiting for a stop", () => {
		const stopping = continued(running(), { type: "stop" });
		expect(stopping.state.stopping).toBe(true);
		expect(continued(stopping, complete(4, { outcome: "stopped" })).state.stopping).toBe(false);
	});
});

test("a connection that keeps failing is tried less and less often, and never later than 15 s", () => {
	let state = transition(initialState("project-1"), { type: "open" }).state;
	const delays: number[] = [];
	for (let socket = 1; socket <= 8; socket += 1) {
		state = transition(state, { type: "socket:lost", socket, random: 1 }).state;
		if (state.connection.status === "waiting") delays.push(state.connection.delayMs);
		state = transition(state, { type: "retry:due", socket }).state;
	}
	expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});
