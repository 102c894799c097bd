import { ClientMessage, ERRORS, type ErrorCode, type Message, type StudioMessage } from "@storydream/protocol";
import type { ViteDevServer } from "vite";
import { type WebSocket, WebSocketServer } from "ws";
import { ME } from "./me.ts";
import { runNext } from "./scripted-turn.ts";
import { type DevState, now, publish } from "./state.ts";

/** The fake studio's WebSocket at /ws: a session with a queue. */
export function sockets(states: Map<string, DevState>, server: ViteDevServer): WebSocketServer {
	const hub = new WebSocketServer({ noServer: true });
	server.httpServer?.on("upgrade", (request, socket, head) => {
		if (new URL(request.url ?? "/", "http://localhost").pathname !== "/ws") return;
		hub.handleUpgrade(request, socket, head, (client) => talk(states, client, request.socket.localPort ?? 0));
	});
	return hub;
}

function talk(states: Map<string, DevState>, client: WebSocket, port: number): void {
	let state: DevState | null = null;
	const say = (message: StudioMessage) => client.send(JSON.stringify(message));
	const fail = (code: ErrorCode, message: string, id?: string) =>
		say({ type: "error", code, message, hint: ERRORS[code].hint, ...(id ? { id } : {}) });
	client.on("close", () => state?.listeners.delete(say));
	client.on("message", (data) => {
		const parsed = ClientMessage.safeParse(JSON.parse(data.toString()));
		if (!parsed.success) return fail("unknown_message", "The studio does not know this message.");
		const message = parsed.data;
		if (message.type === "ping") return say({ type: "pong" });
		if (message.type === "session:start") {
			state = states.get(message.projectId) ?? null;
			if (!state) return fail("project_not_found", "There is no such project.");
			void begin(state, say, port);
			return;
		}
		if (!state) return fail("session_required", "Send session:start first.");
		if (message.type === "message:send") {
			const { id, content, context } = message;
			if (!state.messages.some((one) => one.id === id)) {
				const position = state.messages.length;
				const attachments = (message.attachments ?? []).map((one) => ({
					name: one.name,
					mediaType: "image/png",
					url: `/api/projects/${state?.project.id}/attachments/${one.sha256}`,
				}));
				const stored: Message = {
					id,
					projectId: state.project.id,
					position,
					content,
					attachments,
					context,
					state: "queued",
					runId: null,
					createdAt: now(),
					startedAt: null,
					endedAt: null,
					pausedAt: null,
					commitSha: null,
					usage: null,
					events: [],
					error: null,
				};
				state.messages.push(stored);
			}
			publishQueue(state);
			void runNext(state);
		}
		if (message.type === "message:edit") {
			const found = state.messages.find((one) => one.id === message.id && one.state === "queued");
			if (found) found.content = message.content;
			publishQueue(state);
		}
		if (message.type === "message:remove") {
			state.messages = state.messages.filter((one) => one.id !== message.id || one.state !== "queued");
			publishQueue(state);
		}
		if (message.type === "message:cancel") state.run?.stop.abort();
	});
}

const publishQueue = (state: DevState) =>
	publish(state, { type: "queue:changed", queue: state.messages.filter((one) => one.state === "queued") });

async function begin(state: DevState, say: (message: StudioMessage) => void, port: number): Promise<void> {
	for (const [phase, detail] of [
		["starting", "Taking the warm sandbox"],
		["loading", ""],
		["previewing", "Vite is reading the project"],
	] as const) {
		say({ type: "session:phase", phase, detail });
		await new Promise((resolve) => setTimeout(resolve, Number(process.env.PHASE_MS ?? 250)));
	}
	const broken = state.project.id === "slow-down" ? "&broken=1" : "";
	say({
		type: "session:ready",
		sessionId: `s-${state.project.id}`,
		projectId: state.project.id,
		previewUrl: `http://preview.localhost:${port}/__fake/preview?project=${state.project.id}${broken}`,
		seq: state.seq,
		runId: state.run?.runId ?? null,
		model: { demo: ME.model.demo, name: ME.model.name },
		...(ME.restricted ? { restricted: ME.restricted } : {}),
	});
	for (const message of state.messages.filter((one) => one.state !== "queued")) {
		state.seq += 1;
		say({ type: "message:added", seq: state.seq, message });
	}
	for (const sent of state.run?.sent ?? []) {
		state.seq += 1;
		say({ ...sent, seq: state.seq } as StudioMessage);
	}
	say({ type: "queue:changed", seq: state.seq + 1, queue: state.messages.filter((one) => one.state === "queued") });
	state.seq += 1;
	state.listeners.add(say);
}
