import type { Instrument } from "./instrument.ts";
import { lowPass, noiseFrom, TAU } from "./synthesis.ts";

/* Hits without a pitch. */

export const kick: Instrument = (tape, { at, gain, pan }) =>
	tape.add(at, 0.34, gain, pan, (time) => {
		const angle = TAU * (47 * time + (92 / 30) * (1 - Math.exp(-30 * time)));
		return Math.exp(-11 * time) * Math.sin(angle) * Math.min(1, time / 0.001, (0.34 - time) / 0.03);
	});

/** Noise without its low part that dies within `length` seconds. */
const hiss =
	(length: number, attack: number, tint: number): Instrument =>
	(tape, { at, gain, pan, seed }) => {
		const noise = noiseFrom(seed);
		let [before, low] = [0, 0];
		tape.add(at, length, gain, pan, (time) => {
			const value = noise();
			const high = value - before;
			before = value;
			low += tint * (high - low);
			return low * Math.exp((-5 * Math.max(0, time - attack)) / length) * Math.min(1, time / attack, (length - time) / 0.01);
		});
	};

export const hat = hiss(0.06, 0.001, 0.6);
export const openHat = hiss(0.26, 0.001, 0.6);
export const shaker = hiss(0.11, 0.028, 0.45);
export const cymbal = hiss(2.4, 0.002, 0.5);
/** Noise that swells into a beat: place it before the beat. */
export const swell: Instrument = (tape, { at, length, gain, pan, seed }) => {
	const noise = noiseFrom(seed);
	const filter = lowPass(0.2);
	tape.add(at, length, gain, pan, (time) => {
		const place = time / length;
		return filter(noise(), 400 + 6000 * place ** 2) * place ** 2.5 * Math.min(1, (length - time) / 0.02);
	});
};

export const clap: Instrument = (tape, { at, gain, pan, seed }) => {
	const noise = noiseFrom(seed);
	let [band, slow] = [0, 0];
	tape.add(at, 0.26, gain, pan, (time) => {
		band += 0.34 * (noise() - band);
		slow += 0.08 * (band - slow);
		const hands = Math.exp(-70 * (time % 0.011)) * (time < 0.033 ? 1 : 0) + Math.exp(-19 * time);
		return (band - slow) * hands * 1.6 * Math.min(1, (0.26 - time) / 0.03);
	});
};

export const snare: Instrument = (tape, { at, gain, pan, seed }) => {
	const noise = noiseFrom(seed);
	let low = 0;
	tape.add(at, 0.3, gain, pan, (time) => {
		const value = noise();
		low += 0.25 * (value - low);
		const wires = (value - low) * 0.6 * Math.exp(-17 * time);
		return (
			(wires + 0.7 * Math.exp(-26 * time) * Math.sin(TAU * (182 * time + 2 * (1 - Math.exp(-40 * time))))) *
			Math.min(1, time / 0.001, (0.3 - time) / 0.03)
		);
	});
};

/** Fingers: shorter and higher than a clap. */
export const snap: Instrument = (tape, { at, gain, pan, seed }) => {
	const noise = noiseFrom(seed);
	const filter = lowPass(0.85);
	tape.add(
		at,
		0.12,
		gain,
		pan,
		(time) => filter(noise(), 2100) * Math.exp(-48 * time) * Math.min(1, time / 0.001, (0.12 - time) / 0.02),
	);
};

/** A large drum of skin, felt more than heard. */
export const tom: Instrument = (tape, { at, gain, pan, seed }) => {
	const noise = noiseFrom(seed);
	const filter = lowPass();
	tape.add(at, 1.1, gain, pan, (time) => {
		const angle = TAU * (58 * time + (34 / 16) * (1 - Math.exp(-16 * time)));
		const skin = 0.5 * Math.exp(-40 * time) * filter(noise(), 900);
		const body = Math.exp(-4.6 * time) * (Math.sin(angle) + 0.25 * Math.sin(1.59 * angle) * Math.exp(-7 * time));
		return (skin + body) * Math.min(1, time / 0.0015, (1.1 - time) / 0.1);
	});
};

export const block: Instrument = (tape, { at, gain, pan }) =>
	tape.add(
		at,
		0.09,
		gain,
		pan,
		(time) => Math.exp(-60 * time) * Math.sin(TAU * 1050 * time) * Math.min(1, time / 0.001, (0.09 - time) / 0.01),
	);
