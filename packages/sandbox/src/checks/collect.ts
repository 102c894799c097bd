import { withDeadline } from "@storydream/kit";
import { type Storyboard, StoryDreamError, sceneSpans } from "@storydream/protocol";
import type { FilmPage } from "../ports.ts";
import type { MeasuredFrame, MissingLetters, TextRun } from "../preview/index.ts";
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
	/** A page that has not answered by then does not answer at all: its scene keeps it busy. */
	answerMs?: number;
}

/** How long one frame may take. */
const FRAME_MS = 2_500;
const ANSWER_MS = 10_000;
/** Two frames of a scene that differ by so much in brightness are looked at closely: something may flash. */
const BRIGHTNESS_STEP = 0.08;
/** Frames that follow each other, to see whether something flashes. */
const BURST = 10;
const MOST_BURSTS = 4;
/** Texts that are so many pixels of the film apart, or less, are at the same place. */
const SAME_PLACE = 2;
/** Then others who wait for the page have their turn. */
const FRAMES_A_VISIT = 6;

/** Measures a film: the grid, one frame of each scene a second time, and frames in a row where something may flash. */
export async function collect(options: CollectOptions): Promise<FilmMeasures> {
	const { storyboard, visit } = options;
	const pass = new Pass(options);
	const grid = gridOf(storyboard);
	const letters = await visit((page) => page.letters()).catch((error: unknown) => {
		// A page with a film shows its first frame as soon as it is loaded.
		if (error instanceof StoryDreamError && error.code === "sandbox_timeout") return null;
		throw error;
	});
	if (letters === null) return pass.nothingDrawn();
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
			frames.map((frame) => ({ frame, sceneId: id, scenes: [id], kind: "settled" as const, behind: false })),
			{ pictures: false, kind: "search" },
		);
	}
	return pass.samples;
}

/** A decoration that repeats a text at its place. */
function isCopy({ text, boxes: [own] }: TextRun, { decoration, text: words, boxes: [other] }: TextRun): boolean {
	if (!decoration || !own || !other || words.trim() !== text.trim()) return false;
	return Math.abs(own.x - other.x) < SAME_PLACE && Math.abs(own.y - other.y) < SAME_PLACE;
}

/** What is wanted of some frames. @property kind as what they are measured; absent: as the grid says */
interface Wanted {
	pictures: boolean;
	kind?: Sample["kind"];
}

/** Whether a frame shows a scene that has blocked the page. */
const touches = ({ scenes }: GridFrame, { sceneId }: FilmMeasures["blocked"][number]) =>
	sceneId !== null && scenes.includes(sceneId);

async function pictureWithoutWords(page: FilmPage): Promise<Buffer> {
	await page.hideWords(true);
	return page.picture().finally(() => page.hideWords(false));
}

/** One pass, within its time. */
class Pass {
	readonly samples: Sample[] = [];
	readonly #undrawn: FilmMeasures["undrawn"] = [];
	readonly #blocked: FilmMeasures["blocked"] = [];
	readonly #options: CollectOptions;
	readonly #end: number;
	readonly #now: () => number;

	constructor(options: CollectOptions) {
		this.#options = options;
		this.#now = options.now ?? (() => performance.now());
		this.#end = this.#now() + options.budgetMs;
	}

