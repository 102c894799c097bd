import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { startScriptedModel } from "@storydream/sandbox/testing";
import type { Figure } from "../harness/figures.ts";
import { memoryOf, total } from "../harness/memory.ts";

const ROUNDS = 6;
const LATER = 8;
/** How long a person writes at least. */
const WRITING_MS = 2_000;

/** How long from a prompt to its first event and to the model's first request; how large that is; what a session weighs. */
export async function firstEvent(): Promise<Figure[]> {
	let modelAt = 0;
	const model = await startScriptedModel(() => {
		modelAt = performance.now();
		return [{ text: "Done." }];
	});
	const studio = await startStudio({ ANTHROPIC_API_KEY: "scripted-model-key", ANTHROPIC_BASE_URL: model.url, WARM_POOL: "0" });
	const figures = {
		firstEvent: [] as number[],
		/** The agent's program was made ready while the prompt was written, as a page has it done. */
		firstModelBegun: [] as number[],
		/** The prompt comes out of nothing, as from the command line. */
		firstModelSudden: [] as number[],
		laterEvent: [] as number[],
		laterModel: [] as number[],
		bytes: [] as number[],
		side: [] as number[],
	};
	const memory = { studio: [] as number[], idle: [] as number[], waiting: [] as number[], after: [] as number[] };
	try {
		memory.studio.push(total(await memoryOf(({ pid }) => pid === studio.pid)));
		for (let round = 0; round < ROUNDS; round += 1) {
			const project = await createProject(studio.url);
			const session = await follow(studio.url, project.id);
			const { message: ready } = await session.until("session:ready");
			memory.idle.push(total(await sandboxMemory(studio.dataDir, ready.sessionId)));
			const begun = round % 2 === 0;
			if (begun) {
				session.begin();
				await new Promise((wake) => setTimeout(wake, WRITING_MS));
				memory.waiting.push(total(await sandboxMemory(studio.dataDir, ready.sessionId)));
			}
			for (let prompt = 0; prompt <= LATER; prompt += 1) {
				session.forget();
				const before = model.requests.length;
				const { at: sentAt } = session.send(`Say that you are done (${prompt}).`);
				const event = await session.until("agent:message");
				await session.until("agent:complete");
				if (prompt === 0) {
					figures.firstEvent.push(event.at - sentAt);
					(begun ? figures.firstModelBegun : figures.firstModelSudden).push(modelAt - sentAt);
					figures.bytes.push((model.requests[before]?.bytes ?? 0) / 1000);
					figures.side.push(model.requests.length - before - 1);
				} else {
					figures.laterEvent.push(event.at - sentAt);
					figures.laterModel.push(modelAt - sentAt);
				}
			}
			memory.after.push(total(await sandboxMemory(studio.dataDir, ready.sessionId)));
			await session.end();
		}
	} finally {
		await studio.close();
		await model.close();
	}
	return [
		{ question: "first prompt of a session to first event", unit: "ms", samples: figures.firstEvent, goal: 250 },
		{
			question: "first prompt to the model's first request, announced",
			unit: "ms",
			samples: figures.firstModelBegun,
			note: "the agent starts when somebody begins to write",
		},
		{ question: "first prompt to the model's first request, out of nothing", unit: "ms", samples: figures.firstModelSudden },
		{ question: "later prompts to first event", unit: "ms", samples: figures.laterEvent, goal: 26 },
		{ question: "later prompts to the model's first request", unit: "ms", samples: figures.laterModel, goal: 60 },
		{ question: "bytes of the first model request", unit: "kB", samples: figures.bytes, goal: 20 },
		{ question: "side calls to the model in the first turn", unit: "count", samples: figures.side, goal: 0 },
		{ question: "memory of the studio, idle (PSS)", unit: "MB", samples: memory.studio, goal: 150 },
		{ question: "memory of a sandbox, idle (PSS)", unit: "MB", samples: memory.idle, goal: 150 },
		{
			question: "memory of a sandbox, its agent waiting (PSS)",
			unit: "MB",
			samples: memory.waiting,
			note: "the SDK's program alone: 180",
		},
		{
			question: "memory of a sandbox, after turns (PSS)",
			unit: "MB",
			samples: memory.after,
			goal: 420,
			note: `${LATER + 1} turns`,
		},
	];
}

/** Every process of one session's sandbox: they all carry its name in their environment, or its folder in their command. */
export function sandboxMemory(dataDir: string, sessionId: string) {
	return memoryOf(
		({ command, environment }) =>
			`${command} ${environment}`.includes(dataDir) && `${command} ${environment}`.includes(sessionId),
	);
}
