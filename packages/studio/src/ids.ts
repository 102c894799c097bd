import { randomBytes } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** A new id: characters of base 32, 5 random bits each. 20 are enough for names, 26 and more for what must not be guessed. */
export function newId(length = 20): string {
	let id = "";
	for (const byte of randomBytes(length)) id += LETTERS[byte & 31];
	return id;
}
