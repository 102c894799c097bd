import { describe, expect, test } from "vitest";
import { conversionOf, playedType } from "./conversion.ts";
import type { ContainerFacts } from "./media-facts.ts";

const FACTS = { width: 1, height: 1, duration: 1, hasAlpha: false };
const planned = (mediaType: string, tracks: Pick<ContainerFacts, "video" | "audio"> & { hasAlpha?: boolean }) =>
	conversionOf(
		"clip",
		{ mediaType, extension: ".x", kind: tracks.video === null ? "audio" : "video" },
		{ ...FACTS, container: { ...FACTS, ...tracks } },
	);

describe("a file is turned into what preview and export both play", () => {
	test.each<[string, string, string | null, string | null, string | null]>([
		["H.264 and AAC", "video/mp4", "avc", "aac", null],
		["H.264 alone", "video/mp4", "avc", null, null],
		["VP9 and Opus", "video/webm", "vp9", "opus", null],
		["AV1", "video/mp4", "av1", "aac", null],
		["H.265", "video/quicktime", "hevc", "aac", "mp4"],
		["ProRes and samples", "video/quicktime", "prores", "pcm-s24", "mp4"],
		["H.264 and samples", "video/quicktime", "avc", "pcm-s16be", "mp4"],
		["H.264 and AC-3", "video/mp4", "avc", "ac3", "mp4"],
		["MPEG-4", "video/mp4", "mp4v", "aac", "mp4"],
		["Motion JPEG of a camera", "video/quicktime", "jpeg", "pcm-u8", "mp4"],
		["a transport stream", "video/mp2t", "avc", "aac", "mp4"],
		["AC-3 alone", "audio/mp4", null, "ac3", "m4a"],
		["alac-sound: Apple Lossless", "audio/x-m4a", null, "alac", "m4a"],
		["H.264 and Apple Lossless", "video/quicktime", "avc", "alac", "mp4"],
		["MP3", "audio/mpeg", null, "mp3", null],
		["a WAV of 24 bits", "audio/wav", null, "pcm-s24", null],
		["a WAV of doubles", "audio/wav", null, "pcm-f64", "m4a"],
		["Vorbis", "audio/ogg", null, "vorbis", null],
	])("%s", (_what, mediaType, video, audio, conversion) => {
		expect(planned(mediaType, { video, audio })).toBe(conversion);
	});

	test("transparent parts stay transparent, and a HEIC becomes a JPEG", () => {
		expect(planned("video/quicktime", { video: "prores", audio: null, hasAlpha: true })).toBe("webm");
		const heic = { mediaType: "image/heic", extension: ".heic", kind: "image" as const };
		expect(conversionOf("a.heic", heic, { ...FACTS, container: null })).toBe("jpg");
		expect(playedType(heic, "jpg")).toEqual({ mediaType: "image/jpeg", extension: ".jpg", kind: "image" });
	});
});

test.each<[string, string | null, string | null, string, string]>([
	["Apple Lossless in Matroska", null, "a_alac", "Apple Lossless", "AAC, MP3 or WAV"],
	["AMR of a telephone", null, "samr", "AMR", "AAC, MP3 or WAV"],
	["DTS beside a picture", "avc", "dts", "DTS", "H.264 and AAC"],
	["Cinepak", "cvid", "pcm-u8", "Cinepak", "H.264 and AAC"],
	["a codec without a name", "unknown", null, "not known here", "H.264 and AAC"],
])("%s is refused with what to save it as", (_what, video, audio, name, hint) => {
	expect(() => planned("video/mp4", { video, audio })).toThrow(
		expect.objectContaining({
			code: "unsupported_media",
			message: expect.stringContaining(name),
			hint: expect.stringContaining(hint),
		}),
	);
});

test.each([
	["audio/wav", "m4a"],
	["audio/ogg", "m4a"],
	["audio/mpeg", null],
])("a sound in %s whose codec nobody here knows the name of becomes %s", (mediaType, conversion) => {
	const facts = { width: null, height: null, duration: null, container: null };
	expect(conversionOf("a", { mediaType, extension: "", kind: "audio" }, facts)).toBe(conversion);
});
