import { expect, test } from "vitest";
import { captionFile } from "./captions.ts";

const caption = (startFrame: number, endFrame: number, text: string) => ({ startFrame, endFrame, text });
const WHOLE = { from: 0, to: 299 };

test("captions are numbered, in order of time, with hours, minutes, seconds and milliseconds", () => {
	const captions = [caption(45, 90, "Second"), caption(0, 31, "First")];
	expect(captionFile({ fps: 30, captions }, WHOLE, "srt")).toBe(
		"1\n00:00:00,000 --> 00:00:01,033\nFirst\n\n2\n00:00:01,500 --> 00:00:03,000\nSecond\n",
	);
	const late = { fps: 25, captions: [caption(25 * 3725, 25 * 3726, "Late")] };
	expect(captionFile(late, { from: 0, to: 100_000 }, "vtt")).toBe("WEBVTT\n\n01:02:05.000 --> 01:02:06.000\nLate\n");
});

test("signs of WebVTT are text, and empty lines do not end a caption", () => {
	const captions = [caption(0, 30, "a < b & c --> d\n\n  two\r\n")];
	expect(captionFile({ fps: 30, captions }, WHOLE, "vtt")).toContain("\na &lt; b &amp; c --&gt; d\ntwo\n");
	expect(captionFile({ fps: 30, captions }, WHOLE, "srt")).toContain("\na < b & c --> d\ntwo\n");
});

test("a part of a film has the captions that are shown in it, from its own beginning", () => {
	const captions = [caption(0, 30, "Before"), caption(20, 60, "Across"), caption(95, 120, "After"), caption(40, 50, " \n ")];
	expect(captionFile({ fps: 10, captions }, { from: 30, to: 89 }, "srt")).toBe("1\n00:00:00,000 --> 00:00:03,000\nAcross\n");
});

test("a film without captions in this part has no file", () => {
	expect(captionFile({ fps: 30, captions: [] }, WHOLE, "srt")).toBeNull();
	expect(captionFile({ fps: 30, captions: [caption(300, 330, "Late")] }, WHOLE, "vtt")).toBeNull();
});
