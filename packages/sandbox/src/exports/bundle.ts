import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { bundle } from "@remotion/bundler";
import { type ModuleGraph, STORYBOARD } from "./plan/film-code.ts";
import { type BundledModule, type BundlerGraph, moduleGraphOf } from "./plan/module-graph.ts";

type Override = NonNullable<Exclude<Parameters<typeof bundle>[0], string>["rspackOverride"]>;
/** The bundler's configuration, as Remotion makes it. */
export type BundlerConfig = Parameters<Override>[0];
type BundlerPlugin = NonNullable<BundlerConfig["plugins"]>[number];

/** Loaders that Remotion's own rules use, by package; they name each other in requests of their own. */
const LOADERS = ["css-loader", "style-loader"];

export interface FilmToBundle {
	/** The clean copy of the film's files. */
	tree: string;
	entry: string;
	/** Folder of the bundle; must not be there. */
	outDir: string;
	/** Folder that the bundle's `public` leads to. */
	publicDir: string;
	/** Folders, as real paths, that code of the film may be read from. */
	readable: string[];
	/** The storyboard's file is left out: code that imports it gets what the page gives as `STORYBOARD_GLOBAL`. */
	storyboardApart: boolean;
}

/** Variable of the page that holds the storyboard of a bundle made without it. */
export const STORYBOARD_GLOBAL = "storydreamStoryboard";
const ENTRIES = ["src/index.ts", "src/index.tsx", "src/index.js", "src/index.jsx"];

/**
 * The file that registers a film.
 * @param tree clean copy of the film's files
 * @throws Error when there is none
 */
export function entryOf(tree: string): string {
	const entry = ENTRIES.map((file) => path.join(tree, file)).find((file) => existsSync(file));
	if (entry === undefined) throw new Error("The project has no src/index.ts that registers its film");
	return entry;
}

/** What `explainFailure` says about a film that can't be put together. */
export function bundlingError(message: string, cause?: unknown): Error {
	return Object.assign(new Error(message, { cause }), { bundling: true });
}

/**
 * Bundles a film for the browser. Nothing of the film runs in this process.
 * @returns which modules it is made of
 * @throws what the bundler says, in one line
 */
export async function bundleFilm(film: FilmToBundle): Promise<ModuleGraph> {
	let found: ModuleGraph = [];
	const noteModules = (graph: ModuleGraph) => {
		found = graph;
	};
	try {
		await bundle({
			entryPoint: film.entry,
			rootDir: film.tree,
			publicDir: film.publicDir,
			outDir: film.outDir,
			rspack: true,
			enableCaching: false,
			symlinkPublicDir: true,
			ignoreRegisterRootWarning: true,
			onSymlinkDetected: () => {},
			rspackOverride: (config) => {
				const closed = closeConfig(config, film.readable);
				const storyboard = film.storyboardApart ? path.join(film.tree, STORYBOARD) : null;
				return {
					...closed,
					...(storyboard === null ? {} : { externals: storyboardFromPage(storyboard) }),
					plugins: [...(closed.plugins ?? []), moduleReporter(storyboard, noteModules)],
				};
			},
		});
		return found;
	} catch (error) {
		throw bundlingError(bundleMessage(error, film.tree), error);
	}
}

/**
 * Remotion's configuration with all ways closed by which a film could run code in this process or read a file outside:
 * files are found in the readable folders only, loaders are Remotion's own and none is named by the film, and no
 * configuration is looked for in the film's folder.
 */
export function closeConfig(config: BundlerConfig, readable: readonly string[]): BundlerConfig {
	const loaders = ownLoaders();
	return {
		...config,
		// Without it, the bundler looks for a configuration of browserslist, which may name code to run.
		target: "web",
		resolve: { ...config.resolve, tsConfig: undefined, restrictions: only(readable.map((folder) => `${folder}/`)) },
		resolveLoader: { modules: [], extensions: [".js"], restrictions: only(loaders) },
		plugins: [...(config.plugins ?? []), closedRequests(readable, loaders)],
	};
}

/** Real paths of the loaders, as found from the bundler. */
function ownLoaders(): string[] {
	const fromBundler = createRequire(import.meta.resolve("@remotion/bundler"));
	return LOADERS.map((name) => realpathSync(fromBundler.resolve(name)));
}

/** Every restriction of the bundler must hold, so all that is allowed makes one expression. */
function only(beginnings: readonly string[]): string[] {
	const inside = new RegExp(`^(?:${beginnings.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`);
	// The bundler takes an expression here; its types know of texts only.
	return [inside] as unknown as string[];
}

interface ModuleRequest {
	request: string;
	context?: string;
	/** What was found, after it was resolved. */
	createData?: { resource?: string };
}
interface Hook<T> {
	tap(name: string, act: (data: T) => unknown): void;
}
interface Compilation {
	moduleGraph: BundlerGraph;
	hooks: { finishModules: Hook<Iterable<BundledModule>> };
}
/** What is used of the bundler's own types, which are not ours to import. */
interface Compiler {
	hooks: {
		compilation: {
			tap(
				name: string,
				act: (
					compilation: Compilation,
					factories: {
						normalModuleFactory: { hooks: { beforeResolve: Hook<ModuleRequest>; afterResolve: Hook<ModuleRequest> } };
						contextModuleFactory: { hooks: { beforeResolve: Hook<{ request?: string; context?: string } | false> } };
					},
				) => void,
			): void;
		};
	};
}

