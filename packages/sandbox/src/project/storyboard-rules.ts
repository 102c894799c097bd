import {
	type FilmRules,
	rulesOf,
	type SceneCatalog,
	type Storyboard,
	type StoryboardIssue,
	StoryDreamError,
	storyboardIssues,
	storyboardSentence,
} from "@storydream/protocol";
import { listInside } from "../files/index.ts";
import { readManifest } from "./assets.ts";
import { readFilmNames } from "./film-names.ts";
import { readStoryboard } from "./storyboard.ts";

/** How long an edit waits for a page that says which props its scenes take; then the names alone are checked. */
const CATALOG_DEADLINE_MS = 10_000;

/** What is known of a film while no storyboard is looked at yet. */
export interface FilmSources {
	projectDir: string;
	/** What a page reported last; null: none has, or the code has changed since. */
	catalog: SceneCatalog | null;
}

/** The rules of a project's film: names from its sources, else from the page's catalog; props from the catalog. */
export async function filmRules({ projectDir, catalog }: FilmSources): Promise<FilmRules & { backdrops: string[] | null }> {
	const [names, files] = await Promise.all([readFilmNames(projectDir), publicFiles(projectDir)]);
	const reported = rulesOf(catalog);
	return {
		...reported,
		scenes: names.scenes ?? reported.scenes,
		transitions: names.transitions ?? reported.transitions,
		fonts: names.fonts ?? reported.fonts,
		looks: names.looks ?? reported.looks,
		backdrops: names.backdrops,
		hasFile: (file) => files.has(file),
	};
}

/**
 * Checks a storyboard that somebody wants to write: the film's own parser must take it, and it must not be worse than
 * the one on the disk: a file that was missing before does not stop the next edit.
 * @param askCatalog loads a page to learn the props of scenes; called only where a scene was changed and no page has said
 * @throws StoryDreamError storyboard_invalid with a sentence that names the scene and the field
 */
export async function checkStoryboardEdit(
	storyboard: Storyboard,
	film: FilmSources & { askCatalog: (timeoutMs: number) => Promise<SceneCatalog | null> },
): Promise<void> {
	const rules = await filmRules(film);
	const { storyboard: before } = await readStoryboard(film.projectDir);
	const known = new Set(before === null ? [] : issuesOf(before, rules).filter(isContent).map(identityOf(before)));
	const identity = identityOf(storyboard);
	refuse(
		issuesOf(storyboard, rules).filter((issue) => !isContent(issue) || !known.has(identity(issue))),
		storyboard,
	);
	if (film.catalog !== null || !changesProps(before, storyboard)) return;
	const catalog = await film.askCatalog(CATALOG_DEADLINE_MS).catch(() => null);
	// Without a browser nobody can say: GET names the problem when a page has seen the film.
	if (catalog === null) return;
	refuse(
		issuesOf(storyboard, { ...rulesOf(catalog), backdrops: null }).filter((issue) => !isContent(issue)),
		storyboard,
	);
}

/** The first problem of the storyboard on the disk, in a sentence; null: there is none. Throws nothing. */
export async function storyboardProblem(film: FilmSources): Promise<string | null> {
	const { storyboard, problem } = await readStoryboard(film.projectDir);
	if (storyboard === null) return problem;
	const [issue] = issuesOf(storyboard, await filmRules(film));
	return issue ? storyboardSentence(issue, storyboard) : null;
}

function issuesOf(storyboard: Storyboard, rules: FilmRules & { backdrops: string[] | null }): StoryboardIssue[] {
	const { backdrop } = storyboard.theme;
	const unknown = backdrop !== undefined && rules.backdrops !== null && !rules.backdrops.includes(String(backdrop));
	const message = `there is no backdrop "${String(backdrop)}"; there are: ${rules.backdrops?.join(", ")}`;
	return [
		...storyboardIssues(storyboard, rules),
		...(unknown ? [{ path: ["theme", "backdrop"], message, kind: "parse" as const }] : []),
	];
}

function refuse([issue]: StoryboardIssue[], storyboard: Storyboard): void {
	if (issue) throw new StoryDreamError("storyboard_invalid", storyboardSentence(issue, storyboard));
}

function isContent(issue: StoryboardIssue): boolean {
	return issue.kind === "content";
}

/** Tells two issues apart across two versions of a film: by what is wrong and with what, not by its place in a list. */
function identityOf(storyboard: Storyboard): (issue: StoryboardIssue) => string {
	return ({ path: [list, index, ...rest], message }) => {
		if (list === "scenes" && typeof index !== "number") return "length of the film";
		const item = list === "scenes" && typeof index === "number" ? storyboard.scenes[index]?.id : "";
		return [list, item, rest.join("."), message].join("\n");
	};
}

/** Whether a scene is new or has other props: those of all others are as right as they were. */
function changesProps(before: Storyboard | null, after: Storyboard): boolean {
	const known = new Set(before?.scenes.map(({ scene, props }) => JSON.stringify([scene, props])));
	return after.scenes.some(({ scene, props }) => !known.has(JSON.stringify([scene, props])));
}

/** Files below `public/`, and those of the manifest: the studio lays them there. */
async function publicFiles(projectDir: string): Promise<Set<string>> {
	const files = await listInside(projectDir, "public").catch(() => []);
	const manifest = await readManifest(projectDir);
	return new Set([
		...files.filter((entry) => entry.kind === "file").map((entry) => entry.path.replace(/^public\//, "")),
		...manifest.map((asset) => asset.path),
	]);
}
