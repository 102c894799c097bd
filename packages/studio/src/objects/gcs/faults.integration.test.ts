import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Objects } from "../objects.ts";
import type { GcsFault, GcsVerb } from "../testing/gcs-faults.ts";
import { type GcsServer, startGcsServer } from "../testing/gcs-server.ts";
import { openGcsObjects } from "./objects.ts";
import type { GcsTiming } from "./requests.ts";

const PIECE = 8 * 1024 * 1024;
const QUICK: Partial<GcsTiming> = { firstWaitMs: 2, longestWaitMs: 10 };
/** For requests that are never answered: they are given up soon. */
const HASTY: Partial<GcsTiming> = { ...QUICK, silenceMs: 400 };
const FAULTS: Record<string, GcsFault> = {
	"answered 503": { kind: "answer", status: 503 },
	"answered 429": { kind: "answer", status: 429 },
	reset: { kind: "reset" },
	"never answered": { kind: "stall" },
	"done without an answer": { kind: "lose" },
};

let server: GcsServer;
let objects: Objects;
let folder: string;
let reported: { fields: Record<string, unknown>; message: string }[];

const openObjects = (timing: Partial<GcsTiming> = QUICK, parallel = 32) => {
	const tell = (fields: Record<string, unknown>, message: string) => void reported.push({ fields, message });
	const logger = { info: tell, warn: tell };
	return openGcsObjects({ bucket: server.bucket, projectId: "test", apiEndpoint: server.url, timing, parallel, logger });
};

beforeEach(async () => {
	reported = [];
	server = await startGcsServer();
	objects = await openObjects();
	folder = await mkdtemp(join(tmpdir(), "storydream-gcs-faults-"));
	server.requests.length = 0;
});
afterEach(async () => {
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});

const verbs = () => server.requests.map(({ verb }) => verb);
const same = async (path: string, bytes: Buffer) => expect((await objects.read(path))?.equals(bytes)).toBe(true);
const paths = async (prefix = "") => {
	const found: string[] = [];
	for await (const { path } of objects.list(prefix)) found.push(path);
	return found;
};
const inChunks = (bytes: Buffer, size = 100_000) =>
	Readable.from(
		(function* () {
			for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
		})(),
	);

