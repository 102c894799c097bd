import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Repositories } from "../repositories.ts";
import { writeTemplate } from "../testing/fixtures.ts";
import type { RepositoriesUnderTest } from "./under-test.ts";

/** How a project begins. */
export function describeNewProject(under: RepositoriesUnderTest): void {
	const { openRepositories, newProject, openWriter } = under;
	let folder: string;
	let repositories: Repositories;
	let writes: string[];
	beforeEach(() => {
		({ folder, repositories, writes } = under);
	});

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
}
