import { join } from "node:path";
import { createDiskObjects } from "../objects/disk.ts";
import { createSqliteRecords } from "../records/sqlite.ts";
import { describeRepositories } from "./contract/repositories.contract.ts";
import { temporaryFolder } from "./testing/fixtures.ts";

describeRepositories("SQLite and disk", async () => {
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
});
