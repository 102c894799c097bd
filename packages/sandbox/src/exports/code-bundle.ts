import { createHash, randomBytes } from "node:crypto";
import { copyFile, link, mkdir, readdir, readFile, rename, rm, utimes } from "node:fs/promises";
import path from "node:path";
import { TREE_LIMITS } from "@storydream/protocol";
import { VERSION } from "remotion/version";
import { listInside, readInside } from "../files/index.ts";
import { bundleFilm, entryOf } from "./bundle.ts";
import { keepNewest } from "./keep-newest.ts";
import {
	CODE_FILE,
	type FilmCode,
	hasFilmCode,
	loadFilmCode,
	type ModuleGraph,
	nameOf,
	readFilmCode,
	STORYBOARD,
	saveFilmCode,
} from "./plan/film-code.ts";

/*
 * A code bundle is the bundle of a film without its storyboard and its public files, which the page of each version brings.
 * Most changes of a film change the storyboard alone: they find the bundle made. It is kept under a name made from all files
 * that the bundler may read, so a film whose code differs in one letter has another.
 */

/** Raised when the same files would give another bundle. */
const FORMAT = 1;
/** Code bundles that are kept in one folder: each is about 60 MB. */
const KEPT_BUNDLES = 3;
const MOST_BYTES = 256 * 1024 * 1024;

/** Where the files of a film's code lie, and where bundles of it are kept. Absolute paths. */
export interface CodePlaces {
	/** Clean copy of the film's files. */
	tree: string;
	/** Folders, as real paths, that code of the film may be read from. */
	readable: string[];
	/** The template of this release; null: not on this machine. */
	templateDir: string | null;
	/** Folder of code bundles that may be written. */
	kept: string;
	/** Folder of code bundles that the installation brings, which are read only; null where there is none. */
	shipped: string | null;
}

/** A bundle whose page still needs the storyboard and the public files. */
export interface CodeBundle {
	folder: string;
	/** What `all` says belongs to the film that it was made of first. */
	code: FilmCode;
	/** Whether other versions find it. One that is not kept is removed by whoever requested it. */
	isKept: boolean;
}

/**
 * Finds the bundle of a film's code, or makes it. It is kept unless code reads the storyboard or public files by itself, or has
 * links among its files: then it is of no use to other versions.
 * @param onBundling called when it has to be made
 * @throws what the bundler says, in one line
 */
export async function codeBundleOf(places: CodePlaces, onBundling: () => void): Promise<CodeBundle> {
	const key = await codeKey(places);
	const own = path.join(places.kept, key ?? "unnamed");
	const kept = key === null ? null : await findBundle(own, places.shipped && path.join(places.shipped, key));
	if (kept !== null) return kept;
	onBundling();
	const draft = draftOf(own);
	try {
		const { code, isShareable } = await makeCodeBundle(places, draft);
		if (key === null || !isShareable) return { folder: draft, code, isKept: false };
		await moveInPlace(draft, own);
		await keepNewest(places.kept, KEPT_BUNDLES, (name) => !name.startsWith("."));
		return openKept(own);
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		throw error;
	}
}

/** The bundle that was made before, or that the installation brings. */
async function findBundle(own: string, shipped: string | null): Promise<CodeBundle | null> {
	if (hasFilmCode(own)) return openKept(own);
	if (shipped === null || !hasFilmCode(shipped)) return null;
	await copyFolder(shipped, own);
	return openKept(own);
}

async function makeCodeBundle(
	{ tree, readable, templateDir }: CodePlaces,
	folder: string,
): Promise<{ code: FilmCode; isShareable: boolean }> {
	const publicDir = `${folder}-public`;
	await mkdir(publicDir, { recursive: true });
	try {
		const film = { tree, entry: entryOf(tree), outDir: folder, publicDir, readable, storyboardApart: true };
		const graph = await bundleFilm(film);
		await rm(path.join(folder, "public"), { force: true });
		const code = await readFilmCode(tree, graph, templateDir);
		await saveFilmCode(folder, code);
		return { code, isShareable: graph.every((module) => isInKey(module, tree)) };
	} finally {
		await rm(publicDir, { recursive: true, force: true });
	}
}

