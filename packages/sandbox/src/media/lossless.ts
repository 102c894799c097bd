import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
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
 */
export async function decodeLossless(
	file: { input: string; format: string },
	output: string,
	signal: AbortSignal,
): Promise<void> {
	const job: AlacJob = { input: file.input, output, ...(await probePackets(file, signal)) };
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
