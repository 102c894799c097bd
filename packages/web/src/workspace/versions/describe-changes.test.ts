import { expect, test } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import { describeChanges } from "./describe-changes.ts";

const film = sampleFilm([
	{ id: "a", scene: "Title", durationInFrames: 90, props: { title: "Small Wings" } },
	{ id: "b", scene: "BarChart", durationInFrames: 90, props: { bars: [{ label: "2023", value: 10 }] } },
	{ id: "c", scene: "Outro", durationInFrames: 90, props: { title: "Thanks" } },
]);
const lines = (after: typeof film) =>
	describeChanges(film, after, null).map(({ where, what, before, after }) => `${where} | ${what} | ${before} → ${after}`);

test("a film that did not change has no differences", () => expect(lines(structuredClone(film))).toEqual([]));

test("changed words are named with scene, field, before and after", () => {
	const after = structuredClone(film);
	Object.assign(after.scenes[0] ?? {}, { props: { title: "Tiny Wings" } });
	Object.assign(after.scenes[1] ?? {}, { props: { bars: [{ label: "2024", value: 10 }] }, durationInFrames: 120 });
	expect(lines(after)).toEqual([
		"Scene 1, Title | Title | Small Wings → Tiny Wings",
		"Scene 2, Bar chart | Bars 1, label | 2023 → 2024",
		"Scene 2, Bar chart | Length | 3.0 s → 4.0 s",
		"Film | Length | 9.0 s → 10 s",
	]);
});

test("scenes that came, went and moved are named by their words", () => {
	const added = { id: "d", scene: "Quote", durationInFrames: 90, props: { quote: "It works" } };
	const after = { ...film, scenes: [...film.scenes.slice(1, 2), ...film.scenes.slice(0, 1), added] };
	expect(lines(after)).toEqual([
		"Scene 3, Ending | null | Thanks → null",
		"Scene 3, Quote | null | null → It works",
		"Film | Order of the scenes | Title → Bar chart → Bar chart → Title",
	]);
});

test("colours, sounds and the shape of the film are named too", () => {
	const after = structuredClone(film);
	after.theme.palette = { ...after.theme.palette, accent: "#ff0000" };
	after.width = 1080;
	after.audio = [
		{ id: "calm-1", src: "audio/music/calm.mp3", startFrame: 0, volume: 0.5, loop: true, fadeInFrames: 0, fadeOutFrames: 0 },
	];
	expect(lines(after)).toEqual([
		"Film | Size | 1920 × 1080 → 1080 × 1080",
		"Film | Palette, accent | #ffaa00 → #ff0000",
		"Sound | null | null → calm",
	]);
});
