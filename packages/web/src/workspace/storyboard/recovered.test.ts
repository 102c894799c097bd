import { applyPatch, diffStoryboards, type Storyboard } from "@storydream/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import type { Step } from "./editor-state.ts";
import { moveScene, removeScene, trimScene } from "./edits.ts";
import { recoverEdits } from "./recovered.ts";

const base = "0".repeat(40);
const newer = "1".repeat(40);
const film = sampleFilm(["a", "b", "c"].map((id) => ({ id, scene: "Title", durationInFrames: 90, props: {} })));
const lengths = (storyboard: Storyboard) => Object.fromEntries(storyboard.scenes.map((one) => [one.id, one.durationInFrames]));

const changed = (from: Storyboard, to: Storyboard | null): Storyboard => {
	if (!to) throw new Error("the edit makes no sense there");
	expect(to).not.toEqual(from);
	return to;
};
/** The steps that lead from one storyboard over the others. */
function stepsOf(...films: Storyboard[]): Step[] {
	return films.slice(1).map((to, at) => ({
		kind: "edit",
		id: `edit-${at + 1}`,
		key: `edit-${at + 1}`,
		title: `Change ${at + 1}`,
		sent: false,
		refused: false,
		patch: diffStoryboards(films[at] ?? film, to),
	}));
}
const unsentOf = (...films: Storyboard[]) => ({ base, steps: stepsOf(...films), at: 0 });
/** The film with what was recovered in it. */
function withEdits(current: Storyboard, edits: ReturnType<typeof recoverEdits>["edits"]): Storyboard {
	return edits.reduce((storyboard, { patch }) => applyPatch(storyboard, patch, "strict") ?? storyboard, current);
}

test("on the version they were made on, all unsent edits are made", () => {
	const trimmed = changed(film, trimScene(film, "a", 30));
	const moved = changed(trimmed, moveScene(trimmed, "c", 0));
	const { edits, lost } = recoverEdits(film, base, unsentOf(film, trimmed, moved));
	expect(lost).toEqual([]);
	expect(edits.map((one) => one.title)).toEqual(["Change 1", "Change 2"]);
	expect(withEdits(film, edits)).toEqual(moved);
});

test("on a newer version an edit of another place is made, and one of the same place is named as lost", () => {
	const first = changed(film, trimScene(film, "a", 30));
	const both = changed(first, trimScene(first, "b", 40));
	const theirs = changed(film, trimScene(film, "b", 77));
	const { edits, lost } = recoverEdits(theirs, newer, unsentOf(film, first, both));
	expect(lost).toEqual(["Change 2"]);
	expect(lengths(withEdits(theirs, edits))).toEqual({ a: 30, b: 77, c: 90 });
});

test("an edit of a scene that is gone is named as lost", () => {
	const without = changed(film, removeScene(film, "a"));
	const { edits, lost } = recoverEdits(without, newer, unsentOf(film, changed(film, trimScene(film, "a", 30))));
	expect([edits, lost]).toEqual([[], ["Change 1"]]);
});

test("an edit that the studio stored, though its answer was lost, is made once", () => {
	const trimmed = changed(film, trimScene(film, "a", 30));
	expect(recoverEdits(trimmed, newer, unsentOf(film, trimmed))).toEqual({ edits: [], lost: [] });
});

test("an unsent undo is an edit called by its name, and a restore of a whole version is named as lost", () => {
	const trimmed = changed(film, trimScene(film, "a", 30));
	const patch = diffStoryboards(trimmed, film);
	const common = { title: "Trim", sent: false, refused: false };
	const steps: Step[] = [
		{ ...common, kind: "undo", id: "edit-1", patch },
		{ ...common, kind: "undo-version", id: newer, sha: base, shown: film },
	];
	const { edits, lost } = recoverEdits(trimmed, base, { base, steps, at: 0 });
	expect(edits).toEqual([{ title: "Undo “Trim”", patch }]);
	expect(lost).toEqual(["Undo “Trim”"]);
});

test("whatever was edited and whatever others did, each edit is made or named, and nobody's newer work changes", () => {
	const edit = fc.record({ id: fc.constantFrom("a", "b", "c"), frames: fc.integer({ min: 5, max: 300 }) });
	fc.assert(
		fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), fc.array(edit, { maxLength: 4 }), (mine, others) => {
			const apply = (to: Storyboard, { id, frames }: typeof edit extends fc.Arbitrary<infer One> ? One : never) =>
				trimScene(to, id, frames) ?? to;
			const films = [film];
			for (const one of mine) films.push(apply(films.at(-1) ?? film, one));
			const theirs = others.reduce(apply, film);
			const unsent = unsentOf(...films);
			const { edits, lost } = recoverEdits(theirs, newer, unsent);
			const result = withEdits(theirs, edits);
			for (const id of ["a", "b", "c"]) {
				const wanted = lengths(films.at(-1) ?? film)[id];
				const now = lengths(theirs)[id];
				const untouched = now === 90;
				const shown = lengths(result)[id];
				if (untouched) expect(shown, id).toBe(wanted);
				else if (lost.length === 0) expect([now, wanted], id).toContain(shown);
				else if (shown !== now)
					expect(
						films.map((one) => lengths(one)[id]),
						id,
					).toContain(shown);
			}
		}),
	);
});
