import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import tar from "tar-stream";
import type { Repositories } from "../repositories.ts";

/** What a test's commit carries beside its files. */
export interface TestCommit {
	subject?: string;
	run?: string;
	kind?: string;
	outcome?: string;
}

/**
 * What a sandbox does with a project, in small: opens it from its archive and bundles, checks the tree, commits, gives
 * out bundles of what is new. Real git, on a work tree of its own.
 */
export class Writer {
	readonly folder: string;
	#time = 1_800_000_000;

	constructor(folder: string) {
		this.folder = folder;
	}

	static async open(repositories: Repositories, projectId: string, folder: string): Promise<Writer> {
		const writer = new Writer(folder);
		const { source, sourceSha, bundles, head } = await repositories.openSource(projectId);
		await writer.unpack(source, sourceSha);
		for (const { body } of bundles) {
			const file = join(folder, ".git", "taken.bundle");
			await writeFile(file, body);
			await writer.git("pull", "--quiet", "--ff-only", file, "main");
		}
		if ((await writer.head()) !== head) throw new Error("the bundles do not end at the head");
		return writer;
	}

	/** Makes the folder a work tree that stands at `sha`, as docs/architecture.md says under "Source archives". */
	async unpack(source: Readable, sha: string): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const files = await readArchive(source);
		for (const file of files) {
			if (file.path === ".storydream/commit") continue;
			await mkdir(dirname(join(this.folder, file.path)), { recursive: true });
			if (file.link !== null) await symlink(file.link, join(this.folder, file.path));
			else await writeFile(join(this.folder, file.path), file.content);
			if (file.executable && file.link === null) await chmod(join(this.folder, file.path), 0o755);
		}
		await this.git("init", "--quiet", "--initial-branch=main");
		await mkdir(join(this.folder, ".git", "info"), { recursive: true });
		await writeFile(join(this.folder, ".git", "info", "attributes"), "* -text -filter -ident -export-ignore -export-subst\n");
		await this.git("add", "-f", "-A");
		const tree = await this.git("write-tree");
		const commit = files.find((file) => file.path === ".storydream/commit")?.content ?? Buffer.alloc(0);
		await writeFile(join(this.folder, ".git", "commit"), commit);
		const written = await this.git("hash-object", "-t", "commit", "-w", ".git/commit");
		if (written !== sha || !commit.toString("utf8").startsWith(`tree ${tree}\n`))
			throw new Error("the archive is not the commit's tree");
		await writeFile(join(this.folder, ".git", "shallow"), `${sha}\n`);
		await this.git("update-ref", "refs/heads/main", sha);
	}

	head(): Promise<string> {
		return this.git("rev-parse", "HEAD");
	}

	async write(path: string, content: string | Buffer): Promise<void> {
		await mkdir(dirname(join(this.folder, path)), { recursive: true });
		await writeFile(join(this.folder, path), content);
	}

	async remove(path: string): Promise<void> {
		await rm(join(this.folder, path), { recursive: true });
	}

	/** Commits everything; answers the new head. */
	async commit({ subject = "Change it", run, kind, outcome }: TestCommit = {}): Promise<string> {
		const trailers = [
			run && `StoryDream-Run: ${run}`,
			kind && `StoryDream-Kind: ${kind}`,
			outcome && `StoryDream-Outcome: ${outcome}`,
		];
		await this.git("add", "-A", "-f");
		const message = `${subject}\n\n${trailers.filter(Boolean).join("\n")}\n`;
		this.#time += 60;
		await this.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "-m", message, "--date", `${this.#time} +0000`);
		return this.head();
	}

	/** The commits since one, as a git bundle. */
	async bundle(since: string): Promise<Buffer> {
		const file = join(this.folder, ".git", "made.bundle");
		await this.git("bundle", "create", "--quiet", file, `${since}..main`);
		return readFile(file);
	}

	/** One edit, committed and published on what the writer thinks is the head. */
	async publish(repositories: Repositories, projectId: string, commit: TestCommit = {}) {
		const expectedHead = await this.head();
		await this.write("edit.txt", `${Math.random()}`);
		const newHead = await this.commit(commit);
		return repositories.publish(projectId, { expectedHead, newHead, bundle: await this.bundle(expectedHead) });
	}

	git(...args: string[]): Promise<string> {
		return runGit(this.folder, args, { GIT_COMMITTER_DATE: `${this.#time} +0000` });
	}
}

/** Runs git in a folder, apart from the machine's settings; answers what it printed, trimmed. */
export function runGit(folder: string, args: string[], env: Record<string, string> = {}): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile(
			"git",
			args,
			{
				cwd: folder,
				timeout: 60_000,
				maxBuffer: 100_000_000,
				env: {
					PATH: process.env.PATH,
					GIT_CONFIG_NOSYSTEM: "1",
					GIT_CONFIG_GLOBAL: "/dev/null",
					GIT_AUTHOR_NAME: "A person",
					GIT_AUTHOR_EMAIL: "person@example.com",
					GIT_COMMITTER_NAME: "StoryDream",
					GIT_COMMITTER_EMAIL: "studio@storydream.local",
					...env,
				},
			},
			(error, stdout, stderr) =>
				error ? reject(new Error(`git ${args.join(" ")}: ${stderr || error.message}`)) : resolve(stdout.trim()),
		);
	});
}

export interface ArchiveFile {
	path: string;
	content: Buffer;
	executable: boolean;
	link: string | null;
}

/** All files of a tar.zst. */
export async function readArchive(source: Readable): Promise<ArchiveFile[]> {
	const extract = tar.extract();
	const files: ArchiveFile[] = [];
	const reading = (async () => {
		for await (const entry of extract) {
			const chunks: Buffer[] = [];
			for await (const chunk of entry) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
			const { name, type, mode = 0, linkname } = entry.header;
			if (type === "directory") continue;
			files.push({
				path: name,
				content: Buffer.concat(chunks),
				executable: (mode & 0o100) !== 0,
				link: type === "symlink" ? (linkname ?? "") : null,
			});
		}
	})();
	await Promise.all([pipeline(source, createZstdDecompress(), extract), reading]);
	return files;
}
