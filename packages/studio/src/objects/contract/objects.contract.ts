import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Objects } from "../objects.ts";

/** How an implementation is opened for one case: empty, and ended by `close` with everything it made. */
export interface ObjectsUnderTest {
	objects: Objects;
	/** The same store as another process sees it. */
	reopen: () => Promise<Objects>;
	close: () => Promise<void>;
}

/** What every store of objects must do, whichever it is. */
export function describeObjects(name: string, open: () => Promise<ObjectsUnderTest>): void {
	describe(`objects: ${name}`, () => {
		let under: ObjectsUnderTest;
		let objects: Objects;
		let folder: string;
		beforeEach(async () => {
			under = await open();
			objects = under.objects;
			folder = await mkdtemp(join(tmpdir(), "storydream-contract-"));
		});
		afterEach(async () => {
			await under.close();
			await rm(folder, { recursive: true, force: true });
		});

		const text = async (path: string) => (await objects.read(path))?.toString("utf8") ?? null;
		const paths = async (prefix: string) => (await collect(objects.list(prefix))).map((info) => info.path);

		describe("written", () => {
			it("come back byte for byte, for every reader", async () => {
				const bytes = Buffer.from([0, 255, 10, 13, 128, 0]);
				const info = await objects.put("repos/a/x.bin", bytes);
				expect(info).toMatchObject({ path: "repos/a/x.bin", bytes: 6 });
				expect(new Date(info.createdAt).toISOString()).toBe(info.createdAt);
				expect(await objects.read("repos/a/x.bin")).toEqual(bytes);
				expect(await (await under.reopen()).read("repos/a/x.bin")).toEqual(bytes);
				expect(await objects.head("repos/a/x.bin")).toEqual(info);
			});

			it("from a stream are whole, also when it is large and comes in pieces", async () => {
				const piece = Buffer.alloc(64 * 1024, "storydream");
				const info = await objects.put("big", Readable.from(Array.from({ length: 40 }, () => piece)));
				expect(info.bytes).toBe(40 * piece.length);
				expect((await objects.read("big"))?.equals(Buffer.concat(Array.from({ length: 40 }, () => piece)))).toBe(true);
			});

			it("may be empty", async () => {
				await objects.put("empty", Buffer.alloc(0));
				expect(await objects.head("empty")).toMatchObject({ bytes: 0 });
				expect(await objects.read("empty")).toEqual(Buffer.alloc(0));
				expect(await drain((await objects.open("empty"))?.body)).toEqual(Buffer.alloc(0));
			});

			it("once stay as they are: the same length is fine, another is a conflict", async () => {
				await objects.put("once", Buffer.from("first"));
				expect(await objects.put("once", Buffer.from("other"))).toMatchObject({ bytes: 5 });
				expect(await objects.put("once", Readable.from([Buffer.from("third")]))).toMatchObject({ bytes: 5 });
				await expect(objects.put("once", Buffer.from("longer"))).rejects.toMatchObject({ code: "conflict" });
				await expect(objects.put("once", Readable.from([Buffer.from("longer")]))).rejects.toMatchObject({ code: "conflict" });
				expect(await text("once")).toBe("first");
			});

			it("to replace take the place of what was there, for a reader in one step", async () => {
				await objects.put("now", Buffer.from("old old old"), { mode: "replace" });
				const reading = await objects.open("now");
				await objects.put("now", Buffer.from("new"), { mode: "replace" });
				expect(await text("now")).toBe("new");
				expect((await drain(reading?.body)).toString()).toBe("old old old");
			});

			it("once by many at the same time end as one of theirs, whole", async () => {
				const other = await under.reopen();
				for (let round = 0; round < 10; round++) {
					const bodies = ["a", "b", "c", "d"].map((letter) => Buffer.alloc(5000, letter));
					await Promise.all(bodies.map((body, index) => (index % 2 ? other : objects).put(`race/${round}`, body)));
					const stored = await objects.read(`race/${round}`);
					expect(bodies.some((body) => stored?.equals(body))).toBe(true);
				}
			});

			it("from a stream that breaks leave nothing to read, and its error is what is reported", async () => {
				const broken = new Error("the sender went away");
				const body = Readable.from(
					(async function* () {
						yield Buffer.alloc(100_000);
						throw broken;
					})(),
				);
				await expect(objects.put("half", body)).rejects.toBe(broken);
				expect(await objects.head("half")).toBeNull();
				expect(await paths("")).toEqual([]);
			});

			it("are never seen half, however long the writing takes", async () => {
				let release = () => {};
				const held = new Promise<void>((resolve) => {
					release = resolve;
				});
				let begun = () => {};
				const beginning = new Promise<void>((resolve) => {
					begun = resolve;
				});
				const body = Readable.from(
					(async function* () {
						yield Buffer.alloc(200_000, "a");
						begun();
						await held;
						yield Buffer.alloc(200_000, "b");
					})(),
				);
				const writing = objects.put("slow/object", body);
				await beginning;
				expect(await objects.head("slow/object")).toBeNull();
				expect(await objects.read("slow/object")).toBeNull();
				expect(await paths("")).toEqual([]);
				release();
				expect(await writing).toMatchObject({ bytes: 400_000 });
			});

			it("from a file take it in; the file is gone, and still there after a refusal", async () => {
				const file = join(folder, "film.mp4");
				await writeFile(file, "film");
				expect(await objects.putFile("exports/film.mp4", file)).toMatchObject({ path: "exports/film.mp4", bytes: 4 });
				await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
				expect(await text("exports/film.mp4")).toBe("film");

				await writeFile(file, "same");
				await objects.putFile("exports/film.mp4", file);
				await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
				expect(await text("exports/film.mp4")).toBe("film");

				await writeFile(file, "another length");
				await expect(objects.putFile("exports/film.mp4", file)).rejects.toMatchObject({ code: "conflict" });
				expect(await readFile(file, "utf8")).toBe("another length");
				await objects.putFile("exports/film.mp4", file, { mode: "replace" });
				expect(await text("exports/film.mp4")).toBe("another length");

				await expect(objects.putFile("exports/none", join(folder, "nothing"))).rejects.toMatchObject({ code: "storage_failed" });
			});

			it("under a second name outlive the first, and are not changed through it", async () => {
				await objects.put("templates/t", Buffer.from("template"));
				expect(await objects.copy("templates/t", "repos/a/t")).toMatchObject({ path: "repos/a/t", bytes: 8 });
				expect(await objects.copy("templates/t", "repos/a/t")).toMatchObject({ bytes: 8 });
				await objects.put("templates/t", Buffer.from("new"), { mode: "replace" });
				expect(await text("repos/a/t")).toBe("template");
				await expect(objects.copy("templates/t", "repos/a/t")).rejects.toMatchObject({ code: "conflict" });
				await objects.remove("templates/t");
				expect(await text("repos/a/t")).toBe("template");
				expect(await objects.copy("templates/t", "repos/b/t")).toBeNull();
			});
		});

		describe("read", () => {
			it("that are not there are null", async () => {
				await objects.put("a/b", Buffer.from("x"));
				for (const path of ["nothing", "a", "a/b/c", "a/c"]) {
					expect(await objects.head(path)).toBeNull();
					expect(await objects.read(path)).toBeNull();
					expect(await objects.open(path)).toBeNull();
				}
			});

			it("in part give the bytes requested, both ends included", async () => {
				const whole = Buffer.from("0123456789");
				await objects.put("digits", whole);
				await fc.assert(
					fc.asyncProperty(fc.nat(15), fc.option(fc.nat(15), { nil: undefined }), async (start, end) => {
						const opened = await objects.open("digits", end === undefined ? { start } : { start, end });
						expect(opened?.info.bytes).toBe(10);
						expect((await drain(opened?.body)).toString()).toBe(
							whole.subarray(start, end === undefined ? 10 : end + 1).toString(),
						);
					}),
					{ numRuns: 60 },
				);
				for (const start of [-1, 0.5, Number.NaN]) {
					await expect(objects.open("digits", { start })).rejects.toMatchObject({ code: "bad_request" });
				}
			});

			it("to the end although they are removed meanwhile", async () => {
				const bytes = Buffer.alloc(3_000_000, "long");
				await objects.put("long", bytes);
				const opened = await objects.open("long");
				await objects.remove("long");
				expect((await drain(opened?.body)).equals(bytes)).toBe(true);
			});
		});

		describe("listed", () => {
			it("come by path in the order of its bytes, below any prefix", async () => {
				const all = ["a", "b.c", "b/a", "b/b/c", "b-d", "b0", "B/x", "c/.claude/s/000.jsonl"];
				for (const path of all) await objects.put(path, Buffer.from(path));
				expect(await paths("")).toEqual([...all].sort());
				expect(await paths("b/")).toEqual(["b/a", "b/b/c"]);
				expect(await paths("b")).toEqual(["b-d", "b.c", "b/a", "b/b/c", "b0"]);
				expect(await paths("c/.cl")).toEqual(["c/.claude/s/000.jsonl"]);
				expect(await paths("nothing/")).toEqual([]);
				const [first] = await collect(objects.list("a"));
				expect(first).toEqual(await objects.head("a"));
			});

			it("are those whose path begins with the prefix, whatever the paths", async () => {
				const segment = fc.stringMatching(/^[a-c.-]{1,3}$/).filter((part) => part !== "." && part !== "..");
				const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
				let round = 0;
				await fc.assert(
					fc.asyncProperty(fc.array(path, { maxLength: 8 }), fc.stringMatching(/^[a-c.-]{0,2}$/), async (found, prefix) => {
						const root = `round${round++}/`;
						// An object can't also be a folder of others in every store.
						const leaves = [...new Set(found)].filter((one) => !found.some((other) => other.startsWith(`${one}/`)));
						for (const leaf of leaves) await objects.put(root + leaf, Buffer.from("x"));
						if (prefix === "." || prefix === "..") return;
						const expected = leaves.filter((leaf) => leaf.startsWith(prefix)).map((leaf) => root + leaf);
						expect(await paths(root + prefix)).toEqual(expected.sort());
					}),
					{ numRuns: 25 },
				);
			});

			it("can be left off at any point", async () => {
				for (let n = 0; n < 20; n++) await objects.put(`many/${n}`, Buffer.from("x"));
				for await (const info of objects.list("many/")) {
					expect(info.path).toBe("many/0");
					break;
				}
			});
		});

		describe("removed", () => {
			it("are gone, and may be gone already", async () => {
				await objects.put("a/b", Buffer.from("x"));
				await objects.remove("a/b");
				await objects.remove("a/b");
				expect(await objects.head("a/b")).toBeNull();
				await objects.put("a/b", Buffer.from("another"));
				expect(await text("a/b")).toBe("another");
			});

			it("all together go with everything below the prefix and nothing beside it, also the second time", async () => {
				for (const path of ["repos/a/x", "repos/a/y/z", "repos/ab", "repos/b/x"]) await objects.put(path, Buffer.from("x"));
				await objects.removeAll("repos/a/");
				await objects.removeAll("repos/a/");
				await objects.removeAll("nothing/");
				expect(await paths("")).toEqual(["repos/ab", "repos/b/x"]);
				await objects.put("repos/a/x", Buffer.from("again"));
				expect(await text("repos/a/x")).toBe("again");
			});

			it("all together only below a folder: a whole store is never removed by a slip", async () => {
				await objects.put("a", Buffer.from("x"));
				for (const prefix of ["", "/", "a", "./", "../"]) {
					await expect(objects.removeAll(prefix)).rejects.toMatchObject({ code: "bad_request" });
				}
				expect(await paths("")).toEqual(["a"]);
			});

			it("while others write below the same prefix lose nothing that is written after", async () => {
				for (let round = 0; round < 10; round++) {
					await objects.put(`busy/${round}/a`, Buffer.from("x"));
					await Promise.all([objects.removeAll(`busy/${round}/`), objects.put(`other/${round}/b`, Buffer.from("y"))]);
					await objects.put(`busy/${round}/c`, Buffer.from("z"));
					expect(await paths(`busy/${round}/`)).toEqual([`busy/${round}/c`]);
					expect(await text(`other/${round}/b`)).toBe("y");
				}
			});
		});

		it("refuses paths that are none, in every verb", async () => {
			const wrong = [
				"",
				"/a",
				"a/",
				"a//b",
				"../a",
				"a/../b",
				"a/.",
				".",
				"..",
				"a b",
				"a\\b",
				"a\0",
				"ä",
				"~a",
				"a:b",
				"a%2fb",
				"x".repeat(2000),
			];
			for (const path of wrong) {
				await expect(objects.put(path, Buffer.from("x"))).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.putFile(path, join(folder, "x"))).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.copy(path, "fine")).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.copy("fine", path)).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.head(path)).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.read(path)).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.open(path)).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.remove(path)).rejects.toMatchObject({ code: "bad_request" });
				await expect(objects.link(path, { seconds: 60 })).rejects.toMatchObject({ code: "bad_request" });
			}
			for (const prefix of ["/", "../", "a/../", "ä", "a//"]) {
				await expect(collect(objects.list(prefix))).rejects.toMatchObject({ code: "bad_request" });
			}
			expect(await paths("")).toEqual([]);
		});

		it("says that it works when it does, and leaves nothing behind", async () => {
			await objects.check();
			expect(await paths("")).toEqual([]);
		});
	});
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const item of items) all.push(item);
	return all;
}

async function drain(body: Readable | undefined): Promise<Buffer> {
	if (!body) throw new Error("there is no body");
	const chunks: Buffer[] = [];
	for await (const chunk of body) chunks.push(chunk);
	return Buffer.concat(chunks);
}
