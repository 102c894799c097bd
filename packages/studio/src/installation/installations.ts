import { constants } from "node:fs";
import { copyFile, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { errorCode, storageError } from "../objects/objects.ts";
import { createLogger } from "../telemetry/index.ts";
import type { Stores } from "../transfer/index.ts";
import { keepStudiosOut, takeDataFolder } from "./data-folder.ts";
import { openObjects, openRecords, type StoresConfig } from "./stores.ts";

/** The stores of an installation, open. */
export interface OpenInstallation extends Stores {
	/** Sessions of a studio that had not ended; where no lock tells, a hint that one works with it now. */
	liveSessions: number;
	close(): Promise<void>;
}

const DATABASE = "records.db";

/**
 * Opens an installation to be read, and leaves it as it is byte for byte: a database is read from a copy of it. Throws
 * `conflict` when a studio works there, `not_found` when there is none.
 */
export async function openToRead(config: StoresConfig): Promise<OpenInstallation> {
	return opening(async (later) => {
		if (isLocal(config)) later(lockedOut(config.dataDir));
		const records = await openRecords(config.records === "sqlite" ? await snapshot(config, later) : config);
		later(() => records.close());
		const objects = await openObjects(config, quiet(), { readOnly: true });
		return { records, objects, liveSessions: (await records.sessions.listLive()).length };
	});
}

/** Opens an installation to be written, made where it is not there. Throws `conflict` when a studio works there. */
export async function openToWrite(config: StoresConfig): Promise<OpenInstallation> {
	return opening(async (later) => {
		if (isLocal(config)) later(await taken(config.dataDir));
		const records = await openRecords(config);
		later(() => records.close());
		await records.check();
		const objects = await openObjects(config, quiet());
		await objects.check();
		return { records, objects, liveSessions: (await records.sessions.listLive()).length };
	});
}

/**
 * Opens two installations to copy from one to the other. A store that both have is opened once, to be read, and is the
 * same object in both. Throws `bad_request` when they are one and the same.
 */
export async function openPair(
	from: StoresConfig,
	to: StoresConfig,
): Promise<{ from: OpenInstallation; to: Omit<OpenInstallation, "close">; close: () => Promise<void> }> {
	const sameRecords = (await recordsPlace(from)) === (await recordsPlace(to));
	const sameObjects = (await objectsPlace(from)) === (await objectsPlace(to));
	if (sameRecords && sameObjects) {
		throw new StoryDreamError("bad_request", "From and to are the same installation.", { hint: "Name another place with --to." });
	}
	const closing: (() => Promise<void> | void)[] = [];
	const close = async () => {
		for (const one of closing.splice(0).reverse()) await one();
	};
	try {
		const source = await openToRead(from);
		closing.push(source.close);
		const needsFolder = (!sameRecords && to.records === "sqlite") || (!sameObjects && to.objects === "disk");
		// One lock a folder: the source's keeps studios out of it already.
		const locked = isLocal(from) && (await place(from.dataDir)) === (await place(to.dataDir));
		if (needsFolder && !locked) closing.push(await taken(to.dataDir));
		const records = sameRecords ? source.records : await openRecords(to);
		if (!sameRecords) {
			closing.push(() => records.close());
			await records.check();
		}
		const objects = sameObjects ? source.objects : await openObjects(to, quiet());
		if (!sameObjects) await objects.check();
		const liveSessions = sameRecords ? 0 : (await records.sessions.listLive()).length;
		return { from: source, to: { records, objects, liveSessions }, close };
	} catch (error) {
		await close();
		throw error;
	}
}

type Later = (close: () => Promise<void> | void) => void;

/** Opens something of several parts; what was opened is closed again when a later part fails. */
async function opening(work: (later: Later) => Promise<Omit<OpenInstallation, "close">>): Promise<OpenInstallation> {
	const closing: (() => Promise<void> | void)[] = [];
	const close = async () => {
		for (const one of closing.splice(0).reverse()) await one();
	};
	try {
		return { ...(await work((one) => closing.push(one))), close };
	} catch (error) {
		await close();
		throw error;
	}
}

function isLocal({ records, objects }: Pick<StoresConfig, "records" | "objects">): boolean {
	return records === "sqlite" || objects === "disk";
}

function lockedOut(dataDir: string): () => void {
	try {
		return keepStudiosOut(dataDir).release;
	} catch (error) {
		throw inUse(error, dataDir);
	}
}

async function taken(dataDir: string): Promise<() => void> {
	try {
		return (await takeDataFolder(dataDir)).release;
	} catch (error) {
		throw inUse(error, dataDir);
	}
}

function inUse(error: unknown, dataDir: string): unknown {
	if (!(error instanceof StoryDreamError) || error.code !== "conflict") return error;
	return new StoryDreamError("conflict", `A studio works in ${dataDir}.`, {
		hint: "Stop it, then do this again.",
		cause: error,
	});
}

/** The configuration of a copy of a database, which goes when it is closed. */
async function snapshot(config: StoresConfig, later: Later): Promise<StoresConfig> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-reading-"));
	later(() => rm(folder, { recursive: true, force: true }));
	const file = join(config.dataDir, DATABASE);
	try {
		await copyFile(file, join(folder, DATABASE), constants.COPYFILE_FICLONE);
	} catch (error) {
		if (errorCode(error) !== "ENOENT") throw storageError(error, `Copying ${file} to ${folder}, to read it there,`);
		throw new StoryDreamError("not_found", `There is no installation in ${config.dataDir}: it has no ${DATABASE}.`, {
			hint: "Name the folder that DATA_DIR names when its studio runs, such as sqlite+disk:./data",
		});
	}
	// What a studio that was killed had not yet written back.
	await copyFile(`${file}-wal`, join(folder, `${DATABASE}-wal`), constants.COPYFILE_FICLONE).catch((error: unknown) => {
		if (errorCode(error) !== "ENOENT") throw storageError(error, `Copying ${file}-wal to ${folder}, to read it there,`);
	});
	return { ...config, dataDir: folder };
}

async function recordsPlace({ records, dataDir, google }: StoresConfig): Promise<string> {
	if (records === "sqlite") return `sqlite ${await place(dataDir)}`;
	return `firestore ${google.firestoreEmulatorHost ?? ""} ${google.projectId} ${google.firestoreDatabase}`;
}

async function objectsPlace({ objects, dataDir, google }: StoresConfig): Promise<string> {
	if (objects === "disk") return `disk ${await place(dataDir)}`;
	return `gcs ${google.storageApiEndpoint ?? ""} ${google.storageBucket}`;
}

/** A folder by its one true name; one that is not there yet by its path. */
async function place(folder: string): Promise<string> {
	return realpath(folder).catch(() => resolve(folder));
}

function quiet() {
	return createLogger({ level: "silent", pretty: false, secrets: [] });
}
