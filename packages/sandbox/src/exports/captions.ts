import type { Storyboard } from "@storydream/protocol";
import type { FrameRange } from "./plan/segments.ts";

/**
 * The captions of a part of a film as a file of subtitles. Times are of the part: its first frame is at 0.
 * @param format SubRip, or WebVTT (https://www.w3.org/TR/webvtt1/)
 * @returns null when no caption is shown in this part
 * @example captionFile(board, { from: 0, to: 89 }, "srt") // "1\n00:00:00,500 --> 00:00:02,000\nHello\n"
 */
export function captionFile(
	board: Pick<Storyboard, "fps" | "captions">,
	range: FrameRange,
	format: "srt" | "vtt",
): string | null {
	const point = format === "srt" ? "," : ".";
	const cues = board.captions
		.filter(({ startFrame, endFrame, text }) => startFrame <= range.to && endFrame > range.from && linesOf(text).length > 0)
		.sort((a, b) => a.startFrame - b.startFrame);
	if (cues.length === 0) return null;
	const blocks = cues.map(({ startFrame, endFrame, text }, index) => {
		const at = (frame: number) => timeOf((frame - range.from) / board.fps, point);
		const times = `${at(Math.max(startFrame, range.from))} --> ${at(Math.min(endFrame, range.to + 1))}`;
		const lines = linesOf(text).map((line) => (format === "srt" ? line : inVtt(line)));
		return [...(format === "srt" ? [String(index + 1)] : []), times, ...lines].join("\n");
	});
	return `${format === "vtt" ? "WEBVTT\n\n" : ""}${blocks.join("\n\n")}\n`;
}

/** An empty line would end the caption. */
function linesOf(text: string): string[] {
	return text.split(/\r\n|\r|\n/).flatMap((line) => line.trim() || []);
}

/** Signs that begin a tag or name a letter in WebVTT; an arrow would be read as times. */
function inVtt(line: string): string {
	return line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function timeOf(seconds: number, point: string): string {
	const ms = Math.round(seconds * 1000);
	const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
	const rest = String(ms % 1000).padStart(3, "0");
	return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${point}${rest}`;
}
