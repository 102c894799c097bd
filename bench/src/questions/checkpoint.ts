import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countObjects } from "../../../packages/studio/src/repositories/testing/counted-objects.ts";
import type { Figure } from "../harness/figures.ts";
import { makeProject, onBothPairs, openRepositories, type Stores } from "../harness/stores.ts";

const EDITS = 15;
const SIZES = [
	{ files: 10, bytes: 0.7e6 },
	{ files: 100, bytes: 6.6e6 },
	{ files: 1000, bytes: 66e6 },
];

/** Saving one small edit: how long, how many objects and transactions, how many bytes, in small and large projects. */
export function checkpoint(): Promise<Figure[]> {
	return onBothPairs(async (stores) => {
		const figures: Figure[] = [];
		for (const size of SIZES) figures.push(...(await measure(stores, size)));
		return figures;
	});
}

async function measure(stores: Stores, size: { files: number; bytes: number }): Promise<Figure[]> {
	const { objects, taken } = countObjects(stores.objects);
	let transactions = 0;
	const { projects } = stores.records;
	const records = {
		...stores.records,
		projects: {
			...projects,
			moveHead: (...given: Parameters<typeof projects.moveHead>) => {
				transactions += 1;
				return projects.moveHead(...given);
			},
		},
	};
	const id = `project-${size.files}`;
	const repositories = await openRepositories({ ...stores, records }, objects, `cache-${size.files}`);
	const writer = await makeProject(stores, repositories, id, size);

	const samples: number[] = [];
	const written: number[] = [];
	const moved: number[] = [];
	const kilobytes: number[] = [];
	for (let edit = 0; edit <= EDITS; edit += 1) {
		await writeFile(join(writer.folder, "src/storyboard.json"), `{"edit":${edit}}\n`);
		const expectedHead = await writer.head();
		const newHead = await writer.commit({ subject: `Edit ${edit}` });
		taken();
		transactions = 0;
		const startedAt = performance.now();
		const bundle = await writer.bundle(expectedHead);
		await repositories.publish(id, { expectedHead, newHead, bundle });
		if (edit === 0) continue;
		samples.push(performance.now() - startedAt);
		const counts = taken();
		written.push(counts.written.length);
		kilobytes.push(counts.bytesWritten / 1000);
		moved.push(transactions);
	}
	await repositories.settled();
	const of = `(${stores.name}; ${size.files} files, ${size.bytes / 1e6} MB)`;
	const note = ["bundle, object, head", stores.note].filter(Boolean).join("; ");
	return [
		{ question: `checkpoint of a one-file edit ${of}`, unit: "ms", samples, goal: 150, note },
		{ question: `objects written by it ${of}`, unit: "count", samples: written, goal: 3 },
		{ question: `record transactions of it ${of}`, unit: "count", samples: moved, goal: 1 },
		{ question: `bytes written by it ${of}`, unit: "kB", samples: kilobytes },
	];
}
