import { RATE, type Tape } from "./tape.ts";

/* What a note sounds like: each instrument adds itself to a tape at a moment, in seconds. */

export const TAU = Math.PI * 2;

/** The same noise on every run. */
export const noiseFrom = (seed: number) => {
	let state = seed >>> 0 || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return ((state >>> 0) / 0xffffffff) * 2 - 1;
	};
};

/** MIDI number to Hz; 69 is the A of 440 Hz. */
export const hertz = (note: number) => 440 * 2 ** ((note - 69) / 12);

/** Rises over `attack`, then dies away so that little is left after `decay`. */
const pluck = (time: number, attack: number, decay: number) => Math.min(1, time / attack) * Math.exp((-3.2 * time) / decay);
/** Rises, stays, falls to nothing at `length`. */
const swell = (time: number, length: number, attack: number, release: number) =>
	Math.max(0, Math.min(1, time / attack, (length - time) / release)) ** 1.5;

/** A soft pad: three slightly detuned voices of few overtones. */
export const pad = (tape: Tape, at: number, length: number, notes: number[], gain: number, brightness: number) => {
	for (const [index, note] of notes.entries()) {
		for (const [voice, cents] of [-6, 0, 7].entries()) {
			const frequency = hertz(note + cents / 100);
			const phase = (index * 3 + voice) * 1.7;
			tape.add(at, length + 1.2, gain / notes.length / 2, (voice - 1) * 0.7, (time) => {
				const angle = TAU * frequency * time + phase;
				const tremble = 1 + 0.06 * Math.sin(TAU * 0.23 * time + phase);
				return (
					swell(time, length + 1.2, 0.7, 1.3) *
					tremble *
					(Math.sin(angle) + brightness * 0.4 * Math.sin(2 * angle) + brightness * 0.18 * Math.sin(3 * angle))
				);
			});
		}
	}
};

/** Something between a glass and an electric piano. */
export const bell = (tape: Tape, at: number, note: number, gain: number, pan: number, decay = 1.4) => {
	const frequency = hertz(note);
	tape.add(at, decay * 1.6, gain, pan, (time) => {
		const depth = 1.1 * Math.exp((-6 * time) / decay);
		return (
			pluck(time, 0.004, decay) * Math.sin(TAU * frequency * time + depth * Math.sin(TAU * frequency * 2.001 * time)) +
			0.16 * pluck(time, 0.002, decay * 0.4) * Math.sin(TAU * frequency * 4 * time)
		);
	});
};

/** A plucked string: a short loop of noise that loses its edge as it goes round. */
export const string = (
	tape: Tape,
	at: number,
	note: number,
	gain: number,
	pan: number,
	length: number,
	softness: number,
	seed: number,
) => {
	// Softening takes half a sample; the rest of the period is whole samples and a delay of a part of one, which keeps it in tune.
	const exact = RATE / hertz(note) - 0.5;
	const period = Math.max(2, Math.floor(exact - 0.1));
	const part = exact - period;
	const bend = (1 - part) / (1 + part);
	const noise = noiseFrom(seed * 7919 + note);
	const ring = Float32Array.from({ length: period }, noise);
	for (let pass = 0; pass < softness; pass++) {
		for (let index = 0; index < period; index++) ring[index] = ((ring[index] ?? 0) + (ring[(index + 1) % period] ?? 0)) / 2;
	}
	let [index, last, delayedIn, delayedOut] = [0, 0, 0, 0];
	tape.add(at, length, gain, pan, (time) => {
		const here = ring[index] ?? 0;
		const soft = (here + last) * 0.5 * 0.9985;
		last = here;
		delayedOut = bend * soft + delayedIn - bend * delayedOut;
		delayedIn = soft;
		ring[index] = delayedOut;
		index = (index + 1) % period;
		return here * Math.min(1, time / 0.002) * Math.min(1, (length - time) / 0.05);
	});
};

export const bass = (tape: Tape, at: number, note: number, length: number, gain: number) => {
	const frequency = hertz(note);
	tape.add(at, length, gain, 0, (time) => {
		const angle = TAU * frequency * time;
		return (
			Math.min(1, time / 0.012, (length - time) / 0.06) *
			Math.exp(-1.1 * time) *
			Math.tanh(1.5 * (Math.sin(angle) + 0.32 * Math.sin(2 * angle)))
		);
	});
};

export const kick = (tape: Tape, at: number, gain: number) =>
	tape.add(at, 0.32, gain, 0, (time) => {
		const angle = TAU * (47 * time + (92 / 30) * (1 - Math.exp(-30 * time)));
		return Math.exp(-11 * time) * Math.sin(angle) * Math.min(1, time / 0.001);
	});

export const hiss = (tape: Tape, at: number, length: number, gain: number, pan: number, seed: number) => {
	const noise = noiseFrom(seed);
	let [before, low] = [0, 0];
	tape.add(at, length, gain, pan, (time) => {
		const value = noise();
		const high = value - before;
		before = value;
		low += 0.6 * (high - low);
		return low * Math.exp((-5 * time) / length) * Math.min(1, time / 0.001);
	});
};

export const clap = (tape: Tape, at: number, gain: number, seed: number) => {
	const noise = noiseFrom(seed);
	let [band, slow] = [0, 0];
	tape.add(at, 0.26, gain, 0.05, (time) => {
		band += 0.34 * (noise() - band);
		slow += 0.08 * (band - slow);
		const hands = Math.exp(-70 * (time % 0.011)) * (time < 0.033 ? 1 : 0) + Math.exp(-19 * time);
		return (band - slow) * hands * 1.6;
	});
};
