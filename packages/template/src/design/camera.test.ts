import fc from "fast-check";
import { expect, it } from "vitest";
import { type CameraMove, cameraAt, OVERSCAN, wayInto } from "./camera";

const moves: CameraMove[] = ["still", "pan", "rise", "push", "sway"];
const move = fc.constantFrom(...moves);

it("a backdrop covers the picture wherever the camera stands", () => {
	fc.assert(
		fc.property(move, fc.double({ min: 0, max: 4000, noNaN: true }), (name, seconds) => {
			const { x, y, scale } = cameraAt(name, seconds);
			const spare = (OVERSCAN * scale - 1) / 2;
			expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(spare);
		}),
	);
});

it("the camera never jumps from one frame to the next", () => {
	fc.assert(
		fc.property(move, fc.integer({ min: 0, max: 20_000 }), (name, frame) => {
			const [now, next] = [cameraAt(name, frame / 30), cameraAt(name, (frame + 1) / 30)];
			expect(Math.hypot(next.x - now.x, next.y - now.y, next.scale - now.scale)).toBeLessThan(0.0008);
		}),
	);
});

it.each(moves)("words come in on a way of length 1 with %s", (name) => {
	for (const index of [0, 1, 2]) {
		const { x, y } = wayInto(name, index);
		expect(Math.hypot(x, y)).toBe(1);
	}
});
