import { createHash, randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Crc32c } from "../gcs/crc32c.ts";

const Kept = z.object({
	bucket: z.string(),
	name: z.string(),
	generation: z.string(),
	metageneration: z.string(),
	size: z.string(),
	crc32c: z.string(),
	md5Hash: z.string().optional(),
	contentType: z.string(),
	timeCreated: z.string(),
	updated: z.string(),
	metadata: z.record(z.string(), z.string()).optional(),
	/** Name of the file with the bytes, below the store's folder. */
	file: z.string(),
});
export type Kept = z.infer<typeof Kept>;

/** A request that is refused, as the API says it. */
export class Refusal extends Error {
	readonly status: number;
	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** What a writer claims about its bytes. */
export interface Claims {
	contentType: string;
	crc32c?: string | undefined;
	md5Hash?: string | undefined;
	metadata?: Record<string, string> | undefined;
}

/** Bytes that have come, in a file of their own, not yet an object. */
export class Incoming {
	readonly file: string;
	readonly #folder: string;
	readonly #crc = new Crc32c();
	readonly #md5 = createHash("md5");
	#handle: Awaited<ReturnType<typeof open>> | null = null;
	bytes = 0;

	constructor(folder: string) {
		this.#folder = folder;
		this.file = `${randomUUID()}.bytes`;
	}

	async add(bytes: Buffer): Promise<void> {
		this.#handle ??= await open(join(this.#folder, this.file), "wx");
		this.#crc.update(bytes);
		// Of large objects the real service may have none either.
		if (this.bytes <= LARGEST_WITH_MD5) this.#md5.update(bytes);
		for (let done = 0; done < bytes.length; ) done += (await this.#handle.write(bytes, done)).bytesWritten;
		this.bytes += bytes.length;
	}

	async end(): Promise<{ crc32c: string; md5Hash: string | undefined }> {
		await this.add(Buffer.alloc(0));
		await this.#handle?.close();
		this.#handle = null;
		return {
			crc32c: this.#crc.toString(),
			md5Hash: this.bytes <= LARGEST_WITH_MD5 ? this.#md5.digest("base64") : undefined,
		};
	}

	async drop(): Promise<void> {
		await this.#handle?.close();
		this.#handle = null;
		await rm(join(this.#folder, this.file), { force: true });
	}
}

const LARGEST_WITH_MD5 = 64 * 1024 * 1024;
const CONDITIONS = ["ifGenerationMatch", "ifGenerationNotMatch", "ifMetagenerationMatch", "ifMetagenerationNotMatch"] as const;

/** The objects of some buckets, in a folder: for each its bytes and its metadata. */
export class GcsStore {
	readonly folder: string;
	readonly #buckets = new Map<string, Map<string, Kept>>();
	#lastGeneration = 0n;

	private constructor(folder: string, buckets: readonly string[]) {
		this.folder = folder;
		for (const bucket of buckets) this.#buckets.set(bucket, new Map());
	}

	static async open(folder: string, buckets: readonly string[]): Promise<GcsStore> {
		const store = new GcsStore(folder, buckets);
		await mkdir(folder, { recursive: true });
		const names = await readdir(folder);
		for (const name of names.filter((one) => one.endsWith(".json"))) {
			const kept = Kept.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
			const before = store.#objects(kept.bucket).get(kept.name);
			if (!before || BigInt(before.generation) < BigInt(kept.generation)) store.#objects(kept.bucket).set(kept.name, kept);
		}
		return store;
	}

	#objects(bucket: string): Map<string, Kept> {
		const objects = this.#buckets.get(bucket);
		if (!objects) throw new Refusal(404, "The specified bucket does not exist.");
		return objects;
	}

	checkBucket(bucket: string): void {
		this.#objects(bucket);
	}

	incoming(): Incoming {
		return new Incoming(this.folder);
	}

	/** Throws 404 or 412 as the query's `generation` and conditions say. */
	find(bucket: string, name: string, query: URLSearchParams): Kept {
		const kept = this.#objects(bucket).get(name);
		const generation = query.get("generation");
		if (!kept || (generation !== null && generation !== kept.generation))
			throw new Refusal(404, `No such object: ${bucket}/${name}`);
		this.#checkConditions(kept, query);
		return kept;
	}

	/** Throws 412 when a write may not happen now. */
	checkWrite(bucket: string, name: string, query: URLSearchParams): void {
		this.#checkConditions(this.#objects(bucket).get(name), query);
	}

	#checkConditions(kept: Kept | undefined, query: URLSearchParams): void {
		for (const condition of CONDITIONS) {
			const wanted = query.get(condition);
			if (wanted === null) continue;
			const actual = condition.includes("Meta") ? (kept?.metageneration ?? "0") : (kept?.generation ?? "0");
			if ((actual === wanted) === condition.includes("Not"))
				throw new Refusal(412, "At least one of the pre-conditions you specified did not hold.");
		}
	}

	/** Makes what has come an object; everything is checked first, and nothing is left when it is refused. */
	async finish(bucket: string, name: string, incoming: Incoming, claims: Claims, query: URLSearchParams): Promise<Kept> {
		const sums = await incoming.end();
		try {
			for (const sum of ["crc32c", "md5Hash"] as const) {
				if (claims[sum] !== undefined && sums[sum] !== undefined && claims[sum] !== sums[sum])
					throw new Refusal(400, `Provided ${sum} "${claims[sum]}" doesn't match calculated ${sum} "${sums[sum]}".`);
			}
			return await this.#install(bucket, name, { ...sums, size: incoming.bytes, file: incoming.file, ...claims, ...sums }, query);
		} catch (error) {
			await incoming.drop();
			throw error;
		}
	}

	async copy(from: Kept, bucket: string, name: string, query: URLSearchParams): Promise<Kept> {
		const file = `${randomUUID()}.bytes`;
		await link(join(this.folder, from.file), join(this.folder, file));
		try {
			return await this.#install(bucket, name, { ...from, size: Number(from.size), file }, query);
		} catch (error) {
			await rm(join(this.folder, file), { force: true });
			throw error;
		}
	}

	async #install(
		bucket: string,
		name: string,
		made: Claims & { crc32c: string; size: number; file: string },
		query: URLSearchParams,
	): Promise<Kept> {
		const objects = this.#objects(bucket);
		// From here to `set` nothing waits: so conditions hold.
		this.checkWrite(bucket, name, query);
		const now = new Date().toISOString();
		const before = objects.get(name);
		const kept: Kept = {
			bucket,
			name,
			generation: this.#nextGeneration(),
			metageneration: "1",
			size: String(made.size),
			crc32c: made.crc32c,
			md5Hash: made.md5Hash,
			contentType: made.contentType,
			timeCreated: now,
			updated: now,
			metadata: made.metadata,
			file: made.file,
		};
		objects.set(name, kept);
		await this.#note(kept);
		if (before) await this.#forget(before);
		return kept;
	}

