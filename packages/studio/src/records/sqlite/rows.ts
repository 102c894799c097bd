import { changedFrom, checkWritten, fromRow, type Table, toChanges, toRow } from "../table.ts";
import type { Database } from "./database.ts";

/** A value of a statement. */
export type SqlValue = string | number;

/** Reads and writes records of any table as rows. */
export interface Rows {
	/** @param more columns that no record shows, such as the text a search looks in */
	insert<T extends object>(table: Table<T>, record: T, more?: Record<string, string>): void;
	one<T extends object>(table: Table<T>, where: string, ...values: SqlValue[]): T | null;
	/** @param rest what follows the table's name: conditions, order, limit */
	many<T extends object>(table: Table<T>, rest: string, ...values: SqlValue[]): T[];
	/** One conditional UPDATE; the changed record, or null when the condition did not hold. */
	change<T extends object>(table: Table<T>, fields: Partial<NoInfer<T>>, where: string, ...values: SqlValue[]): T | null;
}

/** What the files of this folder share. */
export interface SqliteContext {
	db: Database;
	rows: Rows;
	/** The time now, ISO 8601. */
	now: () => string;
}

export function createRows(db: Database): Rows {
	function insert<T extends object>(table: Table<T>, record: T, more: Record<string, string> = {}): void {
		checkWritten(table, record);
		const row = { ...toRow(table, record), ...more };
		const columns = Object.keys(row);
		db.run(
			`INSERT INTO ${table.name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
			...Object.values(row),
		);
	}

	function one<T extends object>(table: Table<T>, where: string, ...values: SqlValue[]): T | null {
		const row = db.get(`SELECT * FROM ${table.name} WHERE ${where}`, ...values);
		return row ? fromRow(table, row) : null;
	}

	function many<T extends object>(table: Table<T>, rest: string, ...values: SqlValue[]): T[] {
		return db.all(`SELECT * FROM ${table.name} ${rest}`, ...values).map((row) => fromRow(table, row));
	}

	function change<T extends object>(
		table: Table<T>,
		fields: Partial<NoInfer<T>>,
		where: string,
		...values: SqlValue[]
	): T | null {
		const changes = toChanges(table, fields);
		const columns = Object.keys(changes);
		if (columns.length === 0) return one(table, where, ...values);
		const assignments = columns.map((column) => `${column} = ?`).join(", ");
		return db.transaction(() => {
			const row = db.get(
				`UPDATE ${table.name} SET ${assignments} WHERE ${where} RETURNING *`,
				...Object.values(changes),
				...values,
			);
			// A change that does not fit is taken back.
			return row ? changedFrom(table, row) : null;
		});
	}

	return { insert, one, many, change };
}
