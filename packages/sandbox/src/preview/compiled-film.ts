import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import type { EnvironmentModuleGraph, EnvironmentModuleNode, ViteDevServer } from "vite";
import { z } from "zod";
import { listInside, PathRefused, readInside } from "../files/index.ts";

/*
 * The modules of the template's film, compiled once for all sandboxes that start on it. Compiling its 200 files took half
 * of a sandbox's start. They are kept under a name made from all files of `src` and from what compiles them, so a project
 * that differs in one letter does not find them, and its preview compiles as always. Only `compile-once.ts` writes them:
 * a sandbox that holds a project does not.
 */

/** Below the folder that a sandbox is given as its seed, where `compile-once.ts` may write. */
const FOLDER = join("code", "films");
/** Stand for the project's folder and the bundle's, which differ between sandboxes. */
const PROJECT = "@@storydream-project@@";
const BUNDLE = "@@storydream-bundle@@";
/** Paths that look the same in an address, in JSON and in code. Others compile for themselves. */
const PLAIN_PATH = /^\/[\w./-]+$/;
const SCRIPT = /\.[jt]sx?$/;

const CompiledModule = z.object({
	/** Below the project's folder. */
	path: z.string(),
	url: z.string(),
	code: z.string(),
	isSelfAccepting: z.boolean(),
	imports: z.array(z.string()),
	staticImports: z.array(z.string()).nullable(),
	accepted: z.array(z.string()),
	acceptedExports: z.array(z.string()).nullable(),
	bindings: z.array(z.tuple([z.string(), z.array(z.string())])).nullable(),
});
type CompiledModule = z.infer<typeof CompiledModule>;
/** Source maps by path. They are in a file of their own, which is read only where an error is located. */
const Maps = z.record(z.string(), z.looseObject({ mappings: z.string() }));

/** Where a film's modules lie, and where what is compiled of them is kept. Absolute paths. */
export interface FilmPlaces {
	projectDir: string;
	/** The seed that the preview uses; see `seed.ts`. */
	seed: string;
	/** The folder that was named as seed: the same, or one around it. */
	cache: string;
}

/** Vite keeps these of a module besides what its types name. */
interface ModuleDetails {
	staticImportedUrls?: Set<string>;
}

/**
 * Puts the compiled modules of the film in place, where the project's sources are exactly those that they were made from.
 * @param onSource called with the absolute path and text of each module
 * @returns how many modules are in place; 0 where these sources were not compiled ahead
 */
export async function takeCompiledFilm(
	server: ViteDevServer,
	places: FilmPlaces,
	onSource: (file: string, text: string) => void,
): Promise<number> {
	const sources = await sourcesOf(places);
	if (sources === null) return 0;
	const film = await readFilm(places, sources.key);
	if (film === null) return 0;
	const graph = server.environments.client.moduleGraph;
	const nodes = new Map<CompiledModule, EnvironmentModuleNode>();
	for (const module of film) nodes.set(module, await nodeOf(graph, module.url, join(places.projectDir, module.path)));
	for (const [module, node] of nodes) {
		await connect(graph, node, module);
		graph.updateModuleTransformResult(node, resultOf(module, `${fileOf(places, sources.key)}.maps`));
		onSource(join(places.projectDir, module.path), sources.texts.get(module.path) ?? "");
	}
	return film.length;
}

/** Keeps the project's modules as they are compiled now, for sandboxes that start on the same sources, instead of those kept before. */
export async function keepCompiledFilm(server: ViteDevServer, places: FilmPlaces): Promise<number> {
	const sources = await sourcesOf(places);
	if (sources === null) return 0;
	const film: CompiledModule[] = [];
	for (const module of server.environments.client.moduleGraph.idToModuleMap.values()) {
		const path = module.id?.startsWith(places.projectDir + sep) ? module.id.slice(places.projectDir.length + 1) : "";
		if (!SCRIPT.test(path) && !path.endsWith(".json")) continue;
		if (module.transformResult !== null && sources.texts.has(path)) film.push(compiledOf(module, path));
	}
	const folder = join(places.cache, FOLDER);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const file = fileOf(places, sources.key);
	await writeFile(`${file}.maps`, JSON.stringify(mapsOf(film, server.environments.client.moduleGraph, places)));
	const lines = film.map((module) => JSON.stringify(module));
	await writeFile(`${file}.new`, lines.join("\n").replaceAll(places.projectDir, PROJECT).replaceAll(places.seed, BUNDLE));
	// From here on others see it.
	await rename(`${file}.new`, file);
	return film.length;
}

