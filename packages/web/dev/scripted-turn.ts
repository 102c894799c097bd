import { randomUUID } from "node:crypto";
import type { AgentEvent, Message } from "@storydream/protocol";
import { changeScene } from "../src/workspace/storyboard/edits.ts";
import { commit, type DevState, now, pictureOf, publish } from "./state.ts";

const ANSWER = `I read your brief and planned **six scenes** in 16.8 seconds:

1. *Title* — “Aurora”, warm light from the right
2. *Kinetic text* — dawn, noon and night, word by word
3. *Big number* — **38 %** less energy, counting up
4. *Bar chart* — light through the day

The pace is calm; every scene overlaps the next by half a second. Say \`shorter\` or \`more colour\` and I change it.`;

const wait = (ms: number, signal: AbortSignal) =>
	new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		});
	});

/** Starts the oldest queued message when nothing runs. A prompt with "fail" fails, one with "long" takes its time. */
export async function runNext(state: DevState): Promise<void> {
	const message = state.messages.find((one) => one.state === "queued");
	if (!message || state.run) return;
	const runId = `run-${randomUUID().slice(0, 8)}`;
	const stop = new AbortController();
	state.run = { runId, sent: [], stop };
	Object.assign(message, { state: "running", runId, startedAt: now() } satisfies Partial<Message>);
	publish(state, { type: "queue:changed", queue: state.messages.filter((one) => one.state === "queued") });
	publish(state, { type: "message:added", message: { ...message } });

	const slow = message.content.includes("long") ? 5 : 1;
	const events: AgentEvent[] = [];
	const say = async (event: AgentEvent, ms: number) => {
		if (stop.signal.aborted) return;
		events.push(event);
		state.run?.sent.push(publish(state, { type: "agent:message", runId, event }));
		await wait(ms * slow, stop.signal);
	};
	const tool = async (
		toolId: string,
		start: Omit<Extract<AgentEvent, { type: "tool:started" }>, "type" | "toolId">,
		end: Omit<Extract<AgentEvent, { type: "tool:finished" }>, "type" | "toolId">,
		pictures = 0,
	) => {
		await say({ type: "tool:started", toolId, ...start }, 500);
		for (let index = 0; index < pictures; index += 1) {
			const url = `/api/projects/${state.project.id}/versions/${state.versions[0]?.sha}/picture.jpg`;
			await say(
				{
					type: "picture",
					toolId,
					picture: { mediaType: "image/jpeg", url, frame: 40 + index * 120, alt: `Frame ${40 + index * 120}` },
				},
				150,
			);
		}
		await say({ type: "tool:finished", toolId, ...end }, 200);
	};
	const fails = message.content.includes("fail");

	await say({ type: "started" }, 300);
	for (const piece of [
		"The person wants a calm launch film. ",
		"Six scenes fit the length; ",
		"the number deserves a scene of its own.",
	]) {
		await say({ type: "thinking", blockId: "t1", text: piece }, 200);
	}
	await say({ type: "text", blockId: "b0", text: "Let me look at what is there first." }, 200);
	await tool(
		"1",
		{ kind: "read", title: "Reading", detail: "src/storyboard.json" },
		{ ok: true, summary: '{\n  "fps": 30,\n  "width": 1920,' },
	);
	if (fails) await say({ type: "retrying", attempt: 2, maxAttempts: 4, inMs: 3000, reason: "The model is busy." }, 1200);
	const before = JSON.stringify(state.storyboard.scenes[0]?.props, null, 2);
	const edited = changeScene(state.storyboard, state.storyboard.scenes[0]?.id ?? "", (scene) => ({
		...scene,
		props: { ...scene.props, subtitle: message.content.slice(0, 60) },
	}));
	if (!fails && edited && !stop.signal.aborted) state.storyboard = edited;
	await tool(
		"2",
		{ kind: "write", title: "Writing the storyboard", detail: "src/storyboard.json" },
		{
			ok: !fails,
			change: { path: "src/storyboard.json", before, after: JSON.stringify(state.storyboard.scenes[0]?.props, null, 2) },
		},
	);
	if (!fails) {
		await tool(
			"3",
			{ kind: "check", title: "Checking the project", detail: "types, storyboard, preview" },
			{ ok: true, summary: "No problems." },
		);
		await tool("4", { kind: "look", title: "Looking at frames", detail: "40, 160, 280, 400" }, { ok: true }, 4);
		for (const piece of ANSWER.match(/[\s\S]{1,18}/g) ?? []) await say({ type: "text", blockId: "b1", text: piece }, 40);
	}

	const outcome = stop.signal.aborted ? "stopped" : fails ? "failed" : "done";
	const usage = { inputTokens: 8_420, outputTokens: 1_310, cacheReadTokens: 21_000, cacheWriteTokens: 0, costUsd: 0.043 };
	const version = fails
		? null
		: commit(state, message.content.split("\n")[0]?.slice(0, 72) ?? "", "turn", state.storyboard, runId);
	const error = fails
		? {
				code: "model_rate_limited" as const,
				message: "The model's provider is busy.",
				hint: "Wait a minute and send the message again.",
			}
		: null;
	Object.assign(message, {
		state: outcome,
		endedAt: now(),
		usage,
		commitSha: version?.sha ?? null,
		events,
		error,
	} satisfies Partial<Message>);
	state.run = null;
	publish(state, { type: "agent:complete", runId, outcome, commitSha: version?.sha ?? null, usage, ...(error ? { error } : {}) });
	void runNext(state);
}

export { pictureOf };
