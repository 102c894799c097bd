import { join } from "node:path";
import type { Config } from "../config/index.ts";
import { createDiskObjects } from "../objects/disk/index.ts";
import type { Signing } from "../objects/gcs/index.ts";
import type { Objects } from "../objects/objects.ts";
import type { Records } from "../records/records.ts";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import type { Logger } from "../telemetry/index.ts";

/** The parts of a configuration that say where things are known and kept. */
export type StoresConfig = Pick<Config, "dataDir" | "records" | "objects" | "google">;

/**
 * The records that are configured. Google's client is loaded only where it is used: it is large. Throws `storage_failed`
 * with what to do when they can't be opened.
 */
export async function openRecords(config: StoresConfig): Promise<Records> {
	if (config.records === "sqlite") return createSqliteRecords({ file: join(config.dataDir, "records.db") });
	const { projectId, firestoreDatabase, firestoreEmulatorHost } = config.google;
	const { createFirestoreRecords } = await import("../records/firestore/index.ts");
	return createFirestoreRecords({
		projectId: projectId ?? "",
		database: firestoreDatabase,
		emulatorHost: firestoreEmulatorHost,
	});
}

/**
 * Shows that the records that are configured can be written and read, and that every list can be made (Firestore refuses
 * those whose index is not there). Throws `storage_failed` with what to do.
 */
export async function proveRecords(config: StoresConfig): Promise<void> {
	const records = await openRecords(config);
	try {
		await records.check();
		const nobody = "nobody";
		await Promise.all([
			records.projects.list({ userId: nobody, limit: 1 }),
			records.projects.listDeleting(),
			records.messages.list({ projectId: nobody, limit: 1 }),
			records.messages.listOpen(nobody),
			records.messages.listProjectsWithOpen(),
			records.sessions.findByProject(nobody),
			records.sessions.listLive(),
			records.sessions.findByPreviewKey(nobody),
			records.sessions.findByGatewayToken(nobody),
			records.studios.list(),
			records.exports.listByProject(nobody),
			records.exports.listOpen(),
		]);
	} finally {
		await records.close();
	}
}

/** The objects that are configured; see `openRecords`. `readOnly`: nothing is tidied up there. */
export async function openObjects(
	config: StoresConfig,
	logger: Logger,
	{ readOnly = false }: { readOnly?: boolean } = {},
): Promise<Objects> {
	if (config.objects === "disk") return createDiskObjects({ directory: join(config.dataDir, "objects"), readOnly });
	const { openGcsObjects } = await import("../objects/gcs/index.ts");
	return openGcsObjects({ ...bucketOf(config), logger: logger.child({ room: "objects" }) });
}

/**
 * Shows that the objects that are configured can be written and read, and for a bucket whether addresses can be signed;
 * null for a disk. Throws `storage_failed` with what to do.
 */
export async function proveObjects(config: StoresConfig): Promise<Signing | null> {
	if (config.objects === "disk") {
		await createDiskObjects({ directory: join(config.dataDir, "objects") }).then((objects) => objects.check());
		return null;
	}
	const { proveGcsObjects } = await import("../objects/gcs/index.ts");
	// Somebody waits for the answer: less patience than a studio has.
	return proveGcsObjects({ ...bucketOf(config), timing: { deadlineMs: 20_000, silenceMs: 10_000 } });
}

function bucketOf({ google: { projectId, storageBucket, storageApiEndpoint } }: StoresConfig) {
	return {
		bucket: storageBucket,
		...(projectId === null ? {} : { projectId }),
		...(storageApiEndpoint === null ? {} : { apiEndpoint: storageApiEndpoint }),
	};
}