/** One module a line, read one by one: the whole as one text would cost a sandbox 20 MB for a moment. Null where there is none. */
async function readFilm(places: FilmPlaces, key: string): Promise<CompiledModule[] | null> {
	const bytes = await readFile(fileOf(places, key)).catch(() => null);
	if (bytes === null) return null;
	const film: CompiledModule[] = [];
	for (let start = 0; start < bytes.length; ) {
		const newline = bytes.indexOf("\n", start);
		const end = newline === -1 ? bytes.length : newline;
		const line = bytes.toString("utf8", start, end);
		film.push(CompiledModule.parse(JSON.parse(line.replaceAll(PROJECT, places.projectDir).replaceAll(BUNDLE, places.seed))));
		start = end + 1;
	}
	return film;
}

function mapsOf(film: readonly CompiledModule[], graph: EnvironmentModuleGraph, { projectDir }: FilmPlaces): object {
	return Object.fromEntries(
		film.flatMap(({ path }) => {
			const map = graph.getModuleById(join(projectDir, path))?.transformResult?.map;
			return map ? [[path, map]] : [];
		}),
	);
}

/** The texts of all files below `src`, and their name. Null where there is something else than files, or a path is not plain. */
async function sourcesOf({ projectDir, seed }: FilmPlaces): Promise<{ key: string; texts: Map<string, string> } | null> {
	if (!PLAIN_PATH.test(projectDir) || !PLAIN_PATH.test(seed)) return null;
	const texts = new Map<string, string>();
	try {
		const entries = await listInside(projectDir, "src");
		if (entries.some(({ kind }) => kind !== "file" && kind !== "folder")) return null;
		const files = entries.filter(({ kind }) => kind === "file").map(({ path }) => path);
		const read = await Promise.all(files.map(async (path) => (await readInside(projectDir, path)).toString("utf8")));
		for (const [index, path] of files.entries()) texts.set(path, read[index] ?? "");
	} catch (error) {
		if (error instanceof PathRefused) return null;
		throw error;
	}
	const hash = createHash("sha256").update(`${basename(seed)} ${await compilerMark()}`);
	for (const [path, text] of texts) hash.update(`${path}\0${text.length}\0${text}`);
	return { key: hash.digest("hex").slice(0, 32), texts };
}

/** Names what compiles modules, besides what a seed's own name says: the sources of the preview server. */
async function compilerMark(): Promise<string> {
	const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
	const texts = await Promise.all(names.sort().map((name) => readFile(join(import.meta.dirname, name), "utf8")));
	return createHash("sha256").update(texts.join("\0")).digest("hex");
}

const fileOf = ({ cache }: FilmPlaces, key: string) => join(cache, FOLDER, `${key}.json`);

function compiledOf(module: EnvironmentModuleNode & ModuleDetails, path: string): CompiledModule {
	const bindings = module.importedBindings;
	return {
		path,
		url: module.url,
		code: module.transformResult?.code ?? "",
		isSelfAccepting: module.isSelfAccepting ?? false,
		imports: [...module.importedModules].map(({ url }) => url),
		staticImports: module.staticImportedUrls ? [...module.staticImportedUrls] : null,
		accepted: [...module.acceptedHmrDeps].map(({ url }) => url),
		acceptedExports: module.acceptedHmrExports ? [...module.acceptedHmrExports] : null,
		bindings: bindings ? [...bindings].map(([url, names]): [string, string[]] => [url, [...names]]) : null,
	};
}

/** Vite asks every plugin where an address leads; this one is known. A Vite that has no such way asks. */
function nodeOf(graph: EnvironmentModuleGraph, url: string, id: string): Promise<EnvironmentModuleNode> {
	const known = graph as EnvironmentModuleGraph & {
		_ensureEntryFromUrl?: (url: string, isSelfAccepting: boolean, resolved: { id: string }) => Promise<EnvironmentModuleNode>;
	};
	return known._ensureEntryFromUrl?.(url, true, { id }) ?? graph.ensureEntryFromUrl(url);
}

async function connect(graph: EnvironmentModuleGraph, node: EnvironmentModuleNode, module: CompiledModule): Promise<void> {
	await graph.updateModuleInfo(
		node,
		new Set(module.imports),
		module.bindings && new Map(module.bindings.map(([url, names]) => [url, new Set(names)])),
		new Set(module.accepted),
		module.acceptedExports && new Set(module.acceptedExports),
		module.isSelfAccepting,
		module.staticImports === null ? undefined : new Set(module.staticImports),
	);
}

/** What Vite would have made of the module. */
function resultOf({ path, code }: CompiledModule, maps: string): NonNullable<EnvironmentModuleNode["transformResult"]> {
	return {
		code,
		etag: `W/"${createHash("sha1").update(code).digest("base64url")}"`,
		get map() {
			return mapIn(maps, path);
		},
	};
}

function mapIn(file: string, path: string): NonNullable<EnvironmentModuleNode["transformResult"]>["map"] {
	try {
		const map = Maps.parse(JSON.parse(readFileSync(file, "utf8")))[path];
		return (map as unknown as ReturnType<typeof mapIn> | undefined) ?? null;
	} catch {
		// Compiled anew meanwhile: places of errors are then those of the compiled text.
		return null;
	}
}
