import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, link, mkdir, readFile, realpath, rename, rm, stat, symlink, utimes } from "node:fs/promises";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { linkStaysInside, StoryDreamError, TREE_LIMITS } from "@storydream/protocol";
import { type Entry, linkTree, listInside, PathRefused } from "../files/index.ts";
import { readManifest } from "../project/index.ts";
import { keepNewest } from "./keep-newest.ts";

const run = promisify(execFile);
const GIT_DEADLINE_MS = 60_000;
const KEPT_TREES = 4;
/** Other folders beside the trees are not theirs. */
const COMMIT = /^[0-9a-f]{40,64}$/;
const MEDIA = "public/assets";
const NOT_OF_A_FILM: ReadonlySet<string> = new Set([".git", "node_modules", ".storydream"]);

/** Runs git on the project, with no configuration but ours. */
async function git(projectDir: string, args: string[], env: Record<string, string> = {}): Promise<string> {
	const fixed = [
		"core.hooksPath=/dev/null",
		"protocol.ext.allow=never",
		"core.fsmonitor=false",
		"core.autocrlf=false",
		"core.symlinks=false",
	];
	const { stdout } = await run("git", ["-C", projectDir, ...fixed.flatMap((setting) => ["-c", setting]), ...args], {
		timeout: GIT_DEADLINE_MS,
		maxBuffer: 64 * 1024 * 1024,
		env: {
			PATH: process.env.PATH ?? "",
			LANG: "C",
			GIT_CONFIG_NOSYSTEM: "1",
			GIT_CONFIG_GLOBAL: "/dev/null",
			GIT_TERMINAL_PROMPT: "0",
			...env,
		},
	});
	return stdout.trim();
}

/** The commit the project stands at. */
export function headOf(projectDir: string): Promise<string> {
	return git(projectDir, ["rev-parse", "--verify", "HEAD^{commit}"]);
}

export interface TreeRequest {
	projectDir: string;
	versionsDir: string;
	/** Where trees and bundles are kept, by commit. */
	cacheDir: string;
	/** The commit; a version's tree is taken from `versionsDir` where it lies there, else from the project's git. */
	sha: string;
}

/**
 * Makes a clean copy of a commit's files (nothing uncommitted, no links that lead out of it, media by hard link), or
 * finds the one made before. Answers the folders of the tree and of its bundle.
 */
export async function prepareTree(request: TreeRequest): Promise<{ tree: string; bundle: string }> {
	const home = join(request.cacheDir, request.sha);
	const tree = join(home, "tree");
	const bundle = join(home, "bundle");
	if (!existsSync(tree)) {
		const draft = join(request.cacheDir, `.${request.sha.slice(0, 12)}-${randomBytes(4).toString("hex")}`);
		try {
			await mkdir(join(draft, "tree"), { recursive: true });
			const version = join(request.versionsDir, request.sha);
			if (existsSync(version)) await copyVersion(version, join(draft, "tree"));
			else await checkOut(request.projectDir, request.sha, join(draft, "tree"), join(draft, "index"));
			await rm(join(draft, "index"), { force: true });
			await mkdir(request.cacheDir, { recursive: true });
			await rename(draft, home).catch((error: NodeJS.ErrnoException) => {
				if (!existsSync(tree)) throw error;
			});
		} finally {
			await rm(draft, { recursive: true, force: true });
		}
	}
	// Media is not in git, and may have come after the commit was first exported.
	const converted = await convertedMedia(request.projectDir, tree);
	const missing = await linkTree(request.projectDir, MEDIA, join(tree, MEDIA), {
		skip: (_path, name) => NOT_OF_A_FILM.has(name),
		replace: (path) => converted.has(path),
	});
	mustBeWhole(missing);
	await makePublicFiles(tree);
	const now = new Date();
	await utimes(home, now, now);
	await keepNewest(request.cacheDir, KEPT_TREES, (name) => COMMIT.test(name));
	return { tree, bundle };
}

/** Links of the version are kept; the one to the project's media is the host's own. */
async function copyVersion(version: string, into: string): Promise<void> {
	mustBeWhole(
		await linkTree(version, "", into, { skip: (path, name) => NOT_OF_A_FILM.has(name) || path === MEDIA, links: true }),
	);
}

/** @throws `export_failed`: a film without some of its files is not the film */
function mustBeWhole(missing: readonly string[]): void {
	const [first] = missing;
	if (first === undefined) return;
	const others = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
	throw new StoryDreamError("export_failed", `${first}${others} can't be read, so the film can't be exported.`, {
		hint: "Ask the agent to make the file readable, then export again.",
	});
}

/** A server of Remotion's gives out no link as a file: below `public`, a link to a file becomes a second name of that file. */
async function makePublicFiles(tree: string): Promise<void> {
	const real = await realpath(tree);
	for (const entry of await listInside(tree, "public", { maxEntries: 4 * TREE_LIMITS.files }).catch(noneWhereMissing)) {
		if (entry.kind !== "link") continue;
		const place = join(tree, entry.path);
		const target = await realpath(place).catch(() => null);
		if (target === null || !target.startsWith(real + sep) || !(await stat(target)).isFile()) continue;
		const draft = `${place}.${randomBytes(4).toString("hex")}`;
		await link(target, draft).catch(() => copyFile(target, draft));
		await rename(draft, place);
	}
}

function noneWhereMissing(error: unknown): Entry[] {
	if (error instanceof PathRefused && error.reason === "missing") return [];
	throw error;
}

/** Media that a proxy may have replaced since the version's tree was made: of the same original in the version and now. */
async function convertedMedia(projectDir: string, tree: string): Promise<ReadonlySet<string>> {
	const originals = new Map((await readManifest(tree)).map(({ path, sha256 }) => [path, sha256]));
	const now = await readManifest(projectDir);
	const same = now.filter(({ path, sha256, conversion }) => conversion !== null && originals.get(path) === sha256);
	return new Set(same.map(({ path }) => `public/${path}`));
}

async function checkOut(projectDir: string, sha: string, into: string, index: string): Promise<void> {
	try {
		const env = { GIT_INDEX_FILE: index };
		await git(projectDir, ["read-tree", sha], env);
		await git(projectDir, ["checkout-index", "--all", "--force", `--prefix=${into}/`], env);
		await makeLinks(into, await git(projectDir, ["ls-tree", "-r", "-z", "--full-tree", sha]));
	} catch (cause) {
		throw new StoryDreamError("not_found", `The version ${sha.slice(0, 8)} is not in this sandbox.`, { cause });
	}
}

/** git has written each link as a file with its target in it. A link that leads out, as in old versions, is no part of the film. */
async function makeLinks(tree: string, listing: string): Promise<void> {
	const places = listing.split("\0").flatMap((line) => /^120000 blob [0-9a-f]+\t(.*)$/s.exec(line)?.[1] ?? []);
	const links = new Map<string, string>();
	for (const place of places) {
		links.set(place, await readFile(join(tree, place), "utf8"));
		await rm(join(tree, place));
	}
	for (const [place, target] of links) if (linkStaysInside(place, links)) await symlink(target, join(tree, place));
}
