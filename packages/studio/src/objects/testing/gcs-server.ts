import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type GcsFault, GcsFaults, type GcsRequest } from "./gcs-faults.ts";
import { readMultipart } from "./gcs-multipart.ts";
import { GcsSessions } from "./gcs-sessions.ts";
import { checkSignature, type GcsSigner } from "./gcs-signature.ts";
import { type Claims, GcsStore, type Kept, Refusal } from "./gcs-store.ts";

export interface GcsServer {
	/** Such as http://127.0.0.1:40123: what `apiEndpoint` is set to. */
	url: string;
	bucket: string;
	/** What goes wrong from now on. */
	faults: GcsFaults;
	/** Every request since the start, or since it was emptied. */
	requests: GcsRequest[];
	/** Requests that are under way, and the most there were at the same time. */
	readonly active: number;
	readonly peak: number;
	/** Uploads in pieces that are under way. */
	sessions: GcsSessions;
	stop(): Promise<void>;
}

export interface GcsServerOptions {
	/** Folder in which the objects outlive the server; default: one that goes with it. */
	dir?: string;
	/** The buckets that are there; default `storydream-data`. */
	buckets?: string[];
	/** Default: any free one. */
	port?: number;
	/** The most objects a listing tells at once; default 1,000. */
	pageSize?: number;
	/** The account whose signed addresses (V4) are good; default: none. */
	signer?: GcsSigner;
}

const Metadata = z.object({
	name: z.string().optional(),
	contentType: z.string().optional(),
	crc32c: z.string().optional(),
	md5Hash: z.string().optional(),
	metadata: z.record(z.string(), z.string()).optional(),
});
const LARGEST_SIMPLE = 64 * 1024 * 1024;

/**
 * A server on loopback that speaks the JSON API of Cloud Storage, for tests: what is written through it is really kept,
 * checked and conditional, and it can be told to fail in every way a network can.
 */