	async remove(bucket: string, name: string, query: URLSearchParams): Promise<void> {
		const kept = this.find(bucket, name, query);
		this.#objects(bucket).delete(name);
		await this.#forget(kept);
	}

	async patch(
		bucket: string,
		name: string,
		query: URLSearchParams,
		change: Pick<Claims, "metadata"> & { contentType?: string },
	): Promise<Kept> {
		const kept = this.find(bucket, name, query);
		const changed = {
			...kept,
			...change,
			metageneration: String(Number(kept.metageneration) + 1),
			updated: new Date().toISOString(),
		};
		this.#objects(bucket).set(name, changed);
		await this.#note(changed);
		return changed;
	}

	/** By name, in the order of its bytes. */
	list(bucket: string): Kept[] {
		return [...this.#objects(bucket).values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
	}

	#nextGeneration(): string {
		const now = BigInt(Date.now()) * 1000n;
		this.#lastGeneration = now > this.#lastGeneration ? now : this.#lastGeneration + 1n;
		return String(this.#lastGeneration);
	}

	async #note(kept: Kept): Promise<void> {
		await writeFile(join(this.folder, `${kept.generation}.json`), JSON.stringify(kept));
	}

	async #forget(kept: Kept): Promise<void> {
		await rm(join(this.folder, `${kept.generation}.json`), { force: true });
		await rm(join(this.folder, kept.file), { force: true });
	}
}
