import { type ChildProcess, execFile, spawn } from "node:child_process";
import { access, mkdtemp, open, readFile, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** An engine of a test run's own: nothing of it is shared with one that the machine may have. */
export interface TestEngine {
	socketPath: string;
	stop(): Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 20_000;

/** Whether a Docker engine can be started here; else why not, in words. */
export async function whyNoEngine(): Promise<string | null> {
	if (process.platform !== "linux") return "it is started on Linux only";
	if (process.getuid?.() !== 0) return "it is started as root only";
	return (await findProgram("dockerd")) === null ? "dockerd is not installed" : null;
}

/**
 * Starts `dockerd` in a folder of its own, or starts it again there. Containers outlive a stop that does not `remove`.
 * @param folder of an earlier one; absent: a new one
 */
export async function startEngine(folder?: string): Promise<TestEngine & { folder: string; end(): Promise<void> }> {
	const home = folder ?? (await mkdtemp(path.join(os.tmpdir(), "sd-docker-")));
	const socketPath = path.join(home, "docker.sock");
	const log = await open(path.join(home, "dockerd.log"), "a");
	const program = (await findProgram("dockerd")) ?? "dockerd";
	const child = spawn(
		program,
		[
			...["--data-root", path.join(home, "data"), "--exec-root", path.join(home, "exec")],
			...["--pidfile", path.join(home, "dockerd.pid"), "-H", `unix://${socketPath}`],
			...["--live-restore", "--bridge=none"],
		],
		{ stdio: ["ignore", log.fd, log.fd], env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin`, TMPDIR: os.tmpdir() } },
	);
	await log.close();
	const end = Date.now() + START_MS;
	while (!(await answers(socketPath))) {
		if (child.exitCode !== null || Date.now() > end) {
			const said = (await readFile(path.join(home, "dockerd.log"), "utf8")).trim().split("\n").slice(-3).join("\n");
			await endProcess(child);
			throw new Error(`dockerd did not start: ${said}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return {
		socketPath,
		folder: home,
		end: () => endProcess(child),
		async stop() {
			await endProcess(child);
			// One that was stopped while containers ran leaves its folder mounted onto itself; else there is nothing to undo.
			await run("umount", ["--lazy", path.join(home, "data")]).catch(() => undefined);
			await rm(home, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

async function endProcess(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGTERM");
	const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
	await gone;
	clearTimeout(timer);
}

function answers(socketPath: string): Promise<boolean> {
	return new Promise((resolve) => {
		const request = http.get({ socketPath, path: "/_ping", timeout: 2_000 }, (answer) => {
			answer.resume();
			resolve(answer.statusCode === 200);
		});
		request.once("timeout", () => request.destroy());
		// Not there yet: it is asked again.
		request.once("error", () => resolve(false));
	});
}

export async function findProgram(name: string): Promise<string | null> {
	const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/sbin"];
	for (const folder of folders.filter((each) => each !== "")) {
		const file = path.join(folder, name);
		const there = await access(file).then(
			() => true,
			() => false,
		);
		if (there) return file;
	}
	return null;
}
