import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GcsFaults, type GcsRequest } from "./gcs-faults.ts";
import { isHangUp, problem, sendJson } from "./gcs-http.ts";
import { GcsSessions } from "./gcs-sessions.ts";
import type { GcsSigner } from "./gcs-signature.ts";
import { GcsStore, Refusal } from "./gcs-store.ts";
import { type Call, gcsVerbs } from "./gcs-verbs.ts";

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

/**
 * A server on loopback that speaks the JSON API of Cloud Storage, for tests: what is written through it is really kept,
 * checked and conditional, and it can be made to fail in every way a network can.
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
	const verbs = gcsVerbs({
		store,
		dir,
		sessions,
		url,
		pageSize: options.pageSize ?? 1000,
		signer: options.signer ?? null,
	});

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const asked = new URL(request.url ?? "/", url);
		const route = findRoute(request, asked);
		if (!route) throw new Refusal(404, `Nothing is at ${request.method} ${asked.pathname}.`);
		requests.push({ verb: route.verb, object: route.object });
		const fault = faults.take({ verb: route.verb, object: route.object });
		if (fault?.kind === "answer") {
			request.resume();
			const { status, retryAfter, message = "made to fail" } = fault;
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
			return {
				verb: "media",
				object: decodeURIComponent(signed[2] ?? ""),
				bucket: signed[1] ?? "",
				serve: verbs.mediaToStranger,
			};
		}
		if (upload === "/upload" && rest === "/o") {
			const name = query.get("name") ?? "";
			if (method === "POST")
				return query.get("uploadType") === "resumable" ? route("begin", verbs.begin, name) : route("insert", verbs.insert, name);
			if (method === "DELETE") return route("cancel", verbs.cancel, name);
			const asks = (request.headers["content-range"] ?? "").startsWith("bytes */");
			return method === "PUT" ? route(asks ? "status" : "piece", verbs.piece, name) : null;
		}
		if (rest === "") return method === "GET" ? route("bucket", verbs.tellBucket) : null;
		if (rest === "/o") return method === "GET" ? route("list", verbs.list) : null;
		const target = /^\/o\/[^/]+\/(?:rewriteTo|copyTo)\/b\/([^/]+)\/o\/([^/]+)$/.exec(rest);
		if (target?.[1] !== undefined && target[2] !== undefined) {
			const [toBucket, toName] = [decodeURIComponent(target[1]), decodeURIComponent(target[2])];
			return method === "POST" ? route("rewrite", (call) => verbs.rewrite(call, toBucket, toName)) : null;
		}
		if (!/^\/o\/[^/]+$/.test(rest)) return null;
		if (method === "GET") return query.get("alt") === "media" ? route("media", verbs.media) : route("stat", verbs.tell);
		if (method === "DELETE") return route("delete", verbs.remove);
		return method === "PATCH" ? route("patch", verbs.patch) : null;
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
