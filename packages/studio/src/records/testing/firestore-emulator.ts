import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@storydream/sandbox/testing";

/** Google's own emulator of Firestore: where it listens, and how it is ended. */
export interface FirestoreEmulator {
	/** `127.0.0.1:port` */
	host: string;
	stop(): Promise<void>;
}

/** A Java program behind a Python one; on a busy machine that takes its time. */
const READY_MS = 90_000;
const END_MS = 5_000;
/**
 * Starts it in the shell's own place. Beside it waits a program for the end of our pipe, which comes also when we are
 * killed: then it ends the whole group.
 */
const START =
	'exec 3<&0; (cat <&3; rm -rf "$CLOUDSDK_CONFIG"; kill -KILL 0) >/dev/null 2>&1 & exec gcloud emulators firestore start "$1" --quiet </dev/null 3<&-';

/**
 * The emulator that FIRESTORE_EMULATOR_HOST names, or one of our own, started with the Google Cloud CLI. Nothing is kept
 * when it ends. Answers with the reason where there is none.
 */
export async function startFirestoreEmulator(environment: NodeJS.ProcessEnv): Promise<FirestoreEmulator | { missing: string }> {
	const given = environment.FIRESTORE_EMULATOR_HOST?.trim();
	if (given) {
		if (await answers(given)) return { host: given, stop: async () => {} };
		return { missing: `nothing answers at FIRESTORE_EMULATOR_HOST=${given}` };
	}
	const host = `127.0.0.1:${await freePort()}`;
	// A configuration of its own: the person's is neither read nor written.
	const config = await mkdtemp(join(tmpdir(), "storydream-gcloud-"));
	const child = spawn("/bin/sh", ["-c", START, "sh", `--host-port=${host}`], {
		detached: true,
		stdio: ["pipe", "pipe", "pipe"],
		env: { ...environment, CLOUDSDK_CONFIG: config, CLOUDSDK_CORE_CHECK_GCE_METADATA: "false" },
	});
	// It ends with us, whether or not it has read anything.
	child.stdin.on("error", () => {});
	let said = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.on("data", (chunk: Buffer) => {
			said = `${said}${chunk.toString()}`.slice(-2_000);
		});
	}
	const ended = new Promise<void>((resolve) => {
		child.once("error", () => resolve());
		child.once("exit", () => resolve());
	});
	const onExit = () => kill(child, "SIGKILL");
	process.once("exit", onExit);
	const stop = async () => {
		process.removeListener("exit", onExit);
		kill(child, "SIGTERM");
		await Promise.race([ended, sleep(END_MS, undefined, { ref: false })]);
		// Also what the first of them has left behind.
		kill(child, "SIGKILL");
		await ended;
		await rm(config, { recursive: true, force: true });
	};
	const giveUp = new AbortController();
	const deadline = performance.now() + READY_MS;
	ended.then(() => giveUp.abort());
	while (!(await answers(host))) {
		if (giveUp.signal.aborted || performance.now() > deadline) {
			await stop();
			const last = said.trim().split("\n").at(-1);
			const absent = last === undefined || last === "" || /gcloud.*not found/.test(last);
			return { missing: absent ? "the Google Cloud CLI (gcloud) is not on this machine" : `gcloud said: ${last}` };
		}
		await sleep(200);
	}
	return { host, stop };
}

/** Ends the whole tree: what gcloud starts is in its process group. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		// ESRCH: it has ended by itself.
		if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
	}
}

async function answers(host: string): Promise<boolean> {
	try {
		const response = await fetch(`http://${host}/`, { signal: AbortSignal.timeout(2_000) });
		await response.body?.cancel();
		return response.ok;
	} catch {
		// Not yet, or not at all: the caller's deadline decides.
		return false;
	}
}
