import { type ChildProcess, spawn } from "node:child_process";
import { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";

/** Never a hook, never a foreign protocol, never a setting of the machine or of what was fetched. */
const SETTINGS = [
	"core.hooksPath=/dev/null",
	"protocol.ext.allow=never",
	"core.fsmonitor=false",
	"commit.gpgsign=false",
	"core.autocrlf=false",
	"core.quotePath=false",
	"core.logAllRefUpdates=false",
	// What git writes here is a cache: what must last is synced as an object.
	"core.fsync=none",
	"gc.auto=0",
	"maintenance.auto=false",
	"i18n.logOutputEncoding=UTF-8",
	"tar.umask=0022",
	"pack.threads=2",
].flatMap((setting) => ["-c", setting]);

const DEADLINE_MS = 60_000;
const MAX_OUTPUT = 64_000_000;
const MAX_COMPLAINT = 4_000;

export interface GitOptions {
	/** Given to the command on standard input. A stream that fails ends the command. */
	input?: string | Buffer | Readable;
	/** Exit codes that are an answer and no failure; 0 always is one. */
	okCodes?: readonly number[];
	deadlineMs?: number;
	/** More output than this ends the command: cut with `cut: true`, else a failure. */
	maxOutput?: number;
	cut?: boolean;
	env?: Record<string, string>;
}

export interface GitAnswer {
	code: number;
	stdout: Buffer;
	/** Whether `stdout` was cut at `maxOutput`. */
	cut: boolean;
}

/** Git ended in a way nobody expected: the clone may be damaged, or what it was given. Never leaves this room. */
export class GitFailure extends Error {
	constructor(command: string, why: string, options?: { cause?: unknown }) {
		super(`git ${command}: ${why}`, options);
		this.name = "GitFailure";
	}
}

/**
 * Runs git on the bare repository `gitDir` and waits for its end, at most `deadlineMs` (60 s).
 * Throws GitFailure, or StoryDreamError `storage_full` when there was no room.
 */
export async function git(gitDir: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
	const run = start(gitDir, args, options);
	const maxOutput = options.maxOutput ?? MAX_OUTPUT;
	const chunks: Buffer[] = [];
	let size = 0;
	let cut = false;
	try {
		for await (const chunk of run.stdout) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > maxOutput) {
				cut = true;
				break;
			}
		}
	} catch (error) {
		// Its own end says more than its broken output.
		await run.ended;
		throw error;
	}
	if (cut) {
		run.kill();
		await run.ended.catch(() => {
			// We ended it ourselves.
		});
		if (!options.cut) throw new GitFailure(run.name, `it wrote more than ${maxOutput} bytes`);
		return { code: 0, stdout: Buffer.concat(chunks).subarray(0, maxOutput), cut };
	}
	return { code: await run.ended, stdout: Buffer.concat(chunks), cut };
}

/** Runs git and gives out what it writes as it comes; throws at the end when git failed. Ending early ends git. */
export async function* gitOutput(gitDir: string, args: readonly string[], options: GitOptions = {}): AsyncGenerator<Buffer> {
	const run = start(gitDir, args, options);
	let finished = false;
	try {
		yield* run.stdout;
		finished = true;
	} finally {
		if (!finished) {
			run.kill();
			await run.ended.catch(() => {
				// We ended it ourselves.
			});
		}
	}
	await run.ended;
}

function start(gitDir: string, args: readonly string[], options: GitOptions) {
	const name = args[0] ?? "";
	const child: ChildProcess & { stdout: AsyncIterable<Buffer> } = spawn("git", [...SETTINGS, `--git-dir=${gitDir}`, ...args], {
		cwd: "/",
		stdio: ["pipe", "pipe", "pipe"],
		env: {
			PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
			LC_ALL: "C",
			HOME: "/nonexistent",
			GIT_CONFIG_NOSYSTEM: "1",
			GIT_CONFIG_GLOBAL: "/dev/null",
			GIT_ATTR_NOSYSTEM: "1",
			GIT_TERMINAL_PROMPT: "0",
			GIT_NO_LAZY_FETCH: "1",
			...options.env,
		},
	});
	let complaint = "";
	let late = false;
	const deadline = setTimeout(() => {
		late = true;
		child.kill("SIGKILL");
	}, options.deadlineMs ?? DEADLINE_MS);
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		if (complaint.length < MAX_COMPLAINT) complaint += text;
	});
	child.stdin?.on("error", () => {
		// Git may end without reading all of its input; its exit code tells then.
	});
	if (options.input instanceof Readable) {
		options.input.once("error", () => child.kill("SIGKILL"));
		if (child.stdin) options.input.pipe(child.stdin);
	} else child.stdin?.end(options.input ?? "");
	const ended = new Promise<number>((resolve, reject) => {
		child.on("error", (cause) => {
			clearTimeout(deadline);
			const missing = "code" in cause && cause.code === "ENOENT";
			if (!missing) return reject(new GitFailure(name, cause.message, { cause }));
			reject(
				new StoryDreamError("storage_failed", "git is not installed.", {
					hint: "Install git 2.30 or newer, then start the studio again.",
					cause,
				}),
			);
		});
		child.on("close", (code, signal) => {
			clearTimeout(deadline);
			if (code === 0 || (code !== null && options.okCodes?.includes(code))) return resolve(code);
			if (late) return reject(new GitFailure(name, "it was too slow"));
			if (/No space left on device|Disk quota exceeded/.test(complaint)) {
				return reject(new StoryDreamError("storage_full", "The project's history could not be written: the disk is full."));
			}
			reject(new GitFailure(name, complaint.trim().slice(0, 500) || `it ended with ${signal ?? `code ${code}`}`));
		});
	});
	// Whoever started it may look at its end later than it fails.
	ended.catch(() => {});
	return { name, stdout: child.stdout, ended, kill: () => child.kill("SIGKILL") };
}
