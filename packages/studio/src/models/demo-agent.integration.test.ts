import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { createDemoModel, planFilm, readBrief } from "@storydream/demo-model";
import { filmDurationInFrames, Storyboard } from "@storydream/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createModelGateway } from "./gateway.ts";
import { openTestLedger } from "./testing/ledger.ts";

// The studio itself never uses the Agent SDK: the test takes the one the sandbox uses.
const require = createRequire(new URL("../../../sandbox/package.json", import.meta.url));
const { query } = (await import(
	require.resolve("@anthropic-ai/claude-agent-sdk")
)) as typeof import("@anthropic-ai/claude-agent-sdk");

const TOKEN = "session-token-0123456789";
let server: Server;
let folder: string;
let url: string;
let charged: { usage: { inputTokens: number; costUsd: number } }[];

beforeAll(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), "demo-agent-"));
	const book = await openTestLedger({ projectId: "p1" });
	charged = book.charged;
	const gateway = createModelGateway({
		upstream: null,
		demo: createDemoModel({ delayMs: 0 }),
		authenticate: (token) => (token === TOKEN ? { sessionId: "s1", projectId: "p1" } : null),
		ledger: book.ledger,
		logger: { info: () => {}, warn: () => {}, error: () => {} },
	});
	server = createServer((req, res) => void gateway.handle(req, res, (req.url ?? "").replace(/^\/gateway/, "")));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/gateway`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await rm(folder, { recursive: true, force: true });
});

/** Runs prompts one after the other in one open session, as the sandbox does, and gives back what was said to each. */
async function converse(project: string, prompts: string[]): Promise<string[]> {
	const answers: string[] = [];
	let next: (() => void) | null = null;
	async function* typed() {
		for (const prompt of prompts) {
			yield { type: "user" as const, message: { role: "user" as const, content: prompt }, parent_tool_use_id: null };
			await new Promise<void>((resolve) => {
				next = resolve;
			});
		}
	}
	const running = query({
		prompt: typed(),
		options: {
			cwd: project,
			tools: ["Read", "Write", "Edit", "Glob"],
			allowedTools: ["Read", "Write", "Edit", "Glob"],
			permissionMode: "acceptEdits",
			settingSources: [],
			systemPrompt: `You make films. The project is at ${project}. Keep ids stable.`,
			includePartialMessages: true,
			env: {
				PATH: process.env.PATH ?? "",
				HOME: folder,
				CLAUDE_CONFIG_DIR: path.join(folder, "claude"),
				ANTHROPIC_BASE_URL: url,
				ANTHROPIC_AUTH_TOKEN: TOKEN,
				CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
				CLAUDE_CODE_MAX_RETRIES: "0",
			},
		},
	});
	for await (const message of running) {
		if (message.type !== "result") continue;
		answers.push(message.subtype === "success" ? message.result : `failed: ${message.subtype}`);
		(next as (() => void) | null)?.();
		if (answers.length === prompts.length) break;
	}
	return answers;
}

it("makes, changes and un-does a film on disk through the real agent SDK", async () => {
	const project = path.join(folder, "project");
	await mkdir(path.join(project, "src"), { recursive: true });
	const start = { ...planFilm(readBrief("Your film starts here"), null).storyboard, keptByUs: "yes" };
	await writeFile(path.join(project, "src/storyboard.json"), JSON.stringify(start, null, 2));
	const read = async () => Storyboard.parse(JSON.parse(await readFile(path.join(project, "src/storyboard.json"), "utf8")));

	const [first] = await converse(project, [
		'Make a 12 second vertical film about Lumen, a smart lamp. 94% of users sleep better. End with "Good night".',
	]);
	const film = await read();
	expect(filmDurationInFrames(film)).toBe(360);
	expect([film.width, film.height]).toEqual([1080, 1920]);
	expect(JSON.stringify(film)).toContain("Good night");
	expect(film.scenes.some((scene) => scene.props.value === 94)).toBe(true);
	expect(film.keptByUs).toBe("yes");
	expect(first).toContain("12 seconds");
	// The page says how to add a key, once; an answer does not.
	expect(first).not.toContain("ANTHROPIC_API_KEY");

	const [changed, undone] = await converse(project, ["Change the title to Bright nights and make the background navy", "undo"]);
	expect(changed).toContain("Bright nights");
	expect(undone).toContain("Versions");
	expect(await read()).toEqual(film);
	expect(charged.length).toBeGreaterThan(6);
	expect(charged.every(({ usage }) => usage.costUsd === 0 && usage.inputTokens > 0)).toBe(true);
});