export async function startGcsServer(options: GcsServerOptions = {}): Promise<GcsServer> {
	const dir = options.dir ?? (await mkdtemp(join(tmpdir(), "storydream-gcs-")));
	const buckets = options.buckets ?? ["storydream-data"];
	const store = await GcsStore.open(dir, buckets);
	const sessions = new GcsSessions(store);
	const faults = new GcsFaults();
	const requests: GcsRequest[] = [];

	let active = 0;
	let peak = 0;
	const server = createServer((request, response) => {
		peak = Math.max(peak, ++active);
		let counted = true;
		const done = () => {
			if (counted) active--;
			counted = false;
		};
		response.once("finish", done).once("close", done);
		handle(request, response).catch((error: unknown) => {
			if (response.headersSent || response.destroyed) return response.destroy();
			if (!(error instanceof Refusal) && !isHangUp(error)) console.error("the test's storage server failed", error);
			const refusal = error instanceof Refusal ? error : new Refusal(500, String(error));
			if (refusal.status === 304) return void response.writeHead(304).end();
			sendJson(response, refusal.status, problem(refusal));
		});
	});
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const address = server.address();
	if (typeof address !== "object" || address === null) throw new Error("the server has no port");
	const url = `http://127.0.0.1:${address.port}`;

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const asked = new URL(request.url ?? "/", url);
		const route = findRoute(request, asked);
		if (!route) throw new Refusal(404, `Nothing is at ${request.method} ${asked.pathname}.`);
		requests.push({ verb: route.verb, object: route.object });
		const fault = faults.take({ verb: route.verb, object: route.object });
		if (fault?.kind === "answer") {
			request.resume();
			const { status, retryAfter, message = "told to fail" } = fault;
			if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
			return sendJson(response, status, problem(new Refusal(status, message)));
		}
		if (fault?.kind === "reset") return void request.socket.resetAndDestroy();
		if (fault?.kind === "stall") return void request.resume();
		if (fault?.kind === "lose") {
			// Everything that is sent from here on goes nowhere.
			response.end = (): ServerResponse => {
				request.socket.resetAndDestroy();
				return response;
			};
			response.write = () => true;
		}
		await route.serve({ ...route, query: asked.searchParams, request, response, fault });
	}

	interface Call {
		bucket: string;
		object: string;
		query: URLSearchParams;
		request: IncomingMessage;
		response: ServerResponse;
		fault: GcsFault | null;
	}
	type Route = GcsRequest & { bucket: string; serve: (call: Call) => Promise<void> };

	function findRoute(request: IncomingMessage, { pathname, searchParams: query }: URL): Route | null {
		const [, upload, bucketName = "", rest = ""] =
			/^(\/upload|\/download)?\/storage\/v1\/b\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
		const bucket = decodeURIComponent(bucketName);
		const object = decodeURIComponent(/^\/o\/([^/]+)/.exec(rest)?.[1] ?? "");
		const { method } = request;
		const route = (verb: GcsRequest["verb"], serve: Route["serve"], name = object): Route => ({
			verb,
			object: name,
			bucket,
			serve,
		});
		if (bucket === "") {
			const signed = /^\/([^/]+)\/(.+)$/.exec(pathname);
			if (method !== "GET" || !query.has("X-Goog-Signature") || !signed) return null;
			return { verb: "media", object: decodeURIComponent(signed[2] ?? ""), bucket: signed[1] ?? "", serve: mediaToStranger };
		}
		if (upload === "/upload" && rest === "/o") {
			const name = query.get("name") ?? "";
			if (method === "POST")
				return query.get("uploadType") === "resumable" ? route("begin", begin, name) : route("insert", insert, name);
			if (method === "DELETE") return route("cancel", cancel, name);
			const asks = (request.headers["content-range"] ?? "").startsWith("bytes */");
			return method === "PUT" ? route(asks ? "status" : "piece", piece, name) : null;
		}
		if (rest === "") return method === "GET" ? route("bucket", tellBucket) : null;
		if (rest === "/o") return method === "GET" ? route("list", list) : null;
		const target = /^\/o\/[^/]+\/(?:rewriteTo|copyTo)\/b\/([^/]+)\/o\/([^/]+)$/.exec(rest);
		if (target?.[1] !== undefined && target[2] !== undefined) {
			const [toBucket, toName] = [decodeURIComponent(target[1]), decodeURIComponent(target[2])];
			return method === "POST" ? route("rewrite", (call) => rewrite(call, toBucket, toName)) : null;
		}
		if (!/^\/o\/[^/]+$/.test(rest)) return null;
		if (method === "GET") return query.get("alt") === "media" ? route("media", media) : route("stat", tell);
		if (method === "DELETE") return route("delete", remove);
		return method === "PATCH" ? route("patch", patch) : null;
	}

	async function tellBucket({ bucket, response }: Call): Promise<void> {
		store.checkBucket(bucket);
		sendJson(response, 200, { kind: "storage#bucket", id: bucket, name: bucket, location: "EU", storageClass: "STANDARD" });
	}

	async function tell({ bucket, object, query, response }: Call): Promise<void> {
		sendJson(response, 200, resource(store.find(bucket, object, query)));
	}

	async function remove({ bucket, object, query, response }: Call): Promise<void> {
		await store.remove(bucket, object, query);
		response.writeHead(204).end();
	}

	async function patch({ bucket, object, query, request, response }: Call): Promise<void> {
		const { contentType, metadata } = Metadata.parse(JSON.parse((await readAll(request)).toString("utf8")));
		const change = { ...(contentType === undefined ? {} : { contentType }), metadata };
		sendJson(response, 200, resource(await store.patch(bucket, object, query, change)));
	}

	async function rewrite({ bucket, object, query, request, response }: Call, toBucket: string, toName: string): Promise<void> {
		await readAll(request);
		const from = new URLSearchParams();
		const generation = query.get("sourceGeneration");
		if (generation !== null) from.set("generation", generation);
		const kept = await store.copy(store.find(bucket, object, from), toBucket, toName, query);
		sendJson(response, 200, {
			kind: "storage#rewriteResponse",
			totalBytesRewritten: kept.size,
			objectSize: kept.size,
			done: true,
			resource: resource(kept),
		});
	}

	async function list({ bucket, query, response }: Call): Promise<void> {
		const prefix = query.get("prefix") ?? "";
		const delimiter = query.get("delimiter") ?? "";
		const after = Buffer.from(query.get("pageToken") ?? "", "base64url").toString("utf8");
		const limit = Math.min(Number(query.get("maxResults") ?? 1000), options.pageSize ?? 1000);
		const items: Kept[] = [];
		const prefixes = new Set<string>();
		let last = "";
		let more = false;
		for (const kept of store.list(bucket)) {
			if (!kept.name.startsWith(prefix) || (after !== "" && Buffer.compare(Buffer.from(kept.name), Buffer.from(after)) <= 0))
				continue;
			const cut = delimiter === "" ? -1 : kept.name.indexOf(delimiter, prefix.length);
			const folder = cut < 0 ? null : kept.name.slice(0, cut + delimiter.length);
			if (folder !== null && (prefixes.has(folder) || after.startsWith(folder))) continue;
			if (items.length + prefixes.size >= limit) {
				more = true;
				break;
			}
			if (folder === null) items.push(kept);
			else prefixes.add(folder);
			last = kept.name;
		}
		sendJson(response, 200, {
			kind: "storage#objects",
			...(items.length === 0 ? {} : { items: items.map(resource) }),
			...(prefixes.size === 0 ? {} : { prefixes: [...prefixes] }),
			...(more ? { nextPageToken: Buffer.from(last).toString("base64url") } : {}),
		});
	}

	async function mediaToStranger(call: Call): Promise<void> {
		checkSignature(new URL(call.request.url ?? "/", url), options.signer ?? null);
		for (const [header, wanted] of [
			["content-type", "response-content-type"],
			["content-disposition", "response-content-disposition"],
		] as const) {
			const value = call.query.get(wanted);
			if (value !== null) call.response.setHeader(header, value);
		}
		await media({ ...call, query: new URLSearchParams() });
	}

	async function media({ bucket, object, query, request, response, fault }: Call): Promise<void> {
		const kept = store.find(bucket, object, query);
		const size = Number(kept.size);
		const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "");
		const [first, final] = range ? ranged(range, size) : [0, size - 1];
		if (range && (first >= size || final < first)) throw new Refusal(416, "The requested range cannot be satisfied.");
		// Opened before the answer: what is removed from now on can still be read to its end.
		const handle = await open(join(dir, kept.file), "r");
		response.writeHead(range ? 206 : 200, {
			"content-type": String(response.getHeader("content-type") ?? kept.contentType),
			"content-length": final - first + 1,
			...(range ? { "content-range": `bytes ${first}-${final}/${size}` } : {}),
			"last-modified": new Date(kept.updated).toUTCString(),
			etag: `"${kept.generation}"`,
			"x-goog-generation": kept.generation,
			"x-goog-metageneration": kept.metageneration,
			"x-goog-stored-content-encoding": "identity",
			"x-goog-stored-content-length": kept.size,
			"x-goog-hash": [`crc32c=${kept.crc32c}`, ...(kept.md5Hash === undefined ? [] : [`md5=${kept.md5Hash}`])].join(","),
		});
		if (size === 0) {
			await handle.close();
			response.end();
			return;
		}
		const bytes = faulty(
			createReadStream("", { fd: handle, start: first, end: final, highWaterMark: 256 * 1024 }),
			fault,
			request,
		);
		for await (const chunk of bytes) {
			if (response.destroyed) return;
			if (!response.write(chunk)) await drained(response);
		}
		if (fault?.kind !== "hang") response.end();
	}

	async function insert({ bucket, query, request, response, fault }: Call): Promise<void> {
		const body = await readAll(faulty(request, fault?.kind === "garble" ? null : fault, request));
		if (fault?.kind === "late") await fault.until;
		store.checkBucket(bucket);
		const type = request.headers["content-type"] ?? "application/octet-stream";
		const parts =
			query.get("uploadType") === "multipart" ? readMultipart(type, body) : { metadata: {}, contentType: type, bytes: body };
		const metadata = Metadata.parse(parts.metadata);
		const name = query.get("name") ?? metadata.name ?? "";
		if (name === "") throw new Refusal(400, "Required parameter: name.");
		store.checkWrite(bucket, name, query);
		const incoming = store.incoming();
		for await (const bytes of faulty([parts.bytes], fault?.kind === "garble" ? fault : null, request)) await incoming.add(bytes);
		const kept = await store.finish(bucket, name, incoming, claims(metadata, parts.contentType), query);
		sendJson(response, 200, resource(kept));
	}

	async function begin({ bucket, object, query, request, response }: Call): Promise<void> {
		const text = (await readAll(request)).toString("utf8");
		const metadata = Metadata.parse(text === "" ? {} : JSON.parse(text));
		const type = String(request.headers["x-upload-content-type"] ?? "application/octet-stream");
		const id = sessions.begin(bucket, metadata.name ?? object, query, claims(metadata, type));
		const location = new URL(`/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`, url);
		location.search = String(new URLSearchParams({ uploadType: "resumable", name: object, upload_id: id }));
		response.writeHead(200, { location: location.href, "content-length": 0 }).end();
	}

	async function piece({ query, request, response, fault }: Call): Promise<void> {
		const body = faulty(request, fault, request);
		const answer = await sessions.take(query.get("upload_id") ?? "", request, body);
		if (typeof answer !== "number") return sendJson(response, 200, resource(answer));
		response.writeHead(308, { ...(answer === 0 ? {} : { range: `bytes=0-${answer - 1}` }), "content-length": 0 }).end();
	}

	async function cancel({ query, response }: Call): Promise<void> {
		await sessions.cancel(query.get("upload_id") ?? "");
		response.writeHead(499, { "content-length": 0 }).end();
	}

	return {
		url,
		bucket: buckets[0] ?? "",
		faults,
		requests,
		get active() {
			return active;
		},
		get peak() {
			return peak;
		},
		sessions,
		async stop() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
			if (options.dir === undefined) await rm(dir, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

/** First and last byte of a range; the last may lie before the first. */
function ranged([, from = "", to = ""]: RegExpExecArray, size: number): [number, number] {
	if (from === "") return [Math.max(0, size - Number(to)), size - 1];
	return [Number(from), Math.min(to === "" ? size - 1 : Number(to), size - 1)];
}

/** A body with what goes wrong with it. */
async function* faulty(
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

async function readAll(body: AsyncIterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > LARGEST_SIMPLE) throw new Refusal(413, "Too large for one request to a test's server.");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function drained(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		const go = () => {
			response.off("drain", go).off("close", go);
			resolve();
		};
		response.on("drain", go).on("close", go);
	});
}

function claims(metadata: z.infer<typeof Metadata>, contentType: string): Claims {
	const { crc32c, md5Hash } = metadata;
	return { contentType: metadata.contentType ?? contentType, crc32c, md5Hash, metadata: metadata.metadata };
}

function resource({ file: _, ...kept }: Kept): Record<string, unknown> {
	return {
		kind: "storage#object",
		id: `${kept.bucket}/${kept.name}/${kept.generation}`,
		storageClass: "STANDARD",
		etag: kept.generation,
		...kept,
	};
}

function problem({ status, message }: Refusal) {
	const reason = { 404: "notFound", 412: "conditionNotMet", 429: "rateLimitExceeded", 503: "backendError" }[status] ?? "invalid";
	return { error: { code: status, message, errors: [{ message, domain: "global", reason }] } };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
	const text = JSON.stringify(body);
	response.writeHead(status, { "content-type": "application/json; charset=UTF-8", "content-length": Buffer.byteLength(text) });
	response.end(text);
}

function isHangUp(error: unknown): boolean {
	return error instanceof Error && "code" in error && ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE"].includes(String(error.code));
}
