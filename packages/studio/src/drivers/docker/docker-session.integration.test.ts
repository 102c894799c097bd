import net from "node:net";
import type { Duplex } from "node:stream";
import { PREVIEW_ACCESS_HEADER, previewAccessToken } from "@storydream/protocol/preview-access";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type ScriptedModel, startScriptedModel } from "../../../../sandbox/src/testing/index.ts";
import { newPlace, type StudioOptions, type TestPlace, type TestStudio, until } from "../../sessions/testing/studio-harness.ts";
import { createTestLogger } from "../../sessions/testing/test-logger.ts";
import { type DockerPlace, dockerSocket, MB, newDockerPlace, sandboxImage } from "../testing/docker-under-test.ts";
import { createDockerDriver, type DockerDriver } from "./driver.ts";

/** What the agent is made to run inside: says who it is, what it sees of secrets, and what it reaches. */
const COMMAND = `id -u; env | grep -c ANTHROPIC_AUTH; (exec 3<>/dev/tcp/1.1.1.1/443) 2>/dev/null && echo out || echo closed; touch /app/x 2>/dev/null && echo wrote || echo read-only; ls src/note.ts`;

/**
 * Tries to listen where the sandbox listens: on every address, and with each option by which systems let two programs share
 * a port. Prints what succeeded, and how many ways did not.
 */
const TAKE_PORTS = `
const net = require("node:net"), os = require("node:os");
const own = Object.values(os.networkInterfaces()).flat().filter((each) => each.family === "IPv4" && !each.internal).map((each) => each.address);
const hosts = ["0.0.0.0", "::", "127.0.0.1", "127.0.0.2", "localhost", own[0] ?? "0.0.0.0"];
const listen = (options) => new Promise((done) => {
	const server = net.createServer((socket) => socket.end("HTTP/1.1 200 OK\\r\\nconnection: close\\r\\n\\r\\ntaken"));
	server.once("error", () => done(null));
	server.listen(options, () => server.close(() => done(JSON.stringify(options))));
});
(async () => {
	const ways = [3000, 3001].flatMap((port) => hosts.flatMap((host) => [false, true].map((reusePort) => ({ port, host, reusePort, exclusive: true }))));
	const found = [];
	for (const way of ways) found.push(await listen(way));
	const taken = found.filter((each) => each !== null);
	console.log(JSON.stringify({ taken, held: ways.length - taken.length }));
})();`;

