import { parentPort, workerData } from "node:worker_threads";
import { ALL_FORMATS, CustomSource, Input, Logging, LogLevel } from "mediabunny";
import { z } from "zod";
import { readDescriptor } from "../files/index.ts";
import type { MediaFacts } from "./media-facts.ts";

/* A thread of `media-facts.ts`: it reads one open file, says that it does, and answers what it found. */

// Its warnings would stand as bare text between the log's lines of JSON.
Logging.level = LogLevel.Silent;

async function factsOf(fd: number, size: number): Promise<MediaFacts> {
	const source = new CustomSource({ getSize: () => size, read: (start, end) => readDescriptor(fd, start, end) });
	const input = new Input({ source, formats: ALL_FORMATS });
	const [video, audio] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
	return {
		duration: Math.round((await input.computeDuration()) * 1000) / 1000,
		...(video ? { width: video.displayWidth, height: video.displayHeight } : {}),
		codecs: [video?.codec, audio?.codec].filter((codec) => typeof codec === "string"),
	};
}

const { fd, size } = z.object({ fd: z.int(), size: z.number() }).parse(workerData);
parentPort?.postMessage("reading");
factsOf(fd, size).then(
	(facts) => parentPort?.postMessage(facts),
	() => parentPort?.postMessage(null),
);
