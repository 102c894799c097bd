/**
 * The process that decodes one track of Apple Lossless: `alac-process.ts JOB` reads the job, a file of JSON, and writes
 * the sound as WAV.
 */
import { open, readFile } from "node:fs/promises";
import { z } from "zod";
import { type AlacConfig, decodePacket, readConfig } from "./alac.ts";
import { AlacJob } from "./lossless.ts";

const HEADER_BYTES = 44;
/** A WAV file holds no more. */
const MOST_BYTES = 4_000_000_000;
const WRITE_BYTES = 1 << 20;

const job = AlacJob.parse(JSON.parse(await readFile(z.string().parse(process.argv[2]), "utf8")));
const config = readConfig(Buffer.from(job.extraData, "hex"));
/** 20 bits stand at the top of 24. */
const sampleBytes = Math.ceil(config.bitDepth / 8);
const rise = sampleBytes * 8 - config.bitDepth;
const input = await open(job.input, "r");
const output = await open(job.output, "w");
await output.write(Buffer.alloc(HEADER_BYTES));
let bytes = 0;
let waiting: Buffer[] = [];
let waitingBytes = 0;
for (const [position, size] of job.packets) {
	const packet = Buffer.alloc(size);
	await input.read(packet, 0, size, position);
	const samples = interleaved(decodePacket(packet, config));
	bytes += samples.length;
	if (bytes > MOST_BYTES) throw new Error("the sound is too long");
	waiting.push(samples);
	waitingBytes += samples.length;
	if (waitingBytes >= WRITE_BYTES) await flush();
}
await flush();
await output.write(header(config, bytes), 0, HEADER_BYTES, 0);
await output.close();
await input.close();

async function flush(): Promise<void> {
	await output.write(Buffer.concat(waiting));
	waiting = [];
	waitingBytes = 0;
}

/** Samples of all channels in turn, little-endian. */
function interleaved(channels: Int32Array[]): Buffer {
	const length = channels[0]?.length ?? 0;
	const buffer = Buffer.alloc(length * channels.length * sampleBytes);
	let at = 0;
	for (let index = 0; index < length; index += 1) {
		for (const channel of channels) {
			const sample = (channel[index] ?? 0) << rise;
			for (let byte = 0; byte < sampleBytes; byte += 1) buffer[at++] = sample >> (8 * byte);
		}
	}
	return buffer;
}

function header({ channels, sampleRate }: AlacConfig, dataBytes: number): Buffer {
	const head = Buffer.alloc(HEADER_BYTES);
	head.write("RIFF", 0);
	head.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
	head.write("WAVEfmt ", 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(channels, 22);
	head.writeUInt32LE(sampleRate, 24);
	head.writeUInt32LE(sampleRate * channels * sampleBytes, 28);
	head.writeUInt16LE(channels * sampleBytes, 32);
	head.writeUInt16LE(sampleBytes * 8, 34);
	head.write("data", 36);
	head.writeUInt32LE(dataBytes, 40);
	return head;
}
