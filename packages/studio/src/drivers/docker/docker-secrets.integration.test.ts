import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import Dockerode from "dockerode";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type ScriptedModel, startScriptedModel } from "../../../../sandbox/src/testing/index.ts";
import { loadConfig, type RunningStudio, startStudio } from "../../index.ts";
import { until } from "../../sessions/testing/studio-harness.ts";
import { dockerSocket, sandboxImage } from "../testing/docker-under-test.ts";

const ROOT = join(import.meta.dirname, "../../../../..");
const CANARY = "sk-ant-canary-of-this-test-0123456789";

/** Looks for a word in all a container's processes were given and in every file that can be read; prints where it stands. */
const SEARCH = `
for file in /proc/[0-9]*/environ /proc/[0-9]*/cmdline; do grep -aq "$1" "$file" 2>/dev/null && echo "$file"; done
grep -raql "$1" /sandbox /tmp /app /home /etc /run 2>/dev/null
echo searched; cat /sandbox/project/src/note.ts`;

describe.skipIf(dockerSocket === null || sandboxImage === null)("a studio with a key, and its sandbox in a container", () => {
	let model: ScriptedModel;
	let studio: RunningStudio;
	let folder: string;
	let logged = "";
	const heard: string[] = [];
	const docker = new Dockerode({ socketPath: dockerSocket ?? "" });

	beforeAll(async () => {
		model = await startScriptedModel((request) =>
			request.toolResults.length > 0
				? [{ text: "Done." }]
				: [{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } }],
		);
		folder = await mkdtemp(join(tmpdir(), "storydream-secrets-"));
		process.env.DOCKER_HOST = `unix://${dockerSocket}`;
		const config = loadConfig({
			PORT: "0",
			WARM_POOL: "0",
			DATA_DIR: join(folder, "data"),
			DRIVER: "docker",
			SANDBOX_IMAGE: sandboxImage ?? "",
			ANTHROPIC_API_KEY: CANARY,
			ANTHROPIC_BASE_URL: model.url,
		});
		const log = new Writable({
			write(chunk, _encoding, done) {
				logged += String(chunk);
				done();
			},
		});
		studio = await startStudio(config, {
			webDir: null,
			sandboxMain: join(ROOT, "packages/sandbox/src/main.ts"),
			templateDir: join(ROOT, "packages/template"),
			logger: pino({ level: "trace" }, log),
		});
	});
	afterAll(async () => {
		await studio?.close({ endAll: true });
		await model?.close();
		delete process.env.DOCKER_HOST;
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	});

	it("has the key at the provider, and nowhere a sandbox, a log, a page or an inspection could show it", async () => {
		const made = await fetch(`${studio.url}/api/projects`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: "{}",
		});
		const { id: projectId } = (await made.json()) as { id: string };
		const page = new WebSocket(`${studio.url.replace(/^http/, "ws")}/ws`);
		page.on("message", (data) => heard.push(String(data)));
		await new Promise((resolve) => page.once("open", resolve));
		page.send(JSON.stringify({ type: "session:start", projectId }));
		page.send(JSON.stringify({ type: "message:send", projectId, id: randomUUID(), content: "Write a note" }));
		await until("the turn has ended", () => heard.some((text) => text.includes('"type":"agent:complete"')));
		expect(heard.find((text) => text.includes('"type":"agent:complete"'))).toContain('"outcome":"done"');
		expect(model.requests.map((request) => request.headers["x-api-key"])).toContain(CANARY);

		const containers = await docker.listContainers({ all: true, filters: { label: ["storydream.role"] } });
		const ours = containers.filter((container) => container.Names.some((name) => name.startsWith("/sd")));
		const sandbox = ours.find((container) => container.Labels["storydream.role"] === "sandbox");
		expect(ours.length).toBeGreaterThan(1);
		for (const { Id } of ours) {
			expect(JSON.stringify(await docker.getContainer(Id).inspect())).not.toContain(CANARY);
			expect(String(await docker.getContainer(Id).logs({ stdout: true, stderr: true, follow: false }))).not.toContain(CANARY);
		}
		const inspection = await docker.getContainer(sandbox?.Id ?? "").inspect();
		const variables = inspection.Config.Env.filter((line) => /TOKEN/.test(line) && !/=(stdin)?$/.test(line));
		expect(variables).toEqual([]);
		// The search is one that finds: the sandbox's name shows in its environment.
		const name = inspection.Config.Env.find((line) => line.startsWith("SANDBOX_NAME="))?.slice("SANDBOX_NAME=".length);
		expect(await inside(sandbox?.Id ?? "", name ?? "no name")).toContain("/environ");
		expect(await inside(sandbox?.Id ?? "", CANARY)).toBe("searched\nexport const note = 1;");
		page.close();
		expect(heard.join("\n")).not.toContain(CANARY);
		expect(logged).not.toContain(CANARY);
		expect(logged).toContain("sandbox container started");
	});

	/** As the user the sandbox runs as: what it can find, any command of the agent's can. */
	async function inside(container: string, word: string): Promise<string> {
		// A pattern that matches the word and not itself, which stands in the search's own command line.
		const pattern = `[${word.slice(0, 1)}]${word.slice(1)}`;
		const run = await docker
			.getContainer(container)
			.exec({ Cmd: ["sh", "-c", SEARCH, "search", pattern], AttachStdout: true, AttachStderr: true, Tty: true });
		const stream = await run.start({ Tty: true });
		let said = "";
		for await (const part of stream) said += String(part);
		return said.replaceAll("\r", "").trim();
	}
});
