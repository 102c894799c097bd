import { createReadStream } from "node:fs";
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { CommitSha, StoryDreamError } from "@storydream/protocol";
import { leftoverName, sweepLeftovers } from "../leftovers.ts";
import { conflictsFolder, packPath } from "../objects/layout.ts";
import { errorCode, type Objects } from "../objects/objects.ts";
import type { PackRecord, ProjectRecord } from "../records/records.ts";
import { ahead } from "./ahead.ts";
import { readBundleHeader } from "./bundle-header.ts";
import { GitFailure, git } from "./git.ts";
import { spool } from "./spool.ts";

const TEMPORARY = "~tmp";
/** When a clone was used is written down at most so often. */
const TOUCH_EVERY_MS = 60_000;
const BUNDLE_DEADLINE_MS = 5 * 60_000;
/** Packs that are fetched at the same time. */
const DOWNLOADS = 6;
/** Attributes above all others: no file of a project can make git leave out, convert or filter a byte. */
const ATTRIBUTES = "* -text -filter -ident -export-ignore -export-subst -working-tree-encoding\n";
const CONFIG = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
[http]
	receivepack = false
`;

/** A clone that already holds a pack, by the pack's hash: new projects start from it instead of fetching. */
export interface Seed {
	packSha256: string;
	gitDir: string;
	head: string;
}

/**
 * Bare clones of projects on this machine, made from the packs in objects. They are a cache: nothing is lost with them,
 * and one that is damaged is dropped and made again. Callers hold the project's lock for every verb that writes.
 */
export class Clones {
	readonly #folder: string;
	readonly #objects: Objects;
	readonly #now: () => number;
	#seed: Seed | null = null;
	/** By project: how many read from its clone without the lock. */
	readonly #held = new Map<string, number>();
	/** By project: when it was last written down that its clone is used. */
	readonly #touched = new Map<string, number>();

	private constructor(folder: string, objects: Objects, now: () => number) {
		this.#folder = resolve(folder);
		this.#objects = objects;
		this.#now = now;
	}

	/** Opens the folder of clones; removes what earlier processes left half-made. */
	static async open(folder: string, objects: Objects, now: () => number = Date.now): Promise<Clones> {
		const clones = new Clones(folder, objects, now);
		await mkdir(join(clones.#folder, TEMPORARY), { recursive: true });
		await sweepLeftovers(join(clones.#folder, TEMPORARY));
		return clones;
	}

	setSeed(seed: Seed): void {
		this.#seed = seed;
	}

	/** A path in the clones' file system for a file or folder of this process. */
	temporary(): string {
		return join(this.#folder, TEMPORARY, leftoverName());
	}

	gitDir(projectId: string): string {
		return join(this.#folder, `${projectId}.git`);
	}

	/** A clone whose `main` is the project's head: as it is, brought up to date, or made anew. */
	async ensure(project: ProjectRecord): Promise<string> {
		const gitDir = await this.#upToDate(project);
		await this.#touch(project.id);
		return gitDir;
	}

	/** Projects that have a clone here. */
	async list(): Promise<string[]> {
		return (await readdir(this.#folder)).flatMap((name) => /^([a-z0-9-]+)\.git$/i.exec(name)?.[1] ?? []);
	}

	/** When it was last requested, to the minute, in ms since 1970; 0 when there is no clone. */
	async usedAt(projectId: string): Promise<number> {
		try {
			const { mtimeMs } = await stat(join(this.gitDir(projectId), "config"));
			return Math.max(mtimeMs, this.#touched.get(projectId) ?? 0);
		} catch (error) {
			if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return 0;
			throw error;
		}
	}

	/** It is read from without the lock until the returned function is called. */
	hold(projectId: string): () => void {
		this.#held.set(projectId, (this.#held.get(projectId) ?? 0) + 1);
		return () => {
			const left = (this.#held.get(projectId) ?? 1) - 1;
			if (left > 0) this.#held.set(projectId, left);
			else this.#held.delete(projectId);
		};
	}

	isHeld(projectId: string): boolean {
		return this.#held.has(projectId);
	}

	/** The config is never written again: its date says when the clone was last used, also to the next studio. */
	async #touch(projectId: string): Promise<void> {
		const now = this.#now();
		if (now - (this.#touched.get(projectId) ?? 0) < TOUCH_EVERY_MS) return;
		this.#touched.set(projectId, now);
		try {
			await utimes(join(this.gitDir(projectId), "config"), now / 1000, now / 1000);
		} catch (error) {
			// A damaged clone: git will say so.
			if (errorCode(error) !== "ENOENT") throw error;
		}
	}

	async #upToDate(project: ProjectRecord): Promise<string> {
		const gitDir = this.gitDir(project.id);
		const main = await readMain(gitDir);
		if (main === project.currentCommitSha) return gitDir;
		const known = project.packs.findIndex((pack) => pack.head === main);
		if (known >= 0) {
			try {
				await this.#takePacks(gitDir, project.id, project.packs.slice(known + 1));
				if ((await readMain(gitDir)) === project.currentCommitSha) return gitDir;
			} catch (error) {
				if (!(error instanceof GitFailure)) throw error;
				// Damaged: made anew below.
			}
		}
		await this.drop(project.id);
		return this.#make(project);
	}

	async drop(projectId: string): Promise<void> {
		this.#touched.delete(projectId);
		const gitDir = this.gitDir(projectId);
		// Moved away first: a crash while removing must not leave half a clone under the name of a whole one.
		const away = this.temporary();
		try {
			await rename(gitDir, away);
		} catch (error) {
			if (errorCode(error) === "ENOENT") return;
			throw error;
		}
		await rm(away, { recursive: true, force: true });
	}

	/** For a clone that git failed on: what it was made from may be damaged as well, so the next one is made of packs alone. */
	async dropDamaged(projectId: string): Promise<void> {
		const seed = this.#seed;
		this.#seed = null;
		if (seed) await rm(seed.gitDir, { recursive: true, force: true });
		await this.drop(projectId);
	}

	/** An empty bare repository with our settings, in a temporary place. */
	async makeEmpty(): Promise<string> {
		const gitDir = this.temporary();
		await mkdir(join(gitDir, "objects", "pack"), { recursive: true });
		await mkdir(join(gitDir, "refs", "heads"), { recursive: true });
		await mkdir(join(gitDir, "info"));
		await writeFile(join(gitDir, "config"), CONFIG);
		await writeFile(join(gitDir, "info", "attributes"), ATTRIBUTES);
		// Last: without it git takes the folder for no repository.
		await writeFile(join(gitDir, "HEAD"), "ref: refs/heads/main\n");
		return gitDir;
	}

	async #make(project: ProjectRecord): Promise<string> {
		const gitDir = this.gitDir(project.id);
		const making = await this.makeEmpty();
		try {
			let packs = project.packs;
			if (this.#seed && packs[0]?.sha256 === this.#seed.packSha256 && (await plant(this.#seed, making))) packs = packs.slice(1);
			await this.#takePacks(making, project.id, packs);
			const main = await readMain(making);
			if (main !== project.currentCommitSha) {
				throw new StoryDreamError("storage_failed", `The packs of project ${project.id} end at another commit than its head.`);
			}
			await this.#takeConflicts(making, project.id);
			try {
				await rename(making, gitDir);
			} catch (error) {
				// Another process was faster; its clone is as good as ours.
				if (!["ENOTEMPTY", "EEXIST"].includes(errorCode(error)) || (await readMain(gitDir)) !== project.currentCommitSha)
					throw error;
				await rm(making, { recursive: true, force: true });
			}
			return gitDir;
		} catch (error) {
			await rm(making, { recursive: true, force: true });
			throw error;
		}
	}

	async #takePacks(gitDir: string, projectId: string, packs: PackRecord[]): Promise<void> {
		// Some are fetched while others are taken in: from a bucket each one costs a journey. Taken in in their order.
		const coming = ahead(packs, DOWNLOADS, (pack) => this.#download(packPath(projectId, pack.sha256), pack));
		try {
			for await (const [pack, file] of coming.all) {
				await takeBundle(gitDir, file, "ours");
				await setRef(gitDir, "refs/heads/main", pack.head);
				await rm(file, { force: true });
			}
		} finally {
			for (const file of await coming.left()) await rm(file, { force: true });
		}
	}

	/** Refused commits, kept as objects. One may build on another: taken in whatever order works. */
	async #takeConflicts(gitDir: string, projectId: string): Promise<void> {
		let waiting: string[] = [];
		for await (const { path } of this.#objects.list(conflictsFolder(projectId))) waiting.push(path);
		for (let before = -1; before !== waiting.length; ) {
			before = waiting.length;
			const later: string[] = [];
			for (const path of waiting) {
				const file = await this.#download(path);
				try {
					await takeRefused(gitDir, file);
				} catch (error) {
					if (!(error instanceof GitFailure)) throw error;
					later.push(path);
				} finally {
					await rm(file, { force: true });
				}
			}
			waiting = later;
		}
	}

	async #download(path: string, expected?: PackRecord): Promise<string> {
		const object = await this.#objects.open(path);
		if (!object)
			throw new StoryDreamError("storage_failed", `A part of the project's history is missing: ${path}.`, {
				hint: "Restore the folder of objects from a backup.",
			});
		const file = this.temporary();
		const { sha256 } = await spool(object.body, file);
		if (expected && sha256 !== expected.sha256) {
			await rm(file, { force: true });
			throw new StoryDreamError("storage_failed", `A part of the project's history is damaged: ${path}.`, {
				hint: "Restore the folder of objects from a backup.",
			});
		}
		return file;
	}
}

