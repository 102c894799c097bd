import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
// The renderer brings an ffprobe and an ffmpeg of its own, so that tests need none installed.
const require = createRequire(createRequire(import.meta.url).resolve("@remotion/renderer"));
const tools = dirname(
	require.resolve(
		`@remotion/compositor-${process.platform}-${process.arch}${process.platform === "linux" ? "-gnu" : ""}/package.json`,
	),
);

/** Path of the renderer's own `ffprobe` or `ffmpeg`, and the environment it needs. */
export function mediaTool(name: "ffprobe" | "ffmpeg"): { command: string; env: NodeJS.ProcessEnv } {
	return { command: join(tools, name), env: { ...process.env, LD_LIBRARY_PATH: tools, DYLD_LIBRARY_PATH: tools } };
}

export interface FilmFacts {
	width: number;
	height: number;
	frames: number;
	seconds: number;
	videoCodec: string;
	audioCodec: string | null;
}

/** Facts of a film as ffprobe reads them; frames are counted, not guessed from the header. */
export async function probe(file: string): Promise<FilmFacts> {
	const { stdout } = await run(
		mediaTool("ffprobe").command,
		["-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", file],
		{ env: mediaTool("ffprobe").env },
	);
	const facts = JSON.parse(stdout) as {
		streams: { codec_type: string; codec_name: string; width?: number; height?: number; nb_read_frames?: string }[];
		format: { duration: string };
	};
	const video = facts.streams.find((stream) => stream.codec_type === "video");
	const audio = facts.streams.find((stream) => stream.codec_type === "audio");
	if (!video) throw new Error("no video stream");
	return {
		width: video.width ?? 0,
		height: video.height ?? 0,
		frames: Number(video.nb_read_frames),
		seconds: Number(facts.format.duration),
		videoCodec: video.codec_name,
		audioCodec: audio?.codec_name ?? null,
	};
}

export interface FrameLook {
	/** Mean colour, 0 to 255 each. */
	mean: [number, number, number];
	/** Standard deviation of brightness, 0 to 128: a blank frame has almost none. */
	contrast: number;
	pixels: Buffer;
}

/** The picture of a film at a moment, shrunk to 64 x 36, looked at. */
export async function lookAt(file: string, seconds: number): Promise<FrameLook> {
	const { command, env } = mediaTool("ffmpeg");
	const { stdout } = await run(
		command,
		[
			"-v",
			"error",
			"-ss",
			String(seconds),
			"-i",
			file,
			"-vf",
			"scale=64:36",
			"-frames:v",
			"1",
			"-f",
			"image2pipe",
			"-c:v",
			"rawvideo",
			"-pix_fmt",
			"rgb24",
			"-",
		],
		{ env, encoding: "buffer", maxBuffer: 1e7 },
	);
	const pixels = stdout;
	if (pixels.length !== 64 * 36 * 3) throw new Error(`the picture at ${seconds} s could not be read`);
	const mean: [number, number, number] = [0, 0, 0];
	const count = pixels.length / 3;
	let sum = 0;
	let squares = 0;
	for (let index = 0; index < pixels.length; index += 3) {
		const [red = 0, green = 0, blue = 0] = pixels.subarray(index, index + 3);
		mean[0] += red / count;
		mean[1] += green / count;
		mean[2] += blue / count;
		const brightness = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
		sum += brightness;
		squares += brightness * brightness;
	}
	return { mean, contrast: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)), pixels };
}

/** How different two frames look: mean difference of a channel, 0 to 255. */
export function difference(one: FrameLook, other: FrameLook): number {
	let sum = 0;
	for (const [index, value] of one.pixels.entries()) sum += Math.abs(value - (other.pixels[index] ?? 0));
	return sum / one.pixels.length;
}
