import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { PathRefused, readInside, readTextOrNull } from "../../files/index.ts";
import { isKnownFilm, SHAPE_FILES } from "./known-films.ts";

/** Which modules a bundle is made of, and which of them each one imports (as places in the list). */
export const ModuleGraph = z.array(
	z.object({
		file: z.string(),
		/** The file is not in the bundle: the page gives what it says. */
		apart: z.boolean().optional(),
		imports: z.array(z.int().min(0)),
	}),
);
export type ModuleGraph = z.infer<typeof ModuleGraph>;

/** What is to know about a film's code to tell which of its frames a change touches. */
export const FilmCode = z.object({
	/** Hash of all code and of the storyboard's file, as it is written. */
	all: z.string(),
	/** Hash of all code without the storyboard. */
	code: z.string(),
	/** Hash of the code that every frame passes: all but the scenes' own. */
	shared: z.string(),
	/** By the name of a scene in the storyboard. Which code draws a scene that is not here is not known. */
	scenes: z.record(
		z.string(),
		z.object({
			/** Hash of its family's code. */
			code: z.string(),
			/** It reads the storyboard itself, not only what it is given. */
			seesFilm: z.boolean(),
			/** It is made of the template's files alone, so that it shows the files of `public/` that its texts name, and no other. */
			isTemplate: z.boolean(),
		}),
	),
	/** Whether shared code is made of the template's files alone. */
	isTemplate: z.boolean(),
	/** Why it is unknown what a change touches; null: it is known. */
	unknown: z.string().nullable(),
});
export type FilmCode = z.infer<typeof FilmCode>;

export const STORYBOARD = "src/storyboard.json";
const STORYBOARD_CODE = "src/storyboard.ts";
const SCENE_LIST = "src/scenes/index.ts";
/** Longest file of a film that may be a module, such as a picture that is imported. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads a film's code as the bundler found it.
 * @param tree clean copy of the film's files
 * @param templateDir of this release; null: not here, and no file counts as the template's
 */
export async function readFilmCode(tree: string, graph: ModuleGraph, templateDir: string | null): Promise<FilmCode> {
	const film = namedModules(tree, graph);
	const hashes = await Promise.all(graph.map(({ file }) => hashOfModule(file, tree)));
	const shipped = await Promise.all(film.names.map((name, at) => isShipped(name, hashes[at] ?? "", templateDir)));
	const all = new Set(graph.keys());
	/** The storyboard is no code: what it says is compared segment by segment. */
	const isCode = (at: number) => film.names[at] !== STORYBOARD;
	const described = graph.map(({ file }, at) => `${nameOf(file, tree)}\0${hashes[at]}`);
	const hashOf = (modules: Iterable<number>) => hashList([...modules].map((at) => described[at] ?? ""));
	const hashOfCode = (modules: ReadonlySet<number>) => hashOf([...modules].filter(isCode));
	const list = (await readTextOrNull(tree, SCENE_LIST)) ?? "";
	const owned = ownedScenes(film, sceneFamilies(list));
	const shared = reachable(film, film.entries, new Set(owned.map(([, start]) => start)));
	const readers = new Set([...film.importersOf(STORYBOARD_CODE), ...film.importersOf(STORYBOARD)]);
	const scenes = owned.map(([name, start]) => {
		const own = reachable(film, [start], new Set());
		return [
			name,
			{
				code: hashOfCode(own),
				seesFilm: [...own].some((at) => readers.has(at) && !SHAPE_FILES.includes(film.names[at] ?? "")),
				isTemplate: [...own].every((at) => shipped[at]),
			},
		] as const;
	});
	const code = hashOfCode(all);
	return {
		all: hashOfFilm(code, (await storyboardText(tree)) ?? ""),
		code,
		shared: hashOfCode(shared),
		scenes: Object.fromEntries(scenes),
		isTemplate: [...shared].every((at) => shipped[at]),
		unknown: await unknownReason(tree, film, shared, scenes.length),
	};
}

/** Text of the film's storyboard as it is in its file; null when there is none, or it is a link. */
export async function storyboardText(tree: string): Promise<string | null> {
	const text = await readTextOrNull(tree, STORYBOARD);
	return text?.replace(/^\ufeff/, "") ?? null;
}

/** Hash of a film from that of its code and from its storyboard's text. */
export function hashOfFilm(code: string, storyboard: string): string {
	return hashList([code, createHash("sha256").update(storyboard).digest("hex")]);
}

/** File of a bundle that says what its code is made of. It is written last: a bundle with it is whole. */
export const CODE_FILE = "film-code.json";

/** Whether a folder holds a whole bundle. */
export function hasFilmCode(bundle: string): boolean {
	return existsSync(path.join(bundle, CODE_FILE));
}

/** Writes down what a bundle's code is made of. */
export async function saveFilmCode(bundle: string, code: FilmCode): Promise<void> {
	await writeFile(path.join(bundle, CODE_FILE), JSON.stringify(code));
}

/** @throws when the bundle is not whole */
export async function loadFilmCode(bundle: string): Promise<FilmCode> {
	return FilmCode.parse(JSON.parse(await readFile(path.join(bundle, CODE_FILE), "utf8")));
}

interface NamedModules {
	/** Path in the film, or in `node_modules`, without a query; the same wherever the film lies. */
	names: string[];
	/** Places of what each module imports. */
	imports: number[][];
	/** Modules that nothing imports. */
	entries: number[];
	importersOf(name: string): Set<number>;
}

