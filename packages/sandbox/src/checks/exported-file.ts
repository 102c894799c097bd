import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FILM_CHECK_CODES, type FilmCheck, type NotChecked, StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { formatOf, inputOf, ProgramFailed, probeStreams, runMediaProgram } from "../media/index.ts";
import type { Found } from "./findings.ts";

/** What a film's file is to be. */
export interface FileFacts {
	/** Frames of the film and their rate; absent: its length is not known and not checked. */
	length?: { frames: number; fps: number };
}

/** Loudness that films have (music of the template, and what players expect), and what is let pass, in LUFS. */
const LOUDNESS = -16;
const LOUDNESS_TOLERANCE = 2;
/** True peak above which decoders clip, in dBTP. Source: EBU R 128 s1 gives -1; what clips for sure is above 0. */
const CLIPPING = 0;
/** Quieter than this, a sound is silence: it has no loudness to judge. */
const SILENCE = -60;
/** Frames are looked at in this size, in shades of grey (one byte a pixel). */
const SMALL = { width: 32, height: 18 };
/** A frame whose brightest pixel is below this (of 255) is black; video's own black is 16. */
const BLACK = 24;
/** So many seconds of black in a row are a fault: a cut through black is shorter. */
const BLACK_SECONDS = 0.75;
/** A file may be longer or shorter by so many frames: containers round. */
const LENGTH_TOLERANCE = 1.5;
const DEADLINE_MS = 5 * 60_000;

const Loudness = z.object({ input_i: z.coerce.number(), input_tp: z.coerce.number() });
type Loudness = z.infer<typeof Loudness>;
const Duration = z.object({
	streams: z.array(z.object({ duration: z.coerce.number().optional(), r_frame_rate: z.string().default("0/1") })),
	format: z.object({ duration: z.coerce.number().optional() }),
});

/**
 * Checks an exported film: whether its sound clips or is too loud or too quiet, whether it is black for long, and its length.
 * Uses the programs that come with Remotion's renderer alone.
 * @param file an MP4 or WebM file. @param signal ends the check
 * @throws StoryDreamError `unsupported_media` for a file that is no film
 * @example (await checkFile("film.mp4", { length: { frames: 450, fps: 30 } })).findings
 */
export async function checkFile(
	file: string,
	facts: FileFacts = {},
	signal: AbortSignal = AbortSignal.timeout(DEADLINE_MS),
): Promise<FilmCheck> {
	const begin = performance.now();
	const format = await formatOf(file);
	const { video, audio } = await probeStreams(file, format, signal);
	const input = inputOf(file, format);
	const reason = "The pictures of a file are not measured: check the project it was exported from.";
	const notChecked: NotChecked[] = FILM_CHECK_CODES.map((code) => ({ code, reason }));
	const skip = (codes: NotChecked["code"][], why: string) => notChecked.push(...codes.map((code) => ({ code, reason: why })));
	const findings: Found[] = [];
	if (audio === null) skip(["sound_clips", "loudness_off"], "The file has no sound.");
	else findings.push(...soundFindings(await loudnessOf(input, signal)));
	const pictures = video === null ? null : await picturesOf(input, signal);
	if (pictures === null) skip(["black_frames", "length_off"], "The file has no picture.");
	else findings.push(...blackFindings(pictures.bright, pictures.fps));
	if (pictures !== null && facts.length) findings.push(...lengthFindings(pictures.seconds, facts.length));
	else if (pictures !== null) skip(["length_off"], "It is not known how long the film is to be.");
	return {
		version: null,
		checkedAt: new Date().toISOString(),
		asked: { total: 0, shown: 0, missing: [], items: [] },
		findings: findings.map((one) => ({ ...one, pictureUrl: null })),
		notChecked,
		coveredScenes: [],
		frames: pictures?.bright.length ?? 0,
		durationMs: Math.round(performance.now() - begin),
	};
}

/** Integrated loudness and true peak of the whole file, as EBU R 128 measures them; the filter's first pass only measures. */
async function loudnessOf(input: string[], signal: AbortSignal): Promise<Loudness> {
	const measure = ["-map", "0:a:0", "-af", "loudnorm=print_format=json", "-f", "null", "-"];
	const { log } = await runMediaProgram("ffmpeg", ["-hide_banner", "-nostdin", "-nostats", ...input, ...measure], signal);
	const json = /\{[^{}]*"input_i"[^{}]*\}/.exec(log)?.[0];
	if (json === undefined) throw new StoryDreamError("unsupported_media", "The loudness of the file can't be measured.");
	return Loudness.parse(JSON.parse(json.replaceAll('"-inf"', '"-99"').replaceAll('"inf"', '"99"')));
}

