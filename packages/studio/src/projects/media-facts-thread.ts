import { parentPort } from "node:worker_threads";
import { resolveWithin } from "@storydream/kit";
import { ALL_FORMATS, FilePathSource, Input, Logging, LogLevel } from "mediabunny";
import { z } from "zod";
import type { ContainerFacts } from "./media-facts.ts";

/* A thread of `media-facts.ts`: it is sent the path of a file, says that it reads it, and answers what it found. */

// Its warnings would stand as bare text between the log's lines of JSON; what it does not know is in the answer.
Logging.level = LogLevel.Silent;

/**
 * A long sound says its length nowhere: it is read to its end for it, which may take longer than there is. What is known by then
 * is answered.
 */
async function read(file: string, deadlineMs: number): Promise<ContainerFacts | null> {
	const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
	const inTime = <T>(work: Promise<T>) => resolveWithin(work, deadlineMs / 2, null);
	try {
		const tracks = await inTime(Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]));
		const [video, audio] = tracks ?? [null, null];
		if (video === null && audio === null) return null;
		const about = Promise.all([input.computeDuration().catch(() => null), video?.canBeTransparent().catch(() => false)]);
		const [duration, hasAlpha] = (await inTime(about)) ?? [null, false];
		return {
			width: video ? Math.round(video.displayWidth) || null : null,
			height: video ? Math.round(video.displayHeight) || null : null,
			duration: duration !== null && Number.isFinite(duration) && duration >= 0 ? Math.round(duration * 1000) / 1000 : null,
			video: video && codecName(video),
			audio: audio && codecName(audio),
			hasAlpha: hasAlpha ?? false,
		};
	} catch {
		// A damaged or unusual file has no readable facts.
		return null;
	} finally {
		input.dispose();
	}
}

function codecName(track: { codec: string | null; internalCodecId: unknown }): string {
	if (track.codec !== null) return track.codec;
	return typeof track.internalCodecId === "string" && track.internalCodecId.trim() !== ""
		? track.internalCodecId.trim().toLowerCase()
		: "unknown";
}

const Wanted = z.object({ file: z.string(), deadlineMs: z.number() });

parentPort?.on("message", (message: unknown) => {
	const wanted = Wanted.safeParse(message).data;
	if (wanted === undefined) return;
	parentPort?.postMessage("reading");
	void read(wanted.file, wanted.deadlineMs).then((facts) => parentPort?.postMessage(facts));
});
