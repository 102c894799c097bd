import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningStudio, startStudio } from "../../../e2e/src/harness/studio.ts";

let studio: RunningStudio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio?.close());

it("the example of the README makes a film on a studio", async () => {
	const example = join(import.meta.dirname, "../examples/ask.ts");
	const output = await new Promise<string>((resolve, reject) => {
		execFile(process.execPath, [example, studio.url, "A film about bees, 8 seconds"], (error, stdout, stderr) =>
			error === null ? resolve(stdout) : reject(new Error(stderr, { cause: error })),
		);
	});
	expect(output).toMatch(/^Project “.*bees.*” \([a-z0-9-]+\)$/im);
	expect(output).toMatch(/^[1-9]\d* scenes at http:\/\/localhost:\d+\/projects\/[a-z0-9-]+$/m);
});
