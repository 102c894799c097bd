import { withDeadline } from "@storydream/kit";
import { type PreviewError, type SceneCatalog, StoryDreamError } from "@storydream/protocol";
import type { Browser, Page } from "playwright-core";
import { type BrowserFound, launchBrowser } from "../browser/index.ts";
import type { CameraPort, Inspection, PreviewPort } from "../ports.ts";
import { type Capture, CaptureState } from "../preview/index.ts";
import { filmPageOf } from "./film-page.ts";

/** In functions that run in the page, which brings no types of its own here. */
declare const window: { __storydream?: Capture };

export interface CameraOptions {
	/** The preview whose pages are photographed. */
	preview: Pick<PreviewPort, "url" | "settle" | "access">;
	/** Finds the browser; called at the first picture. */
	browser: () => Promise<BrowserFound | null>;
	/** The browser ends after so long without a picture. */
	idleMs?: number;
	/** Folder for the browser's temporary files. */
	tmpDir?: string;
}

export interface CameraPicture {
	frame: number;
	mediaType: "image/jpeg";
	/** Base 64. */
	data: string;
	width: number;
	height: number;
}

export interface Camera {
	/**
	 * Pictures of frames as the preview paints them, with every edit that was on the disk when this was called.
	 * @param request.frames empty: one frame that shows the film well; frames past the end mean the last one.
	 * @param request.size pixels of the longer side. @param request.timeoutMs bounds the whole call, waiting in the queue included.
	 * @throws StoryDreamError browser_missing, sandbox_timeout; storyboard_invalid or sandbox_failed when there is no film to draw.
	 */
	take(request: { frames: number[]; size: number; timeoutMs: number }): Promise<{ pictures: CameraPicture[] }>;
	/** Goes through the film (start, middle and end of each scene) and answers what it throws. */
	inspectErrors(timeoutMs?: number): Promise<PreviewError[]>;
	/** The same, with the scenes of which no frame was drawn in time. */
	inspect(timeoutMs?: number): Promise<Inspection>;
	/** Lends the page with the film: see `CameraPort`. */
	visit: CameraPort["visit"];
	/** The scenes the project can show, asked of a page; null when it has no registry of scenes. */
	catalog(timeoutMs?: number): Promise<SceneCatalog | null>;
	close(): Promise<void>;
}

interface Opened {
	browser: Browser;
	page: Page;
	/** State of the files the page was loaded with. */
	mark: string | null;
	film: CaptureState | null;
}

const JPEG_QUALITY = 82;
/** How long one frame may take to be drawn while a film is gone through, and what is kept of the time for the answer. */
const SEEK_MS = 2_000;
const ANSWER_MS = 500;
/** Middles and ends of scenes that are drawn at most. */
const MAX_MORE = 120;

