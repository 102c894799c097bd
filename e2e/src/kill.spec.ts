import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { rounds, type ScriptedModel, startScriptedModel } from "@storydream/sandbox/testing";
import { createProject, type Follower, follow } from "./harness/follower.ts";
import { eventually, processesNaming } from "./harness/processes.ts";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

const run = promisify(execFile);
const ROUNDS = rounds(50, 3);
/** Before every so many rounds a turn is left to end, so that there is something to lose. */
const WHOLE_TURN_EVERY = 5;
/** Longest wait before a kill, in ms: a whole turn of the scripted model fits into it. */
const WITHIN_MS = 900;

let model: ScriptedModel;
let studio: RunningStudio;

test.beforeEach(async () => {
	// A turn writes one file, by a real tool call, in some tenths of a second.
	model = await startScriptedModel((request) =>
		request.toolResults.length > 0
			? [{ text: "I wrote it down, and this sentence takes its time.", slowMs: 20 }]
			: [{ tool: "Write", input: { file_path: `notes/${Date.now()}.md`, content: `${request.lastText.slice(0, 200)}\n` } }],
	);
	studio = await startStudio({ ANTHROPIC_API_KEY: "scripted-model-key", ANTHROPIC_BASE_URL: model.url, WARM_POOL: "0" });
});
test.afterEach(async () => {
	const { dataDir } = studio;
	await studio.close();
	await model.close();
	await eventually(
		() => processesNaming(dataDir),
		(left) => left.length === 0,
	);
});

/** Commits that a follower received as kept. */
function acknowledged(follower: Follower): string[] {
	return follower.received.flatMap(({ message }) =>
		message.type === "agent:complete" && message.commitSha ? [message.commitSha] : [],
	);
}

/** Clones the project as anybody may, checks every object, and answers all its commits. */
async function commitsOf(projectId: string): Promise<Set<string>> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-kill-"));
	try {
		await run("git", ["clone", "-q", `${studio.url}/git/${projectId}.git`, folder], { timeout: 120_000 });
		await run("git", ["-C", folder, "fsck", "--strict"], { timeout: 120_000 });
		const { stdout } = await run("git", ["-C", folder, "rev-list", "HEAD"], { timeout: 120_000 });
		return new Set(stdout.trim().split("\n"));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

for (const victim of ["studio", "sandbox"] as const) {
	test(`${victim} killed ${ROUNDS} times in mid-turn: every acknowledged commit is there and the next open works`, async () => {
		test.setTimeout(120_000 + ROUNDS * 60_000);
		const { id: projectId } = await createProject(studio.url);
		const kept = new Set<string>();
		for (let round = 0; round < ROUNDS; round += 1) {
			const follower = await follow(studio.url, projectId);
			await follower.until("session:ready");
			if (round % WHOLE_TURN_EVERY === 0) {
				follower.send(`Whole turn before round ${round}`);
				await follower.until("agent:complete");
				for (const sha of acknowledged(follower)) kept.add(sha);
				follower.forget();
			}
			const { id } = follower.send(`Round ${round}`);
			await follower.until("agent:message");
			await new Promise((wake) => setTimeout(wake, Math.random() * WITHIN_MS));
			if (victim === "studio") {
				await studio.kill();
				for (const sha of acknowledged(follower)) kept.add(sha);
				await studio.restart();
			} else {
				const [sandbox] = await processesNaming(join(studio.dataDir, "sandboxes")).then((found) =>
					// The sandbox itself, not what holds its walls.
					found.filter(({ command }) => command.includes("sandbox/src/main.ts") && !command.startsWith("bwrap ")),
				);
				if (sandbox) process.kill(sandbox.pid, "SIGKILL");
			}
			// Exactly one end of the turn, whoever receives it.
			const message = await eventually(
				async () => {
					const answer = await fetch(`${studio.url}/api/projects/${projectId}/messages`);
					const { messages } = (await answer.json()) as { messages: { id: string; state: string; commitSha: string | null }[] };
					return messages.find((candidate) => candidate.id === id);
				},
				(found) => found !== undefined && !["queued", "running"].includes(found.state),
			);
			if (message?.commitSha) kept.add(message.commitSha);
			for (const sha of acknowledged(follower)) kept.add(sha);
			follower.close();
		}
		const commits = await commitsOf(projectId);
		expect([...kept].filter((sha) => !commits.has(sha))).toEqual([]);
		expect(kept.size).toBeGreaterThan(0);
		const last = await follow(studio.url, projectId);
		await last.until("session:ready");
		last.send("One more");
		const end = await last.until("agent:complete");
		expect(end.message.outcome).toBe("done");
		last.close();
	});
}
