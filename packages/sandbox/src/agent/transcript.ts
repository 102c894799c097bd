import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StoryDreamError } from "@storydream/protocol";

const SESSION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids of agent sessions become file names: only the SDK's own shape is taken. */
export function isSessionId(id: string): boolean {
	return SESSION_ID.test(id);
}

/** The agent's memory of a conversation, as the SDK's program writes it: one JSON line an entry, only ever added to. */
export class Transcripts {
	readonly #claudeDir: string;
	readonly #projectDir: string;

	constructor(claudeDir: string, projectDir: string) {
		this.#claudeDir = claudeDir;
		this.#projectDir = projectDir;
	}

	/** Where the transcript of a session is; null while it has none. It may stand under the name of another work folder. */
	async find(sessionId: string): Promise<{ file: string; bytes: number } | null> {
		if (!isSessionId(sessionId)) return null;
		const root = path.join(this.#claudeDir, "projects");
		for (const folder of await readdir(root).catch(() => [])) {
			const file = path.join(root, folder, `${sessionId}.jsonl`);
			const there = await stat(file).catch(() => null);
			if (there?.isFile() && there.size > 0) return { file, bytes: there.size };
		}
		return null;
	}

	/** Stores a transcript so that the session can be resumed in this folder. */
	async put(sessionId: string, body: Readable): Promise<void> {
		if (!isSessionId(sessionId)) throw new StoryDreamError("bad_request", "That is no id of an agent's session.");
		const folder = path.join(this.#claudeDir, "projects", (await realpath(this.#projectDir)).replace(/[^a-zA-Z0-9]/g, "-"));
		await mkdir(folder, { recursive: true });
		const file = path.join(folder, `${sessionId}.jsonl`);
		const temporary = `${file}.part`;
		try {
			await pipeline(body, createWriteStream(temporary));
			await rename(temporary, file);
		} finally {
			await rm(temporary, { force: true });
		}
	}

	/** Bytes from an offset on, up to the end it had when asked: whole lines only arrive whole at their end. */
	read(found: { file: string; bytes: number }, from: number): Readable | null {
		return from >= found.bytes ? null : createReadStream(found.file, { start: from, end: found.bytes - 1 });
	}
}
