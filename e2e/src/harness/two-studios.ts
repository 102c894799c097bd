import { expect, type Page, test } from "@playwright/test";
import { type ScriptedModel, startScriptedModel } from "@storydream/sandbox/testing";
import {
	type Balancer,
	type FirestoreEmulator,
	type GcsServer,
	startBalancer,
	startFirestoreEmulator,
	startGcsServer,
} from "@storydream/studio/testing";
import { createProject } from "./follower.ts";
import type { RunningStudio } from "./studio.ts";

/** What several studios share, and the address in front of them. */
export interface Shared {
	/** Connections to `http://localhost:<port>` go to the studios whose ports it is given. */
	balancer: Balancer;
	/** Stores, model and address, as each studio's environment says them. */
	environment: Record<string, string>;
	close(): Promise<void>;
}

/** Firestore's emulator, a bucket and a scripted model that takes its time; skips the test where there is no emulator. */
export async function startShared(): Promise<Shared> {
	const emulator = await startFirestoreEmulator(process.env);
	test.skip("missing" in emulator, "Google's Firestore emulator is not on this machine.");
	if ("missing" in emulator) throw new Error(emulator.missing);
	const [storage, model, balancer] = await Promise.all([startGcsServer(), startSlowModel(), startBalancer()]);
	return {
		balancer,
		environment: environmentOf(emulator, storage, model, balancer),
		async close() {
			await Promise.all([balancer.close(), model.close(), emulator.stop(), storage.stop()]);
		},
	};
}

/** Says a sentence for so long that a studio can be killed in the middle of it, then writes a file. */
function startSlowModel(): Promise<ScriptedModel> {
	return startScriptedModel((request) =>
		request.toolResults.length > 0
			? [{ text: "The note is written." }]
			: [
					{ text: "I think about it for a while, one word after the other, until it is clear.", slowMs: 400 },
					{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } },
				],
	);
}

function environmentOf(
	emulator: FirestoreEmulator,
	storage: GcsServer,
	model: ScriptedModel,
	balancer: Balancer,
): Record<string, string> {
	return {
		PUBLIC_URL: `http://localhost:${balancer.port}`,
		INSTALLATION: "several",
		RECORDS: "firestore",
		OBJECTS: "gcs",
		GCP_PROJECT_ID: "storydream-test",
		FIRESTORE_EMULATOR_HOST: emulator.host,
		STORAGE_BUCKET: storage.bucket,
		STORAGE_API_ENDPOINT: storage.url,
		ANTHROPIC_API_KEY: "scripted-model-key",
		ANTHROPIC_BASE_URL: model.url,
		WARM_POOL: "0",
		LOG_FORMAT: "json",
	};
}

/** The one of two studios that works at a turn is killed: the page goes on, the turn ends once, and nothing is lost. */
export async function killedInMidTurn(page: Page, url: string, studios: RunningStudio[]): Promise<void> {
	const { id } = await createProject(url);
	await page.goto(`${url}/projects/${id}`);
	await expect(page.getByTestId("preview-frame")).toBeVisible();
	await page.getByTestId("composer").fill("Write a note");
	await page.getByTestId("send").click();
	await expect(page.getByTestId("chat")).toContainText("I think about it");

	const owner = studios.find((studio) => studio.output().includes('"msg":"run started"'));
	expect(owner).toBeDefined();
	await owner?.kill();

	await expect(page.getByTestId("chat")).toContainText("The note is written.");
	await expect(page.getByTestId("stop")).toBeHidden();
	const { messages } = await (await page.request.get(`${url}/api/projects/${id}/messages`)).json();
	expect(messages).toMatchObject([{ state: "done", commitSha: expect.stringMatching(/^[0-9a-f]{40}$/) }]);
	expect(await page.getByTestId("question").count()).toBe(1);
	await page.getByRole("tab", { name: /versions/i }).click();
	await expect(page.getByTestId("version-item")).toHaveCount(2);
	// The preview is the same sandbox's, by the studio that is left.
	await page.reload();
	await expect(page.getByTestId("preview-frame")).toBeVisible();
	await expect(page.frameLocator('[data-testid="preview-frame"]').locator("body")).toContainText(/\S/);

	const removed = await page.request.delete(`${url}/api/projects/${id}`);
	expect(removed.status()).toBe(204);
}
