import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Bucket, Storage, type StorageOptions } from "@google-cloud/storage";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import type { LinkOptions } from "../objects.ts";
import { crc32c } from "./crc32c.ts";
import { GcsAnswer, isMissing, Passing, statusOf } from "./errors.ts";
import { answerError, asError, GcsHttp } from "./http.ts";
import type { Attempt, RequestRunner } from "./requests.ts";

/** What the bucket tells of an object. */
export const StoredObject = z.object({
	name: z.string(),
	size: z.coerce.number().int().nonnegative(),
	/** Of these bytes: another for every object that ever stood at the path. */
	generation: z.coerce.string().regex(/^\d+$/),
	/** Base64. */
	crc32c: z.string().optional(),
	timeCreated: z.iso.datetime({ offset: true }),
});
export type StoredObject = z.infer<typeof StoredObject>;

const FIELDS = "name,size,generation,crc32c,timeCreated";
const ListPage = z.object({ items: z.array(StoredObject).default([]), nextPageToken: z.string().optional() });
const Rewritten = z.object({ resource: StoredObject });
const PAGE = 1000;

export interface BucketOptions {
	bucket: string;
	projectId?: string | undefined;
	apiEndpoint?: string | undefined;
	credentials?: StorageOptions["credentials"];
}

export interface PutOptions {
	contentType: string;
	/** Generation that has to be there; `"0"`: none. */
	generation: string;
}

export interface ReadOptions {
	start: number;
	end?: number | undefined;
	generation?: string | undefined;
}

/** What the head of an answer with an object's bytes tells. */
export interface MediaHead {
	/** Bytes of the whole object. */
	total: number;
	/** Where the bytes of this answer begin. */
	start: number;
	generation: string;
	/** Of the whole object, base64; null when the bucket does not report it. */
	crc32c: string | null;
	/** To the second. */
	createdAt: string;
}

/**
 * One request each on one bucket. Nothing is tried again here, and errors are as they come: that is for the caller's
 * RequestRunner. `generation` conditions: `"0"` means that nothing may be there.
 */
export class GcsBucket {
	readonly name: string;
	readonly #storage: Storage;
	readonly #bucket: Bucket;
	readonly #http = new GcsHttp();
	readonly #signsIn: boolean;

