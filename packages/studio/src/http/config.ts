import { StoryDreamError } from "@storydream/protocol";
import { address, hostName, isLoopback, webAddress, wholeNumber, yesOrNo } from "../config/values.ts";
import type { Reader, Section, Variable } from "../config/variables.ts";

/** Where the studio listens, and how many connections it takes. */
export interface HttpConfig {
	host: string;
	/** 0: any free port. */
	port: number;
	/** Where browsers find the studio when that is not `http://localhost:{port}`, such as `https://films.example.com`. */
	publicUrl: string | null;
	/** Previews live at `http(s)://{key}.{previewDomain}`. */
	previewDomain: string;
	/** Connections that may be open at the same time: in all, and from one address. */
	connections: { total: number; perAddress: number };
}

const HOST: Variable<string> = { name: "HOST", schema: address, example: "127.0.0.1", shown: "127.0.0.1" };
const PORT: Variable<number> = { name: "PORT", schema: wholeNumber(0, 65_535), example: "8080", shown: "8080" };
const ALLOW_REMOTE: Variable<boolean> = {
	name: "STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN",
	schema: yesOrNo,
	example: "true",
	shown: "false",
	about: `There is NO SIGN-IN yet: whoever reaches the studio can see, change and delete every project. Another HOST than this
machine's own is therefore refused, unless you say here that only people you trust can reach it.`,
};
const PUBLIC_URL: Variable<string> = {
	name: "PUBLIC_URL",
	schema: webAddress,
	example: "https://films.example.com",
	about: "Where browsers find it when that is not http://localhost:8080, for instance behind a proxy that ends TLS.",
};
const MAX_CONNECTIONS: Variable<number> = {
	name: "MAX_CONNECTIONS",
	schema: wholeNumber(16, 100_000),
	example: "2000",
	shown: "2000",
	about: `Connections that may be open at the same time, in all and from one address (behind a proxy, with PUBLIC_URL set, all come
from the proxy's address: there the default of the second is the first). What is over is closed.`,
};
const MAX_PER_ADDRESS: Variable<number> = {
	name: "MAX_CONNECTIONS_PER_ADDRESS",
	schema: wholeNumber(16, 100_000),
	example: "512",
	shown: "512",
};
const PREVIEW_DOMAIN: Variable<string> = {
	name: "PREVIEW_DOMAIN",
	schema: hostName,
	example: "preview.films.example.com",
	shown: "preview.localhost",
	about: "Every preview has an origin of its own below this name; browsers lead *.localhost to this machine by themselves.",
};

export const HTTP_SECTION: Section = {
	title: "Where it listens",
	entries: [HOST, PORT, ALLOW_REMOTE, PUBLIC_URL, MAX_CONNECTIONS, MAX_PER_ADDRESS, PREVIEW_DOMAIN],
};

/** @param inside the studio runs in a pod */
export function readHttpConfig(read: Reader, { inside }: { inside: boolean }): HttpConfig {
	// In a pod, whoever shall reach it comes from another one.
	const host = read(HOST, inside ? "0.0.0.0" : "127.0.0.1");
	if (!read(ALLOW_REMOTE, false) && !isLoopback(host)) {
		throw new StoryDreamError(
			"bad_request",
			`HOST is "${host}", which others can reach, and StoryDream has no sign-in yet: whoever reaches it can see, change and delete every project.`,
			{
				hint: `${inside ? "Set" : "Leave HOST out, or set"} STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN=true if only people you trust can reach this address.`,
			},
		);
	}
	const publicUrl = read(PUBLIC_URL, null);
	const total = read(MAX_CONNECTIONS, 2_000);
	return {
		host,
		port: read(PORT, 8080),
		publicUrl,
		previewDomain: read(PREVIEW_DOMAIN, "preview.localhost"),
		// Behind a proxy every connection comes from the proxy's address.
		connections: { total, perAddress: read(MAX_PER_ADDRESS, publicUrl === null ? 512 : total) },
	};
}