	/** Measures some frames, a few in each visit of the page; leaves out what there is no time for, and scenes that block the page. */
	async measureAll(frames: GridFrame[], how: Wanted): Promise<void> {
		for (let at = 0; at < frames.length && this.#now() < this.#end; at += FRAMES_A_VISIT) {
			const some = frames.slice(at, at + FRAMES_A_VISIT).filter((one) => !this.#blocked.some((other) => touches(one, other)));
			if (some.length > 0) await this.#measureInVisit(some, how);
		}
	}

	async #measureInVisit(frames: GridFrame[], how: Wanted): Promise<void> {
		const before = this.#blocked.length;
		await this.#options
			.visit((page) => this.#measureSome(page, frames, how))
			.catch((error: unknown) => {
				// Reported as a finding of its scene; the next visit has a new page.
				if (this.#blocked.length === before) throw error;
			});
	}

	async #measureSome(page: FilmPage, frames: GridFrame[], how: Wanted): Promise<void> {
		// Pictures of a frame are read while the browser draws the next one.
		let read = () => {};
		for (const at of frames) {
			this.#options.signal?.throwIfAborted();
			if (this.#now() >= this.#end) break;
			const drawing = this.#draw(page, at);
			read();
			read = () => {};
			const measured = await drawing;
			if (measured !== null) read = await this.#takePictures(page, { at, measured, how });
		}
		read();
	}

	/** Null: the frame was not drawn in time. It shows less than the film does: it is named, and nothing is judged by it. */
	async #draw(page: FilmPage, { frame, sceneId, scenes }: GridFrame): Promise<MeasuredFrame | null> {
		const { answerMs = ANSWER_MS } = this.#options;
		const measured = await withDeadline(page.measure(frame, FRAME_MS), answerMs, () => {
			this.#blocked.push({ frame, sceneId: scenes.at(-1) ?? null, seconds: answerMs / 1000 });
			return new StoryDreamError("sandbox_timeout", `Frame ${frame} keeps the page busy.`);
		});
		if (measured?.drawn) return measured;
		this.#undrawn.push({ frame, sceneId });
		return null;
	}

	/** Takes what pictures are wanted of the frame that is drawn. @returns what reads them, and adds the sample */
	async #takePictures(
		page: FilmPage,
		{ at, measured, how }: { at: GridFrame; measured: MeasuredFrame; how: Wanted },
	): Promise<() => void> {
		const { frame, sceneId } = at;
		const kind = how.kind ?? at.kind;
		const { runs, labels, broken, drawnScenes } = measured;
		const shown = how.pictures ? await page.picture() : null;
		const withBehind = kind === "settled" && at.behind && runs.some(({ decoration }) => !decoration);
		const bare = shown !== null && withBehind ? await pictureWithoutWords(page) : null;
		return () => {
			const raster = shown && decodePng(shown);
			const picture = shown && raster && pictureFacts(raster, shown);
			const measuredRuns = runs.map((run) => ({ ...run, behind: null }));
			const withGround = raster && bare ? this.#withGround(runs, raster, decodePng(bare)) : measuredRuns;
			this.samples.push({ frame, sceneId, kind, runs: withGround, labels, broken, drawnScenes, picture });
		};
	}

	#withGround(runs: MeasuredFrame["runs"], shown: Raster, bare: Raster): MeasuredRun[] {
		const scale = bare.width / this.#options.storyboard.width;
		const behind = (run: TextRun) => {
			if (run.color === null) return null;
			const [red, green, blue, alpha] = run.color;
			return behindText({ shown, bare, scale }, run.boxes, [red, green, blue], alpha * run.opacity);
		};
		return runs.map((run, index) => {
			if (run.decoration || run.color === null) return { ...run, behind: null };
			// A copy in another colour lies on the text where a new ground is drawn below it: the copy is what is seen.
			const copy = runs.slice(index + 1).find((other) => isCopy(run, other));
			const both = [behind(run), copy ? behind(copy) : null].filter((one) => one !== null);
			return { ...run, behind: both.toSorted((one, other) => other.ratio - one.ratio)[0] ?? null };
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
			found.push(frames.map((frame) => ({ frame, sceneId: span.id, scenes: [span.id], kind: "settled", behind: false })));
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
				const scenes = grid.find(({ frame }) => frame === one.frame)?.scenes ?? [];
				return [row.map((frame) => ({ frame, sceneId: null, scenes, kind: "transition", behind: false }))];
			})
			.slice(0, MOST_BURSTS);
	}

	/** The page did not come so far that its film could be measured. */
	nothingDrawn(): FilmMeasures {
		const [first] = this.#options.storyboard.scenes;
		this.#blocked.push({ frame: 0, sceneId: first?.id ?? null, seconds: null });
		return this.result([]);
	}

	result(letters: MissingLetters): FilmMeasures {
		const seen = new Set(this.samples.map(({ sceneId }) => sceneId));
		const skippedScenes = this.#options.storyboard.scenes.map(({ id }) => id).filter((id) => !seen.has(id));
		return {
			samples: this.samples,
			undrawn: this.#undrawn,
			blocked: this.#blocked,
			skippedScenes,
			outOfTime: this.#now() >= this.#end,
			letters,
			missingFiles: [],
		};
	}
}
