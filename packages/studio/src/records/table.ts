import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

/** A record as a store gives it: plain values by column. */
export type Row = Record<string, unknown>;

/** How records of one kind lie in their table: which fields there are, and which of them are JSON text. */
export interface Table<T extends object> {
	name: string;
	columns: readonly (keyof T & string)[];
	json: readonly (keyof T & string)[];
	schema: z.ZodType<T>;
}

/** A record from a row. What does not fit the schema is a damaged database, reported as such. */
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

/** A value as a store keeps it. */
export type Value = string | number | null;

/**
 * The most that one record may weigh, its texts and JSON in UTF-8. A message at its fullest (content of 100 kB, events of
 * 256 kB) fits well, and so does a document of Firestore, which ends at 1 MiB.
 */
export const MAX_RECORD_BYTES = 512 * 1024;

/**
 * Throws `internal` for a record that could not be read again and `too_large` for one that no store would keep: before it
 * is written, so that nothing is.
 */
export function checkWritten<T extends object>(table: Table<T>, record: T): void {
	const parsed = table.schema.safeParse(record);
	if (!parsed.success) throw new StoryDreamError("internal", `${table.name} can't hold this: ${z.prettifyError(parsed.error)}`);
	checkSize(table, toRow(table, record));
}

/** The record that a change makes of a row, checked like one that is written anew. */
export function changedFrom<T extends object>(table: Table<T>, row: Row): T {
	checkSize(table, row);
	try {
		return fromRow(table, row);
	} catch (cause) {
		throw new StoryDreamError("internal", `${table.name} can't hold this change.`, { cause });
	}
}

function checkSize<T extends object>(table: Table<T>, row: Row): void {
	let bytes = 0;
	for (const column of table.columns) {
		const value = row[column];
		bytes += typeof value === "string" ? Buffer.byteLength(value) : 8;
	}
	if (bytes <= MAX_RECORD_BYTES) return;
	throw new StoryDreamError(
		"too_large",
		`A record of ${table.name} would weigh ${Math.ceil(bytes / 1000)} kB; at most ${Math.floor(MAX_RECORD_BYTES / 1000)} kB fit.`,
	);
}

/** A whole record as its values by column. */
export function toRow<T extends object>(table: Table<T>, record: T): Record<string, Value> {
	return Object.fromEntries(table.columns.map((column) => [column, toValue(table, column, record[column])]));
}

/** The fields that a change names (undefined is not named) as values by column. Unknown fields are ignored. */
export function toChanges<T extends object>(table: Table<T>, change: Partial<NoInfer<T>>): Record<string, Value> {
	const named = table.columns.filter((column) => change[column] !== undefined);
	return Object.fromEntries(named.map((column) => [column, toValue(table, column, change[column])]));
}

function toValue<T extends object>(table: Table<T>, column: keyof T & string, value: unknown): Value {
	if (value === undefined) return null;
	if (table.json.includes(column)) return value === null && column !== "context" ? null : JSON.stringify(value);
	// Half of a surrogate pair is no text that can be kept: the sign for it is, in every store.
	if (typeof value === "string") return value.toWellFormed();
	// The sign of a zero means nothing, and not every store keeps it.
	if (typeof value === "number") return value === 0 ? 0 : value;
	if (value === null) return value;
	throw new StoryDreamError("internal", `${table.name}.${column} can't hold a ${typeof value}.`);
}
