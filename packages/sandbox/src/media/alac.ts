/**
 * A decoder of Apple Lossless (ALAC), which the media programs of Remotion's renderer have not got: packets in, samples
 * out, bit for bit as they were encoded.
 *
 * A packet holds elements, each of one or two channels. A channel is a row of differences (adaptive Golomb codes) to what
 * a linear predictor expects; the predictor learns while it decodes.
 */

/** What the header of a file says of its packets. */
export interface AlacConfig {
	/** Samples of a channel in a packet that is not the last one. */
	frameLength: number;
	/** 16, 20, 24 or 32. */
	bitDepth: number;
	/** How fast the mean of the differences is forgotten, its first value, and the most bits of a code's rest. */
	historyMult: number;
	initialHistory: number;
	riceLimit: number;
	channels: number;
	/** Samples a second. */
	sampleRate: number;
}

const COOKIE_BYTES = 24;
const MOST_FRAME_LENGTH = 65_536;
const DEPTHS = new Set([16, 20, 24, 32]);

/**
 * Reads the configuration at the end of a track's extra data; a box's header may stand before it.
 * @throws Error for one that no encoder writes
 */
export function readConfig(extraData: Buffer): AlacConfig {
	const at = extraData.length - COOKIE_BYTES;
	if (at < 0) throw new Error("the ALAC configuration is cut");
	const config = {
		frameLength: extraData.readUInt32BE(at),
		bitDepth: extraData.readUInt8(at + 5),
		historyMult: extraData.readUInt8(at + 6),
		initialHistory: extraData.readUInt8(at + 7),
		riceLimit: extraData.readUInt8(at + 8),
		channels: extraData.readUInt8(at + 9),
		sampleRate: extraData.readUInt32BE(at + 20),
	};
	const isUsual =
		config.frameLength > 0 &&
		config.frameLength <= MOST_FRAME_LENGTH &&
		DEPTHS.has(config.bitDepth) &&
		(config.channels === 1 || config.channels === 2) &&
		config.riceLimit > 0 &&
		config.riceLimit < 32;
	if (!isUsual) throw new Error("the ALAC configuration is not one of mono or stereo sound");
	return config;
}

/** Reads bits, the highest first. Throws at the end of the packet. */
class BitReader {
	readonly #bytes: Uint8Array;
	#at = 0;
	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	/** Up to 32 bits as a number from 0. */
	read(count: number): number {
		const value = this.peek(count);
		this.skip(count);
		return value;
	}

	/** As `read`, with a sign. */
	readSigned(count: number): number {
		const value = this.read(count);
		return count === 32 ? value | 0 : value >= 2 ** (count - 1) ? value - 2 ** count : value;
	}

	/** Zeros stand behind the end. */
	peek(count: number): number {
		if (count === 0) return 0;
		// A window of 32 bits holds 24 from any bit of its first byte on.
		if (count > 24) return this.#window(0, count - 16) * 2 ** 16 + this.#window(count - 16, 16);
		return this.#window(0, count);
	}

