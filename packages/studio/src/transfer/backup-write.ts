import { createHash } from "node:crypto";
import { once, setMaxListeners } from "node:events";
import { createWriteStream } from "node:fs";
import * as fs from "node:fs/promises";
import { lstat, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { StoryDreamError } from "@storydream/protocol";
import tar from "tar-stream";
import { newId } from "../ids.ts";
import { leftoverName } from "../leftovers.ts";
import { errorCode, storageError } from "../objects/objects.ts";
import { isSameCopy, type PartCopy, type ProjectCopy } from "../records/records.ts";
import { Chain, type End, FORMAT, type Head } from "./backup-format.ts";
import { toBuffer } from "./bytes.ts";
import {
	damaged,
	folderOf,
	hashInName,
	isSpare,
	missing,
	namedObjects,
	restless,
	type Stores,
	type TransferProblem,
	type TransferProgress,
	Trouble,
} from "./installation.ts";

export interface BackupOptions {
	from: Stores;
	/** File to write; it must not be there. */
	file: string;
	onProgress?: (progress: TransferProgress) => void;
	/** Ends it; then no file is left. */
	signal?: AbortSignal;
}

export interface BackupReport {
	projects: number;
	/** Of the file. */
	bytes: number;
	/** Projects that are not in it, and why. */
	problems: TransferProblem[];
}

const PASSES = 5;
const RECORDS_BYTES = 1_000_000;
const LEVEL = 3;

/**
 * Writes all that an installation keeps into one file, a piece at a time; it is there under its name once it is whole and
 * on the disk. Throws `conflict` when there is such a file.
 */
export async function writeBackup({ from, file, onProgress, signal }: BackupOptions): Promise<BackupReport> {
	if (await exists(file)) throw taken(file);
	const partial = `${file}.${leftoverName()}`;
	const pack = tar.pack();
	const zstd = createZstdCompress({
		params: { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 },
	});
	const output = pipeline(pack, zstd, createWriteStream(partial, { flags: "wx" }));
	/** Aborted when the file can't be written any more: then nobody takes what is packed. */
	const broken = new AbortController();
	output.catch((error: unknown) => broken.abort(error));
	const ending = AbortSignal.any([broken.signal, ...(signal ? [signal] : [])]);
	setMaxListeners(0, ending);
	const report: BackupReport = { projects: 0, bytes: 0, problems: [] };
	try {
		await fill(pack, { from, report, onProgress, signal: ending });
		pack.finalize();
		await output;
		const handle = await open(partial, "r+");
		try {
			await handle.sync();
			report.bytes = (await handle.stat()).size;
		} finally {
			await handle.close();
		}
		await settle(partial, file);
		return report;
	} catch (error) {
		pack.destroy();
		// Its own failure is the one that is reported, or follows from it.
		await output.catch(() => {});
		signal?.throwIfAborted();
		throw storageError(broken.signal.aborted ? broken.signal.reason : error, `Writing ${file}`);
	} finally {
		await rm(partial, { force: true });
	}
}

interface Filling {
	from: Stores;
	report: BackupReport;
	onProgress: BackupOptions["onProgress"];
	signal: AbortSignal;
}

async function fill(pack: tar.Pack, { from, report, onProgress, signal }: Filling): Promise<void> {
	const chain = new Chain();
	const progress: TransferProgress = { step: "counting", projects: { done: 0, total: 0 }, bytes: { done: 0, total: 0 } };
	const tell = () => onProgress?.(structuredClone(progress));

	async function add(name: string, body: Buffer | Readable, size: number, see?: (chunk: Buffer) => void): Promise<void> {
		signal.throwIfAborted();
		chain.begin(name, size);
		const written = Promise.withResolvers<void>();
		const stop = () => written.reject(signal.reason);
		signal.addEventListener("abort", stop);
		const entry = pack.entry({ name, size }, (error) => (error ? written.reject(error) : written.resolve()));
		const send = async () => {
			for await (const part of Buffer.isBuffer(body) ? [body] : body) {
				signal.throwIfAborted();
				const chunk = toBuffer(part);
				chain.add(chunk);
				see?.(chunk);
				if (!entry.write(chunk)) await once(entry, "drain", { signal });
			}
			entry.end(null);
		};
		try {
			await Promise.all([send(), written.promise]);
		} finally {
			signal.removeEventListener("abort", stop);
		}
	}
	const addJson = (name: string, value: Head | End | ProjectCopy | { whole: boolean }) => {
		const text = Buffer.from(`${JSON.stringify(value)}\n`);
		return add(name, text, text.length);
	};

	/** False when the object went away meanwhile. */
	async function addObject(name: string, path: string): Promise<boolean> {
		const opened = await from.objects.open(path);
		if (opened === null) return false;
		const hash = createHash("sha256");
		const see = (chunk: Buffer) => {
			hash.update(chunk);
			progress.bytes.done += chunk.length;
			tell();
		};
		await add(name, opened.body, opened.info.bytes, see).finally(() => opened.body.destroy());
		const named = hashInName(path);
		if (named !== null && named !== hash.digest("hex")) throw damaged(path);
		return true;
	}

	async function addParts(section: string, id: string): Promise<void> {
		let lines: string[] = [];
		let bytes = 0;
		let number = 0;
		const flush = async () => {
			const text = Buffer.from(lines.map((line) => `${line}\n`).join(""));
			lines = [];
			bytes = 0;
			if (text.length > 0) await add(`${section}/records/${++number}.ndjson`, text, text.length);
		};
		for await (const copy of from.records.copies.parts(id)) {
			const line = JSON.stringify(copy satisfies PartCopy);
			lines.push(line);
			bytes += line.length;
			if (bytes >= RECORDS_BYTES) await flush();
		}
		await flush();
	}

	let sections = 0;
	/** One reading of a project. Throws Trouble when it is damaged. */
	async function addSection(project: ProjectCopy): Promise<boolean> {
		const section = `projects/${++sections}`;
		const needed = new Set(namedObjects(project.record));
		await addJson(`${section}/project.json`, project);
		let still = true;
		let trouble: Trouble | null = null;
		try {
			for await (const { path } of from.objects.list(folderOf(project.record))) {
				needed.delete(path);
				if (isSpare(path)) continue;
				still = (await addObject(`${section}/objects/${path}`, path)) && still;
			}
			await addParts(section, project.record.id);
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			trouble = error;
		}
		const after = await from.records.copies.project(project.record.id);
		still &&= after !== null && isSameCopy(project, after);
		const [lost] = needed;
		if (still && lost !== undefined) trouble ??= missing(project.record, lost);
		await addJson(`${section}/end.json`, { whole: still && trouble === null });
		if (trouble) throw trouble;
		return still;
	}

	async function addProject(id: string): Promise<void> {
		for (let pass = 0; ; pass++) {
			const project = await from.records.copies.project(id);
			if (project === null) return;
			if (await addSection(project)) break;
			if (pass + 1 >= PASSES) throw restless(project.record);
		}
		report.projects++;
	}

	tell();
	await addJson("backup.json", { format: FORMAT, id: newId(), createdAt: new Date().toISOString() });
	const ids = new Set<string>();
	for await (const id of from.records.copies.projectIds()) ids.add(id);
	progress.projects.total = ids.size;
	for await (const { path, bytes } of from.objects.list("")) if (!isSpare(path)) progress.bytes.total += bytes;
	progress.step = "copying";
	const troubled = async (projectId: string | null, work: () => Promise<unknown>) => {
		try {
			await work();
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			report.problems.push({ projectId, message: error.message, hint: error.hint });
		}
	};
	for (const id of ids) {
		await troubled(id, () => addProject(id));
		progress.projects.done++;
		tell();
	}
	for await (const { path } of from.objects.list("")) {
		const [room, id = ""] = path.split("/");
		if (room === "templates" || (room === "repos" && !ids.has(id) && !isSpare(path)))
			await troubled(null, () => addObject(`objects/${path}`, path));
	}
	const end = { projects: report.projects, bytes: chain.bytes, sha256: chain.digest() };
	await addJson("end.json", end);
}

/** Disks that know no second name for a file, such as exFAT's, answer one of these. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);
/** … and those that can't sync a folder one of these. */
const NO_FOLDER_SYNC = new Set(["EINVAL", "EPERM", "ENOTSUP", "EISDIR", "EACCES"]);

/**
 * Gives a finished file its name. Throws `conflict` when there is one of that name by now.
 * @param files the system's own; others for tests
 */
export async function settle(
	partial: string,
	file: string,
	files: Pick<typeof fs, "link" | "open" | "rename"> = fs,
): Promise<void> {
	try {
		await files.link(partial, file);
	} catch (error) {
		if (errorCode(error) === "EEXIST") throw taken(file);
		if (!NO_LINKS.has(errorCode(error) ?? "")) throw error;
		// The name is taken first, so that nobody else's file is put away.
		const reserved = await files.open(file, "wx").catch((cause: unknown) => {
			throw errorCode(cause) === "EEXIST" ? taken(file) : cause;
		});
		await reserved.close();
		await files.rename(partial, file);
	}
	try {
		const folder = await files.open(dirname(file), "r");
		try {
			await folder.sync();
		} finally {
			await folder.close();
		}
	} catch (error) {
		// The backup is in its place; where a folder can't be synced there is nothing more to do.
		if (!NO_FOLDER_SYNC.has(errorCode(error) ?? "")) throw error;
	}
}

async function exists(file: string): Promise<boolean> {
	try {
		await lstat(file);
		return true;
	} catch (error) {
		if (errorCode(error) === "ENOENT") return false;
		throw storageError(error, `Looking for ${file}`);
	}
}

function taken(file: string): StoryDreamError {
	return new StoryDreamError("conflict", `${file} is there already.`, { hint: "Name another file, or move this one away." });
}