describe("a request that fails on its way is sent again", () => {
	const large = randomBytes(2 * PIECE + 12_345);
	/** What is done, which request of it fails, and what must be the case after. */
	const operations: Record<string, { verb: GcsVerb; skip?: number; run: () => Promise<void> }> = {
		"storing a small object": {
			verb: "insert",
			run: async () => {
				expect(await objects.put("new", Buffer.from("bytes"))).toMatchObject({ path: "new", bytes: 5 });
				await same("new", Buffer.from("bytes"));
			},
		},
		"replacing an object": {
			verb: "insert",
			skip: 1,
			run: async () => {
				expect(await objects.put("there", Buffer.from("replaced"), { mode: "replace" })).toMatchObject({ bytes: 8 });
				await same("there", Buffer.from("replaced"));
			},
		},
		"beginning a large upload": { verb: "begin", run: putLarge },
		"the first piece of a large upload": { verb: "piece", run: putLarge },
		"a piece in the middle": { verb: "piece", skip: 1, run: putLarge },
		"the last piece": { verb: "piece", skip: 2, run: putLarge },
		"storing a file": {
			verb: "insert",
			run: async () => {
				await writeFile(join(folder, "film"), "film");
				expect(await objects.putFile("film", join(folder, "film"))).toMatchObject({ bytes: 4 });
				await expect(readFile(join(folder, "film"))).rejects.toMatchObject({ code: "ENOENT" });
				await same("film", Buffer.from("film"));
			},
		},
		"copying an object": {
			verb: "rewrite",
			run: async () => {
				expect(await objects.copy("there", "copy")).toMatchObject({ path: "copy", bytes: 5 });
				await same("copy", Buffer.from("there"));
			},
		},
		"looking for an object": { verb: "stat", run: async () => expect(await objects.head("there")).toMatchObject({ bytes: 5 }) },
		"looking for what is not there": { verb: "stat", run: async () => expect(await objects.head("nothing")).toBeNull() },
		"reading an object": { verb: "media", run: () => same("there", Buffer.from("there")) },
		"listing objects": { verb: "list", run: async () => expect(await paths("the")).toEqual(["there"]) },
		"removing an object": {
			verb: "delete",
			run: async () => {
				await objects.remove("there");
				expect(await paths()).toEqual([]);
			},
		},
		"removing many": {
			verb: "delete",
			run: async () => {
				for (const name of ["f/a", "f/b", "f/c"]) await objects.put(name, Buffer.from(name));
				await objects.removeAll("f/");
				expect(await paths()).toEqual(["there"]);
			},
		},
	};
	async function putLarge() {
		expect(await objects.put("large", inChunks(large))).toMatchObject({ bytes: large.length });
		await same("large", large);
	}

	for (const [fault, how] of Object.entries(FAULTS)) {
		it.each(Object.keys(operations))(`${fault}: %s`, async (name) => {
			const operation = operations[name];
			if (!operation) throw new Error(name);
			await objects.put("there", Buffer.from("there"));
			objects = await openObjects(how.kind === "stall" ? HASTY : QUICK);
			server.faults.add(operation.verb, how, { skip: operation.skip ?? 0 });
			await operation.run();
			expect(server.faults.hits).toBe(1);
			// An upload whose address was lost is never sent to, and forgotten by the bucket after a week.
			expect(server.sessions.open).toBe(operation.verb === "begin" && how.kind === "lose" ? 1 : 0);
		});
	}

	it("twice and more, with growing waits, and as late as the service asks", async () => {
		server.faults.add("insert", { kind: "answer", status: 429, retryAfter: "1" });
		server.faults.add("insert", { kind: "answer", status: 503 }, { times: 4 });
		await objects.put("new", Buffer.from("x"));
		const waits = reported.map(({ fields }) => Number(fields.waitMs));
		expect(waits).toHaveLength(5);
		expect(waits[0]).toBeGreaterThanOrEqual(1000);
		for (const wait of waits.slice(1)) expect(wait).toBeLessThanOrEqual(10);
	});
});

describe("a service that stays away", () => {
	const SOON: Partial<GcsTiming> = { ...QUICK, silenceMs: 150, deadlineMs: 600 };
	it.each(Object.keys(FAULTS).filter((name) => name !== "done without an answer"))(
		"is reported plainly in the end: %s",
		async (name) => {
			await objects.put("there", Buffer.from("there"));
			await writeFile(join(folder, "film"), "film");
			const fault = FAULTS[name] ?? null;
			objects = await openObjects(SOON);
			server.faults.choose = () => fault;
			const failure = {
				code: "storage_failed",
				message: expect.stringContaining("again and again"),
				hint: expect.stringContaining("minute"),
			};
			const verbs = [
				() => objects.put("new", Buffer.from("x")),
				() => objects.put("new", inChunks(Buffer.alloc(PIECE + 1))),
				() => objects.putFile("new", join(folder, "film")),
				() => objects.copy("there", "copy"),
				() => objects.head("there"),
				() => objects.read("there"),
				() => objects.open("there"),
				() => paths(),
				() => objects.remove("there"),
				() => objects.removeAll("the/"),
				() => objects.check(),
			];
			await Promise.all(verbs.map((verb) => expect(verb()).rejects.toMatchObject(failure)));
			expect(await readFile(join(folder, "film"), "utf8")).toBe("film");
			server.faults.clear();
			expect(await paths()).toEqual(["there"]);
		},
	);

	it("is reported when the store is opened", async () => {
		server.faults.choose = () => ({ kind: "answer", status: 503 });
		await expect(openObjects(SOON)).rejects.toMatchObject({ code: "storage_failed" });
	});
});

