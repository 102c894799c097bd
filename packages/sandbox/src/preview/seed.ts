import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createServer, type Plugin, parseSync } from "vite";
import { z } from "zod";
import { compressBeside } from "./compressed.ts";
import { fixedConfig, OUR_PLUGINS, PAGE_FOLDER, PROTOCOL_FOLDER, VITE_FOLDER } from "./config.ts";

const BUILD_DEADLINE_MS = 120_000;

/**
 * Bundles what films import (React, Remotion, three and so on) for the browser, once for a machine or an image; takes a
 * few seconds. Later calls find it done and answer at once. Any number of sandboxes read it at the same time; none
 * writes to it. A change of the installed dependencies makes another one beside it.
 * @param dir folder for seeds; made if needed.
 * @returns the seed's own folder, below `dir`; `startPreview` takes either of the two as `cacheSeed`.
 */
export async function buildPreviewSeed(dir: string): Promise<string> {
	const key = await seedKey();
	const target = join(dir, key);
	if (isSeed(target)) return target;
	await mkdir(dir, { recursive: true });
	const draft = join(dir, `.${key}-${process.pid}-${Date.now().toString(36)}`);
	const aside = `${draft}-damaged`;
	try {
		await prebundle(draft);
		await finishBundle(join(draft, "deps"));
		await writeFile(join(draft, "complete"), `${key}\n`);
		await rename(draft, target).catch(async (error: NodeJS.ErrnoException) => {
			// Another process was faster: its bundle is the same.
			if (isSeed(target)) return;
			// What lies there was damaged, or somebody began to remove it.
			await rename(target, aside).catch(() => undefined);
			// Whatever kept it from being moved keeps ours from its place, too.
			await rename(draft, target).catch(() => {
				if (!isSeed(target)) throw error;
			});
		});
	} finally {
		for (const left of [draft, aside]) await rm(left, { recursive: true, force: true });
	}
	return target;
}

/**
 * The seed to use: `dir` itself when it is one that fits the dependencies as they are installed now, else the one in it
 * that does, built if it is not there yet. Null when it is not there and can't be written.
 */
export async function seedIn(dir: string): Promise<string | null> {
	const key = await seedKey();
	if (isSeed(dir) && readFileSync(join(dir, "complete"), "utf8").trim() === key) return dir;
	if (isSeed(join(dir, key))) return join(dir, key);
	try {
		await promisify(execFile)(process.execPath, [fileURLToPath(new URL("./seed-process.ts", import.meta.url)), dir], {
			timeout: BUILD_DEADLINE_MS,
			env: { PATH: process.env.PATH ?? "", NODE_NO_WARNINGS: "1" },
		});
		return join(dir, key);
	} catch (error) {
		const { stderr } = error as { stderr?: unknown };
		const [code = ""] = String(stderr ?? "").split("\n");
		// An image is read-only (Node says ENOENT of a folder that it can’t make there): the sandbox then bundles for itself.
		if (["EACCES", "EROFS", "EPERM", "ENOTDIR", "ENOENT"].includes(code)) return null;
		throw error;
	}
}

function isSeed(dir: string): boolean {
	return existsSync(join(dir, "complete")) && existsSync(join(dir, "deps", "graph.json"));
}

async function prebundle(cacheDir: string): Promise<void> {
	const server = await createServer({
		...fixedConfig(cacheDir, namesOnly()),
		// Configured to do without: where it takes an AI agent to be at the keyboard, Vite would add a plugin, and name the bundle after it.
		server: { middlewareMode: true, watch: null, ws: false, forwardConsole: false },
	});
	try {
		const { depsOptimizer } = server.environments.client;
		if (!depsOptimizer) throw new Error("Vite has no dependency bundler.");
		await depsOptimizer.init();
		await depsOptimizer.scanProcessing;
		await Promise.all(
			Object.values({ ...depsOptimizer.metadata.discovered, ...depsOptimizer.metadata.optimized }).map((dep) => dep.processing),
		);
	} finally {
		await server.close();
	}
}

/**
 * Makes the bundle fit to be served as it lies on the disk: Vite would read, parse and keep every file of it in memory
 * only to add a version to the addresses of their imports. That is done here, once.
 */
