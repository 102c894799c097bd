import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { GcsAnswer } from "./errors.ts";
import type { Attempt } from "./requests.ts";

/** Sent at once, so that progress is seen and a slow line is not taken for a silent one. */
const SLICE = 256 * 1024;
const LONGEST_ANSWER = 1_000_000;

export interface Sent {
	method: "GET" | "POST" | "PUT" | "DELETE";
	url: string;
	headers: OutgoingHttpHeaders;
	body?: readonly Buffer[];
}

/**
 * Requests that carry an object's bytes. Google's client is not asked to: see
 * docs/decisions/009-objects-on-cloud-storage.md.
 */
export class GcsHttp {
	readonly #http = new HttpAgent({ keepAlive: true });
	readonly #https = new HttpsAgent({ keepAlive: true });

	/** Answers as soon as the head of the answer is there, whatever its status. Its body must be read or destroyed. */
	async send({ method, url, headers, body = [] }: Sent, { signal, alive }: Attempt): Promise<IncomingMessage> {
		const secure = url.startsWith("https:");
		const length = body.reduce((total, part) => total + part.length, 0);
		const request = (secure ? httpsRequest : httpRequest)(url, {
			method,
			headers: { ...headers, ...(method === "GET" ? {} : { "content-length": length }) },
			agent: secure ? this.#https : this.#http,
			signal,
		});
		const answer = new Promise<IncomingMessage>((resolve, reject) => {
			request.once("response", resolve);
			request.on("error", reject);
		});
		const sending = (async () => {
			for (const part of body) {
				for (let from = 0; from < part.length; from += SLICE) {
					const slice = part.subarray(from, from + SLICE);
					await new Promise<void>((resolve, reject) => request.write(slice, (error) => (error ? reject(error) : resolve())));
					alive();
				}
			}
			request.end();
		})();
		// An answer may come before all is sent, and is then what counts; a failure to send is reported by `answer` as well.
		sending.catch(() => {});
		const response = await answer;
		alive();
		return response;
	}

	/** The same for answers that are read whole. */
	async ask(sent: Sent, attempt: Attempt): Promise<{ status: number; headers: IncomingMessage["headers"]; text: string }> {
		const response = await this.send(sent, attempt);
		const text = await readText(response);
		return { status: response.statusCode ?? 0, headers: response.headers, text };
	}
}

/** The answer as an error; its body is read to the end. */
export async function asError(response: IncomingMessage): Promise<GcsAnswer> {
	return answerError(response.statusCode ?? 0, await readText(response), response.headers["retry-after"]);
}

export function answerError(status: number, text: string, retryAfter: string | undefined): GcsAnswer {
	const seconds = Number(retryAfter);
	return new GcsAnswer(status, text, Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) * 1000 : 0);
}

async function readText(response: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of response) {
		if (!Buffer.isBuffer(chunk)) continue;
		bytes += chunk.length;
		if (bytes > LONGEST_ANSWER) break;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
