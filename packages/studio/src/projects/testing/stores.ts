import { join } from "node:path";
import { createDiskObjects } from "../../objects/disk/index.ts";
import { openGcsObjects } from "../../objects/gcs/index.ts";
import type { Objects } from "../../objects/objects.ts";
import { createFirestoreRecords } from "../../records/firestore/index.ts";
import type { Records } from "../../records/records.ts";
import { createSqliteRecords } from "../../records/sqlite/index.ts";

/** Stores that outlive a process, as what another one can be given. */
export type StoresAddress =
	| { kind: "embedded"; folder: string }
	| { kind: "cloud"; projectId: string; database: string; emulatorHost: string; bucket: string; apiEndpoint: string };

export async function openStores(address: StoresAddress): Promise<{ records: Records; objects: Objects }> {
	if (address.kind === "cloud") {
		const { projectId, bucket, apiEndpoint } = address;
		return { records: createFirestoreRecords(address), objects: await openGcsObjects({ bucket, projectId, apiEndpoint }) };
	}
	return {
		records: createSqliteRecords({ file: join(address.folder, "storydream.db") }),
		objects: await createDiskObjects({ directory: join(address.folder, "objects") }),
	};
}
