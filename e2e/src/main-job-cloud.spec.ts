import { test } from "@playwright/test";
import { type FirestoreEmulator, type GcsServer, startFirestoreEmulator, startGcsServer } from "@storydream/studio/testing";
import { describeMainJob } from "./harness/main-job.ts";
import { startStudio } from "./harness/studio.ts";

let emulator: FirestoreEmulator | null = null;
let storage: GcsServer | null = null;
test.afterAll(async () => {
	await emulator?.stop();
	await storage?.stop();
});

describeMainJob("on Firestore and Cloud Storage", start, { seconds: 5, exportScale: 0.5 });

async function start() {
	const started = await startFirestoreEmulator(process.env);
	test.skip("missing" in started, "Google's Firestore emulator is not on this machine.");
	if ("missing" in started) throw new Error(started.missing);
	emulator = started;
	storage = await startGcsServer();
	return startStudio({
		RECORDS: "firestore",
		OBJECTS: "gcs",
		GCP_PROJECT_ID: "storydream-test",
		FIRESTORE_EMULATOR_HOST: emulator.host,
		STORAGE_BUCKET: storage.bucket,
		STORAGE_API_ENDPOINT: storage.url,
	});
}
