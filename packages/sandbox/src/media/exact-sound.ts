import { inputArguments, runMediaProgram } from "./ffmpeg.ts";

/** One packet of AAC at 48 kHz, in seconds: sound ends with a whole packet. */
const PACKET_SECONDS = 1024 / 48_000;
/** The encoder (libfdk_aac) begins with so much silence and does not say so: sound would be that late. */
const PRIMING_SECONDS = 2 * PACKET_SECONDS;
/** A shorter film has no room for it to be noticed. */
const LEAST_SECONDS = 0.5;
const DEADLINE_MS = 10 * 60_000;

/**
 * Writes an MP4 again with the same picture and a sound that begins with the picture and ends with it or a packet before
 * it: encoders fill their first and last packets with silence, so that sound came late and players would show the last frame for longer.
 * The first packets stay, for decoders need them, with a time before zero. Nothing is encoded again.
 * @param seconds length of the picture
 */
export async function cutSound(file: string, output: string, seconds: number): Promise<void> {
	const skipped = seconds < LEAST_SECONDS ? 0 : PRIMING_SECONDS;
	const sound = Math.max(PACKET_SECONDS, seconds - PACKET_SECONDS);
	const inputs = [...inputArguments(file), "-ss", skipped.toFixed(6), "-t", sound.toFixed(6), ...inputArguments(file)];
	const copy = ["-map", "0:v", "-map", "1:a?", "-c", "copy", "-map_metadata", "0", "-fflags", "+bitexact"];
	const args = [
		"-hide_banner",
		"-nostdin",
		"-v",
		"error",
		"-y",
		...inputs,
		...copy,
		"-movflags",
		"+faststart",
		"-f",
		"mp4",
		output,
	];
	await runMediaProgram("ffmpeg", args, AbortSignal.timeout(DEADLINE_MS));
}
