import { join } from "node:path";
import { createDiskObjects } from "../../objects/disk.ts";
import type { Objects } from "../../objects/objects.ts";
import type { Records } from "../../records/records.ts";
import { createSqliteRecords } from "../../records/sqlite.ts";

/** Stores that outlive a process, as a text that can be handed to another one: `embedded:<folder>`. */
export async function openStores(address: string): Promise<{ records: Records; objects: Objects }> {
	const folder = address.slice("embedded:".length);
	return {
		records: createSqliteRecords({ file: join(folder, "storydream.db") }),
		objects: await createDiskObjects({ directory: join(folder, "objects") }),
	};
}
