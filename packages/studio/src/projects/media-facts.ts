import { resolveWithin } from "@storydream/kit";

/** What a container holds, as far as its headers say. */
export interface ContainerFacts {
	/** Pixels as they are seen: rotation and the shape of a pixel applied. */
	width: number | null;
	height: number | null;
	/** Seconds. */
	duration: number | null;
	/** `avc`, `hevc`, … of the first picture track, or the container's own name of a codec (`avc1`) that is not known. Null: no picture. */
	video: string | null;
	/** Likewise of the first sound track. Null: no sound. */
	audio: string | null;
	/** True when pixels can be transparent. */
	hasAlpha: boolean;
}

const FACTS_DEADLINE_MS = 10_000;

/**
 * Facts of a video or a sound, read from its headers; null when they can't be read within ten seconds. It decodes
 * nothing. Never throws.
 */
export async function containerFacts(file: string): Promise<ContainerFacts | null> {
	// Only when there is something to read: it is large, and most studios idle.
	const { ALL_FORMATS, FilePathSource, Input, Logging, LogLevel } = await import("mediabunny");
	// Its warnings would stand as bare text between our log's lines of JSON; what it does not know is in the answer.
	Logging.level = LogLevel.Silent;
	const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
	try {
		const read = async (): Promise<ContainerFacts | null> => {
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
		};
		return await resolveWithin(read(), FACTS_DEADLINE_MS, null);
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
