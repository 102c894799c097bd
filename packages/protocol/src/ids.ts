import { z } from "zod";

/**
 * Lower-case, URL- and DNS-safe id made by the studio (20 characters of base 32). Used in paths and host names.
 * @example "k3v9q2m4"
 */
export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{2,39}$/, "an id: lower-case letters, digits and dashes");
/**
 * Id made by a client for something it sends, so that sending it again changes nothing.
 * @example "3f0c1f0e-7d0a-4d62-9a38-2b8e2a6f6a55"
 */
export const ClientId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "8 to 64 letters, digits, dashes or underscores");
/**
 * A git commit: 40 hexadecimal digits.
 * @example "0123456789abcdef0123456789abcdef01234567"
 */
export const CommitSha = z.string().regex(/^[0-9a-f]{40}$/, "a commit: 40 hexadecimal digits");
/**
 * A SHA-256 of some bytes, in lower-case hexadecimal.
 * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
 */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256: 64 hexadecimal digits");
/**
 * A moment, ISO 8601 in UTC, milliseconds.
 * @example "2026-05-04T09:30:00.000Z"
 */
export const Timestamp = z.iso.datetime({ precision: 3 });
/**
 * A rising number of a session's events; 0 means "before the first".
 * @example 1764531337000
 */
export const Seq = z.int().nonnegative();

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/**
 * A name a person gives: trimmed, 1 to 120 characters, no control or direction-changing characters.
 * @example "Bees in the city"
 */
export const DisplayName = z
	.string()
	.trim()
	.min(1, "a name can't be empty")
	.max(120, "a name has at most 120 characters")
	.refine((name) => !CONTROL.test(name), "a name can't hold control characters");
/**
 * A file name of an asset inside `public/assets/`: no path, no leading dot.
 * @example "tea.jpg"
 */
export const AssetName = z
	.string()
	.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "letters, digits, dots, dashes and underscores, at most 100");
