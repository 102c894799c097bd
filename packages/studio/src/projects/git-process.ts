import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { StoryDreamError } from "@storydream/protocol";

/** Settings that keep git from running or fetching anything a repository names. */
const HARDENED = [
	"core.hooksPath=/dev/null",
	"protocol.ext.allow=never",
	"core.fsmonitor=false",
	// The clone is a cache of the studio's own; the folder of a mounted volume may have another owner.
	"safe.directory=*",
].flatMap((setting) => ["-c", setting]);

export interface GitProcess {
	readonly child: ChildProcessWithoutNullStreams;
	/** Resolves at exit code 0; else rejects with what git said, after `deadlineMs` with `sandbox_timeout`. */
	readonly ended: Promise<void>;
}

/** Runs git on a bare clone with nothing of this machine's or this user's configuration. */
export function runGit(args: string[], options: { deadlineMs: number; env?: Record<string, string> }): GitProcess {
	const child = spawn("git", [...HARDENED, ...args], {
		stdio: ["pipe", "pipe", "pipe"],
		env: {
			PATH: process.env.PATH ?? "/usr/bin:/bin",
			GIT_CONFIG_NOSYSTEM: "1",
			GIT_CONFIG_GLOBAL: "/dev/null",
			GIT_TERMINAL_PROMPT: "0",
			LC_ALL: "C",
			...options.env,
		},
	});
	let said = "";
	child.stderr.setEncoding("utf8");
	child.stderr.on("data", (text: string) => {
		if (said.length < 4_000) said += text;
	});
	// A reader that goes away closes git's input early; the exit code tells what matters.
	child.stdin.on("error", () => {});
	const ended = new Promise<void>((resolve, reject) => {
		const timer = setTimeout(() => child.kill("SIGKILL"), options.deadlineMs);
		child.once("error", (error) => {
			clearTimeout(timer);
			reject(new StoryDreamError("storage_failed", "git could not be started.", { hint: "Install git.", cause: error }));
		});
		child.once("close", (code, signal) => {
			clearTimeout(timer);
			if (code === 0) resolve();
			else
				reject(new StoryDreamError("storage_failed", "git failed.", { cause: new Error(`${signal ?? code}: ${said.trim()}`) }));
		});
	});
	// Whoever awaits it hears of it; a caller that has given up already must not end the studio.
	ended.catch(() => {});
	return { child, ended };
}
