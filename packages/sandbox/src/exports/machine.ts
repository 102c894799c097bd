import { readFileSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";

/** Where a container's share of the processors is written: both forms of Linux' control groups. */
const QUOTAS = [
	["/sys/fs/cgroup/cpu.max"],
	["/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu/cpu.cfs_period_us"],
] as const;

/** What a render may use here: of a container its own share, not its host's. */
export function roomToRender(): { processors: number; memoryBytes: number } {
	return {
		processors: Math.min(availableParallelism(), shareOf(QUOTAS.map((files) => files.map(textOf).join(" ")))),
		memoryBytes: Math.min(freemem(), process.availableMemory()),
	};
}

/** Remotion refuses a smaller one. */
const LEAST_CACHE = 240 * 1024 * 1024;
const MOST_CACHE = 512 * 1024 * 1024;

/** Bytes a render may keep of videos it has read: an eighth of what there is, within what Remotion takes. */
export function mediaCacheFor(memoryBytes: number): number {
	return Math.round(Math.max(LEAST_CACHE, Math.min(MOST_CACHE, memoryBytes / 8)));
}

/**
 * Whole processors of the first quota that is one, at least 1; infinite when there is none.
 * @param quotas such as `200000 100000` (microseconds, and of how many), `max 100000`, `-1 100000`
 */
export function shareOf(quotas: readonly string[]): number {
	for (const quota of quotas) {
		const [used, period] = quota.trim().split(/\s+/).map(Number);
		if (used !== undefined && period !== undefined && used > 0 && period > 0) return Math.max(1, Math.floor(used / period));
	}
	return Number.POSITIVE_INFINITY;
}

function textOf(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		// The other form, or another system.
		return "";
	}
}
