import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import {
	type Asset,
	ClientMessage,
	CreateProject,
	ERRORS,
	type ErrorCode,
	type Export,
	ExportSettings,
	filmDurationInFrames,
	type Me,
	type Message,
	PutStoryboard,
	RATIO_SIZE,
	type StudioMessage,
	UpdateProject,
} from "@storydream/protocol";
import type { Plugin, ViteDevServer } from "vite";
import { type WebSocket, WebSocketServer } from "ws";
import { catalog, film } from "./film.ts";
import { PREVIEW_PAGE } from "./preview-page.ts";
import { pictureOf, runNext } from "./scripted-turn.ts";
import { commit, createWorld, now, tell, type World } from "./world.ts";

/**
 * A studio of paper for design work: REST and WebSocket of one process's memory, with a scripted turn. Not shipped.
 * DEMO=0 hides the demo model's banner, RESTRICTED=1 shows the other one.
 */
export function standIn(): Plugin {
	const worlds = new Map<string, World>();
	for (const [id, name, minutes, colour, text] of [
		["aurora-lamp", "Aurora", 4, "#f2a13c", "Aurora"],
		["bicycle-year", "A year on two wheels", 150, "#58a868", "1,240 bikes"],
		["slow-down", "Three ways to slow down", 1500, "#ff7a5c", "Slow down"],
		["sea-quote", "The sea does not hurry", 9000, "#5f93c4", "The sea"],
		["short-films", "Night of Short Films", 30000, "#9b6dff", "Short Films"],
	] as const) {
		const storyboard = structuredClone(film);
		storyboard.theme.palette.accent = colour;
		const [first] = storyboard.scenes;
		if (first) first.props.title = text;
		worlds.set(id, createWorld(id, name, storyboard, minutes));
	}
	return {
		name: "storydream-stand-in",
		configureServer(server) {
			server.middlewares.use((request, response, next) => {
				const url = new URL(request.url ?? "/", "http://localhost");
				if (url.pathname.startsWith("/__stand-in/")) preview(worlds, url, response);
				else if (url.pathname.startsWith("/api/")) void rest(worlds, url, request, response);
				else next();
			});
			const hub = sockets(worlds, server);
			server.middlewares.use("/__hangup", (_request, response) => {
				for (const client of hub.clients) client.terminate();
				response.end("done");
			});
		},
	};
}

function preview(worlds: Map<string, World>, url: URL, response: ServerResponse): void {
	if (url.pathname === "/__stand-in/state") {
		const world = worlds.get(url.searchParams.get("project") ?? "");
		json(response, 200, { storyboard: world?.storyboard ?? film, catalog });
	} else {
		response.setHeader("content-type", "text/html");
		response.end(PREVIEW_PAGE);
	}
}

function json(response: ServerResponse, status: number, body: unknown): void {
	response.statusCode = status;
	response.setHeader("content-type", "application/json");
	response.end(body === undefined ? "" : JSON.stringify(body));
}

function problem(response: ServerResponse, code: ErrorCode, detail: string): void {
	json(response, ERRORS[code].status, {
		type: "about:blank",
		title: code,
		status: ERRORS[code].status,
		detail,
		code,
		hint: ERRORS[code].hint,
	});
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part);
	return Buffer.concat(parts);
}

const ME: Me = {
	userId: "anonymous",
	name: "You",
	protocolVersion: 1,
	model:
		process.env.DEMO === "0"
			? { demo: false, name: "claude", hint: null }
			: { demo: true, name: "demo model", hint: "Set ANTHROPIC_API_KEY and start the studio again." },
	restricted: process.env.RESTRICTED
		? "The command sandbox (bubblewrap) can't start here: the agent edits files but runs no commands. Install bubblewrap and socat."
		: null,
	limits: { promptBytes: 100_000, attachmentBytes: 10_000_000, assetBytes: 500_000_000 },
};

