import { type FilmCheck, type RanFilmCheck, type SceneCatalog, type Storyboard, StoryDreamError } from "@storydream/protocol";
import { statInside } from "../files/index.ts";
import type { CameraPort } from "../ports.ts";
import { readStoryboard } from "../project/index.ts";
import { agentText } from "./agent-text.ts";
import type { Visit } from "./collect.ts";
import type { CheckResult } from "./film-check.ts";
import { CHECK_SIZE } from "./limits.ts";
import type { FilmMeasures } from "./measures.ts";

export interface FilmChecksOptions {
	projectDir: string;
	camera: () => Promise<CameraPort>;
	/** What the project can show, as far as a page has reported it. */
	catalog: () => SceneCatalog | null;
}

/** The pass over the grid ends after so long: a film of a minute takes about 8 s on a quiet machine. */
const BUDGET_MS = 30_000;
/** One loan of the page: a scene's frames, and a load of the page where files have changed. */
const VISIT_MS = 40_000;
/** Findings that get a picture. */
const MOST_PICTURES = 12;
const PICTURE_MS = 3_000;

/** The film checks of one project: one at a time, the newest wins. */
export class FilmChecks {
	readonly #options: FilmChecksOptions;
	#running: AbortController | null = null;
	#note = "";

	constructor(options: FilmChecksOptions) {
		this.#options = options;
	}

	/** Ends the check that runs, if any: what it was to say is out of date. */
	cancel(why = "The film is being changed."): void {
		this.#running?.abort(
			new StoryDreamError("conflict", `The film check was stopped: ${why}`, {
				hint: "Check the film again when the change is made.",
			}),
		);
		this.#running = null;
	}

	/**
	 * Checks the film for the agent, as its files stand now.
	 * @throws as `checkVersion`
	 */
	async checkForAgent(): Promise<string> {
		this.#note = "";
		const { result } = await this.#run({ withPictures: false });
		return agentText(result);
	}

	/**
	 * Checks the film as it stands, for people: its findings have pictures. The agent reads them once, before its next turn.
	 * @param version the commit that the files stand at
	 * @throws StoryDreamError `conflict` when another check or a turn begins, or files change meanwhile; what the camera throws
	 */
	async checkVersion(version: string): Promise<RanFilmCheck> {
		const { result, pictures } = await this.#run({ withPictures: true });
		const errors = result.findings.some(({ severity }) => severity === "error");
		this.#note = errors ? `[StoryDream: the film check of the last version says: ${agentText(result)}]` : "";
		const check: FilmCheck = { ...result, version, findings: result.findings.map((one) => ({ ...one, pictureUrl: null })) };
		return { check, pictures };
	}

	/** For the next prompt, once: what the last check of a version found; "" when that was nothing. */
	takeNote(): string {
		const note = this.#note;
		this.#note = "";
		return note;
	}

	async #run({ withPictures }: { withPictures: boolean }): Promise<{ result: CheckResult; pictures: RanFilmCheck["pictures"] }> {
		this.cancel("Another check has begun.");
		// What an earlier check found may be mended by now.
		this.#note = "";
		const running = new AbortController();
		this.#running = running;
		const { projectDir, catalog } = this.#options;
		try {
			const camera = await this.#options.camera();
			const { storyboard } = await readStoryboard(projectDir);
			const visit = visitOf(camera, running.signal);
			const missingFiles = storyboard === null ? [] : await missingFilesOf(projectDir, storyboard);
			const parts = { storyboard, catalog: catalog(), visit, missingFiles, budgetMs: BUDGET_MS, signal: running.signal };
			// Loaded by the first check: a sandbox that waits holds only what it uses.
			const { checkFilm } = await import("./film-check.ts");
			const result = await checkFilm(parts);
			return { result, pictures: withPictures ? await picturesOf(result, visit, running.signal) : [] };
		} finally {
			if (this.#running === running) this.#running = null;
		}
	}
}

/** Lends the camera's page as long as it shows the same files, and until the check is stopped. */
function visitOf(camera: Pick<CameraPort, "visit">, signal: AbortSignal): Visit {
	let mark: string | null = null;
	return (work) =>
		camera.visit({ size: CHECK_SIZE, timeoutMs: VISIT_MS }, async (page, film) => {
			signal.throwIfAborted();
			mark ??= film.mark;
			if (film.mark !== mark)
				throw new StoryDreamError("conflict", "The film has changed while it was checked.", { hint: "Check it again." });
			if (!film.followsStoryboard)
				throw new StoryDreamError("storyboard_invalid", "The film's scenes are not where its storyboard has them.");
			return work(page);
		});
}

/** Files that the storyboard names outside of props, and that are not below `public/`. */
async function missingFilesOf(
	projectDir: string,
	storyboard: Pick<Storyboard, "audio" | "mark" | "scenes">,
): Promise<FilmMeasures["missingFiles"]> {
	const named = [
		...storyboard.audio.map(({ src }) => ({ src, sceneId: null })),
		...(storyboard.mark ? [{ src: storyboard.mark.src, sceneId: null }] : []),
		...storyboard.scenes.flatMap(({ id, media }) => (media === undefined ? [] : [{ src: media, sceneId: id }])),
	].filter(({ src }) => !/^[a-z]+:/i.test(src));
	const there = await Promise.all(named.map(({ src }) => statInside(projectDir, `public/${src}`)));
	return named.filter((_, index) => there[index] === null);
}

/**
 * A small picture for each of the first findings that have a frame. One that can't be drawn is left out: the result is worth
 * more than its pictures.
 * @throws the signal's reason
 */
async function picturesOf(result: CheckResult, visit: Visit, signal: AbortSignal): Promise<RanFilmCheck["pictures"]> {
	const wanted = result.findings.flatMap(({ code, frames }, finding) => {
		const frame = frames[Math.floor(frames.length / 2)];
		return frame === undefined || code === "scene_blocks" ? [] : [{ finding, frame }];
	});
	const pictures: RanFilmCheck["pictures"] = [];
	for (const { finding, frame } of wanted.slice(0, MOST_PICTURES)) {
		signal.throwIfAborted();
		const data = await visit(async (page) =>
			(await page.measure(frame, PICTURE_MS))?.drawn ? (await page.thumbnail()).toString("base64") : null,
		).catch(() => null);
		if (data !== null) pictures.push({ finding, mediaType: "image/jpeg", data });
	}
	signal.throwIfAborted();
	return pictures;
}
