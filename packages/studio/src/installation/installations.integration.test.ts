import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Project } from "@storydream/protocol";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { copyInstallation, loadConfig, openPair, openToRead, type RunningStudio, startStudio } from "../index.ts";
import { startGcsServer } from "../objects/testing/gcs-server.ts";
import { message } from "../records/contract/samples.ts";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import { emulatorHost, freshDatabase } from "../records/testing/firestore-under-test.ts";
import { contents } from "../transfer/testing/sample-installation.ts";

const ROOT = join(import.meta.dirname, "../../../..");
let folder: string;
const closings: (() => Promise<void>)[] = [];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-moving-"));
});
afterEach(async () => {
	for (const close of closings.splice(0).reverse()) await close();
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(environment: Record<string, string>): Promise<RunningStudio> {
	const studio = await startStudio(loadConfig({ PORT: "0", WARM_POOL: "0", ...environment }), {
		webDir: null,
		sandboxMain: join(ROOT, "packages/sandbox/src/main.ts"),
		templateDir: join(ROOT, "packages/template"),
		logger: pino({ level: "silent" }),
	});
	closings.push(() => studio.close({ endAll: true }));
	return studio;
}

const answerOf = async (url: string): Promise<unknown> => (await fetch(url)).json();

test.skipIf(emulatorHost === null)(
	"a studio goes on in the cloud where it stopped here, and here again where it stopped there",
	async () => {
		const here = { DATA_DIR: join(folder, "here") };
		const first = await start(here);
		const made = await fetch(`${first.url}/api/projects`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ name: "Moved" }),
		});
		const project = Project.parse(await made.json());
		const versions = await answerOf(`${first.url}/api/projects/${project.id}/versions`);
		await expect(openToRead(loadConfig(here))).rejects.toMatchObject({
			code: "conflict",
			hint: expect.stringContaining("Stop it"),
		});
		await first.close({ endAll: true });
		// As a studio leaves it that was killed in the middle of a turn.
		const records = createSqliteRecords({ file: join(here.DATA_DIR, "records.db") });
		await records.messages.add(message(project.id, "message-cut-off", { state: "running", runId: "run-1" }));
		await records.close();

		const server = await startGcsServer();
		closings.push(() => server.stop());
		const { projectId, database } = freshDatabase().place;
		const cloud = {
			DATA_DIR: join(folder, "cloud"),
			RECORDS: "firestore",
			OBJECTS: "gcs",
			GCP_PROJECT_ID: projectId,
			FIRESTORE_DATABASE: database,
			FIRESTORE_EMULATOR_HOST: emulatorHost ?? "",
			STORAGE_BUCKET: server.bucket,
			STORAGE_API_ENDPOINT: server.url,
		};
		const move = async (from: Record<string, string>, to: Record<string, string>) => {
			const pair = await openPair(loadConfig(from), loadConfig(to));
			try {
				expect(await copyInstallation(pair)).toMatchObject({ projects: 1, problems: [] });
				expect((await contents(pair.to)).records).toEqual((await contents(pair.from)).records);
			} finally {
				await pair.close();
			}
		};
		await move(here, cloud);
		const second = await start(cloud);
		expect(await answerOf(`${second.url}/api/projects/${project.id}`)).toMatchObject({ name: "Moved" });
		expect(await answerOf(`${second.url}/api/projects/${project.id}/versions`)).toEqual(versions);
		expect((await fetch(`${second.url}/api/projects/${project.id}/archive.zip`)).status).toBe(200);
		expect(await answerOf(`${second.url}/api/projects/${project.id}/messages`)).toMatchObject({
			messages: [{ id: "message-cut-off", state: "failed", error: { code: "sandbox_failed" } }],
		});
		await second.close({ endAll: true });

		const back = { DATA_DIR: join(folder, "back") };
		await move(cloud, back);
		const third = await start(back);
		expect(await answerOf(`${third.url}/api/projects/${project.id}/versions`)).toEqual(versions);
		expect((await fetch(`${third.url}/api/projects/${project.id}/archive.zip`)).status).toBe(200);
	},
);

test("the same place twice is refused, by whatever name", async () => {
	const config = loadConfig({ DATA_DIR: folder });
	await createSqliteRecords({ file: join(folder, "records.db") }).close();
	const other = loadConfig({ DATA_DIR: join(folder, "x", "..") });
	await expect(openPair(config, other)).rejects.toMatchObject({ code: "bad_request" });
	await expect(openPair(loadConfig({ DATA_DIR: join(folder, "none") }), config)).rejects.toMatchObject({ code: "not_found" });
});
