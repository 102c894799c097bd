import type { EnvironmentModuleNode, ViteDevServer } from "vite";
import type { DependencyGraph } from "./seed.ts";

const MOST_MODULES = 300;

/** The bundle of dependencies: where it is served from, and what imports what in it. */
export interface Dependencies {
	/** `/@fs/<folder>/` */
	address: string;
	graph: DependencyGraph;
}

/**
 * Has every module of the page compiled that is reached from `url`, so that the first page finds them all.
 * Modules that do not compile are left for the page to complain about.
 */
export async function warmUp(server: ViteDevServer, urls: readonly string[], dependencies: Dependencies): Promise<void> {
	const { client } = server.environments;
	const seen = new Set<string>();
	let next = [...urls];
	while (next.length > 0 && seen.size < MOST_MODULES) {
		const round = next.filter((url) => !seen.has(url));
		for (const url of round) seen.add(url);
		next = [];
		await Promise.all(
			round.map(async (url) => {
				try {
					await client.transformRequest(url);
				} catch {
					return;
				}
				const module = await client.moduleGraph.getModuleByUrl(url);
				for (const imported of module?.importedModules ?? []) {
					if (!imported.url.startsWith(dependencies.address) && !isAsset(server, imported)) next.push(imported.url);
				}
			}),
		);
	}
}

/**
 * Links that let the browser ask for all modules at once, instead of one layer after the other as it reads them.
 * An address that turns out to be another one by then costs a request, nothing more.
 */
export async function preloadLinks(server: ViteDevServer, url: string, dependencies: Dependencies): Promise<string> {
	const start = await server.environments.client.moduleGraph.getModuleByUrl(url);
	const seen = new Set<EnvironmentModuleNode>(start ? [start] : []);
	const bundled = new Set<string>();
	for (const module of seen) {
		if (seen.size > MOST_MODULES) break;
		for (const imported of module.importedModules) {
			if (imported.url.startsWith(dependencies.address))
				bundled.add(imported.url.slice(dependencies.address.length).replace(/\?.*$/, ""));
			else if (imported.transformResult && !isAsset(server, imported)) seen.add(imported);
		}
	}
	for (const name of bundled) for (const imported of dependencies.graph.imports[name] ?? []) bundled.add(imported);
	// The bundle first: it is most of the bytes, and is read while the small files come in beside it.
	const addresses = [...bundled].map((name) => `${dependencies.address}${name}?v=${dependencies.graph.version}`);
	addresses.push(...[...seen].map(addressOf));
	return addresses.map((address) => `<link rel="modulepreload" href="${escapeHtml(address)}">`).join("\n");
}

/** A font, a picture or a sound. Its module is one line, and a film imports 400 fonts of which it loads a few. */
function isAsset(server: ViteDevServer, { file }: EnvironmentModuleNode): boolean {
	return file !== null && server.config.assetsInclude(file);
}

/** The address under which other modules import this one. */
function addressOf(module: EnvironmentModuleNode): string {
	const [path = "", search] = module.url.split("?");
	// What is no script must say that a script wants it.
	const script = /\.(?:[cm]?[jt]sx?|css)$/.test(path) || (path.startsWith("/@") && !path.startsWith("/@fs/"));
	const stamp = module.lastHMRTimestamp > 0 ? [`t=${module.lastHMRTimestamp}`] : [];
	const query = [...stamp, ...(search ? [search] : []), ...(script ? [] : ["import"])];
	return query.length > 0 ? `${path}?${query.join("&")}` : path;
}

function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
