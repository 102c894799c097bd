import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Conversion } from "@storydream/protocol";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Converter } from "./index.ts";

const run = promisify(execFile);
const MEDIA = join(import.meta.dirname, "../testing/media");
let folder: string;
let converter: Converter;
let details: string[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-convert-"));
	converter = new Converter({ tmpDir: join(folder, "tmp"), onDetail: (detail) => details.push(detail) });
});
afterEach(() => {
	details = [];
});
afterAll(async () => {
	await converter.close();
	await rm(folder, { recursive: true, force: true });
});

/** A file that another program made; `options` of ffmpeg. */
async function made(name: string, ...options: string[]): Promise<string> {
	const file = join(folder, name);
	const picture = ["-f", "lavfi", "-i", "testsrc2=size=101x67:rate=10:duration=1"];
	const sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=1"];
	await run("ffmpeg", ["-v", "error", "-y", ...picture, ...sound, ...options, file]);
	return file;
}

async function converted(file: string, to: Conversion) {
	const proxy = await converter.convert({ to }, createReadStream(file));
	const fields = "stream=codec_name,pix_fmt,width,height:stream_tags=alpha_mode:format=duration,format_name";
	const { stdout } = await run("ffprobe", ["-v", "error", "-show_entries", fields, "-of", "json", proxy.file]);
	await proxy.discard();
	const { streams, format } = JSON.parse(stdout) as {
		streams: Record<string, unknown>[];
		format: { duration?: string; format_name: string };
	};
	return { streams, seconds: Number(format.duration), format: format.format_name };
}

test("hevc-preview: a clip in H.265 becomes H.264 of the same size and length", async () => {
	const { streams, seconds } = await converted(join(MEDIA, "phone.mp4"), "mp4");
	expect(streams).toMatchObject([{ codec_name: "h264", pix_fmt: "yuv420p", width: 160, height: 90 }]);
	expect(seconds).toBeCloseTo(1, 1);
});

test.each<[string, Conversion, string[], object[]]>([
	[
		"prores.mov",
		"mp4",
		["-c:v", "prores_ks", "-c:a", "pcm_s16le"],
		[{ codec_name: "h264", width: 100, height: 66 }, { codec_name: "aac" }],
	],
	["mpeg4.mov", "mp4", ["-c:v", "mpeg4", "-c:a", "aac"], [{ codec_name: "h264" }, { codec_name: "aac" }]],
	["motion-jpeg.avi", "mp4", ["-c:v", "mjpeg", "-c:a", "pcm_s16le"], [{ codec_name: "h264" }, { codec_name: "aac" }]],
	["theora.ogv", "mp4", ["-c:v", "libtheora", "-c:a", "libvorbis"], [{ codec_name: "h264" }, { codec_name: "aac" }]],
	[
		"camera.ts",
		"mp4",
		["-c:v", "libx264", "-pix_fmt", "yuv420p", "-vf", "scale=100:66", "-c:a", "ac3"],
		[{ codec_name: "h264" }, { codec_name: "aac" }],
	],
	["surround.mkv", "m4a", ["-map", "1:a", "-c:a", "ac3"], [{ codec_name: "aac" }]],
	["doubles.wav", "m4a", ["-map", "1:a", "-c:a", "pcm_f64le"], [{ codec_name: "aac" }]],
	[
		"bright.mp4",
		"mp4",
		[
			"-map",
			"0:v",
			"-c:v",
			"libx265",
			"-pix_fmt",
			"yuv420p10le",
			"-x265-params",
			"log-level=error:transfer=arib-std-b67:colorprim=bt2020:colormatrix=bt2020nc",
		],
		[{ codec_name: "h264", pix_fmt: "yuv420p" }],
	],
])("%s becomes what every browser plays (%s)", async (name, to, options, streams) => {
	const result = await converted(await made(name, ...options), to);
	expect(result.streams).toMatchObject(streams);
	expect(result.streams).toHaveLength(streams.length);
	expect(result.seconds).toBeGreaterThan(0.8);
	expect(result.seconds).toBeLessThan(1.3);
	expect(details).toEqual([]);
});

