import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import os from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { applyLimits } from "./launch.ts";

const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
afterEach(async () => {
	const gone = once(child, "exit");
	child.kill("SIGKILL");
	await gone;
});

test.runIf(process.platform === "linux")(
	"a sandbox's process is polite, ends first when memory is short, and can't open files without end",
	async () => {
		const pid = child.pid ?? 0;
		const quiet = () => undefined;
		applyLimits(pid, {
			dataDir: "/nowhere",
			install: "test",
			nodePath: process.execPath,
			sandboxMain: "",
			templateDir: "",
			nodeModulesDir: "",
			previewAllowedHostSuffix: "",
			logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
		});
		expect(os.getPriority(pid)).toBeGreaterThanOrEqual(2);
		await vi.waitFor(async () => expect(await readFile(`/proc/${pid}/oom_score_adj`, "utf8")).toBe("500\n"));
		// Where the system has the program that sets limits of another process.
		if (!["/usr/bin/prlimit", "/bin/prlimit"].some((file) => existsSync(file))) return;
		await vi.waitFor(async () => {
			const limits = await readFile(`/proc/${pid}/limits`, "utf8");
			expect(limits).toMatch(/Max open files\s+8192\s+8192/);
			expect(limits).toMatch(/Max core file size\s+0\s+0/);
			expect(limits).toMatch(/Max file size\s+8000000000\s+8000000000/);
		});
	},
);
