import { filmDurationInFrames, type StoryboardScene, sceneSpans } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { nextZoom, READABLE_PX, rulerMarks, scalesOf, scrollToShow } from "./scale.ts";

/** Widths of the track in windows of 390, 1280 and 1440 px. */
const WIDTHS = [366, 860, 1010];

const scenesOf = (count: number, frames: (index: number) => number = () => 60, overlap = 12): StoryboardScene[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `scene-${index}`,
		scene: "Title",
		durationInFrames: frames(index),
		props: {},
		...(index > 0 ? { transition: { type: "fade", durationInFrames: overlap } } : {}),
	}));
const lengthOf = (scenes: StoryboardScene[]) => filmDurationInFrames({ scenes });

describe("the scale of the timeline", () => {
	it.each(WIDTHS)("lets the names of 42 scenes be read at %d px, by a track that scrolls", (width) => {
		for (const frames of [() => 60, (index: number) => 45 + (index % 7) * 30]) {
			const scenes = scenesOf(42, frames);
			const { readable } = scalesOf(scenes, lengthOf(scenes), width);
			for (const { durationInFrames } of scenes) {
				// Both neighbours share 12 frames with it.
				expect((durationInFrames - 24) * readable).toBeGreaterThanOrEqual(READABLE_PX - 0.01);
			}
			expect(lengthOf(scenes) * readable).toBeGreaterThan(width);
		}
	});

	it("shows a film of few scenes as a whole, as wide as the room", () => {
		const scenes = scenesOf(5);
		const { fit, readable } = scalesOf(scenes, lengthOf(scenes), 860);
		expect(readable).toBe(fit);
		expect(lengthOf(scenes) * fit).toBeCloseTo(860);
	});

	it("is not stretched without end by one scene of a frame", () => {
		const scenes = scenesOf(42, (index) => (index === 7 ? 1 : 120), 0);
		const { readable } = scalesOf(scenes, lengthOf(scenes), 860);
		expect(lengthOf(scenes) * readable).toBeLessThanOrEqual(42 * READABLE_PX * 6 + 1);
	});

	it("zooms out until the whole film is shown, and in again", () => {
		const scenes = scenesOf(42);
		const scales = scalesOf(scenes, lengthOf(scenes), 860);
		let zoom = 1;
		for (let next = nextZoom(zoom, "out", scales); next !== null; next = nextZoom(zoom, "out", scales)) zoom = next;
		expect(lengthOf(scenes) * scales.readable * zoom).toBeCloseTo(860);
		expect(nextZoom(zoom, "in", scales)).toBeCloseTo(zoom * 1.5);
		expect(nextZoom(11, "in", scales)).toBeNull();
	});
});

describe("scrolling into view", () => {
	it("leaves what is visible where it is", () => {
		expect(scrollToShow({ from: 100, to: 200 }, { left: 50, width: 300 })).toBeNull();
		expect(scrollToShow({ from: 0, to: 900 }, { left: 50, width: 300 })).toBeNull();
	});

	it("shows what is outside on either side, near the left edge", () => {
		for (const [from, left] of [
			[1000, 0],
			[400, 700],
		] as const) {
			const to = scrollToShow({ from, to: from + 80 }, { left, width: 300 });
			expect(to).toBe(from - 30);
		}
		expect(scrollToShow({ from: 5, to: 6 }, { left: 100, width: 300 })).toBe(0);
	});

	it("keeps the playhead in view at each frame of 42 scenes, at each width", () => {
		const scenes = scenesOf(42);
		for (const width of WIDTHS) {
			const { readable } = scalesOf(scenes, lengthOf(scenes), width);
			let left = 0;
			let moves = 0;
			for (let frame = 0; frame < lengthOf(scenes); frame++) {
				const x = frame * readable;
				const to = scrollToShow({ from: x, to: x + 1 }, { left, width });
				if (to !== null) {
					left = to;
					moves++;
				}
				expect(x).toBeGreaterThanOrEqual(left);
				expect(x).toBeLessThanOrEqual(left + width);
			}
			expect(moves).toBeLessThan(sceneSpans({ scenes }).length);
		}
	});
});

it("thins the labels of the ruler so that two never touch, for any length and scale", () => {
	for (const seconds of [2, 60, 600, 7200, 100_000])
		for (const width of [200, 366, 1010, 12_000]) {
			const marks = rulerMarks(seconds * 30, 30, width / (seconds * 30));
			expect(marks[0]).toEqual({ second: 0, label: "0s", left: 0 });
			for (const [index, mark] of marks.entries())
				if (index > 0) expect(mark.left - (marks[index - 1]?.left ?? 0)).toBeGreaterThanOrEqual(55.9);
		}
});
