import { getCompositions, openBrowser } from "@remotion/renderer";
import { exportSize } from "@storydream/protocol";
import { makeFilmBundle } from "./film-bundle.ts";
import type { RenderJob } from "./job.ts";
import type { FilmCode } from "./plan/film-code.ts";
import type { FrameRange } from "./plan/segments.ts";
import type { FrameSource } from "./segments/draw.ts";

const FRAME_DEADLINE_MS = 60_000;

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Composition = Awaited<ReturnType<typeof getCompositions>>[number];

/** A film that is ready to be drawn. */
export interface OpenFilm {
	browser: Browser;
	composition: Composition;
	/** Frames to draw, the last one included. */
	range: FrameRange;
	/** Of the exported picture, in px. */
	width: number;
	height: number;
	/** Pixels of the export to one of the composition. */
	scale: number;
	code: FilmCode;
	source: FrameSource;
}

interface FilmHooks {
	onBundling: () => void;
	onDownload: (source: string) => void;
	whileBrowserStarts: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Bundles a film where that was not done, opens it in a browser, and finds its composition.
 * @param hooks.onDownload called with the address of each media file that is fetched
 * @param hooks.whileBrowserStarts lets this process connect to the browser that it starts
 */
export async function openFilm(job: RenderJob, hooks: FilmHooks): Promise<OpenFilm> {
	const code = await makeFilmBundle({ ...job, kept: job.codeBundles, shipped: job.shippedBundles }, hooks.onBundling);
	const common = {
		browserExecutable: job.browser,
		chromeMode: job.headlessShell ? ("headless-shell" as const) : ("chrome-for-testing" as const),
		chromiumOptions: { enableMultiProcessOnLinux: true },
		logLevel: "error" as const,
	};
	const browser = await hooks.whileBrowserStarts(() => openBrowser("chrome", common));
	try {
		const limits = {
			timeoutInMilliseconds: FRAME_DEADLINE_MS,
			offthreadVideoCacheSizeInBytes: job.mediaCacheBytes,
			mediaCacheSizeInBytes: job.mediaCacheBytes,
		};
		const shared = { ...common, ...limits, puppeteerInstance: browser, port: job.port };
		const compositions = await getCompositions(job.bundle, shared);
		const composition = compositions.find(({ id }) => id === "Film") ?? compositions[0];
		if (!composition) throw new Error("The project registers no composition");
		const size = exportSize(composition, { codec: job.codec, ...(job.scale === null ? {} : { scale: job.scale }) });
		const onDownload = (source: string) => {
			hooks.onDownload(source);
			return () => undefined;
		};
		const { concurrency } = job;
		const source = { ...shared, composition, serveUrl: job.bundle, scale: size.scale, concurrency, onDownload };
		return { browser, composition, code, source, range: rangeOf(job, composition.durationInFrames), ...size };
	} catch (error) {
		await browser.close({ silent: true });
		throw error;
	}
}

/** The frames of a film that a job asks for, within the film. */
export function rangeOf(job: RenderJob, durationInFrames: number): FrameRange {
	const last = durationInFrames - 1;
	const from = Math.min(job.range?.from ?? 0, last);
	return { from, to: Math.max(from, Math.min(job.range?.to ?? last, last)) };
}
