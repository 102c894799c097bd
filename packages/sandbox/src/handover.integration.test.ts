import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Problem, SandboxHealth, StoryDreamError } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { readUnclaimed } from "./config.ts";
import { type RunningSandbox, type RunOptions, runSandbox } from "./run.ts";
import { makeTemplate, partsWithoutBrowser } from "./testing/harness.ts";

const POOL = "pool-token-canary-0123456789";
const HANDOVER = {
	name: "films-session-inc7",
	incarnation: "inc7",
	token: "sandbox-token-canary-0123456789",
	gatewayToken: "gateway-token-canary-0123456789",
};
const OTHERS = [
	{ ...HANDOVER, name: "films-other-inc7" },
	{ ...HANDOVER, token: "another-token-canary-0123456789" },
	{ ...HANDOVER, gatewayToken: "another" },
	{ ...HANDOVER, model: "another" },
];

let folder: string;
let running: RunningSandbox;
const all: RunningSandbox[] = [];

async function start(options: RunOptions = {}, environment: Record<string, string> = {}): Promise<RunningSandbox> {
	const place = await mkdtemp(path.join(folder, "place-"));
	const config = readUnclaimed({
		HANDOVER_TOKEN: POOL,
		SANDBOX_DIR: path.join(place, "sandboxes", "one"),
		GATEWAY_URL: "http://127.0.0.1:9/gateway",
		TEMPLATE_DIR: await makeTemplate(place),
		LOG_LEVEL: "silent",
		...environment,
	});
	if (config === null) throw new Error("a handover token is set");
	running = await runSandbox(config, { ...partsWithoutBrowser(), restricted: async () => null }, options);
	all.push(running);
	return running;
}
beforeEach(async () => {
	folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "storydream-handover-")));
});
afterEach(async () => {
	for (const each of all.splice(0)) await each.close();
	await rm(folder, { recursive: true, force: true });
});

