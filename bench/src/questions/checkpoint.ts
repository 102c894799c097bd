import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createDiskObjects } from "../../../packages/studio/src/objects/disk.ts";
import type { Objects } from "../../../packages/studio/src/objects/objects.ts";
import { createSqliteRecords } from "../../../packages/studio/src/records/sqlite.ts";
import { createRepositories } from "../../../packages/studio/src/repositories/index.ts";
import { projectRecord, writeTemplate } from "../../../packages/studio/src/repositories/testing/fixtures.ts";
import { Writer } from "../../../packages/studio/src/repositories/testing/writer.ts";
import type { Figure } from "../harness/figures.ts";

const EDITS = 15;

/** Saving one small edit: how long, how many objects, how many bytes, in small and large projects. */
export async function checkpoint(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const [files, megabytes] of [
		[10, 0.7],
		[300, 20],
		[1000, 66],
	] as const) {
		const folder = await mkdtemp(join(tmpdir(), "storydream-checkpoint-"));
		const disk = await createDiskObjects({ directory: join(folder, "objects") });
		let writes = 0;
		const counted: Objects = {
			...disk,
			put(...given) {
				writes += 1;
				return disk.put(...given);
			},
			putFile(...given) {
				writes += 1;
				return disk.putFile(...given);
			},
			copy(...given) {
				writes += 1;
				return disk.copy(...given);
			},
		};
		const records = createSqliteRecords({ file: join(folder, "records.sqlite") });
		try {
			const repositories = await createRepositories({ records, objects: counted, cacheDir: join(folder, "cache") });
			await writeTemplate(join(folder, "template"));
			await repositories.publishTemplate(join(folder, "template"));
			await records.projects.create(projectRecord("project", await repositories.initialise("project")));
			const writer = await Writer.open(repositories, "project", join(folder, "work"));
			for (let file = 0; file < files; file += 1) {
				const path = join(writer.folder, `media/${file % 10}/${file}.bin`);
				await mkdir(dirname(path), { recursive: true });
				await writeFile(path, randomBytes((megabytes * 1e6) / files));
			}
			const before = await writer.head();
			const filled = await writer.commit({ subject: "Fill it" });
			await repositories.publish("project", { expectedHead: before, newHead: filled, bundle: await writer.bundle(before) });

			const samples: number[] = [];
			const objects: number[] = [];
			const bytes: number[] = [];
			for (let edit = 0; edit <= EDITS; edit += 1) {
				await writeFile(join(writer.folder, "src/storyboard.json"), `{"edit":${edit}}\n`);
				const expectedHead = await writer.head();
				const newHead = await writer.commit({ subject: `Edit ${edit}` });
				writes = 0;
				const startedAt = performance.now();
				const bundle = await writer.bundle(expectedHead);
				await repositories.publish("project", { expectedHead, newHead, bundle });
				if (edit === 0) continue;
				samples.push(performance.now() - startedAt);
				objects.push(writes);
				bytes.push(bundle.length / 1000);
			}
			const size = `${files} files, ${megabytes} MB`;
			figures.push({
				question: `checkpoint of a one-file edit (${size})`,
				unit: "ms",
				samples,
				goal: 150,
				note: "bundle, object, head",
			});
			figures.push({ question: `objects written by it (${size})`, unit: "count", samples: objects, goal: 3 });
			figures.push({ question: `bytes written by it (${size})`, unit: "kB", samples: bytes });
		} finally {
			await records.close();
			await rm(folder, { recursive: true, force: true });
		}
	}
	return figures;
}
