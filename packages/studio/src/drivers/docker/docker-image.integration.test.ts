import { PassThrough } from "node:stream";
import Dockerode from "dockerode";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dockerSocket, sandboxImage } from "../testing/docker-under-test.ts";

/** Runs as sandboxes do, in their image: what of the compiled code can be read there, and what can be put beside it. */
const LOOK = `
const { accessSync, constants, readdirSync, writeFileSync } = require("node:fs");
const cache = process.env.VITE_CACHE_SEED + "/code";
const used = require("node:module").getCompileCacheDir();
const files = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const may = (file, mode) => { try { accessSync(file.parentPath + "/" + file.name, mode); return true } catch { return false } };
let added = true;
try { writeFileSync(used + "/added", "") } catch { added = false }
console.log(JSON.stringify({
	enabled: used?.startsWith(cache + "/") === true,
	files: files.length,
	readable: files.filter((file) => may(file, constants.R_OK)).length,
	writable: files.filter((file) => may(file, constants.W_OK)).length,
	added,
}));`;

/** What any command of an agent's can try, with an environment of its own: another's output, and another's environment. */
const REACH = `
for out in /proc/[0-9]*/fd/[12]; do echo reached-from-inside > "$out"; done 2>/dev/null
for file in /proc/[0-9]*/environ; do tr '\\0' '\\n' < "$file"; done 2>/dev/null | grep -c the-token-of-this-test`;

/** Runs in the image as the agent host does: a command leaves a program behind while another one runs. */
const LEAVE_BEHIND = `
import { existsSync, mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Commands } from "/app/packages/sandbox/src/commands/index.ts";
import { layoutOf } from "/app/packages/sandbox/src/config.ts";
const layout = layoutOf({ dir: "/tmp/one", agentTmp: undefined });
for (const folder of [layout.project + "/.git", layout.agentTmp, layout.tmp]) mkdirSync(folder, { recursive: true });
const commands = new Commands({ layout, name: "one", contained: true });
const other = commands.run("sleep 300", 300_000);
const leaving = "const left = require('child_process').spawn('node', ['-e', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore' }); left.unref(); console.log(left.pid)";
const { output } = await commands.run('node -e "' + leaving + '"', 60_000);
const place = "/proc/" + Number(output);
for (let looks = 0; looks < 100 && existsSync(place); looks += 1) await sleep(50);
console.log(JSON.stringify({ left: Number(output) > 0, there: existsSync(place) }));
await commands.close();
await other;`;

describe.skipIf(dockerSocket === null || sandboxImage === null)("the sandboxes' image", () => {
	/** What a program for Node prints there: one line of JSON. */
	async function runInside(...words: string[]): Promise<unknown> {
		const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
		const printed = new PassThrough();
		const chunks: Buffer[] = [];
		printed.on("data", (chunk: Buffer) => chunks.push(chunk));
		const config = { Tty: true, HostConfig: { NetworkMode: "none", AutoRemove: true } };
		await docker.run(sandboxImage ?? "", ["node", "--disable-warning=ExperimentalWarning", ...words], printed, config);
		return JSON.parse(Buffer.concat(chunks).toString());
	}

	it("carries what a start compiles: Node reads it from its first file on, and nobody can change it", async () => {
		const found = z
			.object({ enabled: z.boolean(), files: z.number(), readable: z.number(), writable: z.number(), added: z.boolean() })
			.parse(await runInside("-e", LOOK));
		expect(found).toEqual({ enabled: true, files: expect.any(Number), readable: found.files, writable: 0, added: false });
		expect(found.files).toBeGreaterThan(300);
	});

	it("lets a command leave no program behind, not even Node, also while another command runs", async () => {
		expect(await runInside("--input-type=module", "-e", LEAVE_BEHIND)).toEqual({ left: true, there: false });
	});

	/** What a command inside found of the container's first processes: lines in the log, and environments with the token. */
	async function reached(node: string): Promise<{ log: string; environments: string }> {
		const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
		const container = await docker.createContainer({
			Image: sandboxImage ?? "",
			// At a signal it prints another line: what was printed before it has come by then.
			Cmd: [node, "-e", "process.on('SIGUSR2', () => console.log('last')); console.log('runs'); setInterval(() => {}, 1e6)"],
			Env: ["SANDBOX_TOKEN=the-token-of-this-test"],
			HostConfig: { NetworkMode: "none", CapDrop: ["ALL"], SecurityOpt: ["no-new-privileges:true"] },
		});
		const logOf = async () => String(await container.logs({ stdout: true, stderr: true, follow: false }));
		try {
			await container.start();
			await expect.poll(logOf).toContain("runs");
			const cleared = ["env", "-i", "PATH=/usr/bin:/bin", "sh", "-c", REACH];
			const run = await container.exec({ Cmd: cleared, AttachStdout: true, AttachStderr: true, Tty: true });
			let said = "";
			for await (const part of await run.start({ Tty: true })) said += String(part);
			await container.kill({ signal: "SIGUSR2" });
			await expect.poll(logOf).toContain("last");
			return { log: await logOf(), environments: said.trim().split("\n").at(-1) ?? "" };
		} finally {
			await container.remove({ force: true });
		}
	}

	it("keeps the agent host's output and environment from whatever else runs in a sandbox", async () => {
		// The attempt is one that succeeds where Node can be read.
		expect(await reached("/usr/local/bin/node")).toEqual({
			log: expect.stringContaining("reached-from-inside"),
			environments: "1",
		});
		expect(await reached("node")).toEqual({ log: expect.not.stringContaining("reached-from-inside"), environments: "0" });
	});
});
