import { StoryDreamError } from "@storydream/protocol";
import type { Records } from "../records.ts";
import { sqliteCopies } from "./copies.ts";
import { Database } from "./database.ts";
import { sqliteExports } from "./exports.ts";
import { sqliteMessages } from "./messages.ts";
import { sqliteProjects } from "./projects.ts";
import { createRows } from "./rows.ts";
import { sqliteSessions } from "./sessions.ts";
import { sqliteStudios } from "./studios.ts";

export interface SqliteRecordsOptions {
	/** Path of the database; made with its folder when it is not there. `:memory:` for a test. */
	file: string;
	/** Milliseconds since 1970; for tests. */
	now?: () => number;
	/** The most pages (4 KiB) the file may have; default: as many as the disk holds. */
	maxPages?: number;
}

/**
 * Records in one SQLite file. Calls are short and run on the caller's thread; a write is on the disk (synced) when its
 * promise resolves. Throws `storage_failed` with a sentence when the file is not a database, or a newer release's.
 */
export function createSqliteRecords(options: SqliteRecordsOptions): Records {
	const db = new Database(options.file, options.maxPages);
	const now = () => new Date((options.now ?? Date.now)()).toISOString();
	const context = { db, rows: createRows(db), now };

	return {
		projects: sqliteProjects(context),
		messages: sqliteMessages(context),
		sessions: sqliteSessions(context),
		exports: sqliteExports(context),
		studios: sqliteStudios(context),
		copies: sqliteCopies(db),

		async check() {
			const stamp = now();
			const read = db.transaction(() => {
				db.run(
					"INSERT INTO users (id, name, createdAt) VALUES ('~check', ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
					stamp,
					stamp,
				);
				const row = db.get("SELECT name FROM users WHERE id = '~check'");
				db.run("DELETE FROM users WHERE id = '~check'");
				return row?.name;
			});
			if (read !== stamp) throw new StoryDreamError("storage_failed", "The database does not keep what is written.");
		},
		async close() {
			db.close();
		},
	};
}
