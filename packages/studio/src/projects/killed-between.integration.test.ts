import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rounds, roundsDeadline } from "@storydream/sandbox/testing";
import { pino } from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { newId } from "../ids.ts";
import { packPath, sourcePath } from "../objects/layout.ts";
import { startGcsServer } from "../objects/testing/gcs-server.ts";
import { emulatorHost } from "../records/testing/firestore-under-test.ts";
import { createRepositories } from "../repositories/index.ts";
import { temporaryFolder, writeTemplate } from "../repositories/testing/fixtures.ts";
import { runGit } from "../repositories/testing/writer.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { createProjectsCore } from "./projects.ts";
import type { Death } from "./testing/fatal-stores.ts";
import { openStores, type StoresAddress } from "./testing/stores.ts";

/** On one machine fewer: `repositories/kill.integration.test.ts` kills there at any moment, not only between operations. */
const EMBEDDED_OF_LONG = 30;
const CLOUD_OF_LONG = 100;
const EMBEDDED_ROUNDS = rounds(EMBEDDED_OF_LONG, 10);
const CLOUD_ROUNDS = rounds(CLOUD_OF_LONG, 10);
/** Lives of one process: all but the last are frozen, the last is killed. */
const LIVES = 10;
const CHILD = fileURLToPath(new URL("./testing/life-child.ts", import.meta.url));
const user = { id: "anonymous", name: "A person", email: "person@example.com" };

/** Everything that was acknowledged to people, in all lives so far. */
class Acknowledged {
	readonly created = new Set<string>();
	readonly deleting = new Set<string>();
	readonly deleted = new Set<string>();
	readonly acknowledged = new Map<string, string[]>();
	readonly kept = new Map<string, string[]>();
	operations = 0;
	deaths = 0;

	take(lines: string[]): void {
		for (const line of lines) {
			const [what, id = "", sha = ""] = line.split(" ");
			if (what === "created") this.created.add(id);
			if (what === "deleting") this.deleting.add(id);
			if (what === "deleted") this.deleted.add(id);
			if (what === "acknowledged") this.acknowledged.set(id, [...(this.acknowledged.get(id) ?? []), sha]);
			if (what === "kept") this.kept.set(id, [...(this.kept.get(id) ?? []), sha]);
			if (what === "died") this.deaths += 1;
			if (what === "operations") this.operations = Number(id);
		}
	}
}

/** Lives in one process, one after the other. */
function live(stores: StoresAddress, cacheDir: string, deaths: (Death | null)[]): Promise<{ lines: string[]; killed: boolean }> {
	return new Promise((resolve, reject) => {
		const args = ["--disable-warning=ExperimentalWarning", CHILD, JSON.stringify({ stores, cacheDir, deaths })];
		execFile(process.execPath, args, { timeout: 600_000, killSignal: "SIGTERM" }, (error, stdout, stderr) => {
			const killed = error?.signal === "SIGKILL";
			if (error && !killed) reject(new Error(`A life ended with ${error.message}: ${stderr}`));
			else resolve({ lines: stdout.trim().split("\n"), killed });
		});
	});
}

