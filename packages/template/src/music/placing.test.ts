import fc from "fast-check";
import { expect, it } from "vitest";
import { endingBeat, lastChordFrame, trackClips, transitionClip } from "./placing.ts";
import { beatFrames, LEAD_IN, trackOf, trackPath, tracks } from "./tracks.ts";

const anyTrack = fc.constantFrom(...Object.keys(tracks));

it("music covers the film to its last frame without a gap, and its last chord rings out with the film", () => {
	fc.assert(
		fc.property(anyTrack, fc.integer({ min: 1, max: 9000 }), fc.constantFrom(24, 25, 30, 60), (id, length, fps) => {
			const src = trackPath(id);
			const track = trackOf(src);
			if (!track) throw new Error(`There is no track ${id}.`);
			const clips = trackClips(track, src, { startFrame: 10, length, fps });
			expect(clips[0]?.from).toBe(10);
			expect((clips.at(-1)?.from ?? 0) + (clips.at(-1)?.durationInFrames ?? 0)).toBe(10 + length);
			for (const [index, clip] of clips.entries()) {
				expect(clip.durationInFrames).toBeGreaterThanOrEqual(1);
				const next = clips[index + 1];
				if (next) expect(clip.from + clip.durationInFrames).toBeGreaterThanOrEqual(next.from);
			}
			const chord = lastChordFrame(track, { length, fps });
			if (chord === null) return;
			// Two beats at most are added to what it rings at least.
			expect(length - chord).toBeGreaterThanOrEqual(1.1 * fps - 1);
			expect(length - chord).toBeLessThanOrEqual(1.1 * fps + 2 * beatFrames(track, fps) + 1);
		}),
		{ numRuns: 300 },
	);
});

it("all parts of a track begin on a beat, on whole frames where the film has 30 a second", () => {
	for (const [id, track] of Object.entries(tracks)) {
		const clips = trackClips({ ...track, id }, trackPath(id), { startFrame: 0, length: 30 * 95, fps: 30 });
		expect(clips.length).toBeGreaterThan(3);
		// The ending's first beat comes behind its lead-in.
		for (const { src, from } of clips) expect((from + (src.includes("endings") ? LEAD_IN * 30 : 0)) % track.beat).toBe(0);
	}
});

it("a film that is too short for an ending has none", () => {
	const track = tracks.calm;
	expect(track && endingBeat(track, { length: 60, fps: 30 })).toBeNull();
});

it("a sound is loudest in the middle of its transition, and never begins before the film", () => {
	expect(transitionClip("whoosh", { from: 90, durationInFrames: 20 }, 30).from).toBe(87);
	expect(transitionClip("rise", { from: 20, durationInFrames: 0 }, 30).from).toBe(0);
});
