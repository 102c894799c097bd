import { resolve } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { folder, hostAndPort, oneOf, size, webAddress } from "../config/values.ts";
import type { Reader, Section, Variable } from "../config/variables.ts";

/** Where things are known and kept. */
export interface InstallationConfig {
	/** Absolute path of the folder with the database, the objects and what can be made again. */
	dataDir: string;
	/** Where things are known. */
	records: "sqlite" | "firestore";
	/** Where things are kept. */
	objects: "disk" | "gcs";
	/** What `firestore` and `gcs` are reached with, besides application default credentials. */
	google: {
		/** null only where nothing needs it: with `firestore` it is set. */
		projectId: string | null;
		firestoreDatabase: string;
		/** `host:port`; null: Google's own service. */
		firestoreEmulatorHost: string | null;
		storageBucket: string;
		/** null: Google's own service. */
		storageApiEndpoint: string | null;
	};
	/** The most one asset may weigh. */
	maxAssetBytes: number;
}

/** The checkout this file is in: its `.storydream` is ignored by git. */
const DEFAULT_DATA_DIR = resolve(import.meta.dirname, "../../../../.storydream");

const DATA_DIR: Variable<string> = {
	name: "DATA_DIR",
	schema: folder,
	example: "~/storydream",
	about: "Database, objects and caches; default: the folder .storydream of this checkout.",
};
const RECORDS: Variable<"sqlite" | "firestore"> = {
	name: "RECORDS",
	schema: oneOf(["sqlite", "firestore"]),
	example: "sqlite",
	shown: "sqlite",
	about: "What is known (projects, messages, sessions, exports): sqlite, a file in DATA_DIR, or firestore.",
};
const OBJECTS: Variable<"disk" | "gcs"> = {
	name: "OBJECTS",
	schema: oneOf(["disk", "gcs"]),
	example: "disk",
	shown: "disk",
	about: "What is kept (histories, media, films): disk, a folder in DATA_DIR, or gcs, a bucket of Cloud Storage.",
};
const GCP_PROJECT_ID: Variable<string> = {
	name: "GCP_PROJECT_ID",
	schema: z.string().regex(/^[a-z][a-z0-9.:-]{4,60}[a-z0-9]$/, "it must be the id of a Google Cloud project"),
	example: "my-films-123456",
	about: `For RECORDS=firestore and OBJECTS=gcs, each on its own. Credentials are found the usual way: \`gcloud auth
application-default login\` on your own machine, a service account on Google Cloud. deploy/gcp makes what is needed.`,
};
const FIRESTORE_DATABASE: Variable<string> = {
	name: "FIRESTORE_DATABASE",
	schema: z.string().regex(/^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/, "it must be the id of a database, or (default)"),
	example: "storydream",
	shown: "storydream",
};
const STORAGE_BUCKET: Variable<string> = {
	name: "STORAGE_BUCKET",
	schema: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, "it must be the name of a bucket"),
	example: "my-films-data",
	shown: "storydream-data",
};
const FIRESTORE_EMULATOR_HOST: Variable<string> = {
	name: "FIRESTORE_EMULATOR_HOST",
	schema: hostAndPort,
	example: "127.0.0.1:8681",
	about:
		"Only to try it without Google: host:port of `gcloud emulators firestore start`, address of a server that speaks Cloud Storage's JSON API.",
};
const STORAGE_API_ENDPOINT: Variable<string> = {
	name: "STORAGE_API_ENDPOINT",
	schema: webAddress,
	example: "http://127.0.0.1:4443",
};
const MAX_ASSET_BYTES: Variable<number> = {
	name: "MAX_ASSET_BYTES",
	schema: size,
	example: "2GB",
	shown: "2GB",
	about: "The most one picture, video, sound or font may weigh: bytes, or with KB, MB, GB.",
};

export const INSTALLATION_SECTION: Section = {
	title: "Where it keeps things",
	entries: [
		DATA_DIR,
		RECORDS,
		OBJECTS,
		GCP_PROJECT_ID,
		FIRESTORE_DATABASE,
		STORAGE_BUCKET,
		FIRESTORE_EMULATOR_HOST,
		STORAGE_API_ENDPOINT,
		MAX_ASSET_BYTES,
	],
};

export function readInstallationConfig(read: Reader): InstallationConfig {
	const projectId = read(GCP_PROJECT_ID, null);
	const records = read(RECORDS, "sqlite");
	if (records === "firestore" && projectId === null) {
		throw new StoryDreamError("bad_request", "RECORDS is firestore, but GCP_PROJECT_ID does not say in which project.", {
			hint: "Set it like this: GCP_PROJECT_ID=my-films-123456",
		});
	}
	return {
		dataDir: read(DATA_DIR, DEFAULT_DATA_DIR),
		records,
		objects: read(OBJECTS, "disk"),
		google: {
			projectId,
			firestoreDatabase: read(FIRESTORE_DATABASE, "storydream"),
			firestoreEmulatorHost: read(FIRESTORE_EMULATOR_HOST, null),
			storageBucket: read(STORAGE_BUCKET, "storydream-data"),
			storageApiEndpoint: read(STORAGE_API_ENDPOINT, null),
		},
		maxAssetBytes: read(MAX_ASSET_BYTES, 2_000_000_000),
	};
}