/**
 * Takes the objects of a bundle into a repository; no ref is changed. `foreign`: git looks at each object, and that all
 * it refers to is there. Throws GitFailure when the bundle is damaged, or builds on what is not there.
 */
export async function takeBundle(gitDir: string, file: string, trust: "foreign" | "ours"): Promise<void> {
	const { packAt } = await readBundleHeader(file);
	// Straight to what `git fetch` would do in the end: it starts four processes where one is enough.
	const check = trust === "foreign" ? ["--strict"] : [];
	await git(gitDir, ["index-pack", "--stdin", "--fix-thin", ...check], {
		input: createReadStream(file, { start: packAt, highWaterMark: 1 << 20 }),
		deadlineMs: BUNDLE_DEADLINE_MS,
	});
}

/** Takes in the bundle of a refused writer, as `refs/conflict/<its tip>`. Throws GitFailure like `takeBundle`. */
export async function takeRefused(gitDir: string, file: string): Promise<void> {
	await takeBundle(gitDir, file, "foreign");
	for (const { sha } of (await readBundleHeader(file)).refs) {
		await git(gitDir, ["cat-file", "-e", `${sha}^{commit}`]);
		await setRef(gitDir, `refs/conflict/${sha}`, sha);
	}
}

/** Sets a ref of one of our clones. The commit must be there. */
export async function setRef(gitDir: string, ref: string, sha: string): Promise<void> {
	// A file of its own for each ref: that is how our clones are made. Written beside, so that no reader sees half of it.
	const path = join(gitDir, ref);
	const beside = join(gitDir, leftoverName());
	await mkdir(dirname(path), { recursive: true });
	await writeFile(beside, `${sha}\n`);
	await rename(beside, path);
}

/** Where `main` of one of our clones stands; null when there is no clone. */
async function readMain(gitDir: string): Promise<string | null> {
	try {
		// A file of its own for each branch: that is how our clones are made, and a process less per request.
		const text = (await readFile(join(gitDir, "refs", "heads", "main"), "utf8")).trim();
		return CommitSha.safeParse(text).data ?? null;
	} catch (error) {
		if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return null;
		throw error;
	}
}

/**
 * Gives an empty repository the seed's commits, sharing its pack files: they are never written again. False when the
 * seed is not there (any more) or can't be shared: the packs are fetched then.
 */
async function plant(seed: Seed, gitDir: string): Promise<boolean> {
	const from = join(seed.gitDir, "objects", "pack");
	try {
		for (const name of await readdir(from)) await link(join(from, name), join(gitDir, "objects", "pack", name));
	} catch (error) {
		if (["ENOSPC", "EDQUOT"].includes(errorCode(error))) throw error;
		return false;
	}
	await setRef(gitDir, "refs/heads/main", seed.head);
	return true;
}
