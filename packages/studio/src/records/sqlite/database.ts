import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { StoryDreamError } from "@storydream/protocol";
import type { Row } from "../table.ts";
import { MIGRATIONS } from "./migrations.ts";

/** How long a write waits for another process that writes. */
const BUSY_MS = 5_000;
/** SQLite's own numbers of the errors we tell apart; the low byte of an extended code is the plain one. */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_IOERR_SHORT_WRITE = 778;
const SQLITE_CONSTRAINT_FOREIGNKEY = 787;
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
const SQLITE_CONSTRAINT_UNIQUE = 2067;

/**
 * One SQLite file: opened with a write-ahead log, synced at every commit, brought to this release's schema. Statements
 * are prepared once. Errors are StoryDreamErrors: `storage_full`, `conflict` (a unique field is taken),
 * `project_not_found` (a row names a project that is not there), else `storage_failed`.
 */
export class Database {
	readonly #file: string;
	readonly #connection: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();

	constructor(file: string, maxPages?: number) {
		this.#file = file;
		try {
			if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
			this.#connection = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
		} catch (error) {
			throw this.#asStorageError(error, "open");
		}
		try {
			this.#connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;");
			if (maxPages !== undefined) this.#connection.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
			this.#migrate();
		} catch (error) {
			this.#connection.close();
			throw this.#asStorageError(error, "open");
		}
	}

	/** The first row, or null. */
	get(sql: string, ...values: SQLInputValue[]): Row | null {
		return this.#guarded(() => this.#prepared(sql).get(...values) ?? null);
	}

	all(sql: string, ...values: SQLInputValue[]): Row[] {
		return this.#guarded(() => this.#prepared(sql).all(...values));
	}

	/** How many rows were changed. */
	run(sql: string, ...values: SQLInputValue[]): number {
		return this.#guarded(() => Number(this.#prepared(sql).run(...values).changes));
	}

	/** All or nothing; no other writer is let in between. Inside another one it is a part of that. */
	transaction<T>(work: () => T): T {
		if (this.#connection.isOpen && this.#connection.isTransaction) return work();
		return this.#guarded(() => {
			this.#connection.exec("BEGIN IMMEDIATE");
			try {
				const result = work();
				this.#connection.exec("COMMIT");
				return result;
			} catch (error) {
				// A full disk may have rolled it back already.
				if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
				throw error;
			}
		});
	}

	close(): void {
		if (this.#connection.isOpen) this.#connection.close();
		this.#statements.clear();
	}

	#prepared(sql: string): StatementSync {
		let statement = this.#statements.get(sql);
		if (!statement) {
			statement = this.#connection.prepare(sql);
			this.#statements.set(sql, statement);
		}
		return statement;
	}

	#migrate(): void {
		this.#connection.exec("BEGIN IMMEDIATE");
		try {
			this.#connection.exec("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT");
			const stored = Number(this.#connection.prepare("SELECT max(version) AS version FROM schema_version").get()?.version ?? 0);
			if (stored > MIGRATIONS.length) {
				throw new StoryDreamError(
					"storage_failed",
					`The database ${this.#file} was written by a newer release of StoryDream (schema ${stored}, this release knows ${MIGRATIONS.length}).`,
					{ hint: "Start the newer release, or set DATA_DIR to another folder." },
				);
			}
			for (const [index, step] of MIGRATIONS.entries()) {
				if (index < stored) continue;
				this.#connection.exec(step);
				this.#connection.prepare("INSERT INTO schema_version (version) VALUES (?)").run(index + 1);
			}
			this.#connection.exec("COMMIT");
		} catch (error) {
			if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
			throw error;
		}
	}

	#guarded<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			throw this.#asStorageError(error, "use");
		}
	}

	#asStorageError(error: unknown, doing: "open" | "use"): unknown {
		if (error instanceof StoryDreamError) return error;
		const code = typeof error === "object" && error !== null && "errcode" in error ? Number(error.errcode) : 0;
		if (code === SQLITE_CONSTRAINT_PRIMARYKEY || code === SQLITE_CONSTRAINT_UNIQUE) {
			return new StoryDreamError("conflict", "There is one already.", { cause: error });
		}
		if (code === SQLITE_CONSTRAINT_FOREIGNKEY) {
			return new StoryDreamError("project_not_found", "There is no such project.", { cause: error });
		}
		if ((code & 0xff) === SQLITE_FULL || code === SQLITE_IOERR_SHORT_WRITE) {
			return new StoryDreamError("storage_full", "The database can't grow: the disk is full.", { cause: error });
		}
		if ((code & 0xff) === SQLITE_BUSY) {
			return new StoryDreamError(
				"storage_failed",
				`Another program has kept the database ${this.#file} busy for ${BUSY_MS / 1000} s.`,
				{
					hint: "End the other program that uses this DATA_DIR, then try again.",
					cause: error,
				},
			);
		}
		const sentence =
			doing === "open" ? `The database ${this.#file} could not be opened.` : "The database did not do what was asked.";
		return new StoryDreamError("storage_failed", sentence, { cause: error });
	}
}
