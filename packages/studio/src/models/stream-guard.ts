import { StringDecoder } from "node:string_decoder";
import { z } from "zod";

/** A stream that has shown nothing of its answer is held back so long at most, in ms and bytes. */
export const HOLD_MS = 2_000;
const HOLD_BYTES = 64_000;
/** A line longer than this is no event that matters here: it is not kept. */
const LONGEST_LINE = 1_000_000;

/** An `error` event that the provider put into a stream. */
export interface StreamError {
	type: string;
	message: string;
}

const ErrorEvent = z.object({ error: z.object({ type: z.string().default("api_error"), message: z.string().default("") }) });

/**
 * Listens beside a stream of server-sent events. Until the answer begins a failure can still be answered with a status,
 * which the client tries again; afterwards only a broken connection makes it do so.
 */
export function createStreamGuard() {
	const decoder = new StringDecoder("utf8");
	let pending = "";
	let bytes = 0;
	let started = false;
	let began = false;
	let complete = false;
	let error: StreamError | null = null;

	function takeLine(line: string): void {
		if (!line.startsWith("data:")) return;
		const type = /^data:\s*\{\s*"type"\s*:\s*"(\w+)"/.exec(line)?.[1] ?? /"type"\s*:\s*"(message_stop|error)"/.exec(line)?.[1];
		if (type === "message_start") started = true;
		else if (type === "message_stop" || type === "message_delta") complete = true;
		else if (type === "error") error ??= parseError(line.slice(5));
		if (type?.startsWith("content_block") || type === "message_delta") began = true;
	}

	return {
		/** Takes a piece of the stream in. `hold`: nothing of the answer has been shown yet. */
		see(chunk: Uint8Array): "hold" | "pass" | StreamError {
			bytes += chunk.length;
			pending += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
			let end = pending.indexOf("\n");
			let start = 0;
			while (end >= 0) {
				takeLine(pending.slice(start, end));
				start = end + 1;
				end = pending.indexOf("\n", start);
			}
			pending = pending.slice(start);
			if (pending.length > LONGEST_LINE) pending = "";
			// The first words may come in the middle of a line.
			if (pending.includes('"content_block_')) began = true;
			if (error !== null) return error;
			return began || bytes > HOLD_BYTES ? "pass" : "hold";
		},
		/** Whether the stream, now at its end, brought a whole answer (its last events count tokens and say stop); one that never was an answer counts when it was passed on. */
		whole(passedOn: boolean): boolean {
			takeLine(pending);
			return complete || (!started && passedOn);
		},
	};
}

function parseError(json: string): StreamError {
	try {
		return ErrorEvent.parse(JSON.parse(json)).error;
	} catch {
		// An error event nobody can read is an error all the same.
		return { type: "api_error", message: "" };
	}
}
