import { spawn } from "node:child_process";
import { rm, statfs, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { readConfig } from "./alac.ts";
import { endOf, inputOf, lowerPriority, runMediaProgram } from "./ffmpeg.ts";

const PROCESS = fileURLToPath(new URL("./alac-process.ts", import.meta.url));
const PROBE_DEADLINE_MS = 60_000;
/** Half a day of sound has as many packets as fit. */
const MOST_LIST_CHARACTERS = 20_000_000;
const MOST_PACKET_BYTES = 2_000_000;

/** One track of Apple Lossless, and where its sound is written. */
export const AlacJob = z.object({
	input: z.string(),
	output: z.string(),
	/** Of the track, in hexadecimal. */
	extraData: z.string(),
	/** Position and size of each packet in the file, in bytes. */
	packets: z.array(z.tuple([z.int().nonnegative(), z.int().positive().max(MOST_PACKET_BYTES)])),
});
export type AlacJob = z.infer<typeof AlacJob>;

/**
 * Writes the first sound of a file, which is Apple Lossless, as WAV: the media programs have no decoder for it. It is
 * decoded in a process with little memory.
 * @throws StoryDreamError storage_full when the disk has no room for it; no part of the sound stays after any failure
 */
export async function decodeLossless(
	file: { input: string; format: string },
	output: string,
	signal: AbortSignal,
): Promise<void> {
	const job: AlacJob = { input: file.input, output, ...(await probePackets(file, signal)) };
	const disk = await statfs(dirname(output));
	checkRoom(soundBytes(job), disk.bavail * disk.bsize);
	try {
		await decodeInto(job, output, signal);
	} catch (error) {
		await rm(output, { force: true });
		throw error;
	}
}

/** The most bytes that the sound of a track has once it is decoded. */
export function soundBytes({ extraData, packets }: Pick<AlacJob, "extraData" | "packets">): number {
	const { frameLength, channels, bitDepth } = readConfig(Buffer.from(extraData, "hex"));
	return packets.length * frameLength * channels * Math.ceil(bitDepth / 8);
}

/** Stays free for what else is written: the copy that is made of the sound, and versions. */
const LEAST_LEFT_BYTES = 200_000_000;

/** @throws StoryDreamError storage_full when a sound does not fit */
export function checkRoom(bytes: number, freeBytes: number): void {
	if (bytes + LEAST_LEFT_BYTES <= freeBytes) return;
	const megabytes = (count: number) => Math.ceil(count / 1_000_000);
	throw new StoryDreamError(
		"storage_full",
		`This sound takes ${megabytes(bytes)} MB while it is converted, and ${megabytes(freeBytes)} MB of the disk are free.`,
		{ hint: "Save it as M4A (AAC) or MP3, or free some disk space, and add it again." },
	);
}

async function decodeInto(job: AlacJob, output: string, signal: AbortSignal): Promise<void> {
	const list = `${output}.json`;
	await writeFile(list, JSON.stringify(job));
	const child = spawn(process.execPath, ["--max-old-space-size=512", PROCESS, list], {
		env: { NODE_ENV: "production" },
		stdio: ["ignore", "pipe", "pipe"],
		signal,
		killSignal: "SIGKILL",
	});
	if (child.pid !== undefined) lowerPriority(child.pid);
	await endOf(child);
}

const Probed = z.object({
	packets: z.array(z.object({ pos: z.coerce.number(), size: z.coerce.number() })),
	streams: z.tuple([z.object({ extradata: z.string() })]),
});

async function probePackets(
	{ input, format }: { input: string; format: string },
	signal: AbortSignal,
): Promise<Pick<AlacJob, "extraData" | "packets">> {
	const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_DEADLINE_MS)]);
	const shown = ["-select_streams", "a:0", "-show_entries", "packet=pos,size:stream=extradata", "-show_data"];
	const args = ["-v", "error", ...inputOf(input, format), ...shown, "-of", "json=compact=1"];
	const { output } = await runMediaProgram("ffprobe", args, limit, MOST_LIST_CHARACTERS);
	const { packets, streams } = Probed.parse(JSON.parse(output));
	return { extraData: hexOf(streams[0].extradata), packets: packets.map(({ pos, size }) => [pos, size]) };
}

/** From lines such as `00000000: 0000 0024 616c 6163  ...$alac`. */
function hexOf(dump: string): string {
	return dump.replace(/^[0-9a-f]{8}: ([0-9a-f ]*?)(?: {2}.*)?$/gim, "$1").replace(/\s+/g, "");
}
