import path from "node:path";
import { fileURLToPath } from "node:url";
import { createIdResolver, type Plugin, type ResolvedConfig, type Rollup, type ViteDevServer } from "vite";
import { openInOneOf, PathRefused, readOpenFile } from "../files/index.ts";
import { cssModuleLoader } from "./css-modules.ts";
import { type AllowedFolders, exists, isAllowedFile } from "./guard.ts";
import { buildStyleSheet, closeUrls, type StyleFiles, withoutSourceMap } from "./styles.ts";

export interface FilmFiles {
	folders: AllowedFolders;
	/** Root of the project or version a file belongs to; null for files of neither. */
	treeOf: (file: string) => string | null;
	/** Called with the text of each module of a film as it is read. */
	onSource?: (file: string, text: string) => void;
}

const MAX_MODULE_BYTES = 20 * 1024 * 1024;
const STYLE_SHEET = /\.(?:css|pcss|postcss)(?:$|\?)/;
const OTHER_STYLES = /\.(?:s[ac]ss|less|styl|stylus|sss)(?:$|\?)/;
/** Vite answers these with an address, or with what lies behind one. */
const BY_ADDRESS = /[?&](?:url|worker|sharedworker)\b/;
/** Vite means something by these for files of other kinds than a film's; with them it would read a film's file by itself. */
const NOT_OF_A_FILM = /[?&](?:init|html-proxy|commonjs-proxy)\b/;
/** WebAssembly is loaded by Vite's own plugin, which reads that one file. */
const WEB_ASSEMBLY = /\.wasm\?init$/;
const RAW = /[?&]raw\b/;

/**
 * Parts of Vite that read or list files by a path in the text of a module, past every hook: the files that
 * `new URL(…, import.meta.url)` names, `import.meta.glob` and imports with a variable. Without them a browser resolves
 * what can be resolved, at a server that has the guard; exports know none of them but the first and the last, which
 * their bundler holds to the film.
 */
const SWITCHED_OFF: ReadonlySet<string> = new Set([
	"vite:asset-import-meta-url",
	"vite:worker-import-meta-url",
	"vite:dynamic-import-vars",
	"vite:import-glob",
]);

/** Reads the modules of a film and refuses files that are not the film's, whatever way they are named. */
export function guardModules(film: FilmFiles): Plugin {
	const { folders, treeOf } = film;
	let config: ResolvedConfig | null = null;
	let styles: StyleFiles | null = null;
	const refused = (file: string) => exists(file) && !isAllowedFile(file, folders());
	return {
		name: "storydream:guard",
		enforce: "pre",
		config: () => ({
			css: {
				modules: moduleOptions(() => styles),
				postcss: { plugins: [closeUrls((file) => treeOf(file) === null)] },
			},
		}),
		configureServer(server) {
			styles = styleFiles(server, film);
		},
		configResolved(resolved) {
			config = resolved;
			for (const plugin of resolved.plugins) {
				// They stay in the list: the bundle of dependencies is known by its names.
				if (SWITCHED_OFF.has(plugin.name)) Object.assign(plugin, { transform: undefined });
			}
		},
		async resolveId(source, importer, options) {
			// Ordinary imports need no look here: only what names another folder.
			if (!importer || !(source.startsWith("/") || source.includes(".."))) return null;
			const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
			const file = fileOf(resolved?.id ?? "");
			if (file.startsWith("/") && refused(file)) this.error({ message: closed(source), id: importer });
			return resolved;
		},
		async load(id) {
			if (id.startsWith("\0")) return null;
			const file = fileOf(id);
			if (file.startsWith("/") && refused(file)) throw new Error(closed(path.basename(file)));
			if (treeOf(file) === null || BY_ADDRESS.test(id) || WEB_ASSEMBLY.test(id)) return null;
			if (NOT_OF_A_FILM.test(id)) throw new Error(closed(path.basename(file)));
			if (OTHER_STYLES.test(id)) throw notBuilt(file, treeOf);
			if (!RAW.test(id) && config?.assetsInclude(file)) return null;
			const text = await textOf(file, folders());
			if (text === null) return null;
			film.onSource?.(file, text);
			// Without a source map: what it names would be read.
			return RAW.test(id)
				? { code: `export default ${JSON.stringify(text)}`, map: { mappings: "" }, moduleType: "js" }
				: { code: withoutSourceMap(text), map: null };
		},
		transform: {
			filter: { id: /\.(css|pcss|postcss|json)($|\?)/ },
			async handler(code, id) {
				const file = fileOf(id);
				if (treeOf(file) === null || BY_ADDRESS.test(id) || RAW.test(id)) return null;
				if (file.endsWith(".json")) return checkJson(this, code, file, treeOf);
				if (!STYLE_SHEET.test(id) || styles === null) return null;
				const { css, imported } = await buildStyleSheet(code, file, styles);
				for (const part of imported) this.addWatchFile(part);
				return { code: css, map: { mappings: "" } };
			},
		},
	};
}

