import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import type { Config } from "../config/index.ts";

/** Where the preview of a key is found by a browser, ending in `/`. */
export function previewAddress(config: Pick<Config, "publicUrl" | "previewDomain">, port: number): (key: string) => string {
	const outside = config.publicUrl === null ? null : new URL(config.publicUrl);
	const scheme = outside?.protocol ?? "http:";
	const given = outside === null ? String(port) : outside.port;
	const suffix = given === "" || (scheme === "http:" && given === "80") ? "" : `:${given}`;
	return (key) => `${scheme}//${key}.${config.previewDomain}${suffix}/`;
}

/** The gateway's address must be known before the server listens, so a free port is found first. */
export async function freePort(host: string): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve, reject) => {
		probe.once("error", reject);
		probe.listen(0, host, resolve);
	});
	const address = probe.address();
	await new Promise<void>((resolve) => probe.close(() => resolve()));
	if (typeof address === "object" && address !== null) return address.port;
	throw new StoryDreamError("internal", "No free port could be found.");
}

/** The version of this package. */
export function versionOfThis(): string {
	const file: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
	return typeof file === "object" && file !== null && "version" in file ? String(file.version) : "0";
}
