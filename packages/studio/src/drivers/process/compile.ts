import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { realpathOr, userInside } from "./bubblewrap.ts";
import { runGroup } from "./group.ts";
import type { ProcessDriverOptions } from "./launch.ts";
import { hasCode } from "./sandbox-folder.ts";
import type { Walls } from "./walls.ts";

const DEADLINE_MS = 300_000;

/**
 * Compiles a sandbox's sources and the template's film ahead, and bundles that film for exports, once for each state of
 * them: sandboxes inside walls read what was made and may not write it, since all of them share it. A sandbox is started on
 * the template inside the same walls, with that one folder writable; no project is near. Without it sandboxes start all the
 * same, half a second later, and their first export takes some seconds longer.
 */
export async function compileAhead(walls: Walls, options: ProcessDriverOptions): Promise<void> {
	const seed = options.viteCacheSeed;
	if (seed === undefined) return;
	const modules = realpathOr(options.nodeModulesDir);
	const sources = realpathOr(path.join(modules, "@storydream", "sandbox", "src"));
	const code = path.join(path.resolve(seed), "code");
	const note = path.join(code, `state-${userInside(walls.user).uid}`);
	const shared = ["kit", "protocol"].map((name) => realpathOr(path.join(modules, "@storydream", name, "src")));
	const state = await stateOf([sources, ...shared, import.meta.dirname, path.join(path.resolve(options.templateDir), "src")]);
	if ((await readText(note)) === state) return;
	await mkdir(code, { recursive: true });
	const folder = await mkdtemp(path.join(path.resolve(options.dataDir), "processes", "compile-"));
	try {
		const own = ["self", "tmp", "gateway"].map((name) => path.join(folder, name));
		for (const place of own) await mkdir(place);
		const [self = "", agentTmp = "", gatewayFolder = ""] = own;
		await walls.give([...own, code]);
		const { file, args, environment } = walls.commandLine({
			folder: self,
			agentTmp,
			gatewayFolder,
			writable: [code],
			command: [options.nodePath, "--disable-warning=ExperimentalWarning", path.join(sources, "compile-once.ts")],
			infoFd: null,
			filterFd: null,
		});
		await runGroup(file, args, {
			cwd: self,
			deadlineMs: DEADLINE_MS,
			env: {
				...environment,
				PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
				LANG: "C.UTF-8",
				HOME: self,
				TMPDIR: self,
				VITE_CACHE_SEED: path.resolve(seed),
				// The first file is loaded before it could name the folder itself.
				NODE_COMPILE_CACHE: code,
				NODE_MODULES_DIR: modules,
				TEMPLATE_DIR: path.resolve(options.templateDir),
			},
		});
		await writeFile(note, state);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/**
 * Names the state of source files (a sandbox's, the template's film, and how they are compiled) by their sizes and times, and
 * the Node that compiles them.
 */
async function stateOf(folders: string[]): Promise<string> {
	const hash = createHash("sha256").update(process.version);
	for (const folder of folders) {
		for (const name of (await readdir(folder, { recursive: true })).sort()) {
			if (!/\.(?:tsx?|json)$/.test(name)) continue;
			const { size, mtimeMs } = await stat(path.join(folder, name));
			hash.update(`${name} ${size} ${mtimeMs}\n`);
		}
	}
	return hash.digest("hex");
}

async function readText(file: string): Promise<string | null> {
	return readFile(file, "utf8").catch((error: unknown) => {
		if (hasCode(error, "ENOENT")) return null;
		throw error;
	});
}
