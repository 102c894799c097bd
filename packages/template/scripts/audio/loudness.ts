import { RATE, Tape } from "./tape.ts";

/* Loudness as ITU-R BS.1770-4 measures it, true peak, and a limiter. */

interface Filter {
	b: readonly [number, number, number];
	a: readonly [number, number];
}

/** The two filters of the K weighting for our sample rate, from the analog prototypes behind the standard's table for 48 kHz. */
const weighting = (): Filter[] => {
	const shelf = Math.tan((Math.PI * 1681.974450955533) / RATE);
	const [high, q] = [10 ** (3.999843853973347 / 20), 0.7071752369554196];
	const band = high ** 0.4996667741545416;
	const scale = 1 + shelf / q + shelf * shelf;
	const pass = Math.tan((Math.PI * 38.13547087602444) / RATE);
	const width = 0.5003270373238773;
	const bottom = 1 + pass / width + pass * pass;
	return [
		{
			b: [
				(high + (band * shelf) / q + shelf * shelf) / scale,
				(2 * (shelf * shelf - high)) / scale,
				(high - (band * shelf) / q + shelf * shelf) / scale,
			],
			a: [(2 * (shelf * shelf - 1)) / scale, (1 - shelf / q + shelf * shelf) / scale],
		},
		{ b: [1, -2, 1], a: [(2 * (pass * pass - 1)) / bottom, (1 - pass / width + pass * pass) / bottom] },
	];
};

const filtered = (input: Float32Array, { b, a }: Filter): Float32Array => {
	const output = new Float32Array(input.length);
	let [x1, x2, y1, y2] = [0, 0, 0, 0];
	for (let index = 0; index < input.length; index++) {
		const x = input[index] ?? 0;
		const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
		[x2, x1, y2, y1] = [x1, x, y1, y];
		output[index] = y;
	}
	return output;
};

/** Mean squares of blocks of 400 ms, a new one every 100 ms, summed over both channels. */
const blocks = (tape: Tape): number[] => {
	const step = Math.round(RATE / 10);
	const channels = [tape.left, tape.right].map((channel) => weighting().reduce(filtered, channel));
	const steps = Math.floor(tape.left.length / step);
	const power = Array.from({ length: steps }, (_, index) =>
		channels.reduce((sum, channel) => {
			let part = 0;
			for (let place = index * step; place < (index + 1) * step; place++) part += (channel[place] ?? 0) ** 2;
			return sum + part / step;
		}, 0),
	);
	return power.slice(3).map((_, index) => power.slice(index, index + 4).reduce((sum, value) => sum + value, 0) / 4);
};

const lufs = (power: number): number => -0.691 + 10 * Math.log10(Math.max(power, 1e-12));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Integrated loudness in LUFS, with both gates of the standard. -Infinity: nothing is heard. */
export const loudness = (tape: Tape): number => {
	const heard = blocks(tape).filter((power) => lufs(power) > -70);
	if (heard.length === 0) return Number.NEGATIVE_INFINITY;
	const gate = lufs(mean(heard)) - 10;
	return lufs(mean(heard.filter((power) => lufs(power) > gate)));
};

/** Largest sample between the samples, in dBTP: four times as many, by a sinc of 16 samples under a Hann window. */
export const truePeak = (tape: Tape): number => {
	const taps = 16;
	const phases = [1, 2, 3].map((phase) =>
		Array.from({ length: taps }, (_, index) => {
			const x = index - taps / 2 + 1 - phase / 4;
			return (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * x) / (taps / 2)));
		}),
	);
	let peak = 1e-9;
	for (const channel of [tape.left, tape.right]) {
		for (let place = 0; place < channel.length; place++) {
			const here = Math.abs(channel[place] ?? 0);
			peak = Math.max(peak, here);
			// Only beside large samples can there be a larger one.
			if (here < peak * 0.6) continue;
			for (const phase of phases) {
				let value = 0;
				for (let tap = 0; tap < taps; tap++) value += (phase[tap] ?? 0) * (channel[place + tap - taps / 2 + 1] ?? 0);
				peak = Math.max(peak, Math.abs(value));
			}
		}
	}
	return 20 * Math.log10(peak);
};

/** Keeps both channels below `ceiling` (amplitude): turns down 4 ms before a peak and back up after it, without a step. */
export const limit = (tape: Tape, ceiling: number): void => {
	const ahead = Math.round(RATE * 0.004);
	const count = tape.left.length;
	const wanted = new Float32Array(count + ahead).fill(1);
	for (let index = 0; index < count; index++) {
		const peak = Math.max(Math.abs(tape.left[index] ?? 0), Math.abs(tape.right[index] ?? 0));
		wanted[index] = peak > ceiling ? ceiling / peak : 1;
	}
	// The least gain of the next 4 ms holds now; it recovers over about 80 ms.
	const recover = Math.exp(-1 / (RATE * 0.08));
	const lowest = new Float32Array(count);
	const queue: number[] = [];
	let head = 0;
	let now = 1;
	for (let index = 0; index < count + ahead; index++) {
		while (queue.length > head && (wanted[queue[queue.length - 1] ?? 0] ?? 1) >= (wanted[index] ?? 1)) queue.pop();
		queue.push(index);
		const place = index - ahead;
		if (place < 0) continue;
		while ((queue[head] ?? 0) < place) head++;
		const least = wanted[queue[head] ?? place] ?? 1;
		now = least < now ? least : 1 - (1 - now) * recover;
		lowest[place] = Math.min(now, 1);
	}
	// A mean over the same 4 ms turns steps into slopes that end at the peak.
	let sum = ahead;
	for (let index = 0; index < count; index++) {
		sum += (lowest[index] ?? 1) - (index >= ahead ? (lowest[index - ahead] ?? 1) : 1);
		const gain = Math.min(1, sum / ahead);
		tape.left[index] = (tape.left[index] ?? 0) * gain;
		tape.right[index] = (tape.right[index] ?? 0) * gain;
	}
};

/** Amplitude of decibels. */
export const amplitude = (decibels: number): number => 10 ** (decibels / 20);

/** Brings a tape to an integrated loudness with its peaks below `peak` dBFS; answers the gain it took, in dB. */
export const toLoudness = (tape: Tape, target: number, peak: number): number => {
	let taken = 0;
	// The limiter takes some loudness away again: three rounds are within a tenth of a LU.
	for (let round = 0; round < 3; round++) {
		const gain = target - loudness(tape);
		taken += gain;
		tape.shape(() => amplitude(gain));
		limit(tape, amplitude(peak));
	}
	return taken;
};

/** Samples between two moments, as a tape of their own. */
export const cut = (tape: Tape, from: number, to: number): Tape => {
	const part = new Tape(to - from);
	const first = Math.round(from * RATE);
	part.left.set(tape.left.subarray(first, first + part.left.length));
	part.right.set(tape.right.subarray(first, first + part.right.length));
	return part;
};
