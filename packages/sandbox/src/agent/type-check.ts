import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { killTree } from "../processes.ts";

const DEADLINE_MS = 60_000;
const MAX_LINES = 40;

/**
 * Type errors of a project as `types: src/scenes/Title.tsx:12:3 …` lines; none when all is well. The compiler runs as a
 * process of its own and executes nothing of the project. Never throws: what went wrong with it is a line too.
 */
export async function checkTypes(projectDir: string): Promise<string[]> {
	const config = path.join(projectDir, "tsconfig.json");
	const there = await access(config).then(
		() => true,
		() => false,
	);
	if (!there) return ["types: there is no tsconfig.json, so types were not checked"];
	const compiler = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", config], {
			cwd: projectDir,
			stdio: ["ignore", "pipe", "pipe"],
			env: { PATH: process.env.PATH ?? "/usr/bin:/bin" },
		});
		let said = "";
		let late = false;
		const collect = (chunk: Buffer) => {
			if (said.length < 200_000) said += chunk.toString("utf8");
		};
		child.stdout.on("data", collect);
		child.stderr.on("data", collect);
		const deadline = setTimeout(() => {
			late = true;
			if (child.pid !== undefined) void killTree(child.pid);
		}, DEADLINE_MS);
		child.on("error", (error) => {
			clearTimeout(deadline);
			resolve([`types: could not be checked (${error.message})`]);
		});
		child.on("close", (code) => {
			clearTimeout(deadline);
			if (late) return resolve([`types: not checked, it took more than ${DEADLINE_MS / 1000} s`]);
			resolve(code === 0 ? [] : typeFindings(said));
		});
	});
}

/** The compiler's output as findings: one line an error, continuation lines joined to it. */
export function typeFindings(output: string): string[] {
	const findings: string[] = [];
	for (const line of output.split(/\r?\n/)) {
		const match = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line);
		if (match) findings.push(`types: ${match[1]}:${match[2]}:${match[3]} ${match[5]} (${match[4]})`);
		else if (/^error /.test(line)) findings.push(`types: ${line.replace(/^error /, "")}`);
		else if (line.startsWith("  ") && findings.length > 0) findings[findings.length - 1] += ` ${line.trim()}`;
	}
	if (findings.length === 0 && output.trim() !== "") findings.push(`types: ${output.trim().slice(0, 500)}`);
	return findings.slice(0, MAX_LINES).map((finding) => finding.slice(0, 600));
}
