import { Refusal } from "./gcs-store.ts";

/** The two parts of a `multipart/related` upload: metadata as JSON, then the bytes. */
export function readMultipart(contentType: string, body: Buffer): { metadata: unknown; contentType: string; bytes: Buffer } {
	const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
	if (boundary === undefined) throw new Refusal(400, "A multipart upload has a boundary.");
	const first = readPart(body, boundary, 0);
	const second = readPart(body, boundary, first.end);
	if (body.toString("latin1", second.end, second.end + boundary.length + 6) !== `\r\n--${boundary}--`)
		throw new Refusal(400, "A multipart upload ends with its boundary.");
	return {
		metadata: JSON.parse(first.bytes.toString("utf8")),
		contentType: /content-type: *([^\r\n]+)/i.exec(second.head)?.[1] ?? "application/octet-stream",
		bytes: second.bytes,
	};
}

function readPart(body: Buffer, boundary: string, from: number): { head: string; bytes: Buffer; end: number } {
	const start = body.indexOf(`--${boundary}\r\n`, from);
	const blank = start < 0 ? -1 : body.indexOf("\r\n\r\n", start);
	const end = blank < 0 ? -1 : body.indexOf(`\r\n--${boundary}`, blank + 2);
	if (end < 0) throw new Refusal(400, "A multipart upload has two parts.");
	return { head: body.toString("latin1", start, blank), bytes: body.subarray(blank + 4, Math.max(end, blank + 4)), end };
}
