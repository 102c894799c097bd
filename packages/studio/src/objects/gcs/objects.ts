import { constants } from "node:fs";
import { open, unlink } from "node:fs/promises";
import { Readable } from "node:stream";
import type { StorageOptions } from "@google-cloud/storage";
import { StoryDreamError } from "@storydream/protocol";
import type { ObjectInfo, Objects } from "../objects.ts";
import { checkListPrefix, isObjectPath, parseFolderPrefix, parseObjectPath } from "../paths.ts";
import { checkRange } from "../range.ts";
import { GcsBucket, type StoredObject } from "./bucket.ts";
import { downloadBody } from "./download.ts";
import { gcsError, isMissing, statusOf } from "./errors.ts";
import { GCS_TIMING, type GcsLogger, type GcsTiming, RequestRunner } from "./requests.ts";
import { GcsUploads, inPieces, LostUpload, PIECE, type Upload } from "./upload.ts";

export interface GcsObjectsOptions {
	/** Name of the bucket; it must be there. */
	bucket: string;
	/** Default: the one the credentials belong to. */
	projectId?: string;
	/** Another address than Google's, such as a test's server. Over plain http nobody signs in. */
	apiEndpoint?: string;
	/** Default: application default credentials. */
	credentials?: StorageOptions["credentials"];
	/**
	 * Whether `link` may give out signed addresses (V4), so that browsers read from the bucket itself. It is tried once, at
	 * the start; where the account can't sign, the bytes go through the studio. Default: they always do.
	 */
	signedLinks?: boolean;
	/** Default: nothing is logged. */
	logger?: GcsLogger;
	timing?: Partial<GcsTiming>;
	/** Requests at the same time; default 32. */
	parallel?: number;
}

const PARALLEL = 32;
/** Removals at the same time. */
const REMOVALS = 16;
const OCTETS = "application/octet-stream";
/** No object's path can hold a `~`. */
const CHECK = "~check";
/** How long a write and a read that worked are proof enough. */
const PROOF_MS = 5 * 60_000;
/** How often a file is sent from its beginning. */
const BEGINNINGS = 3;
const silent: GcsLogger = { info: () => {}, warn: () => {} };

/** The bucket with what every operation on it uses. */
interface Context {
	bucketName: string;
	bucket: GcsBucket;
	requests: RequestRunner;
	uploads: GcsUploads;
	logger: GcsLogger;
	/** Runs an operation; its failure is reported as one of `what`. */
	withTypedErrors<T>(what: string, work: () => Promise<T>): Promise<T>;
	stat(path: string): Promise<StoredObject | null>;
	removeOne(stored: StoredObject): Promise<void>;
	pages(prefix: string): AsyncGenerator<StoredObject[]>;
}

/**
 * Objects in a bucket of Cloud Storage. Resolves when the bucket has answered. Durable and whole as the interface says;
 * a lost answer is settled by looking, never by guessing. An upload that is streamed holds 8 MiB, a download some 100 kB.
 *
 * `createdAt` of an opened object is reported to the second, else to the millisecond.
 */
export async function openGcsObjects(options: GcsObjectsOptions): Promise<Objects> {
	const logger = options.logger ?? silent;
	const requests = new RequestRunner({ ...GCS_TIMING, ...options.timing }, logger, options.parallel ?? PARALLEL);
	const bucket = new GcsBucket(options, requests);
	const uploads = new GcsUploads(bucket, requests, logger);
	const context = createContext(options.bucket, { bucket, requests, uploads, logger });
	await context.withTypedErrors(`Opening the bucket ${options.bucket}`, () =>
		requests.run("opening the bucket", () => bucket.page("", undefined, 1)),
	);
	const signs = options.signedLinks === true && (await signingWorks(context));
	return {
		...writes(context),
		...reads(context),
		...removals(context),
		...links(context, signs),
		check: proofOfWrites(context),
	};
}

function createContext(bucketName: string, parts: Pick<Context, "bucket" | "requests" | "uploads" | "logger">): Context {
	const { bucket, requests } = parts;

	async function withTypedErrors<T>(what: string, work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			throw gcsError(error instanceof LostUpload ? lost(error) : error, what, bucketName);
		}
	}

	async function removeOne({ name, generation }: StoredObject): Promise<void> {
		await requests.run(`removing ${name}`, () => bucket.remove(name, generation));
	}

	async function* pages(prefix: string): AsyncGenerator<StoredObject[]> {
		for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
			const at = token;
			const page = await withTypedErrors(`Listing ${prefix}`, () =>
				requests.run(`listing ${prefix}`, () => bucket.page(prefix, at)),
			);
			yield page.objects;
			token = page.next;
		}
	}

	return {
		...parts,
		bucketName,
		withTypedErrors,
		removeOne,
		pages,
		stat: (path) => requests.run(`looking for ${path}`, () => bucket.stat(path)),
	};
}

