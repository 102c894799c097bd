// Types of every part with its own lib (Node, browser, template); all are checked, then the command fails once.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// TypeScript 7, which packages/sandbox brings for projects: several times as fast as the root's (docs/decisions/003).
const compiler = createRequire(new URL("../packages/sandbox/package.json", import.meta.url)).resolve("typescript/package.json");
const tsc = join(dirname(compiler), "bin", "tsc");

const cache = join(import.meta.dirname, "../node_modules/.cache/types");

const parts = [
	// What runs on Node in one go: each part imports the sources of the others.
	"tsconfig.node.json",
	"tsconfig.flows.json",
	"packages/sandbox/src/preview/page",
	"packages/template",
	"packages/web",
];
let failed = 0;
for (const part of parts) {
	// What was found is kept, so that the next run checks what changed.
	const known = join(cache, `${part.replaceAll("/", "-")}.tsbuildinfo`);
	const options = ["--noEmit", "--incremental", "--tsBuildInfoFile", known, "-p", part];
	const { status } = spawnSync(process.execPath, [tsc, ...options], { stdio: "inherit" });
	if (status !== 0) {
		console.error(`types: ${part} failed`);
		failed += 1;
	}
}
process.exitCode = failed > 0 ? 1 : 0;
