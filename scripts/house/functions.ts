import ts from "typescript";
import { parse, type SourceFile } from "./sources.ts";

/** A function with its place and its length in lines, its head and all it encloses included. */
export interface MeasuredFunction {
	place: string;
	lines: number;
}

/** Every function of a file: declarations, methods, arrows and accessors. */
export function functionsOf(file: SourceFile): MeasuredFunction[] {
	const tree = parse(file);
	const found: MeasuredFunction[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node) && "body" in node && node.body) {
			const from = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
			const to = tree.getLineAndCharacterOfPosition(node.getEnd()).line;
			found.push({ place: `${file.path}:${from + 1}`, lines: to - from + 1 });
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}
