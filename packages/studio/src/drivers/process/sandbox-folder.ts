import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { removeFromShared, removeTree } from "./remove-tree.ts";

/** What the sandbox process writes once it listens. */
const EndpointFile = z.object({
	incarnation: z.string(),
	pid: z.int().positive(),
	agentPort: z.int().min(1).max(65_535),
	previewPort: z.int().min(1).max(65_535),
});

/** What this driver remembers of a sandbox. Kept outside the sandbox's folder, where what runs in it can't write. */
export const ProcessNote = z.object({
	name: z.string(),
	incarnation: z.string(),
	pid: z.int().positive(),
	/** See `ProcessRow.startTime`: with the pid it names one process for ever. */
	startTime: z.string(),
	/** Taken over from `endpoint.json` the first time it is seen, before any agent has run; never read from there again. */
	ports: z.object({ agent: z.int(), preview: z.int() }).nullable(),
	/**
	 * Folder of its socket files. Null: it listens on ports of this machine alone, and knows the gateway by an address
	 * (a sandbox of an earlier release).
	 */
	sockets: z.string().nullable().default(null),
	/** The first process inside its walls, which ends all others with it; null where it has none. */
	inner: z.object({ pid: z.int().positive(), startTime: z.string() }).nullable().default(null),
});
export type ProcessNote = z.infer<typeof ProcessNote>;

const LOG_BYTES = 4_000_000;
const OUTPUT_BYTES = 8_000;
const ENDPOINT_BYTES = 4_000;

/** The places of all sandboxes of an installation on this machine's disk. */
export interface SandboxFolders {
	folder(name: string): string;
	/** The agent's temporary folder: a short path outside the data folder, since those of Unix sockets end at 107 bytes. */
	agentTmp(name: string): string;
	/** Folder of the sandbox's socket files: a short path for the same reason, of which the sandbox sees a part at most. */
	sockets(name: string): string;
	/** Makes the folder with what every sandbox starts from; false when it is there already. */
	make(name: string, nodeModulesDir: string): Promise<boolean>;
	exists(name: string): Promise<boolean>;
	/** Names that have a folder or a note. */
	names(): Promise<string[]>;
	readNote(name: string): Promise<ProcessNote | null>;
	writeNote(note: ProcessNote): Promise<void>;
	/** Ports as the sandbox wrote them, if it has and if they are of this incarnation. */
	readPorts(name: string, incarnation: string): Promise<{ agent: number; preview: number } | null>;
	/** The log file, opened to append. */
	openLog(name: string): Promise<Awaited<ReturnType<typeof open>>>;
	readLog(name: string): Promise<string>;
	/** Empties logs that have grown past 4 MB, their last part kept. */
	trimLogs(): Promise<void>;
	remove(name: string): Promise<void>;
}

