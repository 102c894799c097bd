/**
 * Makes the music and the sounds below public/audio from nothing but numbers: `node scripts/make-audio.ts`.
 * Everything is synthesised here, note by note, so it belongs to the project and needs no licence. Needs Node 22.18 or newer
 * and the ffmpeg that comes with Remotion (or one on the path) for the last step, WAV to MP3.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const RATE = 44_100;
const TAU = Math.PI * 2;
const project = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The same noise on every run. */
const noiseFrom = (seed: number) => {
	let state = seed >>> 0 || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return ((state >>> 0) / 0xffffffff) * 2 - 1;
	};
};

/** MIDI number to Hz; 69 is the A of 440 Hz. */
const hertz = (note: number) => 440 * 2 ** ((note - 69) / 12);

/** Two channels that sounds are added to. With `loop`, what rings beyond the end comes in again at the beginning. */
class Tape {
	left: Float32Array;
	right: Float32Array;
	loop: boolean;
	constructor(seconds: number, loop = false) {
		this.left = new Float32Array(Math.round(seconds * RATE));
		this.right = new Float32Array(this.left.length);
		this.loop = loop;
	}
	/** `sound(t)` for `seconds` from `at`, panned from -1 (left) to 1. */
	add(at: number, seconds: number, gain: number, pan: number, sound: (time: number) => number): void {
		const [left, right] = [gain * Math.cos(((pan + 1) * Math.PI) / 4), gain * Math.sin(((pan + 1) * Math.PI) / 4)];
		const first = Math.round(at * RATE);
		const count = Math.round(seconds * RATE);
		for (let index = 0; index < count; index++) {
			let place = first + index;
			if (place >= this.left.length) {
				if (!this.loop) return;
				place %= this.left.length;
			}
			const value = sound(index / RATE);
			this.left[place] = (this.left[place] ?? 0) + value * left;
			this.right[place] = (this.right[place] ?? 0) + value * right;
		}
	}
	mix(other: Tape, gain = 1): void {
		for (let index = 0; index < this.left.length; index++) {
			this.left[index] = (this.left[index] ?? 0) + (other.left[index] ?? 0) * gain;
			this.right[index] = (this.right[index] ?? 0) + (other.right[index] ?? 0) * gain;
		}
	}
}

/** Rises over `attack`, then dies away so that little is left after `decay`. */
const pluck = (time: number, attack: number, decay: number) => Math.min(1, time / attack) * Math.exp((-3.2 * time) / decay);
/** Rises, stays, falls to nothing at `length`. */
const swell = (time: number, length: number, attack: number, release: number) =>
	Math.max(0, Math.min(1, time / attack, (length - time) / release)) ** 1.5;

