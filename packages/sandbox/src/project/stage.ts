import type { TreeLimits } from "@storydream/protocol";
import type { OpenFile } from "../files/index.ts";
import type { Git } from "./git.ts";
import { gitId, writeLargeBlob, writeObject } from "./loose-objects.ts";

/** Stores the contents of one save in git, as far as it has room. */
export class Stage {
	readonly #git: Git;
	/** Ids of contents that git has; those of this save are added once it has them. */
	readonly #stored: Set<string>;
	/** Ids of contents that were to be stored by this save. */
	readonly #taken = new Set<string>();
	readonly #limits: TreeLimits;
	#bytes = 0;

	constructor(git: Git, stored: Set<string>, limits: TreeLimits) {
		this.#git = git;
		this.#limits = limits;
		this.#stored = stored;
	}

	/** Whether git has a content, or will have it unless it changes while it is stored. */
	has(id: string): boolean {
		return this.isStored(id) || this.#taken.has(id);
	}

	isStored(id: string): boolean {
		return this.#stored.has(id);
	}

	/** Takes a content in, unless the room of one save is used up. @returns its id */
	async add(content: Buffer): Promise<string> {
		const id = gitId("blob", content);
		if (!this.#mayTake(id, content.length)) return id;
		await writeObject(this.#git, "blob", content);
		this.#stored.add(id);
		return id;
	}

	/**
	 * The same for an open file. Nothing is stored of one that became shorter.
	 * @returns its id, another one than `id` when it changed since that was computed
	 */
	async addLarge(id: string, { handle }: OpenFile, size: number): Promise<string> {
		if (!this.#mayTake(id, size)) return id;
		const content = handle.createReadStream({ start: 0, end: size - 1, autoClose: false });
		const stored = await writeLargeBlob(this.#git, content, size);
		if (stored === null) return id;
		this.#stored.add(stored);
		return stored;
	}

	#mayTake(id: string, size: number): boolean {
		if (this.has(id) || size > this.#limits.fileBytes || this.#bytes + size > this.#limits.savedBytes) return false;
		this.#bytes += size;
		this.#taken.add(id);
		return true;
	}
}
