/**
 * The process that renders one film: started by the exporter in a process group of its own, so that it can be ended
 * with everything it started. It runs no code of the film itself: the bundler only reads it, the browser runs it.
 */
import { existsSync, writeSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { getCompositions, openBrowser, renderMedia, renderStill } from "@remotion/renderer";
import { type ExportWarning, exportSize } from "@storydream/protocol";
import { cutSound, findUndecodable, type MediaFinding } from "../media/index.ts";
import { bundleFilm } from "./bundle.ts";
import { screenColours } from "./colours.ts";
import { explainFailure, isMediaFailure } from "./failure.ts";
import { fetchedPath } from "./fetched-media.ts";
import { RenderJob, type RenderMessage } from "./job.ts";
import { lettersWithoutFont } from "./letters.ts";
import { keepToAddresses } from "./network.ts";

const FRAME_DEADLINE_MS = 60_000;
/** JPEG of the captured frames: what is lost here the encoder can't bring back, and more costs no time. */
const JPEG_QUALITY = 90;
const GIF_FPS = 15;
const NOT_CHECKED: ExportWarning = {
	code: "letters_not_checked",
	message: "Whether there is a font for all letters could not be checked. Look at the film, or export it again.",
};

function say(message: RenderMessage): void {
	writeSync(3, `${JSON.stringify(message)}\n`);
}

async function makeBundle(job: RenderJob): Promise<void> {
	if (existsSync(join(job.bundle, "index.html"))) return;
	say({ type: "bundling" });
	const entry = ["src/index.ts", "src/index.tsx", "src/index.js", "src/index.jsx"]
		.map((path) => join(job.tree, path))
		.find((path) => existsSync(path));
	if (!entry) throw new Error("The project has no src/index.ts that registers its film");
	const draft = `${job.bundle}.${process.pid}`;
	try {
		await bundleFilm({ tree: job.tree, entry, outDir: draft, readable: job.readable });
		await rename(draft, job.bundle);
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

/** Media that the render has fetched from the film's own server, as paths below `public/`. Filled by `render`. */
const fetchedMedia = new Set<string>();

function noteFetched(job: RenderJob, source: string): void {
	const path = fetchedPath(source, job.port);
	if (path !== null) fetchedMedia.add(path);
}

/** The file below `public/` that a failed render could not read; null when it is none of them. */
async function brokenMedia(job: RenderJob): Promise<MediaFinding | null> {
	const root = join(job.tree, "public");
	const found = await findUndecodable([...fetchedMedia].map((path) => join(root, path)));
	return found === null ? null : { ...found, file: relative(root, found.file) };
}

/** Renders the film; answers what a person would want to correct in it. */
async function render(job: RenderJob): Promise<ExportWarning[]> {
	await makeBundle(job);
	const common = {
		browserExecutable: job.browser,
		chromeMode: job.headlessShell ? ("headless-shell" as const) : ("chrome-for-testing" as const),
		chromiumOptions: { enableMultiProcessOnLinux: true },
		logLevel: "error" as const,
		timeoutInMilliseconds: FRAME_DEADLINE_MS,
		offthreadVideoCacheSizeInBytes: job.mediaCacheBytes,
		mediaCacheSizeInBytes: job.mediaCacheBytes,
	};
	const learned = keepToAddresses(job.port, job.licenseKey !== null);
	const browser = await openBrowser("chrome", {
		browserExecutable: common.browserExecutable,
		chromiumOptions: common.chromiumOptions,
		logLevel: common.logLevel,
		chromeMode: common.chromeMode,
	});
	learned();
	try {
		const compositions = await getCompositions(job.bundle, { ...common, puppeteerInstance: browser, port: job.port });
		const composition = compositions.find((candidate) => candidate.id === "Film") ?? compositions[0];
		if (!composition) throw new Error("The project registers no composition");
		const last = composition.durationInFrames - 1;
		const from = Math.min(job.range?.from ?? 0, last);
		const to = Math.max(from, Math.min(job.range?.to ?? last, last));
		const wanted = { codec: job.codec, ...(job.scale === null ? {} : { scale: job.scale }) };
		const { scale, width, height } = exportSize(composition, wanted);
		const options = {
			...common,
			composition,
			serveUrl: job.bundle,
			puppeteerInstance: browser,
			port: job.port,
			scale,
			licenseKey: job.licenseKey,
			overwrite: true,
		};
		const still = job.range ? from : Math.floor(last * 0.4);
		const shown = job.codec === "png" ? { from: still, to: still } : { from, to };
		const warnings = await lettersWithoutFont({ tree: job.tree, bundle: job.bundle, ...shown }, browser, job.port).catch(
			(error: unknown) => {
				// The film is made all the same.
				process.stderr.write(`letters were not checked: ${error instanceof Error ? error.message : String(error)}\n`);
				return [NOT_CHECKED];
			},
		);
		const draft = join(dirname(job.output), `draft.${job.codec}`);
		await mkdir(dirname(draft), { recursive: true });
		if (job.codec === "png") {
			say({ type: "rendering", framesDone: 0, framesTotal: 1, width, height });
			await renderStill({ ...options, output: draft, frame: still, imageFormat: "png" });
		} else {
			await renderMedia({
				...options,
				outputLocation: draft,
				codec: job.codec === "mp4" ? "h264" : job.codec === "webm" ? "vp8" : "gif",
				frameRange: [from, to],
				imageFormat: "jpeg",
				jpegQuality: JPEG_QUALITY,
				concurrency: job.concurrency,
				onDownload: (source) => noteFetched(job, source),
				...(job.codec === "mp4" ? { x264Preset: "veryfast" as const, crf: 18, ...screenColours("mp4") } : {}),
				...(job.codec === "webm" ? { crf: 12, ...screenColours("webm") } : {}),
				...(job.codec === "gif"
					? { everyNthFrame: Math.max(1, Math.round(composition.fps / GIF_FPS)), numberOfGifLoops: null }
					: {}),
				onProgress: progress(job.codec, from, to, composition.fps, width, height),
			});
		}
		if (job.codec === "mp4") {
			const whole = join(dirname(job.output), "whole.mp4");
			await cutSound(draft, whole, (to - from + 1) / composition.fps);
			await rename(whole, draft);
		}
		await rename(draft, job.output);
		return warnings;
	} finally {
		await browser.close({ silent: true });
	}
}

/** Says how far it is, at most five times a second. */
function progress(codec: string, from: number, to: number, fps: number, width: number, height: number) {
	const every = codec === "gif" ? Math.max(1, Math.round(fps / GIF_FPS)) : 1;
	const framesTotal = Math.ceil((to - from + 1) / every);
	let last = 0;
	let encoding = false;
	return ({ renderedFrames }: { renderedFrames: number }) => {
		if (renderedFrames >= framesTotal) {
			if (!encoding) {
				say({ type: "rendering", framesDone: framesTotal, framesTotal, width, height });
				say({ type: "encoding", framesTotal, width, height });
			}
			encoding = true;
			return;
		}
		if (Date.now() - last < 200) return;
		last = Date.now();
		say({ type: "rendering", framesDone: renderedFrames, framesTotal, width, height });
	};
}

const lines = createInterface({ input: process.stdin });
let started = false;
lines.on("line", (line) => {
	if (started) return;
	started = true;
	const job = RenderJob.parse(JSON.parse(line));
	render(job).then(
		(warnings) => {
			say({ type: "done", warnings });
			process.exit(0);
		},
		async (error: unknown) => {
			const media = isMediaFailure(error) ? await brokenMedia(job).catch(() => null) : null;
			say({ type: "failed", ...explainFailure(error, job.bundle, media) });
			process.exit(1);
		},
	);
});
// The exporter is gone: nobody waits for this film any more.
lines.on("close", () => process.exit(2));
