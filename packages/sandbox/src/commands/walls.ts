import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import type { Layout } from "../config.ts";
import type { Walls } from "./messages.ts";

/** The checkout the studio runs from: people keep settings in it, and keys. */
const CHECKOUT = path.resolve(import.meta.dirname, "../../../..");

/**
 * Where the agent's commands may write and read. Reading is closed for the person's home, the studio's checkout and data,
 * and other sessions, and opened again for this project and its dependencies.
 */
export function wallsOf(layout: Layout): Walls {
	return {
		allowWrite: [layout.project, layout.agentTmp],
		denyWrite: [
			path.join(layout.project, ".git"),
			path.join(layout.project, ".claude", "settings.json"),
			path.join(layout.project, ".claude", "settings.local.json"),
			path.join(layout.project, ".mcp.json"),
			path.join(layout.project, "public", "assets"),
			// The sandbox's own makers let these be written by default.
			"/tmp/claude",
			"/private/tmp/claude",
		],
		denyRead: closedFolders(layout),
		allowRead: [layout.project, layout.nodeModules, layout.agentRoot, layout.agentTmp, ...dependencyRoots(layout)],
		ownProcesses: mayMountProcesses(),
	};
}

/** Whether what runs inside walls further in can have a list of its own processes; else it sees the sandbox's. */
export function mayMountProcesses(): boolean {
	return !(process.env.SANDBOX_WALLED === "true" && isProcCovered());
}

/**
 * Whether parts of `/proc` are covered here. The kernel then lets nobody inside mount another one, because that would show
 * what is covered. So it is where the studio runs as root. What a command sees of the sandbox's own processes is that they
 * are there: their memory, environment and files are closed to it, since it has another user namespace.
 */
function isProcCovered(): boolean {
	try {
		const mounts = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
		return mounts.some((line) => line.split(" ")[4]?.startsWith("/proc/"));
	} catch {
		// Another system than Linux.
		return false;
	}
}

/** The person's home, the checkout, and the two folders above this sandbox (other sessions, the studio's data), unless they are too high up. */
function closedFolders(layout: Layout): string[] {
	const above = path.dirname(layout.dir);
	const folders = [os.userInfo().homedir, CHECKOUT, above, path.dirname(above)];
	return [...new Set(folders)].filter(
		(folder) => path.isAbsolute(folder) && folder.split(path.sep).filter(Boolean).length >= 1 && !SHARED.has(folder),
	);
}

/** Folders of the whole system: programs would not start without them, and `/tmp` holds more than ours. */
const SHARED = new Set(["/", "/tmp", "/var", "/var/tmp", "/usr", "/opt", "/home", "/srv", "/mnt"]);

/** What commands are run with, and what holds them: they may lie in the person's home. */
function dependencyRoots(layout: Layout): string[] {
	const roots = [path.dirname(realpathSync(process.execPath)), path.dirname(path.dirname(sandboxRuntime()))];
	try {
		return [realpathSync(layout.nodeModules), ...roots];
	} catch {
		// No dependencies linked yet: there is nothing to open.
		return roots;
	}
}

function sandboxRuntime(): string {
	return realpathSync(createRequire(import.meta.url).resolve("@anthropic-ai/sandbox-runtime"));
}