/** A soft pad: three slightly detuned voices of few overtones. */
const pad = (tape: Tape, at: number, length: number, notes: number[], gain: number, brightness: number) => {
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
const bell = (tape: Tape, at: number, note: number, gain: number, pan: number, decay = 1.4) => {
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
const string = (
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

const bass = (tape: Tape, at: number, note: number, length: number, gain: number) => {
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

const kick = (tape: Tape, at: number, gain: number) =>
	tape.add(at, 0.32, gain, 0, (time) => {
		const angle = TAU * (47 * time + (92 / 30) * (1 - Math.exp(-30 * time)));
		return Math.exp(-11 * time) * Math.sin(angle) * Math.min(1, time / 0.001);
	});

const hiss = (tape: Tape, at: number, length: number, gain: number, pan: number, seed: number) => {
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

const clap = (tape: Tape, at: number, gain: number, seed: number) => {
	const noise = noiseFrom(seed);
	let [band, slow] = [0, 0];
	tape.add(at, 0.26, gain, 0.05, (time) => {
		band += 0.34 * (noise() - band);
		slow += 0.08 * (band - slow);
		const hands = Math.exp(-70 * (time % 0.011)) * (time < 0.033 ? 1 : 0) + Math.exp(-19 * time);
		return (band - slow) * hands * 1.6;
	});
};

/** A room: eight echoes that feed themselves, darker each time round. */
const room = (dry: Tape, amount: number): void => {
	const wet = new Tape(dry.left.length / RATE);
	for (const [index, delay] of [0.0297, 0.0371, 0.0411, 0.0437, 0.0503, 0.0571, 0.0617, 0.0673].entries()) {
		const length = Math.round(delay * RATE);
		const echo = new Float32Array(length);
		const target = index % 2 === 0 ? wet.left : wet.right;
		let [place, low] = [0, 0];
		// Twice round where the tape loops, so that the beginning is already full of the end.
		for (let pass = dry.loop ? 0 : 1; pass < 2; pass++) {
			for (let time = 0; time < dry.left.length; time++) {
				const input = ((dry.left[time] ?? 0) + (dry.right[time] ?? 0)) / 2;
				const out = echo[place] ?? 0;
				low += 0.42 * (out - low);
				echo[place] = input + low * 0.84;
				place = (place + 1) % length;
				if (pass === 1) target[time] = (target[time] ?? 0) + out / 4;
			}
		}
	}
	dry.mix(wet, amount);
};

/** An MP3 begins and ends with a moment of silence. Music that has already faded there loops without a hole in it. */
const breathe = (tape: Tape, seconds: number): void => {
	const count = Math.round(seconds * RATE);
	for (const channel of [tape.left, tape.right]) {
		for (let index = 0; index < count; index++) {
			const place = channel.length - count + index;
			channel[place] = (channel[place] ?? 0) * Math.cos((index / count) * (Math.PI / 2));
		}
	}
};

/** Loudest sample to `peak`, the few loud ones rounded rather than cut. */
const master = (tape: Tape, peak: number, drive = 1.15): void => {
	let loudest = 1e-9;
	for (const channel of [tape.left, tape.right]) for (const value of channel) loudest = Math.max(loudest, Math.abs(value));
	for (const channel of [tape.left, tape.right]) {
		for (let index = 0; index < channel.length; index++) {
			channel[index] = (Math.tanh(((channel[index] ?? 0) / loudest) * drive) / Math.tanh(drive)) * peak;
		}
	}
};

const wav = (tape: Tape): Buffer => {
	const frames = tape.left.length;
	const bytes = Buffer.alloc(44 + frames * 4);
	bytes.write("RIFF", 0);
	bytes.writeUInt32LE(36 + frames * 4, 4);
	bytes.write("WAVEfmt ", 8);
	bytes.writeUInt32LE(16, 16);
	bytes.writeUInt16LE(1, 20);
	bytes.writeUInt16LE(2, 22);
	bytes.writeUInt32LE(RATE, 24);
	bytes.writeUInt32LE(RATE * 4, 28);
	bytes.writeUInt16LE(4, 32);
	bytes.writeUInt16LE(16, 34);
	bytes.write("data", 36);
	bytes.writeUInt32LE(frames * 4, 40);
	for (let index = 0; index < frames; index++) {
		bytes.writeInt16LE(Math.round((tape.left[index] ?? 0) * 32_767), 44 + index * 4);
		bytes.writeInt16LE(Math.round((tape.right[index] ?? 0) * 32_767), 46 + index * 4);
	}
	return bytes;
};

/** Remotion's ffmpeg first: it is there in every copy of the project. */
const encode = (from: string, to: string, kilobits: number): void => {
	const options = [
		"-y",
		"-loglevel",
		"error",
		"-i",
		from,
		"-codec:a",
		"libmp3lame",
		"-b:a",
		`${kilobits}k`,
		"-map_metadata",
		"-1",
		"-fflags",
		"+bitexact",
		to,
	];
	const failures: unknown[] = [];
	for (const [command, first] of [
		["npx", ["remotion", "ffmpeg"]],
		["ffmpeg", []],
	] as const) {
		try {
			execFileSync(command, [...first, ...options], { cwd: project, stdio: "pipe", timeout: 120_000 });
			return;
		} catch (error) {
			failures.push(error);
		}
	}
	throw new AggregateError(failures, `Neither Remotion's ffmpeg nor one on the path could write ${to}.`);
};

type Chord = { bass: number; pad: number[]; notes: number[] };

/** Slow and wide, in D: a pad, a few bells, a heartbeat. */
const calm = (): Tape => {
	const beat = 60 / 76;
	const chords: Chord[] = [
		{ bass: 38, pad: [50, 57, 61, 66], notes: [62, 66, 69, 73, 74] },
		{ bass: 35, pad: [47, 54, 62, 66], notes: [59, 66, 69, 71, 74] },
		{ bass: 43, pad: [50, 55, 59, 66], notes: [62, 66, 67, 71, 74] },
		{ bass: 33, pad: [49, 52, 57, 64], notes: [61, 64, 69, 71, 76] },
	];
	const tape = new Tape(beat * 32, true);
	const pattern = [0, 2, 4, 3, 1, 2, 3, -1];
	for (let bar = 0; bar < 8; bar++) {
		const chord = chords[bar % 4];
		if (!chord) continue;
		const at = bar * 4 * beat;
		pad(tape, at, 4 * beat, chord.pad, 0.34, 0.5);
		bass(tape, at, chord.bass, 3.4 * beat, 0.3);
		for (const [step, index] of pattern.entries()) {
			const note = chord.notes[index];
			if (note === undefined || (bar === 7 && step > 4)) continue;
			const accent = step === 0 ? 1 : 0.62 + 0.16 * Math.sin(bar * 2.3 + step);
			bell(
				tape,
				at + step * (beat / 2) + (step % 2) * 0.012,
				note + (bar >= 4 && step === 2 ? 12 : 0),
				0.15 * accent,
				Math.sin(step * 1.9) * 0.55,
				1.6,
			);
		}
		if (bar < 7) {
			kick(tape, at, 0.3);
			kick(tape, at + 2.5 * beat, 0.16);
			for (const step of [1, 3]) hiss(tape, at + step * beat, 0.12, 0.045, 0.4, 31 + bar * 4 + step);
		}
	}
	room(tape, 0.5);
	breathe(tape, 0.7);
	master(tape, 0.8);
	return tape;
};

/** Friendly, in C: plucked strings, claps, a line to hum. */
const bright = (): Tape => {
	const beat = 60 / 112;
	const chords: Chord[] = [
		{ bass: 36, pad: [55, 60, 64, 67], notes: [60, 64, 67, 72, 76] },
		{ bass: 43, pad: [55, 59, 62, 67], notes: [59, 62, 67, 71, 74] },
		{ bass: 33, pad: [52, 57, 60, 64], notes: [57, 60, 64, 69, 72] },
		{ bass: 41, pad: [53, 57, 60, 65], notes: [57, 60, 65, 69, 72] },
	];
	const tape = new Tape(beat * 48, true);
	const pattern = [0, 2, 3, 2, 4, 2, 3, 1];
	const tune: [bar: number, beat: number, note: number][] = [
		[4, 0, 79],
		[4, 1.5, 76],
		[4, 2.5, 74],
		[5, 0, 74],
		[5, 1.5, 71],
		[5, 2.5, 72],
		[6, 0, 76],
		[6, 1.5, 72],
		[6, 2.5, 69],
		[7, 0, 72],
		[7, 2, 74],
		[8, 0, 79],
		[8, 1.5, 76],
		[8, 2.5, 79],
		[9, 0, 83],
		[9, 1.5, 79],
		[9, 3, 74],
		[10, 0, 76],
		[10, 1.5, 72],
		[10, 2.5, 74],
		[11, 0, 72],
	];
	for (let bar = 0; bar < 12; bar++) {
		const chord = chords[bar % 4];
		if (!chord) continue;
		const at = bar * 4 * beat;
		pad(tape, at, 4 * beat, chord.pad, bar >= 4 ? 0.2 : 0.13, 0.7);
		for (const step of [0, 1.5, 2, 3.5]) {
			if (bar === 11 && step > 2) continue;
			bass(tape, at + step * beat, chord.bass + (step === 3.5 ? 12 : 0), beat * (step === 0 ? 1.3 : 0.5), 0.3);
		}
		for (const [step, index] of pattern.entries()) {
			const note = chord.notes[index];
			if (note === undefined || (bar === 11 && step > 4)) continue;
			string(
				tape,
				at + step * (beat / 2),
				note + 12,
				0.3 * (step % 2 === 0 ? 1 : 0.68),
				step % 2 === 0 ? -0.4 : 0.4,
				0.7,
				2,
				bar * 8 + step + 1,
			);
		}
		if (bar === 11) continue;
		for (const step of [0, 2]) kick(tape, at + step * beat, 0.5);
		if (bar % 4 === 3) kick(tape, at + 3.5 * beat, 0.3);
		if (bar >= 2) for (const step of [1, 3]) clap(tape, at + step * beat, 0.22, 101 + bar * 4 + step);
		for (let step = 0; step < 8; step++)
			hiss(tape, at + step * (beat / 2), 0.07, step % 2 === 1 ? 0.06 : 0.03, 0.3, 211 + bar * 8 + step);
	}
	for (const [bar, step, note] of tune) bell(tape, (bar * 4 + step) * beat, note, 0.15, -0.1, 1.1);
	room(tape, 0.28);
	breathe(tape, 0.7);
	master(tape, 0.82, 1.3);
	return tape;
};

/** Pushing on, in A minor: a pulse in sixteenths over a steady kick. */
const drive = (): Tape => {
	const beat = 60 / 124;
	const chords: Chord[] = [
		{ bass: 33, pad: [57, 60, 64, 69], notes: [57, 64, 69, 72] },
		{ bass: 29, pad: [57, 60, 65, 69], notes: [57, 65, 69, 72] },
		{ bass: 36, pad: [55, 60, 64, 67], notes: [55, 64, 67, 72] },
		{ bass: 31, pad: [55, 59, 62, 67], notes: [55, 62, 67, 71] },
	];
	const tape = new Tape(beat * 48, true);
	const pulse = [0, 1, 2, 1, 3, 1, 2, 1, 0, 1, 2, 3, 2, 1, 2, 1];
	for (let bar = 0; bar < 12; bar++) {
		const chord = chords[bar % 4];
		if (!chord) continue;
		const at = bar * 4 * beat;
		const last = bar === 11;
		pad(tape, at, 4 * beat, chord.pad, bar >= 4 ? 0.26 : 0.16, 0.9);
		for (let step = 0; step < 16; step++) {
			if (last && step > 8) break;
			const time = at + step * (beat / 4);
			const note = chord.notes[pulse[step] ?? 0];
			// A breath on every kick: the pulse gives way to it.
			const room = step % 4 === 0 ? 0.45 : 1;
			if (note !== undefined)
				string(
					tape,
					time,
					note + (bar >= 8 ? 12 : 0),
					0.25 * room * (step % 4 === 2 ? 1.15 : 0.85),
					step % 2 === 0 ? -0.35 : 0.35,
					0.34,
					bar >= 4 ? 1 : 3,
					bar * 16 + step + 3,
				);
			if (step % 2 === 0 && step % 4 !== 0) bass(tape, time, chord.bass, beat * 0.42, 0.34);
			if (bar >= 2) hiss(tape, time, 0.045, step % 4 === 2 ? 0.085 : 0.026, -0.25, 401 + bar * 16 + step);
		}
		if (last) {
			bass(tape, at, chord.bass, beat * 2.5, 0.36);
			kick(tape, at, 0.6);
			continue;
		}
		for (let step = 0; step < 4; step++) kick(tape, at + step * beat, 0.6);
		if (bar >= 4) for (const step of [1, 3]) clap(tape, at + step * beat, 0.26, 701 + bar * 4 + step);
		if (bar >= 8) {
			for (const [step, index] of [
				[0, 2],
				[1.5, 3],
				[3, 2],
			] as const) {
				bell(tape, at + step * beat, (chord.notes[index] ?? 69) + 12, 0.1, 0.25, 1);
			}
		}
	}
	room(tape, 0.22);
	breathe(tape, 0.7);
	master(tape, 0.84, 1.5);
	return tape;
};

/** Air that passes from left to right. */
const whoosh = (): Tape => {
	const tape = new Tape(0.9);
	for (const side of [-0.7, 0.7]) {
		const noise = noiseFrom(side > 0 ? 11 : 12);
		let [low, band] = [0, 0];
		tape.add(0, 0.9, 1, side, (time) => {
			const place = time / 0.9;
			const width = 0.015 + 0.24 * Math.sin(Math.PI * Math.min(1, place * 1.15)) ** 2;
			low += width * (noise() - low);
			band += width * 0.35 * (low - band);
			const pass = side < 0 ? 1.15 - place : 0.15 + place;
			return (low - band) * Math.sin(Math.PI * place) ** 2.2 * pass;
		});
	}
	master(tape, 0.7);
	return tape;
};

const pop = (): Tape => {
	const tape = new Tape(0.3);
	tape.add(
		0,
		0.22,
		1,
		0,
		(time) => Math.exp(-24 * time) * Math.min(1, time / 0.002) * Math.sin(TAU * (300 * time + 520 * time * Math.exp(-9 * time))),
	);
	master(tape, 0.7);
	return tape;
};

const tick = (): Tape => {
	const tape = new Tape(0.12);
	tape.add(0, 0.1, 0.8, 0, (time) => Math.exp(-85 * time) * Math.sin(TAU * 2300 * time));
	tape.add(0, 0.05, 0.5, 0, (time) => Math.exp(-150 * time) * Math.sin(TAU * 4700 * time));
	master(tape, 0.55);
	return tape;
};

const rise = (): Tape => {
	const tape = new Tape(2.2);
	const noise = noiseFrom(77);
	let low = 0;
	tape.add(0, 1.9, 0.5, 0, (time) => {
		const place = time / 1.9;
		low += (0.02 + 0.4 * place ** 3) * (noise() - low);
		return low * place ** 2 * Math.min(1, (1.9 - time) / 0.05);
	});
	for (const [index, note] of [57, 64, 69].entries()) {
		const frequency = hertz(note);
		tape.add(0, 1.9, 0.16, (index - 1) * 0.6, (time) => {
			const place = time / 1.9;
			const angle = TAU * frequency * (time + 0.26 * time * place * place);
			return place ** 1.6 * Math.min(1, (1.9 - time) / 0.05) * (Math.sin(angle) + 0.4 * Math.sin(2 * angle));
		});
	}
	room(tape, 0.4);
	master(tape, 0.7);
	return tape;
};

const chime = (): Tape => {
	const tape = new Tape(2.6);
	for (const [index, note] of [76, 83, 88].entries()) bell(tape, index * 0.085, note, 0.5 - index * 0.08, (index - 1) * 0.5, 1.3);
	room(tape, 0.5);
	master(tape, 0.7);
	return tape;
};

const works: { path: string; make: () => Tape; kilobits: number }[] = [
	{ path: "music/calm", make: calm, kilobits: 112 },
	{ path: "music/bright", make: bright, kilobits: 112 },
	{ path: "music/drive", make: drive, kilobits: 112 },
	{ path: "sfx/whoosh", make: whoosh, kilobits: 96 },
	{ path: "sfx/pop", make: pop, kilobits: 96 },
	{ path: "sfx/tick", make: tick, kilobits: 96 },
	{ path: "sfx/rise", make: rise, kilobits: 96 },
	{ path: "sfx/chime", make: chime, kilobits: 96 },
];

const scratch = mkdtempSync(join(tmpdir(), "make-audio-"));
try {
	for (const work of works) {
		const target = join(project, "public/audio", `${work.path}.mp3`);
		mkdirSync(dirname(target), { recursive: true });
		const raw = join(scratch, `${work.path.replace("/", "-")}.wav`);
		writeFileSync(raw, wav(work.make()));
		encode(raw, target, work.kilobits);
		console.log(`public/audio/${work.path}.mp3`);
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