async function finishBundle(folder: string): Promise<void> {
	const { browserHash, hash } = Metadata.parse(JSON.parse(await readFile(join(folder, "_metadata.json"), "utf8")));
	const names = await readdir(folder);
	const scripts = new Set(names.filter((name) => name.endsWith(".js")));
	const graph: DependencyGraph = { version: browserHash, madeFor: hash, imports: {} };
	for (const name of names) {
		if (name.endsWith(".map")) await rm(join(folder, name));
		if (!scripts.has(name)) continue;
		const code = await readFile(join(folder, name), "utf8");
		const { staticImports, staticExports, dynamicImports } = parseSync(name, code, { lang: "js" }).module;
		const fixed = [
			...staticImports.map((statement) => statement.moduleRequest),
			...staticExports.flatMap((statement) => statement.entries.map((entry) => entry.moduleRequest)),
		];
		const places = new Map<number, { end: number; target: string }>();
		for (const request of [...fixed, ...dynamicImports.map((statement) => statement.moduleRequest)]) {
			if (!request) continue;
			const target = /^["']\.\/([^"']+)["']$/.exec(code.slice(request.start, request.end))?.[1];
			if (target !== undefined && scripts.has(target)) places.set(request.start, { end: request.end, target });
		}
		let out = "";
		let done = 0;
		for (const [start, { end, target }] of [...places].sort(([a], [b]) => a - b)) {
			out += `${code.slice(done, start)}"./${target}?v=${browserHash}"`;
			done = end;
		}
		out = (out + code.slice(done)).replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");
		await writeFile(join(folder, name), out);
		await compressBeside(join(folder, name), out);
		const starts = new Set(fixed.map((request) => request?.start));
		graph.imports[name] = [...new Set([...places].filter(([start]) => starts.has(start)).map(([, { target }]) => target))];
	}
	await writeFile(join(folder, "graph.json"), JSON.stringify(graph));
}

const Metadata = z.object({ browserHash: z.string(), hash: z.string() });
const DependencyGraph = z.object({
	/** What every address of the bundle carries: `?v=`. */
	version: z.string(),
	/** Vite's name for the configuration and the lockfile that it was made for. */
	madeFor: z.string(),
	/** Files of the bundle that a file imports. */
	imports: z.record(z.string(), z.array(z.string())),
});
export type DependencyGraph = z.infer<typeof DependencyGraph>;

/** What imports what in a seed's bundle. */
export async function readDependencyGraph(seed: string): Promise<DependencyGraph> {
	return DependencyGraph.parse(JSON.parse(await readFile(join(seed, "deps", "graph.json"), "utf8")));
}

/** Vite names a bundle by the plugins in use, among other things: here they do nothing. */
function namesOnly(): Plugin[] {
	return OUR_PLUGINS.map((name) => ({
		name,
		enforce: name === "storydream:guard" || name === "storydream:tags" ? "pre" : undefined,
	}));
}

let known: Promise<string> | null = null;

/** Names the installed dependencies and what is made of them: their versions, Vite's, and the sources that say how. */
function seedKey(): Promise<string> {
	known ??= computeSeedKey();
	return known;
}

async function computeSeedKey(): Promise<string> {
	const hash = createHash("sha256");
	// How it is made: as the files say it on the disk, since a tool may have rewritten what runs here.
	for (const name of ["compressed.ts", "config.ts", "dependencies.ts", "seed.ts"]) {
		hash.update(await readFile(join(import.meta.dirname, name)));
	}
	hash.update(await readFile(join(VITE_FOLDER, "package.json")));
	hash.update(PAGE_FOLDER);
	for (const name of (await readdir(PAGE_FOLDER)).sort()) {
		if (/\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name)) hash.update(await readFile(join(PAGE_FOLDER, name)));
	}
	const lockfile = join(VITE_FOLDER, "..", ".package-lock.json");
	if (existsSync(lockfile)) hash.update(await readFile(lockfile));
	for (const name of (await readdir(PROTOCOL_FOLDER)).sort()) {
		if (name.endsWith(".ts")) hash.update(await readFile(join(PROTOCOL_FOLDER, name)));
	}
	return hash.digest("hex").slice(0, 20);
}
