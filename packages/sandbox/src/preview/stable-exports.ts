import { extname } from "node:path";
import { parseSync } from "vite";

/**
 * What of a module React's refresh can't swap: everything but its components. A scene's file exports a component and
 * the schema of its props; the schema is made anew with each save, so the refresh would give up on the file and load
 * everything that imports it. When this text has not changed, the exports named here are as good as the old ones.
 */
export interface ModuleRest {
	text: string;
	/** Names of exports that are no components. */
	names: string[];
}

/** The rest of a module beside its components; null when it is unknown (then the refresh decides alone). */
export function restOf(code: string, path: string): ModuleRest | null {
	const { program, errors } = parseSync(path, code, { lang: extname(path) === ".jsx" ? "jsx" : "tsx" });
	if (errors.length > 0) return null;
	const parts: string[] = [];
	const names: string[] = [];
	for (const statement of program.body) {
		const exported = statement.type === "ExportNamedDeclaration";
		if (statement.type === "ExportDefaultDeclaration" || statement.type === "ExportAllDeclaration") return null;
		if (exported && !statement.declaration) return null;
		const declaration = exported ? statement.declaration : statement;
		if (declaration?.type === "FunctionDeclaration" && isComponentName(declaration.id?.name)) continue;
		if (declaration?.type === "VariableDeclaration") {
			const declared = declaration.declarations.map(({ id, init }) => ({
				name: id.type === "Identifier" ? id.name : undefined,
				component: init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression",
			}));
			if (declared.every(({ name, component }) => component && isComponentName(name))) continue;
			if (exported) for (const { name } of declared) if (name) names.push(name);
		} else if (exported && declaration?.type === "FunctionDeclaration" && declaration.id) names.push(declaration.id.name);
		parts.push(code.slice(statement.start, statement.end));
	}
	return { text: parts.join("\n"), names };
}

function isComponentName(name: string | undefined): boolean {
	return name !== undefined && /^[A-Z]/.test(name) && name !== name.toUpperCase();
}
