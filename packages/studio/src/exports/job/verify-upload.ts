import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";

/** Lets bytes through, and fails at their end unless they are as many as promised, and those that were promised. */
export function verifiedUpload(promised: { bytes: number; sha256: string }): Transform {
	const hash = createHash("sha256");
	let bytes = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			bytes += chunk.length;
			hash.update(chunk);
			if (bytes > promised.bytes) done(notWhole(promised.bytes, bytes));
			else done(null, chunk);
		},
		flush(done) {
			const isWhole = bytes === promised.bytes && hash.digest("hex") === promised.sha256;
			done(isWhole ? null : notWhole(promised.bytes, bytes));
		},
	});
}

function notWhole(promised: number, came: number): StoryDreamError {
	return new StoryDreamError("bad_request", `The film did not arrive whole: of ${promised} bytes ${came} came, or others.`, {
		hint: "Send it again.",
	});
}
