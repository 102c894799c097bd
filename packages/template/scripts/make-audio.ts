/**
 * Makes the music and the sounds below public/audio from nothing but numbers: `node scripts/make-audio.ts [name...]`.
 * Everything is synthesised here, note by note, so it belongs to the project and needs no licence. Needs Node 22.18 or newer
 * and the ffmpeg that comes with Remotion for the last step, WAV to MP3.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RenderInternals } from "@remotion/renderer";
import { type EffectName, effectPath } from "../src/music/effects.ts";
import { endingPath, trackPath, tracks } from "../src/music/tracks.ts";
import * as made from "./audio/effects.ts";
import { loudness, truePeak } from "./audio/loudness.ts";
import { playEnding, playTrack } from "./audio/score.ts";
import { scores } from "./audio/scores/index.ts";
import { type Tape, wav } from "./audio/tape.ts";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Quality 7 of LAME's variable rate: about 75 kbit/s here. A project carries all files, so that each kilobyte counts. */
const encode = (from: string, to: string): void => {
	const ffmpeg = RenderInternals.getExecutablePath({ type: "ffmpeg", indent: false, logLevel: "error", binariesDirectory: null });
	const options = [
		"-y",
		"-loglevel",
		"error",
		"-i",
		from,
		"-codec:a",
		"libmp3lame",
		"-q:a",
		"7",
		"-map_metadata",
		"-1",
		"-fflags",
		"+bitexact",
		to,
	];
	execFileSync(ffmpeg, options, { stdio: "pipe", timeout: 120_000, env: { ...process.env, LD_LIBRARY_PATH: dirname(ffmpeg) } });
};

const works: { name: string; path: string; make: () => Tape }[] = [
	...Object.entries(tracks).flatMap(([name, track]) => {
		const score = scores[name];
		if (!score) throw new Error(`scripts/audio/scores has no notes for "${name}"`);
		return [
			{ name, path: trackPath(name), make: () => playTrack(score, track) },
			{ name, path: endingPath(name), make: () => playEnding(score, track) },
		];
	}),
	...Object.entries(made).map(([name, make]) => ({ name, path: effectPath(name as EffectName), make })),
];

const wanted = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "make-audio-"));
try {
	for (const { name, path, make } of works) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const target = join(project, "public", path);
		mkdirSync(dirname(target), { recursive: true });
		const raw = join(scratch, "raw.wav");
		const tape = make();
		writeFileSync(raw, wav(tape));
		encode(raw, target);
		console.log(
			`${path}: ${tape.seconds.toFixed(1)} s, ${loudness(tape).toFixed(1)} LUFS, peak ${truePeak(tape).toFixed(1)} dBTP`,
		);
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
