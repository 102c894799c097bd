import type { Writable } from "node:stream";
import { endOf, startMediaProgram } from "../../media/index.ts";

/** Frames a second, and the format of the frames that are written. */
export interface EncoderInput {
	fps: number;
	image: "jpeg" | "png";
}

/** Writes the frames of one segment into a file. */
export interface Encoder {
	/** Resolves when the encoder has room for the next frame. @throws ProgramFailed when it has ended */
	write(frame: Uint8Array): Promise<void>;
	/** Resolves when the file is whole. @throws ProgramFailed */
	finish(): Promise<void>;
}

/** The same on every machine: with another number of threads, the encoder writes other bytes. */
const THREADS = 4;
/** Browsers give full range JPEGs in BT.601; players take a video for limited range BT.709. */
const COLOURS =
	"zscale=matrixin=470bg:rangein=full:primariesin=709:transferin=709:matrix=709:range=limited:primaries=709:transfer=709";

/**
 * Options of the encoder for H.264: quality like a render's of Remotion with `crf` 18. A segment begins with a key frame and
 * refers to no frame outside, so that segments can be joined without encoding again. Part of a segment's key.
 */
export const H264_OPTIONS: readonly string[] = [
	...["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", String(THREADS)],
	...["-x264-params", "open-gop=0:stitchable=1"],
	...["-vf", COLOURS, "-pix_fmt", "yuv420p"],
	...["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"],
];
/** Ticks of a segment's clock to one frame: a whole number, so that no time is rounded when segments are joined. */
const TICKS_A_FRAME = 1_000;

/** Starts an encoder. It ends with `signal`. */
export function startEncoder(file: string, input: EncoderInput, signal: AbortSignal): Encoder {
	const child = startMediaProgram("ffmpeg", encoderArguments(file, input), { signal, stdin: "pipe" });
	const stdin = child.stdin as Writable;
	const ended = endOf(child);
	// Whoever writes next, or finishes, hears of it.
	ended.catch(() => undefined);
	stdin.on("error", () => undefined);
	return {
		async write(frame) {
			if (stdin.write(frame)) return;
			await Promise.race([new Promise<void>((resolve) => stdin.once("drain", resolve)), ended]);
		},
		async finish() {
			stdin.end();
			await ended;
		},
	};
}

function encoderArguments(file: string, { fps, image }: EncoderInput): string[] {
	return [
		...["-hide_banner", "-nostdin", "-v", "error", "-y"],
		...["-f", "image2pipe", "-c:v", image === "jpeg" ? "mjpeg" : "png", "-framerate", String(fps), "-i", "pipe:0"],
		...H264_OPTIONS,
		...["-video_track_timescale", String(fps * TICKS_A_FRAME), "-fflags", "+bitexact", "-f", "mp4", file],
	];
}
