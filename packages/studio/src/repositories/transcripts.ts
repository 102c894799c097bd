import { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import { transcriptFolder } from "../objects/layout.ts";
import type { Objects } from "../objects/objects.ts";
import { Locks } from "./locks.ts";

interface Part {
	path: string;
	/** Where in the transcript it begins, and where it ends. */
	from: number;
	to: number;
}

const DIGITS = 12;
const SESSION = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/**
 * The agent's transcripts: files that only grow, kept as parts named by where they begin. Parts may overlap (a part sent
 * again, a compaction cut short): what is covered already is skipped in reading.
 */
export class Transcripts {
	readonly #objects: Objects;
	readonly #locks = new Locks();

	constructor(objects: Objects) {
		this.#objects = objects;
	}

	/** See Repositories.appendTranscript. */
	async append(projectId: string, session: string, offset: number, body: Buffer): Promise<void> {
		await this.#alone(projectId, session, async (folder) => {
			const end = length(await this.#parts(folder));
			if (offset > end) {
				throw new StoryDreamError(
					"conflict",
					`The transcript is kept up to byte ${end}: what begins at ${offset} leaves a gap.`,
					{
						hint: `Send it again from byte ${end}.`,
					},
				);
			}
			// What is kept already is not written again, also when more was sent with it this time.
			const fresh = body.subarray(end - offset);
			if (fresh.length > 0) await this.#objects.put(partPath(folder, end), fresh);
		});
	}

	async read(projectId: string, session: string): Promise<Readable | null> {
		const parts = await this.#parts(transcriptFolder(projectId, checked(session)));
		return parts.length === 0 ? null : Readable.from(this.#pieces(parts), { objectMode: false });
	}

	async bytes(projectId: string, session: string): Promise<number> {
		return length(await this.#parts(transcriptFolder(projectId, checked(session))));
	}

	/** Joins the parts into one; a crash in between leaves overlapping parts, which read the same. */
	async compact(projectId: string, session: string): Promise<void> {
		await this.#alone(projectId, session, async (folder) => {
			const parts = await this.#parts(folder);
			if (parts.length < 2) return;
			const first = partPath(folder, 0);
			await this.#objects.put(first, Readable.from(this.#pieces(parts), { objectMode: false }), { mode: "replace" });
			for (const part of parts) if (part.path !== first) await this.#objects.remove(part.path);
		});
	}

	#alone<T>(projectId: string, session: string, work: (folder: string) => Promise<T>): Promise<T> {
		const folder = transcriptFolder(projectId, checked(session));
		return this.#locks.run(folder, () => work(folder));
	}

	async #parts(folder: string): Promise<Part[]> {
		const parts: Part[] = [];
		for await (const { path, bytes } of this.#objects.list(folder)) {
			const from = /^(\d+)\.jsonl$/.exec(path.slice(folder.length))?.[1];
			if (from !== undefined) parts.push({ path, from: Number(from), to: Number(from) + bytes });
		}
		return parts.sort((a, b) => a.from - b.from);
	}

	async *#pieces(parts: Part[]): AsyncGenerator<Buffer> {
		let at = 0;
		for (const part of parts) {
			if (part.to <= at) continue;
			if (part.from > at)
				throw new StoryDreamError("storage_failed", `A part of the agent's transcript is missing before ${part.path}.`);
			const object = await this.#objects.open(part.path, { start: at - part.from, end: part.to - part.from - 1 });
			if (!object) throw new StoryDreamError("storage_failed", `A part of the agent's transcript is missing: ${part.path}.`);
			yield* object.body;
			at = part.to;
		}
	}
}

function length(parts: Part[]): number {
	return parts.reduce((end, part) => Math.max(end, part.to), 0);
}

function partPath(folder: string, from: number): string {
	return `${folder}${String(from).padStart(DIGITS, "0")}.jsonl`;
}

function checked(session: string): string {
	if (SESSION.test(session)) return session;
	throw new StoryDreamError("bad_request", "This can't be the id of an agent's session.");
}
