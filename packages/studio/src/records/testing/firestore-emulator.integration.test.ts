import { expect, test } from "vitest";
import { startFirestoreEmulator } from "./firestore-emulator.ts";

test("a machine without the Google Cloud CLI is reported, and nothing is left running", async () => {
	expect(await startFirestoreEmulator({ PATH: "/nowhere" })).toEqual({
		missing: "the Google Cloud CLI (gcloud) is not on this machine",
	});
});

test("an emulator that was named and does not answer is reported", async () => {
	expect(await startFirestoreEmulator({ FIRESTORE_EMULATOR_HOST: "127.0.0.1:1" })).toEqual({
		missing: "nothing answers at FIRESTORE_EMULATOR_HOST=127.0.0.1:1",
	});
});
