import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { rounds } from "@storydream/sandbox/testing";
import { beforeEach, describe, expect, it } from "vitest";
import type { Objects } from "../../objects/objects.ts";
import type { PublishResult, Repositories } from "../repositories.ts";
import { makeCommit } from "../testing/commit-bundle.ts";
import { runGit } from "../testing/writer.ts";
import type { RepositoriesUnderTest, StoresUnderTest } from "./under-test.ts";

const ROUNDS = rounds(200, 12);

/** How commits become the head, and what becomes of those that do not. */
export function describePublishing(under: RepositoriesUnderTest): void {
	const { openRepositories, newProject, head, publishOne, openWriter, fsck, paths } = under;
	let stores: StoresUnderTest;
	let repositories: Repositories;
	let opened: Repositories[];
	let writes: string[];
	beforeEach(() => {
		({ stores, repositories, opened, writes } = under);
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
			const bundle = await readFile(join(writer.folder, ".git", "head.bundle"));
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

		it(`by two writers at once is won by exactly one, ${ROUNDS} times; the other's commits are all kept`, {
			timeout: 240_000,
		}, async () => {
			const other = await openRepositories("b", { maxPacks: 20 });
			let current = await newProject("one");
			const losers: string[] = [];
			for (let round = 0; round < ROUNDS; round++) {
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
			expect((await fresh.versions("one", { limit: 500 })).versions.length).toBe(ROUNDS + 1);
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
}
