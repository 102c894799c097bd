import { bass, bell, clap, hiss, kick, pad, string } from "./instruments.ts";
import { breathe, master, room, Tape } from "./tape.ts";

/* The pieces of music. Each loops. */

type Chord = { bass: number; pad: number[]; notes: number[] };

/** Slow and wide, in D: a pad, a few bells, a heartbeat. */
export const calm = (): Tape => {
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
export const bright = (): Tape => {
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
export const drive = (): Tape => {
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
