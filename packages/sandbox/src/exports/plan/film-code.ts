import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { PathRefused, readInside, readTextOrNull } from "../../files/index.ts";
import { isKnownFilm, SHAPE_FILES } from "./known-films.ts";

/** Which modules a bundle is made of, and which of them each one imports (as places in the list). */
export const ModuleGraph = z.array(z.object({ file: z.string(), imports: z.array(z.int().min(0)) }));
export type ModuleGraph = z.infer<typeof ModuleGraph>;

/** What is to know about a film's code to tell which of its frames a change touches. */
export const FilmCode = z.object({
	/** Hash of all code. */
	all: z.string(),
	/** Hash of the code that every frame passes: all but the scenes' own. */
	shared: z.string(),
	/** By the name of a scene in the storyboard. A name that is not here is drawn by shared code. */
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
	/** Why it can't be told what a change touches; null: it can. */
	unknown: z.string().nullable(),
});
export type FilmCode = z.infer<typeof FilmCode>;

const STORYBOARD = "src/storyboard.json";
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
	const hashOf = (modules: ReadonlySet<number>) => hashList([...modules].map((at) => `${film.names[at]}\0${hashes[at]}`));
	const families = familiesOf(film);
	const shared = reachable(graph, film.entries, new Set(families.values()));
	const readers = film.importersOf(STORYBOARD_CODE);
	const list = (await readTextOrNull(tree, SCENE_LIST)) ?? "";
	const scenes = sceneFamilies(list).flatMap(([name, family]) => {
		const start = families.get(family);
		if (start === undefined) return [];
		const own = reachable(graph, [start], new Set());
		return [
			[
				name,
				{
					code: hashOf(own),
					seesFilm: [...own].some((at) => readers.has(at) && !SHAPE_FILES.includes(film.names[at] ?? "")),
					isTemplate: [...own].every((at) => shipped[at]),
				},
			] as const,
		];
	});
	return {
		all: hashOf(new Set(graph.keys())),
		shared: hashOf(shared),
		scenes: Object.fromEntries(scenes),
		isTemplate: [...shared].every((at) => shipped[at]),
		unknown: await unknownReason(tree, film, shared, scenes.length),
	};
}

interface NamedModules {
	/** Path in the film, or in `node_modules`; the same wherever the film lies. */
	names: string[];
	/** Modules that nothing imports. */
	entries: number[];
	importsOf(name: string): string[];
	importersOf(name: string): ReadonlySet<number>;
	at(name: string): number | undefined;
}

function namedModules(tree: string, graph: ModuleGraph): NamedModules {
	const names = graph.map(({ file }) => nameOf(file, tree));
	const imported = new Set(graph.flatMap(({ imports }) => imports));
	const placeOf = new Map(names.map((name, at) => [name, at]));
	return {
		names,
		entries: [...graph.keys()].filter((at) => !imported.has(at)),
		importsOf(name) {
			const at = placeOf.get(name);
			return at === undefined ? [] : (graph[at]?.imports ?? []).map((to) => names[to] ?? "");
		},
		importersOf(name) {
			const to = placeOf.get(name);
			return new Set(to === undefined ? [] : [...graph.keys()].filter((at) => graph[at]?.imports.includes(to)));
		},
		at: (name) => placeOf.get(name),
	};
}

function nameOf(file: string, tree: string): string {
	const place = file.replaceAll(`${tree}/`, "");
	const modules = place.lastIndexOf("/node_modules/");
	return modules < 0 ? place : place.slice(modules + 1);
}

/** The storyboard is no code: what it says is told segment by segment. */
async function hashOfModule(file: string, tree: string): Promise<string> {
	const bare = file.replace(/[?#].*$/s, "");
	const name = nameOf(bare, tree);
	if (name === STORYBOARD) return "";
	return createHash("sha256")
		.update(await contentOf(bare, name, tree))
		.digest("hex");
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

/** The folders of scenes that the list of scenes imports: path of each one's module, by its name. */
function familiesOf(film: NamedModules): Map<string, number> {
	const found = film.importsOf(SCENE_LIST).flatMap((name) => {
		const family = /^src\/scenes\/([^/]+?)(?:\/index)?\.tsx?$/.exec(name)?.[1];
		const at = film.at(name);
		return family === undefined || at === undefined ? [] : [[family, at] as const];
	});
	return new Map(found);
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

function reachable(graph: ModuleGraph, from: Iterable<number>, closed: ReadonlySet<number>): ReadonlySet<number> {
	const found = new Set<number>();
	const open = [...from];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		if (found.has(at)) continue;
		found.add(at);
		for (const to of graph[at]?.imports ?? []) if (!closed.has(to)) open.push(to);
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
