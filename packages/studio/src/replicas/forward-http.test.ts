import { describe, expect, it } from "vitest";
import { subjectOf } from "./forward-http.ts";

describe("which session or export a request needs", () => {
	it.each([
		["PUT", "/api/projects/abc/storyboard", "project abc"],
		["GET", "/api/projects/abc/storyboard?x=1", "project abc"],
		["GET", "/api/projects/abc/exports", "project abc"],
		["POST", "/api/projects/abc/assets", "project abc"],
		["PATCH", "/api/projects/abc", "project abc"],
		["DELETE", "/api/projects/abc?sure=1", "project abc"],
		["POST", "/api/projects/abc/versions/0a1b/restore", "project abc"],
		["GET", "/api/exports/film1", "export film1"],
		["DELETE", "/api/exports/film1", "export film1"],
	])("%s %s: that of %s", (method, url, expected) => {
		const subject = subjectOf({ method, url });
		expect(subject && `${subject.kind} ${subject.id}`).toBe(expected);
	});

	it.each([
		["GET", "/api/projects"],
		["POST", "/api/projects"],
		["GET", "/api/projects/abc"],
		["HEAD", "/api/projects/abc/assets/a.png"],
		["GET", "/api/projects/abc/versions/0a1b/picture.jpg"],
		["GET", "/api/exports/film1/file"],
		["GET", "/git/abc.git/info/refs"],
		["POST", "/gateway/v1/messages"],
		["PUT", "//api/projects/abc/storyboard"],
		["PUT", "/api/projects/../abc/storyboard"],
		["PUT", "http://elsewhere/api/projects/abc"],
	])("%s %s: none", (method, url) => {
		expect(subjectOf({ method, url })).toBeNull();
	});
});
