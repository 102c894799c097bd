import type { ModuleGraph } from "./film-code.ts";

/** What is used of the bundler's own types, which are not ours to import. */
export interface BundledModule {
	identifier(): string;
	/** Path of its file, with a query where it has one; not there for what is no file. */
	resource?: string;
}
export interface BundlerGraph {
	getOutgoingConnections(module: BundledModule): { module: BundledModule | null }[];
}

/**
 * Which modules the bundler found, before it leaves any out or puts some together.
 * @param apartFile the file that a module without one stands for, by its identifier; null: it stands for none
 */
export function moduleGraphOf(
	modules: Iterable<BundledModule>,
	graph: BundlerGraph,
	apartFile: (identifier: string) => string | null,
): ModuleGraph {
	const list = [...modules];
	const placeOf = new Map(list.map((module, at) => [module.identifier(), at]));
	return list.map((module) => {
		const found = graph.getOutgoingConnections(module).flatMap(({ module: to }) => {
			const at = to === null ? undefined : placeOf.get(to.identifier());
			return at === undefined ? [] : [at];
		});
		const imports = [...new Set(found)];
		const apart = module.resource === undefined ? apartFile(module.identifier()) : null;
		return apart === null ? { file: module.resource ?? module.identifier(), imports } : { file: apart, apart: true, imports };
	});
}
