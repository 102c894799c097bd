import { beforeEach, describe, expect, it } from "vitest";
import type { Objects } from "../../objects/objects.ts";
import type { Records } from "../../records/records.ts";
import type { Repositories } from "../repositories.ts";
import { makeCommit } from "../testing/commit-bundle.ts";
import type { RepositoriesUnderTest, StoresUnderTest } from "./under-test.ts";

/** How packs are joined. */
export function describeCompaction(under: RepositoriesUnderTest): void {
	const { openRepositories, newProject, head, publishOne, openWriter, fsck, paths } = under;
	let stores: StoresUnderTest;
	let repositories: Repositories;
	beforeEach(() => {
		({ stores, repositories } = under);
	});

	describe("compaction", () => {
		it("joins many packs into one, keeps all versions, and removes the old ones only later", async () => {
			let time = Date.now();
			repositories = await openRepositories("small", { maxPacks: 4, now: () => time });
			under.repositories = repositories;
			await newProject("one");
			for (let n = 0; n < 4; n++) await publishOne("one", `${n}`);
			const early = await repositories.openSource("one");
			await repositories.settled();
			const packs = (await stores.records.projects.get("one"))?.packs ?? [];
			expect(packs.map((pack) => pack.head)).toEqual([await head("one")]);
			expect(await paths("repos/one/packs/")).toContain(`${packs[0]?.sha256}.bundle`);
			// Whoever was opening the project still reads what it was given.
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
}
