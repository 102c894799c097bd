import { type Conversion, StoryDreamError } from "@storydream/protocol";
import { type MediaFacts, type MediaType, shortName } from "./media.ts";

/** What browsers at large play in a film's page. Others are converted, or refused where nothing here decodes them. */
const PLAYED_PICTURES = new Set(["avc", "vp8", "vp9", "av1"]);
const PLAYED_SOUNDS = new Set(["aac", "mp3", "opus", "vorbis", "flac"]);
const PLAYED_SAMPLES = new Set(["pcm-u8", "pcm-s16", "pcm-s24", "pcm-s32", "pcm-f32", "ulaw", "alaw"]);
/** Codecs that the converter decodes, by the names that containers give them. */
const CONVERTED_PICTURES =
	/^(?:hevc|prores|mp4v|xvid|divx|dx50|jpeg|mjpa|mjpg|s263|h263|m2v1|mp2v|mx[345][pn]|xdv.|vc-1|v_mpeg[124].*|v_mjpeg|v_theora)$/;
const CONVERTED_SOUNDS = /^(?:ac3|ac-3|alac|pcm-.*)$/;

/** Codecs by the names that people know, for sentences. */
const NAMES: Record<string, string> = {
	alac: "Apple Lossless",
	eac3: "Dolby Digital Plus (E-AC-3)",
	dts: "DTS",
	samr: "AMR",
	sawb: "AMR-WB",
	ima4: "IMA ADPCM",
	qdm2: "QDesign Music",
	svq3: "Sorenson Video",
	cvid: "Cinepak",
	apac: "Apple Positional Audio",
};

/**
 * What a file must be turned into to be played in preview and export alike; null when it is played as it is.
 * @throws `unsupported_media` for a codec that can't be converted here, with what to save it as
 */
export function conversionOf(name: string, { kind, mediaType }: MediaType, { container }: MediaFacts): Conversion | null {
	if (mediaType === "image/heic") return "jpg";
	// Formats whose tracks are known to the converter alone.
	if (mediaType === "video/ogg" || mediaType === "video/x-msvideo") return "mp4";
	// The reader of tracks does not know their codec, such as ADPCM, or FLAC in Ogg: browsers may not play it.
	if (container === null && (mediaType === "audio/wav" || mediaType === "audio/ogg")) return "m4a";
	if ((kind !== "video" && kind !== "audio") || container === null) return null;
	const { video, audio, hasAlpha } = container;
	const hasPlainSamples = mediaType === "audio/wav";
	const isSoundPlayed =
		audio === null || PLAYED_SOUNDS.has(audio) || (hasPlainSamples && PLAYED_SAMPLES.has(audio)) || mediaType === "audio/aac";
	if (!isSoundPlayed && !CONVERTED_SOUNDS.test(audio)) throw cannotPlay(name, audio, video === null ? "sound" : "video");
	if (video === null) return isSoundPlayed ? null : "m4a";
	const isPicturePlayed = PLAYED_PICTURES.has(video);
	if (!isPicturePlayed && !CONVERTED_PICTURES.test(video)) throw cannotPlay(name, video, "picture");
	if (isPicturePlayed && isSoundPlayed && mediaType !== "video/mp2t") return null;
	return hasAlpha ? "webm" : "mp4";
}

const PROXY_TYPES: Record<Conversion, MediaType> = {
	mp4: { mediaType: "video/mp4", extension: ".mp4", kind: "video" },
	webm: { mediaType: "video/webm", extension: ".webm", kind: "video" },
	m4a: { mediaType: "audio/mp4", extension: ".m4a", kind: "audio" },
	jpg: { mediaType: "image/jpeg", extension: ".jpg", kind: "image" },
};

/** What a film gets to play: the file itself, or its proxy. */
export function playedType(found: MediaType, conversion: Conversion | null): MediaType {
	return conversion === null ? found : PROXY_TYPES[conversion];
}

function cannotPlay(name: string, codec: string, what: "sound" | "video" | "picture"): StoryDreamError {
	const known = NAMES[codec.replace(/^[av]_/, "")];
	const called = known ?? (codec === "unknown" ? "a codec that is not known here" : `the codec “${codec}”`);
	const part = what === "video" ? "The sound of" : "";
	const subject = part === "" ? `“${shortName(name)}”` : `${part} “${shortName(name)}”`;
	return new StoryDreamError("unsupported_media", `${subject} is in ${called}, which neither browsers nor exports can play.`, {
		hint:
			what === "sound" ? "Save it as AAC, MP3 or WAV, and add it again." : "Save it as MP4 with H.264 and AAC, and add it again.",
	});
}
