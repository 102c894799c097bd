import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoryDreamError } from "@storydream/protocol";
import { newId } from "../ids.ts";

const LOCK = "studio.lock";

/** The folder a studio keeps everything in, held by one studio at a time. */
export interface DataFolder {
	/** Name of this installation, for what it starts outside of itself: made once, then always the same. */
	readonly install: string;
	/** For another studio to take it. */
	release(): void;
}

/**
 * Takes the folder for this process. The lock is the system's own on a file: it ends with the process, however that ends.
 * Throws `conflict` when another studio works there: both would end each other's sandboxes.
 */
export async function takeDataFolder(dataDir: string): Promise<DataFolder> {
	try {
		await mkdir(dataDir, { recursive: true });
	} catch (error) {
		throw new StoryDreamError("storage_failed", `The folder ${dataDir} can't be made.`, {
			hint: "Set DATA_DIR to a folder you may write.",
			cause: error,
		});
	}
	const lock = hold(dataDir);
	try {
		return { install: await installName(join(dataDir, "install-id")), release: () => lock.close() };
	} catch (error) {
		lock.close();
		throw error;
	}
}

/**
 * Keeps studios out of a folder that is only read, and changes nothing in it: where no studio ever was there is no lock.
 * Throws `conflict` when one works there.
 */
export function keepStudiosOut(dataDir: string): Pick<DataFolder, "release"> {
	if (!existsSync(join(dataDir, LOCK))) return { release: () => {} };
	const lock = hold(dataDir);
	return { release: () => lock.close() };
}

function hold(dataDir: string): DatabaseSync {
	let lock: DatabaseSync | undefined;
	try {
		lock = new DatabaseSync(join(dataDir, LOCK), { timeout: 0 });
		lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
		return lock;
	} catch (error) {
		lock?.close();
		if (error instanceof Error && /locked|busy/i.test(error.message)) {
			throw new StoryDreamError("conflict", `Another studio works in ${dataDir} already.`, {
				hint: "Use that one, or set DATA_DIR to another folder.",
				cause: error,
			});
		}
		throw new StoryDreamError("storage_failed", `The folder ${dataDir} can't be written.`, {
			hint: "Set DATA_DIR to a folder you may write, and see that the disk is not full.",
			cause: error,
		});
	}
}

/** A name that can't be read must not become another one: what runs under it would belong to nobody. */
async function installName(file: string): Promise<string> {
	let known = "";
	try {
		known = await readFile(file, "utf8");
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
			throw new StoryDreamError("storage_failed", `${file} can't be read.`, {
				hint: "It names this installation: see that the studio may read it.",
				cause: error,
			});
		}
	}
	if (/^sd[a-z2-7]{6}$/.test(known)) return known;
	const made = `sd${newId(6)}`;
	// Under its name only when it is whole.
	await writeFile(`${file}.new`, made);
	await rename(`${file}.new`, file);
	return made;
}
