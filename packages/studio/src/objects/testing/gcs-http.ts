import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { GcsFault } from "./gcs-faults.ts";
import { Refusal } from "./gcs-store.ts";

/* Bodies and answers of the tests' storage server. */

const LARGEST_SIMPLE = 64 * 1024 * 1024;

/** First and last byte of a range; the last may lie before the first. */
export function ranged([, from = "", to = ""]: RegExpExecArray, size: number): [number, number] {
	if (from === "") return [Math.max(0, size - Number(to)), size - 1];
	return [Number(from), Math.min(to === "" ? size - 1 : Number(to), size - 1)];
}

/** A body with what goes wrong with it. */
export async function* faulty(
	body: AsyncIterable<Buffer> | Buffer[],
	fault: GcsFault | null,
	{ socket }: IncomingMessage,
): AsyncGenerator<Buffer> {
	let passed = 0;
	let hanging = false;
	for await (const chunk of body) {
		// Taken on and thrown away: a socket that is not read does not tell that the other side has gone.
		if (hanging) continue;
		if ((fault?.kind === "cut" || fault?.kind === "hang") && passed + chunk.length > fault.after) {
			yield chunk.subarray(0, fault.after - passed);
			hanging = true;
			if (fault.kind === "cut") break;
			continue;
		}
		if (fault?.kind === "garble" && passed === 0 && chunk.length > 0) {
			const other = Buffer.from(chunk);
			other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
			yield other;
		} else yield chunk;
		passed += chunk.length;
	}
	if (!hanging) return;
	if (fault?.kind === "hang" && !socket.destroyed) await once(socket, "close");
	socket.resetAndDestroy();
	throw new Refusal(400, "The connection broke off.");
}

export async function readAll(body: AsyncIterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > LARGEST_SIMPLE) throw new Refusal(413, "Too large for one request to a test's server.");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

export function drained(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		const go = () => {
			response.off("drain", go).off("close", go);
			resolve();
		};
		response.on("drain", go).on("close", go);
	});
}

export function problem({ status, message }: Refusal) {
	const reason = { 404: "notFound", 412: "conditionNotMet", 429: "rateLimitExceeded", 503: "backendError" }[status] ?? "invalid";
	return { error: { code: status, message, errors: [{ message, domain: "global", reason }] } };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
	const text = JSON.stringify(body);
	response.writeHead(status, { "content-type": "application/json; charset=UTF-8", "content-length": Buffer.byteLength(text) });
	response.end(text);
}

export function isHangUp(error: unknown): boolean {
	return error instanceof Error && "code" in error && ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE"].includes(String(error.code));
}