function namedModules(tree: string, graph: ModuleGraph): NamedModules {
	const names = graph.map(({ file }) => nameOf(withoutQuery(file), tree));
	const imports = graph.map((module) => module.imports);
	const imported = new Set(imports.flat());
	return {
		names,
		imports,
		entries: [...graph.keys()].filter((at) => !imported.has(at)),
		// One file may be several modules, with other queries.
		importersOf: (name) => new Set([...graph.keys()].filter((at) => imports[at]?.some((to) => names[to] === name))),
	};
}

/** Path of a module in the film, or in `node_modules`; the same wherever the film lies. */
export function nameOf(file: string, tree: string): string {
	const place = file.replaceAll(`${tree}/`, "");
	const modules = place.lastIndexOf("/node_modules/");
	return modules < 0 ? place : place.slice(modules + 1);
}

async function hashOfModule(file: string, tree: string): Promise<string> {
	const bare = withoutQuery(file);
	return createHash("sha256")
		.update(await contentOf(bare, nameOf(bare, tree), tree))
		.digest("hex");
}

/** A query says what the bundler makes of a file. */
function withoutQuery(file: string): string {
	return file.replace(/[?#].*$/s, "");
}

/**
 * What is no file stands for itself, such as a module that the bundler made of others. A file of the film that can't be read
 * is another one each time: nothing that it drew is used again.
 */
async function contentOf(file: string, name: string, tree: string): Promise<Buffer | string> {
	if (!path.isAbsolute(file)) return name;
	try {
		return file.startsWith(`${tree}/`) ? await readInside(tree, name, { maxBytes: MOST_BYTES }) : await readFile(file);
	} catch (error) {
		if (error instanceof PathRefused) return error.reason === "missing" ? name : randomUUID();
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return name;
		throw error;
	}
}

async function isShipped(name: string, hash: string, templateDir: string | null): Promise<boolean> {
	if (!name.startsWith("src/") || name === STORYBOARD) return true;
	if (templateDir === null) return false;
	const bytes = await readInside(templateDir, name).catch(() => null);
	return bytes !== null && createHash("sha256").update(bytes).digest("hex") === hash;
}

/** The scenes whose family is a module that the list of scenes imports, each with that module's place. */
function ownedScenes(film: NamedModules, families: [scene: string, family: string][]): [scene: string, start: number][] {
	const list = film.names.indexOf(SCENE_LIST);
	const places = new Map(
		(film.imports[list] ?? []).flatMap((to) => {
			const family = /^src\/scenes\/([^/]+?)(?:\/index)?\.tsx?$/.exec(film.names[to] ?? "")?.[1];
			return family === undefined ? [] : [[family, to] as const];
		}),
	);
	return families.flatMap(([scene, family]) => {
		const start = places.get(family);
		return start === undefined ? [] : [[scene, start] as [string, number]];
	});
}

/** Name of each scene and its family, as the list of scenes writes them out: `Title: titles.Title`. */
export function sceneFamilies(list: string): [scene: string, family: string][] {
	const folders = new Map(
		[...list.matchAll(/^import \{ (\w+) \} from "\.\/([\w-]+)";$/gm)].map(([, name = "", folder = ""]) => [name, folder]),
	);
	return [...list.matchAll(/^\t(\w+): (\w+)\.\w+,$/gm)].flatMap(([, scene = "", name = ""]) => {
		const folder = folders.get(name);
		return folder === undefined ? [] : [[scene, folder] as [string, string]];
	});
}

/** @param families which are not followed from the list of scenes; other code that imports one has it as its own */
function reachable(film: NamedModules, from: Iterable<number>, families: ReadonlySet<number>): ReadonlySet<number> {
	const found = new Set<number>();
	const open = [...from];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		if (found.has(at)) continue;
		found.add(at);
		const isList = film.names[at] === SCENE_LIST;
		for (const to of film.imports[at] ?? []) if (!(isList && families.has(to))) open.push(to);
	}
	return found;
}

/**
 * A film keeps to the convention when what puts it together is as some release shipped it, and nothing else of the shared
 * code reads the storyboard: then a scene is drawn from what the storyboard says about it and its neighbours.
 */
async function unknownReason(
	tree: string,
	film: NamedModules,
	shared: ReadonlySet<number>,
	scenes: number,
): Promise<string | null> {
	if (!(await isKnownFilm(tree))) return "src/Film.tsx or a file it is made of was changed";
	const strangers = (name: string) =>
		[...film.importersOf(name)].map((at) => ({ at, by: film.names[at] ?? "" })).filter(({ at }) => shared.has(at));
	const readers = [
		...strangers(STORYBOARD).filter(({ by }) => by !== STORYBOARD_CODE),
		...strangers(STORYBOARD_CODE).filter(({ by }) => !SHAPE_FILES.includes(by)),
	];
	if (readers[0] !== undefined) return `${readers[0].by} reads the storyboard`;
	return scenes === 0 ? `${SCENE_LIST} has no list of scenes that can be read` : null;
}

/** One hash of many texts, whatever their order. */
function hashList(texts: string[]): string {
	const hash = createHash("sha256");
	for (const text of texts.sort()) hash.update(`${text}\n`);
	return hash.digest("hex");
}