function writes({
	bucket,
	requests,
	uploads,
	logger,
	withTypedErrors,
	stat,
}: Context): Pick<Objects, "put" | "putFile" | "copy"> {
	async function putStream(upload: Upload, body: AsyncIterable<unknown>): Promise<StoredObject> {
		const pieces = inPieces(body);
		try {
			const first = await pieces.next();
			if (first.done) throw new LostUpload(`${upload.path}: there is no piece`);
			if (first.value.last) return await uploads.small(upload, first.value.bytes);
			return await uploads.large(upload, first.value, pieces);
		} finally {
			await pieces.return(undefined);
		}
	}

	/** A file can be sent from its beginning again. */
	async function putLocal(upload: Upload, file: string): Promise<StoredObject> {
		for (let beginning = 1; ; beginning++) {
			const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
			try {
				return await putStream(upload, handle.createReadStream({ highWaterMark: 1 << 20 }));
			} catch (error) {
				if (!(error instanceof LostUpload) || beginning >= BEGINNINGS) throw error;
				logger.warn({ path: upload.path, error: error.message }, "an upload begins anew");
			} finally {
				await handle.close();
			}
		}
	}

	return {
		async put(path, body, { mode = "write-once", contentType = OCTETS } = {}) {
			parseObjectPath(path);
			const upload = { path, mode, contentType };
			if (Buffer.isBuffer(body)) {
				const put = () => (body.length <= PIECE ? uploads.small(upload, body) : putStream(upload, Readable.from([body])));
				return withTypedErrors(`Storing ${path}`, async () => toInfo(await put()));
			}
			let bodyError: unknown;
			body.once("error", (error) => (bodyError = error));
			try {
				return await withTypedErrors(`Storing ${path}`, async () => {
					try {
						return toInfo(await putStream(upload, body));
					} catch (error) {
						if (bodyError !== undefined && error === bodyError) throw new TheirError(error);
						throw error;
					}
				});
			} catch (error) {
				body.destroy();
				// What the sender failed with is passed on as it is.
				throw error instanceof StoryDreamError && error.cause instanceof TheirError ? error.cause.error : error;
			}
		},

		async putFile(path, file, { mode = "write-once", contentType = OCTETS } = {}) {
			parseObjectPath(path);
			return withTypedErrors(`Storing ${path}`, async () => {
				const stored = await putLocal({ path, mode, contentType }, file);
				await unlink(file);
				return toInfo(stored);
			});
		},

		async copy(from, to) {
			parseObjectPath(from);
			parseObjectPath(to);
			return withTypedErrors(`Storing ${to}`, async () => {
				try {
					return toInfo(await requests.run(`storing ${to}`, () => bucket.copy(from, to)));
				} catch (error) {
					if (isMissing(error)) return null;
					if (statusOf(error) !== 412) throw error;
				}
				const [source, there] = await Promise.all([stat(from), stat(to)]);
				if (!source) return null;
				if (there?.size === source.size) return toInfo(there);
				throw new StoryDreamError("conflict", `${to} is stored already, with another content.`);
			});
		},
	};
}

function reads({ bucket, requests, withTypedErrors, stat }: Context): Pick<Objects, "head" | "read" | "open"> {
	/** Opens an object, or tells why there is no byte to read. */
	async function begin(path: string, start: number, end: number | undefined) {
		try {
			return await requests.run(`reading ${path}`, (attempt) => bucket.read(path, { start, end }, attempt));
		} catch (error) {
			if (isMissing(error)) return null;
			if (statusOf(error) === 416) return "past the end";
			throw error;
		}
	}

	return {
		async head(path) {
			parseObjectPath(path);
			return withTypedErrors(`Looking for ${path}`, async () => {
				const there = await stat(path);
				return there && toInfo(there);
			});
		},

		async read(path) {
			parseObjectPath(path);
			return withTypedErrors(`Reading ${path}`, async () => {
				try {
					return await requests.run(`reading ${path}`, (attempt) => bucket.readWhole(path, attempt));
				} catch (error) {
					if (isMissing(error)) return null;
					throw error;
				}
			});
		},

		async open(path, range) {
			parseObjectPath(path);
			checkRange(range);
			const start = range?.start ?? 0;
			return withTypedErrors(`Reading ${path}`, async () => {
				const none = range?.end !== undefined && range.end < start;
				const begun = none ? "past the end" : await begin(path, start, range?.end);
				if (begun === null) return null;
				if (begun === "past the end") {
					const there = await stat(path);
					return there && { info: toInfo(there), body: Readable.from([], { objectMode: false }) };
				}
				const { total: bytes, createdAt } = begun.head;
				const last = Math.min(range?.end ?? bytes - 1, bytes - 1);
				return { info: { path, bytes, createdAt }, body: downloadBody(bucket, requests, path, begun, last) };
			});
		},
	};
}

