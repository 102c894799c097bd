import { bell } from "./instruments/index.ts";
import { hertz, lowPass, noiseFrom, TAU } from "./instruments/synthesis.ts";
import { master, room, Tape } from "./tape.ts";

/* The short sounds that go with what is seen. */

/** Air that passes from left to right. */
export const whoosh = (): Tape => {
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

export const pop = (): Tape => {
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

export const tick = (): Tape => {
	const tape = new Tape(0.12);
	tape.add(0, 0.1, 0.8, 0, (time) => Math.exp(-85 * time) * Math.sin(TAU * 2300 * time));
	tape.add(0, 0.05, 0.5, 0, (time) => Math.exp(-150 * time) * Math.sin(TAU * 4700 * time));
	master(tape, 0.55);
	return tape;
};

export const rise = (): Tape => {
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

export const chime = (): Tape => {
	const tape = new Tape(2.6);
	for (const [index, note] of [76, 83, 88].entries())
		bell(tape, { at: index * 0.085, length: 1, pitch: note, gain: 0.5 - index * 0.08, pan: (index - 1) * 0.5, seed: 1 });
	room(tape, 0.5);
	master(tape, 0.7);
	return tape;
};

/** Air that moves slowly: a transition in a calm film. */
export const breath = (): Tape => {
	const tape = new Tape(1.6);
	for (const side of [-0.5, 0.5]) {
		const noise = noiseFrom(side > 0 ? 21 : 22);
		const filter = lowPass(0.1);
		tape.add(0, 1.6, 1, side, (time) => {
			const place = time / 1.6;
			return filter(noise(), 260 + 900 * Math.sin(Math.PI * place) ** 2) * Math.sin(Math.PI * place) ** 3;
		});
	}
	room(tape, 0.3);
	master(tape, 0.6);
	return tape;
};

/** A low impact under a cut. */
export const hit = (): Tape => {
	const tape = new Tape(1.6);
	tape.add(0, 1.2, 1, 0, (time) => {
		const angle = TAU * (44 * time + (60 / 18) * (1 - Math.exp(-18 * time)));
		return Math.exp(-3.6 * time) * Math.sin(angle) * Math.min(1, time / 0.002, (1.2 - time) / 0.1);
	});
	const noise = noiseFrom(51);
	const filter = lowPass(0.1);
	tape.add(
		0,
		0.5,
		0.7,
		0,
		(time) => filter(noise(), 300 + 3000 * Math.exp(-20 * time)) * Math.exp(-11 * time) * Math.min(1, (0.5 - time) / 0.05),
	);
	room(tape, 0.35);
	master(tape, 0.75);
	return tape;
};

/** Small bells that scatter: something precious appears. */
export const shimmer = (): Tape => {
	const tape = new Tape(2.4);
	for (let index = 0; index < 14; index++) {
		const frequency = hertz([86, 88, 91, 93, 98][(index * 3) % 5] ?? 86);
		const at = 0.05 + index * 0.062 + (index % 3) * 0.011;
		const gain = 0.4 * Math.sin((Math.PI * (index + 1)) / 15);
		tape.add(
			at,
			1,
			gain,
			Math.sin(index * 2.4) * 0.7,
			(time) => Math.exp(-6 * time) * Math.sin(TAU * frequency * time) * Math.min(1, time / 0.002, (1 - time) / 0.1),
		);
	}
	room(tape, 0.6);
	master(tape, 0.6);
	return tape;
};
