import { isIP } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

/* What variables of several rooms hold. */

export const wholeNumber = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d{1,15}$/, `it must be a whole number from ${min} to ${max}`)
		.transform(Number)
		.refine((number) => number >= min && number <= max, `it must be a whole number from ${min} to ${max}`);

export const yesOrNo = z
	.enum(["true", "false", "1", "0"], "it must be true or false")
	.transform((word) => word === "true" || word === "1");

export const secret = z.string().regex(/^[\x21-\x7e]+$/, "it holds spaces, line ends or letters that no key has");

export const hostName = z
	.string()
	.toLowerCase()
	.regex(/^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/, "it must be a host name");

export const address = z
	.string()
	.toLowerCase()
	.refine((host) => isIP(host) !== 0 || hostName.safeParse(host).success, "it must be an IP address or a host name");

export const webAddress = z
	.string()
	.refine(
		(text) => ["http:", "https:"].includes(URL.parse(text)?.protocol ?? ""),
		"it must be an address that starts with http:// or https://",
	)
	.refine((text) => !/[?#]/.test(text), "it can't have a query or a fragment")
	.transform((text) => text.replace(/\/+$/, ""));

const UNITS: Record<string, number> = { "": 1, KB: 1e3, MB: 1e6, GB: 1e9 };
export const size = z
	.string()
	.regex(/^\d{1,12} ?(KB|MB|GB)?$/i, "it must be a number of bytes, KB, MB or GB")
	.transform((text) => Number.parseInt(text, 10) * (UNITS[text.replace(/[\d ]/g, "").toUpperCase()] ?? 1))
	.refine((bytes) => bytes >= 1 && bytes <= 1e12, "it must be from 1 byte to 1000 GB");

export const minutes = z
	.string()
	.regex(/^\d{1,6}(\.\d{1,3})?$/, "it must be a number of minutes")
	.transform((text) => Number(text) * 60_000)
	.refine((ms) => ms > 0 && ms <= 7 * 24 * 60 * 60_000, "it must be more than 0 and at most 10080 (a week)");

export const folder = z
	.string()
	.refine((path) => !path.includes("\0"), "it can't be a path")
	.transform((path) => resolve(path.startsWith("~/") ? join(homedir(), path.slice(2)) : path));

export function oneOf<const T extends string>(names: readonly [T, ...T[]]) {
	return z.enum(names, `it must be one of ${names.join(", ")}`);
}

export const hostAndPort = z
	.string()
	.refine((text) => URL.parse(`http://${text}`)?.host === text && /:\d+$/.test(text), "it must be a host and a port");

/** Whether only this machine can reach an address to listen on. */
export function isLoopback(host: string): boolean {
	return host === "localhost" || host.endsWith(".localhost") || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
