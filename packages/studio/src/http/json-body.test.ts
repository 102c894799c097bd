import { describe, expect, it } from "vitest";
import { namesJson } from "./json-body.ts";

describe("a content type", () => {
	it.each(["application/json", "Application/JSON", "APPLICATION/JSON; charset=utf-8"])("%s names JSON", (type) => {
		expect(namesJson(type)).toBe(true);
	});

	it.each([undefined, "", "text/plain", "multipart/form-data; boundary=x"])("%s names no JSON", (type) => {
		expect(namesJson(type)).toBe(false);
	});
});
