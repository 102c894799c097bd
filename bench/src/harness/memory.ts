import { readdir, readFile } from "node:fs/promises";

export interface ProcessMemory {
	pid: number;
	command: string;
	/** Proportional set size: what it would free if it ended, in MB. */
	pssMb: number;
}

/** Every process whose environment or parent chain leads to `matches`, with its PSS. Linux only. */
export async function memoryOf(
	matches: (process: { pid: number; command: string; environment: string }) => boolean,
): Promise<ProcessMemory[]> {
	const found: ProcessMemory[] = [];
	for (const entry of await readdir("/proc")) {
		const pid = Number(entry);
		if (!Number.isInteger(pid)) continue;
		try {
			const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim();
			const environment = await readFile(`/proc/${pid}/environ`, "utf8");
			if (!matches({ pid, command, environment })) continue;
			const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
			found.push({ pid, command, pssMb: Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024 });
		} catch {
			// It ended while it was looked at.
		}
	}
	return found;
}

export const total = (processes: ProcessMemory[]): number => processes.reduce((sum, { pssMb }) => sum + pssMb, 0);
