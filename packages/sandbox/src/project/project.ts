import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Asset, type EditResult, type Storyboard, StoryDreamError } from "@storydream/protocol";
import type { Layout } from "../config.ts";
import { makeFolderInside, PathRefused, readTextOrNull, writeInside } from "../files/index.ts";
import { unpackSource } from "./archive.ts";
import { type Author, type CommitNote, writeCommit } from "./commits.ts";
import { Git } from "./git.ts";
import { Mutex } from "./mutex.ts";
import { indentOf, STORYBOARD_PATH, writeStoryboardText } from "./storyboard.ts";
import { commitTemplate, keepBytes, linkDependencies, placeTemplate } from "./template.ts";
import { removeOutwardLinks, replaceTree } from "./tree.ts";

/** Not in git and never replaced: media are put there by the studio. */
const ASSETS = "public/assets";
const KEEP: ReadonlySet<string> = new Set([ASSETS]);
const BUNDLE_DEADLINE_MS = 120_000;

/**
 * The project's files and their history. All writing goes through one queue: whatever asks, one commit is made after
 * the other. Every method throws typed errors; a failed one leaves head and history as they were.
 */
export class Project {
	readonly #layout: Layout;
	readonly #templateDir: string;
	readonly #git: Git;
	readonly #writing = new Mutex();
	#head = "";
	#author: Author = { name: "StoryDream user", email: "user@storydream.local" };

	constructor(layout: Layout, templateDir: string) {
		this.#layout = layout;
		this.#templateDir = templateDir;
		this.#git = new Git(layout.project);
	}

