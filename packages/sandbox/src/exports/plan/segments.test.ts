import { filmDurationInFrames, Storyboard } from "@storydream/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { planSegments, type Segment, wholeFilm } from "./segments.ts";

const NOBODY: ReadonlySet<string> = new Set();

function board(change: Partial<Record<string, unknown>> = {}): Storyboard {
	const fade = { type: "fade", durationInFrames: 10 };
	return Storyboard.parse({
		fps: 30,
		width: 320,
		height: 180,
		look: "swiss",
		scenes: [
			{ id: "one", scene: "Title", durationInFrames: 60, props: { title: "Harbour" } },
			{ id: "two", scene: "Points", durationInFrames: 60, props: { points: ["Boats"] }, transition: fade },
			{ id: "three", scene: "Outro", durationInFrames: 60, props: { title: "Come by" } },
		],
		...change,
	});
}

function allOf(film: Storyboard): Segment[] {
	return planSegments(film, { from: 0, to: filmDurationInFrames(film) - 1 }, NOBODY);
}

/** Which segments are not the same in two films of one length. */
function changed(before: Storyboard, after: Storyboard): number[] {
	const [a, b] = [allOf(before), allOf(after)];
	expect(b.length).toBe(a.length);
	return a.flatMap((segment, at) => (JSON.stringify(segment.inputs) === JSON.stringify(b[at]?.inputs) ? [] : [at]));
}

test("a scene is a segment, and so is a transition", () => {
	expect(allOf(board()).map(({ sceneId, from, durationInFrames }) => [sceneId, from, durationInFrames])).toEqual([
		["one", 0, 50],
		[null, 50, 10],
		["two", 60, 50],
		["three", 110, 60],
	]);
});

test("a scene of more than ten seconds is cut", () => {
	const long = board({ scenes: [{ id: "one", scene: "Title", durationInFrames: 700 }] });
	expect(allOf(long).map(({ from, durationInFrames }) => [from, durationInFrames])).toEqual([
		[0, 300],
		[300, 300],
		[600, 100],
	]);
});

test("segments follow each other without a gap, whatever the scenes, and a range cuts them at its ends", () => {
	const scene = fc.record({
		scene: fc.constantFrom("Title", "Points", "Outro"),
		durationInFrames: fc.integer({ min: 1, max: 900 }),
		transition: fc.record({ type: fc.constantFrom("none", "fade", "slide"), durationInFrames: fc.integer({ min: 0, max: 300 }) }),
	});
	fc.assert(
		fc.property(fc.array(scene, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (scenes, a, b) => {
			const film = board({ scenes: scenes.map((one, index) => ({ id: `s${index}`, ...one })) });
			const length = filmDurationInFrames(film);
			const [from, to] = [a % length, b % length].sort((x, y) => x - y) as [number, number];
			let next = from;
			for (const segment of planSegments(film, { from, to }, NOBODY)) {
				expect(segment.from).toBe(next);
				expect(segment.durationInFrames).toBeGreaterThan(0);
				next += segment.durationInFrames;
			}
			expect(next).toBe(to + 1);
		}),
	);
});

test("other words in a scene change that scene and its transitions", () => {
	const before = board();
	const after = structuredClone(before);
	Object.assign(after.scenes[1]?.props ?? {}, { points: ["Ships"] });
	expect(changed(before, after)).toEqual([1, 2]);
});

test("sound, the brief and notes change no segment", () => {
	const before = board();
	const after = structuredClone(before);
	after.audio.push({ id: "m", src: "audio/calm.mp3", startFrame: 0, volume: 1, loop: true, fadeInFrames: 0, fadeOutFrames: 0 });
	after.brief = [{ text: "Harbour", kind: "name", shownIn: ["one"] }];
	Object.assign(after.scenes[0] ?? {}, { notes: "slower?" });
	expect(changed(before, after)).toEqual([]);
});

test("a caption changes the segments it is shown in, and the first one all of them, since scenes make room for captions", () => {
	const caption = { text: "Hello", startFrame: 5, endFrame: 20 };
	const before = board({ captions: [caption] });
	expect(changed(before, board({ captions: [{ ...caption, text: "Good day" }] }))).toEqual([0]);
	expect(changed(before, board({ captions: [caption, { text: "Bye", startFrame: 130, endFrame: 150 }] }))).toEqual([3]);
	expect(changed(board(), before)).toEqual([0, 1, 2, 3]);
});

test("a caption that the next one cuts short is another one", () => {
	const first = { text: "Hello", startFrame: 5, endFrame: 80 };
	const before = board({ captions: [first, { text: "Now", startFrame: 70, endFrame: 100 }] });
	const after = board({ captions: [first, { text: "Now", startFrame: 65, endFrame: 100 }] });
	expect(changed(before, after)).toContain(2);
});

test("colours, look, language and mark change every segment", () => {
	for (const change of [{ look: "cinema" }, { theme: { motion: 2 } }, { language: "tr" }, { mark: { src: "assets/logo.png" } }])
		expect(changed(board(), board(change))).toEqual([0, 1, 2, 3]);
});

test("a transition of another kind also changes the scene that it takes away, which leaves in another way", () => {
	const after = board();
	Object.assign(after.scenes[1]?.transition ?? {}, { type: "slide" });
	expect(changed(board(), after)).toEqual([0, 1, 2]);
});

test("an object that goes on over a hard cut binds its two scenes together", () => {
	const withIcon = (title: string) => {
		const film = board();
		Object.assign(film.scenes[1] ?? {}, { icon: "boat" });
		Object.assign(film.scenes[2] ?? {}, { icon: "boat", props: { title } });
		return film;
	};
	expect(changed(withIcon("Come by"), withIcon("Stay"))).toEqual([1, 2, 3]);
});

test("a scene that reads the storyboard is drawn again with every change", () => {
	const draw = (film: Storyboard) => planSegments(film, { from: 0, to: 169 }, new Set(["Outro"]));
	const after = structuredClone(board());
	Object.assign(after.scenes[0]?.props ?? {}, { title: "Port" });
	const same = draw(board()).map(({ inputs }, at) => JSON.stringify(inputs) === JSON.stringify(draw(after)[at]?.inputs));
	expect(same).toEqual([false, false, true, false]);
});

test("a film whose code is not known is one segment", () => {
	expect(wholeFilm(board(), { from: 10, to: 59 })).toMatchObject({ sceneId: null, from: 10, durationInFrames: 50 });
});
