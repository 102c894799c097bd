import { createHash } from "node:crypto";

/** What a hostile preview server does once it has the head of a request: bytes in order, and how the connection ends. */
export interface RawAnswer {
	/** For the message of a test that fails. */
	name: string;
	chunks: Buffer[];
	/** `end` and `reset` close the connection after the last byte; `stay` leaves it open. */
	ending: "end" | "reset" | "stay";
	/** Set when the answer is one that HTTP allows: what a client must get of it. */
	valid: { status: number; body: string } | null;
}

/** A random number generator with a seed: the same seed, the same numbers from 0 to below 1. */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const STATUS_LINES = [
	"HTTP/1.1 000 Nothing",
	"HTTP/1.1 0 Nothing",
	"HTTP/1.1 099 Low",
	"HTTP/1.1 600 High",
	"HTTP/1.1 999 Higher",
	"HTTP/1.1 1000 Long",
	"HTTP/1.1 -200 Minus",
	"HTTP/1.1 2oo Letters",
	"HTTP/1.1 200",
	"HTTP/1.1 200 \x01\x02\x7f",
	"HTTP/1.1 200 caf\u00e9",
	`HTTP/1.1 200 ${"r".repeat(20_000)}`,
	"HTTP/1.1  200 Two spaces",
	"HTTP/1.0 200 OK",
	"HTTP/0.9 200 OK",
	"HTTP/2.0 200 OK",
	"HTTP/9.9 200 OK",
	"HTP/1.1 200 OK",
	"ICY 200 OK",
	"SSH-2.0-OpenSSH_9.9",
	"\x16\x03\x01\x02\x00\x01",
	"GET / HTTP/1.1",
	"\x00\x00\x00\x00",
	"",
	"HTTP/1.1 100 Continue",
	"HTTP/1.1 101 Switching Protocols",
	"HTTP/1.1 199 Unknown",
	"HTTP/1.1 204 No Content",
	"HTTP/1.1 205 Reset Content",
	"HTTP/1.1 304 Not Modified",
	"HTTP/1.1 404 Not Found",
	"HTTP/1.1 500 Error",
];
/** Headers that must never reach a browser, or a proxy before the studio. */
export const FORBIDDEN_HEADERS = [
	"set-cookie",
	"set-cookie2",
	"clear-site-data",
	"access-control-allow-origin",
	"access-control-allow-credentials",
	"alt-svc",
	"strict-transport-security",
	"report-to",
	"nel",
	"www-authenticate",
	"proxy-authenticate",
	"x-accel-redirect",
	"x-sendfile",
	"x-sendfile2",
	"x-lighttpd-send-file",
	"x-litespeed-location",
	"x-reproxy-url",
	"server",
	"x-powered-by",
	"via",
];
const HEADER_LINES = [
	...FORBIDDEN_HEADERS.map((name) => `${name}: a=1; path=/`),
	"Set-Cookie: b=2",
	"SET-COOKIE: c=3; Domain=localhost",
	"Set-Cookie : d=4",
	" Set-Cookie: e=5",
	"X-Fold: one\r\n two: three",
	"X-Fold: one\r\n\tSet-Cookie: f=6",
	"X-Bare: one\rSet-Cookie: g=7",
	"X-Bare: one\nSet-Cookie: h=8",
	"X-Nul: a\x00b",
	"X-Control: a\x01\x02\x1f\x7fb",
	"X-Latin: caf\u00e9 \u00ff",
	"X-Encoded: a%0d%0aSet-Cookie:%20i=9",
	"X-Empty:",
	": no name",
	"no colon at all",
	"X Space: a",
	"X(Paren): a",
	"__proto__: a",
	"constructor: a",
	"toString: a",
	"Content-Length: 3",
	"Content-Length: -1",
	"Content-Length: 0x10",
	"Content-Length: +5",
	"Content-Length: 1, 1",
	"Content-Length: 18446744073709551616",
	"Content-Length: 9007199254740993",
	"Content-Length:",
	"Transfer-Encoding: chunked",
	"Transfer-Encoding: gzip, chunked",
	"Transfer-Encoding: chunked, chunked",
	"Transfer-Encoding: identity",
	"Transfer-Encoding: \x0bchunked",
	"Trailer: Set-Cookie",
	"Connection: close",
	"Connection: keep-alive, content-security-policy, x-content-type-options",
	"Connection: upgrade",
	"Upgrade: h2c",
	"Upgrade: websocket",
	"Keep-Alive: timeout=0",
	"Content-Encoding: gzip",
	"Content-Type: text/html",
	"Content-Security-Policy: default-src *",
	"Content-Security-Policy: sandbox",
	"Referrer-Policy: unsafe-url",
	"Cross-Origin-Resource-Policy: cross-origin",
	"Location: //example.com/",
	"Date: yesterday",
	`X-Huge: ${"h".repeat(100_000)}`,
	...Array.from({ length: 3 }, (_, index) => Array.from({ length: 700 }, (_, at) => `x-${index}-${at}: 1`).join("\r\n")),
];
const BODIES = [
	"",
	"a",
	"3\r\nabc\r\n0\r\n\r\n",
	"3\r\nabc\r\n0\r\nSet-Cookie: t=1\r\n\r\n",
	"3\r\nabcd\r\n0\r\n\r\n",
	"zz\r\nabc\r\n0\r\n\r\n",
	"ffffffffffffffffff\r\nabc",
	"7fffffff\r\nabc",
	"3;ext=\x00\r\nabc\r\n0\r\n\r\n",
	"3\nabc\n0\n\n",
	"3\r\nabc\r\n",
	"HTTP/1.1 200 OK\r\nset-cookie: second=1\r\ncontent-length: 2\r\n\r\nhi",
	"abcHTTP/1.1 000 Nothing\r\n\r\n",
	"\x00\xff\xfe".repeat(20),
	"b".repeat(70_000),
];