describe("an answer that was lost", () => {
	it("is settled by looking: what was written once is written once", async () => {
		server.faults.add("insert", { kind: "lose" });
		await objects.put("once", Buffer.from("bytes"));
		expect(verbs()).toEqual(["insert", "insert", "stat"]);
		await expect(objects.put("once", Buffer.from("other bytes"))).rejects.toMatchObject({ code: "conflict" });
	});

	it("of an upload in pieces is requested at the upload itself", async () => {
		const bytes = randomBytes(PIECE + 1);
		server.faults.add("piece", { kind: "lose" }, { skip: 1 });
		await objects.put("large", inChunks(bytes));
		expect(verbs()).toEqual(["begin", "piece", "piece", "status"]);
		await same("large", bytes);
	});

	it("of a replacement never lets an old one come after a new one", async () => {
		objects = await openObjects(HASTY);
		let release = () => {};
		const until = new Promise<void>((resolve) => {
			release = resolve;
		});
		server.faults.add("insert", { kind: "late", until });
		await objects.put("now", Buffer.from("first"), { mode: "replace" });
		await objects.put("now", Buffer.from("second"), { mode: "replace" });
		release();
		// The late one has been dealt with when as many answers as requests were given.
		await expect.poll(() => server.active).toBe(0);
		expect((await objects.read("now"))?.toString()).toBe("second");
	});

	it("of a removal takes nothing that was written since", async () => {
		await objects.put("a", Buffer.from("old"));
		server.faults.add("delete", { kind: "lose" });
		const other = await openObjects();
		// Between the removal that was done and the one that is sent again, somebody writes there.
		server.faults.add("delete", { kind: "answer", status: 503 }, { times: 3 });
		const removing = objects.remove("a");
		await expect.poll(() => other.head("a")).toBeNull();
		await other.put("a", Buffer.from("new"));
		await removing;
		expect((await objects.read("a"))?.toString()).toBe("new");
	});
});

describe("bytes on their way up", () => {
	const large = randomBytes(2 * PIECE + 300_000);

	it.each([0, 1, 256 * 1024, 3_000_000])("that break off after %i of a piece go on from what is held", async (after) => {
		server.faults.add("piece", { kind: "cut", after }, { skip: 1 });
		await objects.put("large", inChunks(large));
		expect(verbs()).toEqual(["begin", "piece", "piece", "status", "piece", "piece"]);
		await same("large", large);
	});

	it.each([0, 250_000, 299_999])("that break off after %i of the last piece go on", async (after) => {
		server.faults.add("piece", { kind: "cut", after }, { skip: 2 });
		await objects.put("large", inChunks(large));
		await same("large", large);
	});

	it("that come to a halt are sent again", async () => {
		objects = await openObjects(HASTY);
		server.faults.add("piece", { kind: "hang", after: 1_000_000 }, { skip: 1 });
		await objects.put("large", inChunks(large));
		await same("large", large);
	});

	it("that are changed are refused by the bucket, and sent again when they are at hand", async () => {
		server.faults.add("insert", { kind: "garble" });
		await objects.put("small", Buffer.alloc(2000, "small"));
		await same("small", Buffer.alloc(2000, "small"));

		await writeFile(join(folder, "film"), large);
		server.faults.add("piece", { kind: "garble" }, { skip: 1 });
		await objects.putFile("film", join(folder, "film"));
		await same("film", large);

		server.faults.add("piece", { kind: "garble" }, { skip: 1 });
		await expect(objects.put("stream", inChunks(large))).rejects.toMatchObject({ code: "storage_failed" });
		expect(await objects.head("stream")).toBeNull();
	});

	it("of an upload that the bucket forgot begin anew from a file, and are reported as lost from a stream", async () => {
		await writeFile(join(folder, "film"), large);
		server.faults.add("piece", { kind: "answer", status: 410 }, { skip: 1 });
		await objects.putFile("film", join(folder, "film"));
		await same("film", large);
		server.faults.add("piece", { kind: "answer", status: 404 }, { skip: 2 });
		await expect(objects.put("stream", inChunks(large))).rejects.toMatchObject({ code: "storage_failed" });
		expect(await paths()).toEqual(["film"]);
	});

	it("whose sender fails leave neither an object nor an upload", async () => {
		const broken = new Error("the sender went away");
		const body = Readable.from(
			(function* () {
				yield large;
				throw broken;
			})(),
		);
		await expect(objects.put("half", body)).rejects.toBe(broken);
		expect(await paths()).toEqual([]);
		await expect.poll(() => server.sessions.open).toBe(0);
	});

	it("to a name that is taken meanwhile are refused, or are what is there", async () => {
		const other = Buffer.alloc(PIECE * 2);
		for (const [body, mode, outcome] of [
			[other, "write-once", "fine"],
			[large, "write-once", "conflict"],
			[large, "replace", "conflict"],
		] as const) {
			await objects.remove("name");
			let sent = 0;
			const slow = Readable.from(
				(async function* () {
					for (let at = 0; at < body.length; at += 1_000_000) {
						if (sent++ === 10) await objects.put("name", Readable.from([other]));
						yield body.subarray(at, at + 1_000_000);
					}
				})(),
			);
			const putting = objects.put("name", slow, { mode });
			if (outcome === "fine") expect(await putting).toMatchObject({ bytes: other.length });
			else await expect(putting).rejects.toMatchObject({ code: "conflict" });
			await same("name", other);
		}
	});

	it("to a name that was taken before are measured, not sent", async () => {
		await objects.put("name", inChunks(large));
		server.requests.length = 0;
		expect(await objects.put("name", inChunks(large))).toMatchObject({ bytes: large.length });
		await expect(objects.put("name", inChunks(Buffer.concat([large, large])))).rejects.toMatchObject({ code: "conflict" });
		expect(verbs().filter((verb) => verb === "piece")).toEqual([]);
		const other = randomBytes(large.length);
		await objects.put("name", inChunks(other), { mode: "replace" });
		await same("name", other);
	});
});

