import type { ESTree } from "vite";
import { readTextOrNull } from "../files/index.ts";

/** Names a storyboard may use, as the project's sources list them. Null: the sources don't say so plainly. */
export interface FilmNames {
	scenes: string[] | null;
	transitions: string[] | null;
	fonts: string[] | null;
	backdrops: string[] | null;
	looks: string[] | null;
}

const EXTENSIONS = ["ts", "tsx", "js", "jsx"];

/**
 * Reads the names from the project's sources without running them: the keys of `scenes` (src/scenes/index), `transitions`
 * (src/transitions/index), `looks` (src/looks/index) and `fontFamilies` (src/fonts), the values of `backdrops` (src/theme).
 */
export async function readFilmNames(projectDir: string): Promise<FilmNames> {
	const read = (module: string, name: string) => readNames(projectDir, module, name);
	const [scenes, transitions, fonts, backdrops, looks] = await Promise.all([
		read("scenes/index", "scenes"),
		read("transitions/index", "transitions"),
		read("fonts", "fontFamilies"),
		read("theme", "backdrops"),
		read("looks/index", "looks"),
	]);
	return { scenes, transitions, fonts, backdrops, looks };
}

async function readNames(projectDir: string, module: string, name: string): Promise<string[] | null> {
	for (const extension of EXTENSIONS) {
		const code = await readTextOrNull(projectDir, `src/${module}.${extension}`);
		if (code !== null) return namesIn(code, name);
	}
	return null;
}

/**
 * The keys of the object, or the strings of the list, that a module holds in the constant `name`. Null where they are not
 * all written out: spread, computed, or made by a function.
 */
export async function namesIn(code: string, name: string): Promise<string[] | null> {
	// Loaded late: the host starts without it, and the preview server brings it.
	const { parseSync } = await import("vite");
	const { program, errors } = parseSync("module.tsx", code, { lang: "tsx" });
	if (errors.length > 0) return null;
	for (const statement of program.body) {
		const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
		if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
		for (const { id, init } of declaration.declarations) {
			if (id.type === "Identifier" && id.name === name && init) return literalNames(withoutTypes(init));
		}
	}
	return null;
}

function literalNames(value: ESTree.Expression): string[] | null {
	const names: string[] = [];
	if (value.type === "ArrayExpression") {
		for (const element of value.elements) {
			if (element?.type !== "Literal" || typeof element.value !== "string") return null;
			names.push(element.value);
		}
		return names;
	}
	if (value.type !== "ObjectExpression") return null;
	for (const property of value.properties) {
		if (property.type !== "Property" || property.computed) return null;
		if (property.key.type === "Identifier") names.push(property.key.name);
		else if (property.key.type === "Literal") names.push(String(property.key.value));
		else return null;
	}
	return names;
}

/** `{…} as const`, `{…} satisfies X` and `({…})` are the object itself. */
function withoutTypes(value: ESTree.Expression): ESTree.Expression {
	const wrapped =
		value.type === "TSAsExpression" || value.type === "TSSatisfiesExpression" || value.type === "ParenthesizedExpression";
	return wrapped ? withoutTypes(value.expression) : value;
}