/** One random answer; `webSocketKey` is the request's own when it asks for a WebSocket. */
export function randomAnswer(random: () => number, webSocketKey: string | null): RawAnswer {
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	const times = (most: number) => Math.floor(random() * (most + 1));
	const kind = random();
	if (kind < 0.15) return { ...validAnswer(random), name: "valid" };
	if (webSocketKey !== null && kind < 0.6) return handshakeAnswer(random, webSocketKey);
	const informational = random() < 0.15 ? pick(["100 Continue", "102 Processing", "103 Early Hints"]) : null;
	const before =
		informational === null ? "" : `HTTP/1.1 ${informational}\r\nset-cookie: early=1\r\n\r\n`.repeat(pick([1, 3, 31, 33, 500]));
	const statusLine = random() < 0.5 ? "HTTP/1.1 200 OK" : pick(STATUS_LINES);
	const headers = Array.from({ length: times(5) }, () => pick(HEADER_LINES));
	const end = random() < 0.9 ? "\r\n\r\n" : pick(["\n\n", "\r\n", "\r\r", ""]);
	const text = `${before}${[statusLine, ...headers].join("\r\n")}${end}${pick(BODIES)}`;
	const whole = Buffer.from(text, "latin1");
	const bytes = random() < 0.2 ? whole.subarray(0, times(whole.length)) : whole;
	return {
		name: JSON.stringify([statusLine, ...headers].map((line) => line.slice(0, 60))),
		chunks: split(bytes, random),
		ending: pick(["end", "end", "reset", "stay"]),
		valid: null,
	};
}

/** An answer as a good server gives it, in one of the framings of HTTP, with what must be stripped. */
function validAnswer(random: () => number): Omit<RawAnswer, "name"> {
	const status = [200, 200, 200, 203, 404, 500][Math.floor(random() * 6)] ?? 200;
	const body = "v".repeat(Math.floor(random() * 3_000) + 1);
	const head = `HTTP/1.1 ${status} Fine\r\nset-cookie: a=1\r\nserver: x\r\ncontent-type: text/plain\r\n`;
	const framing = Math.floor(random() * 3);
	if (framing === 0) {
		// What is sent behind a complete answer is not part of it; on a kept connection it would spoil the next one.
		const [more, behind] = random() < 0.5 ? ["", ""] : ["connection: close\r\n", "and more than it said"];
		const text = `${head}${more}content-length: ${body.length}\r\n\r\n${body}${behind}`;
		return { chunks: split(Buffer.from(text), random), ending: random() < 0.5 ? "end" : "stay", valid: { status, body } };
	}
	if (framing === 1) {
		const cut = Math.floor(random() * body.length);
		const parts = [body.slice(0, cut), body.slice(cut)].filter((part) => part !== "");
		const chunked = parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join("");
		const text = `${head}transfer-encoding: chunked\r\n\r\n${chunked}0\r\nset-cookie: trailer=1\r\n\r\n`;
		return { chunks: split(Buffer.from(text), random), ending: "stay", valid: { status, body } };
	}
	return {
		chunks: split(Buffer.from(`${head}connection: close\r\n\r\n${body}`), random),
		ending: "end",
		valid: { status, body },
	};
}

function handshakeAnswer(random: () => number, key: string): RawAnswer {
	const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
	const right = random() < 0.5;
	const lines = [
		"HTTP/1.1 101 Switching Protocols",
		"connection: upgrade",
		...(random() < 0.9 ? ["upgrade: websocket"] : []),
		...(right ? [`sec-websocket-accept: ${accept}`] : random() < 0.5 ? ["sec-websocket-accept: wrong"] : []),
		"set-cookie: socket=1",
		...(random() < 0.3 ? ["sec-websocket-protocol: a\x01b"] : []),
	];
	const frames = Buffer.from([0x81, 0x02, 0x68, 0x69, 0xff, 0xff, 0xff].slice(0, Math.floor(random() * 8)));
	const bytes = Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), frames]);
	const ending = (["end", "reset", "stay"] as const)[Math.floor(random() * 3)] ?? "end";
	return { name: `handshake, ${right ? "right" : "wrong"}`, chunks: split(bytes, random), ending, valid: null };
}

/** All at once, in a few pieces, or the first of it byte by byte. */
function split(bytes: Buffer, random: () => number): Buffer[] {
	const way = random();
	if (way < 0.5) return [bytes];
	const cuts =
		way < 0.8
			? Array.from({ length: 3 }, () => Math.floor(random() * bytes.length)).sort((a, b) => a - b)
			: Array.from({ length: Math.min(bytes.length, 200) }, (_, at) => at);
	return [0, ...cuts]
		.map((from, index) => bytes.subarray(from, [...cuts, bytes.length][index]))
		.filter((part) => part.length > 0);
}
