import ts from "typescript";
import { parse, type SourceFile } from "./sources.ts";

/** An exported name with the text of its doc comments (a schema and its type share one). */
export interface ExportedName {
	name: string;
	place: string;
	comment: string;
}

/** The exported names of some files, each once. */
export function exportsOf(files: SourceFile[]): ExportedName[] {
	const found = new Map<string, ExportedName>();
	for (const file of files) {
		const tree = parse(file);
		for (const statement of tree.statements) {
			const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExportModifier);
			if (!isExported) continue;
			const comment = ts
				.getJSDocCommentsAndTags(statement)
				.map((part) => part.getText(tree))
				.join("\n");
			for (const name of namesOf(statement)) {
				const known = found.get(name);
				if (known) known.comment += comment;
				else {
					const { line } = tree.getLineAndCharacterOfPosition(statement.getStart(tree));
					found.set(name, { name, place: `${file.path}:${line + 1}`, comment });
				}
			}
		}
	}
	return [...found.values()];
}

/** Whether a comment says what the name means and shows an example. */
export function isDocumented({ comment }: ExportedName): boolean {
	return /@example\s+\S/.test(comment) && /\/\*\*[\s*]*[^\s*@]/.test(comment);
}

function isExportModifier(modifier: ts.ModifierLike): boolean {
	return modifier.kind === ts.SyntaxKind.ExportKeyword;
}

function namesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
	if ("name" in statement) {
		const { name } = statement as ts.DeclarationStatement;
		return name && ts.isIdentifier(name) ? [name.text] : [];
	}
	return [];
}
