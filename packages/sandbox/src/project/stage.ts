import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { StoryDreamError, type TreeLimits } from "@storydream/protocol";
import type { OpenFile } from "../files/index.ts";
import type { Git } from "./git.ts";
import { gitId, writeBlobs } from "./tree-objects.ts";

/** Contents on their way into git: copies in a folder of the host's, which no code of the project can exchange. */
export class Stage {
	readonly #folder: string;
	/** Ids of contents that git has; those of the stage are added once it has them. */
	readonly #stored: Set<string>;
	/** By id: the copy. */
	readonly #copies = new Map<string, string>();
	#bytes = 0;

	readonly #limits: TreeLimits;

	constructor(folder: string, stored: Set<string>, limits: TreeLimits) {
		this.#folder = folder;
		this.#limits = limits;
		this.#stored = stored;
	}

	has(id: string): boolean {
		return this.#stored.has(id) || this.#copies.has(id);
	}

	/** Takes a content in, unless the room of one save is used up. @returns its id */
	async add(content: Buffer): Promise<string> {
		const id = gitId("blob", content);
		if (this.#mayTake(id, content.length)) await writeFile(this.#placeOf(id), content, { flag: "wx" });
		return id;
	}

	/** The same for an open file. @returns its id: the one of the copy, when the file changed since `id` was computed */
	async addLarge(id: string, { handle }: OpenFile, size: number): Promise<string> {
		if (!this.#mayTake(id, size)) return id;
		const place = this.#placeOf(id);
		const hash = createHash("sha1").update(`blob ${size}\0`);
		await pipeline(
			handle.createReadStream({ start: 0, end: size - 1, autoClose: false }),
			async function* (source: AsyncIterable<Buffer>) {
				for await (const chunk of source) {
					hash.update(chunk);
					yield chunk;
				}
			},
			createWriteStream(place, { flags: "wx" }),
		);
		const copied = hash.digest("hex");
		if (copied !== id) {
			this.#copies.delete(id);
			this.#copies.set(copied, place);
		}
		return copied;
	}

	async store(git: Git): Promise<void> {
		const ids = [...this.#copies.keys()];
		const written = await writeBlobs(git, [...this.#copies.values()]);
		if (written.join() !== ids.join())
			throw new StoryDreamError("storage_failed", "A file changed while it was saved.", {
				hint: "Save again: nothing was lost.",
			});
		for (const id of ids) this.#stored.add(id);
	}

	#mayTake(id: string, size: number): boolean {
		if (this.has(id) || size > this.#limits.fileBytes || this.#bytes + size > this.#limits.savedBytes) return false;
		this.#bytes += size;
		return true;
	}

	#placeOf(id: string): string {
		const place = path.join(this.#folder, `${this.#copies.size}`);
		this.#copies.set(id, place);
		return place;
	}
}
