import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { RenderInternals } from "@remotion/renderer";
import { describe, expect, it } from "vitest";
import { type EffectName, effectPath, effects } from "../../src/music/effects.ts";
import { type Clip, trackClips } from "../../src/music/placing.ts";
import { BEATS_PER_BAR, endingPath, trackPath, tracks } from "../../src/music/tracks.ts";
import { cut, loudness, truePeak } from "./loudness.ts";
import { RATE, Tape } from "./tape.ts";

const publicFolder = fileURLToPath(new URL("../../public/", import.meta.url));
const ffmpeg = RenderInternals.getExecutablePath({ type: "ffmpeg", indent: false, logLevel: "error", binariesDirectory: null });

/** A file as it is heard. */
const heard = (path: string): Tape => {
	const options = ["-v", "error", "-i", `${publicFolder}${path}`, "-f", "wav", "-ac", "2", "-ar", `${RATE}`, "-"];
	const env = { ...process.env, LD_LIBRARY_PATH: dirname(ffmpeg) };
	const bytes = execFileSync(ffmpeg, options, { maxBuffer: 1e9, timeout: 60_000, env });
	// Sent down a pipe, the header names no length: the samples are what follows "data" and four bytes.
	const from = bytes.indexOf("data") + 8;
	const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + bytes.length));
	const tape = new Tape(samples.length / 2 / RATE);
	for (let index = 0; index < tape.left.length; index++) {
		tape.left[index] = (samples[index * 2] ?? 0) / 32_768;
		tape.right[index] = (samples[index * 2 + 1] ?? 0) / 32_768;
	}
	return tape;
};

const decibels = (power: number) => 10 * Math.log10(Math.max(power, 1e-12));

/** Mean squares of the sum of both channels, for each hop of so many seconds. */
const levels = (tape: Tape, hop: number): number[] => {
	const size = Math.round(hop * RATE);
	return Array.from({ length: Math.floor(tape.left.length / size) }, (_, index) => {
		let sum = 0;
		for (let place = index * size; place < (index + 1) * size; place++)
			sum += (((tape.left[place] ?? 0) + (tape.right[place] ?? 0)) / 2) ** 2;
		return sum / size;
	});
};

const HOP = 0.005;

/** How well what begins in a track repeats after one to eight beats of `beat` seconds: the sum of the autocorrelation there. */
const fit = (onsets: readonly number[], beat: number): number => {
	let sum = 0;
	for (let count = 1; count <= 8; count++) {
		const lag = (count * beat) / HOP;
		const whole = Math.floor(lag);
		const part = lag - whole;
		for (let index = 0; index + whole + 1 < onsets.length; index++)
			sum += (onsets[index] ?? 0) * ((1 - part) * (onsets[index + whole] ?? 0) + part * (onsets[index + whole + 1] ?? 0));
	}
	return sum;
};

/** The beat in seconds that a listener finds, within 8 % of `near`. */
const beatHeard = (tape: Tape, near: number): number => {
	const level = levels(tape, HOP).map((power) => power ** 0.3);
	// Smoothed, so that a beat between two hops counts as well as one on a hop.
	const rises = level.map((value, index) => Math.max(0, value - (level[index - 2] ?? value)));
	const onsets = rises.map((value, index) => value + 0.5 * ((rises[index - 1] ?? 0) + (rises[index + 1] ?? 0)));
	const mean = onsets.reduce((sum, value) => sum + value, 0) / onsets.length;
	const centred = onsets.map((value) => value - mean);
	const candidates = Array.from({ length: 65 }, (_, index) => near * (0.92 + index * 0.0025));
	return candidates.reduce((best, one) => (fit(centred, one) > fit(centred, best) ? one : best), near);
};

const SHORT_FILM = 8 * 30;

