import type { Readable, Transform } from "node:stream";
import { verifiedBytes } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";

/** A sender that is silent for so long has gone. */
const SILENCE_MS = 60_000;

/** What is read of an upload: it fails unless all came that was promised, and nothing else. */
export interface Upload {
	whole: Transform;
	/** Ends the wait for a sender that falls silent. */
	stop(): void;
}

/** @param what is sent, as a sentence begins: "The film" */
export function verifiedUpload(body: Readable, promised: { bytes: number; sha256: string }, what: string): Upload {
	const silent = setTimeout(() => body.destroy(new Error("silent")), SILENCE_MS);
	body.on("data", () => silent.refresh());
	const whole = body.pipe(verifiedBytes(promised, (came) => notWhole(what, promised.bytes, came)));
	// Whoever reads it gets the error, also one that came before.
	whole.on("error", () => undefined);
	body.once("error", (error) => whole.destroy(error));
	body.once("close", () => {
		if (!body.readableEnded) whole.destroy(new Error("it was cut short"));
	});
	return { whole, stop: () => clearTimeout(silent) };
}

function notWhole(what: string, promised: number, came: number): StoryDreamError {
	return new StoryDreamError("bad_request", `${what} did not arrive whole: of ${promised} bytes ${came} came, or others.`, {
		hint: "Send it again.",
	});
}