function soundFindings({ input_i: loudness, input_tp: peak }: Loudness): Found[] {
	const found: Found[] = [];
	if (peak > CLIPPING) {
		const message = "The sound is louder than a file can hold, so that it crackles. Lower the volume of its tracks.";
		found.push(finding("sound_clips", message, { measured: `peak ${peak.toFixed(1)} dBTP`, wanted: "at most 0 dBTP" }));
	}
	if (loudness > SILENCE && Math.abs(loudness - LOUDNESS) > LOUDNESS_TOLERANCE) {
		const message = `The film is ${loudness > LOUDNESS ? "louder" : "quieter"} than films usually are. Change the volume of its tracks.`;
		const wanted = `${LOUDNESS} LUFS, within ${LOUDNESS_TOLERANCE}`;
		found.push(finding("loudness_off", message, { measured: `${loudness.toFixed(1)} LUFS`, wanted }));
	}
	return found;
}

function finding(code: Found["code"], message: string, values: Pick<Found, "measured" | "wanted">, frames: number[] = []): Found {
	return { code, severity: "error", sceneId: null, frames, element: null, message, ...values, fix: null };
}

interface FilePictures {
	seconds: number;
	fps: number;
	/** The brightest pixel of each frame, 0 to 255. */
	bright: number[];
}

async function picturesOf(input: string[], signal: AbortSignal): Promise<FilePictures> {
	const shown = "stream=duration,r_frame_rate:format=duration";
	const args = ["-v", "error", ...input, "-select_streams", "v:0", "-show_entries", shown, "-of", "json"];
	const { output } = await runMediaProgram("ffprobe", args, signal);
	const { streams, format } = Duration.parse(JSON.parse(output));
	const [frames = 0, per = 1] = (streams[0]?.r_frame_rate ?? "0/1").split("/").map(Number);
	const seconds = streams[0]?.duration ?? format.duration ?? 0;
	return { seconds, fps: frames / (per || 1), bright: await brightest(input, signal) };
}

/** The brightest pixel of each frame, in a small grey copy of it. */
async function brightest(input: string[], signal: AbortSignal): Promise<number[]> {
	const folder = await mkdtemp(join(tmpdir(), "film-check-"));
	try {
		const raw = join(folder, "frames.raw");
		const small = ["-map", "0:v:0", "-vf", `scale=${SMALL.width}:${SMALL.height},format=gray`];
		const output = ["-c:v", "rawvideo", "-f", "image2pipe", `file:${raw}`];
		await runMediaProgram("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", ...input, ...small, ...output], signal);
		const bytes = await readFile(raw);
		const size = SMALL.width * SMALL.height;
		const frames = Array.from({ length: Math.floor(bytes.length / size) }, (_, frame) => frame * size);
		return frames.map((at) => Math.max(...bytes.subarray(at, at + size)));
	} catch (error) {
		if (!(error instanceof ProgramFailed)) throw error;
		throw new StoryDreamError("unsupported_media", "The pictures of the file can't be read.", { cause: error });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Black frames in a row that last for long. */
function blackFindings(bright: readonly number[], fps: number): Found[] {
	const found: Found[] = [];
	let start: number | null = null;
	for (let frame = 0; frame <= bright.length; frame++) {
		if ((bright[frame] ?? 255) < BLACK) {
			start ??= frame;
			continue;
		}
		const seconds = start === null ? 0 : (frame - start) / Math.max(1, fps);
		if (start !== null && seconds >= BLACK_SECONDS) {
			const message = "The film is black for a while. Is a scene empty, or a file missing?";
			const values = { measured: `${seconds.toFixed(1)} s from frame ${start}`, wanted: `less than ${BLACK_SECONDS} s` };
			found.push(finding("black_frames", message, values, [start, frame - 1]));
		}
		start = null;
	}
	return found.slice(0, 20);
}

function lengthFindings(seconds: number, { frames, fps }: { frames: number; fps: number }): Found[] {
	const wanted = frames / fps;
	if (Math.abs(seconds - wanted) * fps <= LENGTH_TOLERANCE) return [];
	const values = { measured: `${seconds.toFixed(2)} s`, wanted: `${wanted.toFixed(2)} s (${frames} frames)` };
	return [finding("length_off", "The file is not as long as the film. Export it again.", values)];
}