/**
 * Makes the code bundle of the template for sandboxes to come.
 * @param places.kept where the sandboxes find it as `shipped`
 */
export async function shipCodeBundle(places: Omit<CodePlaces, "shipped">): Promise<void> {
	await rm(places.kept, { recursive: true, force: true });
	const { folder, isKept } = await codeBundleOf({ ...places, shipped: null }, () => {});
	if (!isKept) await rm(folder, { recursive: true, force: true });
}

/** Whether the module's content is in the name of the bundle: the storyboard stands apart, and modules that are no file change with others. */
function isInKey(module: ModuleGraph[number], tree: string): boolean {
	if (module.apart) return true;
	const name = nameOf(module.file.replace(/[?#].*$/s, ""), tree);
	return path.isAbsolute(name) || !module.file.includes(`${tree}/`) || isKeyed(name);
}

/** Public files come with each version; notes and skills are for the agent. */
function isKeyed(name: string): boolean {
	return name !== STORYBOARD && !/^(?:public|\.claude)\//.test(name) && !/^[^/]+\.md$/.test(name);
}

/** Null for a film with links among its code: what a link leads to is not in the name. */
async function codeKey({ tree, templateDir }: CodePlaces): Promise<string | null> {
	const hash = createHash("sha256");
	hash.update(JSON.stringify([FORMAT, VERSION, process.version, templateDir !== null, await installedPackages()]));
	const entries = await listInside(tree, "", { maxEntries: 4 * TREE_LIMITS.files });
	for (const { path: name, kind } of entries.sort((a, b) => (a.path < b.path ? -1 : 1))) {
		if (kind === "folder" || !isKeyed(name)) continue;
		if (kind !== "file") return null;
		hash.update(`${JSON.stringify(name)} ${sha256(await readInside(tree, name, { maxBytes: MOST_BYTES }))}\n`);
	}
	return hash.digest("hex").slice(0, 32);
}

function sha256(bytes: Buffer): string {
	return createHash("sha256").update(bytes).digest("hex");
}

/** npm's list of what is installed, where it lies beside the packages. */
async function installedPackages(): Promise<string> {
	const own = import.meta.resolve("remotion/version");
	const modules = new URL(own).pathname.replace(/\/node_modules\/.*$/s, "/node_modules");
	return readFile(path.join(modules, ".package-lock.json")).then(sha256, () => "");
}

async function openKept(folder: string): Promise<CodeBundle> {
	const now = new Date();
	await utimes(folder, now, now);
	return { folder, code: await loadFilmCode(folder), isKept: true };
}

function draftOf(folder: string): string {
	return path.join(path.dirname(folder), `.${path.basename(folder)}-${randomBytes(4).toString("hex")}`);
}

/** Another process may have been faster: its bundle is the same. */
async function moveInPlace(draft: string, folder: string): Promise<void> {
	await rename(draft, folder).catch((error: unknown) => {
		if (!hasFilmCode(folder)) throw error;
	});
}

async function copyFolder(from: string, to: string): Promise<void> {
	const draft = draftOf(to);
	try {
		await mkdir(draft, { recursive: true });
		for (const name of await readdir(from)) await copyFile(path.join(from, name), path.join(draft, name));
		await moveInPlace(draft, to);
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

/**
 * Puts the files of a code bundle, without its page, into a folder that must be there. They take no room: they are second
 * names of the same files, where the file system has such.
 */
export async function linkCodeBundle({ folder }: CodeBundle, into: string): Promise<void> {
	for (const name of await readdir(folder)) {
		if (name === "index.html" || name === CODE_FILE) continue;
		const [from, to] = [path.join(folder, name), path.join(into, name)];
		await link(from, to).catch(() => copyFile(from, to));
	}
}
