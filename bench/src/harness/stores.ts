import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createDiskObjects } from "../../../packages/studio/src/objects/disk/index.ts";
import { openGcsObjects } from "../../../packages/studio/src/objects/gcs/index.ts";
import type { Objects } from "../../../packages/studio/src/objects/objects.ts";
import { startGcsServer } from "../../../packages/studio/src/objects/testing/gcs-server.ts";
import { createFirestoreRecords } from "../../../packages/studio/src/records/firestore/index.ts";
import type { Records } from "../../../packages/studio/src/records/records.ts";
import { createSqliteRecords } from "../../../packages/studio/src/records/sqlite/index.ts";
import { startFirestoreEmulator } from "../../../packages/studio/src/records/testing/firestore-emulator.ts";
import { createRepositories, type Repositories } from "../../../packages/studio/src/repositories/index.ts";
import { projectRecord, writeTemplate } from "../../../packages/studio/src/repositories/testing/fixtures.ts";
import { Writer } from "../../../packages/studio/src/repositories/testing/writer.ts";

/** A pair of stores a studio can be set to, empty. */
export interface Stores {
	name: string;
	/** What a reader must know of it; to be put into the table. */
	note?: string;
	records: Records;
	objects: Objects;
	/** For caches and work trees; goes with the stores. */
	folder: string;
}

/** Runs a question on both pairs of stores: SQLite and disk, Firestore and Cloud Storage; the latter two on this machine. */
export async function onBothPairs<T>(ask: (stores: Stores) => Promise<T[]>): Promise<T[]> {
	const answers: T[] = [];
	answers.push(
		...(await inFolder(async (folder) => {
			const records = createSqliteRecords({ file: join(folder, "records.db") });
			try {
				return await ask({
					name: "SQLite, disk",
					records,
					objects: await createDiskObjects({ directory: join(folder, "objects") }),
					folder,
				});
			} finally {
				await records.close();
			}
		})),
	);
	const emulator = await startFirestoreEmulator(process.env);
	const server = await startGcsServer();
	try {
		const objects = await openGcsObjects({ bucket: server.bucket, projectId: "storydream-bench", apiEndpoint: server.url });
		answers.push(
			...(await inFolder(async (folder) => {
				const firestore = !("missing" in emulator);
				const records = firestore
					? createFirestoreRecords({
							projectId: "storydream-bench",
							database: `bench-${randomUUID()}`,
							emulatorHost: emulator.host,
						})
					: createSqliteRecords({ file: join(folder, "records.db") });
				try {
					const name = `${firestore ? "Firestore" : "SQLite"}, Cloud Storage`;
					return await ask({ name, note: "servers on this machine", records, objects, folder });
				} finally {
					await records.close();
				}
			})),
		);
		return answers;
	} finally {
		await server.stop();
		if (!("missing" in emulator)) await emulator.stop();
	}
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-bench-"));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** A project of so many files that weigh so much together, in bytes that can't be packed, and a work tree of it. */
export async function makeProject(
	stores: Pick<Stores, "records" | "folder">,
	repositories: Repositories,
	id: string,
	{ files, bytes }: { files: number; bytes: number },
): Promise<Writer> {
	const template = join(stores.folder, "template");
	await writeTemplate(template);
	await repositories.publishTemplate(template);
	await stores.records.projects.create(projectRecord(id, await repositories.initialise(id)));
	const writer = await Writer.open(repositories, id, join(stores.folder, `work-${id}`));
	for (let file = 0; file < files; file += 1) {
		const path = join(writer.folder, `media/${file % 10}/${file}.bin`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, randomBytes(Math.round(bytes / files)));
	}
	const expectedHead = await writer.head();
	const newHead = await writer.commit({ subject: "Fill it" });
	await repositories.publish(id, { expectedHead, newHead, bundle: await writer.bundle(expectedHead) });
	return writer;
}

/** Histories on the given stores, with a cache of their own on this machine. */
export function openRepositories(stores: Stores, objects: Objects, cache: string): Promise<Repositories> {
	return createRepositories({ records: stores.records, objects, cacheDir: join(stores.folder, cache) });
}
