import { StoryDreamError } from "@storydream/protocol";
import type { WriteMode } from "../objects.ts";
import type { GcsBucket, StoredObject } from "./bucket.ts";
import { Crc32c, crc32c } from "./crc32c.ts";
import { GcsAnswer, Passing, statusOf } from "./errors.ts";
import type { Attempt, GcsLogger, RequestRunner } from "./requests.ts";

/** The most that is sent in one request; a multiple of 256 KiB, as the service asks. */
export const PIECE = 8 * 1024 * 1024;
/** How often a name is tried again because somebody else writes or removes it at the same time. */
const ROUNDS = 10;
const NOTHING = Buffer.alloc(0);

export interface Upload {
	path: string;
	mode: WriteMode;
	contentType: string;
}

/** Some bytes of an object, in order. They are good until the next piece is requested. */
export interface Piece {
	bytes: Buffer;
	last: boolean;
}

/** The upload can't go on where it is; with the same bytes it could begin anew. */
export class LostUpload extends Error {
	override readonly name = "LostUpload";
}

/** Cuts a body into pieces of one size, the last one shorter; it is never empty unless the body is. */
export async function* inPieces(body: AsyncIterable<unknown>): AsyncGenerator<Piece> {
	const buffer = Buffer.allocUnsafeSlow(PIECE);
	let filled = 0;
	for await (const chunk of body) {
		let rest = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk instanceof Uint8Array ? chunk : String(chunk));
		while (rest.length > 0) {
			if (filled === PIECE) {
				yield { bytes: buffer, last: false };
				filled = 0;
			}
			const taken = rest.copy(buffer, filled);
			filled += taken;
			rest = rest.subarray(taken);
		}
	}
	yield { bytes: buffer.subarray(0, filled), last: true };
}

/**
 * Writes objects so that they are whole or not there, once, and with the bytes that were meant. Every write names the
 * generation it expects; so one that is done twice, because its answer was lost, is refused the second time, and what
 * stands there is looked at.
 */
export class GcsUploads {
	readonly #bucket: GcsBucket;
	readonly #requests: RequestRunner;
	readonly #logger: GcsLogger;

	constructor(bucket: GcsBucket, requests: RequestRunner, logger: GcsLogger) {
		this.#bucket = bucket;
		this.#requests = requests;
		this.#logger = logger;
	}

	/** In one request where nothing is there yet, which is the usual case. */
	async small(upload: Upload, bytes: Buffer): Promise<StoredObject> {
		const sum = crc32c(bytes);
		let generation = "0";
		for (let round = 0; round < ROUNDS; round++) {
			const options = { contentType: upload.contentType, generation };
			try {
				const stored = await this.#requests.run(`storing ${upload.path}`, (attempt) =>
					againWhenGarbled(attempt, () => this.#bucket.put(upload.path, bytes, sum, options, attempt)),
				);
				return await this.#verified(stored, bytes.length, sum);
			} catch (error) {
				if (statusOf(error) !== 412) throw error;
			}
			const there = await this.#stat(upload.path);
			if (there && isSettled(upload, there, bytes.length, sum)) return there;
			generation = there?.generation ?? "0";
		}
		throw rewritten(upload);
	}

	/** In pieces, of which `first` has been read already. Throws LostUpload when only a new beginning can help. */
	async large(upload: Upload, first: Piece, more: AsyncGenerator<Piece>): Promise<StoredObject> {
		let generation = "0";
		for (let round = 0; round < ROUNDS; round++) {
			const options = { contentType: upload.contentType, generation };
			let session: string;
			try {
				session = await this.#requests.run(`storing ${upload.path}`, () => this.#bucket.begin(upload.path, options));
			} catch (error) {
				if (statusOf(error) !== 412) throw error;
				const there = await this.#stat(upload.path);
				if (there && upload.mode === "write-once") {
					const { bytes, sum } = await measure(first, more);
					isSettled(upload, there, bytes, sum);
					return there;
				}
				generation = there?.generation ?? "0";
				continue;
			}
			try {
				return await this.#sendAll(upload, session, first, more);
			} catch (error) {
				this.#cancel(session);
				throw error;
			}
		}
		throw rewritten(upload);
	}

