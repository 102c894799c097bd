import { describe, expect, it } from "vitest";
import { leftOutSentence, linkStaysInside, pathRefusal, TREE_LIMITS } from "./index.ts";

describe("paths of a project", () => {
	it.each([
		["src/a.ts", null],
		[".gitignore", null],
		["a/.gitattributes", null],
		[".vscode/settings.json", null],
		["line\nbreak \"quoted\" 'name' \u0007", null],
		["src/ünïcode \u{1f3ac}/e\u0301.txt", null],
		["aux", null],
		["con.txt", null],
		["ends with a dot.", null],
		["C:/windows", null],
		["out", null],
		["src/out/film.txt", null],
		["../a", "name"],
		["src/../../a", "name"],
		["./a", "name"],
		["a//b", "name"],
		["/a", "name"],
		["a/", "name"],
		["", "name"],
		["a\\b", "name"],
		["a\0b", "name"],
		["a\ud800b", "name"],
		["not text \ufffd", "name"],
		[".git", "repository"],
		[".git/config", "repository"],
		["sub/.git/config", "repository"],
		["sub/.GIT", "repository"],
		["sub/.Git./config", "reserved"],
		["git~1/config", "reserved"],
		["a/GIT~1", "reserved"],
		[".git::$INDEX_ALLOCATION/config", "reserved"],
		["a/.g\u200cit/config", "repository"],
		["a/.gitmodules", "reserved"],
		[".git /config", "reserved"],
		["a/.git. . ./config", "reserved"],
		["a/.GiT\u206f", "repository"],
		["a/\ufeff.g\u202ait\u200f/hooks/pre-commit", "repository"],
		["a/.git\u200c:b", "reserved"],
		["a/GIT~1 .::$DATA", "reserved"],
		["a/.git:stream:$INDEX_ALLOCATION/x", "reserved"],
		["a/GITMOD~1", "reserved"],
		["a/.gitmodules ", "reserved"],
		["a/gi7eba~9", "reserved"],
		["a/.GitModules::$DATA", "reserved"],
		["a/GITATT~2/b", "reserved"],
		["a/.gitattributes./b", "reserved"],
		[".Story\u200dDream/commit", "reserved"],
		["public/assets", "reserved"],
		["a/\udfff", "name"],
		["a/..", "name"],
		["..git", null],
		[".git~1", null],
		["git~2/config", null],
		[".gitignore/x", null],
		["\u202egpj.exe", null],
		["HEAD", null],
		["refs/heads/main", null],
		["objects/info/alternates", null],
		["a/.gitattributes/b", "reserved"],
		[".storydream/commit", "reserved"],
		["public/assets/a.png", "reserved"],
		["node_modules/x.js", "generated"],
		["src/node_modules/x.js", "generated"],
		["dist/index.js", "generated"],
		["out/film.mp4", "generated"],
		["x".repeat(256), "long"],
		["ü".repeat(128), "long"],
		[`${"ü".repeat(120)}/`.repeat(4) + "ü".repeat(20), "long"],
		[`${"ü".repeat(120)}/`.repeat(4) + "ü".repeat(10), null],
		[`${"a/".repeat(TREE_LIMITS.parts)}b`, "long"],
	])("%j as a file: %s", (path, refusal) => {
		expect(pathRefusal(path, "file")).toBe(refusal);
	});

	it("are judged by what stands there, where that makes a difference", () => {
		expect([pathRefusal("out", "folder"), pathRefusal("dist", "link")]).toEqual(["generated", null]);
		expect([pathRefusal("public/assets", "folder"), pathRefusal("public/assets", "link")]).toEqual([null, "reserved"]);
	});
});

describe("a link of a project", () => {
	const inside = (links: Record<string, string>, path: string) => linkStaysInside(path, new Map(Object.entries(links)));

	it.each([
		["a/link", "b", true],
		["a/link", "../b", true],
		["link", ".", true],
		["link", "nowhere/at/all", true],
		["link", "src/.gitattributes", true],
		["link", "link", true],
		["a/link", "../../b", false],
		["link", "..", false],
		["link", "/etc", false],
		["link", "a/../../b", false],
		["link", ".git/config", false],
		["link", "sub/.GIT/hooks", false],
		["link", ".storydream/commit", false],
		["link", "", false],
		["link", "bytes \ufffd", false],
	])("at %s to %s stays inside: %s", (path, target, stays) => {
		expect(inside({ [path]: target }, path)).toBe(stays);
	});

	it("is followed through the other links, as the system does", () => {
		// By names alone, `here/here/../..` is the project's folder.
		expect(inside({ here: ".", out: "here/here/../.." }, "out")).toBe(false);
		expect(inside({ a: "b", b: "a/../.." }, "a")).toBe(true);
		expect(inside({ deep: "x/y/z", up: "deep/../../.." }, "up")).toBe(true);
		expect(inside({ deep: "x/y/z", up: "deep/../../../.." }, "up")).toBe(false);
		expect(inside({ absolute: "/etc", through: "absolute/passwd" }, "through")).toBe(false);
	});
});

it("what was left out is one sentence that names the first paths", () => {
	expect(leftOutSentence({ count: 0, paths: [] })).toBe("");
	const paths = Array.from({ length: 7 }, (_, index) => ({ path: `a\\${index}`, reason: "name" as const }));
	const sentence = leftOutSentence({ count: 9, paths });
	expect(sentence).toMatch(/^Not saved in this version: a\\0 has a name.*a\\4 has a name.*and 4 more\.$/);
	expect(sentence).not.toContain("a\\5");
});
