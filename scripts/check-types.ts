// Types of every part with its own lib (Node, browser, template); all are checked, then the command fails once.
import { spawnSync } from "node:child_process";

const parts = [
	"packages/protocol",
	"packages/studio",
	"packages/sandbox",
	"packages/sandbox/src/preview/page",
	"packages/template",
	"packages/web",
	"packages/cli",
	"e2e",
	"bench",
	"scripts",
];
let failed = 0;
for (const part of parts) {
	const { status } = spawnSync("tsc", ["--noEmit", "-p", part], { stdio: "inherit" });
	if (status !== 0) {
		console.error(`types: ${part} failed`);
		failed += 1;
	}
}
process.exitCode = failed > 0 ? 1 : 0;
