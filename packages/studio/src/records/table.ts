import type { SQLInputValue } from "node:sqlite";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import type { Row } from "./database.ts";

/** How records of one kind lie in their table: which fields there are, and which of them are JSON text. */
export interface Table<T extends object> {
	name: string;
	columns: readonly (keyof T & string)[];
	json: readonly (keyof T & string)[];
	schema: z.ZodType<T>;
}

/** A record from a row. What does not fit the schema is a damaged database, told as such. */
export function fromRow<T extends object>(table: Table<T>, row: Row): T {
	const record: Row = {};
	for (const column of table.columns) {
		const value = row[column];
		if (!table.json.includes(column)) record[column] = value;
		else if (typeof value === "string") record[column] = JSON.parse(value);
		// A field that may be absent is absent; one that may be null says so in its schema's default.
		else if (column !== "context") record[column] = null;
	}
	const parsed = table.schema.safeParse(record);
	if (parsed.success) return parsed.data;
	throw new StoryDreamError(
		"storage_failed",
		`A row of ${table.name} does not hold what it should: ${z.prettifyError(parsed.error)}`,
	);
}

/** Throws `internal` for a record that could not be read again: before it is written, so that nothing is. */
export function checkWritten<T extends object>(table: Table<T>, record: T): void {
	const parsed = table.schema.safeParse(record);
	if (!parsed.success) throw new StoryDreamError("internal", `${table.name} can't hold this: ${z.prettifyError(parsed.error)}`);
}

/** Column names of a record, for an INSERT, with their values in the same order. */
export function toRow<T extends object>(table: Table<T>, record: T): { columns: string[]; values: SQLInputValue[] } {
	return { columns: [...table.columns], values: table.columns.map((column) => toValue(table, column, record[column])) };
}

/** `a = ?, b = ?` of the fields a change names (undefined is not named), with their values. Unknown fields are ignored. */
export function toAssignments<T extends object>(table: Table<T>, change: Partial<T>): { sql: string; values: SQLInputValue[] } {
	const named = table.columns.filter((column) => change[column] !== undefined);
	return {
		sql: named.map((column) => `${column} = ?`).join(", "),
		values: named.map((column) => toValue(table, column, change[column])),
	};
}

function toValue<T extends object>(table: Table<T>, column: keyof T & string, value: unknown): SQLInputValue {
	if (value === undefined) return null;
	if (table.json.includes(column)) return value === null && column !== "context" ? null : JSON.stringify(value);
	if (value === null || typeof value === "string" || typeof value === "number") return value;
	throw new StoryDreamError("internal", `${table.name}.${column} can't hold a ${typeof value}.`);
}
