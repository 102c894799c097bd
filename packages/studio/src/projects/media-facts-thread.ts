import { parentPort } from "node:worker_threads";
import { ALL_FORMATS, FilePathSource, Input, Logging, LogLevel } from "mediabunny";
import type { ContainerFacts } from "./media-facts.ts";

/* A thread of `media-facts.ts`: it is sent the path of a file, says that it reads it, and answers what it found. */

// Its warnings would stand as bare text between the log's lines of JSON; what it does not know is in the answer.
Logging.level = LogLevel.Silent;

async function read(file: string): Promise<ContainerFacts | null> {
	const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
	try {
		const [video, audio] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
		if (video === null && audio === null) return null;
		const duration = await input.computeDuration().catch(() => null);
		return {
			width: video ? Math.round(video.displayWidth) || null : null,
			height: video ? Math.round(video.displayHeight) || null : null,
			duration: duration !== null && Number.isFinite(duration) && duration >= 0 ? Math.round(duration * 1000) / 1000 : null,
			video: video && codecName(video),
			audio: audio && codecName(audio),
			hasAlpha: video ? await video.canBeTransparent().catch(() => false) : false,
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

parentPort?.on("message", (file: unknown) => {
	if (typeof file !== "string") return;
	parentPort?.postMessage("reading");
	void read(file).then((facts) => parentPort?.postMessage(facts));
});
