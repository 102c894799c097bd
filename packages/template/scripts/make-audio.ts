/**
 * Makes the music and the sounds below public/audio from nothing but numbers: `node scripts/make-audio.ts`.
 * Everything is synthesised here, note by note, so it belongs to the project and needs no licence. Needs Node 22.18 or newer
 * and the ffmpeg that comes with Remotion (or one on the path) for the last step, WAV to MP3.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chime, pop, rise, tick, whoosh } from "./audio/effects.ts";
import { bright, calm, drive } from "./audio/music.ts";
import { type Tape, wav } from "./audio/tape.ts";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Remotion's ffmpeg first: it is there in every copy of the project. */
const encode = (from: string, to: string, kilobits: number): void => {
	const options = [
		"-y",
		"-loglevel",
		"error",
		"-i",
		from,
		"-codec:a",
		"libmp3lame",
		"-b:a",
		`${kilobits}k`,
		"-map_metadata",
		"-1",
		"-fflags",
		"+bitexact",
		to,
	];
	const failures: unknown[] = [];
	for (const [command, first] of [
		["npx", ["remotion", "ffmpeg"]],
		["ffmpeg", []],
	] as const) {
		try {
			execFileSync(command, [...first, ...options], { cwd: project, stdio: "pipe", timeout: 120_000 });
			return;
		} catch (error) {
			failures.push(error);
		}
	}
	throw new AggregateError(failures, `Neither Remotion's ffmpeg nor one on the path could write ${to}.`);
};

const works: { path: string; make: () => Tape; kilobits: number }[] = [
	{ path: "music/calm", make: calm, kilobits: 112 },
	{ path: "music/bright", make: bright, kilobits: 112 },
	{ path: "music/drive", make: drive, kilobits: 112 },
	{ path: "sfx/whoosh", make: whoosh, kilobits: 96 },
	{ path: "sfx/pop", make: pop, kilobits: 96 },
	{ path: "sfx/tick", make: tick, kilobits: 96 },
	{ path: "sfx/rise", make: rise, kilobits: 96 },
	{ path: "sfx/chime", make: chime, kilobits: 96 },
];

const scratch = mkdtempSync(join(tmpdir(), "make-audio-"));
try {
	for (const work of works) {
		const target = join(project, "public/audio", `${work.path}.mp3`);
		mkdirSync(dirname(target), { recursive: true });
		const raw = join(scratch, `${work.path.replace("/", "-")}.wav`);
		writeFileSync(raw, wav(work.make()));
		encode(raw, target, work.kilobits);
		console.log(`public/audio/${work.path}.mp3`);
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
