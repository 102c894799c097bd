import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createSerialQueue } from "@storydream/kit";
import {
	type Asset,
	type EditResult,
	type LeftOut,
	type LeftOutList,
	MAX_LEFT_OUT,
	type OpenedProject,
	pathRefusal,
	type SaveResult,
	type Storyboard,
	StoryDreamError,
	TREE_LIMITS,
	type TreeLimits,
} from "@storydream/protocol";
import type { Layout } from "../config.ts";
import { makeFolderInside, PathRefused, readTextOrNull, writeInside } from "../files/index.ts";
import { type Unpacked, unpackSource, unpackTar } from "./archive.ts";
import { fetchBundle, writeBundle } from "./bundles.ts";
import { type Author, type CommitNote, writeCommit } from "./commits.ts";
import { type FittedVersion, treeBytes } from "./fit-version.ts";
import type { LeftOutPaths } from "./found-files.ts";
import { Git } from "./git.ts";
import { writeObject } from "./loose-objects.ts";
import { lostEntries, writeOpened } from "./opening.ts";
import { withFilm } from "./restored-film.ts";
import { indentOf, STORYBOARD_PATH, writeStoryboardText } from "./storyboard.ts";
import { commitTemplate, linkDependencies, placeTemplate } from "./template.ts";
import { replaceTree } from "./tree.ts";
import { readTree, type Tree, treesOf, writeIndex, writeTrees } from "./tree-objects.ts";
import { WorkTree } from "./work-tree.ts";

/** Not in git and never replaced: media are put there by the studio. */
const ASSETS = "public/assets";
const KEEP: ReadonlySet<string> = new Set([ASSETS]);
const ARCHIVE_DEADLINE_MS = 120_000;

/** What one save made. */
export interface Saved {
	/** The new head; null when nothing differed. */
	head: string | null;
	leftOut: LeftOutPaths;
}

/** What a restore is to make. */
export interface Restore {
	title: string;
	/** The newest version that the person knows of; undefined: any. */
	base?: string | undefined;
	/** The storyboard that the version gets in place of its own. */
	film?: Storyboard | undefined;
}

/** A commit the project stands at. */
interface Standing {
	sha: string;
	treeSha: string;
	/** Its files, as they were put in place. Without those that can't be in a project. */
	tree: Tree;
	/** Bytes of these files, or a little more. Infinite where nothing is known of them. */
	bytes: number;
}

/**
 * The project's files and their history. All writing goes through one queue: whatever asks, one commit is made after
 * the other. Every method throws typed errors; a failed one leaves head and history as they were.
 */
export class Project {
	readonly #layout: Layout;
	readonly #templateDir: string;
	readonly #git: Git;
	readonly #workTree: WorkTree;
	readonly #limits: TreeLimits;
	readonly #writing = createSerialQueue();
	/** Written inside `#writing` alone. */
	#at: Standing = { sha: "", treeSha: "", tree: new Map(), bytes: 0 };
	/** Ids of folders that git has. Written inside `#writing` alone. */
	#folders = new Set<string>();
	#author: Author = { name: "StoryDream user", email: "user@storydream.local" };

	/** @param limits lower ones for tests */
	constructor(layout: Layout, templateDir: string, limits: TreeLimits = TREE_LIMITS) {
		this.#layout = layout;
		this.#templateDir = templateDir;
		this.#git = new Git(layout.project);
		this.#workTree = new WorkTree(layout.project, limits);
		this.#limits = limits;
	}

	/** The newest commit. */
	get head(): string {
		return this.#at.sha;
	}

	get dir(): string {
		return this.#layout.project;
	}

