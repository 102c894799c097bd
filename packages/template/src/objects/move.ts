/** How a part of a drawing moves by itself, as plain data. At second 0 a part without a phase stands as it was drawn. */
export type Move =
	/** Turns about a point, once in `seconds`; negative seconds turn it to the left. */
	| { kind: "turn"; at: readonly [x: number, y: number]; seconds: number }
	/** Swings about a point, `degrees` to either side. */
	| { kind: "swing"; at: readonly [x: number, y: number]; degrees: number; seconds: number; phase?: number }
	/** Goes to and fro by a distance. */
	| { kind: "drift"; by: readonly [dx: number, dy: number]; seconds: number; phase?: number }
	/** Grows and shrinks about a point by a share of its size. */
	| { kind: "pulse"; at: readonly [x: number, y: number]; amount: number; seconds: number; phase?: number }
	/** Goes up by a height and fades, then begins again: steam, bubbles. A negative height falls. */
	| { kind: "rise"; height: number; seconds: number; phase?: number }
	/** Closes and opens about a line: `x` closes it sideways (wings seen from above), `y` up and down. */
	| { kind: "flap"; axis: "x" | "y"; at: readonly [x: number, y: number]; amount: number; seconds: number; phase?: number }
	/** Goes dim and comes back. */
	| { kind: "blink"; seconds: number; phase?: number };

export type Pose = { /** Of SVG. */ transform?: string; opacity?: number };

const round = (value: number) => Math.round(value * 1000) / 1000;

/** A wave from -1 to 1 that begins at 0. */
const wave = (seconds: number, period: number, phase = 0) =>
	Math.sin((seconds / period + phase) * Math.PI * 2) - Math.sin(phase * Math.PI * 2);

const scaleAbout = ([x, y]: readonly [number, number], sx: number, sy: number) =>
	`translate(${round(x * (1 - sx))} ${round(y * (1 - sy))}) scale(${round(sx)} ${round(sy)})`;

/** The pose of a part after `seconds`. Pure. */
export const poseAt = (move: Move, seconds: number): Pose => {
	switch (move.kind) {
		case "turn":
			return { transform: `rotate(${round(((seconds / move.seconds) * 360) % 360)} ${move.at[0]} ${move.at[1]})` };
		case "swing":
			return {
				transform: `rotate(${round(wave(seconds, move.seconds, move.phase) * move.degrees)} ${move.at[0]} ${move.at[1]})`,
			};
		case "drift": {
			const share = wave(seconds, move.seconds, move.phase);
			return { transform: `translate(${round(move.by[0] * share)} ${round(move.by[1] * share)})` };
		}
		case "pulse": {
			const size = 1 + wave(seconds, move.seconds, move.phase) * move.amount;
			return { transform: scaleAbout(move.at, size, size) };
		}
		case "rise": {
			const begun = 0.35 + (move.phase ?? 0);
			const share = (seconds / move.seconds + begun) % 1;
			return {
				transform: `translate(0 ${round(-(share - 0.35) * move.height)})`,
				opacity: round(Math.min(1, share * 4, (1 - share) * 2)),
			};
		}
		case "flap": {
			const share = 1 - ((1 - Math.cos((seconds / move.seconds + (move.phase ?? 0)) * Math.PI * 2)) / 2) * move.amount;
			return { transform: move.axis === "x" ? scaleAbout(move.at, share, 1) : scaleAbout(move.at, 1, share) };
		}
		case "blink":
			return { opacity: round(0.7 + 0.3 * Math.cos((seconds / move.seconds + (move.phase ?? 0)) * Math.PI * 2)) };
	}
};
