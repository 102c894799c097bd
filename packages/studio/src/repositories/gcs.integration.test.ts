import { join } from "node:path";
import { openGcsObjects } from "../objects/gcs.ts";
import { startGcsServer } from "../objects/testing/gcs-server.ts";
import { createSqliteRecords } from "../records/sqlite.ts";
import { describeOperations } from "./contract/operations.contract.ts";
import { describeRepositories } from "./contract/repositories.contract.ts";
import { temporaryFolder } from "./testing/fixtures.ts";

async function open() {
	const { folder, remove } = await temporaryFolder("stores");
	const records = createSqliteRecords({ file: join(folder, "storydream.db") });
	const server = await startGcsServer();
	return {
		records,
		objects: await openGcsObjects({ bucket: server.bucket, apiEndpoint: server.url }),
		close: async () => {
			await records.close();
			await server.stop();
			await remove();
		},
	};
}

describeRepositories("SQLite and Cloud Storage", open);
describeOperations("SQLite and Cloud Storage", open);
