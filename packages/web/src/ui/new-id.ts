/**
 * A new random id: a UUID of version 4. The browser's own `randomUUID` is missing on a page that came over plain HTTP from
 * another machine.
 */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const hex = Array.from(bytes, (byte, at) => withMarks(byte, at).toString(16).padStart(2, "0")).join("");
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The byte at that place with the bits that name the version (4) and the variant of a UUID. */
function withMarks(byte: number, at: number): number {
	if (at === 6) return (byte & 0x0f) | 0x40;
	if (at === 8) return (byte & 0x3f) | 0x80;
	return byte;
}
