import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandboxClient } from "./client.ts";
import { createSandboxHttp, SandboxUnreachable } from "./http.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const HEAD = "a".repeat(40);
let answer: Answer;
let url: string;
let close: () => Promise<void>;

beforeEach(async () => {
	const server = createServer((request, response) => answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
	close = () =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
});
afterEach(async () => {
	await close();
});

const json =
	(status: number, body: unknown): Answer =>
	(_request, response) => {
		response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
	};

describe("the client of an agent host", () => {
	it("asks below the path of its address, if it has one", async () => {
		const asked: (string | undefined)[] = [];
		answer = (request, response) => {
			asked.push(request.url);
			response.end("{}");
		};
		for (const base of [url, `${url}/`, `${url}/to/key/10.0.0.3/3001`]) {
			await createSandboxHttp({ url: base, token: "t" }).tell({ method: "GET", path: "/health?x=1" });
		}
		expect(asked).toEqual(["/health?x=1", "/health?x=1", "/to/key/10.0.0.3/3001/health?x=1"]);
	});

	it("shows its token with every request", async () => {
		let shown: string | undefined;
		answer = (request, response) => {
			shown = request.headers.authorization;
			response.end("{}");
		};
		await createSandboxClient({ url, token: "the-token" }).stopRun("run-1");
		expect(shown).toBe("Bearer the-token");
	});

	it.each([
		["no bytes", { "x-sha256": "a".repeat(64), "content-length": "0" }],
		["no length", { "x-sha256": "a".repeat(64), "transfer-encoding": "chunked" }],
		["no hash", { "content-length": "0" }],
	])("refuses a proxy with %s", async (_what, headers) => {
		answer = (_request, response) => void response.writeHead(200, headers).end();
		const made = createSandboxClient({ url, token: "t" }).convertAsset({ name: "a.mp4", to: "mp4" }, Readable.from(["x"]));
		await expect(made).rejects.toMatchObject({ code: "sandbox_failed" });
	});

	it("passes on a typed error as the sandbox meant it", async () => {
		answer = json(409, { title: "x", status: 409, detail: "There is a newer version.", code: "stale_head", hint: "Load it." });
		const edit = createSandboxClient({ url, token: "t" }).edit({ title: "x" });
		await expect(edit).rejects.toMatchObject({ code: "stale_head", message: "There is a newer version.", hint: "Load it." });
	});

	it("makes a sentence of an error without one, and of an answer of another shape", async () => {
		answer = (_request, response) => void response.writeHead(500).end("<html>secret</html>");
		const client = createSandboxClient({ url, token: "t" });
		await expect(client.state()).rejects.toMatchObject({
			code: "sandbox_failed",
			message: expect.not.stringContaining("secret"),
		});
		answer = json(200, { head: "not a commit" });
		await expect(client.state()).rejects.toMatchObject({
			code: "sandbox_failed",
			message: expect.stringContaining("can't be read"),
		});
		answer = (_request, response) => void response.end("{ half");
		await expect(client.state()).rejects.toMatchObject({ code: "sandbox_failed" });
	});

	it("tells a host that does not answer from one that refuses", async () => {
		answer = () => undefined;
		const http = createSandboxHttp({ url, token: "t" });
		await expect(http.tell({ method: "GET", path: "/health", timeoutMs: 50 })).rejects.toBeInstanceOf(SandboxUnreachable);
		answer = (_request, response) => {
			response.writeHead(200, { "content-length": "100" });
			response.write("half");
			setImmediate(() => response.destroy());
		};
		await expect(http.tell({ method: "GET", path: "/health" })).rejects.toBeInstanceOf(SandboxUnreachable);
		const nobody = createSandboxHttp({ url: "http://127.0.0.1:1", token: "t" });
		await expect(nobody.tell({ method: "GET", path: "/health" })).rejects.toBeInstanceOf(SandboxUnreachable);
	});

	it("gives up every request with the reason when the sandbox is given up", async () => {
		answer = () => undefined;
		const abort = new AbortController();
		const client = createSandboxClient({ url, token: "t", signal: abort.signal });
		const waiting = client.health();
		abort.abort(new Error("it is gone"));
		await expect(waiting).rejects.toThrow("it is gone");
		await expect(client.state()).rejects.toThrow("it is gone");
	});

	it("reads where a bundle ends from its header, and null from an answer without content", async () => {
		answer = (_request, response) => void response.writeHead(200, { "x-head-sha": HEAD }).end("bundle bytes");
		const client = createSandboxClient({ url, token: "t" });
		const pulled = await client.bundle("b".repeat(40));
		expect(pulled?.head).toBe(HEAD);
		expect(Buffer.concat(await (pulled?.body ?? Readable.from([])).toArray()).toString()).toBe("bundle bytes");
		answer = (_request, response) => void response.writeHead(204).end();
		expect(await client.bundle(HEAD)).toBeNull();
		answer = (_request, response) => void response.end("whose?");
		await expect(client.bundle(HEAD)).rejects.toMatchObject({ code: "sandbox_failed" });
	});

	it("streams an archive up, and hears a refusal that comes before its end", async () => {
		let received = 0;
		answer = (request, response) => {
			request.on("data", (chunk: Buffer) => {
				received += chunk.length;
			});
			request.on("end", () => response.end("{}"));
		};
		const client = createSandboxClient({ url, token: "t" });
		await client.putVersion(HEAD, Readable.from([Buffer.alloc(200_000), Buffer.alloc(100_000)]));
		expect(received).toBe(300_000);
		answer = json(413, { title: "x", status: 413, detail: "Too big.", code: "too_large", hint: "Less." });
		const endless = Readable.from(
			(function* () {
				for (let index = 0; index < 200; index++) yield Buffer.alloc(100_000);
			})(),
		);
		const refused = client.putVersion(HEAD, endless);
		await expect(refused).rejects.toMatchObject({ name: expect.stringMatching(/StoryDreamError|SandboxUnreachable/) });
	});

	it("lets go of what it was given to send to a sandbox that is given up", async () => {
		const ended = new AbortController();
		ended.abort(new Error("given up"));
		const client = createSandboxClient({ url, token: "t", signal: ended.signal });
		const body = Readable.from([Buffer.alloc(10)]);
		await expect(client.addBundle(body)).rejects.toThrow("given up");
		expect(body.destroyed).toBe(true);
	});
});
