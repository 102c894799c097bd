import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inOrder, type ScriptedModel, startScriptedModel } from "../../../sandbox/src/testing/index.ts";
import { newPlace, type TestPlace, type TestStudio } from "./testing/studio-harness.ts";

let model: ScriptedModel;
let place: TestPlace;
let studio: TestStudio;

beforeAll(async () => {
	model = await startScriptedModel();
	place = await newPlace(model.url);
	studio = await place.studio();
});
afterAll(async () => {
	await place.close();
	await model.close();
});

describe("a turn", () => {
	it("goes from the prompt to an acknowledged version that is in the project's history", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const ready = await page.waitFor("session:ready");
		expect(ready.previewUrl).toMatch(/^http:\/\/[a-z2-7]{26}\.preview\.localhost:8080\/$/);
		model.answer(
			inOrder(
				[
					{ text: "I will " },
					{ text: "write it." },
					{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } },
				],
				[{ text: "Done." }],
			),
		);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "Make a film about tea\nwith details" });
		const complete = await page.waitFor("agent:complete");
		expect(complete).toMatchObject({ outcome: "done" });
		expect(complete.commitSha).toMatch(/^[0-9a-f]{40}$/);
		const project = await studio.records.projects.get(projectId);
		expect(project?.currentCommitSha).toBe(complete.commitSha);
		const { version } = await page.waitFor("version:created");
		expect(version).toMatchObject({
			sha: complete.commitSha,
			title: "Make a film about tea",
			kind: "turn",
			runId: complete.runId,
		});
		const message = await studio.records.messages.get(projectId, "message-1");
		expect(message).toMatchObject({ state: "done", commitSha: complete.commitSha, runId: complete.runId });
		expect(message?.events.map((event) => event.type)).toContain("tool:finished");
		const seqs = page.messages.flatMap((one) => ("seq" in one && one.type !== "session:ready" ? [one.seq] : []));
		expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
	});
});
