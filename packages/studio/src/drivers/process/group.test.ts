import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { runGroup } from "./group.ts";

const CHILD = "require('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' })";

/** Whether a process of this environment runs that was started by the test. */
async function leftOf(mark: string): Promise<boolean> {
	const { readdir, readFile } = await import("node:fs/promises");
	for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
		const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
		const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z");
		if (environment.includes(`MARK=${mark}`) && !state.includes(") Z")) return true;
	}
	return false;
}

it.runIf(process.platform === "linux").each([
	["hangs", `${CHILD}; setInterval(() => {}, 1000)`, "took longer"],
	["fails", `${CHILD}; console.error('why'); setTimeout(() => process.exit(3), 200)`, "exit code 3: why"],
])("a program that %s is ended with what it started", async (how, script, words) => {
	const mark = `${process.pid}-${how}`;
	const env = { PATH: process.env.PATH ?? "", MARK: mark };
	await expect(runGroup(process.execPath, ["-e", script], { env, deadlineMs: 2_000 })).rejects.toThrow(words);
	for (let tries = 0; tries < 100 && (await leftOf(mark)); tries += 1) await pause(50);
	expect(await leftOf(mark)).toBe(false);
});

it("a program that ends well is waited for, and one that is not there is an error", async () => {
	await runGroup(process.execPath, ["-e", ""], { env: {}, deadlineMs: 30_000 });
	await expect(runGroup("/no/such/program", [], { env: {}, deadlineMs: 30_000 })).rejects.toThrow("ENOENT");
});
