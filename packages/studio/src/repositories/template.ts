import { createReadStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { CommitSha, Sha256, StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import {
	packPath,
	projectFolder,
	sourcePath,
	TEMPLATE_MANIFEST,
	templatePackPath,
	templateSourcePath,
} from "../objects/layout.ts";
import { errorCode, type Objects } from "../objects/objects.ts";
import type { ProjectRecord } from "../records/records.ts";
import type { Clones } from "./clones.ts";
import { git } from "./git.ts";
import { sourceArchive } from "./source-archive.ts";
import { spool } from "./spool.ts";
import { readTemplateTree, type TemplateTree } from "./template-tree.ts";

const Manifest = z.object({ head: CommitSha, pack: z.object({ sha256: Sha256, bytes: z.int().positive(), head: CommitSha }) });
type Manifest = z.infer<typeof Manifest>;

/** What every new project starts from: kept once, and given to each project as a second name for the same bytes. */
export class Template {
	readonly #objects: Objects;
	readonly #clones: Clones;
	#manifest: Manifest | null = null;

	constructor(objects: Objects, clones: Clones) {
		this.#objects = objects;
		this.#clones = clones;
	}

	/** Makes the template's commit and stores it as a pack and an archive, unless it is stored already. */
	async publish(folder: string): Promise<{ head: string }> {
		const tree = await readTemplateTree(folder);
		const gitDir = await this.#clone(folder, tree);
		const stored = await this.#read();
		if (stored?.head === tree.commit && (await this.#isWhole(stored))) this.#manifest = stored;
		else this.#manifest = await this.#store(gitDir, tree);
		this.#clones.setSeed({ gitDir, head: tree.commit, packSha256: this.#manifest.pack.sha256 });
		return { head: tree.commit };
	}

	/** Gives a project the template's objects. */
	async plant(projectId: string): Promise<Pick<ProjectRecord, "gitRepoPath" | "currentCommitSha" | "packs" | "sourceSha">> {
		this.#manifest ??= await this.#read();
		const manifest = this.#manifest;
		if (!manifest) throw missing();
		const copies = await Promise.all([
			this.#objects.copy(templatePackPath(manifest.pack.sha256), packPath(projectId, manifest.pack.sha256)),
			this.#objects.copy(templateSourcePath(manifest.head), sourcePath(projectId, manifest.head)),
		]);
		if (copies.includes(null)) throw missing();
		return {
			gitRepoPath: projectFolder(projectId),
			currentCommitSha: manifest.head,
			packs: [manifest.pack],
			sourceSha: manifest.head,
		};
	}

	async #read(): Promise<Manifest | null> {
		const text = await this.#objects.read(TEMPLATE_MANIFEST);
		if (!text) return null;
		try {
			return Manifest.parse(JSON.parse(text.toString("utf8")));
		} catch {
			// Not ours, or of another release: written again from the template's folder.
			return null;
		}
	}

	async #isWhole(manifest: Manifest): Promise<boolean> {
		const pack = await this.#objects.head(templatePackPath(manifest.pack.sha256));
		return pack?.bytes === manifest.pack.bytes && (await this.#objects.head(templateSourcePath(manifest.head))) !== null;
	}

	async #store(gitDir: string, { commit }: TemplateTree): Promise<Manifest> {
		const file = this.#clones.temporary();
		const copy = this.#clones.temporary();
		try {
			await git(gitDir, ["bundle", "create", "--quiet", file, "refs/heads/main"]);
			const pack = { ...(await spool(createReadStream(file), copy)), head: commit };
			await this.#objects.putFile(templatePackPath(pack.sha256), copy);
			await this.#objects.put(templateSourcePath(commit), sourceArchive(gitDir, commit), { mode: "replace" });
			const manifest: Manifest = { head: commit, pack };
			await this.#objects.put(TEMPLATE_MANIFEST, Buffer.from(JSON.stringify(manifest)), { mode: "replace" });
			return manifest;
		} finally {
			await rm(file, { force: true });
			await rm(copy, { force: true });
		}
	}

	/** A bare repository that holds the template's commit, made once a release. */
	async #clone(folder: string, { files, tree, commit, commitText }: TemplateTree): Promise<string> {
		const gitDir = this.#clones.gitDir(`~template-${commit}`);
		// A look into it tells a whole one from one that a cleaner of caches has half removed.
		if ((await git(gitDir, ["cat-file", "-e", `${commit}^{tree}`], { okCodes: [1, 128] })).code === 0) return gitDir;
		const making = await this.#clones.makeEmpty();
		try {
			const paths = files.map((file) => join(folder, file.path));
			await git(making, ["hash-object", "-w", "--no-filters", "--stdin-paths"], { input: paths.join("\n") });
			const index = { GIT_INDEX_FILE: join(making, "template-index") };
			const listing = files.map((file) => `${file.mode} ${file.blob}\t${file.path}\0`).join("");
			await git(making, ["update-index", "-z", "--add", "--index-info"], { input: listing, env: index });
			const written = (await git(making, ["write-tree"], { env: index })).stdout.toString("utf8").trim();
			const stored = (await git(making, ["hash-object", "-t", "commit", "-w", "--stdin"], { input: commitText })).stdout
				.toString("utf8")
				.trim();
			if (written !== tree || stored !== commit) {
				throw new StoryDreamError("storage_failed", "The template changed while it was read.", {
					hint: "Start the studio again.",
				});
			}
			await git(making, ["update-ref", "refs/heads/main", commit]);
			await git(making, ["repack", "-a", "-d", "--quiet", "--window=0"]);
			await rm(join(making, "template-index"), { force: true });
			await rm(gitDir, { recursive: true, force: true });
			await rename(making, gitDir);
			return gitDir;
		} catch (error) {
			await rm(making, { recursive: true, force: true });
			// Another process made the same one at the same time.
			if (["ENOTEMPTY", "EEXIST"].includes(errorCode(error))) return gitDir;
			throw error;
		}
	}
}

function missing(): StoryDreamError {
	return new StoryDreamError("storage_failed", "The template that new projects start from has not been stored.", {
		hint: "Start the studio again: it stores the template when it starts.",
	});
}
