import { ClientMessage, ERRORS, type ErrorCode, type Message, type StudioMessage } from "@storydream/protocol";
import type { ViteDevServer } from "vite";
import { type WebSocket, WebSocketServer } from "ws";
import { ME } from "./me.ts";
import { runNext } from "./scripted-turn.ts";
import { now, tell, type World } from "./state.ts";

/** The fake studio's WebSocket at /ws: a session with a queue. */
export function sockets(worlds: Map<string, World>, server: ViteDevServer): WebSocketServer {
	const hub = new WebSocketServer({ noServer: true });
	server.httpServer?.on("upgrade", (request, socket, head) => {
		if (new URL(request.url ?? "/", "http://localhost").pathname !== "/ws") return;
		hub.handleUpgrade(request, socket, head, (client) => talk(worlds, client, request.socket.localPort ?? 0));
	});
	return hub;
}

function talk(worlds: Map<string, World>, client: WebSocket, port: number): void {
	let world: World | null = null;
	const say = (message: StudioMessage) => client.send(JSON.stringify(message));
	const fail = (code: ErrorCode, message: string, id?: string) =>
		say({ type: "error", code, message, hint: ERRORS[code].hint, ...(id ? { id } : {}) });
	client.on("close", () => world?.listeners.delete(say));
	client.on("message", (data) => {
		const parsed = ClientMessage.safeParse(JSON.parse(data.toString()));
		if (!parsed.success) return fail("unknown_message", "The studio does not know this message.");
		const message = parsed.data;
		if (message.type === "ping") return say({ type: "pong" });
		if (message.type === "session:start") {
			world = worlds.get(message.projectId) ?? null;
			if (!world) return fail("project_not_found", "There is no such project.");
			void begin(world, say, port);
			return;
		}
		if (!world) return fail("session_required", "Send session:start first.");
		if (message.type === "message:send") {
			const { id, content, context } = message;
			if (!world.messages.some((one) => one.id === id)) {
				const position = world.messages.length;
				const attachments = (message.attachments ?? []).map((one) => ({
					name: one.name,
					mediaType: "image/png",
					url: `/api/projects/${world?.project.id}/attachments/${one.sha256}`,
				}));
				const stored: Message = {
					id,
					projectId: world.project.id,
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
				world.messages.push(stored);
			}
			tellQueue(world);
			void runNext(world);
		}
		if (message.type === "message:edit") {
			const found = world.messages.find((one) => one.id === message.id && one.state === "queued");
			if (found) found.content = message.content;
			tellQueue(world);
		}
		if (message.type === "message:remove") {
			world.messages = world.messages.filter((one) => one.id !== message.id || one.state !== "queued");
			tellQueue(world);
		}
		if (message.type === "message:cancel") world.run?.stop.abort();
	});
}

const tellQueue = (world: World) =>
	tell(world, { type: "queue:changed", queue: world.messages.filter((one) => one.state === "queued") });

async function begin(world: World, say: (message: StudioMessage) => void, port: number): Promise<void> {
	for (const [phase, detail] of [
		["starting", "Taking the warm sandbox"],
		["loading", ""],
		["previewing", "Vite is reading the project"],
	] as const) {
		say({ type: "session:phase", phase, detail });
		await new Promise((resolve) => setTimeout(resolve, Number(process.env.PHASE_MS ?? 250)));
	}
	const broken = world.project.id === "slow-down" ? "&broken=1" : "";
	say({
		type: "session:ready",
		sessionId: `s-${world.project.id}`,
		projectId: world.project.id,
		previewUrl: `http://preview.localhost:${port}/__fake/preview?project=${world.project.id}${broken}`,
		seq: world.seq,
		runId: world.run?.runId ?? null,
		model: { demo: ME.model.demo, name: ME.model.name },
		...(ME.restricted ? { restricted: ME.restricted } : {}),
	});
	for (const message of world.messages.filter((one) => one.state !== "queued")) {
		world.seq += 1;
		say({ type: "message:added", seq: world.seq, message });
	}
	for (const sent of world.run?.sent ?? []) {
		world.seq += 1;
		say({ ...sent, seq: world.seq } as StudioMessage);
	}
	say({ type: "queue:changed", seq: world.seq + 1, queue: world.messages.filter((one) => one.state === "queued") });
	world.seq += 1;
	world.listeners.add(say);
}