test("alac-sound: Apple Lossless becomes AAC of the same length", async () => {
	const { streams, seconds } = await converted(join(MEDIA, "memo.m4a"), "m4a");
	expect(streams).toMatchObject([{ codec_name: "aac" }]);
	expect(seconds).toBeCloseTo(0.5, 1);
	expect(details).toEqual([]);
});

test("a clip whose sound is Apple Lossless keeps picture and sound", async () => {
	const file = await made("lossless.mov", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-vf", "scale=100:66", "-c:a", "alac");
	const { streams, seconds } = await converted(file, "mp4");
	expect(streams).toMatchObject([{ codec_name: "h264", width: 100, height: 66 }, { codec_name: "aac" }]);
	expect(seconds).toBeCloseTo(1, 1);
});

test("a clip with transparent parts keeps them, in VP9", async () => {
	const file = await made("alpha.mov", "-map", "0:v", "-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le");
	const { streams, format } = await converted(file, "webm");
	expect(streams).toMatchObject([{ codec_name: "vp9", tags: { alpha_mode: "1" } }]);
	expect(format).toContain("webm");
});

test("a HEIC becomes a JPEG as it is seen", async () => {
	const { streams } = await converted(join(MEDIA, "photo.heic"), "jpg");
	expect(streams).toMatchObject([{ codec_name: "mjpeg", width: 400, height: 200 }]);
});

test.each<[string, Conversion, string]>([
	["an address list", "mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n"],
	["a list of files", "mp4", "ffconcat version 1.0\nfile /etc/passwd\n"],
	["an MP4 that holds nothing", "mp4", "\0\0\0\x18ftypisom\0\0\x02\0isomiso2"],
	["no picture", "jpg", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
])("%s is refused with a sentence, and leaves nothing", async (_what, to, content) => {
	const file = join(folder, "bad");
	await writeFile(file, content, "latin1");
	await expect(converter.convert({ to }, createReadStream(file))).rejects.toMatchObject({
		code: "unsupported_media",
		message: expect.not.stringContaining("/"),
	});
	expect(await readdir(join(folder, "tmp"))).toEqual([]);
});

test.each(["adpcm_ms", "adpcm_ima_wav"])(
	"a WAV in %s, which nothing here decodes, is refused with its codec and what to save it as",
	async (codec) => {
		const file = await made(`${codec}.wav`, "-map", "1:a", "-c:a", codec);
		await expect(converter.convert({ to: "m4a" }, createReadStream(file))).rejects.toMatchObject({
			code: "unsupported_media",
			message: `No playable copy could be made: nothing here decodes “${codec}”.`,
			hint: expect.stringContaining("PCM"),
		});
	},
);

test("a file does not wait for ever for the conversions before it", async () => {
	const own = new Converter({ tmpDir: join(folder, "queue"), onDetail: () => {}, queueMs: 1 });
	const long = await made("queue.mkv", "-c:v", "mpeg4", "-c:a", "ac3");
	const first = own.convert({ to: "mp4" }, createReadStream(long));
	const second = own.convert({ to: "mp4" }, createReadStream(long));
	const ended = await Promise.allSettled([first, second]);
	expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	expect(ended.find((one) => one.status === "rejected")?.reason).toMatchObject({ code: "sandbox_timeout" });
	await own.close();
	expect(await readdir(join(folder, "queue"))).toHaveLength(1);
});

test("what is under way ends with the converter, and is no fault of the file", async () => {
	const own = new Converter({ tmpDir: join(folder, "own"), onDetail: () => {} });
	const file = await made("long.mkv", "-c:v", "mpeg4", "-c:a", "ac3");
	const refused = expect(own.convert({ to: "mp4" }, createReadStream(file))).rejects.toMatchObject({ code: "shutting_down" });
	await own.close();
	await refused;
});
