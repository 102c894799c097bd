// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const STEERING = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/**
 * A text of anybody's as a sentence can hold it: on one line, without characters that steer a terminal or turn the
 * direction of what follows, without half letters, and not longer than `most` characters.
 * @example printable("Ti\u001b[2Jtle\n", 20) // "Ti [2Jtle"
 */
export function printable(text: string, most: number): string {
	// What is cut off anyhow is not looked at.
	const plain = whole(
		text
			.slice(0, 2 * most)
			.replace(STEERING, " ")
			.trim(),
	);
	return plain.length <= most && text.length <= 2 * most ? plain : `${whole(plain.slice(0, most - 1))}…`;
}

/** With a mark in the place of each half letter. */
function whole(text: string): string {
	return text.replace(/\p{Cs}/gu, "\ufffd");
}
