import { expect, test } from "vitest";
import type { FilmCode } from "./film-code.ts";
import { type Encoding, inOneOrder, segmentKey } from "./key.ts";
import type { Segment } from "./segments.ts";

const CODE: FilmCode = {
	all: "all",
	code: "code",
	shared: "shared",
	scenes: { Title: { code: "title", seesFilm: false, isTemplate: true } },
	isTemplate: true,
	unknown: null,
};
const ENCODING: Encoding = { codec: "h264", width: 320, height: 180, scale: 1, fps: 30, encoder: "x", versions: "1" };
const SEGMENT: Segment = {
	sceneId: "one",
	from: 0,
	durationInFrames: 30,
	components: ["Title"],
	inputs: { title: "Harbour", picture: "assets/my boat.jpg" },
	texts: ["Harbour", "assets/my boat.jpg"],
};
const FILES = new Map([
	["assets/my boat.jpg", "1"],
	["assets/other.jpg", "2"],
	["maps/cities.tsv", "3"],
	["audio/music/calm.mp3", "4"],
]);
const SHIPPED = new Set(["maps/cities.tsv", "audio/music/calm.mp3"]);

function keyOf(change: {
	segment?: Partial<Segment>;
	code?: Partial<FilmCode>;
	encoding?: Partial<Encoding>;
	files?: [string, string];
}) {
	const hashes = new Map([...FILES, ...(change.files ? [change.files] : [])]);
	const [segment, code, encoding] = [
		{ ...SEGMENT, ...change.segment },
		{ ...CODE, ...change.code },
		{ ...ENCODING, ...change.encoding },
	];
	return segmentKey(segment, code, encoding, { hashes, shipped: SHIPPED });
}

test("a key is 64 hexadecimal digits, the same for equal segments wherever they lie in the film", () => {
	expect(keyOf({})).toMatch(/^[0-9a-f]{64}$/);
	expect(keyOf({ segment: { sceneId: "two" } })).toBe(keyOf({}));
});

test.each([
	["what the storyboard says", { segment: { inputs: {} } }],
	["shared code", { code: { shared: "other" } }],
	["the scene's code", { code: { scenes: { Title: { code: "other", seesFilm: false, isTemplate: true } } } }],
	["the size", { encoding: { width: 640 } }],
	["the versions", { encoding: { versions: "2" } }],
	["a file that the scene names", { files: ["assets/my boat.jpg", "other"] as [string, string] }],
	["a file that comes with the template", { files: ["maps/cities.tsv", "other"] as [string, string] }],
])("another key for another %s", (_what, change) => {
	expect(keyOf(change)).not.toBe(keyOf({}));
});

test("files that the scene does not name, and music, leave a template's scene as it is", () => {
	expect(keyOf({ files: ["assets/other.jpg", "new"] })).toBe(keyOf({}));
	expect(keyOf({ files: ["audio/music/calm.mp3", "new"] })).toBe(keyOf({}));
});

test("a scene whose code is not known changes with all code, and may show any file", () => {
	const segment = { components: ["Own"] };
	expect(keyOf({ segment, code: { code: "other" } })).not.toBe(keyOf({ segment }));
	expect(keyOf({ segment, files: ["assets/other.jpg", "new"] })).not.toBe(keyOf({ segment }));
});

test("a film that is not known changes with the storyboard's file", () => {
	const unknown = { unknown: "src/Film.tsx was changed" };
	expect(keyOf({ code: { ...unknown, all: "other" } })).not.toBe(keyOf({ code: unknown }));
});

test("a name that is escaped in the text is found", () => {
	const segment = { texts: ["/assets/my%20boat.jpg"] };
	expect(keyOf({ segment, files: ["assets/my boat.jpg", "new"] })).not.toBe(keyOf({ segment }));
});

test("a scene of one's own may show any file", () => {
	const code = { scenes: { Title: { code: "own", seesFilm: false, isTemplate: false } } };
	expect(keyOf({ code, files: ["assets/other.jpg", "new"] })).not.toBe(keyOf({ code }));
	expect(keyOf({ code, files: ["audio/music/calm.mp3", "new"] })).not.toBe(keyOf({ code }));
});

test("the order in which an object's fields were written does not count", () => {
	expect(inOneOrder({ a: 1, b: [{ d: 2, c: 3 }] })).toBe(inOneOrder({ b: [{ c: 3, d: 2 }], a: 1 }));
});
