import path from "node:path";
import { renderMedia } from "@remotion/renderer";
import { z } from "zod";
import { runMediaProgram } from "../../media/index.ts";
import type { FrameRange } from "../plan/segments.ts";
import type { FrameSource } from "../segments/draw.ts";

/** The highest true peak, in dB. */
const HIGHEST_PEAK_DB = -1;
/** A film as loud as this is left as it is: a listener hears no difference. */
const NEAR_ENOUGH_LU = 0.5;
/** Measured where there is nothing but silence, or less than a block of it. */
const SILENCE_LUFS = -69;
/** Each pass over an hour of sound takes a minute or two. */
const DEADLINE_MS = 30 * 60_000;
const ALIVE_EVERY_MS = 5_000;

/** What the filter `loudnorm` measures, in its own words. */
const Loudness = z.object({
	input_i: z.coerce.number(),
	input_tp: z.coerce.number(),
	input_lra: z.coerce.number(),
	input_thresh: z.coerce.number(),
	target_offset: z.coerce.number(),
});
type Loudness = z.infer<typeof Loudness>;

export interface SoundOfFilm {
	source: FrameSource;
	range: FrameRange;
	/** Whether a film that is too quiet is made louder; one that is too loud, or clips, is always mended. */
	raises: boolean;
	/** Loudness over its whole length, in LUFS (EBU R 128); null: as it is mixed. */
	targetLufs: number | null;
	/** Called while it goes on, at least every few seconds. */
	onAlive: () => void;
	/** One of `SOUND_ENCODINGS`. */
	encoding: readonly string[];
}

const AT_48_KHZ = ["-ar", "48000", "-ac", "2"];
/** Options of the encoder, by what the sound is for: `mp4` is put into a film. */
export const SOUND_ENCODINGS = {
	mp4: ["-c:a", "libfdk_aac", "-b:a", "320k", ...AT_48_KHZ, "-f", "mp4"],
	mp3: ["-c:a", "libmp3lame", "-b:a", "256k", ...AT_48_KHZ, "-f", "mp3"],
	wav: ["-c:a", "pcm_s16le", ...AT_48_KHZ, "-f", "wav"],
	webm: ["-c:a", "libopus", "-b:a", "192k", ...AT_48_KHZ, "-f", "webm"],
} as const satisfies Record<string, readonly string[]>;

/**
 * Mixes a film's sound once, brings it to the loudness of streaming services, and encodes it once, at 48 kHz. The
 * browser goes over all frames for it, and draws none.
 * @param folder for files on the way
 */
export async function makeSound(film: SoundOfFilm, folder: string, output: string): Promise<void> {
	const { source, range, onAlive, encoding } = film;
	const mix = path.join(folder, "mix.wav");
	await renderMedia({
		...source,
		codec: "wav",
		outputLocation: mix,
		overwrite: true,
		frameRange: [range.from, range.to],
		// Counted once for the whole export.
		licenseKey: null,
		onProgress: onAlive,
	});
	// Both programs end at a deadline of their own.
	const alive = setInterval(onAlive, ALIVE_EVERY_MS);
	try {
		const filter = await filterFor(mix, film);
		await run([
			...inputOfMix(mix),
			...(filter === null ? [] : ["-af", filter]),
			...["-map_metadata", "-1", "-fflags", "+bitexact"],
			...encoding,
			...["-y", output],
		]);
	} finally {
		clearInterval(alive);
	}
}

async function filterFor(mix: string, { targetLufs, raises }: SoundOfFilm): Promise<string | null> {
	if (targetLufs === null) return null;
	return loudnessFilter(await measureLoudness(mix, targetLufs), { targetLufs, raises });
}

async function measureLoudness(file: string, targetLufs: number): Promise<Loudness | null> {
	const log = await run(
		[...inputOfMix(file), "-af", `loudnorm=I=${targetLufs}:TP=${HIGHEST_PEAK_DB}:print_format=json`, "-f", "null", "-"],
		"info",
	);
	const json = /\{[^{}]*"input_i"[^{}]*\}/.exec(log)?.[0];
	const parsed = json === undefined ? null : Loudness.safeParse(JSON.parse(json));
	return parsed?.success ? parsed.data : null;
}

/**
 * The second pass of `loudnorm`; null: silence, or as loud as it should be.
 * @param wanted.raises whether a film that is too quiet is made louder; one that is too loud, or clips, is always mended
 */
export function loudnessFilter(
	measured: Loudness | null,
	{ targetLufs, raises }: { targetLufs: number; raises: boolean },
): string | null {
	if (measured === null || !Number.isFinite(measured.input_i) || measured.input_i < SILENCE_LUFS) return null;
	if (!raises && measured.input_i < targetLufs && measured.input_tp <= HIGHEST_PEAK_DB) return null;
	const isNear = Math.abs(measured.input_i - targetLufs) <= NEAR_ENOUGH_LU;
	if (isNear && measured.input_tp <= HIGHEST_PEAK_DB) return null;
	const values = {
		I: targetLufs,
		TP: HIGHEST_PEAK_DB,
		LRA: Math.min(50, Math.max(1, measured.input_lra)),
		measured_I: measured.input_i,
		measured_TP: measured.input_tp,
		measured_LRA: measured.input_lra,
		measured_thresh: measured.input_thresh,
		offset: measured.target_offset,
		linear: "true",
	};
	const options = Object.entries(values).map(([name, value]) => `${name}=${value}`);
	// Where the peaks allow no plain gain, the filter limits them, at four times the sample rate.
	return `loudnorm=${options.join(":")},aresample=48000`;
}

function inputOfMix(file: string): string[] {
	return ["-protocol_whitelist", "file", "-f", "wav", "-i", `file:${file}`];
}

async function run(args: string[], level: "error" | "info" = "error"): Promise<string> {
	const { log } = await runMediaProgram(
		"ffmpeg",
		["-hide_banner", "-nostdin", "-v", level, ...args],
		AbortSignal.timeout(DEADLINE_MS),
	);
	return log;
}
