import type { Instrument } from "./instrument.ts";
import { hertz, noiseFrom, struck, TAU } from "./synthesis.ts";

/* What is struck: piano, bells, bars. */

/** Overtones of the piano, and how far a stiff string is from whole multiples. */
const PARTIALS = 9;
const STIFFNESS = 0.00035;

/** A soft upright piano: stiff strings whose overtones die first, and a felt hammer. */
export const piano: Instrument = (tape, { at, length, pitch, gain, pan, seed }) => {
	const frequency = hertz(pitch);
	const ring = Math.min(length + 0.5, 4.5);
	const decay = Math.min(4.2, 1.5 * (262 / frequency) ** 0.45 + 0.7);
	const partials = Array.from({ length: PARTIALS }, (_, index) => {
		const n = index + 1;
		const exact = frequency * n * Math.sqrt(1 + STIFFNESS * n * n);
		return {
			step: TAU * exact,
			level: exact > 12_000 ? 0 : (0.62 / n ** 1.25) * Math.exp(-0.11 * index * (pitch / 60)),
			decay: decay / (1 + 0.42 * index),
		};
	}).filter(({ level }) => level > 0.001);
	const noise = noiseFrom(seed + pitch);
	let felt = 0;
	tape.add(at, ring, gain, pan + (pitch - 64) / 90, (time) => {
		felt += 0.12 * (noise() - felt);
		let sum = 0.32 * felt * Math.exp(-70 * time);
		// Two strings a hair apart: the tone breathes.
		for (const { step, level, decay: fall } of partials)
			sum += level * Math.exp((-3.2 * time) / fall) * (0.6 * Math.sin(step * time) + 0.4 * Math.sin(step * 1.0007 * time));
		return sum * Math.min(1, time / 0.004, (ring - time) / 0.25);
	});
};

/** Between glass and electric piano: frequency modulation whose depth dies away. */
export const bell: Instrument = (tape, { at, pitch, gain, pan }) => {
	const frequency = hertz(pitch);
	const decay = 1.5;
	tape.add(at, decay * 1.6, gain, pan, (time) => {
		const depth = 1.1 * Math.exp((-6 * time) / decay);
		return (
			struck(time, 0.004, decay) * Math.sin(TAU * frequency * time + depth * Math.sin(TAU * frequency * 2.001 * time)) +
			0.16 * struck(time, 0.002, decay * 0.4) * Math.sin(TAU * frequency * 4 * time)
		);
	});
};

/** An electric piano with a slow tremolo from side to side. */
export const tines: Instrument = (tape, { at, length, pitch, gain, pan }) => {
	const frequency = hertz(pitch);
	const ring = Math.min(length + 0.3, 3.5);
	for (const side of [-0.5, 0.5]) {
		tape.add(at, ring, gain * 0.75, pan * 0.3 + side, (time) => {
			const depth = 0.9 * Math.exp(-4.5 * time) + 0.25 * Math.exp(-0.8 * time);
			const tremolo = 1 + side * 0.35 * Math.sin(TAU * 4.2 * (at + time));
			const body = Math.sin(TAU * frequency * time + depth * Math.sin(TAU * frequency * time));
			const tine = 0.12 * Math.exp(-9 * time) * Math.sin(TAU * frequency * 6.98 * time);
			return tremolo * (body * Math.exp(-1.15 * time) + tine) * Math.min(1, time / 0.003, (ring - time) / 0.15);
		});
	}
};

/** A wooden bar: its second tone is two octaves up and gone at once. */
export const marimba: Instrument = (tape, { at, pitch, gain, pan }) => {
	const frequency = hertz(pitch);
	const decay = 0.75 * (392 / frequency) ** 0.4;
	tape.add(at, decay * 1.8, gain, pan, (time) => {
		const body = struck(time, 0.002, decay) * Math.sin(TAU * frequency * time);
		const edge = 0.34 * struck(time, 0.001, 0.12) * Math.sin(TAU * frequency * 3.93 * time);
		return body + edge + 0.1 * struck(time, 0.001, 0.05) * Math.sin(TAU * frequency * 9.2 * time);
	});
};

/** A small metal bar, bright and short. */
export const glockenspiel: Instrument = (tape, { at, pitch, gain, pan }) => {
	const frequency = hertz(pitch);
	tape.add(at, 1.6, gain * 0.7, pan, (time) => {
		const body = struck(time, 0.001, 1.1) * Math.sin(TAU * frequency * time);
		return body + 0.3 * struck(time, 0.001, 0.25) * Math.sin(TAU * frequency * 2.76 * time);
	});
};
