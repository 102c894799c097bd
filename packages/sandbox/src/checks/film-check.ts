import { FILM_CHECK_CODES, type FilmCheck, type SceneCatalog, type Storyboard } from "@storydream/protocol";
import { collect, search, type Visit } from "./collect.ts";
import type { Found } from "./findings.ts";
import { judge } from "./judge.ts";
import type { FilmMeasures } from "./measures.ts";
import { askedItems, readableFilm, scenesToSearch } from "./rules/asked.ts";

export interface FilmCheckOptions {
	/** Null: the project has none that can be read. */
	storyboard: Storyboard | null;
	catalog: SceneCatalog | null;
	visit: Visit;
	/** Media of the storyboard that are not there. */
	missingFiles: FilmMeasures["missingFiles"];
	/** The pass over the grid ends after so long; looking for words that it did not show takes at most half of it again. */
	budgetMs: number;
	signal?: AbortSignal;
}

/** A check's result before it belongs to a version: findings have no pictures yet. */
export type CheckResult = Omit<FilmCheck, "version" | "findings"> & { findings: Found[] };

/**
 * Checks a film: measures it, looks for asked words that the grid of frames did not show, and judges.
 * @throws what `visit` throws, such as `browser_missing`, and the signal's reason
 */
export async function checkFilm(options: FilmCheckOptions): Promise<CheckResult> {
	const { storyboard, catalog, missingFiles } = options;
	const begin = performance.now();
	const done = (rest: Omit<CheckResult, "checkedAt" | "durationMs">): CheckResult => ({
		...rest,
		checkedAt: new Date().toISOString(),
		durationMs: Math.round(performance.now() - begin),
	});
	if (storyboard === null) return done(nothingChecked("The project has no storyboard that can be read."));
	const parts = { ...options, storyboard };
	const grid = await collect(parts);
	let film = readableFilm(storyboard, grid);
	let items = askedItems(storyboard, film);
	const wanted = scenesToSearch(storyboard, items).filter((id) => !grid.blocked.some(({ sceneId }) => sceneId === id));
	const found = wanted.length > 0 ? await search({ ...parts, budgetMs: options.budgetMs / 2 }, wanted) : [];
	const measures: FilmMeasures = { ...grid, missingFiles, samples: [...grid.samples, ...found] };
	if (found.length > 0) {
		film = readableFilm(storyboard, measures);
		items = askedItems(storyboard, film);
	}
	return done(judge({ storyboard, catalog, measures }, film, items));
}

function nothingChecked(reason: string): Omit<CheckResult, "checkedAt" | "durationMs"> {
	return {
		asked: { total: 0, shown: 0, missing: [], items: [] },
		findings: [],
		notChecked: FILM_CHECK_CODES.map((code) => ({ code, reason })),
		coveredScenes: [],
		frames: 0,
	};
}
