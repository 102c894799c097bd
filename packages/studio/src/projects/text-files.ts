/** Text as films read it: UTF-8 without a byte order mark. */

/** The largest text that is taken in; it is read into memory as a whole. */
export const MAX_TEXT_BYTES = 20_000_000;

/** Text has none but tabs, line ends and form feeds. */
const CONTROL_CHARACTERS = /(?![\t\n\v\f\r\u0085])[\p{Cc}\ufffd]/u;

/**
 * Text of some bytes: by their mark, else UTF-8, else UTF-16 where every second byte is zero, else Windows-1252 (which
 * holds Latin-1). Null when they are no text in any of these.
 * @param isWhole false when the bytes are the beginning of a file, so that their last character may be cut
 */
export function decodeText(bytes: Buffer, isWhole: boolean): string | null {
	const encoding = encodingOf(bytes);
	const length = encoding.startsWith("utf-16") && !isWhole ? bytes.length - (bytes.length % 2) : bytes.length;
	const text = decode(bytes.subarray(0, length), encoding, isWhole);
	if (text !== null) return CONTROL_CHARACTERS.test(text) ? null : text;
	if (encoding !== "utf-8" || hasMark(bytes)) return null;
	const western = new TextDecoder("windows-1252").decode(bytes);
	return CONTROL_CHARACTERS.test(western) ? null : western;
}

/** A table or a drawing as UTF-8 without a mark; an XML declaration names the encoding that it has now. */
export function normalizedText(text: string): string {
	return text.replace(/^(<\?xml\b[^>]*?\sencoding\s*=\s*["'])[^"']*(["'])/i, "$1UTF-8$2");
}

function hasMark(bytes: Buffer): boolean {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function encodingOf(bytes: Buffer): "utf-8" | "utf-16le" | "utf-16be" {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
	const sample = bytes.subarray(0, 1024);
	const zeros = [0, 0];
	for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = zeros;
	// UTF-16 without a mark: line ends, digits and separators have a zero byte, and all on one side.
	if (odd > 0 && even === 0) return "utf-16le";
	if (even > 0 && odd === 0) return "utf-16be";
	return "utf-8";
}

/** Null when the bytes are not of the encoding. The mark is left out. */
function decode(bytes: Buffer, encoding: string, isWhole: boolean): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole });
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}
