import { readdir, stat } from "node:fs/promises";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { type RequestOptions, request } from "node:https";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, type Page, test } from "@playwright/test";
import { freePorts } from "@storydream/sandbox/testing";
import { WebSocket } from "ws";
import { hasNginx, type RunningNginx, startNginx } from "./harness/nginx.ts";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/*
 * A studio behind the nginx of deploy/nginx, as an operator runs it: TLS, previews below a wildcard name.
 */
test.describe.configure({ mode: "serial" });
test.use({ ignoreHTTPSErrors: true });

const UPLOAD_BYTES = 60_000_000;
let studio: RunningStudio;
let nginx: RunningNginx;
let page: Page;

test.beforeAll(async ({ browser }) => {
	const there = await hasNginx();
	if (process.env.CI) expect(there, "nginx must be there in CI").toBe(true);
	test.skip(!there, "nginx is not on this machine: `apt install nginx-light`");
	const [port = 0, http = 0, https = 0] = await freePorts(3);
	studio = await startStudio({ PORT: String(port), PUBLIC_URL: `https://localhost:${https}`, LOG_LEVEL: "debug" });
	nginx = await startNginx({ studio: `127.0.0.1:${port}`, http, https });
	page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
});
test.afterAll(async () => {
	await page?.context().close();
	await nginx?.close();
	await studio?.close();
});

/** Asks nginx over TLS, with the certificate believed in. */
function ask(path: string, options: RequestOptions = {}, body?: Readable): Promise<{ answer: IncomingMessage; text: string }> {
	return new Promise((resolve, reject) => {
		const asked = request(`${nginx.url}${path}`, { ca: nginx.certificate, agent: false, ...options }, async (answer) => {
			let text = "";
			for await (const chunk of answer.setEncoding("utf8")) text += chunk;
			resolve({ answer, text });
		});
		asked.once("error", reject);
		if (body) pipeline(body, asked).catch(reject);
		else asked.end();
	});
}

test("a film is made, shown and changed in the page, over TLS alone", async () => {
	const sockets: string[] = [];
	const insecure: string[] = [];
	page.on("websocket", (socket) => sockets.push(socket.url()));
	page.on("request", (asked) => {
		if (/^(http|ws):/.test(asked.url())) insecure.push(asked.url());
	});
	await page.goto(nginx.url);
	await page.getByTestId("prompt-box").fill('A 6 second film called "Behind Glass"');
	await page.getByTestId("new-project").click();
	const film = page.frameLocator('[data-testid="preview-frame"]').locator("body");
	const filmShows = (words: string) =>
		expect.poll(async () => ((await film.textContent()) ?? "").replace(/\s/g, "")).toContain(words.replace(/\s/g, ""));
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
	await expect(page.getByTestId("stop")).toBeHidden();
	await page.getByTestId("timeline-scene").first().click();
	await filmShows("Behind Glass");

	// The next change reaches the frame without it being loaded again: by Vite's own socket, through nginx.
	const frame = page.frames().find((one) => one.url().includes(".preview.localhost"));
	await frame?.evaluate(() => Reflect.set(window, "sameFrame", true));
	await page.getByTestId("composer").fill('Change the title to "Through Glass"');
	await page.getByTestId("send").click();
	await filmShows("Through Glass");
	expect(await frame?.evaluate(() => Reflect.get(window, "sameFrame"))).toBe(true);

	expect(insecure).toEqual([]);
	expect(sockets).toContain(`${nginx.url.replace("https", "wss")}/ws`);
	expect(sockets.some((url) => /^wss:\/\/[a-z0-9]{20,40}\.preview\.localhost:/.test(url))).toBe(true);
	await page.screenshot({ path: test.info().outputPath("behind-nginx.png") });
});

test("plain HTTP leads to the same address over TLS, and a name that is not ours to none", async () => {
	const asked = (host: string) =>
		new Promise<IncomingMessage>((resolve, reject) => {
			plainRequest(`${nginx.plain}/projects/abc?x=1`, { headers: { host }, agent: false }, resolve).once("error", reject).end();
		});
	const moved = await asked("localhost");
	expect([moved.statusCode, moved.headers.location]).toEqual([301, `${nginx.url}/projects/abc?x=1`]);
	const preview = await asked("abcdefghijklmnopqrstuvwxyz.preview.localhost");
	expect(preview.headers.location).toBe(
		`${nginx.url.replace("localhost", "abcdefghijklmnopqrstuvwxyz.preview.localhost")}/projects/abc?x=1`,
	);
	expect((await asked("evil.example")).statusCode).toBe(404);
	await expect(ask("/", { servername: "evil.example" })).rejects.toThrow(/unrecognized name|alert/i);
});

