import { RATE } from "../tape.ts";

/* The parts that instruments are made of: noise, envelopes, waves without aliasing, a filter. */

export const TAU = Math.PI * 2;

/** White noise from -1 to 1: the same on every run (xorshift32). */
export const noiseFrom = (seed: number) => {
	let state = Math.imul(seed + 1, 2_654_435_761) >>> 0 || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return ((state >>> 0) / 0xffffffff) * 2 - 1;
	};
};

/** MIDI number to Hz; 69 is the A of 440 Hz. */
export const hertz = (pitch: number) => 440 * 2 ** ((pitch - 69) / 12);

/** Rises over `attack` seconds, then decays by 60 dB in about `decay * 2.2`. */
export const struck = (time: number, attack: number, decay: number) =>
	Math.min(1, time / attack) * Math.exp((-3.2 * time) / decay);

/** Rises over `attack`, stays, and falls to nothing over `release` before `end`. All in seconds. */
export const held = (time: number, end: number, attack: number, release: number) =>
	Math.max(0, Math.min(1, time / attack, (end - time) / release)) ** 1.5;

const TABLE = 2048;
const tables = new Map<string, Float32Array>();

/** One period of a wave with no overtone above 16 kHz. `amplitude` of the nth overtone; 1 is the fundamental. */
const tableOf = (shape: "saw" | "square", frequency: number): Float32Array => {
	const overtones = Math.max(1, Math.floor(16_000 / frequency));
	const key = `${shape}${overtones}`;
	const known = tables.get(key);
	if (known) return known;
	const made = new Float32Array(TABLE);
	for (let n = 1; n <= overtones; n++) {
		const amplitude = shape === "square" && n % 2 === 0 ? 0 : 0.6 / n;
		for (let index = 0; index < TABLE; index++)
			made[index] = (made[index] ?? 0) + amplitude * Math.sin((TAU * n * index) / TABLE);
	}
	tables.set(key, made);
	return made;
};

/** A saw or square wave as a function of its phase in periods. */
export const wave = (shape: "saw" | "square", frequency: number) => {
	const table = tableOf(shape, frequency);
	return (phase: number) => {
		const place = (phase - Math.floor(phase)) * TABLE;
		const index = Math.floor(place);
		const here = table[index] ?? 0;
		return here + ((table[(index + 1) % TABLE] ?? 0) - here) * (place - index);
	};
};

/** A low-pass filter of 12 dB an octave (state variable, trapezoidal). `resonance` 0 to 1. */
export const lowPass = (resonance = 0) => {
	let [one, two] = [0, 0];
	const damping = 2 - 1.8 * resonance;
	return (input: number, cutoff: number) => {
		const g = Math.tan((Math.PI * Math.min(cutoff, RATE * 0.45)) / RATE);
		const high = (input - (damping + g) * one - two) / (1 + g * (g + damping));
		const band = g * high + one;
		const low = g * band + two;
		one = g * high + band;
		two = g * band + low;
		return low;
	};
};