describe.skipIf(dockerSocket === null || sandboxImage === null)("sessions in containers of the sandbox's own image", () => {
	let model: ScriptedModel;
	let engine: DockerPlace;
	let place: TestPlace;
	let studio: TestStudio;
	let driver: DockerDriver;
	let projectId = "";
	let restOfLife: DockerDriver[] = [];

	const limits = { memoryBytes: 2_000 * MB, diskBytes: 500 * MB, cpus: 2, pids: 512 };

	function newDriver(): DockerDriver {
		const made = createDockerDriver({
			install: "test",
			image: sandboxImage ?? "",
			engine: { socketPath: dockerSocket ?? "" },
			subnets: "10.231.0.0/16",
			limits,
			allowEgress: false,
			previewAllowedHostSuffix: ".preview.localhost",
			serveGateway: (connection) => toModel(connection, model.url),
			logger: createTestLogger(),
		});
		restOfLife.push(made);
		return made;
	}

	const options = (): StudioOptions => ({
		limits: { warmPool: 1 },
		wrap: (parts) => {
			driver = newDriver();
			return { ...parts, driver };
		},
	});

	beforeAll(async () => {
		model = await startScriptedModel((request) => {
			if (request.toolResults.length > 0) {
				const wrote = request.toolResults.some((result) => result.includes("note.ts") && !result.includes("closed"));
				return wrote
					? [{ tool: "mcp__storydream__run_command", input: { command: COMMAND, description: "look around" } }]
					: [{ text: "Done." }];
			}
			return [{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } }];
		});
		engine = await newDockerPlace(dockerSocket ?? "");
		place = await newPlace(`${model.url}/`);
		studio = await place.studio(options());
		projectId = await studio.newProject();
	});
	afterAll(async () => {
		await place.close();
		for (const name of (await driver.list()) ?? []) await driver.end(name);
		for (const each of restOfLife) await each.close();
		restOfLife = [];
		await engine.close();
		await model.close();
	});

	it("goes from the prompt to an acknowledged version, with commands that the container holds", async () => {
		await until("a spare waits", async () => studio.sessions.counts().warm === 1);
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "Please write a note" });
		const complete = await page.waitFor("agent:complete");
		expect(complete).toMatchObject({ outcome: "done", commitSha: expect.stringMatching(/^[0-9a-f]{40}$/) });
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(complete.commitSha);
		const results = model.requests.flatMap((request) => request.toolResults).filter((result) => result.includes("closed"));
		expect(results[0]?.trim().split("\n")).toEqual(["Exit code 0.", "1000", "0", "closed", "read-only", "src/note.ts"]);
		page.detach();
	});

	it("serves the preview, takes pictures of frames, and exports a still", async () => {
		const session = await studio.records.sessions.findByProject(projectId);
		const status = await driver.inspect(session?.sandboxName ?? "");
		const address = status.state === "running" ? status.endpoint.previewUrl : "";
		expect((await fetch(address)).status).toBe(403);
		const access = { [PREVIEW_ACCESS_HEADER]: previewAccessToken(session?.sandboxToken ?? "") };
		const page = await fetch(address, { headers: { accept: "text/html", ...access } });
		expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
		const { pictures } = await studio.sessions.pictures(projectId, { frames: [30], size: 320, timeoutMs: 60_000 });
		expect(pictures).toMatchObject([{ frame: 30, mediaType: "image/jpeg", width: 320 }]);
		const { body } = await studio.sessions.runExport(projectId, {
			exportId: "export-1",
			settings: { codec: "png", scale: 0.25, range: { from: 30, to: 30 } },
			commitSha: (await studio.records.projects.get(projectId))?.currentCommitSha ?? "",
			signal: new AbortController().signal,
			onProgress: () => undefined,
		});
		const chunks: Buffer[] = [];
		for await (const chunk of body) chunks.push(Buffer.from(chunk));
		expect(Buffer.concat(chunks).subarray(1, 4).toString()).toBe("PNG");
	});

	it("keeps its two ports: a command can't answer the studio or the preview's proxy in its place", async () => {
		const name = (await studio.records.sessions.findByProject(projectId))?.sandboxName ?? "";
		const { taken, held } = z
			.object({ taken: z.array(z.string()), held: z.number() })
			.parse(JSON.parse(await insideOf(name, TAKE_PORTS)));
		console.log(`ways to take a sandbox's port: ${taken.length + held} tried, ${held} held`);
		expect(taken).toEqual([]);
		expect(held).toBe(24);
		const status = await driver.inspect(name);
		const page = await fetch(status.state === "running" ? status.endpoint.previewUrl : "", { headers: { accept: "text/html" } });
		expect(await page.text()).not.toContain("taken");
	});

	/** What a program of the agent's user prints inside a sandbox. */
	async function insideOf(name: string, script: string): Promise<string> {
		const run = await engine.docker.getContainer(name).exec({ Cmd: ["node", "-e", script], AttachStdout: true, Tty: true });
		let said = "";
		for await (const part of await run.start({ Tty: true })) said += String(part);
		return said.trim();
	}

	it("is adopted by the next studio, with its spare, and nothing is started anew", async () => {
		await until("a spare waits again", async () => studio.sessions.counts().warm === 1);
		const before = (await driver.list())?.sort();
		expect(before).toHaveLength(2);
		await studio.stop();
		await driver.close();
		studio = await place.studio(options());
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		expect((await driver.list())?.sort()).toEqual(before);
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "Once more" });
		expect(await page.waitFor("agent:complete")).toMatchObject({ outcome: "done" });
		page.detach();
	});

	it("does not start in a network that lets it out, and says what it reached", async () => {
		const spec = {
			name: "other-open-inc",
			incarnation: "inc",
			sessionId: "open",
			token: "sandbox-token-canary-0123456789",
			gatewayUrl: `${model.url}/`,
			gatewayToken: "gateway-token-canary-0123456789",
		};
		// Of another installation, so that no studio of this file's looks after it.
		const other = engine.driver("well", { install: "other", image: sandboxImage ?? "", limits });
		// As if an older release, or a hand, had made it: by its labels it is the driver's own.
		await engine.docker.createNetwork({
			Name: spec.name,
			IPAM: { Driver: "default", Config: [{ Subnet: "10.231.255.248/29" }] },
			Labels: { "storydream.install": "other", "storydream.role": "sandbox" },
		});
		await other.start(spec);
		await until("it has ended", async () => (await other.inspect(spec.name)).state === "exited");
		expect(await other.inspect(spec.name)).toMatchObject({
			exitCode: 78,
			reason: expect.stringMatching(/way out of its network.*It reached [0-9.]+:/),
		});
		await other.end(spec.name);
		expect(await engine.leftovers(spec.name)).toEqual([]);
	});
});

/** Hands a connection of a sandbox's to the scripted model. */
function toModel(connection: Duplex, url: string): void {
	const socket = net.connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
	socket.on("error", () => connection.destroy());
	connection.on("error", () => socket.destroy());
	connection.once("close", () => socket.destroy());
	connection.pipe(socket).pipe(connection);
}
