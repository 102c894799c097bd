import { posix } from "node:path";
import ts from "typescript";
import { parse, type SourceFile } from "./sources.ts";

/** The relative imports of a file, types included, as paths from the root. */
function importsOf(file: SourceFile): string[] {
	const targets: string[] = [];
	for (const statement of parse(file).statements) {
		if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
		const specifier = statement.moduleSpecifier;
		if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith(".")) continue;
		targets.push(posix.join(posix.dirname(file.path), specifier.text));
	}
	return targets;
}

/**
 * Groups of files that import each other, directly or by way of others, types included.
 * @example circlesOf(productionFiles(root)) // [["packages/a/src/x.ts", "packages/a/src/y.ts"]]
 */
export function circlesOf(files: SourceFile[]): string[][] {
	const graph = new Map(files.map((file) => [file.path, importsOf(file)]));
	const reached = new Map([...graph.keys()].map((path) => [path, reachableFrom(path, graph)]));
	const circles: string[][] = [];
	const grouped = new Set<string>();
	for (const [path, others] of reached) {
		if (grouped.has(path) || !others.has(path)) continue;
		const circle = [path, ...[...others].filter((other) => other !== path && reached.get(other)?.has(path))];
		for (const member of circle) grouped.add(member);
		circles.push(circle.sort());
	}
	return circles;
}

function reachableFrom(start: string, graph: Map<string, string[]>): Set<string> {
	const reached = new Set<string>();
	const open = [...(graph.get(start) ?? [])];
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		if (reached.has(path)) continue;
		reached.add(path);
		open.push(...(graph.get(path) ?? []));
	}
	return reached;
}
