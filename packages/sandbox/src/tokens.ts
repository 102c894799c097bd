import type { Readable } from "node:stream";
import { SandboxTokens, StoryDreamError } from "@storydream/protocol";

/** How long a sandbox waits for its tokens: a driver writes them as soon as the program runs. */
const TOKENS_MS = 20_000;
/** Two tokens of at most 500 characters each, and their names. */
const MOST_BYTES = 4_096;

/**
 * Reads a sandbox's two tokens from its standard input, to the input's end, as JSON. Drivers use this where an environment
 * can be inspected from outside, such as a container's. Throws `sandbox_failed` when they do not come within 20 s, or are
 * not tokens; the error never quotes what came.
 */
export async function readTokens(input: Readable, deadlineMs = TOKENS_MS): Promise<SandboxTokens> {
	const deadline = setTimeout(() => input.destroy(new Error("too late")), deadlineMs);
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of input) {
			const part = Buffer.from(chunk);
			bytes += part.length;
			if (bytes > MOST_BYTES) throw new Error("too long");
			chunks.push(part);
		}
		return SandboxTokens.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
	} catch {
		// The cause could quote a token.
		throw new StoryDreamError("sandbox_failed", "The sandbox got no tokens on its standard input.", {
			hint: "The studio's driver writes them there as soon as the sandbox runs; a studio that ended at that moment starts it anew.",
		});
	} finally {
		clearTimeout(deadline);
	}
}
