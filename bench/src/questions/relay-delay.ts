import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { startScriptedModel } from "@storydream/sandbox/testing";
import type { Figure } from "../harness/figures.ts";

const SESSIONS = 20;
const PIECES = 40;

/** How long the studio itself holds an event back, with twenty sessions talking at once, as its own histogram says. */
export async function relayDelay(): Promise<Figure[]> {
	const words = Array.from({ length: PIECES }, (_, index) => `word${index}`).join(" ");
	const model = await startScriptedModel(() => [{ text: words, slowMs: 50 }]);
	const studio = await startStudio({
		ANTHROPIC_API_KEY: "scripted-model-key",
		ANTHROPIC_BASE_URL: model.url,
		WARM_POOL: "0",
		MAX_SESSIONS: String(SESSIONS),
	});
	try {
		const sessions = [];
		for (let index = 0; index < SESSIONS; index += 1) {
			const project = await createProject(studio.url);
			const session = await follow(studio.url, project.id);
			await session.until("session:ready", undefined, 120_000);
			sessions.push(session);
		}
		for (const session of sessions) session.send("Talk");
		await Promise.all(sessions.map((session) => session.until("agent:complete", undefined, 180_000)));
		const metrics = await (await fetch(`${studio.url}/metrics`)).text();
		const p99 = Number(/^storydream_relay_seconds\{quantile="0.99"\} ([\d.e-]+)/m.exec(metrics)?.[1] ?? Number.NaN) * 1000;
		for (const session of sessions) session.close();
		return [{ question: `studio's own delay of an event at ${SESSIONS} sessions, p99`, unit: "ms", samples: [p99], goal: 5 }];
	} finally {
		await studio.close();
		await model.close();
	}
}
