import { resolve } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import type { StoresConfig } from "@storydream/studio";

const PLACE =
	/^(?<records>sqlite|firestore)(?:=(?<database>[^+]+))?\+(?<objects>disk|gcs)(?:=(?<bucket>[^:]+))?(?::(?<folder>.+))?$/;

/** How a place is written, for help and errors. */
export const PLACE_HELP = `A place is RECORDS+OBJECTS[:FOLDER]:
  sqlite+disk:./data    the folder that DATA_DIR names when the studio runs; without it, DATA_DIR itself
  firestore+gcs         what GCP_PROJECT_ID, FIRESTORE_DATABASE and STORAGE_BUCKET name
  firestore=my-project/my-database+gcs=my-bucket    the same, named here
Each half can be moved on its own: from sqlite+disk:./data to sqlite+gcs:./data moves the objects only.`;

/** An installation by what a person writes; what is left out is as the studio's own configuration has it. */
export function parsePlace(text: string, configured: StoresConfig): StoresConfig {
	const parts = PLACE.exec(text)?.groups;
	if (!parts) throw wrong(text, "it is none of sqlite+disk, sqlite+gcs, firestore+disk and firestore+gcs");
	const records = parts.records === "firestore" ? "firestore" : "sqlite";
	const objects = parts.objects === "gcs" ? "gcs" : "disk";
	const { database, bucket, folder } = parts;
	if (database !== undefined && records === "sqlite") throw wrong(text, "only firestore has a database to name");
	if (bucket !== undefined && objects === "disk") throw wrong(text, "only gcs has a bucket to name");
	if (folder !== undefined && records === "firestore" && objects === "gcs") throw wrong(text, "nothing of it lies in a folder");
	const google = { ...configured.google };
	if (database !== undefined) {
		const [, projectId, name] = /^([^/]+)\/([^/]+)$/.exec(database) ?? [];
		if (projectId === undefined || name === undefined) throw wrong(text, "the database is not named as project/database");
		google.projectId = projectId;
		google.firestoreDatabase = name;
	}
	if (bucket !== undefined) google.storageBucket = bucket;
	if (records === "firestore" && google.projectId === null) {
		throw new StoryDreamError("bad_request", `${text} does not say in which Google Cloud project the database is.`, {
			hint: "Set GCP_PROJECT_ID, or name both: firestore=my-project/my-database",
		});
	}
	return { records, objects, google, dataDir: folder === undefined ? configured.dataDir : resolve(folder) };
}

/** The place in words, for what is printed. */
export function tellPlace({ records, objects, google, dataDir }: StoresConfig): string {
	const known = records === "sqlite" ? "SQLite" : `Firestore (${google.projectId}/${google.firestoreDatabase})`;
	const kept = objects === "disk" ? "disk" : `Cloud Storage (${google.storageBucket})`;
	return `${known} and ${kept}${records === "sqlite" || objects === "disk" ? ` in ${dataDir}` : ""}`;
}

function wrong(text: string, why: string): StoryDreamError {
	return new StoryDreamError("bad_request", `“${text}” is no place: ${why}.`, { hint: PLACE_HELP });
}