	/** The newest commit. */
	get head(): string {
		return this.#head;
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
		if (fresh) await placeTemplate(this.#layout.project, this.#templateDir);
		await this.#makeAssetsFolder();
		return async () => {
			this.#head = fresh ? await commitTemplate(this.#git) : await this.#readHead();
		};
	}

	setAuthor(author: Author): void {
		this.#author = author;
	}

	/**
	 * Takes in a project as its source archive. When its commit is already here (a new project in a warm sandbox) no file
	 * moves. What was unpacked is compared with the tree of the commit before anything of it is shown.
	 */
	open(sha: string, body: Readable): Promise<{ head: string; treeSha: string }> {
		return this.#writing.run(async () => {
			if (sha === this.#head) {
				body.resume();
				return { head: sha, treeSha: await this.#treeOf(sha) };
			}
			const folder = await mkdtemp(path.join(this.#layout.tmp, "open-"));
			try {
				const unpacked = await unpackSource(body, folder);
				if (!unpacked.commit) throw new StoryDreamError("bad_request", "The project's archive has no commit in it.");
				const git = new Git(folder);
				await git.init();
				await keepBytes(git);
				await git.run(["add", "-f", "-A", "--", "."]);
				for (const link of unpacked.droppedLinks) {
					const blob = await git.run(["hash-object", "-w", "--stdin"], { input: link.target });
					await git.run(["update-index", "--add", "--cacheinfo", `120000,${blob.text},${link.path}`]);
				}
				const treeSha = (await git.run(["write-tree"])).text;
				const written = (await git.run(["hash-object", "-t", "commit", "-w", "--stdin"], { input: unpacked.commit })).text;
				const wanted = /^tree ([0-9a-f]{40})$/m.exec(unpacked.commit.toString("utf8"))?.[1];
				if (written !== sha || treeSha !== wanted) {
					throw new StoryDreamError("storage_failed", "The project's files are not the ones of its version: it was not opened.", {
						hint: "Open the project again; if it happens twice, the stored archive is damaged: look at the studio's log.",
					});
				}
				if (/^parent /m.test(unpacked.commit.toString("utf8").split("\n\n")[0] ?? "")) {
					await writeFile(path.join(git.gitDir, "shallow"), `${sha}\n`);
				}
				await git.run(["update-ref", "refs/heads/main", sha]);
				await replaceTree(folder, this.#layout.project, KEEP);
				await rm(this.#git.gitDir, { recursive: true, force: true });
				await rename(git.gitDir, this.#git.gitDir);
				await this.#makeAssetsFolder();
				this.#head = sha;
				return { head: sha, treeSha };
			} finally {
				await rm(folder, { recursive: true, force: true });
			}
		});
	}

	/** Adds newer commits from a git bundle and checks them out. Its `main` must come after the head. */
	addBundle(body: Readable): Promise<{ head: string; treeSha: string }> {
		return this.#writing.run(async () => {
			const file = path.join(this.#layout.tmp, `${randomUUID()}.bundle`);
			try {
				await pipeline(body, createWriteStream(file, { flags: "wx" }));
				const refs = await this.#git.run(["bundle", "list-heads", file], { okCodes: [1, 128] });
				if (refs.code !== 0) throw new StoryDreamError("bad_request", "That is no git bundle.");
				const ref = refs.text.split("\n").find((line) => line.endsWith(" refs/heads/main")) ?? refs.text.split("\n")[0] ?? "";
				const [sha, name] = ref.split(" ");
				if (!sha || !name) throw new StoryDreamError("bad_request", "The git bundle names no commit.");
				const fetched = await this.#git.run(
					["fetch", "--quiet", "--no-tags", "--update-shallow", file, `+${name}:refs/storydream/incoming`],
					{
						okCodes: [1, 128],
						deadlineMs: BUNDLE_DEADLINE_MS,
					},
				);
				if (fetched.code !== 0) {
					throw new StoryDreamError("conflict", "The git bundle does not continue this project's history.", {
						hint: "Open the project again: its packs must come in order.",
					});
				}
				const ancestor = await this.#git.run(["merge-base", "--is-ancestor", this.#head, sha], { okCodes: [1] });
				if (ancestor.code !== 0)
					throw new StoryDreamError("conflict", "The git bundle does not continue from this project's newest version.");
				await this.#git.run(["reset", "--quiet", "--hard", sha]);
				await this.#git.run(["update-ref", "-d", "refs/storydream/incoming"]);
				await removeOutwardLinks(this.#layout.project, KEEP);
				this.#head = sha;
				return { head: sha, treeSha: await this.#treeOf(sha) };
			} finally {
				await rm(file, { force: true });
			}
		});
	}

	/** Commits after `since` as a git bundle; null when there are none. The file is the caller's to remove. */
	async bundleSince(since: string | null): Promise<{ file: string; bytes: number; head: string } | null> {
		const head = this.#head;
		if (since === head) return null;
		if (since !== null) {
			const known = await this.#git.run(["merge-base", "--is-ancestor", since, head], { okCodes: [1, 128] });
			if (known.code !== 0) throw new StoryDreamError("conflict", "This session's history does not go back to that version.");
		}
		const file = path.join(this.#layout.tmp, `${randomUUID()}.bundle`);
		const range = ["refs/heads/main", ...(since === null ? [] : [`^${since}`])];
		await this.#git.run(["bundle", "create", "--quiet", file, ...range], { deadlineMs: BUNDLE_DEADLINE_MS });
		// A commit may have been added meanwhile: what the bundle names is what it holds.
		const listed = await this.#git.run(["bundle", "list-heads", file]);
		return { file, bytes: (await stat(file)).size, head: listed.text.split(" ")[0] ?? head };
	}

	/** Commits whatever differs from the head. Answers the new head, or null when nothing differed (and `always` is not set). */
	commitAll(note: CommitNote, options: { always?: boolean } = {}): Promise<string | null> {
		return this.#writing.run(async () => {
			await removeOutwardLinks(this.#layout.project, KEEP);
			await this.#git.run(["add", "-A", "--", "."]);
			const tree = (await this.#git.run(["write-tree"])).text;
			if (!options.always && tree === (await this.#treeOf(this.#head))) return null;
			return this.#commit(tree, note);
		});
	}

	/** Number of files that differ between two commits. */
	async filesChanged(from: string, to: string): Promise<number> {
		const names = await this.#git.run(["diff-tree", "-r", "--name-only", "-z", from, to]);
		return names.text.split("\0").filter((name) => name !== "").length;
	}

	/** Whether files differ from the head. */
	async isDirty(): Promise<boolean> {
		const status = await this.#git.run(["--no-optional-locks", "status", "--porcelain", "--untracked-files=all"]);
		return status.text !== "";
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
			if (edit.baseCommitSha !== undefined && edit.baseCommitSha !== this.#head) {
				throw new StoryDreamError("stale_head", "The project has a newer version than the one this change was made on.");
			}
			const paths: string[] = [];
			if (edit.storyboard) {
				const before = await readTextOrNull(this.#layout.project, STORYBOARD_PATH);
				await this.#write(STORYBOARD_PATH, writeStoryboardText(edit.storyboard, indentOf(before)));
				paths.push(STORYBOARD_PATH);
			}
			if (edit.assets) {
				await this.#write("assets.json", `${JSON.stringify({ assets: edit.assets }, null, 2)}\n`);
				paths.push("assets.json");
			}
			if (paths.length === 0) return { head: this.#head, changed: false };
			await this.#git.run(["update-index", "--add", "--", ...paths]);
			const tree = (await this.#git.run(["write-tree"])).text;
			if (tree === (await this.#treeOf(this.#head))) return { head: this.#head, changed: false };
			return { head: await this.#commit(tree, { title: edit.title, kind: "edit" }), changed: true };
		});
	}

	/** Puts the tree of an old version in place as a new commit; assets stay. */
	restore(title: string, body: Readable): Promise<EditResult> {
		return this.#writing.run(async () => {
			const folder = await mkdtemp(path.join(this.#layout.tmp, "restore-"));
			try {
				await unpackSource(body, folder);
				await replaceTree(folder, this.#layout.project, KEEP);
				await this.#git.run(["add", "-A", "--", "."]);
				const tree = (await this.#git.run(["write-tree"])).text;
				if (tree === (await this.#treeOf(this.#head))) return { head: this.#head, changed: false };
				return { head: await this.#commit(tree, { title, kind: "restore" }), changed: true };
			} finally {
				await rm(folder, { recursive: true, force: true });
			}
		});
	}

	/** Lays an old version beside the project, to look at and to export. It shares the project's media. */
	async putVersion(sha: string, body: Readable): Promise<void> {
		const place = path.join(this.#layout.versions, sha);
		if (await stat(place).catch(() => null)) {
			body.resume();
			return;
		}
		await mkdir(this.#layout.versions, { recursive: true });
		const folder = await mkdtemp(path.join(this.#layout.tmp, "version-"));
		try {
			await unpackSource(body, folder);
			await mkdir(path.join(folder, "public"), { recursive: true });
			await rm(path.join(folder, ASSETS), { recursive: true, force: true });
			await symlink(path.join(this.#layout.project, ASSETS), path.join(folder, ASSETS));
			await rename(folder, place).catch(async (error: unknown) => {
				// Two requests for the same version: the first one stands.
				if (!(await stat(place).catch(() => null))) throw error;
			});
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}

	async #readHead(): Promise<string> {
		return (await this.#git.run(["rev-parse", "--verify", "refs/heads/main^{commit}"])).text;
	}

	async #treeOf(sha: string): Promise<string> {
		return (await this.#git.run(["rev-parse", "--verify", `${sha}^{tree}`])).text;
	}

	async #commit(tree: string, note: CommitNote): Promise<string> {
		this.#head = await writeCommit(this.#git, { tree, parent: this.#head, author: this.#author, note });
		return this.#head;
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

/** Opens a bundle for sending; the file is removed when it has been read. */
export function readAndRemove(file: string): Readable {
	const stream = createReadStream(file);
	stream.on("close", () => void rm(file, { force: true }));
	return stream;
}
