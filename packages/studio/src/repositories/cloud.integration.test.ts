import { describe, vi } from "vitest";
import { openGcsObjects } from "../objects/gcs/index.ts";
import { startGcsServer } from "../objects/testing/gcs-server.ts";
import { emulatorHost, freshDatabase } from "../records/testing/firestore-under-test.ts";
import { describeOperations } from "./contract/operations.contract.ts";
import { describeRepositories } from "./contract/repositories.contract.ts";

// Each of 200 rounds is some thirty requests to two servers, one of them a Java program on the same cores.
vi.setConfig({ testTimeout: 300_000 });

async function open() {
	const database = freshDatabase();
	const server = await startGcsServer();
	return {
		records: database.open(),
		objects: await openGcsObjects({ bucket: server.bucket, projectId: "test", apiEndpoint: server.url }),
		close: async () => {
			await database.close();
			await server.stop();
		},
	};
}

describe.skipIf(emulatorHost === null)("in the cloud", () => {
	describeRepositories("Firestore and Cloud Storage", open);
	describeOperations("Firestore and Cloud Storage", open);
});
