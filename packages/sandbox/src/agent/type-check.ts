import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { killTree } from "../processes.ts";

const DEADLINE_MS = 60_000;
const MAX_LINES = 40;

/** `unchecked` says why there is no answer: then that nothing was found means nothing. */
export interface TypesChecked {
	/** `types: src/scenes/Title.tsx:12:3 …`, one an error. */
	findings: string[];
	unchecked: string | null;
}

/**
 * Checks the types of a project. The compiler runs as a process of its own and executes nothing of the project. Never
 * throws: what went wrong with it is told in `unchecked`.
 *
 * @param options for tests: how long it may take in ms, and the compiler's program
 */
export async function checkTypes(
	projectDir: string,
	options: { deadlineMs?: number; compiler?: string } = {},
): Promise<TypesChecked> {
	const unchecked = (why: string): TypesChecked => ({ findings: [], unchecked: why });
	const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
	const config = path.join(projectDir, "tsconfig.json");
	const there = await access(config).then(
		() => true,
		() => false,
	);
	if (!there) return unchecked("types were not checked: there is no tsconfig.json");
	const compiler =
		options.compiler ?? path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", config], {
			cwd: projectDir,
			stdio: ["ignore", "pipe", "pipe"],
			env: { PATH: process.env.PATH ?? "/usr/bin:/bin" },
		});
		let said = "";
		const collect = (chunk: Buffer) => {
			if (said.length < 200_000) said += chunk.toString("utf8");
		};
		child.stdout.on("data", collect);
		child.stderr.on("data", collect);
		const deadline = setTimeout(() => {
			if (child.pid !== undefined) void killTree(child.pid);
			resolve(unchecked(`types were not checked in time (${deadlineMs / 1000} s)`));
		}, deadlineMs);
		child.on("error", (error) => {
			clearTimeout(deadline);
			resolve(unchecked(`types were not checked: the compiler did not start (${error.message})`));
		});
		child.on("close", (code, signal) => {
			clearTimeout(deadline);
			if (code === 0) return resolve({ findings: [], unchecked: null });
			const findings = typeFindings(said);
			// Only what the compiler says of the film counts: one that broke down says other things.
			if (findings.length > 0) return resolve({ findings, unchecked: null });
			resolve(unchecked(`types were not checked: the compiler ended early (${signal ?? `code ${code}`})`));
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
	return findings.slice(0, MAX_LINES).map((finding) => finding.slice(0, 600));
}