describe("bytes on their way down", () => {
	const bytes = randomBytes(3_000_000);
	beforeEach(async () => {
		await objects.put("film", bytes);
		server.requests.length = 0;
	});

	it.each([0, 1, 1_000_000, 1_499_999])("that break off after %i are read on from there", async (after) => {
		server.faults.add("media", { kind: "cut", after }, { times: 2 });
		const opened = await objects.open("film");
		expect(Buffer.concat((await opened?.body.toArray()) ?? []).equals(bytes)).toBe(true);
		expect(verbs()).toEqual(["media", "media", "media"]);
	});

	it("that break off are read anew when they are read whole", async () => {
		server.faults.add("media", { kind: "cut", after: 100_000 }, { times: 2 });
		await same("film", bytes);
	});

	it("that breaks off again and again without a byte is given up at the deadline, and not requested without a pause", async () => {
		const bytes = randomBytes(300_000);
		await objects.put("a", bytes);
		const hasty = await openObjects({ ...QUICK, firstWaitMs: 20, longestWaitMs: 40, deadlineMs: 600 });
		server.faults.add("media", { kind: "cut", after: 100_000 }, { times: 1 });
		server.faults.add("media", { kind: "cut", after: 0 }, { times: 10_000 });
		server.requests.length = 0;
		const opened = await hasty.open("a");
		await expect(opened?.body.toArray()).rejects.toMatchObject({ code: "storage_failed" });
		expect(server.requests.length).toBeGreaterThan(3);
		expect(server.requests.length).toBeLessThan(600);
	});

	it("that come to a halt are read on from there, also of a part", async () => {
		objects = await openObjects(HASTY);
		server.faults.add("media", { kind: "hang", after: 500_000 }, { times: 2 });
		const whole = await objects.open("film");
		expect(Buffer.concat((await whole?.body.toArray()) ?? []).equals(bytes)).toBe(true);
		server.faults.add("media", { kind: "cut", after: 500_000 });
		const part = await objects.open("film", { start: 1000, end: 2_000_000 });
		expect(Buffer.concat((await part?.body.toArray()) ?? []).equals(bytes.subarray(1000, 2_000_001))).toBe(true);
	});

	it("that are changed are never taken for the object", async () => {
		server.faults.add("media", { kind: "garble" });
		const opened = await objects.open("film");
		await expect(opened?.body.toArray()).rejects.toMatchObject({
			code: "storage_failed",
			message: expect.stringContaining("damaged"),
		});
		server.faults.add("media", { kind: "garble" });
		await same("film", bytes);
	});

	it("are never mixed with those of another object at the same name", async () => {
		server.faults.add("media", { kind: "cut", after: 1_000_000 });
		const opened = await objects.open("film");
		await objects.put("film", randomBytes(3_000_000), { mode: "replace" });
		await expect(opened?.body.toArray()).rejects.toMatchObject({
			code: "storage_failed",
			message: expect.stringContaining("removed"),
		});
	});

	it("wait for a slow reader, and are let go of by one who leaves, also in mid-silence", async () => {
		objects = await openObjects(HASTY);
		const slow = await objects.open("film");
		const chunks: Buffer[] = [];
		for await (const chunk of slow?.body ?? []) {
			if (chunks.length === 1) await new Promise((resolve) => setTimeout(resolve, 1000));
			chunks.push(chunk);
		}
		expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
		expect(verbs().filter((verb) => verb === "media")).toEqual(["media"]);

		objects = await openObjects(QUICK);
		server.faults.add("media", { kind: "hang", after: 1000 });
		const left = await objects.open("film");
		const reading = left?.body.toArray();
		left?.body.destroy();
		await expect(reading).rejects.toThrow();
		await expect.poll(() => server.active).toBe(0);
	});
});