/** Vite hands options it does not know to what builds CSS modules, which takes the loader of other files from there. */
function moduleOptions(styles: () => StyleFiles | null): object {
	const files: StyleFiles = {
		resolve: (...all) => styles()?.resolve(...all) ?? Promise.resolve(null),
		read: (file) => styles()?.read(file) ?? Promise.reject(new Error("The preview is starting.")),
	};
	return { Loader: cssModuleLoader(files) };
}

/** Vite's own reader of JSON says what is wrong, but not in which file. */
function checkJson(context: Rollup.TransformPluginContext, code: string, file: string, treeOf: FilmFiles["treeOf"]): null {
	try {
		JSON.parse(code);
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : "it can't be read";
		context.error({ message: `${shortName(file, treeOf)} is not valid JSON: ${why}`, id: file });
	}
	return null;
}

/** Text of a module of a film; null where there is none. @throws for a file that is not the film's */
async function textOf(file: string, folders: readonly string[]): Promise<string | null> {
	try {
		return (await readOpenFile(await openInOneOf(folders, file), path.basename(file), MAX_MODULE_BYTES)).toString("utf8");
	} catch (error) {
		if (!(error instanceof PathRefused)) throw error;
		if (error.reason === "missing" || error.reason === "kind") return null;
		throw new Error(error.reason === "link" ? closed(path.basename(file)) : error.message);
	}
}

/** How style sheets of a film reach files: found as Vite would, and checked by where they lie. */
function styleFiles(server: ViteDevServer, { folders, treeOf }: FilmFiles): StyleFiles {
	const { config, environments } = server;
	const find = {
		import: createIdResolver(config, {
			extensions: [".css"],
			mainFields: ["style"],
			conditions: ["style", "development|production"],
			tryIndex: false,
			preferRelative: true,
		}),
		url: createIdResolver(config, { extensions: [], mainFields: [], tryIndex: false, preferRelative: true }),
	};
	return {
		async resolve(reference, importer, kind) {
			const name = fileNameOf(reference);
			const found = name === null ? undefined : await find[kind](environments.client, name, importer);
			if (found !== undefined && isAllowedFile(found, folders())) return found;
			if (kind === "url" && name === null) return null;
			// Whether something is there is not revealed either: a path that leads out is refused all the same.
			const place = path.resolve(path.dirname(importer), name ?? "/");
			const inside = folders().some((folder) => place.startsWith(folder + path.sep));
			if (found === undefined && inside && !exists(place)) return null;
			throw new Error(`${shortName(importer, treeOf)}: ${closed(reference)}`);
		},
		async read(file) {
			const text = await textOf(file, folders());
			if (text === null) throw new Error(`${shortName(file, treeOf)} can't be read.`);
			return text;
		},
	};
}

/** The file that a reference in a style sheet names; null where it names something else: another address, data, a fragment. */
function fileNameOf(reference: string): string | null {
	const text = reference.trim().replace(/\\(\W)/g, "$1");
	if (text.startsWith("file:")) return URL.canParse(text) ? fileURLToPath(new URL(text.split(/[?#]/)[0] ?? text)) : null;
	if (/^[a-z][a-z\d+.-]*:|^\/\/|^#|^$/i.test(text)) return null;
	const name = text.replace(/[?#].*$/s, "").replace(/^\/@fs(?=\/)/, "");
	try {
		return decodeURI(name);
	} catch {
		// Not a well-formed address: as it is written.
		return name;
	}
}

function fileOf(id: string): string {
	return id.replace(/[?#].*$/s, "");
}

function closed(named: string): string {
	return `"${named.slice(0, 200)}" is not a file of this film: imports reach the project's own files and its dependencies only.`;
}

function notBuilt(file: string, treeOf: FilmFiles["treeOf"]): Error {
	return new Error(`${shortName(file, treeOf)}: style sheets are plain CSS here: Sass, Less, Stylus and SugarSS are not built.`);
}

/** A file as its project names it. */
function shortName(file: string, treeOf: FilmFiles["treeOf"]): string {
	const root = treeOf(file);
	return root === null ? path.basename(file) : path.relative(root, file).split(path.sep).join("/");
}
