import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodePacket, readConfig } from "./alac.ts";
import { checkRoom, decodeLossless, soundBytes } from "./lossless.ts";

const run = promisify(execFile);
const OUTPUT = { encoding: "buffer" as const, maxBuffer: 64 * 1024 * 1024 };
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-alac-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Makes a file with an encoder of the system's; answers its samples by a decoder of the system's. */
async function encoded(name: string, source: string, options: string[], raw: string): Promise<{ file: string; samples: Buffer }> {
	const file = join(folder, name);
	await run("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", source, ...options, "-c:a", "alac", file]);
	const { stdout } = await run("ffmpeg", ["-v", "error", "-i", file, "-f", raw, "-"], OUTPUT);
	return { file, samples: stdout };
}

/** The samples of a WAV file. */
const samplesOf = async (file: string) => (await readFile(file)).subarray(44);

test.each<[string, string, string[], string]>([
	["a tone in stereo, 16 bits", "aevalsrc=sin(440*2*PI*t)|sin(331*2*PI*t):s=44100:d=2", ["-sample_fmt", "s16p"], "s16le"],
	["a tone in mono, 16 bits", "sine=frequency=200:sample_rate=48000:duration=2", ["-ac", "1", "-sample_fmt", "s16p"], "s16le"],
	["noise, which is kept as it is", "anoisesrc=amplitude=1:sample_rate=44100:duration=1", ["-sample_fmt", "s16p"], "s16le"],
	["silence, which is runs of zeros", "anullsrc=cl=stereo:r=44100:d=2", ["-sample_fmt", "s16p"], "s16le"],
	[
		"silence that a sound breaks",
		"aevalsrc=if(between(mod(t\\,0.5)\\,0.2\\,0.21)\\,random(0)-0.5\\,0)|0:s=44100:d=2",
		["-sample_fmt", "s16p"],
		"s16le",
	],
	["a quiet tone in 24 bits", "aevalsrc=0.001*sin(440*2*PI*t)|0.5*sin(90*2*PI*t):s=96000:d=1", ["-sample_fmt", "s32p"], "s24le"],
	["noise in 24 bits", "anoisesrc=amplitude=0.7:sample_rate=48000:duration=1", ["-sample_fmt", "s32p", "-ac", "2"], "s24le"],
])("%s is decoded bit for bit", async (name, source, options, raw) => {
	const { file, samples } = await encoded(`${name.replace(/\W+/g, "-")}.m4a`, source, options, raw);
	const output = `${file}.wav`;
	await decodeLossless({ input: file, format: "mov" }, output, AbortSignal.timeout(60_000));
	const decoded = await samplesOf(output);
	expect(decoded.length).toBe(samples.length);
	expect(decoded.equals(samples)).toBe(true);
});

test("a sound that the disk has no room for is refused before it is written, with both sizes", () => {
	// The cookie: 4,096 samples a packet, 16 bits, two channels.
	const extraData = `${"00001000"}0010280a0e02${"00".repeat(14)}`;
	const bytes = soundBytes({ extraData, packets: Array.from({ length: 100_000 }, () => [0, 1]) });
	expect(bytes).toBe(100_000 * 4_096 * 4);
	expect(() => checkRoom(bytes, bytes + 200_000_000)).not.toThrow();
	expect(() => checkRoom(bytes, 500_000_000)).toThrow("takes 1639 MB while it is converted, and 500 MB of the disk are free");
});

test("a sound that ends in mid-decoding leaves no part of it", async () => {
	const { file } = await encoded(
		"part.m4a",
		"anoisesrc=amplitude=1:sample_rate=44100:duration=3",
		["-sample_fmt", "s16p"],
		"s16le",
	);
	const output = `${file}.wav`;
	const damaged = await readFile(file);
	// The last packets are noise of another kind; what was decoded before them is written by then.
	damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 40_000);
	await writeFile(file, damaged);
	await expect(decodeLossless({ input: file, format: "mov" }, output, AbortSignal.timeout(60_000))).rejects.toThrow();
	await expect(readFile(output)).rejects.toThrow("ENOENT");
});

test("what is no Apple Lossless, or damaged, is an error and never an endless loop", () => {
	expect(() => readConfig(Buffer.alloc(10))).toThrow("cut");
	expect(() => readConfig(Buffer.alloc(24, 0xff))).toThrow("mono or stereo");
	const config = {
		frameLength: 4096,
		bitDepth: 16,
		historyMult: 40,
		initialHistory: 10,
		riceLimit: 14,
		channels: 2,
		sampleRate: 44_100,
	};
	for (let seed = 0; seed < 256; seed += 1) {
		const packet = Buffer.from(Array.from({ length: 64 }, (_, at) => (seed * 31 + at * at * 7) & 0xff));
		try {
			expect(decodePacket(packet, config).map((row) => row.length)).toHaveLength(2);
		} catch (error) {
			expect(error).toBeInstanceOf(Error);
		}
	}
});
