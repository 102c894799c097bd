import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createServer, type Plugin } from "vite";
import { fixedConfig, OUR_PLUGINS, PAGE_FOLDER, PROTOCOL_FOLDER, VITE_FOLDER } from "./config.ts";
import { FILM_DEPENDENCIES } from "./dependencies.ts";

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
	try {
		await prebundle(draft);
		await writeFile(join(draft, "complete"), `${key}\n`);
		await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
			// Another process was faster: its bundle is the same.
			if (!isSeed(target)) throw error;
		});
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
	return target;
}

/**
 * The seed to use: `dir` itself when it is one that fits the dependencies as they are installed now, else the one in it
 * that does, built if it is not there yet. Null when there is none and none can be written.
 */
export async function seedIn(dir: string): Promise<string | null> {
	const key = await seedKey();
	if (isSeed(dir) && readFileSync(join(dir, "complete"), "utf8").trim() === key) return dir;
	try {
		return await buildPreviewSeed(dir);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? "";
		// An image is read-only: the sandbox then bundles for itself.
		if (["EACCES", "EROFS", "EPERM", "ENOTDIR"].includes(code)) return null;
		throw error;
	}
}

function isSeed(dir: string): boolean {
	return existsSync(join(dir, "complete"));
}

async function prebundle(cacheDir: string): Promise<void> {
	const server = await createServer({
		...fixedConfig(cacheDir, namesOnly()),
		server: { middlewareMode: true, watch: null, ws: false },
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

/** Vite names a bundle by the plugins in use, among other things: here they do nothing. */
function namesOnly(): Plugin[] {
	return OUR_PLUGINS.map((name) => ({
		name,
		enforce: name === "storydream:guard" || name === "storydream:tags" ? "pre" : undefined,
	}));
}

let known: Promise<string> | null = null;

/** Names the installed dependencies: their versions, Vite's, the list, and the protocol's sources. */
function seedKey(): Promise<string> {
	known ??= computeSeedKey();
	return known;
}

async function computeSeedKey(): Promise<string> {
	const hash = createHash("sha256");
	hash.update(FILM_DEPENDENCIES.join("\n"));
	hash.update(await readFile(join(VITE_FOLDER, "package.json")));
	hash.update(PAGE_FOLDER);
	const lockfile = join(VITE_FOLDER, "..", ".package-lock.json");
	if (existsSync(lockfile)) hash.update(await readFile(lockfile));
	for (const name of (await readdir(PROTOCOL_FOLDER)).sort()) {
		if (name.endsWith(".ts")) hash.update(await readFile(join(PROTOCOL_FOLDER, name)));
	}
	return hash.digest("hex").slice(0, 20);
}
