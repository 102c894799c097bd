import { randomBytes } from "node:crypto";
import { chmod, symlink } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import type { Repositories } from "../repositories.ts";
import { readArchive } from "../testing/writer.ts";
import type { RepositoriesUnderTest, StoresUnderTest } from "./under-test.ts";

/** What a project is opened from. */
export function describeOpening(under: RepositoriesUnderTest): void {
	const { newProject, head, publishOne, openWriter, paths } = under;
	let stores: StoresUnderTest;
	let repositories: Repositories;
	let writes: string[];
	beforeEach(() => {
		({ stores, repositories, writes } = under);
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
			expect([after.sourceSha, after.bundles]).toEqual([await head("one"), []]);
			expect((await buffer(after.source)).length).toBe(
				(await stores.objects.head(`repos/one/src/${after.sourceSha}.tar.zst`))?.bytes,
			);
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
			const files = new Map((await readArchive((await repositories.openSource("one")).source)).map((file) => [file.path, file]));
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
}
