import { isIP } from "node:net";
import { StoryDreamError } from "@storydream/protocol";
import { isLoopback } from "../config/index.ts";

/** Which hosts are this studio, and which pages may write to it. */
export interface Origins {
	/** Throws `forbidden` when the `Host` header is not a name of this studio: a page under a name that was pointed here. */
	checkHost(host: string | undefined): void;
	/** Throws `forbidden` when a page of another origin writes or connects. Programs send no `Origin`. */
	checkOrigin(headers: { host?: string; origin?: string; "sec-fetch-site"?: string | string[] }): void;
	/** Origins under which the web app is opened, for `frame-ancestors` and for the start's one line; best first. */
	appOrigins(port: number): string[];
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * @param options.host address the studio listens on; when it is not a loopback one, addresses (not names) are accepted as
 *   hosts: a name can be pointed here by anybody, an address can't
 * @param options.publicUrl where the studio is reached from outside
 */
export function createOrigins(options: { host: string; publicUrl: string | null }): Origins {
	const publicUrl = options.publicUrl === null ? null : new URL(options.publicUrl);
	const open = !isLoopback(options.host);
	const refused = (what: string) =>
		new StoryDreamError("forbidden", what, {
			hint: "Open the studio at the address it printed when it started, or set PUBLIC_URL to the address people use.",
		});
	return {
		checkHost(header) {
			const url = parseHost(header);
			if (url !== null) {
				if (LOOPBACK.has(url.hostname)) return;
				if (publicUrl !== null && url.hostname === publicUrl.hostname) return;
				if (open && (isIP(url.hostname) === 4 || url.hostname.startsWith("["))) return;
				if (open && url.hostname === options.host) return;
			}
			throw refused("The studio does not answer under this name.");
		},
		checkOrigin(headers) {
			const { origin } = headers;
			if (origin === undefined) {
				const site = headers["sec-fetch-site"];
				if (site === undefined || site === "same-origin" || site === "none") return;
				throw refused("A page of another site can't change anything here.");
			}
			if (URL.canParse(origin)) {
				const from = new URL(origin);
				if (publicUrl !== null && from.origin === publicUrl.origin) return;
				const own = parseHost(headers.host, from.protocol);
				if (own !== null && own.host === from.host) return;
			}
			throw refused("A page of another site can't change anything here.");
		},
		appOrigins(port) {
			const suffix = port === 80 ? "" : `:${port}`;
			const local = [...LOOPBACK].map((name) => `http://${name}${suffix}`);
			const own = open && isIP(options.host) === 4 && options.host !== "0.0.0.0" ? [`http://${options.host}${suffix}`] : [];
			return [...(publicUrl === null ? [] : [publicUrl.origin]), ...local, ...own];
		},
	};
}

/** The host as a browser normalises it (default port left out); null for what is no host. */
function parseHost(header: string | undefined, protocol = "http:"): URL | null {
	if (!header || /[/\\?#@\s]/.test(header)) return null;
	const text = `${protocol}//${header}`;
	return URL.canParse(text) ? new URL(text) : null;
}
