import { spawn } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";

/**
 * A sandbox that is all outside: it listens and says what its environment is. FAKE_BEHAVIOUR decides how it behaves:
 * `well`, `dies` (at once), `never` (listens to nobody), `stubborn` (ignores SIGTERM), `runaway` (leaves a process behind),
 * `hungry` (takes memory without end), `slow` (listens after a second), `open` (what goes before it finds a way out).
 * Where SANDBOX_TOKENS is `stdin` it reads its tokens from there, and says them as \`tokens\`.
 * With HANDOVER_TOKEN it is nobody's until it is handed over, as a sandbox of a pool.
 */
if (process.argv[2] === "prepare") {
	// What goes before a sandbox in a pod: `open` found a way out.
	console.log(`prepared: ${process.env.FAKE_BEHAVIOUR}`);
	if (process.env.FAKE_BEHAVIOUR === "open") console.log("It reached 1.1.1.1:443. Close the network.");
	process.exit(process.env.FAKE_BEHAVIOUR === "open" ? 78 : 0);
}
const { SANDBOX_DIR = "", SANDBOX_INCARNATION, FAKE_BEHAVIOUR = "well" } = process.env;
console.log(`fake: ${FAKE_BEHAVIOUR}`);
if (FAKE_BEHAVIOUR === "dies") process.exit(7);
if (FAKE_BEHAVIOUR === "stubborn") process.on("SIGTERM", () => console.log("not yet"));
if (FAKE_BEHAVIOUR === "slow") await new Promise((resolve) => setTimeout(resolve, 1_000));
if (FAKE_BEHAVIOUR === "hungry") {
	const eaten: Buffer[] = [];
	setInterval(() => eaten.push(Buffer.alloc(8_000_000, 1)), 5);
}
if (FAKE_BEHAVIOUR === "runaway") {
	const forever = "setInterval(() => {}, 1000)";
	// One in a group of its own with the environment, one without it.
	spawn(process.execPath, ["-e", forever], { detached: true, stdio: "ignore" }).unref();
	spawn(process.execPath, ["-e", forever], { detached: true, stdio: "ignore", env: {}, cwd: SANDBOX_DIR }).unref();
}
let tokens: unknown = null;
if (process.env.SANDBOX_TOKENS === "stdin") {
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk);
	tokens = JSON.parse(Buffer.concat(chunks).toString());
}
let handover: { name: string; incarnation: string; token: string } | null = null;
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { HANDOVER_TOKEN } = process.env;
	const shown = request.headers.authorization;
	if (HANDOVER_TOKEN === undefined)
		return void response.end(JSON.stringify({ ...process.env, ...(tokens === null ? {} : { tokens }) }));
	if (request.url !== "/handover") {
		response.statusCode = handover !== null && shown === `Bearer ${handover.token}` ? 200 : 401;
		return void response.end(JSON.stringify({ ...process.env, handover }));
	}
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	const body = Buffer.concat(chunks).toString();
	if (shown !== `Bearer ${HANDOVER_TOKEN}`) response.statusCode = 401;
	else if (request.method === "POST" && handover === null) handover = JSON.parse(body);
	else if (request.method === "POST" && JSON.stringify(handover) !== body) response.statusCode = 409;
	const { name = null, incarnation = null } = handover ?? {};
	response.end(JSON.stringify({ name, incarnation }));
}
const agent = createServer((request, response) => void answer(request, response));
const preview = createServer((_request, response) => response.end(JSON.stringify(process.env)));
const { AGENT_PORT = "0", PREVIEW_PORT = "0", LISTEN_HOST = "127.0.0.1", AGENT_FD, PREVIEW_FD } = process.env;
const port = (server: typeof agent, wanted: string, fd: string | undefined) =>
	new Promise<number>((resolve) => {
		// Inside walls it is reached by a socket that it was started with.
		if (fd !== undefined) return void server.listen({ fd: Number(fd) }, () => resolve(Number(fd)));
		server.listen(Number(wanted), LISTEN_HOST, () => {
			const address = server.address();
			resolve(typeof address === "object" && address ? address.port : 0);
		});
	});
if (FAKE_BEHAVIOUR === "never") {
	setInterval(() => {}, 1000);
} else {
	const [agentPort, previewPort] = await Promise.all([
		port(agent, AGENT_PORT, AGENT_FD),
		port(preview, PREVIEW_PORT, PREVIEW_FD),
	]);
	const file = path.join(SANDBOX_DIR, "endpoint.json");
	writeFileSync(`${file}.tmp`, JSON.stringify({ incarnation: SANDBOX_INCARNATION, pid: process.pid, agentPort, previewPort }));
	renameSync(`${file}.tmp`, file);
}