	async #sendAll(upload: Upload, session: string, first: Piece, more: AsyncGenerator<Piece>): Promise<StoredObject> {
		const sum = new Crc32c();
		let from = 0;
		for (let piece = first; ; ) {
			sum.update(piece.bytes);
			const end = from + piece.bytes.length;
			try {
				const stored = await this.#sendPiece(upload.path, session, from, piece, sum.toString());
				if (stored) return await this.#verified(stored, end, sum.toString());
			} catch (error) {
				if (statusOf(error) !== 412) throw error;
				// Somebody else was there first, between our beginning and our end.
				const there = await this.#stat(upload.path);
				if (there && isSettled(upload, there, end, sum.toString())) return there;
				throw rewritten(upload);
			}
			from = end;
			const next = await more.next();
			if (next.done) throw new LostUpload(`${upload.path}: its last piece did not end it`);
			piece = next.value;
		}
	}

	/** Sends a piece until the bucket holds all of it; answers the object with the last one. */
	async #sendPiece(
		path: string,
		session: string,
		start: number,
		{ bytes, last }: Piece,
		sum: string,
	): Promise<StoredObject | null> {
		const end = start + bytes.length;
		const total = last ? end : null;
		let held = start;
		const took = (count: number) => {
			if (count < start || count > end)
				throw new LostUpload(`${path}: the bucket holds ${count} bytes, between ${start} and ${end} were sent`);
			held = count;
		};
		try {
			return await this.#requests.run(`storing ${path} from byte ${start}`, async (attempt) => {
				if (attempt.number > 1) {
					// How much came before the answer was lost? Also the end itself may have.
					const state = await this.#bucket.send(session, { from: 0, bytes: NOTHING, total }, attempt);
					if ("stored" in state) return state.stored;
					took(state.held);
					if (held === end && !last) return null;
				}
				for (;;) {
					const rest = { from: held, bytes: bytes.subarray(held - start), total, ...(last ? { crc32c: sum } : {}) };
					const answer = await this.#bucket.send(session, rest, attempt);
					if ("stored" in answer) return answer.stored;
					if (answer.held === held) throw new Passing(`${path}: nothing was taken from byte ${held} on`);
					took(answer.held);
					if (held === end && !last) return null;
				}
			});
		} catch (error) {
			// 404 and 410: the upload is not known (any more); 400: what came is not what was sent.
			if (error instanceof GcsAnswer && [400, 404, 410].includes(error.status))
				throw new LostUpload(`${path}: ${error.message}`, { cause: error });
			throw error;
		}
	}

	/** Takes away what turned out to be other bytes than were sent. */
	async #verified(stored: StoredObject, bytes: number, sum: string): Promise<StoredObject> {
		if (stored.size === bytes && (stored.crc32c === undefined || stored.crc32c === sum)) return stored;
		await this.#requests.run(`removing the damaged ${stored.name}`, () => this.#bucket.remove(stored.name, stored.generation));
		throw new LostUpload(`${stored.name} came to the bucket with another checksum than it was sent with`);
	}

	#stat(path: string): Promise<StoredObject | null> {
		return this.#requests.run(`looking for ${path}`, () => this.#bucket.stat(path));
	}

	/** Nobody waits for it: an upload that is not ended is never seen, and forgotten by the bucket after a week. */
	#cancel(session: string): void {
		const attempt = { number: 1, signal: AbortSignal.timeout(this.#requests.silenceMs), alive: () => {} };
		this.#bucket.cancel(session, attempt).catch((error: unknown) => {
			this.#logger.info({ error: String(error) }, "an upload that was given up could not be cancelled");
		});
	}
}

/** Whether what stands there is what was to be written. Throws `conflict` when it must never be changed, and is something else. */
function isSettled({ path, mode }: Upload, there: StoredObject, bytes: number, sum: string): boolean {
	if (mode === "replace") return there.size === bytes && there.crc32c === sum;
	if (there.size === bytes) return true;
	throw new StoryDreamError("conflict", `${path} is stored already, with another content.`);
}

async function measure(first: Piece, more: AsyncGenerator<Piece>): Promise<{ bytes: number; sum: string }> {
	const sum = new Crc32c().update(first.bytes);
	let bytes = first.bytes.length;
	for await (const piece of more) {
		sum.update(piece.bytes);
		bytes += piece.bytes.length;
	}
	return { bytes, sum: sum.toString() };
}

/** Bytes that were changed on their way are refused with 400: sent again, but not for ever. */
async function againWhenGarbled<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const garbled = error instanceof GcsAnswer && error.status === 400 && /crc32c|md5|checksum|hash/i.test(error.message);
		if (garbled && attempt.number < 10) throw new Passing(error.message, { cause: error });
		throw error;
	}
}

function rewritten({ path }: Upload): StoryDreamError {
	return new StoryDreamError("conflict", `${path} was written by somebody else at the same time.`);
}
