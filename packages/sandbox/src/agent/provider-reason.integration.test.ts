import { createServer } from "node:http";
import type { AgentEvent, SandboxEvent } from "@storydream/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoModel } from "../../../demo-model/src/index.ts";
import { createModelGateway } from "../../../studio/src/models/index.ts";
import { openTestLedger } from "../../../studio/src/models/testing/ledger.ts";
import { startTestSandbox, type TestSandbox } from "../testing/harness.ts";
import { inOrder, type ScriptedModel, type ScriptedReply, startScriptedModel } from "../testing/index.ts";

const KEY = "sk-ant-canary-5f1c9a77aa31";
const CREDIT =
	"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.";

/** What a person must act on: the code, words of the message, words of the next step. */
const reasons: [name: string, reply: ScriptedReply, code: string, message: RegExp, hint: RegExp][] = [
	["no credit", { status: 400, message: CREDIT }, "model_billing", /no credit left/, /Plans & Billing/],
	[
		"no credit, as another provider says it",
		{ status: 429, message: "You exceeded your current quota, please check your plan and billing details." },
		"model_billing",
		/no credit left/,
		/Plans & Billing/,
	],
	[
		"a payment that is missing",
		{ status: 402, type: "billing_error", message: "Payment required" },
		"model_billing",
		/no credit left/,
		/credit/,
	],
	[
		"a usage limit",
		{
			status: 400,
			message: "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.",
		},
		"model_billing",
		/usage limit: access returns on 2026-12-01 at 00:00 UTC/,
		/Raise the limit/,
	],
	[
		"a model that is not there",
		{ status: 404, type: "not_found_error", message: "model: claude-foo-9" },
		"model_unavailable",
		/model “claude-[\w-]+” is not available/,
		/STORYDREAM_MODEL/,
	],
	[
		"a country that is not served",
		{ status: 403, type: "permission_error", message: "Your country, region, or territory is not supported" },
		"model_unavailable",
		/does not serve the country/,
		/ANTHROPIC_BASE_URL/,
	],
	[
		"a request from a wrong place",
		{ status: 403, type: "forbidden", message: "Request not allowed" },
		"model_unavailable",
		/country or network/,
		/region/,
	],
	["a wrong key", { status: 401, message: "invalid x-api-key" }, "model_auth", /refused the key/, /ANTHROPIC_API_KEY/],
	[
		"a disabled key",
		{ status: 403, message: "This API key has been disabled." },
		"model_auth",
		/disabled or has expired/,
		/new key/,
	],
	[
		"a disabled account",
		{ status: 400, message: "This organization has been disabled." },
		"model_auth",
		/account.*disabled/,
		/support/,
	],
	[
		"a conversation that is too long",
		{ status: 400, message: "prompt is too long: 210000 tokens > 200000 maximum" },
		"too_large",
		/longer than the model can read/,
		/shorter message/,
	],
	[
		"a picture that is too large",
		{
			status: 400,
			message: "messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 6000000 bytes > 5242880 bytes",
		},
		"too_large",
		/picture.*too large/,
		/smaller size/,
	],
	[
		"a picture nobody can read",
		{ status: 400, message: "Could not process image" },
		"unsupported_media",
		/could not read a picture/,
		/PNG or JPEG/,
	],
	[
		"a wait of two minutes",
		{ status: 429, message: "rate limit", headers: { "retry-after": "118" } },
		"model_rate_limited",
		/in about 2 minutes/,
		/in about 2 minutes/,
	],
	["an overload", { status: 529, message: "Overloaded" }, "model_rate_limited", /overloaded/, /Wait|in about/],
	[
		"something unknown",
		{ status: 400, message: `The flux is wrong, see https://u:p@help.example.com/x?key=abc, ${KEY}` },
		"model_failed",
		/“The flux is wrong, see https:\/\/help\.example\.com/,
		/what the provider names/,
	],
];

