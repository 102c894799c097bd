import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** Ends a program that was started `detached`, with all that it started. Safe to repeat. */
export function endGroup(child: ChildProcess): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
	} catch {
		// Nobody is left in it.
	}
}

const MOST_WORDS = 4_000;

/**
 * Runs a program to its end, in a group of its own: what it has started ends with it, also when it is too late.
 * @param options.deadlineMs how long it may take
 * @throws Error with its last words when it fails, and when it takes too long
 */
export async function runGroup(
	file: string,
	args: readonly string[],
	{ deadlineMs, ...options }: Pick<SpawnOptions, "cwd" | "env"> & { deadlineMs: number },
): Promise<void> {
	const child = spawn(file, args, { ...options, detached: true, stdio: ["ignore", "ignore", "pipe"] });
	let words = "";
	child.stderr?.on("data", (chunk: Buffer) => {
		words = `${words}${chunk.toString("utf8")}`.slice(-MOST_WORDS);
	});
	const ended = Promise.withResolvers<void>();
	child.once("error", ended.reject);
	child.once("exit", (code, signal) => {
		if (code === 0) ended.resolve();
		else ended.reject(new Error(`the program ended with ${signal ?? `exit code ${code}`}: ${words.trim().slice(-500)}`));
	});
	const timer = setTimeout(() => ended.reject(new Error(`the program took longer than ${deadlineMs} ms`)), deadlineMs);
	try {
		await ended.promise;
	} finally {
		clearTimeout(timer);
		endGroup(child);
		child.stderr?.destroy();
	}
}
