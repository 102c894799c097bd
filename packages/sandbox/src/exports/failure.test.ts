import { describe, expect, it } from "vitest";
import { explainFailure, isMediaFailure, withoutPaths } from "./failure.ts";

describe("a render that failed", () => {
	it.each([
		["the system's own code", Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })],
		["a quota that is used up", Object.assign(new Error("write"), { code: "EDQUOT" })],
		["what the encoder wrote", new Error("av_interleaved_write_frame(): No space left on device")],
	])("for want of room is reported as storage_full: %s", (_how, error) => {
		expect(explainFailure(error, "/nowhere")).toMatchObject({
			code: "storage_full",
			message: "The disk is full: the film could not be written.",
		});
	});

	it("for any other reason names the frame and no stack", () => {
		const error = Object.assign(new Error("Uncaught TypeError: x is not a function"), { frame: 12 });
		const reported = explainFailure(error, "/nowhere");
		expect(reported).toMatchObject({ code: "export_failed", message: "Frame 12 could not be drawn: x is not a function." });
		expect(reported.message).not.toContain("at ");
	});
});

it("a failed command names a file of the film, and neither itself nor a path of the machine", () => {
	const command =
		"Command failed with exit code 234: /srv/app/node_modules/@remotion/compositor-linux-x64-gnu/ffmpeg -hide_banner -i /srv/data/sandboxes/x/remotion-assets-dir/123.m4a -ac 2";
	expect(isMediaFailure(new Error(command))).toBe(true);
	const file = "assets/memo.m4a";
	const named = explainFailure(new Error(command), "/srv/bundle", { file, reason: "undecodable" });
	expect(named.message).toBe("public/assets/memo.m4a can't be decoded, so the film can't be exported with it.");
	expect(named.hint).toContain("AAC");
	const unchecked = explainFailure(new Error(command), "/srv/bundle", { file, reason: "unchecked" });
	expect(unchecked.message).toContain("public/assets/memo.m4a could not be checked in time");
	expect(unchecked.message).not.toContain("decoded");
	expect(explainFailure(new Error(command), "/srv/bundle").message).toBe(
		"The film could not be drawn: a sound or video of the film could not be read.",
	);
});

it.each([
	[
		"Error loading image with src: http://localhost:34567/public/assets/a.png",
		"Error loading image with src: public/assets/a.png",
	],
	["ENOENT: no such file, open '/srv/data/sandboxes/x y/exports/.cache/ab/tree/public/a.mp4'", "public/a.mp4"],
	["Cannot read /home/me/data/film.json", "Cannot read film.json"],
	["1/2 of a and/or b", "1/2 of a and/or b"],
	["<div> closed by </span>", "<div> closed by </span>"],
])("of %j people read no path of the machine", (text, shown) => {
	expect(withoutPaths(text)).toContain(shown);
	expect(withoutPaths(text)).not.toMatch(/\/srv|\/home|localhost/);
});

it("what a film throws to keep its reader busy is read in one pass, and its beginning is shown", () => {
	for (const text of ["/a".repeat(50_000), "/src/".repeat(50_000), " See https:".repeat(20_000), "ffmpeg ".repeat(50_000)])
		expect(explainFailure(new Error(text), "/nowhere").message.length).toBeLessThan(600);
});
