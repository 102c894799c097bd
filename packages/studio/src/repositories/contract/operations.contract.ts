import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRepositories } from "../index.ts";
import type { Repositories } from "../repositories.ts";
import { type Counts, countObjects } from "../testing/counted-objects.ts";
import { projectRecord, temporaryFolder, writeTemplate } from "../testing/fixtures.ts";
import { runGit, Writer } from "../testing/writer.ts";
import type { StoresUnderTest } from "./under-test.ts";

const SESSION = "agent-1";

/** The seven operations of a project's life: each is one call, and moves only what it must. Uses real git. */
export function describeOperations(name: string, open: () => Promise<StoresUnderTest>): void {
	describe(`a project's life on ${name}`, () => {
		let stores: StoresUnderTest;
		let folder: string;
		let removeFolder: () => Promise<void>;
		let studio: Repositories;
		let taken: () => Counts;
		const opened: Repositories[] = [];

		/** A studio that has nothing of the project on its own disk, with counts of its own. */
		async function anotherStudio(cache: string) {
			const counted = countObjects(stores.objects);
			const repositories = await createRepositories({
				records: stores.records,
				objects: counted.objects,
				cacheDir: join(folder, cache),
			});
			opened.push(repositories);
			return { repositories, taken: counted.taken };
		}

		beforeEach(async () => {
			stores = await open();
			({ folder, remove: removeFolder } = await temporaryFolder("operations"));
			({ repositories: studio, taken } = await anotherStudio("first"));
			await writeTemplate(join(folder, "template"));
			await studio.publishTemplate(join(folder, "template"));
			taken();
		});
		afterEach(async () => {
			for (const one of opened.splice(0)) await one.settled();
			await stores.close();
			await removeFolder();
		});

		async function newProject(): Promise<string> {
			const made = await studio.initialise("one");
			await stores.records.projects.create(projectRecord("one", made));
			return made.currentCommitSha;
		}

		/** A work tree of so many files of 4 kB, published; answers its writer. */
		async function filledProject(files: number): Promise<Writer> {
			await newProject();
			const writer = await Writer.open(studio, "one", join(folder, "work"));
			const before = await writer.head();
			for (let n = 0; n < files; n++) await writer.write(`media/${n % 20}/${n}.bin`, randomBytes(4000));
			const newHead = await writer.commit({ subject: "Fill it" });
			await studio.publish("one", { expectedHead: before, newHead, bundle: await writer.bundle(before) });
			taken();
			return writer;
		}

		async function edit(writer: Writer, text: string): Promise<{ bundle: Buffer; newHead: string }> {
			const expectedHead = await writer.head();
			await writer.write("src/storyboard.json", `${JSON.stringify({ text })}\n`);
			const newHead = await writer.commit({ subject: text });
			const bundle = await writer.bundle(expectedHead);
			taken();
			expect(await studio.publish("one", { expectedHead, newHead, bundle })).toMatchObject({ published: true });
			return { bundle, newHead };
		}

		const readAll = async (body: AsyncIterable<Buffer> | Buffer[]) => {
			let bytes = 0;
			for await (const chunk of body) bytes += chunk.length;
			return bytes;
		};

		it("1. initialise from the template: second names for its two objects, and no byte moves", async () => {
			await newProject();
			expect(taken()).toMatchObject({
				read: [],
				written: [expect.stringContaining("/packs/"), expect.stringContaining("/src/")],
				bytesWritten: 0,
			});
		});

		it("2. download the whole repository: each pack once, and only the new ones after", async () => {
			const writer = await filledProject(30);
			for (const text of ["a", "b", "c"]) await edit(writer, text);
			const { repositories, taken: takenThere } = await anotherStudio("second");
			const gitDir = await repositories.clone("one");
			const packs = (await stores.records.projects.get("one"))?.packs ?? [];
			const first = takenThere();
			expect([...first.read].sort()).toEqual(packs.map((pack) => `repos/one/packs/${pack.sha256}.bundle`).sort());
			expect(first.bytesRead).toBe(packs.reduce((total, pack) => total + pack.bytes, 0));
			expect(await runGit(gitDir, ["rev-list", "--count", "main"])).toBe("5");
			expect(await runGit(gitDir, ["fsck", "--strict", "--full", "--no-dangling"])).toBe("");
			await repositories.clone("one");
			expect(takenThere().read).toEqual([]);
			await edit(writer, "d");
			await repositories.clone("one");
			expect(takenThere().read.length).toBe(1);
		});

		it.each([10, 300])("3. upload changes: one object of what an edit changed, in a project of %i files", async (files) => {
			const writer = await filledProject(files);
			const { bundle } = await edit(writer, "one edit");
			const counts = taken();
			expect(counts.written).toEqual([expect.stringMatching(/^repos\/one\/packs\/[0-9a-f]{64}\.bundle$/)]);
			expect(counts.read).toEqual([]);
			expect(counts.bytesWritten).toBe(bundle.length);
			// The commit, a file, and the folders on the way to it.
			expect(counts.bytesWritten).toBeLessThan(2000);
		});

		it("4. and 5. upload the source only, download the source only: one object each", async () => {
			const writer = await filledProject(20);
			const { newHead } = await edit(writer, "one edit");
			taken();
			await studio.writeSource("one");
			const path = `repos/one/src/${newHead}.tar.zst`;
			expect(taken()).toMatchObject({ written: [path], read: [] });
			await studio.writeSource("one");
			expect(taken()).toMatchObject({ written: [], read: [] });

			const { repositories, taken: takenThere } = await anotherStudio("second");
			const source = await repositories.openSource("one");
			expect([source.head, source.sourceSha, source.bundles]).toEqual([newHead, newHead, []]);
			const bytesRead = await readAll(source.source);
			expect(takenThere()).toMatchObject({ read: [path], written: [], bytesRead });
		});

		it("6. and 7. upload the agent's session data, download it: what is new, and one object after a clean end", async () => {
			await newProject();
			taken();
			const first = randomBytes(50_000);
			const second = randomBytes(300);
			await studio.appendTranscript("one", SESSION, 0, first);
			expect(taken().bytesWritten).toBe(first.length);
			await studio.appendTranscript("one", SESSION, first.length, second);
			expect(taken()).toMatchObject({ written: [expect.stringContaining("/.claude/")], read: [], bytesWritten: second.length });
			await studio.compactTranscript("one", SESSION);

			const { repositories, taken: takenThere } = await anotherStudio("second");
			const transcript = await repositories.readTranscript("one", SESSION);
			expect(await readAll(transcript ?? [])).toBe(first.length + second.length);
			expect(takenThere().read).toEqual([`repos/one/.claude/${SESSION}/000000000000.jsonl`]);
		});

		it("opening after a clean end reads one object, and one more for the transcript", async () => {
			const writer = await filledProject(50);
			for (const text of ["a", "b", "c"]) {
				const { newHead } = await edit(writer, text);
				await studio.appendTranscript("one", SESSION, await studio.transcriptBytes("one", SESSION), Buffer.from(`${newHead}\n`));
			}
			await studio.writeSource("one");
			await studio.compactTranscript("one", SESSION);

			const { repositories, taken: takenThere } = await anotherStudio("second");
			const { source, bundles } = await repositories.openSource("one");
			const transcript = await repositories.readTranscript("one", SESSION);
			await readAll(source);
			expect(await readAll(transcript ?? [])).toBe(3 * 41);
			expect(bundles).toEqual([]);
			expect(takenThere().read.length).toBe(2);
		});
	});
}