async function rest(worlds: Map<string, World>, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const [, , collection, id, part, name, verb] = url.pathname.split("/").map(decodeURIComponent);
	const method = request.method ?? "GET";
	const read = async () => JSON.parse((await bodyOf(request)).toString() || "{}") as unknown;

	if (collection === "me") return json(response, 200, ME);
	if (collection === "exports") {
		const world = [...worlds.values()].find((one) => one.exports.some((item) => item.id === id));
		const item = world?.exports.find((one) => one.id === id);
		if (!world || !item) return problem(response, "not_found", "There is no such export.");
		if (method === "DELETE") {
			item.state = "cancelled";
			tell(world, { type: "export:progress", export: { ...item } });
			return json(response, 204, undefined);
		}
		response.setHeader("content-type", "video/mp4");
		response.end("not really a film");
		return;
	}
	if (!id) {
		if (method === "POST") {
			const { name: called, ratio, description } = CreateProject.parse(await read());
			const made = createWorld(randomUUID().slice(0, 18), called ?? "Untitled film", { ...film, ...RATIO_SIZE[ratio ?? "16:9"] });
			made.project.description = description ?? "";
			worlds.set(made.project.id, made);
			return json(response, 201, made.project);
		}
		const projects = [...worlds.values()].map((one) => one.project).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
		return json(response, 200, { projects, nextCursor: null });
	}
	const world = worlds.get(id);
	if (!world) return problem(response, "project_not_found", "There is no such project.");

	if (!part) {
		if (method === "DELETE") {
			worlds.delete(id);
			return json(response, 204, undefined);
		}
		if (method === "PATCH")
			world.project = { ...world.project, ...JSON.parse(JSON.stringify(UpdateProject.parse(await read()))) };
		return json(response, 200, world.project);
	}
	if (part === "messages") return json(response, 200, { messages: world.messages.toReversed(), nextCursor: null });
	if (part === "versions") return versions(world, method, name, verb, request, response);
	if (part === "storyboard") {
		if (method === "PUT") {
			const put = PutStoryboard.parse(await read());
			if (world.run) return problem(response, "busy", "The agent is working on the film.");
			if (put.baseCommitSha !== world.project.currentCommitSha)
				return problem(response, "stale_head", "The film was changed meanwhile.");
			commit(world, put.title, "edit", put.storyboard, null);
		}
		return json(response, 200, {
			commitSha: world.project.currentCommitSha,
			storyboard: world.storyboard,
			catalog,
			problem: null,
		});
	}
	if (part === "assets") return assets(world, method, name, request, response);
	if (part === "exports") {
		if (method === "POST") return json(response, 201, startExport(world, ExportSettings.parse(await read())));
		return json(response, 200, { exports: world.exports });
	}
	return problem(response, "not_found", "There is nothing at this address.");
}

function versions(
	world: World,
	method: string,
	sha: string | undefined,
	verb: string | undefined,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const plain = world.versions.map(({ storyboard: _storyboard, ...version }) => version);
	if (!sha) {
		json(response, 200, { versions: plain, nextCursor: null });
		return;
	}
	const version = world.versions.find((one) => one.sha === sha);
	if (!version) {
		problem(response, "not_found", "There is no such version.");
		return;
	}
	if (verb === "picture.jpg") {
		response.setHeader("content-type", "image/svg+xml");
		response.end(pictureOf(version.storyboard));
		return;
	}
	if (verb === "diff") {
		const patch =
			'--- a/src/storyboard.json\n+++ b/src/storyboard.json\n@@ -12,7 +12,7 @@\n   "props": {\n-    "subtitle": "Light"\n+    "subtitle": "Light that knows the hour"\n   }';
		json(response, 200, {
			sha,
			baseSha: version.parentSha,
			files: [{ path: "src/storyboard.json", status: "changed", added: 1, removed: 1 }],
			patch,
			truncated: false,
		});
		return;
	}
	if (verb === "preview" && method === "POST") {
		json(response, 200, {
			previewUrl: `http://preview.localhost:${request.socket.localPort}/__stand-in/preview?project=${world.project.id}&version=${sha}`,
		});
		return;
	}
	if (verb === "restore" && method === "POST") {
		const made = commit(world, `Restore “${version.title}”`, "restore", version.storyboard, null);
		json(response, 200, { version: made, project: world.project });
		return;
	}
	problem(response, "not_found", "There is nothing at this address.");
}

