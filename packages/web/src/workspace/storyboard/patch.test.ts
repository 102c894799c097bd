import { applyPatch, diffStoryboards, invertPatch, type Storyboard, StoryboardPatch } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import { addAudio, changeFps, changeScene, duplicateScene, moveScene, removeScene, trimScene } from "./edits.ts";

const film = sampleFilm(
	["a", "b", "c", "d"].map((id) => ({ id, scene: "Title", durationInFrames: 90, props: { title: id, list: ["x", "y"] } })),
);
const ids = (storyboard: Storyboard | null) => storyboard?.scenes.map((scene) => scene.id).join("");
const must = (storyboard: Storyboard | null): Storyboard => {
	if (!storyboard) throw new Error("the edit makes sense there");
	return storyboard;
};

/** A storyboard that a random list of edits leads to. */
const edited = fc.array(fc.tuple(fc.nat(6), fc.nat(20), fc.nat(300)), { maxLength: 12 }).map((steps) => {
	let storyboard = film;
	for (const [what, which, amount] of steps) {
		const id = storyboard.scenes[which % storyboard.scenes.length]?.id ?? "";
		const next = [
			() => moveScene(storyboard, id, amount % 9),
			() => trimScene(storyboard, id, amount),
			() => duplicateScene(storyboard, id),
			() => removeScene(storyboard, id),
			() => addAudio(storyboard, "audio/music/calm.mp3", amount),
			() => changeFps(storyboard, amount % 2 ? 60 : 30),
			() =>
				changeScene(storyboard, id, (scene) => ({
					...scene,
					props: { title: String(amount) },
					transition: { type: "fade", durationInFrames: amount },
				})),
		][what]?.();
		if (next) storyboard = next;
	}
	return storyboard;
});

test("a patch leads from one storyboard to the other, and inverted back, also as stored text", () => {
	fc.assert(
		fc.property(edited, edited, (before, after) => {
			const patch = StoryboardPatch.parse(JSON.parse(JSON.stringify(diffStoryboards(before, after))));
			expect(applyPatch(before, patch, "strict")).toEqual(after);
			expect(applyPatch(after, invertPatch(patch), "strict")).toEqual(before);
			expect(applyPatch(after, patch, "strict"), "made already").toEqual(after);
		}),
		{ numRuns: 500 },
	);
});

describe("a patch on a storyboard that others have changed", () => {
	test("keeps what they did to other fields of the same scene", () => {
		const patch = diffStoryboards(film, must(trimScene(film, "a", 30)));
		const theirs = must(changeScene(film, "a", (scene) => ({ ...scene, props: { ...scene.props, title: "Theirs" } })));
		expect(applyPatch(theirs, patch, "strict")?.scenes[0]).toMatchObject({ durationInFrames: 30, props: { title: "Theirs" } });
	});

	test("does not apply strictly where they changed the same field, and wins leniently", () => {
		const patch = diffStoryboards(film, must(trimScene(film, "a", 30)));
		const theirs = must(trimScene(film, "a", 70));
		expect(applyPatch(theirs, patch, "strict")).toBeNull();
		expect(applyPatch(theirs, patch, "lenient")?.scenes[0]?.durationInFrames).toBe(30);
	});

	test("brings a removed scene back behind the one that stood before it", () => {
		const without = must(removeScene(film, "c"));
		const theirs = must(moveScene(without, "d", 0));
		expect(ids(applyPatch(theirs, invertPatch(diffStoryboards(film, without)), "strict"))).toBe("dabc");
	});

	test("takes a scene out only as it was put in", () => {
		const added = must(duplicateScene(film, "a"));
		const back = invertPatch(diffStoryboards(film, added));
		const copy = added.scenes[1]?.id ?? "";
		expect(applyPatch(must(trimScene(added, copy, 11)), back, "strict")).toBeNull();
		expect(ids(applyPatch(must(trimScene(added, "d", 11)), back, "strict"))).toBe("abcd");
	});

	test("never leaves a film without a scene", () => {
		const one = sampleFilm([{ id: "a", scene: "Title", durationInFrames: 90, props: {} }]);
		const two = must(duplicateScene(one, "a"));
		const patch = diffStoryboards(two, must(removeScene(two, "a")));
		expect(applyPatch(one, patch, "lenient")).toBeNull();
	});

	test("says null leniently only when nothing of it applies any more", () => {
		const patch = diffStoryboards(film, must(trimScene(must(trimScene(film, "a", 30)), "b", 40)));
		const withoutA = must(removeScene(film, "a"));
		expect(applyPatch(withoutA, patch, "lenient")?.scenes[0]?.durationInFrames).toBe(40);
		expect(applyPatch(must(removeScene(withoutA, "b")), patch, "lenient")).toBeNull();
	});

	test("reads and writes fields of its own only, whatever they are called", () => {
		const odd = must(changeScene(film, "a", (scene) => ({ ...scene, props: JSON.parse('{"constructor":"x"}') })));
		const patch = diffStoryboards(film, odd);
		expect(applyPatch(film, patch, "strict")).toEqual(odd);
		expect(applyPatch(odd, invertPatch(patch), "strict")).toEqual(film);
	});
});