/**
 * Refuses requests that name loaders (`!!./loader.js!./file`), other ways to a file than its path (`file:`, `http:`),
 * links that lead out, and folders outside to be listed (`require.context`).
 */
function closedRequests(readable: readonly string[], loaders: readonly string[]): BundlerPlugin {
	const name = "storydream:closed";
	const plugin = {
		apply(compiler: Compiler) {
			compiler.hooks.compilation.tap(name, (_compilation, { normalModuleFactory, contextModuleFactory }) => {
				normalModuleFactory.hooks.beforeResolve.tap(name, ({ request, context = "" }) =>
					refuseRequest(request, context, loaders),
				);
				normalModuleFactory.hooks.afterResolve.tap(name, ({ createData }) => refuseLink(createData?.resource ?? "", readable));
				contextModuleFactory.hooks.beforeResolve.tap(name, (data) => {
					if (data !== false) refuseFolder(data.request ?? "", data.context ?? "", readable);
					return data;
				});
			});
		},
	};
	return plugin as unknown as BundlerPlugin;
}

/** Has the bundler take one file from a variable of the page instead of its text. */
function storyboardFromPage(storyboard: string): NonNullable<BundlerConfig["externals"]> {
	return ({ context, request }, done) => {
		if (request === undefined || path.resolve(context ?? "/", request) !== storyboard) return done();
		return done(undefined, `var ${STORYBOARD_GLOBAL}`);
	};
}

/** Tells which modules the bundler has found. */
function moduleReporter(storyboard: string | null, report: (graph: ModuleGraph) => void): BundlerPlugin {
	const name = "storydream:modules";
	const apartFile = (identifier: string) => (identifier.includes(STORYBOARD_GLOBAL) ? storyboard : null);
	const plugin = {
		apply(compiler: Compiler) {
			compiler.hooks.compilation.tap(name, ({ hooks, moduleGraph }) => {
				hooks.finishModules.tap(name, (modules) => report(moduleGraphOf(modules, moduleGraph, apartFile)));
			});
		},
	};
	return plugin as unknown as BundlerPlugin;
}

/** The bundler compares the path by which a file was named; a link on it may lead to any other. */
function refuseLink(resource: string, readable: readonly string[]): void {
	const file = resource.replace(/[?#].*$/s, "");
	if (path.isAbsolute(file) && !isReadable(file, readable)) throw new Error("Module not found: a link leads out of the film");
}

function isReadable(place: string, readable: readonly string[]): boolean {
	let real: string;
	try {
		real = realpathSync(place);
	} catch {
		// Not there: nothing is read.
		real = place;
	}
	return readable.some((folder) => real === folder || real.startsWith(folder + path.sep));
}

function refuseRequest(request: string, folder: string, loaders: readonly string[]): void {
	const scheme = /^([a-z][a-z\d+.-]+):/i.exec(request)?.[1]?.toLowerCase();
	if (scheme !== undefined && scheme !== "data")
		throw new Error(`Module not found: "${request.slice(0, 200)}" is no file of the film`);
	const parts = request.replace(/^-?!{1,2}/, "").split("!");
	for (const part of parts.slice(0, -1)) {
		const [file = "", query] = part.split(/\?(.*)/s);
		// Options are those of Remotion's rules, named by `??` and a number of theirs.
		const ours =
			loaders.includes(path.resolve(folder, file)) && (query === undefined || /^\?ruleSet\[\d+\][\w[\].]*$/.test(query));
		if (!ours) throw new Error("Module not found: a film names no loaders (requests with “!”)");
	}
}

function refuseFolder(request: string, folder: string, readable: readonly string[]): void {
	const place = path.resolve(folder, request.replace(/[?#].*$/s, ""));
	if (request.includes("!") || !isReadable(place, readable))
		throw new Error(`Module not found: "${request.slice(0, 200)}" is no folder of the film`);
}

/** The bundler's message is a drawing of many lines: its reason and the file, with our folders' names taken out. */
function bundleMessage(error: unknown, tree: string): string {
	const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error)).replaceAll(`${tree}/`, "");
	const lines = text.split("\n").map((line) => line.trim());
	const reason = lines
		.map((line) => /(?:^|\s)[×x]\s+(?![×x]\s|Module build failed)(\w.*)$/.exec(line)?.[1])
		.find((found) => found !== undefined);
	const first = reason ?? lines.find((line) => line !== "" && !line.includes("Module build failed")) ?? "it could not be bundled";
	const file = /(src\/[\w./-]+\.\w+):?(\d+)?/.exec(text);
	return `${first.replace(/\.$/, "")}${file && !first.includes(file[1] ?? "") ? ` in ${file[1]}${file[2] ? `:${file[2]}` : ""}` : ""}`;
}
