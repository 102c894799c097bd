import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getCompositions, openBrowser } from "@remotion/renderer";
import { exportSize } from "@storydream/protocol";
import { bundleFilm } from "./bundle.ts";
import type { RenderJob } from "./job.ts";
import { FilmCode, readFilmCode } from "./plan/film-code.ts";
import type { FrameRange } from "./plan/segments.ts";
import type { FrameSource } from "./segments/draw.ts";

const FRAME_DEADLINE_MS = 60_000;
const CODE_FILE = "film-code.json";
const ENTRIES = ["src/index.ts", "src/index.tsx", "src/index.js", "src/index.jsx"];

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
	const code = await makeBundle(job, hooks.onBundling);
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

function rangeOf(job: RenderJob, durationInFrames: number): FrameRange {
	const last = durationInFrames - 1;
	const from = Math.min(job.range?.from ?? 0, last);
	return { from, to: Math.max(from, Math.min(job.range?.to ?? last, last)) };
}

async function makeBundle(job: RenderJob, onBundling: () => void): Promise<FilmCode> {
	if (existsSync(join(job.bundle, CODE_FILE))) return readCode(job.bundle);
	onBundling();
	const entry = ENTRIES.map((file) => join(job.tree, file)).find((file) => existsSync(file));
	if (!entry) throw new Error("The project has no src/index.ts that registers its film");
	const draft = `${job.bundle}.${process.pid}`;
	try {
		const graph = await bundleFilm({ tree: job.tree, entry, outDir: draft, readable: job.readable });
		await writeFile(join(draft, CODE_FILE), JSON.stringify(await readFilmCode(job.tree, graph, job.templateDir)));
		// One of an earlier release, which does not say what it is made of.
		await rm(job.bundle, { recursive: true, force: true });
		await rename(draft, job.bundle);
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
	return readCode(job.bundle);
}

async function readCode(bundle: string): Promise<FilmCode> {
	return FilmCode.parse(JSON.parse(await readFile(join(bundle, CODE_FILE), "utf8")));
}
