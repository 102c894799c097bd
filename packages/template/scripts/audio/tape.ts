/* Sound as two channels of numbers: laying it on, the room it stands in, the last touch, and the bytes of a WAV file. */

/** Samples a second. */
export const RATE = 44_100;

/** Two channels that sounds are added to. With `loop`, what rings beyond the end comes in again at the beginning. */
export class Tape {
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

/** A room: eight echoes that feed themselves, darker each time round. */
export const room = (dry: Tape, amount: number): void => {
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
export const breathe = (tape: Tape, seconds: number): void => {
	const count = Math.round(seconds * RATE);
	for (const channel of [tape.left, tape.right]) {
		for (let index = 0; index < count; index++) {
			const place = channel.length - count + index;
			channel[place] = (channel[place] ?? 0) * Math.cos((index / count) * (Math.PI / 2));
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