	#window(from: number, count: number): number {
		const at = this.#at + from;
		const byte = at >> 3;
		const bytes = this.#bytes;
		const window =
			((bytes[byte] ?? 0) << 24) | ((bytes[byte + 1] ?? 0) << 16) | ((bytes[byte + 2] ?? 0) << 8) | (bytes[byte + 3] ?? 0);
		return (window << (at & 7)) >>> (32 - count);
	}

	skip(count: number): void {
		this.#at += count;
		if (this.#at > this.#bytes.length * 8) throw new Error("an ALAC packet is cut");
	}

	/** Continues at the next whole byte. */
	align(): void {
		this.#at = (this.#at + 7) & ~7;
	}

	/** A reader of its own at this place. */
	fork(): BitReader {
		const other = new BitReader(this.#bytes);
		other.#at = this.#at;
		return other;
	}
}

const ELEMENT = { single: 0, pair: 1, lowFrequency: 3, data: 4, fill: 6, end: 7 } as const;

/** Decodes one packet. @returns a row of samples for each channel @throws Error for a damaged packet */
export function decodePacket(packet: Uint8Array, config: AlacConfig): Int32Array[] {
	const bits = new BitReader(packet);
	const channels: Int32Array[] = [];
	for (;;) {
		const element = bits.read(3);
		if (element === ELEMENT.end) break;
		if (element === ELEMENT.fill) skipFill(bits);
		else if (element === ELEMENT.data) skipData(bits);
		else if (element === ELEMENT.single || element === ELEMENT.lowFrequency) channels.push(...decodeElement(bits, config, 1));
		else if (element === ELEMENT.pair) channels.push(...decodeElement(bits, config, 2));
		else throw new Error("an ALAC packet has an unknown element");
		if (channels.length >= config.channels) break;
	}
	if (channels.length !== config.channels) throw new Error("an ALAC packet lacks a channel");
	return channels;
}

function skipFill(bits: BitReader): void {
	const count = bits.read(4);
	bits.skip(8 * (count === 15 ? 14 + bits.read(8) : count));
}

function skipData(bits: BitReader): void {
	bits.skip(4);
	const isAligned = bits.read(1) === 1;
	const count = bits.read(8);
	const bytes = count === 255 ? 255 + bits.read(8) : count;
	if (isAligned) bits.align();
	bits.skip(8 * bytes);
}

function decodeElement(bits: BitReader, config: AlacConfig, count: 1 | 2): Int32Array[] {
	// The element's number, and a header that is not used.
	bits.skip(16);
	const hasLength = bits.read(1) === 1;
	const shift = bits.read(2) * 8;
	const isRaw = bits.read(1) === 1;
	const length = hasLength ? bits.read(32) : config.frameLength;
	if (length > config.frameLength || shift >= config.bitDepth) throw new Error("an ALAC packet is longer than it may be");
	return isRaw ? readRaw(bits, config.bitDepth, count, length) : readPredicted(bits, config, { count, length, shift });
}

function readRaw(bits: BitReader, depth: number, count: 1 | 2, length: number): Int32Array[] {
	const rows = Array.from({ length: count }, () => new Int32Array(length));
	for (let at = 0; at < length; at += 1) for (const row of rows) row[at] = bits.readSigned(depth);
	return rows;
}

/** How the samples of a channel follow from its differences. */
interface Predictor {
	/** Not 0: the differences are differences themselves. */
	mode: number;
	/** Bits behind the point of the coefficients. */
	quantization: number;
	historyFactor: number;
	/** Changed while decoding. */
	coefficients: Int32Array;
}

function readPredicted(
	bits: BitReader,
	config: AlacConfig,
	{ count, length, shift }: { count: 1 | 2; length: number; shift: number },
): Int32Array[] {
	const width = config.bitDepth - shift + count - 1;
	const mixBits = bits.read(8);
	const mixWeight = bits.readSigned(8);
	const predictors = Array.from({ length: count }, () => readPredictor(bits));
	// The lowest bits of each sample, for all channels in turn.
	const low = bits.fork();
	bits.skip(shift * count * length);
	const rows = predictors.map((predictor) => {
		const row = readDifferences(bits, { config, factor: predictor.historyFactor, length, width });
		if (predictor.mode !== 0) addUp(row, width);
		predict(row, predictor, width);
		return row;
	});
	const [first, second] = rows;
	if (first !== undefined && second !== undefined && mixWeight !== 0) unmix(first, second, mixBits, mixWeight);
	if (shift > 0)
		for (let at = 0; at < length; at += 1) for (const row of rows) row[at] = ((row[at] ?? 0) << shift) | low.read(shift);
	return rows;
}

function readPredictor(bits: BitReader): Predictor {
	const mode = bits.read(4);
	const quantization = bits.read(4);
	const historyFactor = bits.read(3);
	const coefficients = new Int32Array(bits.read(5));
	for (let at = 0; at < coefficients.length; at += 1) coefficients[at] = bits.readSigned(16);
	return { mode, quantization, historyFactor, coefficients };
}

/** The scale of the running mean: 512 stands for 1. */
const MEAN_SHIFT = 9;
const MOST_MEAN = 0xffff;
/** Below a quarter as a mean, zeros come in runs with a code of their own. */
const RUN_BELOW = (1 << MEAN_SHIFT) / 4;
const MOST_ONES = 9;
const RUN_BITS = 16;

function readDifferences(
	bits: BitReader,
	{ config, factor, length, width }: { config: AlacConfig; factor: number; length: number; width: number },
): Int32Array {
	const row = new Int32Array(length);
	const speed = (config.historyMult * factor) >> 2;
	let mean = config.initialHistory;
	/** After a run of zeros the next difference is none. */
	let afterRun = 0;
	for (let at = 0; at < length; ) {
		const rest = Math.min(31 - Math.clz32((mean >> MEAN_SHIFT) + 3), config.riceLimit);
		const code = readCode(bits, rest, (1 << rest) - 1, width);
		const folded = code + afterRun;
		// The lowest bit is the sign.
		row[at] = (folded & 1) === 1 ? -((folded + 1) / 2) : folded / 2;
		at += 1;
		mean = code > MOST_MEAN ? MOST_MEAN : speed * folded + mean - (Math.imul(speed, mean) >>> MEAN_SHIFT);
		afterRun = 0;
		if (mean >= RUN_BELOW || at >= length) continue;
		const runRest = Math.clz32(mean) - 24 + ((mean + 16) >> 6);
		const run = readCode(bits, runRest, ((1 << runRest) - 1) & ((1 << config.riceLimit) - 1), RUN_BITS);
		if (run > length - at) throw new Error("an ALAC packet has too many zeros");
		at += run;
		mean = 0;
		afterRun = run >= MOST_MEAN ? 0 : 1;
	}
	return row;
}

/** A Golomb code: ones, a zero and `rest` bits; or nine ones and the number itself in `width` bits. */
function readCode(bits: BitReader, rest: number, multiplier: number, width: number): number {
	const head = bits.peek(MOST_ONES);
	const ones = Math.clz32(~(head << (32 - MOST_ONES)));
	if (ones >= MOST_ONES) {
		bits.skip(MOST_ONES);
		return bits.read(width);
	}
	bits.skip(ones + 1);
	if (rest === 1) return ones;
	const value = bits.peek(rest);
	// 0 and 1 are written with a bit less.
	bits.skip(value >= 2 ? rest : rest - 1);
	return ones * multiplier + (value >= 2 ? value - 1 : 0);
}

/** In place: each sample is a difference to the one before it. */
function addUp(row: Int32Array, width: number): void {
	for (let at = 1; at < row.length; at += 1) row[at] = signed((row[at] ?? 0) + (row[at - 1] ?? 0), width);
}

/** In place: differences to what is predicted become samples. */
function predict(row: Int32Array, predictor: Predictor, width: number): void {
	const { coefficients, quantization } = predictor;
	const order = coefficients.length;
	if (order === 31) addUp(row, width);
	if (order === 0 || order === 31) return;
	const half = quantization === 0 ? 0 : 1 << (quantization - 1);
	for (let at = 1; at <= order && at < row.length; at += 1) row[at] = signed((row[at] ?? 0) + (row[at - 1] ?? 0), width);
	for (let at = order + 1; at < row.length; at += 1) {
		const base = row[at - order - 1] ?? 0;
		const difference = row[at] ?? 0;
		let sum = half;
		for (let k = 0; k < order; k += 1) sum = (sum + Math.imul(coefficients[k] ?? 0, (row[at - 1 - k] ?? 0) - base)) | 0;
		if (difference !== 0) learn(row, at, predictor);
		row[at] = signed(difference + base + (sum >> quantization), width);
	}
}

/** Moves the coefficients a step towards what would have predicted the sample at `at`, where its difference still stands. */
function learn(row: Int32Array, at: number, { coefficients, quantization }: Predictor): void {
	const order = coefficients.length;
	const base = row[at - order - 1] ?? 0;
	const difference = row[at] ?? 0;
	const direction = difference > 0 ? 1 : -1;
	for (let k = order - 1, left = difference; k >= 0 && left * direction > 0; k -= 1) {
		const distance = base - (row[at - 1 - k] ?? 0);
		if (distance === 0) continue;
		const step = distance > 0 ? direction : -direction;
		coefficients[k] = signed((coefficients[k] ?? 0) - step, 16);
		left -= (order - k) * ((step * distance) >> quantization);
	}
}

/** In place: a weighted middle and the difference of two channels become left and right. */
function unmix(first: Int32Array, second: Int32Array, mixBits: number, weight: number): void {
	for (let at = 0; at < first.length; at += 1) {
		const [middle, side] = [first[at] ?? 0, second[at] ?? 0];
		const left = middle + side - (Math.imul(weight, side) >> mixBits);
		first[at] = left;
		second[at] = left - side;
	}
}

/** The lowest bits of a number, with their sign. */
function signed(value: number, width: number): number {
	const shift = Math.max(0, 32 - width);
	return (value << shift) >> shift;
}
