import { filmDurationInFrames, overlapInFrames, Storyboard } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { prompts } from "../testing/prompts.ts";
import { isShown, LONGEST_FILM, planFilm, rescale, visibleIn } from "./index.ts";

const seconds = fc.option(fc.integer({ min: 1, max: LONGEST_FILM }), { nil: null });

describe("any film the demo model plans", () => {
	it("is a valid storyboard of exactly the length asked for, with unique ids and whole transitions", () => {
		fc.assert(
			fc.property(prompts, seconds, (text, wished) => {
				const brief = readBrief(wished === null ? text : `${text}\nDuration: ${wished} seconds`);
				const plan = planFilm({ ...brief, seconds: wished }, null, ["photo.jpg"]);
				const film = Storyboard.parse(plan.storyboard);
				expect(new Set(film.scenes.map((scene) => scene.id)).size).toBe(film.scenes.length);
				if (wished !== null) {
					// A film can't be shorter than one frame a scene.
					const frames = Math.max(wished * 30, film.scenes.length);
					expect(Math.abs(filmDurationInFrames(film) - frames)).toBeLessThanOrEqual(1);
				}
				for (const [index, scene] of film.scenes.entries()) {
					expect(overlapInFrames(film.scenes[index - 1], scene)).toBe(
						index === 0 ? 0 : (scene.transition?.durationInFrames ?? 0),
					);
				}
			}),
			{ numRuns: 250 },
		);
	});

	it("shows every quoted word and every number of its prompt", () => {
		fc.assert(
			fc.property(prompts, seconds, (text, wished) => {
				const brief = readBrief(text);
				const { storyboard } = planFilm({ ...brief, seconds: wished }, null);
				const visible = visibleIn(storyboard.scenes.map((scene) => scene.props));
				for (const wanted of brief.mustShow) expect([wanted.text, isShown(wanted, visible)]).toEqual([wanted.text, true]);
			}),
			{ numRuns: 250 },
		);
	});

	it("takes any text at all", () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: "binary", maxLength: 200 })), (text) => {
				Storyboard.parse(planFilm(readBrief(text), null).storyboard);
			}),
			{ numRuns: 300 },
		);
	});
});

/** Numbers and quoted words found by a reader that shares no code with ours. */
const REAL: [string, string[]][] = [
	[
		'Promo for Lumen: "Light that listens", 94% of users sleep better, 1,250 reviews, from 12 to 48 countries, since 2019',
		["Light", "that", "listens", "94", "1,250", "12", "48", "2019"],
	],
	["Our 3 step process: 1) Book a call 2) Get a plan in 24 hours 3) Launch in 2 weeks, from $99.50", ["3", "24", "2", "99.50"]],
	[
		'Film in 8 seconds: "One" "Two" "Three" and 7 cats, 15 dogs, 22 birds, 4 cows, 11 goats',
		["One", "Two", "Three", "7", "15", "22", "4", "11"],
	],
	["Erstelle ein Video: „Guten Tag“, 3,5 Millionen Kunden und 1.200 Läden", ["Guten", "Tag", "3,5", "1.200"]],
	["Birthday! She turns 80 on 14 June 2025 at 3:30 pm, room 12b, call 555-0199", ["80", "14", "2025", "3:30", "12b", "555-0199"]],
];

it.each(REAL)("shows it all: %s", (text, wanted) => {
	const film = planFilm(readBrief(text), null).storyboard;
	const { text: seen, numbers } = visibleIn(film.scenes.map((scene) => scene.props));
	for (const piece of wanted) expect([piece, seen.includes(piece) || numbers.has(Number(piece))]).toEqual([piece, true]);
});

describe("two prompts, two films", () => {
	it("differ in palette, scenes or layout for every pair of a set of everyday prompts", () => {
		const looks = [
			"a film about coffee",
			"a film about tea",
			"a film about the sea",
			"promo for my gym",
			"our quarterly results",
			"birthday of Tom",
			"film about birds",
			"film about cars",
			"a bakery",
			"an app for runners",
			"spring sale",
			"how bees live",
		].map((text) => {
			const film = planFilm(readBrief(text), null).storyboard;
			return JSON.stringify([
				film.theme,
				film.scenes.map((scene) => [scene.scene, scene.props.align, scene.props.mark, scene.transition?.type]),
			]);
		});
		expect(new Set(looks).size).toBe(looks.length);
		expect(new Set(looks.map((look) => JSON.parse(look)[0].palette.background)).size).toBeGreaterThan(looks.length / 2);
	});

	it("are the same for the same prompt", () => {
		const text = "A 20 second film about Lumen, 94% of users sleep better";
		expect(planFilm(readBrief(text), null)).toEqual(planFilm(readBrief(text), null));
	});
});

it("keeps the size and the unknown fields of the film there is", () => {
	const current = { ...planFilm(readBrief("x"), null).storyboard, width: 1080, height: 1920, fps: 25, mine: { kept: true } };
	const film = planFilm(readBrief("A 10 second film about bees"), current).storyboard;
	expect(film).toMatchObject({ width: 1080, height: 1920, fps: 25, mine: { kept: true } });
	expect(filmDurationInFrames(film)).toBe(250);
});

it("rescales any film to any length exactly", () => {
	fc.assert(
		fc.property(prompts, fc.integer({ min: 40, max: 20_000 }), (text, frames) => {
			const { scenes } = planFilm(readBrief(text), null).storyboard;
			const wanted = Math.max(frames, scenes.length);
			const scaled = rescale(scenes, wanted);
			expect(Math.abs(filmDurationInFrames({ scenes: scaled }) - wanted)).toBeLessThanOrEqual(1);
			expect(scaled.every((scene) => scene.durationInFrames >= 1)).toBe(true);
		}),
		{ numRuns: 150 },
	);
});
