import { once } from "node:events";
import {
	type ClientHttp2Session,
	type ClientHttp2Stream,
	connect,
	constants,
	createServer,
	type Http2Server,
	type Http2Session,
	type IncomingHttpHeaders,
	type ServerHttp2Stream,
} from "node:http2";

/** What happens to a request on its way to Firestore. */
export type Fault =
	/** The connection is cut before the request gets through: nothing was done. */
	| { kind: "refuse" }
	/** The work is done, and the connection cut before the answer gets back. `meanwhile` happens in between. */
	| { kind: "lose answer"; meanwhile?: () => Promise<unknown> }
	/** No answer ever comes, to this request and all that follow on its connection. */
	| { kind: "stall" }
	/** An answer with this gRPC status, without anybody having been asked. */
	| { kind: "status"; status: number };

export type Method = "Commit" | "BatchGetDocuments" | "RunQuery";

/** A door to the emulator in which things go wrong when they are instructed to. */
export interface FaultProxy {
	/** `127.0.0.1:port` */
	readonly host: string;
	/** Methods of the requests that came, oldest first. */
	readonly seen: string[];
	/** Asked for each request; null lets it through. */
	fault: (method: string) => Fault | null;
	/** The next request of a method meets a fault, the ones after it none. */
	next(method: Method, fault: Fault): void;
	/** Nobody listens any more, and who is connected is cut off. */
	down(): Promise<void>;
	/** Listens again, at the same address. */
	up(): Promise<void>;
	close(): Promise<void>;
}

export async function openFaultProxy(target: string): Promise<FaultProxy> {
	const sessions = new Set<Http2Session>();
	const stalled = new WeakSet<Http2Session>();
	const seen: string[] = [];
	let upstream: ClientHttp2Session | null = null;

	function toFirestore(): ClientHttp2Session {
		if (upstream === null || upstream.destroyed || upstream.closed) {
			upstream = connect(`http://${target}`);
			// Each request tells of it too.
			upstream.on("error", () => {});
		}
		return upstream;
	}

	function forward(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): ClientHttp2Stream {
		const request = toFirestore().request({ ...headers, ":authority": target });
		stream.pipe(request);
		return request;
	}

	function pass(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
		const request = forward(stream, headers);
		let trailers: IncomingHttpHeaders = {};
		request.on("trailers", (given: IncomingHttpHeaders) => {
			trailers = plain(given);
		});
		request.on("response", (answer, flags) => {
			if (stream.destroyed) return;
			const ends = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
			stream.respond(plain(answer), ends ? { endStream: true } : { waitForTrailers: true });
			if (ends) return;
			stream.on("wantTrailers", () => stream.sendTrailers(trailers));
			request.pipe(stream);
		});
		request.on("error", () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
	}

	async function lose(
		stream: ServerHttp2Stream,
		headers: IncomingHttpHeaders,
		meanwhile?: () => Promise<unknown>,
	): Promise<void> {
		const request = forward(stream, headers);
		request.resume();
		await once(request, "end");
		await meanwhile?.();
		stream.session?.destroy();
	}

	const proxy: FaultProxy = {
		host: "",
		seen,
		fault: () => null,
		next(method, fault) {
			proxy.fault = (asked) => {
				if (asked !== method) return null;
				proxy.fault = () => null;
				return fault;
			};
		},
		async down() {
			const ended = once(server, "close");
			server.close();
			for (const session of sessions) session.destroy();
			await ended;
		},
		async up() {
			server = listen();
			await once(server.listen(port, "127.0.0.1"), "listening");
		},
		async close() {
			if (server.listening) await proxy.down();
			upstream?.destroy();
		},
	};

	function listen(): Http2Server {
		const server = createServer();
		server.on("session", (session) => {
			sessions.add(session);
			session.on("close", () => sessions.delete(session));
			session.on("error", () => {});
		});
		server.on("stream", (stream, headers) => {
			// A client that gave up is what many tests are about.
			stream.on("error", () => {});
			const method = String(headers[":path"]).split("/").at(-1) ?? "";
			seen.push(method);
			if (stream.session && stalled.has(stream.session)) return;
			const fault = proxy.fault(method);
			if (fault === null) return pass(stream, headers);
			if (fault.kind === "refuse") return void stream.session?.destroy();
			if (fault.kind === "stall") return void (stream.session && stalled.add(stream.session));
			if (fault.kind === "lose answer") {
				lose(stream, headers, fault.meanwhile).catch(() => stream.session?.destroy());
				return;
			}
			stream.resume();
			const answer = { ":status": 200, "content-type": "application/grpc", "grpc-status": String(fault.status) };
			stream.respond(answer, { endStream: true });
		});
		return server;
	}

	let server = listen();
	await once(server.listen(0, "127.0.0.1"), "listening");
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	return Object.assign(proxy, { host: `127.0.0.1:${port}` });
}

/** Headers as they may be sent again: without the list of names that Node keeps beside them. */
function plain(headers: IncomingHttpHeaders): IncomingHttpHeaders {
	return Object.fromEntries(Object.entries(headers));
}
