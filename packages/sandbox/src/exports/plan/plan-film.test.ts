import { Storyboard } from "@storydream/protocol";
import { expect, test } from "vitest";
import type { FilmCode } from "./film-code.ts";
import { segmentKey } from "./key.ts";
import { planFilm } from "./plan-film.ts";

const CODE: FilmCode = {
	all: "all",
	code: "code",
	shared: "shared",
	scenes: { Title: { code: "title", seesFilm: false, isTemplate: true } },
	isTemplate: true,
	unknown: null,
};
const BOARD = Storyboard.parse({
	fps: 30,
	width: 320,
	height: 180,
	look: "swiss",
	scenes: ["one", "two"].map((id) => ({ id, scene: "Title", durationInFrames: 30, props: { title: id } })),
});
const RANGE = { from: 0, to: 59 };
const ENCODING = { codec: "h264", width: 320, height: 180, scale: 1, fps: 30, encoder: "x", versions: "1" };

/** Key of the first segment. */
function keyOf(board: Storyboard | null, durationInFrames: number, code: FilmCode): string {
	const plan = planFilm(board, RANGE, durationInFrames, code);
	const [first] = plan.segments;
	if (first === undefined) throw new Error("a film has a segment");
	return segmentKey(first, plan.code, ENCODING, { hashes: new Map(), shipped: new Set() });
}

test("a film that follows its storyboard has a segment for each scene", () => {
	const plan = planFilm(BOARD, RANGE, 60, CODE);
	expect(plan.segments.map(({ sceneId }) => sceneId)).toEqual(["one", "two"]);
	expect(plan.code.unknown).toBeNull();
});

test.each([
	["whose code is not known", BOARD, 60, { ...CODE, unknown: "src/Film.tsx was changed" }],
	["that is longer than its storyboard", BOARD, 90, CODE],
	["without a storyboard that can be read", null, 60, CODE],
])("a film %s is one segment, which changes with all code and with the storyboard's file", (_what, board, length, code) => {
	const plan = planFilm(board, RANGE, length, code);
	expect(plan.segments).toHaveLength(1);
	expect(plan.board).toBeNull();
	expect(plan.code.unknown).toEqual(expect.any(String));
	expect(keyOf(board, length, { ...code, all: "other" })).not.toBe(keyOf(board, length, code));
});
