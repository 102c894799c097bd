import { writeFile } from "node:fs/promises";
import path from "node:path";
import { runMediaProgram } from "../../media/index.ts";

/** One packet of AAC at 48 kHz, in seconds: sound ends with a whole packet. */
const PACKET_SECONDS = 1024 / 48_000;
/** The encoder (libfdk_aac) begins with so much silence and does not say so: sound would be that late. */
const PRIMING_SECONDS = 2 * PACKET_SECONDS;
/** A shorter film has no room for it to be noticed. */
const LEAST_SECONDS = 0.5;
const DEADLINE_MS = 10 * 60_000;

export interface FilmParts {
	/** Files of the segments, in order. */
	segments: readonly string[];
	/** Null: the film has no sound. */
	sound: string | null;
	/** Length of the picture. */
	seconds: number;
	/** Folder for the list of segments. */
	folder: string;
}

/**
 * Writes an MP4 of segments and sound; nothing is encoded again. Sound begins with the picture and ends with it or a packet
 * before it: encoders fill their first and last packets with silence, so that sound would come late and players would show
 * the last frame for longer. Its first packets stay, for decoders need them, with a time before zero.
 */
export async function joinFilm({ segments, sound, seconds, folder }: FilmParts, output: string): Promise<void> {
	const list = path.join(folder, "segments.txt");
	await writeFile(list, segments.map((file) => `file 'file:${file.replaceAll("'", "'\\''")}'\n`).join(""));
	const args = [
		...["-hide_banner", "-nostdin", "-v", "error", "-y"],
		...["-protocol_whitelist", "file", "-f", "concat", "-safe", "0", "-i", `file:${list}`],
		...(sound === null ? [] : soundInput(sound, seconds)),
		...["-map", "0:v", ...(sound === null ? [] : ["-map", "1:a"])],
		...["-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4", output],
	];
	await runMediaProgram("ffmpeg", args, AbortSignal.timeout(DEADLINE_MS));
}

/**
 * Puts a video and its sound into one file, of the kind that the ending of `output` names; nothing is encoded again.
 * @param parts.seconds length of the picture: sound ends with it
 */
export async function addSound(parts: { video: string; sound: string; seconds: number }, output: string): Promise<void> {
	const only = ["-protocol_whitelist", "file"];
	const args = [
		...["-hide_banner", "-nostdin", "-v", "error", "-y", ...only, "-i", `file:${parts.video}`],
		...["-t", parts.seconds.toFixed(6), ...only, "-i", `file:${parts.sound}`, "-map", "0:v", "-map", "1:a"],
		...["-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact", output],
	];
	await runMediaProgram("ffmpeg", args, AbortSignal.timeout(DEADLINE_MS));
}

function soundInput(file: string, seconds: number): string[] {
	const skipped = seconds < LEAST_SECONDS ? 0 : PRIMING_SECONDS;
	const length = Math.max(PACKET_SECONDS, seconds - PACKET_SECONDS);
	return ["-ss", skipped.toFixed(6), "-t", length.toFixed(6), "-protocol_whitelist", "file", "-i", `file:${file}`];
}
