import { request } from "node:http";
import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { z } from "zod";
import type { Figure } from "../harness/figures.ts";
import { percentile } from "../harness/figures.ts";

const REQUESTS = 400;
/** What one sandbox does to the machine, as a command in its container. */
const BOMBS: Record<string, string> = {
	"processes without end": "f() { f | f & }; f; sleep 60",
	"a busy loop for each core": "for _ in 1 2 3 4; do (while :; do :; done) & done; sleep 60",
	"memory without end": 'node -e "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));"',
	"a disk filled again and again": "while :; do cat /dev/zero > /sandbox/full 2>/dev/null; rm -f /sandbox/full; done",
	"a flood of output": "for out in /proc/[0-9]*/fd/[12]; do yes 0123456789012345678901234567890123456789 > $out & done; sleep 60",
};

/** The engine carries what an operator's command in a container says; it carries nothing of what the agent's commands say. */
const UNHEARD = "exec > /dev/null 2>&1";

/** What a sandbox that runs wild costs the one beside it: its preview's answers before and meanwhile, in containers. */
export async function neighbours(): Promise<Figure[]> {
	const socket = process.env.STORYDREAM_TEST_DOCKER;
	if (!socket) {
		console.error("no Docker engine: STORYDREAM_TEST_DOCKER does not name one, so neighbours are not measured");
		return [];
	}
	const studio = await startStudio({ WARM_POOL: "0", DRIVER: "docker", DOCKER_HOST: `unix://${socket}`, SANDBOX_CPUS: "1" });
	try {
		const quiet = await follow(studio.url, (await createProject(studio.url)).id);
		const { message } = await quiet.until("session:ready");
		await timesOf(message.previewUrl);
		const figures: Figure[] = [];
		for (const [bomb, command] of Object.entries(BOMBS)) {
			const wild = await follow(studio.url, (await createProject(studio.url)).id);
			const { message: other } = await wild.until("session:ready");
			const before = await timesOf(message.previewUrl);
			await runIn(socket, other.sessionId, command);
			const meanwhile = await timesOf(message.previewUrl);
			figures.push({
				question: `p99 of a neighbour's preview, beside ${bomb}, against before`,
				unit: "x",
				samples: [percentile(meanwhile, 0.99) / percentile(before, 0.99)],
				goal: 2,
				note: `${percentile(before, 0.99).toFixed(1)} ms before, ${percentile(meanwhile, 0.99).toFixed(1)} ms meanwhile`,
			});
			wild.close();
			await endIn(socket, other.sessionId);
		}
		await quiet.end();
		return figures;
	} finally {
		await studio.close();
	}
}

async function timesOf(previewUrl: string): Promise<number[]> {
	const { port, host } = new URL(previewUrl);
	const times: number[] = [];
	for (let one = 0; one < REQUESTS; one += 1) {
		const begun = performance.now();
		await new Promise<void>((resolve, reject) => {
			const asked = request({ host: "127.0.0.1", port, path: "/@vite/client", headers: { host } }, (answer) => {
				answer.resume();
				answer.once("end", resolve);
			});
			asked.once("error", reject);
			asked.end();
		});
		times.push(performance.now() - begun);
	}
	return times;
}

const Containers = z.array(z.object({ Id: z.string() }));
const Made = z.object({ Id: z.string() });

async function containerOf(socket: string, sessionId: string): Promise<string> {
	const filters = encodeURIComponent(JSON.stringify({ label: [`storydream.session=${sessionId}`] }));
	const [container] = Containers.parse(await engine(socket, "GET", `/containers/json?filters=${filters}`));
	if (!container) throw new Error(`session ${sessionId} has no container`);
	return container.Id;
}

async function runIn(socket: string, sessionId: string, command: string): Promise<void> {
	const id = await containerOf(socket, sessionId);
	const { Id } = Made.parse(
		await engine(socket, "POST", `/containers/${id}/exec`, { Cmd: ["bash", "-c", `${UNHEARD}; ${command}`] }),
	);
	await engine(socket, "POST", `/exec/${Id}/start`, { Detach: true });
}

/** As an operator would who has seen enough: the studio finds its sandbox dead. */
async function endIn(socket: string, sessionId: string): Promise<void> {
	const id = await containerOf(socket, sessionId).catch(() => null);
	if (id !== null) await engine(socket, "POST", `/containers/${id}/kill`).catch(() => undefined);
}

function engine(socketPath: string, method: string, path: string, body?: object): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const asked = request({ socketPath, method, path, headers: { "content-type": "application/json" } }, (answer) => {
			let text = "";
			answer.setEncoding("utf8");
			answer.on("data", (part) => {
				text += part;
			});
			answer.once("end", () => {
				if ((answer.statusCode ?? 500) >= 400) reject(new Error(`the engine answered ${answer.statusCode}: ${text}`));
				else resolve(text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null);
			});
		});
		asked.once("error", reject);
		asked.end(body === undefined ? undefined : JSON.stringify(body));
	});
}