	constructor({ bucket, projectId, apiEndpoint, credentials }: BucketOptions, requests: RequestRunner) {
		this.name = bucket;
		this.#storage = new Storage({
			...(projectId === undefined ? {} : { projectId }),
			...(apiEndpoint === undefined ? {} : { apiEndpoint }),
			...(credentials === undefined ? {} : { credentials }),
			// A test's server on plain HTTP must never be shown a token.
			useAuthWithCustomEndpoint: apiEndpoint?.startsWith("https:") ?? false,
			// What has to be tried again is decided in one place: ours.
			retryOptions: { autoRetry: false, maxRetries: 0 },
			timeout: requests.silenceMs,
		});
		// The client would let STORAGE_EMULATOR_HOST change the address of some requests and not of others.
		this.#storage.baseUrl = `${this.#storage.apiEndpoint}/storage/v1`;
		this.#storage.interceptors.push({
			request: (options) =>
				Object.assign(options, { timeout: requests.silenceMs, uri: "uri" in options ? String(options.uri) : "" }),
		});
		this.#signsIn = this.#storage.apiEndpoint.startsWith("https:");
		this.#bucket = this.#storage.bucket(bucket);
	}

	/** Null when it is not there. */
	async stat(path: string): Promise<StoredObject | null> {
		try {
			const [metadata] = await this.#bucket.file(path).getMetadata();
			return StoredObject.parse(metadata);
		} catch (error) {
			if (isMissing(error)) return null;
			throw error;
		}
	}

	/** One page of the objects whose names begin so, by name. */
	async page(
		prefix: string,
		token: string | undefined,
		limit = PAGE,
	): Promise<{ objects: StoredObject[]; next: string | undefined }> {
		const answer = await this.#bucket.getFiles({
			autoPaginate: false,
			prefix,
			maxResults: limit,
			fields: `items(${FIELDS}),nextPageToken`,
			...(token === undefined ? {} : { pageToken: token }),
		});
		const { items, nextPageToken } = ListPage.parse(answer[2]);
		return { objects: items, next: nextPageToken };
	}

	/** False when these bytes are not there (any more). */
	async remove(path: string, generation: string): Promise<boolean> {
		try {
			await this.#bucket.file(path).delete({ ifGenerationMatch: generation });
			return true;
		} catch (error) {
			if (isMissing(error) || statusOf(error) === 412) return false;
			throw error;
		}
	}
	/** Gives the bytes of one object a second name. Throws with 412 when the name is taken, 404 when there are none. */
	async copy(from: string, to: string): Promise<StoredObject> {
		const [, answer] = await this.#bucket.file(from).copy(this.#bucket.file(to), { preconditionOpts: { ifGenerationMatch: 0 } });
		return Rewritten.parse(answer).resource;
	}

	/** Writes an object in one request, refused when the bytes that arrive are not these. Throws with 412 when the condition fails. */
	async put(
		path: string,
		bytes: Buffer,
		sum: string,
		{ contentType, generation }: PutOptions,
		attempt: Attempt,
	): Promise<StoredObject> {
		const boundary = `storydream-${randomUUID()}`;
		const metadata = JSON.stringify({ contentType, crc32c: sum });
		const part = (type: string, before = "") => `${before}--${boundary}\r\nContent-Type: ${type}\r\n\r\n`;
		const { status, headers, text } = await this.#http.ask(
			{
				method: "POST",
				url: this.#url("/upload", "", { uploadType: "multipart", name: path, ifGenerationMatch: generation }),
				headers: { ...(await this.#authorization()), "content-type": `multipart/related; boundary=${boundary}` },
				body: [
					Buffer.from(`${part("application/json")}${metadata}${part(contentType, "\r\n")}`),
					bytes,
					Buffer.from(`\r\n--${boundary}--\r\n`),
				],
			},
			attempt,
		);
		if (status !== 200) throw answerError(status, text, headers["retry-after"]);
		return readStored(text);
	}

	/** Begins an upload in pieces; answers the address they are sent to, which is a secret of its own. */
	async begin(path: string, { contentType, generation }: PutOptions): Promise<string> {
		const [session] = await this.#bucket
			.file(path)
			.createResumableUpload({ metadata: { contentType }, preconditionOpts: { ifGenerationMatch: generation } });
		return session;
	}

	/**
	 * Sends a piece of an upload; `total` is known with the last one. Without bytes it asks how far the upload is. Answers
	 * how many bytes the bucket holds for certain, or the finished object.
	 */
	async send(
		session: string,
		{ from, bytes, total, crc32c }: { from: number; bytes: Buffer; total: number | null; crc32c?: string },
		attempt: Attempt,
	): Promise<{ held: number } | { stored: StoredObject }> {
		const range = bytes.length === 0 ? "*" : `${from}-${from + bytes.length - 1}`;
		const { status, headers, text } = await this.#http.ask(
			{
				method: "PUT",
				url: session,
				headers: {
					"content-range": `bytes ${range}/${total ?? "*"}`,
					...(crc32c === undefined ? {} : { "x-goog-hash": `crc32c=${crc32c}` }),
				},
				body: [bytes],
			},
			attempt,
		);
		if (status === 308) return { held: Number(/-(\d+)$/.exec(headers.range ?? "")?.[1] ?? -1) + 1 };
		if (status === 200 || status === 201) return { stored: readStored(text) };
		throw answerError(status, text, headers["retry-after"]);
	}

	/** Gives up an upload in pieces. */
	async cancel(session: string, attempt: Attempt): Promise<void> {
		await this.#http.ask({ method: "DELETE", url: session, headers: {} }, attempt);
	}

	/**
	 * Opens an object's bytes from `start` to `end`, both included. Throws with 404 when it is not there, 416 when there
	 * is nothing from `start` on. The body must be read or destroyed.
	 */
	async read(
		path: string,
		{ start, end, generation }: ReadOptions,
		attempt: Attempt,
	): Promise<{ head: MediaHead; body: IncomingMessage }> {
		const whole = start === 0 && end === undefined;
		const body = await this.#http.send(
			{
				method: "GET",
				url: this.#url("", path, { alt: "media", ...(generation === undefined ? {} : { generation }) }),
				headers: { ...(await this.#authorization()), ...(whole ? {} : { range: `bytes=${start}-${end ?? ""}` }) },
			},
			attempt,
		);
		const { statusCode: status } = body;
		if (status !== 200 && status !== 206) throw await asError(body);
		try {
			return { head: readHead(body), body };
		} catch (error) {
			body.destroy();
			throw error;
		}
	}

	/** All bytes of an object, compared with its checksum. Throws with 404 when it is not there. */
	async readWhole(path: string, attempt: Attempt): Promise<Buffer> {
		const { head, body } = await this.read(path, { start: 0 }, attempt);
		const chunks: Buffer[] = [];
		for await (const chunk of body) {
			chunks.push(chunk);
			attempt.alive();
		}
		const bytes = Buffer.concat(chunks);
		if (bytes.length !== head.total) throw new Passing(`${bytes.length} of ${head.total} bytes came`);
		if (head.crc32c !== null && crc32c(bytes) !== head.crc32c)
			throw new Passing("what came has another checksum than the object");
		return bytes;
	}

	/** An address at which whoever has it may read these bytes for a while. Fails where the account can't sign. */
	async sign(path: string, { seconds, contentType, fileName }: LinkOptions): Promise<string> {
		const [url] = await this.#bucket.file(path).getSignedUrl({
			version: "v4",
			action: "read",
			expires: Date.now() + seconds * 1000,
			...(contentType === undefined ? {} : { responseType: contentType }),
			...(fileName === undefined ? {} : { responseDisposition: attachment(fileName) }),
		});
		return url;
	}

	/** What stands at an address that was signed, requested as a stranger. */
	async readSigned(url: string, attempt: Attempt): Promise<string> {
		const { status, text, headers } = await this.#http.ask({ method: "GET", url, headers: {} }, attempt);
		if (status !== 200) throw answerError(status, text, headers["retry-after"]);
		return text;
	}

	#url(before: "" | "/upload", path: string, query: Record<string, string>): string {
		const { origin } = new URL(this.#storage.apiEndpoint);
		const object = path === "" ? "" : `/${encodeURIComponent(path)}`;
		return `${origin}${before}/storage/v1/b/${encodeURIComponent(this.name)}/o${object}?${new URLSearchParams(query)}`;
	}

	async #authorization(): Promise<Record<string, string>> {
		if (!this.#signsIn) return {};
		return Object.fromEntries(new Headers(await this.#storage.authClient.getRequestHeaders()));
	}
}

/** Names of films may hold any letter: the plain form for old readers, the other for all of them (RFC 6266). */
function attachment(fileName: string): string {
	const plain = fileName.replace(/[^\w.() -]/g, "_");
	const encoded = encodeURIComponent(fileName).replace(
		/['()*]/g,
		(letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function readStored(text: string): StoredObject {
	try {
		return StoredObject.parse(JSON.parse(text));
	} catch (cause) {
		throw new StoryDreamError("storage_failed", "Cloud Storage answered an upload with what is no object.", { cause });
	}
}

/** What is stored beside an object's bytes. */
function readHead({ headers, statusCode }: IncomingMessage): MediaHead {
	const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers["content-range"] ?? "");
	const total = Number(statusCode === 206 ? range?.[3] : headers["content-length"]);
	const generation = headers["x-goog-generation"];
	const modified = Date.parse(headers["last-modified"] ?? "");
	if (!Number.isInteger(total) || typeof generation !== "string" || Number.isNaN(modified))
		throw new GcsAnswer(statusCode ?? 0, "an answer without its length, generation or date");
	const hashes = [headers["x-goog-hash"]].flat().join(",");
	return {
		total,
		start: statusCode === 206 ? Number(range?.[1]) : 0,
		generation,
		crc32c: /(?:^|[,\s])crc32c=([A-Za-z0-9+/]{6}==)/.exec(hashes)?.[1] ?? null,
		createdAt: new Date(modified).toISOString(),
	};
}
