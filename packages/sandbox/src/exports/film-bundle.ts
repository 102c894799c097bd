import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { TREE_LIMITS } from "@storydream/protocol";
import type { StaticFile } from "remotion";
import { listInside, PathRefused, statInside } from "../files/index.ts";
import { bundleFilm, bundlingError, entryOf, STORYBOARD_GLOBAL } from "./bundle.ts";
import { type CodeBundle, type CodePlaces, codeBundleOf, linkCodeBundle } from "./code-bundle.ts";
import {
	type FilmCode,
	hasFilmCode,
	hashOfFilm,
	loadFilmCode,
	readFilmCode,
	STORYBOARD,
	saveFilmCode,
	storyboardText,
} from "./plan/film-code.ts";

/** As in a page that the bundler makes when there are no public files. */
const NO_PUBLIC_FILES = /<script>window\.remotion_staticFiles = \[\].*<\/script>/;

/** What a version's bundle is made of, and where. */
export interface FilmPlaces extends CodePlaces {
	/** Folder of the version's bundle. */
	bundle: string;
}

/**
 * Makes the bundle of one version of a film, or finds the one made before: the bundle of its code, with a page of its own
 * that has the storyboard and the list of public files.
 * @returns what its code is made of
 * @throws what the bundler says, in one line
 */
export async function makeFilmBundle(places: FilmPlaces, onBundling: () => void): Promise<FilmCode> {
	if (hasFilmCode(places.bundle)) return loadFilmCode(places.bundle);
	const draft = `${places.bundle}.${process.pid}`;
	try {
		await makeDraft(places, draft, onBundling);
		// One of an earlier release, which does not say what it is made of.
		await rm(places.bundle, { recursive: true, force: true });
		await rename(draft, places.bundle);
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
	return loadFilmCode(places.bundle);
}

async function makeDraft(places: FilmPlaces, draft: string, onBundling: () => void): Promise<void> {
	const { tree } = places;
	const storyboard = await storyboardText(tree);
	if (storyboard === null) return bundleWhole(places, draft, onBundling);
	requireJson(storyboard);
	const shared = await codeBundleOf(places, onBundling);
	try {
		await joinPage(shared, { tree, storyboard }, draft);
	} finally {
		if (!shared.isKept) await rm(shared.folder, { recursive: true, force: true });
	}
}

/** For a project without a storyboard, or with a link in its place. */
async function bundleWhole({ tree, readable, templateDir }: FilmPlaces, draft: string, onBundling: () => void): Promise<void> {
	onBundling();
	const publicDir = path.join(tree, "public");
	const graph = await bundleFilm({ tree, entry: entryOf(tree), outDir: draft, publicDir, readable, storyboardApart: false });
	await saveFilmCode(draft, await readFilmCode(tree, graph, templateDir));
}

async function joinPage(shared: CodeBundle, film: { tree: string; storyboard: string }, draft: string): Promise<void> {
	const { tree, storyboard } = film;
	await mkdir(draft, { recursive: true });
	await linkCodeBundle(shared, draft);
	const page = await readFile(path.join(shared.folder, "index.html"), "utf8");
	const scripts = `${publicFilesScript(await publicFiles(tree))}<script>window.${STORYBOARD_GLOBAL} = JSON.parse(${inScript(storyboard)})</script>`;
	if (!NO_PUBLIC_FILES.test(page)) throw bundlingError("the bundler's page has no list of public files");
	await writeFile(
		path.join(draft, "index.html"),
		page.replace(NO_PUBLIC_FILES, () => scripts),
	);
	const publicDir = path.join(tree, "public");
	if (existsSync(publicDir)) await symlink(publicDir, path.join(draft, "public"));
	const code: FilmCode = { ...shared.code, all: hashOfFilm(shared.code.code, storyboard) };
	await saveFilmCode(draft, code);
}

function requireJson(text: string): void {
	try {
		JSON.parse(text);
	} catch (error) {
		throw bundlingError(`${error instanceof Error ? error.message : "not JSON"} in ${STORYBOARD}`);
	}
}

/** A value as JavaScript that can stand in a page. */
function inScript(value: unknown): string {
	return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** What Remotion's `getStaticFiles` answers. */
function publicFilesScript(files: StaticFile[]): string {
	return `<script>window.remotion_staticFiles = ${inScript(files)}.map((file) => ({...file, src: new URL(file.src, window.location.href).pathname}))</script>`;
}

async function publicFiles(tree: string): Promise<StaticFile[]> {
	const entries = await listInside(tree, "public", { maxEntries: 4 * TREE_LIMITS.files }).catch((error: unknown) => {
		if (error instanceof PathRefused && error.reason === "missing") return [];
		throw error;
	});
	const files = await Promise.all(entries.filter(({ kind }) => kind === "file").map((entry) => publicFile(tree, entry.path)));
	return files.sort((a, b) => a.name.localeCompare(b.name));
}

async function publicFile(tree: string, file: string): Promise<StaticFile> {
	const name = file.replace(/^public\//, "");
	const src = `./public/${name.split("/").map(encodeURIComponent).join("/")}`;
	const stats = await statInside(tree, file);
	return { name, src, sizeInBytes: stats?.size ?? 0, lastModified: Math.floor(stats?.mtimeMs ?? 0) };
}
