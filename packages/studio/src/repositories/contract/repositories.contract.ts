import { randomBytes } from "node:crypto";
import { access, chmod, mkdir, readdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Objects } from "../../objects/objects.ts";
import type { Records } from "../../records/records.ts";
import { createRepositories, type RepositoriesOptions } from "../index.ts";
import type { PublishResult, Repositories } from "../repositories.ts";
import { makeCommit } from "../testing/commit-bundle.ts";
import { projectRecord, temporaryFolder, writeTemplate } from "../testing/fixtures.ts";
import { readArchive, runGit, Writer } from "../testing/writer.ts";

/** The stores the histories are kept in, empty, and ended by `close`. Both are what several studios share. */
export interface StoresUnderTest {
	records: Records;
	objects: Objects;
	close: () => Promise<void>;
}

/** What histories promise, on whichever stores. Uses real git. */
export function describeRepositories(name: string, open: () => Promise<StoresUnderTest>): void {
	describe(`repositories on ${name}`, () => {
		let stores: StoresUnderTest;
		let folder: string;
		let removeFolder: () => Promise<void>;
		let repositories: Repositories;
		let opened: Repositories[];
		/** What was written, by verb, since it was last emptied. */
		let writes: string[];

		beforeEach(async () => {
			stores = await open();
			({ folder, remove: removeFolder } = await temporaryFolder("repositories"));
			opened = [];
			writes = [];
			repositories = await openRepositories("a");
			await writeTemplate(join(folder, "template"));
		});
		afterEach(async () => {
			for (const one of opened) await one.settled();
			await stores.close();
			await removeFolder();
		});

		/** Histories with a cache of their own, as another studio on the same stores has them. */
		async function openRepositories(cache: string, more: Partial<RepositoriesOptions> = {}): Promise<Repositories> {
			const objects = counted(stores.objects, writes);
			const one = await createRepositories({
				records: stores.records,
				objects,
				cacheDir: join(folder, `cache-${cache}`),
				...more,
			});
			opened.push(one);
			return one;
		}

		async function newProject(id: string, from = repositories): Promise<string> {
			await from.publishTemplate(join(folder, "template"));
			const made = await from.initialise(id);
			await stores.records.projects.create(projectRecord(id, made));
			return made.currentCommitSha;
		}

		async function head(id: string): Promise<string> {
			const project = await stores.records.projects.get(id);
			if (!project) throw new Error(`there is no project ${id}`);
			return project.currentCommitSha;
		}

		async function publishOne(id: string, text: string, message = "Change it", from = repositories): Promise<string> {
			const expectedHead = await head(id);
			const { sha, bundle } = makeCommit({ parent: expectedHead, files: { "a.txt": text }, message });
			expect(await from.publish(id, { expectedHead, newHead: sha, bundle })).toMatchObject({ published: true });
			return sha;
		}

		const openWriter = (id: string, name = "writer", from = repositories) => Writer.open(from, id, join(folder, name));
		const fsck = async (id: string, from = repositories) =>
			expect(await runGit(await from.clone(id), ["fsck", "--strict", "--full", "--no-dangling"])).toBe("");
		const paths = async (prefix: string) => {
			const found: string[] = [];
			for await (const { path } of stores.objects.list(prefix)) found.push(path.slice(prefix.length));
			return found;
		};

		describe("a new project", () => {
			it("stands at a commit that depends on the template's files alone", async () => {
				const first = await repositories.publishTemplate(join(folder, "template"));
				const other = await openRepositories("b");
				await writeTemplate(join(folder, "copy"));
				await mkdir(join(folder, "copy", "node_modules", "x"), { recursive: true });
				await writeFile(join(folder, "copy", "node_modules", "x", "index.js"), "");
				await writeFile(join(folder, "copy", "src", "x.test.ts"), "");
				expect(await other.publishTemplate(join(folder, "copy"))).toEqual(first);
				await writeFile(join(folder, "copy", "package.json"), "{}");
				expect(await other.publishTemplate(join(folder, "copy"))).not.toEqual(first);
			});

			it("shares the template's objects, and opens from one of them", async () => {
				await repositories.publishTemplate(join(folder, "template"));
				writes.length = 0;
				const start = await newProject("one");
				expect(writes.filter((write) => write.startsWith("copy")).length).toBe(2);
				expect(writes.length).toBe(2);
				const { bundles, sourceSha, source } = await repositories.openSource("one");
				source.destroy();
				expect({ bundles, sourceSha }).toEqual({ bundles: [], sourceSha: start });
				const writer = await openWriter("one");
				expect(await writer.head()).toBe(start);
				expect(await writer.git("ls-files")).toBe("package.json\nsrc/scenes/Title.tsx\nsrc/storyboard.json");
				expect(await writer.git("log", "-1", "--format=%an <%ae> %aI %s %cn %cI")).toBe(
					"StoryDream <studio@storydream.local> 2026-01-01T00:00:00+00:00 New project StoryDream 2026-01-01T00:00:00+00:00",
				);
			});

			it("is made by a studio that did not store the template itself", async () => {
				await repositories.publishTemplate(join(folder, "template"));
				const other = await openRepositories("b");
				expect((await other.initialise("one")).packs).toEqual((await repositories.initialise("two")).packs);
			});

			it("is refused with a next step while no template is stored", async () => {
				await expect(repositories.initialise("one")).rejects.toMatchObject({
					code: "storage_failed",
					hint: expect.stringContaining("Start"),
				});
			});
		});

		describe("publishing", () => {
			it("makes commits the head, costs one object, and another studio sees them", async () => {
				const start = await newProject("one");
				const writer = await openWriter("one");
				await writer.write("src/new.ts", "export const x = 1;\n");
				const newHead = await writer.commit({ subject: "Add x" });
				const bundle = await writer.bundle(start);
				writes.length = 0;
				const video = { fps: 30, width: 1920, height: 1080, durationInFrames: 90 };
				const result = await repositories.publish("one", {
					expectedHead: start,
					newHead,
					bundle,
					agentSessionId: "agent",
					video,
				});
				expect(result).toMatchObject({ published: true, project: { currentCommitSha: newHead, agentSessionId: "agent", video } });
				expect(writes).toEqual([`putFile repos/one/packs/${result.published && result.project.packs[1]?.sha256}.bundle`]);
				expect(await head("one")).toBe(newHead);
				const other = await openRepositories("b");
				expect((await other.readFile("one", newHead, "src/new.ts"))?.toString()).toBe("export const x = 1;\n");
				await fsck("one", other);
				await fsck("one");
			});

			it("takes several commits at once, and a bundle of `HEAD`", async () => {
				const start = await newProject("one");
				const writer = await openWriter("one");
				for (const n of [1, 2, 3]) {
					await writer.write("a.txt", `${n}`);
					await writer.commit({ subject: `Change ${n}` });
				}
				const newHead = await writer.head();
				await writer.git("bundle", "create", "--quiet", ".git/head.bundle", `${start}..HEAD`);
				await writer.git("bundle", "create", "--quiet", ".git/head.bundle", "HEAD", `^${start}`);
				const bundle = await import("node:fs/promises").then((fs) => fs.readFile(join(writer.folder, ".git", "head.bundle")));
				expect(await repositories.publish("one", { expectedHead: start, newHead, bundle })).toMatchObject({ published: true });
				expect((await repositories.versions("one", { limit: 9 })).versions.length).toBe(4);
			});

			it("twice is publishing once: an answer that was lost changes nothing", async () => {
				const start = await newProject("one");
				const commit = makeCommit({ parent: start, files: { "a.txt": "1" } });
				const commits = { expectedHead: start, newHead: commit.sha, bundle: commit.bundle };
				await repositories.publish("one", commits);
				const again = await repositories.publish("one", commits);
				expect(again).toMatchObject({ published: true, project: { currentCommitSha: commit.sha } });
				const next = await publishOne("one", "2");
				expect(await repositories.publish("one", commits)).toMatchObject({
					published: true,
					project: { currentCommitSha: next },
				});
				expect(await paths("repos/one/conflicts/")).toEqual([]);
				expect((await stores.records.projects.get("one"))?.packs.length).toBe(3);
			});

			it("on another head than the writer thought is refused; the commits are kept and can be read", async () => {
				const start = await newProject("one");
				const winner = await publishOne("one", "winner");
				const stale = makeCommit({ parent: start, files: { "a.txt": "stale" } });
				const result = await repositories.publish("one", { expectedHead: start, newHead: stale.sha, bundle: stale.bundle });
				expect(result).toEqual({ published: false, head: winner, conflictRef: `refs/conflict/${stale.sha}` });
				expect(await head("one")).toBe(winner);
				for (const store of [repositories, await openRepositories("b")]) {
					expect(await runGit(await store.clone("one"), ["rev-parse", `refs/conflict/${stale.sha}`])).toBe(stale.sha);
					expect((await store.readFile("one", stale.sha, "a.txt"))?.toString()).toBe("stale");
					expect((await store.versions("one", { limit: 9 })).versions.map((version) => version.sha)).toEqual([winner, start]);
					await fsck("one", store);
				}
				// The stale writer goes on, on its own commit: that is kept as well.
				const further = makeCommit({ parent: stale.sha, files: { "a.txt": "further" } });
				expect(
					await repositories.publish("one", { expectedHead: stale.sha, newHead: further.sha, bundle: further.bundle }),
				).toMatchObject({
					published: false,
				});
				await repositories.dropCache("one");
				expect((await repositories.readFile("one", further.sha, "a.txt"))?.toString()).toBe("further");
			});

			it("never builds on commits that were refused", async () => {
				const start = await newProject("one");
				const winner = await publishOne("one", "winner");
				const stale = makeCommit({ parent: start, files: { "a.txt": "stale" } });
				await repositories.publish("one", { expectedHead: start, newHead: stale.sha, bundle: stale.bundle });
				const onStale = makeCommit({ parent: stale.sha, files: { "a.txt": "on stale" } });
				const attempt = repositories.publish("one", { expectedHead: winner, newHead: onStale.sha, bundle: onStale.bundle });
				await expect(attempt).rejects.toMatchObject({ code: "bad_request" });
				expect(await head("one")).toBe(winner);
			});

			it("by two writers at once is won by exactly one, 200 times; the other's commits are all kept", {
				timeout: 240_000,
			}, async () => {
				const other = await openRepositories("b", { maxPacks: 20 });
				let current = await newProject("one");
				const losers: string[] = [];
				for (let round = 0; round < 200; round++) {
					// Also within one studio, where a lock orders them.
					const pair = round % 2 === 0 ? [repositories, other] : [other, other];
					const made = ["x", "y"].map((who) => makeCommit({ parent: current, files: { "a.txt": `${who} ${round}` } }));
					const results = await Promise.all(
						made.map((commit, index) =>
							pair[index]?.publish("one", { expectedHead: current, newHead: commit.sha, bundle: commit.bundle }),
						),
					);
					const won = results.findIndex((result) => result?.published);
					expect(results.filter((result) => result?.published).length).toBe(1);
					const lost = results[1 - won] as PublishResult;
					const winner = made[won]?.sha ?? "";
					const loser = made[1 - won]?.sha ?? "";
					expect(lost).toEqual({ published: false, head: winner, conflictRef: `refs/conflict/${loser}` });
					expect(await head("one")).toBe(winner);
					losers.push(loser);
					current = winner;
				}
				for (const one of opened) await one.settled();
				const fresh = await openRepositories("c");
				expect((await fresh.versions("one", { limit: 500 })).versions.length).toBe(201);
				const refs = await runGit(await fresh.clone("one"), [
					"for-each-ref",
					"--format=%(objectname) %(refname)",
					"refs/conflict/",
				]);
				expect(refs.split("\n").sort()).toEqual(losers.map((sha) => `${sha} refs/conflict/${sha}`).sort());
				for (const store of [fresh, repositories, other]) await fsck("one", store);
			});

			it("refuses what is no bundle of these commits, changes nothing, and takes the right one after", async () => {
				const start = await newProject("one");
				const good = makeCommit({ parent: start, files: { "a.txt": "good" } });
				const unknown = makeCommit({ parent: "1".repeat(40), files: { "a.txt": "x" } });
				const sideways = makeCommit({ parent: start, files: { "a.txt": "y" } });
				const flipped = Buffer.from(good.bundle);
				flipped.writeUInt8(flipped.readUInt8(flipped.length - 30) ^ 0xff, flipped.length - 30);
				const attempts: [string, string, Buffer | Readable][] = [
					[start, good.sha, Buffer.from("not a bundle")],
					[start, good.sha, Buffer.alloc(0)],
					[start, good.sha, good.bundle.subarray(0, good.bundle.length - 10)],
					[start, good.sha, flipped],
					[start, good.sha, sideways.bundle],
					[start, unknown.sha, unknown.bundle],
					[start, start, good.bundle],
					["main", good.sha, good.bundle],
					[start, "--all", good.bundle],
				];
				for (const [expectedHead, newHead, bundle] of attempts) {
					await expect(repositories.publish("one", { expectedHead, newHead, bundle })).rejects.toMatchObject({
						code: "bad_request",
					});
				}
				expect(await head("one")).toBe(start);
				expect((await paths("repos/one/packs/")).length).toBe(1);
				expect(await repositories.publish("one", { expectedHead: start, newHead: good.sha, bundle: good.bundle })).toMatchObject({
					published: true,
				});
				await fsck("one");
			});

			it("loses nothing when the store is full: the head stays, and the same commits are taken when there is room", async () => {
				const start = await newProject("one");
				const commit = makeCommit({ parent: start, files: { "a.txt": "1" } });
				const full: Objects = {
					...stores.objects,
					put: () => Promise.reject(Object.assign(new Error("no room"), { code: "ENOSPC" })),
					putFile: () => Promise.reject(Object.assign(new Error("no room"), { code: "ENOSPC" })),
				};
				const cramped = await openRepositories("full", { objects: full });
				const commits = { expectedHead: start, newHead: commit.sha, bundle: commit.bundle };
				await expect(cramped.publish("one", commits)).rejects.toMatchObject({ code: "storage_full" });
				expect(await head("one")).toBe(start);
				expect(await repositories.publish("one", commits)).toMatchObject({ published: true });
				expect((await cramped.readFile("one", commit.sha, "a.txt"))?.toString()).toBe("1");
			});

			it("to a project that is being deleted is refused, and leaves no object", async () => {
				const start = await newProject("one");
				const commit = makeCommit({ parent: start, files: { "a.txt": "1" } });
				const objects: Objects = {
					...stores.objects,
					putFile: async (path, file, options) => {
						const info = await stores.objects.putFile(path, file, options);
						await stores.records.projects.beginDelete("one");
						return info;
					},
				};
				const slow = await openRepositories("slow", { objects });
				const publishing = slow.publish("one", { expectedHead: start, newHead: commit.sha, bundle: commit.bundle });
				await expect(publishing).rejects.toMatchObject({ code: "project_not_found" });
				expect((await paths("repos/one/packs/")).length).toBe(1);
			});
		});

		describe("opening", () => {
			it("reads the archive and the packs since, and only the archive after it was written again", async () => {
				const start = await newProject("one");
				for (const text of ["1", "2", "3"]) await publishOne("one", text);
				const before = await repositories.openSource("one");
				for (const body of [before.source, ...before.bundles.map((bundle) => bundle.body)]) body.destroy();
				expect([before.sourceSha, before.bundles.length]).toEqual([start, 3]);
				expect(await (await openWriter("one", "w1")).git("log", "--format=%h")).toContain("\n");
				await repositories.writeSource("one");
				writes.length = 0;
				await repositories.writeSource("one");
				expect(writes).toEqual([]);
				const after = await repositories.openSource("one");
				after.source.destroy();
				expect([after.sourceSha, after.bundles]).toEqual([await head("one"), []]);
				expect(after.sourceBytes).toBe((await stores.objects.head(`repos/one/src/${after.sourceSha}.tar.zst`))?.bytes);
				const writer = await openWriter("one", "w2");
				expect(await writer.publish(repositories, "one")).toMatchObject({ published: true });
			});

			it("gives every file byte for byte, whatever its name, mode or the project's own attributes", async () => {
				await newProject("one");
				const writer = await openWriter("one");
				const long = `deep/${"folder-with-a-long-name/".repeat(12)}file.txt`;
				const bytes = randomBytes(5000);
				await writer.write(
					".gitattributes",
					"* text=auto eol=crlf ident export-subst\nhidden.txt export-ignore\n*.bin filter=lfs diff=lfs\n",
				);
				await writer.write("hidden.txt", "not to be left out\n");
				await writer.write("subst.txt", "$Format:%H$ $Id$\r\nmixed\n");
				await writer.write("x.bin", bytes);
				await writer.write("empty", "");
				await writer.write("with space/ünïcode \u{1f3ac}.txt", "film\n");
				await writer.write(long, "long\n");
				await writer.write("run.sh", "#!/bin/sh\n");
				await chmod(join(writer.folder, "run.sh"), 0o755);
				await symlink("run.sh", join(writer.folder, "link"));
				const result = await writer.publish(repositories, "one");
				expect(result.published).toBe(true);
				await repositories.writeSource("one");
				// The second writer compares the tree it unpacks with the commit's.
				await openWriter("one", "again");
				const files = new Map(
					(await readArchive((await repositories.openSource("one")).source)).map((file) => [file.path, file]),
				);
				expect(files.get("subst.txt")?.content.toString()).toBe("$Format:%H$ $Id$\r\nmixed\n");
				expect(files.get("x.bin")?.content).toEqual(bytes);
				expect(files.get(long)?.content.toString()).toBe("long\n");
				expect(files.get("run.sh")?.executable).toBe(true);
				expect(files.get("empty")?.executable).toBe(false);
				expect(files.get("link")?.link).toBe("run.sh");
				expect([...files.keys()][0]).toBe(".storydream/commit");
			});

			it("works from the packs when the archive is not there", async () => {
				await newProject("one");
				await publishOne("one", "1");
				await stores.objects.removeAll("repos/one/src/");
				const writer = await openWriter("one");
				expect(await writer.head()).toBe(await head("one"));
				await repositories.writeSource("one");
				expect((await paths("repos/one/src/")).length).toBe(1);
			});

			it("says what is missing when a pack is lost and no clone is left", async () => {
				await newProject("one");
				await publishOne("one", "1");
				await repositories.dropCache("one");
				await stores.objects.removeAll("repos/one/packs/");
				await expect(repositories.openSource("one")).rejects.toMatchObject({
					code: "storage_failed",
					message: expect.stringContaining("missing"),
				});
			});

			it("gives the tree of any version", async () => {
				await newProject("one");
				const first = await publishOne("one", "1");
				await publishOne("one", "2");
				const files = await readArchive(await repositories.sourceOf("one", first));
				expect(files.map((file) => [file.path, file.content.toString()])).toContainEqual(["a.txt", "1"]);
				expect(files[0]?.content.toString()).toContain("tree ");
				await expect(repositories.sourceOf("one", "1".repeat(40))).rejects.toMatchObject({ code: "not_found" });
			});
		});

		describe("compaction", () => {
			it("joins many packs into one, keeps all versions, and removes the old ones only later", async () => {
				let time = Date.now();
				repositories = await openRepositories("small", { maxPacks: 4, now: () => time });
				await newProject("one");
				for (let n = 0; n < 4; n++) await publishOne("one", `${n}`);
				const early = await repositories.openSource("one");
				await repositories.settled();
				const packs = (await stores.records.projects.get("one"))?.packs ?? [];
				expect(packs.map((pack) => pack.head)).toEqual([await head("one")]);
				expect(await paths("repos/one/packs/")).toContain(`${packs[0]?.sha256}.bundle`);
				// Whoever was opening the project still reads what it was told of.
				expect((await paths("repos/one/packs/")).length).toBe(6);
				for (const { body } of early.bundles) for await (const _ of body);
				early.source.destroy();

				const { bundles, source } = await repositories.openSource("one");
				source.destroy();
				expect(bundles).toEqual([]);
				const fresh = await openRepositories("b");
				expect((await fresh.versions("one", { limit: 99 })).versions.length).toBe(5);
				await fsck("one", fresh);
				await fsck("one");

				time += 2 * 60 * 60_000;
				await publishOne("one", "later");
				await repositories.writeSource("one");
				expect((await paths("repos/one/packs/")).length).toBe(2);
				expect((await paths("repos/one/src/")).length).toBe(1);
				await openWriter("one");
			});

			it("is given up when somebody publishes meanwhile, and loses nothing", async () => {
				const other = await openRepositories("other");
				let interfere = async () => {};
				const objects: Objects = {
					...stores.objects,
					putFile: async (path, file, options) => {
						const info = await stores.objects.putFile(path, file, options);
						await interfere();
						return info;
					},
				};
				const small = await openRepositories("small", { maxPacks: 2, objects });
				await newProject("one");
				await publishOne("one", "1", "Change it", small);
				const expectedHead = await head("one");
				const second = makeCommit({ parent: expectedHead, files: { "a.txt": "2" } });
				let interfered = 0;
				interfere = async () => {
					// The first write is the version itself, the second the joined pack.
					if (++interfered === 2) await publishOne("one", "3", "Change it", other);
				};
				await small.publish("one", { expectedHead, newHead: second.sha, bundle: second.bundle });
				await small.settled();
				const project = await stores.records.projects.get("one");
				expect(interfered).toBeGreaterThanOrEqual(2);
				expect(project?.packs.length).toBe(4);
				const fresh = await openRepositories("fresh");
				expect((await fresh.versions("one", { limit: 9 })).versions.length).toBe(4);
				await fsck("one", fresh);
			});

			it("of another studio between reading and moving does not undo it", async () => {
				await newProject("one");
				await publishOne("one", "1");
				await publishOne("one", "2");
				const compacting = await openRepositories("compacting", { maxPacks: 2 });
				const expectedHead = await head("one");
				const records = {
					projects: {
						get: (id: string) => stores.records.projects.get(id),
						moveHead: async (...args: Parameters<Records["projects"]["moveHead"]>) => {
							const seen = await stores.records.projects.get("one");
							if (seen?.packs.length === 3) {
								// The same head, other packs.
								const joined = [{ sha256: "a".repeat(64), bytes: 1, head: expectedHead }];
								await stores.records.projects.moveHead("one", { expectedHead, newHead: expectedHead, packs: joined });
							}
							return stores.records.projects.moveHead(...args);
						},
					},
				};
				const slow = await openRepositories("slow", { records });
				const third = makeCommit({ parent: expectedHead, files: { "a.txt": "3" } });
				expect(await slow.publish("one", { expectedHead, newHead: third.sha, bundle: third.bundle })).toMatchObject({
					published: true,
				});
				const packs = (await stores.records.projects.get("one"))?.packs ?? [];
				expect(packs.map((pack) => pack.head)).toEqual([expectedHead, third.sha]);
				await compacting.settled();
			});
		});

		describe("the clone on this machine", () => {
			it("is a cache: without it, and with a damaged one, everything is answered the same", async () => {
				await newProject("one");
				const sha = await publishOne("one", "1");
				const expected = await repositories.versions("one", { limit: 9 });
				const clone = await repositories.clone("one");
				const damages: (() => Promise<unknown>)[] = [
					() => rm(clone, { recursive: true }),
					() => repositories.dropCache("one"),
					() => rm(join(clone, "objects"), { recursive: true }),
					() => rm(join(clone, "HEAD")),
					() => writeFile(join(clone, "refs", "heads", "main"), "nonsense\n"),
					() => writeFile(join(clone, "refs", "heads", "main"), ""),
					async () => {
						for (const file of await readdir(join(clone, "objects", "pack"))) {
							await chmod(join(clone, "objects", "pack", file), 0o644);
							await truncate(join(clone, "objects", "pack", file), 20);
						}
					},
				];
				for (const damage of damages) {
					await damage();
					expect((await repositories.readFile("one", sha, "a.txt"))?.toString()).toBe("1");
					await damage();
					const again = await openRepositories("a");
					expect(await again.versions("one", { limit: 9 })).toEqual(expected);
					await fsck("one");
				}
				for (const damage of damages) {
					await damage();
					await publishOne("one", `${Math.random()}`);
				}
				await fsck("one");
			});

			it("does without the template's own clone, too", async () => {
				await newProject("one");
				await rm(join(folder, "cache-a"), { recursive: true });
				await newProject("two");
				await publishOne("one", "1");
				await publishOne("two", "1");
				await fsck("one");
			});

			it("follows commits another studio published, without being made anew", async () => {
				await newProject("one");
				const other = await openRepositories("b");
				await publishOne("one", "1");
				const clone = await other.clone("one");
				await writeFile(join(clone, "mark"), "");
				const sha = await publishOne("one", "2");
				expect((await other.readFile("one", sha, "a.txt"))?.toString()).toBe("2");
				await access(join(clone, "mark"));
			});

			it("is made once for many who ask at the same time", async () => {
				await newProject("one");
				await publishOne("one", "1");
				await repositories.dropCache("one");
				const answers = await Promise.all(Array.from({ length: 8 }, () => repositories.versions("one", { limit: 1 })));
				for (const answer of answers) expect(answer).toEqual(answers[0]);
			});
		});

		describe("versions", () => {
			it("tell who did what, when, in which run", async () => {
				const start = await newProject("one");
				const writer = await openWriter("one");
				await writer.publish(repositories, "one", { subject: "Make it “blue”", run: "run-1", kind: "turn", outcome: "stopped" });
				await writer.publish(repositories, "one", { subject: "Trim it", kind: "edit" });
				await writer.publish(repositories, "one", { subject: "x", kind: "nonsense", outcome: "odd" });
				const { versions, nextCursor } = await repositories.versions("one", { limit: 9 });
				expect(nextCursor).toBeNull();
				expect(versions.map(({ title, kind, runId, outcome, current }) => ({ title, kind, runId, outcome, current }))).toEqual([
					{ title: "x", kind: "edit", runId: null, outcome: null, current: true },
					{ title: "Trim it", kind: "edit", runId: null, outcome: null, current: false },
					{ title: "Make it “blue”", kind: "turn", runId: "run-1", outcome: "stopped", current: false },
					{ title: "New project", kind: "start", runId: null, outcome: null, current: false },
				]);
				expect(versions[3]).toMatchObject({
					sha: start,
					parentSha: null,
					author: "StoryDream",
					createdAt: projectRecord("one").createdAt,
				});
				expect(versions[2]).toMatchObject({ parentSha: start, author: "A person", createdAt: "2027-01-15T08:01:00.000Z" });
				expect(await repositories.version("one", versions[2]?.sha ?? "")).toEqual(versions[2]);
				await expect(repositories.version("one", "1".repeat(40))).rejects.toMatchObject({ code: "not_found" });
				await expect(repositories.version("one", "HEAD")).rejects.toMatchObject({ code: "bad_request" });
			});

			it("leave out autosaves that a later commit of their run follows", async () => {
				await newProject("one");
				const say = (title: string, run: string, kind: string) => `${title}\n\nStoryDream-Run: ${run}\nStoryDream-Kind: ${kind}`;
				await publishOne("one", "1", say("Autosave 1", "run-1", "autosave"));
				await publishOne("one", "2", say("Autosave 2", "run-1", "autosave"));
				const titles = async () => (await repositories.versions("one", { limit: 9 })).versions.map((version) => version.title);
				expect(await titles()).toEqual(["Autosave 2", "New project"]);
				await publishOne("one", "3", "By hand\n\nStoryDream-Kind: edit");
				await publishOne("one", "4", say("The turn", "run-1", "turn"));
				await publishOne("one", "5", say("Crashed", "run-2", "autosave"));
				expect(await titles()).toEqual(["Crashed", "The turn", "By hand", "New project"]);
			});

			it("page by the last one seen, also when new ones come or the last one is an autosave that has passed", async () => {
				await newProject("one");
				for (let n = 1; n <= 4; n++) await publishOne("one", `${n}`, `Change ${n}`);
				const autosaved = await publishOne("one", "5", "Saved\n\nStoryDream-Run: r\nStoryDream-Kind: autosave");
				const first = await repositories.versions("one", { limit: 1 });
				expect(first.nextCursor).toBe(autosaved);
				await publishOne("one", "6", "Done\n\nStoryDream-Run: r\nStoryDream-Kind: turn");
				const titles: string[] = [];
				for (let cursor = first.nextCursor; cursor !== null; ) {
					const page: Awaited<ReturnType<Repositories["versions"]>> = await repositories.versions("one", { limit: 2, cursor });
					titles.push(...page.versions.map((version) => version.title));
					cursor = page.nextCursor;
				}
				expect(titles).toEqual(["Change 4", "Change 3", "Change 2", "Change 1", "New project"]);
				await expect(repositories.versions("one", { limit: 2, cursor: "1".repeat(40) })).rejects.toMatchObject({
					code: "bad_request",
				});
			});
		});

		describe("what a version changed", () => {
			it("is told file by file, with its patch", async () => {
				const start = await newProject("one");
				const writer = await openWriter("one");
				await writer.write("old name.txt", "one\ntwo\nthree\nfour\nfive\n");
				await writer.write("bin", Buffer.from([0, 1, 2]));
				await writer.publish(repositories, "one");
				await writer.remove("old name.txt");
				await writer.write("new\tname.txt", "one\ntwo\nthree\nfour\nfive\nsix\n");
				await writer.write("bin", Buffer.from([0, 1, 3]));
				await writer.write("src/storyboard.json", "{}\n");
				await writer.remove("src/scenes");
				await writer.write(".gitattributes", "*.json diff=evil\n");
				await writer.publish(repositories, "one");
				const sha = await writer.head();
				const diff = await repositories.diff("one", sha);
				expect(diff).toMatchObject({ sha, truncated: false });
				expect(diff.files).toEqual([
					{ path: ".gitattributes", status: "added", added: 1, removed: 0 },
					{ path: "bin", status: "changed", added: 0, removed: 0 },
					{ path: "edit.txt", status: "changed", added: 1, removed: 1 },
					{ path: "new\tname.txt", status: "renamed", added: 1, removed: 0 },
					{ path: "src/scenes/Title.tsx", status: "deleted", added: 0, removed: 1 },
					{ path: "src/storyboard.json", status: "changed", added: 1, removed: 1 },
				]);
				expect(diff.patch).toContain('-{ "scenes": [] }\n+{}\n');
				const first = await repositories.diff("one", start);
				expect(first).toMatchObject({ baseSha: null, files: [{ status: "added" }, { status: "added" }, { status: "added" }] });
			});

			it("is cut at a line when it is large, and says so", async () => {
				await newProject("one");
				const sha = await publishOne("one", "a line of text, again and again\n".repeat(20_000));
				const diff = await repositories.diff("one", sha);
				expect(diff.truncated).toBe(true);
				expect(Buffer.byteLength(diff.patch)).toBeLessThanOrEqual(200_000);
				expect(diff.patch.endsWith("\n")).toBe(true);
				expect(diff.files).toContainEqual({ path: "a.txt", status: "added", added: 20_000, removed: 0 });
			});
		});

		describe("files of a version", () => {
			it("are read and listed; what is no file is null", async () => {
				await newProject("one");
				const sha = await publishOne("one", "\u0000bytes\n");
				expect(await repositories.readFile("one", sha, "a.txt")).toEqual(Buffer.from("\u0000bytes\n"));
				expect(await repositories.listFiles("one", sha)).toEqual([{ path: "a.txt", bytes: 7, mode: "100644" }]);
				for (const path of ["", "nothing", "/a.txt", "a.txt/", "../a.txt", "./a.txt", "a.txt\n", `a.txt\n${sha}:a.txt`, "a\0"]) {
					expect(await repositories.readFile("one", sha, path)).toBeNull();
				}
				const start = (await repositories.version("one", sha)).parentSha ?? "";
				expect(await repositories.readFile("one", start, "src")).toBeNull();
				expect((await repositories.readFile("one", start, "src/storyboard.json"))?.toString()).toBe('{ "scenes": [] }\n');
				await expect(repositories.readFile("one", "1".repeat(40), "a.txt")).rejects.toMatchObject({ code: "not_found" });
				await expect(repositories.listFiles("one", "1".repeat(40))).rejects.toMatchObject({ code: "not_found" });
			});

			it("over 5 MB are not read into memory", async () => {
				await newProject("one");
				const sha = await publishOne("one", "x".repeat(5_000_001));
				await expect(repositories.readFile("one", sha, "a.txt")).rejects.toMatchObject({ code: "too_large" });
				const fits = await publishOne("one", "x".repeat(5_000_000));
				expect((await repositories.readFile("one", fits, "a.txt"))?.length).toBe(5_000_000);
			});
		});

		describe("transcripts", () => {
			const read = async (session = "agent-1") => {
				const stream = await repositories.readTranscript("one", session);
				return stream && Buffer.concat(await stream.toArray()).toString();
			};

			it("grow by parts, and read as one", async () => {
				expect(await read()).toBeNull();
				expect(await repositories.transcriptBytes("one", "agent-1")).toBe(0);
				await repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\n"));
				await repositories.appendTranscript("one", "agent-1", 4, Buffer.from("bbb\n"));
				await repositories.appendTranscript("one", "agent-2", 0, Buffer.from("other\n"));
				expect(await read()).toBe("aaa\nbbb\n");
				expect(await repositories.transcriptBytes("one", "agent-1")).toBe(8);
				expect(await paths("repos/one/.claude/agent-1/")).toEqual(["000000000000.jsonl", "000000000004.jsonl"]);
			});

			it("take a part once however often it is sent, alone or with more", async () => {
				await repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\n"));
				await Promise.all(
					Array.from({ length: 3 }, () => repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\nbbb\n"))),
				);
				await repositories.appendTranscript("one", "agent-1", 2, Buffer.from("a\n"));
				await repositories.appendTranscript("one", "agent-1", 8, Buffer.alloc(0));
				expect(await read()).toBe("aaa\nbbb\n");
			});

			it("never have a gap: a part from beyond the end is refused, and says from where", async () => {
				await repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\n"));
				const gap = repositories.appendTranscript("one", "agent-1", 9, Buffer.from("x"));
				await expect(gap).rejects.toMatchObject({ code: "conflict", hint: expect.stringContaining("byte 4") });
			});

			it("are joined into one part, and go on growing", async () => {
				for (let n = 0; n < 5; n++) await repositories.appendTranscript("one", "agent-1", n * 2, Buffer.from(`${n}\n`));
				await repositories.compactTranscript("one", "agent-1");
				await repositories.compactTranscript("one", "agent-1");
				await repositories.compactTranscript("one", "agent-9");
				expect(await paths("repos/one/.claude/agent-1/")).toEqual(["000000000000.jsonl"]);
				await repositories.appendTranscript("one", "agent-1", 10, Buffer.from("5\n"));
				expect(await read()).toBe("0\n1\n2\n3\n4\n5\n");
			});

			it("read the same after joining was cut short by a crash", async () => {
				for (let n = 0; n < 3; n++) await repositories.appendTranscript("one", "agent-1", n * 2, Buffer.from(`${n}\n`));
				// What is there when the joined part is written and the others are not removed yet.
				await stores.objects.put("repos/one/.claude/agent-1/000000000000.jsonl", Buffer.from("0\n1\n2\n"), { mode: "replace" });
				expect(await read()).toBe("0\n1\n2\n");
				expect(await repositories.transcriptBytes("one", "agent-1")).toBe(6);
				await repositories.appendTranscript("one", "agent-1", 6, Buffer.from("3\n"));
				await repositories.compactTranscript("one", "agent-1");
				expect(await read()).toBe("0\n1\n2\n3\n");
			});

			it("are kept apart by names that can't leave their folder", async () => {
				for (const session of ["", "..", "a/b", ".hidden", "x".repeat(200)]) {
					const append = repositories.appendTranscript("one", session, 0, Buffer.from("x"));
					await expect(append).rejects.toMatchObject({ code: "bad_request" });
					await expect(repositories.readTranscript("one", session)).rejects.toMatchObject({ code: "bad_request" });
				}
			});
		});

		it("says in every verb that a project is not there", async () => {
			const sha = "1".repeat(40);
			const { sha: newHead, bundle } = makeCommit({ parent: sha, files: { a: "1" } });
			const asked: (() => Promise<unknown>)[] = [
				() => repositories.openSource("nobody"),
				() => repositories.publish("nobody", { expectedHead: sha, newHead, bundle }),
				() => repositories.writeSource("nobody"),
				() => repositories.versions("nobody", { limit: 1 }),
				() => repositories.version("nobody", sha),
				() => repositories.diff("nobody", sha),
				() => repositories.sourceOf("nobody", sha),
				() => repositories.readFile("nobody", sha, "a"),
				() => repositories.listFiles("nobody", sha),
				() => repositories.clone("nobody"),
			];
			for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: "project_not_found" });
			await repositories.dropCache("nobody");
		});

		it("leaves nothing of a deleted project, also when the deletion was cut short and taken up again", async () => {
			await newProject("one");
			await newProject("two");
			await publishOne("one", "1");
			await repositories.appendTranscript("one", "agent-1", 0, Buffer.from("x"));
			await stores.records.projects.beginDelete("one");
			await stores.objects.removeAll("repos/one/packs/");
			// Here the studio was killed; the next one starts:
			for (const id of await stores.records.projects.listDeleting()) {
				await repositories.dropCache(id);
				await stores.objects.removeAll(`repos/${id}/`);
				await stores.records.projects.finishDelete(id);
			}
			expect(await paths("repos/one/")).toEqual([]);
			expect(await readdir(join(folder, "cache-a", "repositories"))).not.toContain("one.git");
			expect(await stores.records.projects.listDeleting()).toEqual([]);
			await openWriter("two");
		});
	});
}

/** The same store, telling each write by its verb and path. */
function counted(objects: Objects, writes: string[]): Objects {
	return {
		...objects,
		put: (path, body, options) => {
			writes.push(`put ${path}`);
			return objects.put(path, body, options);
		},
		putFile: (path, file, options) => {
			writes.push(`putFile ${path}`);
			return objects.putFile(path, file, options);
		},
		copy: (from, to) => {
			writes.push(`copy ${to}`);
			return objects.copy(from, to);
		},
	};
}