/** A camera for one preview. It starts its browser with the first picture and takes one request after the other. */
export function createCamera(options: CameraOptions): Camera {
	const idleMs = options.idleMs ?? 60_000;
	let opened: Opened | null = null;
	let idle: NodeJS.Timeout | null = null;
	let queue: Promise<unknown> = Promise.resolve();
	let closed = false;

	const shut = async () => {
		if (idle) clearTimeout(idle);
		idle = null;
		const browser = opened?.browser;
		opened = null;
		await browser?.close().catch(() => {
			// It had crashed: that is closed too.
		});
	};

	const open = async (timeoutMs: number): Promise<Opened> => {
		if (opened?.browser.isConnected() && !opened.page.isClosed()) return opened;
		await shut();
		const found = await options.browser();
		if (!found)
			throw new StoryDreamError("browser_missing", "There is no headless browser on this machine, so no pictures can be taken.");
		const browser = await launchBrowser(found, {
			allowed: [new URL(options.preview.url).host],
			timeoutMs,
			...(options.tmpDir ? { tmpDir: options.tmpDir } : {}),
		});
		try {
			const context = await browser.newContext({ viewport: { width: 960, height: 540 }, deviceScaleFactor: 1 });
			await context.addCookies([{ ...options.preview.access.cookie, url: options.preview.url }]);
			const page = await context.newPage();
			// The camera loads the page anew when files changed: it must not change by itself in between.
			await page.routeWebSocket(/./, () => {});
			opened = { browser, page, mark: null, film: null };
			return opened;
		} catch (error) {
			await browser.close();
			throw error;
		}
	};

	const load = async (left: () => number): Promise<{ camera: Opened; film: CaptureState }> => {
		const camera = await open(left());
		const mark = await options.preview.settle();
		if (camera.mark === mark && camera.film?.state === "ready") return { camera, film: camera.film };
		camera.mark = null;
		await camera.page.goto(`${options.preview.url}?capture=1`, { waitUntil: "load", timeout: left() });
		await camera.page.waitForFunction(() => "__storydream" in window, undefined, { timeout: left() });
		const state: unknown = await camera.page.evaluate((ms) => window.__storydream?.state(ms), left());
		camera.film = CaptureState.parse(state);
		camera.mark = mark;
		return { camera, film: camera.film };
	};

	/** One request at a time; each within its time, however the page behaves. */
	const enqueue = <T>(timeoutMs: number, work: (left: () => number) => Promise<T>): Promise<T> => {
		const end = Date.now() + timeoutMs;
		const late = () =>
			new StoryDreamError("sandbox_timeout", `The preview was not drawn within ${Math.round(timeoutMs / 1000)} s.`);
		const left = () => {
			const ms = end - Date.now();
			if (ms <= 0) throw late();
			return ms;
		};
		const turn = queue.then(async () => {
			if (closed) throw new StoryDreamError("shutting_down", "The camera is closed.");
			if (idle) clearTimeout(idle);
			try {
				// Read before the work begins: once it runs, somebody must wait for it.
				const ms = left();
				return await withDeadline(work(left), ms, late);
			} catch (error) {
				// A page that hangs would hang the next request too.
				if (!(error instanceof StoryDreamError) || error.code === "sandbox_timeout") await shut();
				if (error instanceof StoryDreamError) throw error;
				if (error instanceof Error && error.name === "TimeoutError") throw late();
				throw new StoryDreamError("sandbox_failed", "The picture could not be taken.", { cause: error });
			} finally {
				idle = setTimeout(() => void shut(), idleMs);
				idle.unref();
			}
		});
		queue = turn.catch(() => {
			// Reported to the one who asked; the next request starts anew.
		});
		return turn;
	};

	/** Draws a frame of every scene first, then their middles and ends as long as there is time. */
	const inspect = (timeoutMs = 20_000): Promise<Inspection> =>
		enqueue(timeoutMs, async (left) => {
			const { camera, film } = await load(left);
			const undrawn = new Set<string>();
			for (const { frame, scene } of film.state === "ready" ? framesToInspect(film) : []) {
				const ms = Math.min(SEEK_MS, left() - ANSWER_MS);
				if (ms <= 0 && scene !== null) undrawn.add(scene);
				if (ms <= 0) continue;
				const drawn = await camera.page.evaluate(([at, wait]) => window.__storydream?.seek(at, wait) ?? false, [
					frame,
					ms,
				] as const);
				if (!drawn && scene !== null) undrawn.add(scene);
			}
			const errors: unknown = await camera.page.evaluate(() => window.__storydream?.errors());
			return { errors: CaptureState.shape.errors.parse(errors), undrawn: [...undrawn], drawable: film.state === "ready" };
		});

	return {
		take: (request) =>
			enqueue(request.timeoutMs, async (left) => {
				const { camera, film } = await load(left);
				if (film.state !== "ready") throw cannotDraw(film);
				const { width, height } = await fit(camera.page, film, request.size);
				const frames = request.frames.length > 0 ? request.frames : [telling(film)];
				const pictures: CameraPicture[] = [];
				for (const wanted of frames) {
					const frame = Math.min(wanted, film.durationInFrames - 1);
					const drawn = await camera.page.evaluate(([at, ms]) => window.__storydream?.seek(at, ms) ?? false, [
						frame,
						Math.max(100, left() - 500),
					] as const);
					if (!drawn)
						throw new StoryDreamError(
							"sandbox_timeout",
							`Frame ${frame} was not drawn in time: something in it never finished loading.`,
						);
					const bytes = await camera.page.screenshot({ type: "jpeg", quality: JPEG_QUALITY, timeout: left() });
					pictures.push({ frame, mediaType: "image/jpeg", data: bytes.toString("base64"), width, height });
				}
				return { pictures };
			}),
		visit: ({ size, timeoutMs }, work) =>
			enqueue(timeoutMs, async (left) => {
				const { camera, film } = await load(left);
				if (film.state !== "ready") throw cannotDraw(film);
				await fit(camera.page, film, size);
				const { catalog, scenes } = film;
				return work(filmPageOf(camera.page), { mark: camera.mark ?? "", catalog, followsStoryboard: scenes.length > 0 });
			}),
		inspectErrors: async (timeoutMs = 20_000) => (await inspect(timeoutMs)).errors,
		inspect,
		catalog: (timeoutMs = 20_000) => enqueue(timeoutMs, async (left) => (await load(left)).film.catalog),
		async close() {
			closed = true;
			await shut();
			await queue;
			await shut();
		},
	};
}

