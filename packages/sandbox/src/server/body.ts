import { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";

/** The body as a stream; an empty one where none was sent. */
export function bodyOf(body: unknown): Readable {
	if (body === undefined || body === null) return Readable.from([]);
	if (typeof body === "object" && "pipe" in body && typeof body.pipe === "function") return body as Readable;
	throw new StoryDreamError("bad_request", "The body must be sent as bytes (application/octet-stream).");
}
