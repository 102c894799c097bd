import { filmDurationInFrames, overlapInFrames, type Storyboard, sceneSpans } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { prompts } from "../testing/prompts.ts";
import { planFilm } from "./index.ts";
import { beatsOf } from "./music.ts";

/** Frames at which a cut is seen: the middles of the transitions. */
function cutsOf({ scenes }: Storyboard): number[] {
	return sceneSpans({ scenes })
		.slice(1)
		.map(({ from }, index) => {
			const scene = scenes[index + 1];
			return from + Math.floor((scene ? overlapInFrames(scenes[index], scene) : 0) / 2);
		});
}

/** How far each cut is from a beat, or the last chord, in frames. */
function offBeats(film: Storyboard): number[] {
	const track = /music\/(\w+)\.mp3/.exec(film.audio[0]?.src ?? "")?.[1] ?? "";
	const beats = beatsOf(track, filmDurationInFrames(film), film.fps);
	if (!beats) throw new Error(`There is no track "${track}".`);
	return cutsOf(film).map((cut) => Math.abs(cut - Math.round(Math.round(cut / beats.beat) * beats.beat)));
}

const everyday = [
	"A 15 second film about our bakery: fresh bread at 6, baked by hand, open every day. End with: See you tomorrow",
	"Launch film for Lumen, 20 seconds, energetic: 94% sleep better, 12 countries, since 2019, from $49",
	"A calm 30 second film about the sea. It covers 71% of the planet. It is 11 km deep. It feeds 3 billion people.",
	"How to make coffee in 4 steps: grind the beans, boil the water, pour slowly, wait 4 minutes",
];

describe("cuts on the beat", () => {
	it.each(everyday)("%s", (prompt) => {
		expect(offBeats(planFilm(readBrief(prompt), null).storyboard)).toSatisfy((all: number[]) => all.every((off) => off === 0));
	});

	it("keep the film's length to the frame, its transitions, and what a scene is read in; most are on a beat", () => {
		let all = 0;
		let on = 0;
		fc.assert(
			fc.property(prompts, fc.integer({ min: 4, max: 90 }), fc.constantFrom(24, 25, 30, 60), (text, seconds, fps) => {
				const brief = { ...readBrief(text), seconds };
				const before = planFilm({ ...brief, music: "none" }, null).storyboard;
				const current = { ...before, fps };
				const silent = planFilm({ ...brief, music: "none" }, current).storyboard;
				const film = planFilm({ ...brief, music: ["upbeat"] }, current).storyboard;
				expect(filmDurationInFrames(film)).toBe(filmDurationInFrames(silent));
				for (const [index, scene] of film.scenes.entries()) {
					const planned = silent.scenes[index];
					expect(scene.transition?.durationInFrames).toBe(planned?.transition?.durationInFrames);
					expect(scene.durationInFrames).toBeGreaterThanOrEqual(Math.min((planned?.durationInFrames ?? 1) * 0.72, 1e9) - 1);
					expect(scene.durationInFrames).toBeGreaterThanOrEqual(Math.min(planned?.durationInFrames ?? 1, Math.floor(1.1 * fps)));
				}
				const off = offBeats(film);
				all += off.length;
				on += off.filter((frames) => frames === 0).length;
			}),
			{ numRuns: 120 },
		);
		expect(on / all).toBeGreaterThan(0.6);
	});
});
