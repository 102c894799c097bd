import { spawn } from "node:child_process";
import { StoryDreamError } from "@storydream/protocol";

/** Never a hook, never a foreign protocol, never a setting of the machine or of the project. */
const SAFE_SETTINGS = [
	// git never looks at the work tree: what is committed is listed by `work-tree.ts`.
	"core.bare=true",
	"core.hooksPath=/dev/null",
	"protocol.ext.allow=never",
	"core.fsmonitor=false",
	"commit.gpgsign=false",
	"core.autocrlf=false",
	"core.quotePath=false",
	"core.logAllRefUpdates=false",
	"gc.auto=0",
	"maintenance.auto=false",
	"transfer.fsckObjects=true",
	"advice.detachedHead=false",
	"advice.graftFileDeprecated=false",
	"core.useReplaceRefs=false",
	"core.precomposeUnicode=false",
	"tar.umask=0022",
	// Rules for files of git's own that a film may hold like any other: long lines in .gitattributes change nothing here.
	"fetch.fsck.gitattributesLineLength=ignore",
	"fetch.fsck.gitattributesLarge=ignore",
].flatMap((setting) => ["-c", setting]);

const DEADLINE_MS = 60_000;
const MAX_OUTPUT = 64_000_000;

export interface GitOptions {
	/** Given to the command on standard input. */
	input?: string | Buffer;
	/** More environment: who the author is, which index to use. */
	env?: Record<string, string>;
	/** Exit codes that are an answer and no failure; 0 always is one. */
	okCodes?: number[];
	deadlineMs?: number;
}

export interface GitResult {
	code: number;
	stdout: Buffer;
	/** `stdout` as text, without the line end. */
	text: string;
}

/**
 * Runs git on the repository of one project, on its objects and refs alone: no command of it reads or writes the work tree.
 * Every exit code is checked: a failure is an error that holds what git said.
 */
export class Git {
	readonly gitDir: string;
	readonly #workTree: string;

	constructor(workTree: string) {
		this.#workTree = workTree;
		this.gitDir = `${workTree}/.git`;
	}

	async run(args: string[], options: GitOptions = {}): Promise<GitResult> {
		const result = await execute([...SAFE_SETTINGS, `--git-dir=${this.gitDir}`, ...args], this.gitDir, options);
		return { ...result, text: result.stdout.toString("utf8").replace(/\n$/, "") };
	}

	/** Makes the repository: branch `main`, attributes that keep every byte as it is, nothing copied from the machine. */
	async init(): Promise<void> {
		// Without `core.bare`: whoever looks at the folder with git sees a repository with a work tree.
		await execute(["init", "--quiet", "--template=", "--initial-branch=main", this.#workTree], this.#workTree, {});
	}
}

function execute(args: string[], cwd: string, options: GitOptions): Promise<{ code: number; stdout: Buffer }> {
	return new Promise((resolve, reject) => {
		const child = spawn("git", args, {
			cwd,
			stdio: ["pipe", "pipe", "pipe"],
			env: {
				PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
				LC_ALL: "C",
				HOME: "/nonexistent",
				GIT_CONFIG_NOSYSTEM: "1",
				GIT_CONFIG_GLOBAL: "/dev/null",
				GIT_TERMINAL_PROMPT: "0",
				GIT_ATTR_NOSYSTEM: "1",
				GIT_NO_REPLACE_OBJECTS: "1",
				GIT_GRAFT_FILE: "/dev/null",
				...options.env,
			},
		});
		const name = args.find((arg) => /^[a-z][a-z-]+$/.test(arg)) ?? "git";
		const fail = (why: string, cause?: unknown) => {
			const full = /No space left on device|Disk quota exceeded/.test(why);
			reject(
				new StoryDreamError(
					full ? "storage_full" : "storage_failed",
					full ? "The disk is full: the version could not be saved." : `git ${name} failed: ${why}`,
					{
						cause,
					},
				),
			);
		};
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		let size = 0;
		const deadline = setTimeout(() => child.kill("SIGKILL"), options.deadlineMs ?? DEADLINE_MS);
		child.stdout.on("data", (chunk: Buffer) => {
			size += chunk.length;
			if (size > MAX_OUTPUT) child.kill("SIGKILL");
			else out.push(chunk);
		});
		child.stderr.on("data", (chunk: Buffer) => {
			if (err.length < 64) err.push(chunk);
		});
		// git may end without reading all of its input; its exit code tells then.
		child.stdin.on("error", () => {});
		child.stdin.end(options.input ?? "");
		child.on("error", (error) => {
			clearTimeout(deadline);
			const missing = "code" in error && error.code === "ENOENT";
			fail(missing ? "git is not installed" : error.message, error);
		});
		child.on("close", (code, signal) => {
			clearTimeout(deadline);
			if (code === 0 || (code !== null && options.okCodes?.includes(code))) return resolve({ code, stdout: Buffer.concat(out) });
			if (signal) return fail(`it was ended by ${signal} (too slow or too much output)`);
			fail(Buffer.concat(err).toString("utf8").trim().slice(0, 500) || `exit code ${code}`);
		});
	});
}
