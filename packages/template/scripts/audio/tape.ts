/* Sound as two channels of numbers: laying it on, the room it stands in, the last touch, and the bytes of a WAV file. */

/** Samples a second. */
export const RATE = 44_100;

/** Two channels that sounds are added to. */
export class Tape {
	readonly left: Float32Array;
	readonly right: Float32Array;
	constructor(seconds: number) {
		this.left = new Float32Array(Math.round(seconds * RATE));
		this.right = new Float32Array(this.left.length);
	}
	get seconds(): number {
		return this.left.length / RATE;
	}
	/** `sound(t)` for `seconds` from `at`, panned from -1 (left) to 1 (right) at equal power. What lies outside of the tape is lost. */
	add(at: number, seconds: number, gain: number, pan: number, sound: (time: number) => number): void {
		const side = Math.min(1, Math.max(-1, pan));
		const [left, right] = [gain * Math.cos(((side + 1) * Math.PI) / 4), gain * Math.sin(((side + 1) * Math.PI) / 4)];
		const first = Math.max(0, Math.round(at * RATE));
		const count = Math.min(Math.round(seconds * RATE), this.left.length - first);
		for (let index = 0; index < count; index++) {
			const place = first + index;
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
	/** Multiplies both channels by `gain(t)`. */
	shape(gain: (time: number) => number): void {
		for (let index = 0; index < this.left.length; index++) {
			const value = gain(index / RATE);
			this.left[index] = (this.left[index] ?? 0) * value;
			this.right[index] = (this.right[index] ?? 0) * value;
		}
	}
}

/** A room after Schroeder (1962): eight echoes that feed themselves, darker each time round. */
export const room = (dry: Tape, amount: number): void => {
	const wet = new Tape(dry.seconds);
	for (const [index, delay] of [0.0297, 0.0371, 0.0411, 0.0437, 0.0503, 0.0571, 0.0617, 0.0673].entries()) {
		const length = Math.round(delay * RATE);
		const echo = new Float32Array(length);
		const target = index % 2 === 0 ? wet.left : wet.right;
		let [place, low] = [0, 0];
		for (let time = 0; time < dry.left.length; time++) {
			const input = ((dry.left[time] ?? 0) + (dry.right[time] ?? 0)) / 2;
			const out = echo[place] ?? 0;
			low += 0.42 * (out - low);
			echo[place] = input + low * 0.84;
			place = (place + 1) % length;
			target[time] = (target[time] ?? 0) + out / 4;
		}
	}
	dry.mix(wet, amount);
};

/** Tone controls: what lies below 150 Hz and above 2.5 kHz, each as a factor. */
export const equalise = (tape: Tape, lows: number, highs: number): void => {
	const share = (frequency: number) => 1 - Math.exp((-2 * Math.PI * frequency) / RATE);
	const [slow, quick] = [share(150), share(2500)];
	for (const channel of [tape.left, tape.right]) {
		let [low, rest] = [0, 0];
		for (let index = 0; index < channel.length; index++) {
			const value = channel[index] ?? 0;
			low += slow * (value - low);
			rest += quick * (value - rest);
			channel[index] = value + (lows - 1) * low + (highs - 1) * (value - rest);
		}
	}
};

/** Loudest sample to `peak`, the few loud ones rounded rather than cut. */
export const master = (tape: Tape, peak: number, drive = 1.15): void => {
	let loudest = 1e-9;
	for (const channel of [tape.left, tape.right]) for (const value of channel) loudest = Math.max(loudest, Math.abs(value));
	for (const channel of [tape.left, tape.right]) {
		for (let index = 0; index < channel.length; index++) {
			channel[index] = (Math.tanh(((channel[index] ?? 0) / loudest) * drive) / Math.tanh(drive)) * peak;
		}
	}
};

export const wav = (tape: Tape): Buffer => {
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
