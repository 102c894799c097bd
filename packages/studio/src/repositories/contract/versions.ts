import { beforeEach, describe, expect, it } from "vitest";
import type { Repositories } from "../repositories.ts";
import { projectRecord } from "../testing/fixtures.ts";
import type { RepositoriesUnderTest } from "./under-test.ts";

/** What is known of versions: who made them, what they changed, and their files. */
export function describeVersions(under: RepositoriesUnderTest): void {
	const { newProject, publishOne, openWriter } = under;
	let repositories: Repositories;
	beforeEach(() => {
		({ repositories } = under);
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

		it("are compared with what was before the autosaves of their run", async () => {
			const start = await newProject("one");
			const say = (title: string, kind: string) => `${title}\n\nStoryDream-Run: run-1\nStoryDream-Kind: ${kind}`;
			const autosaved = await publishOne("one", "1", say("Autosave", "autosave"));
			expect((await repositories.diff("one", autosaved)).baseSha).toBe(start);
			const turn = await publishOne("one", "2", say("The turn", "turn"));
			expect((await repositories.diff("one", turn)).baseSha).toBe(start);
			const byHand = await publishOne("one", "3", "By hand\n\nStoryDream-Kind: edit");
			expect((await repositories.diff("one", byHand)).baseSha).toBe(turn);
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
		it("is described file by file, with its patch", async () => {
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
}
