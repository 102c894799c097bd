import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { findProgram } from "./bubblewrap.ts";

/** Limits of one sandbox, each put on where the system has it. */
export interface ProcessLimits {
	/** Added to the niceness, so that the studio stays quick: 0 to 19. Default 2. */
	niceness?: number;
	/** Open files of one process (Linux, by `prlimit`). Default 8192. */
	openFiles?: number;
	/** Bytes of one file (Linux, by `prlimit`). Default 8 GB. */
	fileBytes?: number;
	/** Megabytes of the agent host's own JavaScript heap. Default: Node's own choice. */
	heapMegabytes?: number;
	/** Bytes of memory of the whole sandbox (Linux with systemd, by a cgroup). Default: no limit. */
	memoryBytes?: number;
	/** Processes and threads of the whole sandbox (Linux with systemd, by a cgroup). Default: no limit but the user's. */
	tasks?: number;
}

/**
 * Processes and threads of this user in all sandboxes. The kernel counts those of the person's other programs too where
 * no cgroup counts a sandbox alone, so that this bound is a wide one: it ends a fork bomb, and nothing else.
 */
const USER_TASKS = 16_384;
/** 0 is usual, 1000 is "end this one first". */
const OOM_SCORE = 500;

/** A command line that puts limits on what follows it, and the environment it needs for itself. */
export interface LimitedStart {
	/** Each part becomes the next one: the pid stays the same. */
	prefix: string[];
	/** Variables for the prefix; what it starts must not get them. */
	environment: Record<string, string>;
}

/** @param cgroup whether a cgroup of its own is tried; it needs systemd */
export function limitedStart(limits: ProcessLimits = {}, cgroup: boolean = hasCgroups()): LimitedStart {
	const { niceness = 2, openFiles = 8_192, fileBytes = 8_000_000_000 } = limits;
	const most = hardLimits();
	const prefix = cgroup ? cgroupPrefix(limits) : [];
	if (findProgram("nice") !== null) prefix.push("nice", "-n", `${niceness}`);
	if (findProgram("choom") !== null) prefix.push("choom", "-n", `${OOM_SCORE}`, "--");
	if (findProgram("prlimit") !== null) {
		prefix.push(
			"prlimit",
			"--core=0",
			`--nofile=${Math.min(openFiles, most("Max open files"))}`,
			`--fsize=${Math.min(fileBytes, most("Max file size"))}`,
			`--nproc=${Math.min(USER_TASKS, most("Max processes"))}`,
		);
	}
	return { prefix, environment: cgroup ? systemdEnvironment() : {} };
}

function cgroupPrefix({ memoryBytes, tasks }: ProcessLimits): string[] {
	const user = process.getuid?.() === 0 ? [] : ["--user"];
	const properties = [
		...(memoryBytes === undefined ? [] : [`--property=MemoryMax=${memoryBytes}`, "--property=MemorySwapMax=0"]),
		...(tasks === undefined ? [] : [`--property=TasksMax=${tasks}`]),
	];
	return ["systemd-run", ...user, "--scope", "--quiet", "--collect", ...properties, "--"];
}

/** Whether systemd is there and can make a cgroup. That it gives one is found out by the start-up proof. */
export function hasCgroups(): boolean {
	if (process.platform !== "linux" || !existsSync("/run/systemd/system") || findProgram("systemd-run") === null) return false;
	const { XDG_RUNTIME_DIR } = process.env;
	return process.getuid?.() === 0 || (XDG_RUNTIME_DIR !== undefined && existsSync(path.join(XDG_RUNTIME_DIR, "systemd")));
}

function systemdEnvironment(): Record<string, string> {
	const names = ["XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"];
	return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? ""]])));
}

/** This process's own hard limits by their name in `/proc/self/limits`: nobody but root may ask for more. */
function hardLimits(): (name: string) => number {
	let text = "";
	try {
		text = readFileSync("/proc/self/limits", "utf8");
	} catch {
		// Another system than Linux: no limit is known, and none is put on by `prlimit`.
	}
	return (name) => {
		const hard = text
			.split("\n")
			.find((line) => line.startsWith(name))
			?.slice(name.length)
			.trim()
			.split(/\s+/)[1];
		return hard === undefined || hard === "unlimited" ? Number.POSITIVE_INFINITY : Number(hard);
	};
}