/** Lays a clip on a film of 30 frames a second, with its fade, as the template plays it. */
const lay = (film: Tape, clip: Clip, from: Tape): void => {
	const first = Math.round((clip.from / 30) * RATE);
	const count = Math.min(from.left.length, Math.round((clip.durationInFrames / 30) * RATE), film.left.length - first);
	for (let index = 0; index < count; index++) {
		const left = clip.durationInFrames - 1 - Math.floor((index / RATE) * 30);
		const gain = clip.fadeOutFrames > 0 ? Math.min(1, left / clip.fadeOutFrames) : 1;
		film.left[first + index] = (film.left[first + index] ?? 0) + (from.left[index] ?? 0) * gain;
		film.right[first + index] = (film.right[first + index] ?? 0) + (from.right[index] ?? 0) * gain;
	}
};

describe.each(Object.entries(tracks))("the track %s", (id, track) => {
	const tape = heard(trackPath(id));
	const ending = heard(endingPath(id));
	const beat = track.beat / 30;
	const form = beat * BEATS_PER_BAR * track.bars;

	it("is as loud as all others, below the true peak that players want, and so is its ending", () => {
		for (const one of [tape, ending]) {
			expect(Math.abs(loudness(one) + 16)).toBeLessThanOrEqual(1);
			expect(truePeak(one)).toBeLessThanOrEqual(-1);
		}
	});

	it("has the tempo that it states", () => {
		expect(Math.abs(beatHeard(cut(tape, 0, form), beat) / beat - 1)).toBeLessThanOrEqual(0.005);
	});

	it("repeats without a click or a hole, and without a peak that is too high", () => {
		const twice = new Tape(form * 2);
		for (const at of [0, form]) {
			const first = Math.round(at * RATE);
			for (let index = 0; index < tape.left.length && first + index < twice.left.length; index++) {
				twice.left[first + index] = (twice.left[first + index] ?? 0) + (tape.left[index] ?? 0);
				twice.right[first + index] = (twice.right[first + index] ?? 0) + (tape.right[index] ?? 0);
			}
		}
		const joint = cut(twice, form - 2, form + 2);
		expect(truePeak(joint)).toBeLessThanOrEqual(-1);
		expect(Math.min(...levels(joint, 0.2).map(decibels))).toBeGreaterThan(-42);
		// What begins or ends at once would be a step.
		expect(Math.abs(tape.left[0] ?? 1)).toBeLessThan(0.03);
		expect(Math.max(...levels(cut(tape, tape.seconds - 0.05, tape.seconds), 0.01).map(decibels))).toBeLessThan(-55);
	});

	it("is as loud under a short film, and its ending comes in without a hole", () => {
		const film = new Tape(SHORT_FILM / 30);
		const clips = trackClips({ ...track, id }, trackPath(id), { startFrame: 0, length: SHORT_FILM, fps: 30 });
		expect(clips.at(-1)?.src).toBe(endingPath(id));
		for (const clip of clips) lay(film, clip, clip.src === trackPath(id) ? tape : ending);
		expect(Math.abs(loudness(film) + 16)).toBeLessThanOrEqual(1.5);
		expect(truePeak(film)).toBeLessThanOrEqual(-1);
		const joint = (clips.at(-1)?.from ?? 0) / 30;
		expect(Math.min(...levels(cut(film, joint - 0.3, joint + 0.5), 0.1).map(decibels))).toBeGreaterThan(-45);
	});

	it("loses little where both channels become one", () => {
		const stereo = tape.left.reduce((sum, value, index) => sum + (value ** 2 + (tape.right[index] ?? 0) ** 2) / 2, 0);
		const mono = levels(tape, 1).reduce((sum, value) => sum + value, 0) * RATE;
		expect(decibels(mono / stereo)).toBeGreaterThan(-3);
	});
});

it("each effect has its file, and is loudest where its lead says", () => {
	for (const [name, { lead }] of Object.entries(effects)) {
		const path = effectPath(name as EffectName);
		expect(existsSync(`${publicFolder}${path}`), path).toBe(true);
		const level = levels(heard(path), 0.02);
		const loudest = level.indexOf(Math.max(...level)) * 0.02;
		expect([name, Math.abs(loudest - lead) < 0.16]).toEqual([name, true]);
	}
});
