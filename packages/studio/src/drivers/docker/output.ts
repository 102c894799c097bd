/**
 * What a container printed, both streams in the order they came. The engine puts a head of 8 bytes before each piece:
 * which stream, three zeros, and the length.
 */
export function printedLines(raw: Buffer): string {
	const pieces: Buffer[] = [];
	for (let at = 0; at + 8 <= raw.length; ) {
		const length = raw.readUInt32BE(at + 4);
		pieces.push(raw.subarray(at + 8, at + 8 + length));
		at += 8 + length;
	}
	return Buffer.concat(pieces).toString("utf8");
}
