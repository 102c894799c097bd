import { type Storyboard, sceneSpans } from "@storydream/protocol";
import type { FilmPage } from "../ports.ts";
import type { MeasuredFrame, MissingLetters } from "../preview/index.ts";
import { type GridFrame, gridOf } from "./grid.ts";
import type { FilmMeasures, MeasuredRun, Sample } from "./measures.ts";
import { behindText, decodePng, difference, pictureFacts, type Raster } from "./raster.ts";

/**
 * Lends the page for a short while: others who need it (a picture of the film, the agent's look) come in between.
 * Rejects when the film is another one than before.
 */
export type Visit = <T>(work: (page: FilmPage) => Promise<T>) => Promise<T>;

export interface CollectOptions {
	storyboard: Storyboard;
	visit: Visit;
	/** Ends the pass: what was not measured by then is named. */
	budgetMs: number;
	signal?: AbortSignal;
	now?: () => number;
}

/** How long one frame may take. */
const FRAME_MS = 2_500;
/** Two frames of a scene that differ by so much in brightness are looked at closely: something may flash. */
const BRIGHTNESS_STEP = 0.08;
/** Frames that follow each other, to see whether something flashes. */
const BURST = 10;
const MOST_BURSTS = 4;
/** Then others who wait for the page have their turn. */
const FRAMES_A_VISIT = 6;

/** Measures a film: the grid, one frame of each scene a second time, and frames in a row where something may flash. */
export async function collect(options: CollectOptions): Promise<FilmMeasures> {
	const { storyboard, visit } = options;
	const pass = new Pass(options);
	const grid = gridOf(storyboard);
	const letters = await visit((page) => page.letters());
	for (const scene of storyboard.scenes) {
		const own = grid.filter(({ sceneId }) => sceneId === scene.id);
		await pass.measureAll(own, { pictures: true });
	}
	await pass.measureAll(
		grid.filter(({ kind }) => kind === "transition"),
		{ pictures: true },
	);
	for (const at of pass.doubtful(grid)) {
		await pass.measureAll(at, { pictures: true, kind: "burst" });
	}
	// The last scene first: each frame is come to from another place than before.
	const again = storyboard.scenes.flatMap(
		({ id }) => grid.find(({ sceneId, kind }) => sceneId === id && kind === "settled") ?? [],
	);
	await pass.measureAll(again.reverse(), { pictures: true, kind: "again" });
	return pass.result(letters);
}

/**
 * Looks for words that the grid did not show: measures more frames of some scenes, without pictures.
 * @param scenes their ids
 */
export async function search(options: CollectOptions, scenes: readonly string[]): Promise<Sample[]> {
	const pass = new Pass(options);
	const spans = sceneSpans(options.storyboard).filter(({ id }) => scenes.includes(id));
	for (const { id, from, durationInFrames } of spans) {
		const step = Math.max(4, Math.floor(durationInFrames / 14));
		const frames = Array.from(
			{ length: Math.floor(durationInFrames / step) },
			(_, nth) => from + nth * step + Math.floor(step / 2),
		);
		await pass.measureAll(
			frames.map((frame) => ({ frame, sceneId: id, kind: "settled" as const })),
			{ pictures: false, kind: "search" },
		);
	}
	return pass.samples;
}

/** One pass, within its time. */
class Pass {
	readonly samples: Sample[] = [];
	readonly #undrawn: FilmMeasures["undrawn"] = [];
	readonly #options: CollectOptions;
	readonly #end: number;
	readonly #now: () => number;

	constructor(options: CollectOptions) {
		this.#options = options;
		this.#now = options.now ?? (() => performance.now());
		this.#end = this.#now() + options.budgetMs;
	}

	/** Measures some frames, a few in each visit of the page; leaves out what there is no time for. */
	async measureAll(frames: GridFrame[], how: { pictures: boolean; kind?: Sample["kind"] }): Promise<void> {
		for (let at = 0; at < frames.length && this.#now() < this.#end; at += FRAMES_A_VISIT) {
			await this.#options.visit((page) => this.#measureSome(page, frames.slice(at, at + FRAMES_A_VISIT), how));
		}
	}

	async #measureSome(page: FilmPage, frames: GridFrame[], how: { pictures: boolean; kind?: Sample["kind"] }): Promise<void> {
		for (const frame of frames) {
			this.#options.signal?.throwIfAborted();
			if (this.#now() >= this.#end) return;
			await this.#measure(page, frame, how);
		}
	}

