import { random } from "remotion";

/** A piece of confetti at one moment; lengths in px, angles in degrees. */
export type Piece = {
	index: number;
	x: number;
	y: number;
	turn: number;
	/** Of its width: 1 seen from the front, 0 from the edge. */
	face: number;
	size: number;
	shape: "strip" | "disc" | "square" | "curl";
	/** Which of the colours. */
	colour: number;
};

type Field = { width: number; height: number; seed: string; count: number };

const SHAPES = ["strip", "square", "disc", "strip", "curl"] as const;

/** Size and colour of a piece, always the same, and how it turns by `seconds`. */
const lookOf = (seed: string, index: number, unit: number, seconds: number) => {
	const chance = (name: string) => random(`${seed}-${name}-${index}`);
	return {
		index,
		turn: chance("turn") * 360 + seconds * (chance("spin") - 0.5) * 420,
		face: Math.cos(chance("face") * Math.PI * 2 + seconds * (3 + chance("flip") * 5)),
		size: unit * (0.5 + chance("size")),
		shape: SHAPES[Math.floor(chance("shape") * SHAPES.length)] ?? "strip",
		colour: Math.floor(chance("colour") * 4),
	};
};

/**
 * Pieces that fall through the whole picture for ever, `seconds` after the first one. A closed formula of the time: each
 * frame is the same whenever it is drawn.
 */
export const rainAt = ({ width, height, seed, count }: Field, seconds: number): Piece[] => {
	const unit = Math.min(width, height) * 0.024;
	return Array.from({ length: count }, (_, index) => {
		const chance = (name: string) => random(`${seed}-${name}-${index}`);
		const speed = height * (0.16 + chance("speed") * 0.2);
		const way = height * 1.2;
		const fallen = (chance("y") * way + seconds * speed) % way;
		const sway = Math.sin(seconds * (1 + chance("sway")) + chance("phase") * 6.3) * unit * 2.2;
		return { ...lookOf(seed, index, unit, seconds), x: chance("x") * width + sway, y: fallen - height * 0.1 };
	});
};

/** Pieces shot from both lower corners towards the middle, slowed by the air, sinking to the ground. */
export const burstAt = ({ width, height, seed, count }: Field, seconds: number): Piece[] => {
	const unit = Math.min(width, height) * 0.028;
	return Array.from({ length: count }, (_, index) => {
		const chance = (name: string) => random(`${seed}-${name}-${index}`);
		const left = index % 2 === 0;
		const force = 0.45 + chance("force") * 0.75;
		// The way in air of drag k after t seconds: v / k * (1 - e^(-k t)); gravity is a steady sinking once it is slow.
		const drag = 2.4;
		const gone = (1 - Math.exp(-drag * seconds)) / drag;
		const across = width * (0.35 + chance("across") * 1.15) * force;
		const up = height * (1.5 + chance("up") * 1.3) * force;
		const sunk = height * 0.16 * (seconds + gone * -1) * (1 + chance("weight") * 0.5);
		const sway = Math.sin(seconds * (1.4 + chance("sway")) + chance("phase") * 6.3) * unit * 1.6;
		return {
			...lookOf(seed, index, unit, seconds),
			x: (left ? 0 : width) + (left ? 1 : -1) * across * gone * drag * 0.62 + sway,
			y: height * 1.02 - up * gone * drag * 0.46 + sunk,
		};
	});
};