export function createSandboxFolders(dataDir: string): SandboxFolders {
	const root = path.join(path.resolve(dataDir), "sandboxes");
	const notes = path.join(path.resolve(dataDir), "processes");
	const folder = (name: string) => path.join(root, name);
	const shortPath = (name: string) =>
		path.join(os.tmpdir(), `sd-${createHash("sha256").update(folder(name)).digest("hex").slice(0, 12)}`);
	const agentTmp = shortPath;
	const sockets = (name: string) => `${shortPath(name)}-s`;
	const noteFile = (name: string) => path.join(notes, `${name}.json`);
	const logFile = (name: string) => path.join(notes, `${name}.log`);

	return {
		folder,
		agentTmp,
		sockets,
		async make(name, nodeModulesDir) {
			await mkdir(root, { recursive: true, mode: 0o700 });
			await mkdir(notes, { recursive: true, mode: 0o700 });
			try {
				await mkdir(folder(name), { mode: 0o700 });
			} catch (error) {
				if (hasCode(error, "EEXIST")) return false;
				throw error;
			}
			await mkdir(path.join(folder(name), "tmp"));
			// Whatever has this name now is not ours; `mkdir` fails rather than take it.
			await removeFromShared(agentTmp(name));
			await mkdir(agentTmp(name), { mode: 0o700 });
			await removeFromShared(sockets(name));
			await symlink(path.resolve(nodeModulesDir), path.join(folder(name), "node_modules"), "dir");
			return true;
		},
		async exists(name) {
			return (await orNull(stat(folder(name)))) !== null;
		},
		async names() {
			const folders = (await orNull(readdir(root, { withFileTypes: true }))) ?? [];
			const files = (await orNull(readdir(notes))) ?? [];
			const noted = files.filter((file) => /\.(json|log)$/.test(file)).map((file) => file.replace(/\.(json|log)$/, ""));
			return [...new Set([...folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name), ...noted])];
		},
		async readNote(name) {
			const text = await orNull(readFile(noteFile(name), "utf8"));
			return text === null ? null : ProcessNote.parse(JSON.parse(text));
		},
		async writeNote(note) {
			const temporary = `${noteFile(note.name)}.tmp`;
			const file = await open(temporary, "w", 0o600);
			try {
				await file.writeFile(JSON.stringify(note));
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(temporary, noteFile(note.name));
		},
		async readPorts(name, incarnation) {
			const text = await readSmallFile(path.join(folder(name), "endpoint.json"));
			if (text === null) return null;
			const parsed = EndpointFile.safeParse(parseJson(text));
			if (!parsed.success || parsed.data.incarnation !== incarnation) return null;
			return { agent: parsed.data.agentPort, preview: parsed.data.previewPort };
		},
		openLog: (name) => open(logFile(name), "a", 0o600),
		readLog: (name) => readTail(logFile(name), OUTPUT_BYTES),
		async trimLogs() {
			for (const file of (await orNull(readdir(notes))) ?? []) {
				const log = path.join(notes, file);
				if (!file.endsWith(".log") || ((await orNull(stat(log)))?.size ?? 0) <= LOG_BYTES) continue;
				dropEarlierLines(log, LOG_BYTES / 4);
			}
		},
		async remove(name) {
			// A process that is just dying may still write: try again rather than leave a half-empty folder.
			await removeTree(folder(name));
			for (const place of [agentTmp(name), sockets(name)]) await removeFromShared(place);
			await rm(logFile(name), { force: true });
			await rm(`${noteFile(name)}.tmp`, { force: true });
			await rm(noteFile(name), { force: true });
		},
	};
}

/**
 * Keeps the last bytes of a log whose writer holds it open to append, so that it goes on at the new end. All in one go:
 * what is written between the reading and the cut would be lost.
 */
function dropEarlierLines(log: string, bytes: number): void {
	const file = openSync(log, "r+");
	try {
		const { size } = fstatSync(file);
		const tail = Buffer.alloc(Math.min(size, bytes));
		const length = readSync(file, tail, 0, tail.length, size - tail.length);
		const kept = Buffer.concat([Buffer.from("(earlier lines were dropped)\n"), tail.subarray(0, length)]);
		ftruncateSync(file, 0);
		writeSync(file, kept, 0, kept.length, 0);
	} finally {
		closeSync(file);
	}
}

/** A file that a sandbox may have written: no link is followed, no pipe is waited for, and a long one is none. */
async function readSmallFile(file: string): Promise<string | null> {
	const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((error: unknown) => {
		if (hasCode(error, "ENOENT") || hasCode(error, "ELOOP") || hasCode(error, "ENXIO")) return null;
		throw error;
	});
	if (handle === null) return null;
	try {
		const about = await handle.stat();
		return about.isFile() && about.size <= ENDPOINT_BYTES ? await handle.readFile("utf8") : null;
	} finally {
		await handle.close();
	}
}

async function readTail(file: string, bytes: number): Promise<string> {
	const handle = await orNull(open(file, "r"));
	if (handle === null) return "";
	try {
		const { size } = await handle.stat();
		const length = Math.min(size, bytes);
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
		return buffer.subarray(0, bytesRead).toString("utf8");
	} finally {
		await handle.close();
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// What runs in the sandbox may have written anything here: then it is as if nothing was written.
		return null;
	}
}

async function orNull<T>(promise: Promise<T>): Promise<T | null> {
	try {
		return await promise;
	} catch (error) {
		if (hasCode(error, "ENOENT")) return null;
		throw error;
	}
}

export function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && "code" in error && error.code === code;
}
