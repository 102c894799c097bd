import {
	type IncomingHttpHeaders,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	validateHeaderName,
	validateHeaderValue,
} from "node:http";

/** Headers of one connection (RFC 9110, 7.6.1): they describe the hop they came over and are written anew for the next one. */
const HOP_BY_HOP = new Set([
	"connection",
	"keep-alive",
	"proxy-connection",
	"te",
	"trailer",
	"transfer-encoding",
	"upgrade",
	// Node answers `Expect: 100-continue` itself.
	"expect",
	"http2-settings",
]);

/**
 * The headers of a message that may go on to the next hop: without those of the connection, without those that
 * `Connection` names, and without any that Node would refuse to write.
 * @param dropped further names, lower-case, that must not go on
 */
export function endToEndHeaders(headers: IncomingHttpHeaders, dropped?: RegExp): OutgoingHttpHeaders {
	const named = new Set(
		String(headers.connection ?? "")
			.toLowerCase()
			.split(",")
			.map((name) => name.trim()),
	);
	// A length or a host is not the connection's, whatever `Connection` says.
	for (const name of ["content-length", "host"]) named.delete(name);
	const kept: OutgoingHttpHeaders = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value === undefined || HOP_BY_HOP.has(name) || named.has(name) || dropped?.test(name)) continue;
		if (isWritable(name, value)) kept[name] = value;
	}
	return kept;
}

/** Whether a request brings a body: only one without can be sent a second time. */
export function hasBody({ headers }: IncomingMessage): boolean {
	return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function isWritable(name: string, value: string | string[]): boolean {
	try {
		validateHeaderName(name);
		for (const one of [value].flat()) validateHeaderValue(name, one);
		return true;
	} catch {
		// A header that can't be written is left out: the message is of use without it.
		return false;
	}
}