	/**
	 * Warm start: dependencies linked and the template's files in place, so that a preview of them can start; nothing
	 * where a project already is.
	 * @returns what puts them under git, or finds out where it stands: to be waited for before any other method is used
	 */
	async prepare(): Promise<() => Promise<void>> {
		await mkdir(this.#layout.project, { recursive: true });
		await linkDependencies(this.#templateDir, this.#layout.nodeModules);
		const fresh = (await readdir(this.#layout.project)).length === 0;
		const files = fresh ? await placeTemplate(this.#layout.project, this.#templateDir) : [];
		await this.#makeAssetsFolder();
		return async () => {
			if (!fresh) return this.#readStanding();
			const { sha, tree } = await commitTemplate(this.#git, this.#layout.project, files);
			await this.#standAt({ sha, treeSha: treesOf(tree).root, tree, bytes: Number.POSITIVE_INFINITY });
		};
	}

	setAuthor(author: Author): void {
		this.#author = author;
	}

	/**
	 * Takes in a project as its source archive. When its commit is already here (a new project in a warm sandbox) no file
	 * moves. What was unpacked is compared with the tree of the commit before anything of it is shown.
	 */
	open(sha: string, body: Readable): Promise<OpenedProject> {
		return this.#writing.run(async () => {
			if (sha === this.#at.sha) {
				body.resume();
				return { head: sha, treeSha: this.#at.treeSha, leftOut: NOTHING_LEFT_OUT };
			}
			return this.#unpacking("open-", async (places) => {
				const unpacked = await unpackSource(body, places, this.#limits);
				const git = new Git(places.into);
				const { treeSha, leftOut } = await writeOpened(git, sha, unpacked, places);
				await replaceTree(places.into, this.#layout.project, unpacked.files, KEEP);
				await rm(this.#git.gitDir, { recursive: true, force: true });
				await rename(git.gitDir, this.#git.gitDir);
				await this.#makeAssetsFolder();
				await this.#standAt({ sha, treeSha, tree: unpacked.files, bytes: unpacked.bytes });
				return { head: sha, treeSha, leftOut: leftOutList(allOf(leftOut)) };
			});
		});
	}

	/** Adds newer commits from a git bundle and puts their files in place. Its `main` must come after the head. */
	addBundle(body: Readable): Promise<OpenedProject> {
		return this.#writing.run(async () => {
			const file = path.join(this.#layout.tmp, `${randomUUID()}.bundle`);
			try {
				await pipeline(body, createWriteStream(file, { flags: "wx" }));
				const sha = await fetchBundle(this.#git, file, this.#at.sha);
				const unpacked = await this.#putCommit(sha);
				await this.#git.run(["update-ref", "refs/heads/main", sha]);
				const treeSha = (await this.#git.run(["rev-parse", "--verify", `${sha}^{tree}`])).text;
				const lost = lostEntries(await readTree(this.#git, sha), unpacked);
				await this.#standAt({ sha, treeSha, tree: unpacked.files, bytes: unpacked.bytes });
				return { head: sha, treeSha, leftOut: leftOutList(allOf([...unpacked.leftOut, ...lost])) };
			} finally {
				await rm(file, { force: true });
			}
		});
	}

	/** Puts the files of a commit that git has in place. */
	async #putCommit(sha: string): Promise<Unpacked> {
		return this.#unpacking("commit-", async (places) => {
			const archive = path.join(places.aside, "archive.tar");
			await this.#git.run(["archive", "--format=tar", `--output=${archive}`, sha], { deadlineMs: ARCHIVE_DEADLINE_MS });
			const unpacked = await unpackTar(createReadStream(archive), places, this.#limits);
			await replaceTree(places.into, this.#layout.project, unpacked.files, KEEP);
			return unpacked;
		});
	}

	/** Commits after `since` as a git bundle; null when there are none. The file is the caller's to remove. */
	async bundleSince(since: string | null): Promise<{ file: string; bytes: number; head: string } | null> {
		if (since === this.#at.sha) return null;
		return writeBundle(this.#git, path.join(this.#layout.tmp, `${randomUUID()}.bundle`), { since, head: this.#at.sha });
	}

	/** Commits whatever differs from the head; nothing is committed when nothing differs and `always` is not set. */
	save(note: CommitNote, options: { always?: boolean } = {}): Promise<Saved> {
		return this.#writing.run(() => this.#save(note, options.always ?? false));
	}

	/** What the next save would leave out. */
	leftOut(): Promise<LeftOutPaths> {
		return this.#writing.run(async () => (await this.#workTree.list(this.#git, this.#at.tree)).leftOut);
	}

	/** Number of files that differ between two commits. */
	async filesChanged(from: string, to: string): Promise<number> {
		const names = await this.#git.run(["diff-tree", "-r", "--name-only", "-z", from, to]);
		return names.text.split("\0").filter((name) => name !== "").length;
	}

	/**
	 * Writes storyboard and asset manifest and commits these alone: a turn may be writing other files at the same time.
	 * Throws `stale_head` when `baseCommitSha` is given and is not the head.
	 */
	edit(edit: {
		title: string;
		baseCommitSha?: string | undefined;
		storyboard?: Storyboard | undefined;
		assets?: Asset[] | undefined;
	}): Promise<EditResult> {
		return this.#writing.run(async () => {
			if (edit.baseCommitSha !== undefined && edit.baseCommitSha !== this.#at.sha) {
				throw new StoryDreamError("stale_head", "The project has a newer version than the one this change was made on.");
			}
			const written = new Map<string, string>();
			if (edit.storyboard) {
				const before = await readTextOrNull(this.#layout.project, STORYBOARD_PATH);
				written.set(STORYBOARD_PATH, writeStoryboardText(edit.storyboard, indentOf(before)));
			}
			if (edit.assets) written.set("assets.json", `${JSON.stringify({ assets: edit.assets }, null, 2)}\n`);
			const version = await this.#withFiles(written);
			for (const [file, text] of written) await this.#write(file, text);
			const head = await this.#commit(version, { title: edit.title, kind: "edit" }, false);
			return { head: this.#at.sha, changed: head !== null };
		});
	}

	/**
	 * Puts the tree of an old version in place as a new commit; assets stay. Work that is in no version is saved as one
	 * before. A request that is repeated changes nothing.
	 * @throws `stale_head` when `base` is not the head and something newer would be taken back
	 */
	restore({ title, base, film }: Restore, body: Readable): Promise<SaveResult> {
		return this.#writing.run(async () => {
			const unpacked = await this.#unpacking("restore-", async (places) => {
				const found = await unpackSource(body, places, this.#limits);
				const version = { folder: places.into, tmp: places.aside, tree: found.files };
				if (film) found.files = await withFilm(this.#git, version, film);
				if (base !== undefined && base !== this.#at.sha && treesOf(found.files).root !== this.#at.treeSha) {
					throw new StoryDreamError("stale_head", "The project has a newer version than the one this was requested on.");
				}
				// What no version holds yet is saved as one of its own: the files of the old version take its place.
				const before = await this.#save({ title: "Work before a restore", kind: "autosave" }, false);
				await this.#replaceOrReturn(places.into, found.files, keptFiles(before.leftOut, found.files));
				return { ...found, before };
			});
			await this.#makeAssetsFolder();
			const { head, leftOut } = await this.#save({ title, kind: "restore" }, false).catch(async (error: unknown) => {
				// The next save would take the old files for new work.
				await this.#putCommit(this.#at.sha);
				throw error;
			});
			const lists = [unpacked.before.leftOut, allOf(unpacked.leftOut), leftOut];
			const count = lists.reduce((sum, list) => sum + list.count, 0);
			const changed = head !== null || unpacked.before.head !== null;
			return { head: this.#at.sha, changed, leftOut: leftOutList({ count, paths: lists.flatMap(({ paths }) => paths) }) };
		});
	}

	/** Puts a version's files in place. Where that fails halfway, the files of the head are put back: no mixture is ever saved. */
	async #replaceOrReturn(from: string, files: Tree, kept: ReadonlySet<string>): Promise<void> {
		try {
			await replaceTree(from, this.#layout.project, files, kept);
		} catch (error) {
			// What made this fail may make that fail, too: the first failure is the one to report.
			await this.#putCommit(this.#at.sha).catch(() => undefined);
			if (error instanceof StoryDreamError) throw error;
			throw new StoryDreamError(
				"storage_failed",
				"The version's files could not be put in place, so the film was left as it is.",
				{
					cause: error,
				},
			);
		}
	}

	/** Lays an old version beside the project, to look at and to export. It shares the project's media. */
	async putVersion(sha: string, body: Readable): Promise<void> {
		const place = path.join(this.#layout.versions, sha);
		if (await stat(place).catch(() => null)) {
			body.resume();
			return;
		}
		await mkdir(this.#layout.versions, { recursive: true });
		await this.#unpacking("version-", async (places) => {
			await unpackSource(body, places, this.#limits);
			const folder = places.into;
			await mkdir(path.join(folder, "public"), { recursive: true });
			await rm(path.join(folder, ASSETS), { recursive: true, force: true });
			await symlink(path.join(this.#layout.project, ASSETS), path.join(folder, ASSETS));
			await rename(folder, place).catch(async (error: unknown) => {
				// Two requests for the same version: the first one stands.
				if (!(await stat(place).catch(() => null))) throw error;
			});
		});
	}

	/** Two folders for an archive, removed afterwards. */
	async #unpacking<T>(name: string, work: (places: { into: string; aside: string }) => Promise<T>): Promise<T> {
		const folder = await mkdtemp(path.join(this.#layout.tmp, name));
		const places = { into: path.join(folder, "tree"), aside: path.join(folder, "aside") };
		try {
			await mkdir(places.into);
			await mkdir(places.aside);
			return await work(places);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}

	async #save(note: CommitNote, always: boolean): Promise<Saved> {
		const { leftOut, ...version } = await this.#workTree.list(this.#git, this.#at.tree);
		return { head: await this.#commit(version, note, always), leftOut };
	}

	/** Makes a commit of these files, which git has. @returns its sha; null when nothing differs and `always` is not set */
	async #commit({ tree, bytes }: FittedVersion, note: CommitNote, always: boolean): Promise<string | null> {
		const trees = treesOf(tree);
		if (!always && trees.root === this.#at.treeSha) return null;
		await writeTrees(this.#git, trees, this.#folders);
		const [sha] = await Promise.all([
			writeCommit(this.#git, { tree: trees.root, parent: this.#at.sha, author: this.#author, note }),
			writeIndex(this.#git, trees.root),
		]);
		this.#at = { sha, treeSha: trees.root, tree, bytes };
		return sha;
	}

	/** The head's files with some of them changed. @throws `too_large` where a version has no room for that */
	async #withFiles(written: ReadonlyMap<string, string>): Promise<FittedVersion> {
		const names = [...written.keys()];
		// What stood in the way of a file, as a file above it or a folder in its place, is gone from the folder, too.
		const tree = new Map([...this.#at.tree].filter(([file]) => !names.some((name) => inTheWay(file, name))));
		let added = 0;
		for (const [name, text] of written) {
			const content = Buffer.from(text);
			const mode = this.#at.tree.get(name)?.mode === "100755" ? "100755" : "100644";
			tree.set(name, { mode, id: await writeObject(this.#git, "blob", content) });
			added += content.length;
		}
		return { tree, bytes: await this.#bytesWithin(tree, this.#at.bytes + added) };
	}

	/**
	 * @param most bytes that these files are at most; counted only where that might be too many
	 * @throws `too_large`
	 */
	async #bytesWithin(tree: Tree, most: number): Promise<number> {
		if (tree.size > this.#limits.files) {
			throw new StoryDreamError("too_large", `The project has ${this.#limits.files} files, the most a version can hold.`, {
				hint: "Ask the agent to remove files that the film does not need.",
			});
		}
		if (most <= this.#limits.totalBytes) return most;
		const bytes = await treeBytes(this.#git, tree);
		if (bytes <= this.#limits.totalBytes) return bytes;
		throw new StoryDreamError("too_large", "The project's files are as large as a version can be.", {
			hint: "Ask the agent to remove files that the film does not need, or upload media instead.",
		});
	}

	/** The folder holds these files and nothing else that is the project's. */
	async #standAt(standing: Standing): Promise<void> {
		this.#at = standing;
		this.#folders = new Set();
		await writeIndex(this.#git, standing.treeSha);
		await this.#workTree.remember(standing.tree);
	}

	/** For a folder that an earlier process left: nothing is known of its files. */
	async #readStanding(): Promise<void> {
		const sha = (await this.#git.run(["rev-parse", "--verify", "refs/heads/main^{commit}"])).text;
		const treeSha = (await this.#git.run(["rev-parse", "--verify", `${sha}^{tree}`])).text;
		const files = (await readTree(this.#git, sha)).map(([file, entry]) => [file.toString("utf8"), entry] as const);
		// Versions of earlier releases hold more than what can be in one.
		const tree = new Map(files.filter(([file, { mode }]) => mode !== "160000" && pathRefusal(file, "file") === null));
		this.#at = { sha, treeSha, tree, bytes: Number.POSITIVE_INFINITY };
	}

	/** Where a link or a file of the project stands in its place, uploads are refused with a sentence; the project opens. */
	async #makeAssetsFolder(): Promise<void> {
		await makeFolderInside(this.#layout.project, ASSETS).catch((error: unknown) => {
			if (!(error instanceof PathRefused)) throw error;
		});
	}

	/** Writes a file so that a reader sees the old or the new one, never half of it. Throws `PathRefused` for a place behind a link. */
	async #write(relative: string, text: string): Promise<void> {
		await writeInside(this.#layout.project, relative, text, this.#layout.tmp);
	}
}

const NOTHING_LEFT_OUT: LeftOutList = { count: 0, paths: [] };

/** As it goes over the wire: the first paths, and how many there are in all. */
/** What a restore leaves where it is: files that no version can hold, where no file of the version needs the place. */
function keptFiles({ paths }: LeftOutPaths, files: Tree): ReadonlySet<string> {
	// The folder of media, and what would stand in its way, are the host's own.
	const taken = [...files.keys(), ...KEEP];
	const isFree = (place: string) =>
		!taken.some((file) => file === place || file.startsWith(`${place}/`) || place.startsWith(`${file}/`));
	return new Set([...KEEP, ...paths.map(({ path }) => path).filter(isFree)]);
}

function leftOutList({ count, paths }: LeftOutPaths): LeftOutList {
	return { count, paths: paths.slice(0, MAX_LEFT_OUT) };
}

const allOf = (paths: LeftOut[]): LeftOutPaths => ({ count: paths.length, paths });

function inTheWay(file: string, name: string): boolean {
	return name.startsWith(`${file}/`) || file.startsWith(`${name}/`);
}

/** Opens a bundle for sending; the file is removed when it has been read. */
export function readAndRemove(file: string): Readable {
	const stream = createReadStream(file);
	stream.on("close", () => void rm(file, { force: true }));
	return stream;
}
