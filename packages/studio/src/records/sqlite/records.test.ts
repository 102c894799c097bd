import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeRecords } from "../contract/records.contract.ts";
import { project } from "../contract/samples.ts";
import type { Records } from "../records.ts";
import { MIGRATIONS } from "./migrations.ts";
import { createSqliteRecords } from "./records.ts";

describeRecords("SQLite", async () => {
	const folder = await mkdtemp(join(tmpdir(), "storydream-records-"));
	const file = join(folder, "storydream.db");
	const opened: Records[] = [createSqliteRecords({ file })];
	const [records] = opened;
	if (!records) throw new Error("not opened");
	return {
		records,
		reopen: async () => {
			const again = createSqliteRecords({ file });
			opened.push(again);
			return again;
		},
		close: async () => {
			for (const store of opened) await store.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
});

describe("the SQLite file", () => {
	let folder: string;
	let file: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "storydream-records-"));
		file = join(folder, "deep", "storydream.db");
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	function peek<T>(work: (db: DatabaseSync) => T): T {
		const db = new DatabaseSync(file);
		try {
			return work(db);
		} finally {
			db.close();
		}
	}

	it("has a write-ahead log and knows its version", async () => {
		const records = createSqliteRecords({ file });
		expect(peek((db) => db.prepare("PRAGMA journal_mode").get()?.journal_mode)).toBe("wal");
		expect(peek((db) => db.prepare("SELECT max(version) AS version FROM schema_version").get()?.version)).toBe(MIGRATIONS.length);
		await records.close();
	});

	it("is left alone when a newer release wrote it", async () => {
		await createSqliteRecords({ file }).close();
		peek((db) => db.exec("INSERT INTO schema_version (version) VALUES (999)"));
		expect(() => createSqliteRecords({ file })).toThrow(/newer release of StoryDream \(schema 999/);
	});

	it("is reported as no database when it is none", async () => {
		await writeFile(
			join(folder, "notes.db"),
			"these are notes, not a database, and long enough to be read as a page header".repeat(20),
		);
		const open = () => createSqliteRecords({ file: join(folder, "notes.db") });
		expect(open).toThrow(expect.objectContaining({ code: "storage_failed", message: expect.stringContaining("notes.db") }));
	});

	it("tells a row that does not hold what it should, instead of handing it on", async () => {
		const records = createSqliteRecords({ file });
		await records.projects.create(project("prj1"));
		peek((db) => db.exec(`UPDATE projects SET usage = '{"inputTokens":"many"}'`));
		await expect(records.projects.get("prj1")).rejects.toMatchObject({
			code: "storage_failed",
			message: expect.stringContaining("projects"),
		});
		await records.close();
	});

	it("says `storage_full` when it can't grow, keeps what it has, and works again with room", async () => {
		const records = createSqliteRecords({ file });
		await records.projects.create(project("prj1"));
		await records.close();
		// A limit of pages is how SQLite itself plays a full disk.
		const small = createSqliteRecords({
			file,
			maxPages: peek((db) => Number(db.prepare("PRAGMA page_count").get()?.page_count)),
		});
		let made = 0;
		const fill = async () => {
			for (; made < 100; made++) await small.projects.create(project(`big-${made}`, { name: "x".repeat(5000) }));
		};
		await expect(fill()).rejects.toMatchObject({ code: "storage_full" });
		expect((await small.projects.get("prj1"))?.name).toBe("Film prj1");
		expect(await small.projects.get(`big-${made}`)).toBeNull();
		await small.close();
		const roomy = createSqliteRecords({ file });
		await roomy.projects.create(project(`big-${made}`, { name: "x".repeat(5000) }));
		expect((await roomy.projects.get("prj1"))?.name).toBe("Film prj1");
		await roomy.close();
	});

	it("says so when it is used after it was closed", async () => {
		const records = createSqliteRecords({ file });
		await records.close();
		await records.close();
		await expect(records.projects.get("prj1")).rejects.toMatchObject({ code: "storage_failed" });
	});
});
