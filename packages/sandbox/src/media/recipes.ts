import type { Conversion } from "@storydream/protocol";
import { inputOf, type MediaStream } from "./ffmpeg.ts";

/** The largest proxy; a longer film than it holds is no material for a scene. */
const MAX_BYTES = 4_000_000_000;
const HIGH_DYNAMIC_RANGE = new Set(["smpte2084", "arib-std-b67"]);
/** H.264 that every browser decodes. */
const PLAIN_PIXELS = new Set(["yuv420p", "yuvj420p"]);

/**
 * Arguments of ffmpeg that make a proxy: input, filters, codecs, output.
 * @param files.sound WAV that takes the place of the input's own sound
 */
export function recipeOf(
	to: Exclude<Conversion, "jpg">,
	{ video, audio }: { video: MediaStream | null; audio: MediaStream | null },
	files: { input: string; format: string; sound?: string; output: string },
): string[] {
	const input = ["-hide_banner", "-nostdin", "-v", "error", "-y", ...inputOf(files.input, files.format)];
	if (files.sound !== undefined) input.push(...inputOf(files.sound, "wav"));
	const soundMap = ["-map", files.sound === undefined ? "0:a:0" : "1:a:0"];
	const output = ["-map_metadata", "-1", "-sn", "-dn", "-threads", "2", "-fs", String(MAX_BYTES)];
	const mp4 = ["-movflags", "+faststart", "-f", "mp4", files.output];
	if (to === "m4a") return [...input, ...soundMap, "-c:a", "aac", "-b:a", "256k", ...output, ...mp4];
	const sound = audio === null ? ["-an"] : [...soundMap, ...(to === "webm" ? opus : audio.codec_name === "aac" ? same : aac)];
	if (to === "webm") {
		const vp9 = ["-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", "-crf", "18", "-b:v", "0", "-cpu-used", "5", "-row-mt", "1"];
		return [...input, "-map", "0:v:0", ...vp9, "-auto-alt-ref", "0", ...sound, ...output, "-f", "webm", files.output];
	}
	return [...input, "-map", "0:v:0", ...pictureOf(video), ...sound, ...output, ...mp4];
}

const same = ["-c:a", "copy"];
const aac = ["-c:a", "aac", "-b:a", "192k", "-ac", "2"];
const opus = ["-c:a", "libopus", "-b:a", "160k", "-ac", "2"];

/** H.264 in 8 bits is taken over as it is. Brighter pictures than a screen of today shows are mapped to its range. */
function pictureOf(video: MediaStream | null): string[] {
	if (video?.codec_name === "h264" && PLAIN_PIXELS.has(video.pix_fmt)) return ["-c:v", "copy"];
	const even = "scale=trunc(iw/2)*2:trunc(ih/2)*2";
	const toned =
		"zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p";
	const isBright = HIGH_DYNAMIC_RANGE.has(video?.color_transfer ?? "");
	const filters = isBright ? `${toned},${even}` : even;
	return ["-vf", filters, "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-g", "60", "-pix_fmt", "yuv420p"];
}