async function ask(method: string, where: string, token: string | null, body?: unknown) {
	const answer = await fetch(`http://127.0.0.1:${running.agentPort}${where}`, {
		method,
		headers: {
			...(token === null ? {} : { authorization: `Bearer ${token}` }),
			...(body === undefined ? {} : { "content-type": "application/json" }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: answer.status, body: (await answer.json()) as unknown };
}
const handOver = (body: unknown, token: string | null = POOL) => ask("POST", "/handover", token, body);

/** Whether the events can be followed with a token; the status that refused it, if not. */
function follow(token: string): Promise<number | "open"> {
	const socket = new WebSocket(`ws://127.0.0.1:${running.agentPort}/events`, { headers: { authorization: `Bearer ${token}` } });
	return new Promise((resolve) => {
		const end = (answer: number | "open") => {
			socket.terminate();
			resolve(answer);
		};
		socket.once("open", () => end("open"));
		socket.once("unexpected-response", (_request, response) => end(response.statusCode ?? 0));
		// What follows the end of a socket that was refused.
		socket.on("error", () => undefined);
	});
}

const ROUTES = [
	["GET", "/health"],
	["PUT", "/project?projectId=p&sha=x&userName=a&userEmail=b"],
	["POST", "/runs"],
	["GET", "/state"],
	["GET", "/bundles"],
	["POST", "/end"],
	["GET", "/nothing"],
	["GET", "/handover/"],
] as const;

describe("a sandbox that is nobody's yet", () => {
	it("opens nothing but the handover, whatever token is shown", async () => {
		await start();
		for (const token of [null, POOL, HANDOVER.token, "", "undefined"]) {
			for (const [method, where] of ROUTES) {
				const { status, body } = await ask(method, where, token);
				expect([method, where, status, Problem.parse(body).code]).toEqual([method, where, 401, "unauthorized"]);
			}
		}
		expect(await follow(POOL)).toBe(401);
		expect(await ask("GET", "/handover", POOL)).toEqual({ status: 200, body: { name: null, incarnation: null } });
	});

	it("is handed over by nobody without the pool's token, and not with half of who it is", async () => {
		await start();
		for (const token of [null, `${POOL}x`, POOL.slice(1), HANDOVER.token]) {
			expect(await handOver(HANDOVER, token)).toMatchObject({ status: 401, body: { code: "unauthorized" } });
			expect((await ask("GET", "/handover", token)).status).toBe(401);
		}
		const wrong = [
			{},
			{ ...HANDOVER, token: "short" },
			{ ...HANDOVER, name: "../../etc" },
			{ ...HANDOVER, gatewayToken: undefined },
			{ ...HANDOVER, also: "this" },
		];
		for (const body of wrong) expect(await handOver(body)).toMatchObject({ status: 400, body: { code: "bad_request" } });
		expect((await ask("GET", "/handover", POOL)).body).toEqual({ name: null, incarnation: null });
	});

	it("is whose it is from the handover on: its own token opens it, and the pool's opens nothing any more", async () => {
		await start();
		expect(await handOver(HANDOVER)).toEqual({ status: 200, body: {} });
		await expect.poll(async () => SandboxHealth.parse((await ask("GET", "/health", HANDOVER.token)).body).state).toBe("empty");
		expect((await ask("GET", "/health", HANDOVER.token)).body).toMatchObject({ incarnation: "inc7", projectId: null });
		expect(await follow(HANDOVER.token)).toBe("open");
		for (const [method, where] of ROUTES) expect((await ask(method, where, POOL)).status).toBe(401);
		expect(await follow(POOL)).toBe(401);
		const { head } = running.host.health();
		const query = new URLSearchParams({ projectId: "p", sha: head ?? "", userName: "Ada", userEmail: "a@example.org" });
		expect((await ask("PUT", `/project?${query}`, HANDOVER.token)).status).toBe(200);
	});

	it("is handed over once: the same again is fine, anything else is refused, and of many at once one wins", async () => {
		await start();
		const bodies = [HANDOVER, ...OTHERS];
		const answers = await Promise.all([...bodies, ...bodies].map((body) => handOver(body)));
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
		expect(answers.filter(({ status }) => status === 409)).toHaveLength(8);
		const winner = bodies[answers.findIndex(({ status }) => status === 200)] ?? HANDOVER;
		expect(await handOver(winner)).toEqual({ status: 200, body: {} });
		for (const body of bodies.filter((each) => each !== winner)) {
			expect(await handOver(body)).toMatchObject({ status: 409, body: { code: "conflict" } });
		}
		expect((await ask("GET", "/handover", POOL)).body).toEqual({ name: winner.name, incarnation: winner.incarnation });
		expect((await ask("GET", "/health", winner.token)).status).toBe(200);
	});

	it("waits for as long as it takes, and ends by itself when nobody asks for it after it was handed over", async () => {
		const environment = { ORPHAN_MINUTES: "0.002" };
		const waits = await start({}, environment);
		const taken = await start({}, environment);
		await handOver(HANDOVER);
		// As long as a sandbox lives that nobody asks for: the first one has waited for longer.
		await taken.ended;
		running = waits;
		expect(await handOver(HANDOVER)).toEqual({ status: 200, body: {} });
	});

	it("tries its door once more when it is handed over, and ends when that is open by then", async () => {
		let tries = 0;
		await start({
			proveAgain: async () => {
				tries += 1;
				throw new StoryDreamError("sandbox_failed", "It reached 1.1.1.1:443.");
			},
		});
		expect(tries).toBe(0);
		expect((await handOver(HANDOVER)).status).toBe(200);
		await expect(running.ended).rejects.toThrow("It reached 1.1.1.1:443.");
		expect(tries).toBe(1);
	});
});

describe("a sandbox that knows from its start who it is", () => {
	it("is not what an environment without a handover token is read as", () => {
		expect(readUnclaimed({})).toBeNull();
		expect(readUnclaimed({ HANDOVER_TOKEN: "" })).toBeNull();
		expect(() => readUnclaimed({ HANDOVER_TOKEN: "short" })).toThrow(/HANDOVER_TOKEN: at least 16 characters/);
	});
});