async function assets(
	world: World,
	method: string,
	name: string | undefined,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const found = world.assets.find((one) => one.name === name);
	if (method === "POST") {
		const body = await bodyOf(request);
		const end = body.indexOf("\r\n\r\n");
		const head = body.subarray(0, end).toString();
		const bytes = body.subarray(end + 4, body.lastIndexOf("\r\n--"));
		const mediaType = /content-type: (\S+)/i.exec(head)?.[1] ?? "application/octet-stream";
		const kind = (["image", "video", "audio", "font"] as const).find((one) => mediaType.startsWith(one)) ?? "data";
		const called = (/filename="([^"]*)"/.exec(head)?.[1] ?? "file").replace(/[^A-Za-z0-9._-]/g, "-");
		const asset: Asset = {
			name: called,
			path: `assets/${called}`,
			sha256: createHash("sha256").update(bytes).digest("hex"),
			bytes: bytes.length,
			mediaType,
			kind,
			width: kind === "image" ? 1200 : null,
			height: kind === "image" ? 800 : null,
			duration: kind === "audio" || kind === "video" ? 12.4 : null,
			createdAt: now(),
		};
		world.assets = [{ ...asset, body: bytes }, ...world.assets.filter((one) => one.name !== called)];
		return json(response, 201, { assets: [asset] });
	}
	if (!name) return json(response, 200, { assets: world.assets.map(({ body: _body, ...asset }) => asset) });
	if (!found) return problem(response, "not_found", "There is no such file.");
	if (method === "DELETE") {
		world.assets = world.assets.filter((one) => one !== found);
		return json(response, 204, undefined);
	}
	response.setHeader("content-type", found.mediaType);
	response.end(found.body);
}

function startExport(world: World, settings: ExportSettings): Export {
	const total = settings.range ? settings.range.to - settings.range.from + 1 : filmDurationInFrames(world.storyboard);
	const id = randomUUID().slice(0, 12);
	const item: Export = {
		id,
		projectId: world.project.id,
		commitSha: world.project.currentCommitSha,
		settings,
		state: "preparing",
		framesDone: 0,
		framesTotal: 0,
		speed: null,
		secondsLeft: null,
		bytes: null,
		width: Math.round(world.storyboard.width * settings.scale),
		height: Math.round(world.storyboard.height * settings.scale),
		fileUrl: null,
		fileName: `${world.project.name.toLowerCase().replace(/\W+/g, "-")}.${settings.codec}`,
		createdAt: now(),
		endedAt: null,
		error: null,
	};
	world.exports.unshift(item);
	const timer = setInterval(() => {
		if (item.state === "cancelled") return clearInterval(timer);
		item.state = "rendering";
		item.framesTotal = total;
		item.framesDone = Math.min(total, item.framesDone + 24);
		item.speed = 48;
		item.secondsLeft = (total - item.framesDone) / 48;
		if (item.framesDone === total) {
			clearInterval(timer);
			Object.assign(item, { state: "done", bytes: 4_200_000, fileUrl: `/api/exports/${id}/file`, endedAt: now() });
		}
		tell(world, { type: "export:progress", export: { ...item } });
	}, 500);
	return item;
}

function sockets(worlds: Map<string, World>, server: ViteDevServer): WebSocketServer {
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
					mediaType: one.mediaType,
					url: `data:${one.mediaType};base64,${one.data}`,
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
		previewUrl: `http://preview.localhost:${port}/__stand-in/preview?project=${world.project.id}${broken}`,
		seq: world.seq,
		runId: world.run?.runId ?? null,
		model: { demo: ME.model.demo, name: ME.model.name },
		...(ME.restricted ? { restricted: ME.restricted } : {}),
	});
	for (const message of world.messages.filter((one) => one.state !== "queued")) {
		world.seq += 1;
		say({ type: "message:added", seq: world.seq, message });
	}
	for (const told of world.run?.told ?? []) {
		world.seq += 1;
		say({ ...told, seq: world.seq } as StudioMessage);
	}
	say({ type: "queue:changed", seq: world.seq + 1, queue: world.messages.filter((one) => one.state === "queued") });
	world.seq += 1;
	world.listeners.add(say);
}
