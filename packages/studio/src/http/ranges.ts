import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";

export interface RangedFile {
	bytes: number;
	mediaType: string;
	/** Strong: the same bytes, the same tag. */
	etag: string;
	open(range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>;
}

/** The one range that was requested; null: all of it; `unsatisfiable`. Several ranges at once are answered with all. */
export function parseRange(header: string | undefined, bytes: number): { start: number; end: number } | null | "unsatisfiable" {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
	if (match === null || (match[1] === "" && match[2] === "")) return null;
	const [, first, last] = match;
	if (first === "") {
		const suffix = Math.min(Number(last), bytes);
		return suffix === 0 ? "unsatisfiable" : { start: bytes - suffix, end: bytes - 1 };
	}
	const start = Number(first);
	const end = last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
	if (start >= bytes) return "unsatisfiable";
	return end < start ? null : { start, end };
}

/** Answers a file or the part of it that was requested; players seek by that. */
export async function sendRanged(request: FastifyRequest, reply: FastifyReply, file: RangedFile): Promise<FastifyReply> {
	reply.header("accept-ranges", "bytes").header("etag", file.etag).type(file.mediaType);
	if (request.headers["if-none-match"] === file.etag) return reply.code(304).send();
	const ifRange = request.headers["if-range"];
	const range = ifRange !== undefined && ifRange !== file.etag ? null : parseRange(request.headers.range, file.bytes);
	if (range === "unsatisfiable") return reply.code(416).header("content-range", `bytes */${file.bytes}`).send();
	if (range !== null) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${file.bytes}`);
	reply.header("content-length", range === null ? file.bytes : range.end - range.start + 1);
	// Fastify would say a length of 0 for an answer without a body; an empty one keeps what was said.
	if (request.method === "HEAD") return reply.send(Readable.from([]));
	const body = await file.open(range ?? undefined);
	return reply.send(body instanceof Readable ? body : Readable.from(body));
}

/** `Content-Disposition` with a name in any script (RFC 6266; the extended value is encoded as RFC 5987 has it). */
export function dispositionHeader(how: "attachment" | "inline", fileName: string): string {
	const name = fileName.toWellFormed();
	const ascii = name.replace(/[^A-Za-z0-9._ -]/g, "_");
	const extended = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
	return `${how}; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