	async #measure(page: FilmPage, at: GridFrame, how: { pictures: boolean; kind?: Sample["kind"] }): Promise<void> {
		const { frame, sceneId } = at;
		const kind = how.kind ?? at.kind;
		const measured = await page.measure(frame, FRAME_MS);
		// A frame that was not drawn in time shows less than the film does: it is named, and nothing is judged by it.
		if (measured === null || !measured.drawn) {
			this.#undrawn.push({ frame, sceneId });
			return;
		}
		const { runs, labels, broken, drawnScenes } = measured;
		const shown = how.pictures ? decodePng(await page.picture()) : null;
		const withBehind = shown !== null && kind === "settled" && this.#wantsBehind(sceneId);
		const measuredRuns = withBehind ? await this.#behind(page, shown, runs) : runs.map((run) => ({ ...run, behind: null }));
		const picture = shown === null ? null : pictureFacts(shown);
		this.samples.push({ frame, sceneId, kind, runs: measuredRuns, labels, broken, drawnScenes, picture });
	}

	/** Colours are measured in two frames of a scene: a fault of both is one. */
	#wantsBehind(sceneId: string | null): boolean {
		return this.samples.filter((one) => one.sceneId === sceneId && one.kind === "settled").length !== 1;
	}

	async #behind(page: FilmPage, shown: Raster, runs: MeasuredFrame["runs"]): Promise<MeasuredRun[]> {
		if (!runs.some(({ decoration }) => !decoration)) return runs.map((run) => ({ ...run, behind: null }));
		await page.hideWords(true);
		const bare = decodePng(await page.picture().finally(() => page.hideWords(false)));
		const scale = bare.width / this.#options.storyboard.width;
		return runs.map((run) => {
			if (run.decoration || run.color === null) return { ...run, behind: null };
			const [red, green, blue, alpha] = run.color;
			return { ...run, behind: behindText({ shown, bare, scale }, run.boxes, [red, green, blue], alpha * run.opacity) };
		});
	}

	/** Rows of frames to look at closely: where brightness changes within a scene, or for a single frame. */
	doubtful(grid: GridFrame[]): GridFrame[][] {
		const found: GridFrame[][] = [];
		for (const span of sceneSpans(this.#options.storyboard)) {
			const settled = this.samples.filter((one) => one.sceneId === span.id && one.kind === "settled" && one.picture);
			const step = settled.findIndex((one, index) => {
				const other = settled[index + 1];
				if (!one.picture || !other?.picture) return false;
				return (
					Math.abs(one.picture.brightness - other.picture.brightness) > BRIGHTNESS_STEP ||
					difference(one.picture, other.picture) > 60
				);
			});
			const first = settled[step];
			if (step < 0 || !first || found.length >= MOST_BURSTS) continue;
			const last = span.from + span.durationInFrames - 1;
			const start = Math.max(span.from, Math.min(first.frame, last - BURST));
			const frames = Array.from({ length: BURST }, (_, nth) => start + nth).filter((frame) => frame <= last);
			found.push(frames.map((frame) => ({ frame, sceneId: span.id, kind: "settled" })));
		}
		return [...found, ...this.#atCuts(grid)];
	}

	/** The frames around a cut whose first frame is as neither side is. */
	#atCuts(grid: GridFrame[]): GridFrame[][] {
		const order = grid.flatMap(({ frame }) => this.samples.find((one) => one.frame === frame && one.picture) ?? []);
		const lit = order.sort((a, b) => a.frame - b.frame);
		return lit
			.flatMap((one, index): GridFrame[][] => {
				const [before, after] = [lit[index - 1], lit[index + 1]];
				if (one.kind !== "transition" || !one.picture || !before?.picture || !after?.picture) return [];
				const away = (other: Sample) => (one.picture?.brightness ?? 0) - (other.picture?.brightness ?? 0);
				if (Math.sign(away(before)) !== Math.sign(away(after))) return [];
				if (Math.min(Math.abs(away(before)), Math.abs(away(after))) < 0.2) return [];
				const row = [-2, -1, 0, 1, 2, 3].map((step) => one.frame + step).filter((frame) => frame >= 0);
				return [row.map((frame) => ({ frame, sceneId: null, kind: "transition" }))];
			})
			.slice(0, MOST_BURSTS);
	}

	result(letters: MissingLetters): FilmMeasures {
		const seen = new Set(this.samples.map(({ sceneId }) => sceneId));
		const skippedScenes = this.#options.storyboard.scenes.map(({ id }) => id).filter((id) => !seen.has(id));
		return {
			samples: this.samples,
			undrawn: this.#undrawn,
			skippedScenes,
			outOfTime: this.#now() >= this.#end,
			letters,
			missingFiles: [],
		};
	}
}
