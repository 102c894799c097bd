import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { countObjects } from "../../../packages/studio/src/repositories/testing/counted-objects.ts";
import type { Figure } from "../harness/figures.ts";
import { makeProject, onBothPairs, openRepositories, type Stores } from "../harness/stores.ts";

const RUNS = 7;
const SIZES = [
	{ files: 10, bytes: 0.7e6 },
	{ files: 300, bytes: 20e6 },
];
const AGENT = "agent-1";
const TRANSCRIPT = Buffer.alloc(300_000, '{"type":"assistant"}\n');

/** Opening a project after a clean end, on a studio that has nothing of it on its own disk. */
export function openProject(): Promise<Figure[]> {
	return onBothPairs(async (stores) => {
		const figures: Figure[] = [];
		for (const size of SIZES) figures.push(...(await measure(stores, size)));
		return figures;
	});
}

async function measure(stores: Stores, size: { files: number; bytes: number }): Promise<Figure[]> {
	const id = `project-${size.files}`;
	const before = await openRepositories(stores, stores.objects, `cache-${size.files}`);
	await makeProject(stores, before, id, size);
	await before.appendTranscript(id, AGENT, 0, TRANSCRIPT);
	await before.writeSource(id);
	await before.compactTranscript(id, AGENT);
	await before.settled();

	const samples: number[] = [];
	const reads: number[] = [];
	const megabytes: number[] = [];
	for (let run = 0; run <= RUNS; run += 1) {
		const { objects, taken } = countObjects(stores.objects);
		const cold = await openRepositories(stores, objects, "cold");
		const startedAt = performance.now();
		const [opened, transcript] = await Promise.all([cold.openSource(id), cold.readTranscript(id, AGENT)]);
		const bodies = [opened.source, ...opened.bundles.map(({ body }) => body), ...(transcript ? [transcript] : [])];
		await Promise.all(bodies.map(drain));
		if (run > 0) {
			samples.push(performance.now() - startedAt);
			const counts = taken();
			reads.push(counts.read.length);
			megabytes.push(counts.bytesRead / 1e6);
		}
		await rm(join(stores.folder, "cold"), { recursive: true, force: true });
	}
	const of = `(${stores.name}; ${size.files} files, ${size.bytes / 1e6} MB)`;
	return [
		{
			question: `opening a project cold ${of}`,
			unit: "ms",
			samples,
			...(stores.note === undefined ? {} : { note: stores.note }),
		},
		{ question: `objects read by it ${of}`, unit: "count", samples: reads, goal: 2, note: "the source and the transcript" },
		{ question: `bytes read by it ${of}`, unit: "MB", samples: megabytes },
	];
}

async function drain(body: Readable): Promise<void> {
	for await (const _ of body);
}
