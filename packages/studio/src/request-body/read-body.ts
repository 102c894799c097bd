import type { IncomingMessage } from "node:http";

/**
 * Reads a request's body into memory.
 * @param limit most bytes taken
 * @param deadlineMs it must have arrived by then
 * @returns the bytes, or why there are none
 */
export function readBody(
	req: IncomingMessage,
	options: { limit: number; deadlineMs: number },
): Promise<Buffer<ArrayBuffer> | "too large" | "too slow" | "gone"> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		const timer = setTimeout(() => finish("too slow"), options.deadlineMs);
		const onData = (chunk: Buffer) => {
			size += chunk.length;
			if (size > options.limit) finish("too large");
			else chunks.push(chunk);
		};
		const onEnd = () => finish(Buffer.concat(chunks));
		const onGone = () => finish("gone");
		function finish(result: Buffer<ArrayBuffer> | "too large" | "too slow" | "gone"): void {
			clearTimeout(timer);
			req.off("data", onData).off("end", onEnd).off("close", onGone).off("error", onGone);
			// A later error of a request we are done with is nobody's business, but unheard it would end the process.
			req.on("error", () => {});
			resolve(result);
		}
		req.on("data", onData).on("end", onEnd).on("close", onGone).on("error", onGone);
	});
}
