import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { message, moment, project } from "../../../packages/studio/src/records/contract/samples.ts";
import { createFirestoreRecords } from "../../../packages/studio/src/records/firestore/index.ts";
import type { Records } from "../../../packages/studio/src/records/records.ts";
import { createSqliteRecords } from "../../../packages/studio/src/records/sqlite/index.ts";
import { startFirestoreEmulator } from "../../../packages/studio/src/records/testing/firestore-emulator.ts";
import type { Figure } from "../harness/figures.ts";

const PROJECTS = 1_000;
const PAGE = 50;
const MESSAGES = 1_000;
/** Made at the same time, where only the making counts not. */
const AT_ONCE = 20;

/** Listing 1,000 projects and appending 1,000 messages, on both stores of records. */
export async function records(): Promise<Figure[]> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-records-"));
	const emulator = await startFirestoreEmulator(process.env);
	const figures: Figure[] = [];
	try {
		figures.push(...(await measure("SQLite", createSqliteRecords({ file: join(folder, "records.db") }))));
		if ("missing" in emulator) {
			console.error(`  no figures of Firestore: ${emulator.missing}`);
			return figures;
		}
		// An emulator that was given may be in use by others: a database of our own.
		const database = `bench-${randomUUID()}`;
		const options = { projectId: "storydream-bench", database, emulatorHost: emulator.host };
		figures.push(...(await measure("Firestore", createFirestoreRecords(options), "Google's emulator on this machine")));
		return figures;
	} finally {
		if (!("missing" in emulator)) await emulator.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function measure(name: string, store: Records, note?: string): Promise<Figure[]> {
	try {
		for (let from = 0; from < PROJECTS; from += AT_ONCE) {
			const numbers = Array.from({ length: AT_ONCE }, (_, index) => from + index);
			await Promise.all(
				numbers.map((n) => store.projects.create(project(`project-${n}`, { updatedAt: moment(n), name: `Film ${n}` }))),
			);
		}
		const first: number[] = [];
		for (let run = 0; run < 20; run++) {
			first.push(await timed(() => store.projects.list({ userId: "anonymous", limit: PAGE })));
		}
		const all: number[] = [];
		for (let run = 0; run < 5; run++) all.push(await timed(() => listAll(store)));
		const search: number[] = [];
		for (let run = 0; run < 5; run++) {
			search.push(await timed(() => store.projects.list({ userId: "anonymous", search: "film 1", limit: PAGE })));
		}
		const rare: number[] = [];
		for (let run = 0; run < 5; run++) {
			rare.push(await timed(() => store.projects.list({ userId: "anonymous", search: "film 7", limit: PROJECTS })));
		}
		const append: number[] = [];
		for (let n = 0; n < MESSAGES; n++) {
			append.push(await timed(() => store.messages.add(message("project-1", `message-${n}`))));
		}
		const more = note === undefined ? {} : { note };
		return [
			{ question: `${name}: first page of ${PAGE} of 1,000 projects`, unit: "ms", samples: first, ...more },
			{ question: `${name}: all 1,000 projects, page by page`, unit: "ms", samples: all, ...more },
			{ question: `${name}: a search with many hits, its first page`, unit: "ms", samples: search, ...more },
			{ question: `${name}: a search through all 1,000`, unit: "ms", samples: rare, ...more },
			{ question: `${name}: one message of 1,000 appended`, unit: "ms", samples: append, ...more },
		];
	} finally {
		await store.close();
	}
}

async function listAll(store: Records): Promise<void> {
	let cursor: string | undefined;
	let seen = 0;
	do {
		const page: Awaited<ReturnType<Records["projects"]["list"]>> = await store.projects.list({
			userId: "anonymous",
			limit: PAGE,
			...(cursor === undefined ? {} : { cursor }),
		});
		seen += page.items.length;
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined);
	if (seen !== PROJECTS) throw new Error(`${seen} projects were listed`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
}
