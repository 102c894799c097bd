import { join } from "node:path";
import { createDiskObjects } from "../objects/disk/index.ts";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import { describeOperations } from "./contract/operations.contract.ts";
import { describeRepositories } from "./contract/repositories.contract.ts";
import { temporaryFolder } from "./testing/fixtures.ts";

async function open() {
	const { folder, remove } = await temporaryFolder("stores");
	const records = createSqliteRecords({ file: join(folder, "storydream.db") });
	return {
		records,
		objects: await createDiskObjects({ directory: join(folder, "objects") }),
		close: async () => {
			await records.close();
			await remove();
		},
	};
}

describeRepositories("SQLite and disk", open);
describeOperations("SQLite and disk", open);
