import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { rounds } from "@storydream/sandbox/testing";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createDiskObjects } from "./disk/index.ts";
import { openGcsObjects } from "./gcs/index.ts";
import type { ObjectInfo, Objects } from "./objects.ts";
import type { GcsFault, GcsVerb } from "./testing/gcs-faults.ts";
import { type GcsServer, startGcsServer } from "./testing/gcs-server.ts";

/** Few names, so that operations meet. No name is a folder of another: that a disk can't have. */
const PATHS = ["a", "b/a", "b/b", "b/c/d", "b-", "templates/t.zst"] as const;
const PREFIXES = ["", "b", "b/", "b/c/", "t", "none"] as const;

type Step =
	| { do: "put" | "stream" | "file"; path: string; letter: string; bytes: number; mode: "write-once" | "replace" }
	| { do: "broken"; path: string; bytes: number }
	| { do: "copy"; path: string; to: string }
	| { do: "head" | "read" | "remove"; path: string }
	| { do: "open"; path: string; start: number; end: number | undefined }
	| { do: "list" | "removeAll"; prefix: string };

const path = fc.constantFrom(...PATHS);
// Lengths meet as well: what is written once may be written again only with the same length.
const bytes = fc.constantFrom(0, 1, 5, 5, 1000, 70_000);
const write = fc.record({
	path,
	letter: fc.constantFrom("x", "y"),
	bytes,
	mode: fc.constantFrom("write-once" as const, "replace" as const),
});
const step: fc.Arbitrary<Step> = fc.oneof(
	write.map((given) => ({ do: "put" as const, ...given })),
	write.map((given) => ({ do: "stream" as const, ...given })),
	write.map((given) => ({ do: "file" as const, ...given })),
	fc.record({ do: fc.constant("broken" as const), path, bytes }),
	fc.record({ do: fc.constant("copy" as const), path, to: path }),
	fc.record({ do: fc.constantFrom("head" as const, "read" as const, "remove" as const), path }),
	fc.record({ do: fc.constant("open" as const), path, start: fc.nat(1200), end: fc.option(fc.nat(1200), { nil: undefined }) }),
	fc.record({ do: fc.constantFrom("list" as const), prefix: fc.constantFrom(...PREFIXES) }),
	fc.record({ do: fc.constant("removeAll" as const), prefix: fc.constantFrom("b/", "b/c/", "templates/", "none/") }),
);

/** What goes wrong on the way to the bucket; the disk has no such way. */
const FAULTS: GcsFault[] = [
	{ kind: "answer", status: 503 },
	{ kind: "answer", status: 429 },
	{ kind: "reset" },
	{ kind: "lose" },
	{ kind: "cut", after: 3 },
	{ kind: "garble" },
];
/** A body that was handed on in part can't be taken back: there it is only cut. */
const STREAMED: GcsVerb[] = ["media"];

const RUNS = rounds(25, 8);
/** One for each round: also those that are run to find the shortest failing sequence. */
const buckets = Array.from({ length: 2000 }, (_, n) => `round-${n}`);

let server: GcsServer;
let folder: string;
beforeEach(async () => {
	server = await startGcsServer({ buckets });
	folder = await mkdtemp(join(tmpdir(), "storydream-same-"));
});
afterEach(async () => {
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});

it.each([0, 0.2])("random sequences give the same on disk and in a bucket, with %f of all requests failing", async (share) => {
	let round = 0;
	const sequence = fc.array(step, { minLength: 15, maxLength: 30 });
	await fc.assert(
		fc.asyncProperty(sequence, fc.nat(), async (steps, seed) => {
			const name = buckets[round++] ?? "";
			const disk = await createDiskObjects({ directory: join(folder, name) });
			const bucket = await openGcsObjects({
				bucket: name,
				apiEndpoint: server.url,
				timing: { firstWaitMs: 1, longestWaitMs: 1 },
			});
			const chance = chances(seed);
			server.faults.choose = ({ verb }) => {
				if (chance() >= share) return null;
				const kinds = STREAMED.includes(verb) ? FAULTS.filter(({ kind }) => kind !== "garble") : FAULTS;
				return kinds[Math.floor(chance() * kinds.length)] ?? null;
			};
			for (const one of steps) {
				const [onDisk, inBucket] = await Promise.all([observe(disk, one, "disk"), observe(bucket, one, "bucket")]);
				expect({ step: one, ...inBucket }).toEqual({ step: one, ...onDisk });
			}
			server.faults.clear();
			expect(await everything(bucket)).toEqual(await everything(disk));
		}),
		{ numRuns: RUNS },
	);
	if (share > 0) expect(server.faults.hits).toBeGreaterThan(RUNS);
});

/** Numbers from 0 to 1 that look like chance and are always the same for a seed. */
function chances(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** What a caller sees of a step: its answer without the date, or the code of its error. */
async function observe(objects: Objects, given: Step, name: string): Promise<{ answer: unknown } | { code: unknown }> {
	try {
		return { answer: await perform(objects, given, name) };
	} catch (error) {
		if (error instanceof Error && "code" in error) return { code: error.code };
		return { code: String(error) };
	}
}

async function perform(objects: Objects, given: Step, name: string): Promise<unknown> {
	switch (given.do) {
		case "put":
			return shortOf(await objects.put(given.path, content(given), { mode: given.mode }));
		case "stream":
			return shortOf(await objects.put(given.path, pieces(content(given)), { mode: given.mode }));
		case "file": {
			const file = join(folder, `${name}-upload`);
			await writeFile(file, content(given));
			return shortOf(await objects.putFile(given.path, file, { mode: given.mode }));
		}
		case "broken":
			return shortOf(await objects.put(given.path, pieces(Buffer.alloc(given.bytes), new Error("the sender went away"))));
		case "copy":
			return shortOf(await objects.copy(given.path, given.to));
		case "head":
			return shortOf(await objects.head(given.path));
		case "read":
			return summary(await objects.read(given.path));
		case "remove":
			return objects.remove(given.path);
		case "open": {
			const opened = await objects.open(
				given.path,
				given.end === undefined ? { start: given.start } : { start: given.start, end: given.end },
			);
			return opened && { info: shortOf(opened.info), text: summary(Buffer.concat(await opened.body.toArray())) };
		}
		case "list": {
			const found: unknown[] = [];
			for await (const info of objects.list(given.prefix)) found.push(shortOf(info));
			return found;
		}
		case "removeAll":
			return objects.removeAll(given.prefix);
	}
}

const content = ({ letter, bytes: length }: { letter: string; bytes: number }) => Buffer.alloc(length, letter);
/** Each object is one letter again and again. */
const summary = (bytes: Buffer | null) => bytes && `${bytes.length} of ${[...new Set(bytes.toString())].join("")}`;
const shortOf = (info: ObjectInfo | null) => info && { path: info.path, bytes: info.bytes };

function pieces(whole: Buffer, error?: Error): Readable {
	return Readable.from(
		(function* () {
			for (let at = 0; at < whole.length; at += 1000) yield whole.subarray(at, at + 1000);
			if (error) throw error;
		})(),
	);
}

async function everything(objects: Objects): Promise<unknown[]> {
	const found: unknown[] = [];
	for await (const { path: name } of objects.list("")) found.push([name, summary(await objects.read(name))]);
	return found;
}