/** Streams that the SDK gives up at; tried again, they work. */
const broken: [name: string, reply: ScriptedReply][] = [
	["an empty stream", { raw: "" }],
	["a stream that is none", { raw: "this is no event stream at all" }],
	["a stream cut within its first event", { raw: 'event: message_start\ndata: {"type":"mess' }],
	["an overload before the first word", { errorEvent: { type: "overloaded_error", message: "Overloaded" } }],
	["an overload in mid-stream", { errorEvent: { type: "overloaded_error", message: "Overloaded" }, after: "First try" }],
	["a fault in mid-stream", { errorEvent: { type: "api_error", message: "Internal server error" }, after: "First try" }],
	["a connection that breaks", { dropAfter: "First try" }],
];

let model: ScriptedModel;
const ends: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
	model = await startScriptedModel();
	ends.push(() => model.close());
});
afterAll(async () => {
	for (const end of ends.reverse()) await end();
});

/** The gateway of a studio, with the scripted model as its provider. */
async function startGateway(): Promise<string> {
	const gateway = createModelGateway({
		upstream: { apiKey: KEY, baseUrl: model.url },
		demo: createDemoModel({ delayMs: 0 }),
		authenticate: () => ({ sessionId: "session-1", projectId: "project-1" }),
		ledger: (await openTestLedger()).ledger,
		logger: { info: () => {}, warn: () => {}, error: () => {} },
	});
	const server = createServer((request, response) => void gateway.handle(request, response, request.url ?? ""));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	ends.push(async () => {
		gateway.close();
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const inner = (events: SandboxEvent[]): AgentEvent[] =>
	events.flatMap((event) => (event.type === "run:event" ? [event.event] : []));
const shownText = (events: SandboxEvent[]): string => {
	const shown = new Map<string, string>();
	for (const event of inner(events)) {
		if (event.type === "text") shown.set(event.blockId, `${shown.get(event.blockId) ?? ""}${event.text}`);
		if (event.type === "discard") shown.delete(event.blockId);
	}
	return [...shown.values()].join("");
};

describe.each(["by the gateway of a studio", "without a gateway between"])("provider-reason: %s", (way) => {
	let sandbox: TestSandbox;
	beforeAll(async () => {
		const gatewayUrl = way.startsWith("by") ? await startGateway() : model.url;
		sandbox = await startTestSandbox({ gatewayUrl, environment: { MODEL_DEADLINE_MS: "20000" } });
		ends.push(() => sandbox.close());
		await sandbox.openNew();
	});

	// Without a gateway the SDK tries these for some time, or keeps for itself how long it was asked to wait.
	const mine = reasons.filter(([name]) => way.startsWith("by") || !/another provider|wrong key|two minutes/.test(name));
	it.each(mine)("%s is reported with its reason and its own next step", async (_name, reply, code, message, hint) => {
		model.answer(inOrder(reply));
		const { end, events } = await sandbox.run("Make a film");
		expect(end).toMatchObject({ outcome: "failed", error: { code } });
		expect(end.error?.message).toMatch(message);
		expect(end.error?.message).toMatch(/^[A-Z].*What was done so far is kept\.$/);
		expect(end.error?.hint).toMatch(hint);
		expect(JSON.stringify(events)).not.toMatch(/canary|key=abc|u:p@/);
		expect(shownText(events)).toBe("");
	});

	it.each(broken)("%s is tried again, and the turn is done", async (_name, reply) => {
		model.answer(inOrder(reply, [{ text: "Second try" }]));
		const { end, events } = await sandbox.run("Make a film");
		expect(end).toMatchObject({ outcome: "done" });
		expect(shownText(events)).toBe("Second try");
		expect(inner(events).filter((event) => event.type === "usage")).toHaveLength(1);
	});

	it("an overload without end fails within the deadline, as an overload", async () => {
		model.answer(inOrder({ errorEvent: { type: "overloaded_error", message: "Overloaded" }, after: "First try" }));
		const { end, events } = await sandbox.run("Make a film");
		expect(end).toMatchObject({ outcome: "failed" });
		expect(["model_rate_limited", "model_unreachable"]).toContain(end.error?.code);
		expect(shownText(events)).toBe("");
	});
});
