import { inputArguments, runMediaProgram } from "./ffmpeg.ts";

/** One packet of AAC at 48 kHz, in seconds: sound ends with a whole packet. */
const PACKET_SECONDS = 1024 / 48_000;
const DEADLINE_MS = 10 * 60_000;

/**
 * Writes an MP4 again with the same picture and a sound that ends with the picture or a packet before it: encoders fill
 * their last packets with silence, and players would show the last frame for longer. Nothing is encoded again.
 * @param seconds length of the picture
 */
export async function cutSound(file: string, output: string, seconds: number): Promise<void> {
	const sound = Math.max(PACKET_SECONDS, seconds - PACKET_SECONDS).toFixed(6);
	const inputs = [...inputArguments(file), "-t", sound, ...inputArguments(file)];
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
