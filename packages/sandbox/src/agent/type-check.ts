import { spawn } from "node:child_process";
import { lstat, mkdir, mkdtemp, realpath, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { readOnlyWalls } from "../commands/index.ts";
import { linkTree, PathRefused } from "../files/index.ts";
import { killTree } from "../processes.ts";
import { readTypeOptions } from "./type-options.ts";

const DEADLINE_MS = 60_000;
const MAX_LINES = 40;
const MAX_OUTPUT = 4_000_000;
/** What the compiler keeps of its last answer lies here, beside the project: the next check reads only what has changed. */
const KEPT = ".types.tsbuildinfo";
/** A larger one is not kept; the template's has 0.2 MB. */
const MAX_KEPT_BYTES = 20_000_000;
/** Not of the film's types, by name or by path. */
const NOT_CHECKED: ReadonlySet<string> = new Set([".git", "node_modules", ".storydream", "out", "public/assets"]);

/** `unchecked` says why there is no answer: then that nothing was found means nothing. */
export interface TypesChecked {
	/** `types: src/scenes/Title.tsx:12:3 …`, one an error. */
	findings: string[];
	unchecked: string | null;
}

interface Ended {
	/** What the compiler wrote to both streams. */
	said: string;
	code: number | null;
	signal: NodeJS.Signals | null;
}

/**
 * Checks the types of a project. The compiler runs as a process of its own, executes nothing of the project and writes
 * nothing but what it keeps for the next check. It is given a copy, in which links stay inside, and options taken over by
 * value, and what it says counts only when all files that it read are the project's or its dependencies'. Never throws: what went wrong with it stands in `unchecked`.
 *
 * @param options `walled`: on Linux, where commands are held, it sees nothing else either; for tests: how long it may take in
 * ms, and the compiler's program
 */
export async function checkTypes(
	projectDir: string,
	options: { walled?: boolean; deadlineMs?: number; compiler?: string } = {},
): Promise<TypesChecked> {
	const { walled = false, deadlineMs = DEADLINE_MS, compiler = path.join(typescriptFolder(), "bin", "tsc") } = options;
	let folder: string | null = null;
	try {
		const place = await realpath(path.dirname(projectDir));
		folder = await mkdtemp(path.join(place, ".types-"));
		const { config, missing } = await prepare(projectDir, folder);
		await takeKept(place, folder);
		const walls = walled ? await wallsOfCompiler(compiler, folder, place) : [];
		const ended = await compile([...walls, process.execPath, compiler], folder, config, deadlineMs);
		if (ended === null) return unchecked(`not checked in time (${deadlineMs / 1000} s)`);
		if (isWhole(ended)) await keepForNext(place, folder);
		return withoutFiles(await answerOf(ended, folder, place), missing);
	} catch (error) {
		return unchecked(`not checked: ${whyNot(error)}`);
	} finally {
		if (folder !== null) await rm(folder, { recursive: true, force: true });
	}
}

/** What was found while some of the project's files could not be read. */
function withoutFiles({ findings, unchecked: why }: TypesChecked, missing: readonly string[]): TypesChecked {
	const [first] = missing;
	if (first === undefined || why !== null) return { findings, unchecked: why };
	const others = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
	return { findings, unchecked: `types were checked without ${first}${others}, which can't be read` };
}

function unchecked(why: string): TypesChecked {
	return { findings: [], unchecked: `types were ${why}` };
}

function whyNot(error: unknown): string {
	if (error instanceof PathRefused && error.reason === "missing") return "there is no tsconfig.json";
	if (error instanceof StoryDreamError) return error.message;
	if (error instanceof SyntaxError) return "tsconfig.json is not valid JSON";
	return "the compiler did not start";
}

function typescriptFolder(): string {
	return path.dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
}

/** Where the compiler's own types of the language and of browsers lie: in the package of this platform. */
async function libraryFolder(): Promise<string> {
	const name = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
	return realpath(path.dirname(createRequire(path.join(typescriptFolder(), "package.json")).resolve(name)));
}

/** The project's files by hard links, and a configuration of our own beside them. `missing` can't be read. */
async function prepare(projectDir: string, folder: string): Promise<{ config: string; missing: string[] }> {
	const { compilerOptions, include } = await readTypeOptions(projectDir);
	await mkdir(path.join(folder, "tree"));
	const missing = await linkTree(projectDir, "", path.join(folder, "tree"), {
		skip: (place, name) => NOT_CHECKED.has(name) || NOT_CHECKED.has(place),
		links: true,
	});
	const config = path.join(folder, "tsconfig.json");
	const text = { compilerOptions, include: include.map((pattern) => `./tree/${pattern}`), exclude: [], references: [] };
	await writeFile(config, JSON.stringify(text));
	return { config, missing };
}

const keptIn = (folder: string) => path.join(folder, "kept", "types.tsbuildinfo");

/** What the last check of this sandbox kept. Its paths are relative, so that it fits a copy in another folder. */
async function takeKept(place: string, folder: string): Promise<void> {
	await mkdir(path.dirname(keptIn(folder)));
	await rename(path.join(place, KEPT), keptIn(folder)).catch(unlessMissing);
}

/** Whether the compiler checked everything, with or without findings: it ends with 0, 1 or 2 then. */
function isWhole({ code, signal }: Ended): boolean {
	return signal === null && code !== null && code <= 2;
}

/** Keeps what a whole check wrote. One that broke down leaves nothing: its file may be half written, or the reason. */
async function keepForNext(place: string, folder: string): Promise<void> {
	const file = await lstat(keptIn(folder)).catch(unlessMissing);
	if (file?.isFile() && file.size <= MAX_KEPT_BYTES) await rename(keptIn(folder), path.join(place, KEPT));
}

function unlessMissing(error: NodeJS.ErrnoException): null {
	if (error.code === "ENOENT") return null;
	throw error;
}

/** The compiler sees its own program, the copy of the project and the dependencies; it writes what it keeps. */
async function wallsOfCompiler(compiler: string, folder: string, place: string): Promise<string[]> {
	const link = path.join(place, "node_modules");
	const modules = await realpath(link).catch(() => link);
	const program = [
		await realpath(process.execPath),
		process.execPath,
		path.dirname(compiler),
		await realpath(typescriptFolder()),
	];
	return readOnlyWalls({
		readable: [...program, typescriptFolder(), await libraryFolder(), modules, folder],
		links: modules === link ? {} : { [link]: modules },
		cwd: path.join(folder, "tree"),
		writable: path.dirname(keptIn(folder)),
	});
}

/**
 * Runs the compiler; null when its time was up. In one thread: each thread would check the types that all files share for
 * itself, which takes twice the CPU and memory.
 */
function compile([program = "", ...before]: string[], folder: string, config: string, deadlineMs: number): Promise<Ended | null> {
	const options = ["--noEmit", "--listFiles", "--pretty", "false", "--singleThreaded", "--incremental"];
	return new Promise((resolve, reject) => {
		const child = spawn(program, [...before, ...options, "--tsBuildInfoFile", keptIn(folder), "-p", config], {
			cwd: path.join(folder, "tree"),
			stdio: ["ignore", "pipe", "pipe"],
			env: { PATH: process.env.PATH ?? "/usr/bin:/bin" },
		});
		let said = "";
		const collect = (chunk: Buffer) => {
			if (said.length < MAX_OUTPUT) said += chunk.toString("utf8");
		};
		child.stdout.on("data", collect);
		child.stderr.on("data", collect);
		const deadline = setTimeout(() => {
			if (child.pid !== undefined) void killTree(child.pid);
			resolve(null);
		}, deadlineMs);
		child.on("error", (error) => {
			clearTimeout(deadline);
			reject(error);
		});
		child.on("close", (code, signal) => {
			clearTimeout(deadline);
			resolve({ said, code, signal });
		});
	});
}

async function answerOf({ said, code, signal }: Ended, folder: string, place: string): Promise<TypesChecked> {
	const modules = await realpath(path.join(place, "node_modules")).catch(() => path.join(place, "node_modules"));
	const tree = path.join(folder, "tree");
	const roots = [tree, modules, path.join(place, "node_modules"), await libraryFolder()];
	const files = filesRead(said);
	// It names them after its errors: without the end of what it says, nobody knows what the errors quote.
	if (said.length >= MAX_OUTPUT || (files.length === 0 && LOCATED.test(said)))
		return unchecked("not checked: the compiler ended early, or found too much");
	const outside = files.filter((file) => !roots.some((root) => file.startsWith(root + path.sep)));
	// What it says of such a file, or of what uses it, may quote it.
	if (outside.length > 0)
		return {
			findings: ["types: an import or a reference leads to a file outside of the project: remove it, then check again"],
			unchecked: null,
		};
	if (code === 0) return { findings: [], unchecked: null };
	const shown: [string, string][] = [
		[`${tree}/`, ""],
		[`${modules}/`, "node_modules/"],
		[`${folder}/tree/`, ""],
		[`${folder}/`, ""],
		[`${place}/`, ""],
	];
	const findings = typeFindings(shown.reduce((text, [from, to]) => text.replaceAll(from, to), said));
	// Only what the compiler says of the film counts: one that broke down says other things.
	if (findings.length > 0) return { findings, unchecked: null };
	return unchecked(`not checked: the compiler ended early (${signal ?? `code ${code}`})`);
}

/** An error with its place. */
const LOCATED = /\(\d+,\d+\): error TS\d+: /;

/** The files that the compiler names after its errors, one a line. */
function filesRead(said: string): string[] {
	return said.split(/\r?\n/).filter((line) => path.isAbsolute(line) && !LOCATED.test(line));
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
