import { createHash, randomBytes } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** A new id: characters of base 32, 5 random bits each. 20 are enough for names, 26 and more for what must not be guessed. */
export function newId(length = 20): string {
	let id = "";
	for (const byte of randomBytes(length)) id += LETTERS[byte & 31];
	return id;
}

/** The one id, of 20 characters of base 32, that these texts give: the same whenever and wherever it is requested. */
export function idFrom(...texts: string[]): string {
	const hash = createHash("sha256").update(JSON.stringify(texts)).digest();
	let id = "";
	for (const byte of hash.subarray(0, 20)) id += LETTERS[byte & 31];
	return id;
}
