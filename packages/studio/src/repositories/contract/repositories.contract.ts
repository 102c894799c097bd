import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeCommit } from "../testing/commit-bundle.ts";
import { describeClone } from "./clone.ts";
import { describeCompaction } from "./compaction.ts";
import { describeNewProject } from "./new-project.ts";
import { describeOpening } from "./opening.ts";
import { describePublishing } from "./publishing.ts";
import { describeTranscripts } from "./transcripts.ts";
import { type StoresUnderTest, useRepositories } from "./under-test.ts";
import { describeVersions } from "./versions.ts";

/** What histories promise, on whichever stores. Uses real git. */
export function describeRepositories(name: string, open: () => Promise<StoresUnderTest>): void {
	describe(`repositories on ${name}`, () => {
		const under = useRepositories(open);

		describeNewProject(under);
		describePublishing(under);
		describeOpening(under);
		describeCompaction(under);
		describeClone(under);
		describeVersions(under);
		describeTranscripts(under);

		it("says in every verb that a project is not there", async () => {
			const { repositories } = under;
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
			const { stores, folder, repositories, newProject, publishOne, openWriter, paths } = under;
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
