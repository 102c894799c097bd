import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Claims, type GcsStore, type Incoming, type Kept, Refusal } from "./gcs-store.ts";

/** What is kept of an upload whose connection broke is a multiple of this. */
const QUANTUM = 256 * 1024;

interface Session {
	bucket: string;
	name: string;
	query: URLSearchParams;
	claims: Claims;
	incoming: Incoming;
	done: Kept | null;
	/** Requests on one upload are taken one after the other. */
	turn: Promise<unknown>;
}

/** Uploads in pieces that are under way. */
export class GcsSessions {
	readonly #store: GcsStore;
	readonly #sessions = new Map<string, Session>();

	constructor(store: GcsStore) {
		this.#store = store;
	}

	get open(): number {
		return [...this.#sessions.values()].filter((session) => session.done === null).length;
	}

	begin(bucket: string, name: string, query: URLSearchParams, claims: Claims): string {
		this.#store.checkWrite(bucket, name, query);
		const id = randomUUID();
		const incoming = this.#store.incoming();
		this.#sessions.set(id, { bucket, name, query, claims, incoming, done: null, turn: Promise.resolve() });
		return id;
	}

	async cancel(id: string): Promise<void> {
		const session = this.#find(id);
		this.#sessions.delete(id);
		await session.incoming.drop();
	}

	/** Forgets an upload, as the service does after a week. */
	async loseAll(): Promise<void> {
		for (const id of this.#sessions.keys()) await this.cancel(id);
	}

	/** Takes a piece, or tells how far the upload is: the object, or the number of bytes held. */
	take(id: string, request: IncomingMessage, body: AsyncIterable<Buffer>): Promise<Kept | number> {
		const session = this.#find(id);
		const taking = session.turn.then(() => this.#take(id, session, request, body));
		session.turn = taking.catch(() => {});
		return taking;
	}

	async #take(id: string, session: Session, request: IncomingMessage, body: AsyncIterable<Buffer>): Promise<Kept | number> {
		const range = /^bytes (?:\*|(\d+)-(\d+))\/(\*|\d+)$/.exec(request.headers["content-range"] ?? "bytes 0-0/*");
		if (!range) throw new Refusal(400, "Failed to parse Content-Range header.");
		const total = range[3] === "*" ? null : Number(range[3]);
		if (range[1] === undefined) {
			for await (const _ of body);
			if (session.done) return session.done;
			if (total !== null && total === session.incoming.bytes) return this.#finish(id, session, request);
			return session.incoming.bytes;
		}
		if (session.done) throw new Refusal(400, "The upload has been finished.");
		const [from, to] = [Number(range[1]), Number(range[2])];
		const last = total !== null && to === total - 1;
		const { incoming } = session;
		if (from > incoming.bytes)
			throw new Refusal(400, `The upload holds ${incoming.bytes} bytes: what begins at ${from} leaves a gap.`);
		if (!last && (to - from + 1) % QUANTUM !== 0)
			throw new Refusal(400, "A piece that is not the last must be a multiple of 256 KiB.");

		// What is there already is passed over.
		let skip = incoming.bytes - from;
		let held: Buffer[] = [];
		let waiting = 0;
		let came = 0;
		for await (const chunk of body) {
			came += chunk.length;
			const fresh = chunk.subarray(Math.min(skip, chunk.length));
			skip -= chunk.length - fresh.length;
			held.push(fresh);
			waiting += fresh.length;
			if (waiting < QUANTUM) continue;
			const whole = Buffer.concat(held);
			const keep = whole.length - (whole.length % QUANTUM);
			await incoming.add(whole.subarray(0, keep));
			held = [whole.subarray(keep)];
			waiting = whole.length - keep;
		}
		if (came !== to - from + 1) throw new Refusal(400, "Content-Range is not the length of the body.");
		if (!last) return incoming.bytes;
		await incoming.add(Buffer.concat(held));
		return this.#finish(id, session, request);
	}

	async #finish(id: string, session: Session, request: IncomingMessage): Promise<Kept> {
		const hashes = String(request.headers["x-goog-hash"] ?? "");
		const crc32c = /crc32c=([^,\s]+)/.exec(hashes)?.[1] ?? session.claims.crc32c;
		const md5Hash = /md5=([^,\s]+)/.exec(hashes)?.[1] ?? session.claims.md5Hash;
		try {
			session.done = await this.#store.finish(
				session.bucket,
				session.name,
				session.incoming,
				{ ...session.claims, crc32c, md5Hash },
				session.query,
			);
			return session.done;
		} catch (error) {
			this.#sessions.delete(id);
			throw error;
		}
	}

	#find(id: string): Session {
		const session = this.#sessions.get(id);
		if (!session) throw new Refusal(404, "No such upload.");
		return session;
	}
}
