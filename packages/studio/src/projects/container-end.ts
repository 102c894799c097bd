/** Where containers say that they end, from the beginning of their file. */

/** Writers that don't know the length of what they write leave a placeholder: from here on a length is none. */
const NO_LENGTH = 0x7fff_0000;

/**
 * End of a WAV or AVI; null where the file is none, or does not say. A last byte that only fills up an odd length may be
 * missing.
 */
export function endOfRiff(head: Buffer): number | null {
	if (head.length < 12 || head.toString("latin1", 0, 4) !== "RIFF") return null;
	if (!["WAVE", "AVI "].includes(head.toString("latin1", 8, 12))) return null;
	const length = head.readUInt32LE(4);
	return length === 0 || length >= NO_LENGTH ? null : 8 + length - (length % 2 === 0 ? 1 : 0);
}

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;

/** End of a Matroska or WebM file; null where the file is none, or does not say, as one that was written while it was recorded. */
export function endOfMatroska(head: Buffer): number | null {
	if (head.length < 12 || head.readUInt32BE(0) !== EBML) return null;
	const header = numberAt(head, 4);
	if (header === null || header.value === null) return null;
	const segment = header.end + header.value;
	if (segment + 4 > head.length || head.readUInt32BE(segment) !== SEGMENT) return null;
	const length = numberAt(head, segment + 4);
	return length === null || length.value === null ? null : length.end + length.value;
}

/** A number of one to eight bytes: its first bit set says how many. `value` null: all others are set, which means unknown. */
function numberAt(bytes: Buffer, at: number): { value: number | null; end: number } | null {
	const first = bytes[at];
	if (first === undefined || first === 0) return null;
	const length = Math.clz32(first) - 23;
	if (at + length > bytes.length) return null;
	let value = BigInt(first) & ((1n << BigInt(8 - length)) - 1n);
	for (let next = 1; next < length; next += 1) value = (value << 8n) | BigInt(bytes[at + next] ?? 0);
	const isUnknown = value === (1n << BigInt(7 * length)) - 1n;
	return { value: isUnknown ? null : Number(value), end: at + length };
}