test("what is for machines on the inside is not to be had from outside, and headers of the studio stay", async () => {
	for (const path of ["/metrics", "/readyz", "/livez", "/gateway/v1/messages"])
		expect((await ask(path)).answer.statusCode).toBe(404);
	const { answer } = await ask("/");
	expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
	expect(answer.headers["x-frame-options"]).toBe("DENY");
	expect(answer.headers["strict-transport-security"]).toMatch(/^max-age=\d+$/);
	const shown = page.frames().find((one) => one.url().includes(".preview.localhost"));
	const preview = await ask("/", { headers: { host: new URL(shown?.url() ?? "http://none").host } });
	expect(preview.answer.statusCode).toBe(200);
	expect(preview.answer.headers["content-security-policy"]).toContain(`frame-ancestors ${nginx.url}`);
	expect(preview.answer.headers["x-frame-options"]).toBeUndefined();
});

test("a socket from a foreign page is refused through nginx as without it", async () => {
	const dial = (origin: string) =>
		new Promise<string>((resolve) => {
			const socket = new WebSocket(`${nginx.url.replace("https", "wss")}/ws`, { ca: nginx.certificate, origin });
			socket.once("open", () => {
				socket.terminate();
				resolve("open");
			});
			socket.once("unexpected-response", (_request, answer) => resolve(String(answer.statusCode)));
			socket.once("error", (error) => resolve(error.message));
		});
	expect(await dial(nginx.url)).toBe("open");
	expect(await dial("https://evil.example")).toBe("403");
});

test("a large upload streams through: nginx keeps no byte of it", async () => {
	const projectId = new URL(page.url()).pathname.split("/").at(-1);
	const boundary = "a-large-upload";
	const head = Buffer.from(
		`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="noise.wav"\r\ncontent-type: audio/wav\r\n\r\n`,
	);
	let mostKept = 0;
	async function* body() {
		yield head;
		yield wavHeader(UPLOAD_BYTES);
		const piece = Buffer.alloc(1_000_000);
		for (let sent = 0; sent < UPLOAD_BYTES; sent += piece.length) {
			yield piece;
			mostKept = Math.max(mostKept, await bytesIn(nginx.folder));
		}
		yield Buffer.from(`\r\n--${boundary}--\r\n`);
	}
	const { answer, text } = await ask(
		`/api/projects/${projectId}/assets`,
		{ method: "POST", headers: { "content-type": `multipart/form-data; boundary=${boundary}`, origin: nginx.url } },
		Readable.from(body()),
	);
	expect([answer.statusCode, text]).toEqual([201, expect.stringContaining("noise")]);
	// The certificate, the key and the configuration.
	expect(mostKept).toBeLessThan(50_000);
});

test("while the studio is away nginx says so, and finds the next one", async () => {
	await studio.kill();
	const away = await ask("/");
	expect([away.answer.statusCode, away.answer.headers["retry-after"]]).toEqual([503, "2"]);
	expect(away.text).toContain("The studio is starting");
	await studio.restart();
	await expect.poll(async () => (await ask("/api/health")).answer.statusCode).toBe(200);
});

async function bytesIn(folder: string): Promise<number> {
	const names = await readdir(folder, { recursive: true });
	// What is gone by the time it is measured takes no room.
	const sizes = await Promise.all(
		names.map((name) =>
			stat(join(folder, name)).then(
				(found) => (found.isFile() ? found.size : 0),
				() => 0,
			),
		),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** One channel of 16 bits, 44100 a second. */
function wavHeader(bytes: number): Buffer {
	const header = Buffer.alloc(44);
	header.write("RIFF", 0);
	header.writeUInt32LE(36 + bytes, 4);
	header.write("WAVEfmt ", 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(44_100, 24);
	header.writeUInt32LE(88_200, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write("data", 36);
	header.writeUInt32LE(bytes, 40);
	return header;
}