describe("what can't be helped by trying again", () => {
	it("is reported at once, with what to do", async () => {
		server.faults.add("insert", {
			kind: "answer",
			status: 403,
			message: "the account does not have storage.objects.create access",
		});
		await expect(objects.put("a", Buffer.from("x"))).rejects.toMatchObject({
			code: "storage_failed",
			hint: expect.stringContaining("Storage Object Admin"),
		});
		server.faults.add("stat", { kind: "answer", status: 401 });
		await expect(objects.head("a")).rejects.toMatchObject({ hint: expect.stringContaining("gcloud auth") });
		expect(verbs()).toEqual(["insert", "stat"]);
	});

	it("a bucket that is not there is never taken for an empty one", async () => {
		const none = {
			code: "storage_failed",
			message: expect.stringContaining("there is no bucket"),
			hint: expect.stringContaining("STORAGE_BUCKET"),
		};
		await expect(openGcsObjects({ bucket: "another", apiEndpoint: server.url })).rejects.toMatchObject(none);
		server.faults.choose = () => ({ kind: "answer", status: 404, message: "The specified bucket does not exist." });
		await expect(objects.head("a")).rejects.toMatchObject(none);
		await expect(objects.read("a")).rejects.toMatchObject(none);
		await expect(objects.copy("a", "b")).rejects.toMatchObject(none);
		await expect(objects.remove("a")).rejects.toMatchObject(none);
		await expect(paths()).rejects.toMatchObject(none);
	});
});

it("checks by writing and reading once, and then for some minutes by asking", async () => {
	await objects.check();
	await objects.check();
	expect(verbs()).toEqual(["insert", "media", "delete", "stat"]);
	server.faults.add("stat", { kind: "answer", status: 403 });
	await expect(objects.check()).rejects.toMatchObject({ code: "storage_failed" });
});

it("sends at most so many requests at the same time, and all of them in the end", async () => {
	objects = await openObjects(QUICK, 4);
	const names = Array.from({ length: 60 }, (_, n) => `many/${String(n).padStart(2, "0")}`);
	await Promise.all(names.map((name) => objects.put(name, Buffer.from(name))));
	await Promise.all(names.map((name) => same(name, Buffer.from(name))));
	expect(await paths("many/")).toEqual(names);
	await objects.removeAll("many/");
	expect(await paths()).toEqual([]);
	// One that is answered may not be counted as such yet when the next one comes.
	expect(server.peak).toBeLessThanOrEqual(8);
	expect(server.peak).toBeGreaterThan(1);
});
