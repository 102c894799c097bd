import { rename, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { OpenProjectQuery, PROTOCOL_VERSION, type SandboxEvent, type SandboxHealth, StartRun } from "@storydream/protocol";
import { WebSocketServer } from "ws";

/**
 * A sandbox for measuring the studio alone: it keeps the contract of an agent host and streams events in a turn, with no
 * agent, no git and no preview behind it, so that twenty of them leave the machine to the studio.
 */
const EVENTS = 300;
const EVERY_MS = 20;
const WORDS = "and so the film goes on to its next scene ";

const environment = (name: string): string => {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is missing`);
	return value;
};
const incarnation = environment("SANDBOX_INCARNATION");
const directory = environment("SANDBOX_DIR");
const token = `Bearer ${environment("SANDBOX_TOKEN")}`;

type WithoutSeq<T> = T extends { seq: number } ? Omit<T, "seq"> : never;
let head: string | null = null;
let projectId: string | null = null;
let runId: string | null = null;
const log: string[] = [];

const server = createServer((request, response) => {
	if (request.headers.authorization !== token) return answer(response, 401, {});
	answerTo(request, response).catch((error: unknown) => answer(response, 500, { detail: String(error) }));
});
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
server.on("upgrade", (request, socket, head) => {
	const after = Number(new URL(request.url ?? "/", "http://sandbox").searchParams.get("after"));
	sockets.handleUpgrade(request, socket, head, (accepted) => {
		for (const frame of log.slice(after)) accepted.send(frame);
	});
});

async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? "/", "http://sandbox");
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	switch (`${request.method} ${url.pathname}`) {
		case "GET /health":
			return answer(response, 200, health());
		case "PUT /project": {
			const query = OpenProjectQuery.parse(Object.fromEntries(url.searchParams));
			head = query.sha;
			projectId = query.projectId;
			return answer(response, 200, { head, treeSha: head });
		}
		case "POST /runs": {
			const run = StartRun.parse(JSON.parse(Buffer.concat(chunks).toString()));
			if (runId === null) stream(run.runId);
			return answer(response, 200, { runId: run.runId, seq: log.length });
		}
		case "GET /bundles":
		case "GET /transcript":
			response.writeHead(204).end();
			return;
		case "POST /end":
			response.once("finish", () => process.exit(0));
			return answer(response, 200, {});
		default:
			return answer(response, 404, { detail: `nothing at ${url.pathname}` });
	}
}

function health(): SandboxHealth {
	return {
		incarnation,
		state: projectId === null ? "empty" : "open",
		projectId,
		head,
		runId,
		seq: log.length,
		previewReady: true,
		restricted: null,
		protocolVersion: PROTOCOL_VERSION,
	};
}

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function emit(event: WithoutSeq<SandboxEvent>): void {
	const frame = JSON.stringify({ ...event, seq: log.length + 1 });
	log.push(frame);
	for (const socket of sockets.clients) socket.send(frame);
}

/** One turn: words at an even pace, each with the moment it left, in ms since 1970. */
function stream(run: string): void {
	runId = run;
	let sent = 0;
	const timer = setInterval(() => {
		sent += 1;
		emit({
			type: "run:event",
			runId: run,
			event: { type: "text", blockId: run, text: `${WORDS}@${performance.timeOrigin + performance.now()} ` },
		});
		if (sent < EVENTS) return;
		clearInterval(timer);
		runId = null;
		const usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
		if (head === null) throw new Error("a turn without a project");
		emit({ type: "run:ended", runId: run, outcome: "done", head, changed: false, usage, agentSessionId: null });
	}, EVERY_MS);
}

// Nobody is left to end it when the studio's own process was killed.
const parent = process.ppid;
setInterval(() => {
	if (process.ppid !== parent) process.exit(0);
}, 1_000);
process.on("SIGTERM", () => process.exit(0));
server.listen(0, "127.0.0.1", async () => {
	const address = server.address();
	const port = typeof address === "object" && address ? address.port : 0;
	const file = join(directory, "endpoint.json");
	await writeFile(`${file}.new`, JSON.stringify({ incarnation, pid: process.pid, agentPort: port, previewPort: port }));
	await rename(`${file}.new`, file);
});