/** What the next studio finds must be all that was acknowledged to people, whole, and nothing that was never finished. */
async function inspect(stores: StoresAddress, cacheDir: string, acknowledged: Acknowledged, fsck: boolean): Promise<void> {
	const { records, objects } = await openStores(stores);
	const repositories = await createRepositories({ records, objects, cacheDir });
	const sessions = { endSession: async () => {}, broadcast: () => {} } as unknown as Sessions;
	const projects = createProjectsCore({ records, objects, repositories, sessions, logger: pino({ level: "silent" }) });
	try {
		await projects.resumeDeletions();
		expect(await records.projects.listDeleting()).toEqual([]);
		const shown = (await projects.list(user, { limit: 1000 })).projects.map(({ id }) => id);
		for (const id of acknowledged.created) if (!acknowledged.deleting.has(id)) expect(shown).toContain(id);
		for (const id of acknowledged.deleted) expect(shown).not.toContain(id);
		for (const id of shown) {
			const record = await projects.record(user, id);
			const named = [
				...record.packs.map(({ sha256 }) => packPath(id, sha256)),
				...(record.sourceSha === null ? [] : [sourcePath(id, record.sourceSha)]),
			];
			expect(named.length).toBeGreaterThan(0);
			for (const path of named) expect({ path, there: (await objects.head(path)) !== null }).toEqual({ path, there: true });
			const { versions } = await repositories.versions(id, { limit: 1000 });
			const shas = versions.map(({ sha }) => sha);
			expect(shas[0]).toBe(record.currentCommitSha);
			expect((acknowledged.acknowledged.get(id) ?? []).filter((sha) => !shas.includes(sha))).toEqual([]);
			const transcript = await repositories.readTranscript(id, "agent");
			const text = transcript ? Buffer.concat(await transcript.toArray()).toString() : "";
			expect((acknowledged.kept.get(id) ?? []).filter((sha) => !text.includes(`${sha}\n`))).toEqual([]);
			if (fsck) expect(await runGit(await repositories.clone(id), ["fsck", "--strict", "--full", "--no-dangling"])).toBe("");
		}
		for (const id of acknowledged.deleted)
			for await (const { path } of objects.list(`repos/${id}/`)) expect(path).toBe("nothing");
	} finally {
		await repositories.settled();
		await records.close();
	}
}

describe("a studio that is killed between two operations on its stores", () => {
	const ends: (() => Promise<void>)[] = [];
	afterAll(async () => {
		for (const end of ends) await end();
	});

	it(`loses nothing it acknowledged and shows nothing unfinished, ${EMBEDDED_ROUNDS} times on SQLite and disk`, {
		timeout: roundsDeadline(600_000, EMBEDDED_OF_LONG, EMBEDDED_ROUNDS),
	}, async () => {
		const { folder, remove } = await temporaryFolder("killed-between");
		ends.push(remove);
		await everyLife(folder, { kind: "embedded", folder }, EMBEDDED_ROUNDS);
	});

	it.skipIf(emulatorHost === null)(
		`loses nothing it acknowledged and shows nothing unfinished, ${CLOUD_ROUNDS} times on Firestore and Cloud Storage`,
		{ timeout: roundsDeadline(900_000, CLOUD_OF_LONG, CLOUD_ROUNDS) },
		async () => {
			const { folder, remove } = await temporaryFolder("killed-between");
			ends.push(remove);
			const server = await startGcsServer();
			ends.push(() => server.stop());
			await everyLife(
				folder,
				{
					kind: "cloud",
					projectId: "storydream-test",
					database: `killed-${newId()}`,
					emulatorHost: emulatorHost ?? "",
					bucket: server.bucket,
					apiEndpoint: server.url,
				},
				CLOUD_ROUNDS,
			);
		},
	);

	async function everyLife(folder: string, stores: StoresAddress, deathsToDie: number): Promise<void> {
		const cacheDir = join(folder, "cache");
		await writeTemplate(join(folder, "template"));
		const { records, objects } = await openStores(stores);
		await (await createRepositories({ records, objects, cacheDir })).publishTemplate(join(folder, "template"));
		await records.close();
		const acknowledged = new Acknowledged();
		// Five whole lives first: there is something to delete, and it is known how many operations a life has.
		acknowledged.take((await live(stores, cacheDir, [null, null, null, null, null])).lines);
		expect(acknowledged.operations).toBeGreaterThan(30);
		for (let round = 0; round < deathsToDie; round += LIVES) {
			const deaths = Array.from({ length: LIVES }, (_, life): Death => {
				const nth = round + life;
				const operation = 1 + Math.floor((nth * acknowledged.operations) / deathsToDie);
				return { operation, when: nth % 2 === 0 ? "before" : "after", how: life === LIVES - 1 ? "kill" : "freeze" };
			});
			const { lines, killed } = await live(stores, cacheDir, deaths);
			expect(killed).toBe(true);
			acknowledged.take(lines);
			expect(acknowledged.deaths).toBe((round / LIVES + 1) * (LIVES - 1));
			const cache = (round / LIVES) % 2 === 0 ? cacheDir : join(folder, `cache-${round}`);
			await inspect(stores, cache, acknowledged, round + LIVES >= deathsToDie);
		}
	}
});
