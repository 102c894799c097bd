import { RATE } from "../tape.ts";
import type { Instrument } from "./instrument.ts";
import { held, hertz, lowPass, noiseFrom, TAU, wave } from "./synthesis.ts";

/* What is plucked, bowed or held. */

/**
 * A plucked string after Karplus and Strong (1983): a short loop of noise that loses its edge as it goes round.
 * @param softness times the noise is smoothed before it begins; more is rounder
 * @param damping what is left after each round; below 1
 */
const plucked =
	(softness: number, damping: number, longest: number): Instrument =>
	(tape, { at, length, pitch, gain, pan, seed }) => {
		// Softening takes half a sample; the rest of the period is whole samples and a delay of a part of one, which keeps it in tune.
		const exact = RATE / hertz(pitch) - 0.5;
		const period = Math.max(2, Math.floor(exact - 0.1));
		const part = exact - period;
		const bend = (1 - part) / (1 + part);
		const noise = noiseFrom(seed * 7919 + pitch);
		const loop = Float32Array.from({ length: period }, noise);
		for (let pass = 0; pass < softness; pass++) {
			for (let index = 0; index < period; index++) loop[index] = ((loop[index] ?? 0) + (loop[(index + 1) % period] ?? 0)) / 2;
		}
		// A loop whose mean is not zero rings as a thump that never ends.
		const mean = loop.reduce((sum, value) => sum + value, 0) / period;
		for (let index = 0; index < period; index++) loop[index] = (loop[index] ?? 0) - mean;
		const ring = Math.min(length + 0.25, longest);
		let [index, last, delayedIn, delayedOut] = [0, 0, 0, 0];
		tape.add(at, ring, gain, pan, (time) => {
			const here = loop[index] ?? 0;
			const soft = (here + last) * 0.5 * damping;
			last = here;
			delayedOut = bend * soft + delayedIn - bend * delayedOut;
			delayedIn = soft;
			loop[index] = delayedOut;
			index = (index + 1) % period;
			return here * Math.min(1, time / 0.002, (ring - time) / 0.08);
		});
	};

export const guitar = plucked(3, 0.9985, 2.2);
export const ukulele = plucked(2, 0.996, 1.1);
export const pizzicato = plucked(4, 0.985, 0.6);
export const pluck = plucked(1, 0.9965, 0.5);

/** A soft pad: three slightly detuned voices of few overtones. */
export const pad: Instrument = (tape, { at, length, pitch, gain, pan }) => {
	const end = length + 1.2;
	for (const [voice, cents] of [-6, 0, 7].entries()) {
		const frequency = hertz(pitch + cents / 100);
		const phase = pitch + voice * 1.7;
		tape.add(at, end, gain / 2, pan + (voice - 1) * 0.6, (time) => {
			const angle = TAU * frequency * time + phase;
			const tremble = 1 + 0.06 * Math.sin(TAU * 0.23 * time + phase);
			return held(time, end, 0.5, 1.3) * tremble * (Math.sin(angle) + 0.26 * Math.sin(2 * angle) + 0.1 * Math.sin(3 * angle));
		});
	}
};

/** Several bowed strings: saws that drift apart, each with a vibrato of its own, under a filter that opens. */
const bowed =
	(attack: number, bright: number): Instrument =>
	(tape, { at, length, pitch, gain, pan }) => {
		const release = Math.min(0.5, attack * 2 + 0.1);
		const end = length + release;
		for (const [voice, cents] of [-9, -2, 5, 11].entries()) {
			const frequency = hertz(pitch + cents / 100);
			const saw = wave("saw", frequency);
			const filter = lowPass();
			const speed = 4.6 + voice * 0.37;
			tape.add(at, end, gain * 0.5, pan + (voice - 1.5) * 0.4, (time) => {
				const vibrato = 0.0009 * Math.min(1, time / 0.5) * Math.sin(TAU * speed * time + voice);
				const open = held(time, end, attack, release);
				return filter(saw(frequency * time + (frequency * vibrato) / speed + voice * 0.29), 350 + bright * open) * open;
			});
		}
	};

export const strings = bowed(0.28, 2400);
/** Short strokes, for ostinati. */
export const spiccato = bowed(0.018, 2800);

/** A round bass guitar. */
export const bass: Instrument = (tape, { at, length, pitch, gain, pan }) => {
	const frequency = hertz(pitch);
	const end = length + 0.06;
	tape.add(at, end, gain, pan, (time) => {
		const angle = TAU * frequency * time;
		const body = Math.tanh(
			1.5 * (Math.sin(angle) + 0.32 * Math.sin(2 * angle) + 0.1 * Math.exp(-8 * time) * Math.sin(4 * angle)),
		);
		return Math.min(1, time / 0.008, (end - time) / 0.06) * Math.exp(-1.1 * time) * body;
	});
};
