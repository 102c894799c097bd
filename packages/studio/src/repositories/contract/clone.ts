import { access, chmod, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Repositories } from "../repositories.ts";
import type { RepositoriesUnderTest } from "./under-test.ts";

/** The cache on this machine. */
export function describeClone(under: RepositoriesUnderTest): void {
	const { openRepositories, newProject, publishOne, fsck } = under;
	let folder: string;
	let repositories: Repositories;
	beforeEach(() => {
		({ folder, repositories } = under);
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
}
