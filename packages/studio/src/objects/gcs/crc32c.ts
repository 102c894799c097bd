/** CRC-32C (Castagnoli), reflected: the checksum Cloud Storage keeps of every object. */
const POLYNOMIAL = 0x82f63b78;
const LANES = 16;
/** `TABLES[lane * 256 + byte]`: what a byte adds that stands `lane` bytes before the end of a block. */
const TABLES = makeTables();
const NO_WORDS = new Int32Array(0);

function makeTables(): Int32Array {
	const tables = new Int32Array(LANES * 256);
	for (let byte = 0; byte < 256; byte++) {
		let value = byte;
		for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
		tables[byte] = value;
	}
	for (let at = 256; at < tables.length; at++) {
		const before = tables[at - 256] ?? 0;
		tables[at] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
	}
	return tables;
}

/** The CRC-32C of bytes that come piece by piece. Sixteen bytes a step: a video of 2 GB must not keep a core busy for long. */
export class Crc32c {
	#state = -1;

	update(bytes: Uint8Array): this {
		this.#state = advance(this.#state, bytes);
		return this;
	}

	/** As Cloud Storage writes it: four bytes, the highest first, in base64. */
	toString(): string {
		const bytes = Buffer.alloc(4);
		bytes.writeInt32BE(~this.#state);
		return bytes.toString("base64");
	}
}

export function crc32c(bytes: Uint8Array): string {
	return new Crc32c().update(bytes).toString();
}

const at = (index: number): number => TABLES[index] ?? 0;

function advance(state: number, bytes: Uint8Array): number {
	let crc = state;
	let from = 0;
	const step = () => {
		crc = at((crc ^ (bytes[from] ?? 0)) & 0xff) ^ (crc >>> 8);
		from++;
	};
	while (from < bytes.length && (bytes.byteOffset + from) % 4 !== 0) step();
	// Whole words, lowest byte first: so are all machines that Node runs on here.
	const blocks = (bytes.length - from) >>> 4;
	const words = blocks === 0 ? NO_WORDS : new Int32Array(bytes.buffer, bytes.byteOffset + from, blocks * 4);
	for (let word = 0; word < words.length; word += 4) {
		const a = crc ^ (words[word] ?? 0);
		const b = words[word + 1] ?? 0;
		const c = words[word + 2] ?? 0;
		const d = words[word + 3] ?? 0;
		crc =
			at(3840 + (a & 0xff)) ^
			at(3584 + ((a >>> 8) & 0xff)) ^
			at(3328 + ((a >>> 16) & 0xff)) ^
			at(3072 + (a >>> 24)) ^
			at(2816 + (b & 0xff)) ^
			at(2560 + ((b >>> 8) & 0xff)) ^
			at(2304 + ((b >>> 16) & 0xff)) ^
			at(2048 + (b >>> 24)) ^
			at(1792 + (c & 0xff)) ^
			at(1536 + ((c >>> 8) & 0xff)) ^
			at(1280 + ((c >>> 16) & 0xff)) ^
			at(1024 + (c >>> 24)) ^
			at(768 + (d & 0xff)) ^
			at(512 + ((d >>> 8) & 0xff)) ^
			at(256 + ((d >>> 16) & 0xff)) ^
			at(d >>> 24);
	}
	from += words.length * 4;
	while (from < bytes.length) step();
	return crc;
}
