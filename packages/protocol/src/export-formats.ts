import { exportSize } from "./export-size.ts";
import type { ExportSettings } from "./resources.ts";

/**
 * What an export can be made as, by the ending of its file.
 * @example EXPORT_CODECS.includes("mp4") // true
 */
export const EXPORT_CODECS = ["mp4", "webm", "mov", "gif", "png", "mp3", "wav", "srt", "vtt"] as const;

/**
 * How loud an export can be made, in LUFS; `off`: as it was mixed.
 * @example LOUDNESS.includes("-14") // true
 */
export const LOUDNESS = ["-16", "-14", "off"] as const;

/**
 * One of the formats of an export.
 * @example { label: "GIF", about: "Silent loop, large files", mediaType: "image/gif", holds: "video" }
 */
export interface ExportFormat {
	/** How people know it. */
	label: string;
	/** What it is for, in a few words. */
	about: string;
	mediaType: string;
	holds: "video" | "picture" | "sound" | "captions";
}

/**
 * All formats, by codec. The ending of a file is its codec.
 * @example EXPORT_FORMATS.gif.mediaType // "image/gif"
 */
export const EXPORT_FORMATS: Record<(typeof EXPORT_CODECS)[number], ExportFormat> = {
	mp4: { label: "MP4", about: "Plays everywhere, with sound", mediaType: "video/mp4", holds: "video" },
	webm: { label: "WebM", about: "Small, for the web", mediaType: "video/webm", holds: "video" },
	mov: {
		label: "MOV",
		about: "ProRes 4444 for editing programs, large, keeps what is transparent",
		mediaType: "video/quicktime",
		holds: "video",
	},
	gif: { label: "GIF", about: "Silent loop, large files", mediaType: "image/gif", holds: "video" },
	png: { label: "PNG", about: "One still picture", mediaType: "image/png", holds: "picture" },
	mp3: { label: "MP3", about: "The sound alone, small", mediaType: "audio/mpeg", holds: "sound" },
	wav: { label: "WAV", about: "The sound alone, for editing programs", mediaType: "audio/wav", holds: "sound" },
	srt: { label: "SRT", about: "The captions, for uploads beside the film", mediaType: "application/x-subrip", holds: "captions" },
	vtt: { label: "VTT", about: "The captions, for players on the web", mediaType: "text/vtt", holds: "captions" },
};

interface Size {
	/** Pixels. */
	width: number;
	height: number;
}

/**
 * Where a film is shown, and what suits it there.
 * @example { id: "email", label: "E-mail", codec: "gif", side: { width: 480 }, shape: null }
 */
export interface ExportPreset {
	id: string;
	label: string;
	codec: ExportSettings["codec"];
	/** Pixels of the shorter side, or of the width. A film is made smaller for it, and never larger than twice its size. */
	side: { shorter: number } | { width: number };
	/** Shape that fills the place, as width to height; null: any shape is shown well. */
	shape: Size | null;
	/** What the place plays films at; absent: the default of an export. */
	loudness?: ExportSettings["loudness"];
}

/**
 * Settings by destination.
 * @example EXPORT_PRESETS.map(({ id }) => id) // ["youtube", "reels", …]
 */
export const EXPORT_PRESETS: readonly ExportPreset[] = [
	{ id: "youtube", label: "YouTube", codec: "mp4", side: { shorter: 1080 }, shape: { width: 16, height: 9 }, loudness: "-14" },
	{
		id: "reels",
		label: "Reels, TikTok, Shorts",
		codec: "mp4",
		side: { width: 1080 },
		shape: { width: 9, height: 16 },
		loudness: "-14",
	},
	{ id: "linkedin", label: "LinkedIn", codec: "mp4", side: { shorter: 1080 }, shape: null },
	{ id: "slides", label: "Slides", codec: "mp4", side: { shorter: 1080 }, shape: { width: 16, height: 9 } },
	{ id: "web", label: "Web page", codec: "webm", side: { shorter: 720 }, shape: null },
	{ id: "email", label: "E-mail", codec: "gif", side: { width: 480 }, shape: null },
];

/**
 * What a preset makes of a film.
 * @returns settings of the export, and a sentence for a film that does not fill the place; null: it does
 * @example presetSettings(EXPORT_PRESETS[5], { width: 1920, height: 1080 }).settings // { codec: "gif", scale: 0.25 }
 */
export function presetSettings(
	preset: ExportPreset,
	film: Size,
): { settings: Pick<ExportSettings, "codec" | "loudness"> & { scale: number }; note: string | null } {
	const { codec, side, shape, loudness } = preset;
	const wanted = "width" in side ? side.width / film.width : side.shorter / Math.min(film.width, film.height);
	const { scale } = exportSize(film, { codec, scale: Math.min(2, Math.max(0.1, wanted)) });
	const settings = { codec, scale, ...(loudness === undefined ? {} : { loudness }) };
	return { settings, note: shape === null ? null : noteOfShape(preset, film, shape) };
}

function noteOfShape({ label }: ExportPreset, film: Size, shape: Size): string | null {
	const [is, fills] = [film.width / film.height, shape.width / shape.height];
	if (Math.abs(is / fills - 1) < 0.02) return null;
	const edges = is > fills ? "above and below" : "at both sides";
	return `${label}: films of ${shape.width}:${shape.height} fill the screen there. This one leaves room ${edges}.`;
}
