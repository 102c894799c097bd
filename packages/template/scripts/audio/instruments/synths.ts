import type { Instrument } from "./instrument.ts";
import { held, hertz, lowPass, TAU, wave } from "./synthesis.ts";

/* Electric tones: waves under a filter. */

interface Tone {
	shape: "saw" | "square";
	/** Voices, in cents from the note. */
	detune: readonly number[];
	/** Hz of the filter at rest, and what its envelope adds. */
	cutoff: number;
	sweep: number;
	/** Seconds in which the envelope of the filter falls to a third. */
	fall: number;
	resonance: number;
	attack: number;
	release: number;
	/** How far voices lie apart, 0 to 1. */
	width: number;
}

const tone =
	({ shape, detune, cutoff, sweep, fall, resonance, attack, release, width }: Tone): Instrument =>
	(tape, { at, length, pitch, gain, pan }) => {
		const end = length + release;
		for (const [voice, cents] of detune.entries()) {
			const frequency = hertz(pitch + cents / 100);
			const form = wave(shape, frequency);
			const filter = lowPass(resonance);
			const side = detune.length > 1 ? (voice / (detune.length - 1)) * 2 - 1 : 0;
			tape.add(at, end, gain / Math.sqrt(detune.length), pan + side * width, (time) => {
				const open = cutoff + sweep * Math.exp((-1.1 * time) / fall);
				return filter(form(frequency * time + voice * 0.37), open) * held(time, end, attack, release);
			});
		}
	};

/** A short note for arpeggios. */
export const arp = tone({
	shape: "saw",
	detune: [-5, 5],
	cutoff: 500,
	sweep: 3600,
	fall: 0.11,
	resonance: 0.35,
	attack: 0.003,
	release: 0.12,
	width: 0.3,
});

/** Wide chords of many saws. */
export const superSaw = tone({
	shape: "saw",
	detune: [-14, -7, 0, 6, 13],
	cutoff: 1500,
	sweep: 900,
	fall: 0.6,
	resonance: 0.05,
	attack: 0.02,
	release: 0.25,
	width: 0.7,
});

/** A hollow lead. */
export const lead = tone({
	shape: "square",
	detune: [-4, 4],
	cutoff: 1300,
	sweep: 1200,
	fall: 0.25,
	resonance: 0.15,
	attack: 0.012,
	release: 0.16,
	width: 0.2,
});

/** A bass with an edge at its beginning. */
export const sawBass = tone({
	shape: "saw",
	detune: [-3, 3],
	cutoff: 260,
	sweep: 1100,
	fall: 0.09,
	resonance: 0.3,
	attack: 0.004,
	release: 0.05,
	width: 0,
});

/** Only the lowest tone. */
export const sub: Instrument = (tape, { at, length, pitch, gain, pan }) => {
	const frequency = hertz(pitch);
	const end = length + 0.12;
	tape.add(at, end, gain, pan, (time) => {
		const angle = TAU * frequency * time;
		return held(time, end, 0.02, 0.12) * (Math.sin(angle) + 0.16 * Math.sin(2 * angle) + 0.06 * Math.sin(3 * angle));
	});
};
