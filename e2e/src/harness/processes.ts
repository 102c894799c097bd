import { readdir, readFile } from "node:fs/promises";

export interface ProcessFound {
	pid: number;
	command: string;
}

/** Processes whose command or environment names `text` (such as a data folder), the asking one left out. Linux only. */
export async function processesNaming(text: string): Promise<ProcessFound[]> {
	const found: ProcessFound[] = [];
	for (const entry of await readdir("/proc")) {
		const pid = Number(entry);
		if (!Number.isInteger(pid) || pid === process.pid) continue;
		try {
			const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim();
			const environment = await readFile(`/proc/${pid}/environ`, "utf8");
			// A zombie has neither; it is gone but for its parent's asking.
			if (command !== "" && `${command} ${environment}`.includes(text)) found.push({ pid, command });
		} catch {
			// It ended while it was looked at.
		}
	}
	return found;
}

/** Asks again until `fits` is true of what `ask` answers; throws with the last answer after `deadlineMs`. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, deadlineMs = 120_000): Promise<T> {
	const deadline = Date.now() + deadlineMs;
	for (;;) {
		const answer = await ask();
		if (fits(answer)) return answer;
		if (Date.now() > deadline) throw new Error(`still not so after ${deadlineMs} ms: ${JSON.stringify(answer)?.slice(0, 1000)}`);
		await new Promise((wake) => setTimeout(wake, 50));
	}
}
