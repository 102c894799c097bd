import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort, type ScriptedModel, startScriptedModel } from "@storydream/sandbox/testing";
import {
	type Balancer,
	type FirestoreEmulator,
	type GcsServer,
	startBalancer,
	startFirestoreEmulator,
	startGcsServer,
} from "@storydream/studio/testing";
import { createProject } from "./harness/follower.ts";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

const root = resolve(import.meta.dirname, "../..");
const PROGRAM = join(root, "packages/studio/src/replicas/testing/child-replica.ts");

let emulator: FirestoreEmulator | null = null;
let storage: GcsServer | null = null;
let model: ScriptedModel | null = null;
let balancer: Balancer | null = null;
const studios: RunningStudio[] = [];

test.afterAll(async () => {
	for (const studio of studios) await studio.close();
	await balancer?.close();
	await model?.close();
	await emulator?.stop();
	await storage?.stop();
});

test("two studios behind one address, and the one that works at a turn is killed: the page goes on, and the turn ends", async ({
	page,
}, { outputDir }) => {
	const started = await startFirestoreEmulator(process.env);
	test.skip("missing" in started, "Google's Firestore emulator is not on this machine.");
	if ("missing" in started) throw new Error(started.missing);
	emulator = started;
	storage = await startGcsServer();
	model = await startScriptedModel((request) =>
		request.toolResults.length > 0
			? [{ text: "The note is written." }]
			: [
					{ text: "I think about it for a while, one word after the other, until it is clear.", slowMs: 400 },
					{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } },
				],
	);
	balancer = await startBalancer();
	const url = `http://localhost:${balancer.port}`;
	const sandboxesDir = join(outputDir, "sandboxes");
	const environment = {
		PUBLIC_URL: url,
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
		REPLICA_WEB_DIR: join(root, "packages/web/dist"),
		REPLICA_SANDBOX_MAIN: join(root, "packages/sandbox/src/main.ts"),
		REPLICA_TEMPLATE_DIR: join(root, "packages/template"),
		REPLICA_SHARED: JSON.stringify({ sandboxesDir, gatewayUrl: `${balancer.url}/gateway` }),
	};
	for (let count = 0; count < 2; count += 1) {
		const port = await freePort();
		studios.push(
			await startStudio({ ...environment, PORT: String(port), STUDIO_ADDRESS: `http://127.0.0.1:${port}` }, [PROGRAM]),
		);
		balancer.ports.push(port);
	}

	const { id } = await createProject(url);
	await page.goto(`${url}/projects/${id}`);
	await expect(page.getByTestId("preview-frame")).toBeVisible({ timeout: 60_000 });
	await page.getByTestId("composer").fill("Write a note");
	await page.getByTestId("send").click();
	await expect(page.getByTestId("chat")).toContainText("I think about it", { timeout: 60_000 });

	const owner = studios.find((studio) => studio.output().includes('"msg":"run started"'));
	expect(owner).toBeDefined();
	await owner?.kill();

	await expect(page.getByTestId("chat")).toContainText("The note is written.", { timeout: 60_000 });
	await expect(page.getByTestId("stop")).toBeHidden();
	const { messages } = await (await page.request.get(`${url}/api/projects/${id}/messages`)).json();
	expect(messages).toMatchObject([{ state: "done", commitSha: expect.stringMatching(/^[0-9a-f]{40}$/) }]);
	expect(await page.getByTestId("question").count()).toBe(1);
	await page.getByRole("tab", { name: /versions/i }).click();
	await expect(page.getByTestId("version-item")).toHaveCount(2);
	// The preview is the same sandbox's, by the studio that is left.
	await page.reload();
	await expect(page.getByTestId("preview-frame")).toBeVisible();
	await expect(page.frameLocator('[data-testid="preview-frame"]').locator("body")).toContainText(/\S/, { timeout: 30_000 });

	const removed = await page.request.delete(`${url}/api/projects/${id}`);
	expect(removed.status()).toBe(204);
	await rm(sandboxesDir, { recursive: true, force: true, maxRetries: 5 });
});
