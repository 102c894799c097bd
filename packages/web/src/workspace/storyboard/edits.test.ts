import { Storyboard } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import {
	addAudio,
	addPictureScene,
	addScene,
	changeFps,
	duplicateScene,
	freeId,
	MIN_SCENE_FRAMES,
	moveScene,
	removeScene,
	setMark,
	setSceneFile,
	trimScene,
} from "./edits.ts";

const film = (...ids: string[]): Storyboard =>
	sampleFilm(ids.map((id) => ({ id, scene: "Title", durationInFrames: 90, props: { title: id }, kept: "as it is" })));
const ids = (storyboard: Storyboard | null) => storyboard?.scenes.map((scene) => scene.id);
const entry = {
	scene: "BigNumber",
	title: "Big number",
	description: "",
	propsSchema: {},
	defaultProps: { value: 1 },
	defaultDurationInFrames: 75,
};

describe("moving", () => {
	test.each([
		["a", 2, ["b", "c", "a"]],
		["c", 0, ["c", "a", "b"]],
		["b", 1, ["a", "b", "c"]],
		["a", 99, ["b", "c", "a"]],
		["c", -5, ["c", "a", "b"]],
	])("%s to place %d", (id, to, expected) => expect(ids(moveScene(film("a", "b", "c"), id, to))).toEqual(expected));

	test("a scene that is gone can't be moved, trimmed, copied or removed", () => {
		const storyboard = film("a", "b");
		expect(moveScene(storyboard, "x", 0)).toBeNull();
		expect(trimScene(storyboard, "x", 30)).toBeNull();
		expect(duplicateScene(storyboard, "x")).toBeNull();
		expect(removeScene(storyboard, "x")).toBeNull();
	});
});

describe("trimming", () => {
	test("snaps to whole frames and never goes below the shortest scene", () => {
		expect(trimScene(film("a"), "a", 44.6)?.scenes[0]?.durationInFrames).toBe(45);
		expect(trimScene(film("a"), "a", -10)?.scenes[0]?.durationInFrames).toBe(MIN_SCENE_FRAMES);
	});

	test("keeps fields it does not know", () =>
		expect(trimScene(film("a"), "a", 10)?.scenes[0]).toMatchObject({ kept: "as it is" }));
});

describe("copies and removals", () => {
	test("a copy stands after its original, with an id of its own and props of its own", () => {
		const storyboard = film("title-1", "title-2");
		const next = duplicateScene(storyboard, "title-1");
		expect(ids(next)).toEqual(["title-1", "title-3", "title-2"]);
		expect(next?.scenes[1]?.props).toEqual(storyboard.scenes[0]?.props);
		expect(next?.scenes[1]?.props).not.toBe(storyboard.scenes[0]?.props);
	});

	test("the last scene stays", () => expect(removeScene(film("a"), "a")).toBeNull());

	test("a scene of the catalog comes after the chosen one, with a transition and its good props", () => {
		const next = addScene(film("a", "b"), entry, "a", { value: 7 });
		expect(ids(next)).toEqual(["a", "big-number-1", "b"]);
		expect(next.scenes[1]).toMatchObject({ durationInFrames: 75, props: { value: 7 }, transition: { type: "fade" } });
	});

	test("whatever is done in whatever order, ids stay unique and the schema holds", () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(20), fc.nat(300)), { maxLength: 40 }), (steps) => {
				let storyboard = film("title-1", "title-2", "title-3");
				for (const [what, which, amount] of steps) {
					const id = storyboard.scenes[which % storyboard.scenes.length]?.id ?? "";
					const next = [
						() => moveScene(storyboard, id, amount % 9),
						() => trimScene(storyboard, id, amount),
						() => duplicateScene(storyboard, id),
						() => removeScene(storyboard, id),
						() => addScene(storyboard, entry, id),
					][what]?.();
					if (next) storyboard = next;
				}
				expect(Storyboard.safeParse(storyboard).success).toBe(true);
			}),
			{ numRuns: 100 },
		);
	});
});

test("an id is made from the name without its number", () =>
	expect(freeId(film("quote-1", "quote-2"), "quote-1")).toBe("quote-3"));

test("another frame rate keeps the length in seconds", () => {
	const next = changeFps(film("a", "b"), 60);
	expect(next.fps).toBe(60);
	expect(next.scenes.map((scene) => scene.durationInFrames)).toEqual([180, 180]);
});

test("music is laid under the film in a loop, an effect is played once", () => {
	expect(addAudio(film("a"), "audio/music/calm.mp3", 0).audio[0]).toMatchObject({ id: "calm-1", loop: true, fadeOutFrames: 30 });
	expect(addAudio(film("a"), "audio/sfx/pop.mp3", 500).audio[0]).toMatchObject({ id: "pop-1", loop: false, startFrame: 89 });
});

describe("a picture", () => {
	const pan = { ...entry, scene: "ImagePan", defaultProps: { src: "images/landscape.svg", caption: "Somewhere worth going" } };
	const ended = sampleFilm([
		{ id: "a", scene: "Title", durationInFrames: 90 },
		{ id: "b", scene: "Points", durationInFrames: 90 },
		{ id: "end", scene: "Outro", durationInFrames: 90 },
	]);

	test.each([
		[null, ["a", "b", "image-pan-1", "end"]],
		["a", ["a", "image-pan-1", "b", "end"]],
		["end", ["a", "b", "image-pan-1", "end"]],
		["gone", ["a", "b", "image-pan-1", "end"]],
	])("in a scene of its own after %s never stands after the ending", (after, expected) =>
		expect(ids(addPictureScene(ended, pan, after, "assets/x.png"))).toEqual(expected),
	);

	test("gets no words that nobody wrote", () => {
		const made = addPictureScene(ended, pan, "a", "assets/x.png").scenes[1];
		expect(made?.props).toEqual({ src: "assets/x.png" });
	});

	test("goes into the selected scene, behind it, or into a corner of all, and nothing else changes", () => {
		const inside = setSceneFile(ended, "b", "picture", "assets/x.png");
		expect(inside?.scenes[1]?.props).toEqual({ picture: "assets/x.png" });
		expect(ids(inside)).toEqual(ids(ended));
		const marked = setMark(ended, { src: "assets/x.png", corner: "top-left" });
		expect(marked.mark).toEqual({ src: "assets/x.png", corner: "top-left" });
		expect(marked.scenes).toBe(ended.scenes);
		expect(setMark(marked, null)).toEqual(ended);
	});
});