function removals({ withTypedErrors, stat, removeOne, pages }: Context): Pick<Objects, "list" | "remove" | "removeAll"> {
	return {
		async *list(prefix) {
			checkListPrefix(prefix);
			for await (const page of pages(prefix)) {
				for (const stored of page) if (isObjectPath(stored.name)) yield toInfo(stored);
			}
		},

		async remove(path) {
			parseObjectPath(path);
			await withTypedErrors(`Removing ${path}`, async () => {
				// Named by its generation: a removal that is sent again can't take what somebody wrote there since.
				const there = await stat(path);
				if (there) await removeOne(there);
			});
		},

		async removeAll(prefix) {
			parseFolderPrefix(prefix);
			for await (const page of pages(prefix)) {
				await withTypedErrors(`Removing ${prefix}`, () => eachAtATime(page, REMOVALS, removeOne));
			}
		},
	};
}

function links({ bucket, requests, logger }: Context, signs: boolean): Pick<Objects, "link"> {
	return {
		async link(path, link) {
			parseObjectPath(path);
			if (!signs) return null;
			try {
				return await requests.run(`signing the address of ${path}`, () => bucket.sign(path, link));
			} catch (error) {
				// The studio itself can still give the bytes.
				logger.warn({ path, error: String(error) }, "an address could not be signed");
				return null;
			}
		},
	};
}

/** Shows, now and then, that what is written can be read. */
function proofOfWrites({
	bucketName,
	bucket,
	requests,
	uploads,
	withTypedErrors,
	stat,
	removeOne,
}: Context): () => Promise<void> {
	/** When it has to be shown again. */
	let provedUntil = 0;
	return async () => {
		if (performance.now() < provedUntil) {
			// Asked every few seconds, and each write costs: meanwhile the bucket only has to answer.
			await withTypedErrors(`Asking for the bucket ${bucketName}`, () => stat(`${CHECK}/any`));
			return;
		}
		const path = `${CHECK}/${crypto.randomUUID()}`;
		await withTypedErrors(`Writing and reading in the bucket ${bucketName}`, async () => {
			const stored = await uploads.small({ path, mode: "write-once", contentType: OCTETS }, Buffer.from("check"));
			await requests.run("reading what was written", (attempt) => bucket.readWhole(path, attempt));
			await removeOne(stored);
		});
		provedUntil = performance.now() + PROOF_MS;
	};
}

/** Signs the address of an object, and reads it there as a browser would. */
async function signingWorks({ bucket, requests, uploads, logger, removeOne }: Context): Promise<boolean> {
	const path = `${CHECK}/${crypto.randomUUID()}`;
	try {
		const stored = await uploads.small({ path, mode: "write-once", contentType: OCTETS }, Buffer.from(path));
		try {
			const url = await requests.run("signing an address", () => bucket.sign(path, { seconds: 60 }));
			const text = await requests.run("reading at a signed address", (attempt) => bucket.readSigned(url, attempt));
			if (text !== path) throw new Error("what came was something else");
		} finally {
			await removeOne(stored);
		}
		return true;
	} catch (error) {
		logger.warn({ error: String(error) }, "addresses in the bucket can't be signed: its bytes go through the studio");
		return false;
	}
}

/** The failure of whoever gave us a stream, on its way through. */
class TheirError extends Error {
	readonly error: unknown;
	constructor(error: unknown) {
		super("the sender failed");
		this.error = error;
	}
}

function lost(error: LostUpload): StoryDreamError {
	return new StoryDreamError("storage_failed", `An upload to Cloud Storage was lost on its way: ${error.message}.`, {
		cause: error,
	});
}

function toInfo({ name, size, timeCreated }: StoredObject): ObjectInfo {
	return { path: name, bytes: size, createdAt: new Date(timeCreated).toISOString() };
}

async function eachAtATime<T>(items: readonly T[], parallel: number, work: (item: T) => Promise<void>): Promise<void> {
	const line = items.values();
	const take = async () => {
		for (const item of line) await work(item);
	};
	await Promise.all(Array.from({ length: parallel }, take));
}
