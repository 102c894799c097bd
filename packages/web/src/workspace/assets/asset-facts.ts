import type { Asset } from "@storydream/protocol";

/** What a person calls a file: the name they gave it, whatever its name in the project. */
export const assetTitle = (asset: Asset): string => asset.originalName ?? asset.name;

const CODECS: Record<string, string> = {
	avc: "H.264",
	hevc: "H.265",
	av1: "AV1",
	vp8: "VP8",
	vp9: "VP9",
	prores: "ProRes",
	aac: "AAC",
	mp3: "MP3",
	opus: "Opus",
	vorbis: "Vorbis",
	flac: "FLAC",
	ac3: "AC-3",
	eac3: "E-AC-3",
	alac: "Apple Lossless",
};

/** A codec as people read it. */
export const codecLabel = (codec: string): string => CODECS[codec] ?? (codec.startsWith("pcm-") ? "PCM" : codec);
