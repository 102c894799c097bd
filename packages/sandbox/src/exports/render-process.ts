/**
 * The process that renders one film: started by the exporter in a process group of its own, so that it can be ended
 * with everything it started. It runs no code of the film itself: the bundler only reads it, the browser runs it.
 */
import "./closed.ts";
import { writeSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { createInterface } from "node:readline";
import { registerUsageEvent } from "@remotion/licensing";
import { renderMedia, renderStill } from "@remotion/renderer";
import { resolveWithin } from "@storydream/kit";
import {
	EXPORT_FORMATS,
	type ExportWarning,
	filmDurationInFrames,
	MAX_SHARED_SEGMENTS,
	StoryDreamError,
} from "@storydream/protocol";
import { findUndecodable, type MediaFinding, mediaProgramsFolder } from "../media/index.ts";
import { readStoryboard } from "../project/index.ts";
import { captionFile } from "./captions.ts";
import { closed } from "./closed.ts";
import { screenColours } from "./colours.ts";
import { explainFailure, isMediaFailure } from "./failure.ts";
import { fetchedPath } from "./fetched-media.ts";
import { type OpenFilm, openFilm, rangeOf } from "./film.ts";
import { RenderJob, type RenderMessage } from "./job.ts";
import { addSound } from "./join/join.ts";
import { lettersWithoutFont } from "./letters.ts";
import type { FrameRange } from "./plan/segments.ts";
import { type ExportParts, renderSegmented, type SegmentedProgress } from "./segmented.ts";
import { writeFilmSound } from "./sound/film-sound.ts";

/** JPEG of the captured frames: what is lost here the encoder can't bring back, and more costs no time. */
const JPEG_QUALITY = 90;
/** Between two reports while sound is made and parts are joined. */
const ENCODING_EVERY_MS = 5_000;
const GIF_FPS = 15;
/** An exporter that brings no segments for so long is not waited for: they are drawn. Longer than it waits itself. */
const SEGMENTS_MS = 90_000;
/** With what is transparent: its frames are captured without loss. */
const PRORES = {
	codec: "prores",
	proResProfile: "4444",
	imageFormat: "png",
	pixelFormat: "yuva444p10le",
	colorSpace: "bt709",
} as const;
const NOT_CHECKED: ExportWarning = {
	code: "letters_not_checked",
	message: "Whether there is a font for all letters could not be checked. Look at the film, or export it again.",
};

function say(message: RenderMessage): void {
	writeSync(3, `${JSON.stringify(message)}\n`);
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

/** Makes the file; answers what a person would want to correct in it. */
async function render(job: RenderJob): Promise<ExportWarning[]> {
	await mkdir(dirname(job.output), { recursive: true });
	if (job.codec === "srt" || job.codec === "vtt") return writeCaptions(job, job.codec);
	const programs = [job.browser, join(mediaProgramsFolder(), sep)];
	closed.open({ port: job.port, license: job.licenseKey !== null, programs });
	const film = await openFilm(job, {
		whileBrowserStarts: closed.learn,
		onBundling: () => say({ type: "bundling" }),
		onDownload: (source) => noteFetched(job, source),
	});
	try {
		const hasPicture = EXPORT_FORMATS[job.codec].holds !== "sound";
		const warnings = hasPicture ? await warningsOf(job, film) : [];
		if (job.codec === "png") await renderPicture(job, film);
		else if (job.codec === "mp3" || job.codec === "wav") await renderSound(job, film, job.codec);
		else if (job.codec === "mp4") await renderSegments(job, film);
		else await renderWhole(job, film);
		return warnings;
	} finally {
		await film.browser.close({ silent: true });
	}
}

/** Needs no browser. */
async function writeCaptions(job: RenderJob, format: "srt" | "vtt"): Promise<ExportWarning[]> {
	const { storyboard } = await readStoryboard(job.tree);
	const text = storyboard === null ? null : captionFile(storyboard, rangeOf(job, filmDurationInFrames(storyboard)), format);
	if (text === null) {
		throw new StoryDreamError("export_failed", "This part of the film has no captions.", {
			hint: "Add captions to the film first, or export another part.",
		});
	}
	const draft = join(dirname(job.output), `draft.${format}`);
	await writeFile(draft, text);
	await rename(draft, job.output);
	return [];
}

/** The film's sound alone, as loud as in the film. */
async function renderSound(job: RenderJob, film: OpenFilm, codec: "mp3" | "wav"): Promise<void> {
	const { range } = film;
	const framesTotal = range.to - range.from + 1;
	const report = progressReporter(framesTotal, null, null);
	const sound = await writeFilmSound(job, film, codec, () => report(framesTotal));
	if (sound === null) {
		throw new StoryDreamError("export_failed", "The film has no sound.", { hint: "Add music or a voice to the film first." });
	}
	await countRender(job);
	await rename(sound, job.output);
}

/** The film is made all the same where its letters can't be checked. */
async function warningsOf(job: RenderJob, { browser, range, composition }: OpenFilm): Promise<ExportWarning[]> {
	const still = stillOf(job, range, composition.durationInFrames);
	const shown = job.codec === "png" ? { from: still, to: still } : range;
	try {
		return await lettersWithoutFont({ tree: job.tree, bundle: job.bundle, ...shown }, browser, job.port);
	} catch (error) {
		process.stderr.write(`letters were not checked: ${error instanceof Error ? error.message : String(error)}\n`);
		return [NOT_CHECKED];
	}
}

/** The frame of a picture: the one that was requested, or one that shows the film at work. */
function stillOf(job: RenderJob, range: FrameRange, durationInFrames: number): number {
	return job.range ? range.from : Math.floor((durationInFrames - 1) * 0.4);
}

async function renderPicture(job: RenderJob, { source, range, composition, width, height }: OpenFilm): Promise<void> {
	say({ type: "rendering", framesDone: 0, framesTotal: 1, framesReused: 0, width, height });
	const draft = join(dirname(job.output), "draft.png");
	const frame = stillOf(job, range, composition.durationInFrames);
	const { concurrency: _concurrency, ...options } = source;
	const { licenseKey } = job;
	await renderStill({ ...options, licenseKey, overwrite: true, output: draft, frame, imageFormat: "png" });
	await rename(draft, job.output);
}

/** Counts a render with a license key, as Remotion does for what it renders itself. An export does not fail for it. */
async function countRender({ licenseKey }: RenderJob): Promise<void> {
	if (licenseKey === null) return;
	try {
		await registerUsageEvent({ host: null, succeeded: true, event: "cloud-render", licenseKey });
	} catch (error) {
		process.stderr.write(`the render was not counted: ${error instanceof Error ? error.message : String(error)}\n`);
	}
}

/** Options of Remotion's renderer, by format. */
function renderOptions(codec: RenderJob["codec"], fps: number) {
	if (codec === "webm")
		return { codec: "vp8" as const, imageFormat: "jpeg" as const, jpegQuality: JPEG_QUALITY, crf: 12, ...screenColours("webm") };
	if (codec === "mov") return PRORES;
	const everyNthFrame = Math.max(1, Math.round(fps / GIF_FPS));
	return {
		codec: "gif" as const,
		imageFormat: "jpeg" as const,
		jpegQuality: JPEG_QUALITY,
		everyNthFrame,
		numberOfGifLoops: null,
	};
}

async function renderSegments(job: RenderJob, film: OpenFilm): Promise<void> {
	await renderSegmented(job, film, {
		onProgress: segmentedProgress(film),
		async onPlanned({ segments, missing }: ExportParts) {
			const shared = new Set(segments.slice(0, MAX_SHARED_SEGMENTS));
			say({ type: "planned", segments: [...shared], missing: missing.filter((one) => shared.has(one)) });
			if (job.bringsSegments && missing.length > 0) await resolveWithin(brought.promise, SEGMENTS_MS, undefined);
		},
	});
	await countRender(job);
}

/** Formats that are not made of segments. */
async function renderWhole(job: RenderJob, film: OpenFilm): Promise<void> {
	const { source, range, composition } = film;
	const draft = join(dirname(job.output), `draft.${job.codec}`);
	const onProgress = wholeProgress(job.codec, film);
	await renderMedia({
		...source,
		licenseKey: job.licenseKey,
		overwrite: true,
		outputLocation: draft,
		frameRange: [range.from, range.to],
		muted: true,
		...renderOptions(job.codec, composition.fps),
		onProgress,
	});
	const frames = range.to - range.from + 1;
	const encoder = job.codec === "webm" ? "webm" : "wav";
	const onAlive = () => onProgress({ renderedFrames: frames });
	const sound = job.codec === "gif" ? null : await writeFilmSound(job, film, encoder, onAlive);
	if (sound === null) return rename(draft, job.output);
	const joined = join(dirname(job.output), `joined.${job.codec}`);
	await addSound({ video: draft, sound, seconds: frames / composition.fps }, joined);
	await rename(joined, job.output);
}

/** Says how far it is, at most five times a second. */
function segmentedProgress({ range, width, height }: OpenFilm) {
	const framesTotal = range.to - range.from + 1;
	const report = progressReporter(framesTotal, width, height);
	return ({ drawn, reused }: SegmentedProgress) => report(drawn + reused, reused);
}

function wholeProgress(codec: string, { range, composition, width, height }: OpenFilm) {
	const every = codec === "gif" ? Math.max(1, Math.round(composition.fps / GIF_FPS)) : 1;
	const report = progressReporter(Math.ceil((range.to - range.from + 1) / every), width, height);
	return ({ renderedFrames }: { renderedFrames: number }) => report(renderedFrames);
}

function progressReporter(framesTotal: number, width: number | null, height: number | null) {
	let last = 0;
	let encoding = false;
	return (framesDone: number, framesReused = 0): void => {
		const now = Date.now();
		if (framesDone < framesTotal) {
			if (now - last < 200) return;
			last = now;
			say({ type: "rendering", framesDone, framesTotal, framesReused, width, height });
			return;
		}
		if (!encoding) say({ type: "rendering", framesDone: framesTotal, framesTotal, framesReused, width, height });
		// Said again now and then: a process that says nothing for minutes counts as stalled.
		else if (now - last < ENCODING_EVERY_MS) return;
		encoding = true;
		last = now;
		say({ type: "encoding", framesTotal, framesReused, width, height });
	};
}

const lines = createInterface({ input: process.stdin });
/** Resolved by the exporter's answer to `planned`. */
const brought = Promise.withResolvers<void>();
let started = false;
lines.on("line", (line) => {
	if (started) return brought.resolve();
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
