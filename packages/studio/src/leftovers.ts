import { randomBytes } from "node:crypto";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** What another living process is still writing is left alone for so long. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;
/** Pid and time of start: a pid alone is given again, in a container even to every studio. */
const STAMP = `${process.pid}-${Math.round(performance.timeOrigin).toString(36)}`;

/** A name for a file or folder that nobody will miss once this process is gone; unique on this machine. */
export function leftoverName(): string {
	return `${STAMP}-${randomBytes(9).toString("hex")}`;
}

/** Removes from a folder what processes left under such names that are no more. The folder must hold nothing else. */
export async function sweepLeftovers(folder: string): Promise<void> {
	for (const name of await readdir(folder)) {
		if (name.startsWith(`${STAMP}-`)) continue;
		const path = join(folder, name);
		const pid = Number(name.split("-", 1)[0]);
		if (pid !== process.pid && isAlive(pid) && !(await isOld(path))) continue;
		await rm(path, { recursive: true, force: true });
	}
}

async function isOld(path: string): Promise<boolean> {
	try {
		return Date.now() - (await lstat(path)).mtimeMs > MAX_AGE_MS;
	} catch {
		// Gone meanwhile: its writer has finished.
		return false;
	}
}

function isAlive(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it lives, and belongs to somebody else.
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}