/** Gives the page the film's shape. */
async function fit(page: Page, film: CaptureState, size: number): Promise<{ width: number; height: number }> {
	const { width, height } = pictureSize(film, size);
	const viewport = page.viewportSize();
	if (viewport?.width !== width || viewport.height !== height) await page.setViewportSize({ width, height });
	return { width, height };
}

/** Of the film's shape, with `size` pixels on the longer side. */
export function pictureSize(film: { width: number; height: number }, size: number): { width: number; height: number } {
	const scale = size / Math.max(film.width, film.height);
	return { width: Math.max(1, Math.round(film.width * scale)), height: Math.max(1, Math.round(film.height * scale)) };
}

/** A frame that stands for the film: well into the first scene, when everything has come in and nothing has left. */
export function telling(film: Pick<CaptureState, "scenes" | "durationInFrames">): number {
	const first = film.scenes[0] ?? { from: 0, durationInFrames: film.durationInFrames };
	return Math.min(film.durationInFrames - 1, first.from + Math.floor(first.durationInFrames * 0.6));
}

/** Frames to go through. The first of every scene comes before all others and is the one that stands for it (`scene`). */
function framesToInspect(film: CaptureState): { frame: number; scene: string | null }[] {
	const last = film.durationInFrames - 1;
	const within = (frame: number) => Math.max(0, Math.min(last, frame));
	const spans = film.scenes.length > 0 ? film.scenes : [{ id: null, from: 0, durationInFrames: film.durationInFrames }];
	const starts = spans.map(({ id, from }) => ({ frame: within(from), scene: id }));
	const middles = spans.map(({ from, durationInFrames }) => within(from + Math.floor(durationInFrames / 2)));
	const ends = spans.map(({ from, durationInFrames }) => within(from + durationInFrames - 1));
	const more = [...new Set([...middles, ...ends])].slice(0, MAX_MORE);
	return [...starts, ...more.map((frame) => ({ frame, scene: null }))];
}

function cannotDraw(film: CaptureState): StoryDreamError {
	// What a person can mend in one place comes first: the rest often follows from it.
	const first =
		["storyboard", "build"].map((kind) => film.errors.find((error) => error.kind === kind)).find(Boolean) ?? film.errors[0];
	const place = first?.file ? ` (${first.file})` : "";
	return new StoryDreamError(
		first?.kind === "storyboard" ? "storyboard_invalid" : "sandbox_failed",
		first ? `The film can't be drawn: ${first.message}${place}` : "The film can't be drawn: it registers no composition.",
		{ hint: "Mend what the message names; the preview shows it too." },
	);
}
