import { createHash } from "node:crypto";
import { fromRow, type Table, toRow, type Value } from "../table.ts";
import type { Fields } from "./values.ts";

/*
 * Where each record lies, and the fields that a document has besides those of its record: what lists are made by. They
 * follow from the record and are written with it.
 */

/** Ids that Firestore takes as they are; any other is named by its hash. */
const PLAIN = /^(?!__.*__$)(?!\.{1,2}$)[A-Za-z0-9._-]{1,200}$/;

function idOf(id: string): string {
	return PLAIN.test(id) ? id : `=${createHash("sha256").update(id).digest("hex")}`;
}

export const pathOf = {
	project: (id: string) => `projects/${idOf(id)}`,
	message: (projectId: string, id: string) => `projects/${idOf(projectId)}/messages/${idOf(id)}`,
	session: (id: string) => `sessions/${idOf(id)}`,
	/** The one session of a project that has not ended: the document can be made once only. */
	livingSession: (projectId: string) => `livingSessions/${idOf(projectId)}`,
	export: (id: string) => `exports/${idOf(id)}`,
	studio: (id: string) => `studios/${idOf(id)}`,
	check: () => "checks/last",
};

/** The record in a document. */
export function toRecord<T extends object>(table: Table<T>, fields: Fields): T {
	return fromRow(table, fields);
}

/** A new document: the record's fields, and those that follow from them. */
export function toFields<T extends object>(table: Table<T>, record: T, derived: Fields): Fields {
	const row: Record<string, Value> = toRow(table, record);
	return { ...row, ...derived };
}
