import { z } from "zod";
import { PathRefused, readInside } from "../files/index.ts";

const flag = z.boolean();
const PackageName = z.string().regex(/^(?:@[\w.-]+\/)?\w[\w.-]*(?:\/[\w-]+)*$/);

/**
 * The options of the compiler that a project may set, with their values: those that say how strict it is and which
 * language it reads. None of them names a file, so none can make it write, or read outside of the project.
 */
const Options = z.object({
	target: z.string().regex(/^[\w.]+$/),
	module: z.string().regex(/^[\w.]+$/),
	moduleResolution: z.enum(["bundler", "Bundler", "node16", "Node16", "nodenext", "NodeNext"]),
	moduleDetection: z.enum(["auto", "legacy", "force"]),
	lib: z.array(z.string().regex(/^[\w.]+$/)),
	types: z.array(PackageName),
	jsx: z.enum(["preserve", "react", "react-jsx", "react-jsxdev", "react-native"]),
	jsxFactory: z.string().regex(/^[\w.$]+$/),
	jsxFragmentFactory: z.string().regex(/^[\w.$]+$/),
	jsxImportSource: PackageName,
	...flags(
		...[
			"strict",
			"noImplicitAny",
			"strictNullChecks",
			"strictFunctionTypes",
			"strictBindCallApply",
			"strictPropertyInitialization",
		],
		...[
			"strictBuiltinIteratorReturn",
			"noImplicitThis",
			"useUnknownInCatchVariables",
			"alwaysStrict",
			"exactOptionalPropertyTypes",
		],
		...["noUnusedLocals", "noUnusedParameters", "noImplicitReturns", "noFallthroughCasesInSwitch", "noUncheckedIndexedAccess"],
		...[
			"noImplicitOverride",
			"noPropertyAccessFromIndexSignature",
			"allowUnusedLabels",
			"allowUnreachableCode",
			"allowJs",
			"checkJs",
		],
		...["esModuleInterop", "allowSyntheticDefaultImports", "isolatedModules", "verbatimModuleSyntax", "resolveJsonModule"],
		...["allowImportingTsExtensions", "allowArbitraryExtensions", "experimentalDecorators", "emitDecoratorMetadata"],
		...["useDefineForClassFields", "erasableSyntaxOnly", "noUncheckedSideEffectImports"],
	),
});

function flags(...names: string[]): Record<string, z.ZodBoolean> {
	return Object.fromEntries(names.map((name) => [name, flag]));
}

const Config = z.object({
	extends: z.union([z.string(), z.array(z.string())]).optional(),
	compilerOptions: z.record(z.string(), z.unknown()).optional(),
	include: z.array(z.string()).optional(),
});
type Config = z.infer<typeof Config>;

/** Deeper chains of `extends` are cut off. */
const MAX_DEPTH = 4;
/** Configurations that are read: one may extend many, each of which extends many. */
const MOST_FILES = 32;
const MOST_BYTES = 64_000;

export interface TypeOptions {
	compilerOptions: Record<string, unknown>;
	/** Patterns of files, below the project. */
	include: string[];
}

/**
 * What a project's `tsconfig.json` says about how its types are checked, taken over by value. Anything else in it is left
 * out, and so is what it extends outside of the project.
 * @throws PathRefused when there is no such file, SyntaxError when it is no JSON
 */
export async function readTypeOptions(projectDir: string): Promise<TypeOptions> {
	const configs = await readConfigs(projectDir, "tsconfig.json", { depth: MAX_DEPTH, read: { files: 0 } });
	const compilerOptions: Record<string, unknown> = {};
	for (const { compilerOptions: given = {} } of configs) {
		for (const [name, schema] of Object.entries(Options.shape)) {
			const parsed = Object.hasOwn(given, name) ? schema.safeParse(given[name]) : null;
			if (parsed?.success) compilerOptions[name] = parsed.data;
		}
	}
	const include = configs.findLast((config) => config.include !== undefined)?.include ?? ["src"];
	const inside = include.filter((pattern) => !pattern.startsWith("/") && !pattern.split(/[\\/]/).includes(".."));
	return { compilerOptions: { ...DEFAULTS, ...compilerOptions, ...FIXED }, include: inside };
}

const DEFAULTS = { target: "ES2022", module: "ESNext", moduleResolution: "bundler", jsx: "react-jsx", types: [] };
const FIXED = { noEmit: true, incremental: false, composite: false, skipLibCheck: true, preserveSymlinks: false };

/** Where in a chain of `extends` a configuration stands; what was read is counted for all chains. */
interface Chain {
	depth: number;
	read: { files: number };
}

/** A configuration after those that it extends. */
async function readConfigs(projectDir: string, file: string, at: Chain): Promise<Config[]> {
	at.read.files += 1;
	const text = (await readInside(projectDir, file, { maxBytes: MOST_BYTES })).toString("utf8");
	const parsed = Config.safeParse(JSON.parse(withoutComments(text)));
	if (!parsed.success) return [];
	const before: Config[] = [];
	for (const name of [parsed.data.extends ?? []].flat()) {
		const inside = /^\.\/((?:[\w.-]+\/)*[\w.-]+)$/.exec(name)?.[1];
		if (inside === undefined || at.depth === 0 || at.read.files >= MOST_FILES) continue;
		const place = inside.endsWith(".json") ? inside : `${inside}.json`;
		before.push(...(await readConfigs(projectDir, place, { ...at, depth: at.depth - 1 }).catch(unlessRefused)));
	}
	return [...before, parsed.data];
}

function unlessRefused(error: unknown): Config[] {
	if (error instanceof PathRefused || error instanceof SyntaxError) return [];
	throw error;
}

/**
 * The compiler's JSON as JSON: without comments, and without commas before an end. A text or a comment that is not closed
 * goes on to the end, so that nothing is looked at twice.
 */
export function withoutComments(text: string): string {
	const kept = text
		.replace(/^\uFEFF/, "")
		.replace(/("(?:\\[\s\S]?|[^"\\])*"?)|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/[^\n]*/g, (_all, quoted) => quoted ?? "");
	return kept.replace(/("(?:\\[\s\S]?|[^"\\])*"?)|,(?=\s*[\]}])/g, (_all, quoted) => quoted ?? "");
}
