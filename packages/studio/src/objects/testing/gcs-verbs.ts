import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import type { GcsFault } from "./gcs-faults.ts";
import { drained, faulty, ranged, readAll, sendJson } from "./gcs-http.ts";
import { readMultipart } from "./gcs-multipart.ts";
import type { GcsSessions } from "./gcs-sessions.ts";
import { checkSignature, type GcsSigner } from "./gcs-signature.ts";
import { type Claims, type GcsStore, type Kept, Refusal } from "./gcs-store.ts";

/** One request, as its verb gets it. */
export interface Call {
	bucket: string;
	object: string;
	query: URLSearchParams;
	request: IncomingMessage;
	response: ServerResponse;
	fault: GcsFault | null;
}

export interface GcsBackend {
	store: GcsStore;
	/** Where the store keeps the bytes. */
	dir: string;
	sessions: GcsSessions;
	/** Where the server is found. */
	url: string;
	/** The most objects a listing tells at once. */
	pageSize: number;
	/** The account whose signed addresses are good. */
	signer: GcsSigner | null;
}

const Metadata = z.object({
	name: z.string().optional(),
	contentType: z.string().optional(),
	crc32c: z.string().optional(),
	md5Hash: z.string().optional(),
	metadata: z.record(z.string(), z.string()).optional(),
});

/** What each kind of request does to what is kept, and answers. */
export function gcsVerbs({ store, dir, sessions, url, pageSize, signer }: GcsBackend) {
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
		const limit = Math.min(Number(query.get("maxResults") ?? 1000), pageSize);
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
		checkSignature(new URL(call.request.url ?? "/", url), signer);
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

	return { tellBucket, tell, remove, patch, rewrite, list, mediaToStranger, media, insert, begin, piece, cancel };
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
