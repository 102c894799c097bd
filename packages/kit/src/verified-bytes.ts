import { createHash } from "node:crypto";
import { Transform } from "node:stream";

/**
 * Lets bytes through, and fails at their end unless they are as many as promised, and those that were promised.
 * @param notWhole makes the error; gets how many bytes came
 * @example await pipeline(body, verifiedBytes({ bytes, sha256 }, () => new Error("not whole")), createWriteStream(file))
 */
export function verifiedBytes(promised: { bytes: number; sha256: string }, notWhole: (came: number) => Error): Transform {
	const hash = createHash("sha256");
	let bytes = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			bytes += chunk.length;
			hash.update(chunk);
			if (bytes > promised.bytes) done(notWhole(bytes));
			else done(null, chunk);
		},
		flush(done) {
			const isWhole = bytes === promised.bytes && hash.digest("hex") === promised.sha256;
			done(isWhole ? null : notWhole(bytes));
		},
	});
}
