import { StoryDreamError } from "@storydream/protocol";
import { isSameCopy, type PartCopy, type RecordCopies, type RecordCopy } from "../copies.ts";
import { searchText } from "../rules.ts";
import { checkWritten, fromRow, type Row, type Table, toRow, type Value } from "../table.ts";
import { exportRecords, messages, projects } from "../tables.ts";
import type { Database } from "./database.ts";

const PAGE = 100;

/** See `RecordCopies`: of one SQLite file. */
export function sqliteCopies(db: Database): RecordCopies {
	/** Rows in the order of a field that no two of them share, a page at a time: others may write in between. */
	function* rows(sql: string, field: string, start: string | number, ...values: string[]): Generator<Row> {
		for (let after: string | number = start; ; ) {
			const page = db.all(`${sql} ORDER BY ${field} LIMIT ${PAGE}`, ...values, after);
			yield* page;
			const last = page.at(-1)?.[field];
			if (page.length < PAGE || (typeof last !== "string" && typeof last !== "number")) return;
			after = last;
		}
	}

	const toProject = (row: Row): RecordCopy => ({
		kind: "project",
		record: fromRow(projects, row),
		nextPosition: Number(row.nextPosition),
	});

	function stored(copy: RecordCopy): RecordCopy | null {
		if (copy.kind === "project") {
			const row = db.get("SELECT * FROM projects WHERE id = ?", copy.record.id);
			return row && toProject(row);
		}
		if (copy.kind === "message") {
			const row = db.get("SELECT * FROM messages WHERE projectId = ? AND id = ?", copy.record.projectId, copy.record.id);
			return row && { kind: "message", record: fromRow(messages, row) };
		}
		const row = db.get("SELECT * FROM exports WHERE id = ?", copy.record.id);
		return row && { kind: "export", record: fromRow(exportRecords, row) };
	}

	function insert<T extends object>(table: Table<T>, record: T, more: Record<string, Value> = {}): void {
		checkWritten(table, record);
		const row = { ...toRow(table, record), ...more };
		const columns = Object.keys(row);
		const places = columns.map(() => "?").join(", ");
		db.run(`INSERT INTO ${table.name} (${columns.join(", ")}) VALUES (${places})`, ...Object.values(row));
	}

	function putOne(copy: RecordCopy): number {
		const there = stored(copy);
		if (there !== null) {
			if (isSameCopy(there, copy)) return 0;
			throw new StoryDreamError("conflict", `Another ${copy.kind} has the id ${copy.record.id} already.`);
		}
		if (copy.kind === "message") insert(messages, copy.record);
		else if (copy.kind === "export") insert(exportRecords, copy.record);
		else insert(projects, copy.record, { searchText: searchText(copy.record), nextPosition: copy.nextPosition });
		return 1;
	}

	return {
		async *projectIds() {
			for (const row of rows("SELECT id FROM projects WHERE id > ?", "id", "")) yield String(row.id);
		},
		async project(id) {
			const row = db.get("SELECT * FROM projects WHERE id = ?", id);
			return row && { kind: "project", record: fromRow(projects, row), nextPosition: Number(row.nextPosition) };
		},
		async *parts(projectId): AsyncGenerator<PartCopy> {
			const ofProject = "WHERE projectId = ? AND";
			for (const row of rows(`SELECT * FROM messages ${ofProject} position > ?`, "position", -1, projectId))
				yield { kind: "message", record: fromRow(messages, row) };
			for (const row of rows(`SELECT * FROM exports ${ofProject} id > ?`, "id", "", projectId))
				yield { kind: "export", record: fromRow(exportRecords, row) };
		},
		async put(copies) {
			// What belongs to a project comes before it. Nothing else can happen until this is on again: nothing here waits.
			db.run("PRAGMA foreign_keys = OFF");
			try {
				return db.transaction(() => copies.reduce((written, copy) => written + putOne(copy), 0));
			} finally {
				db.run("PRAGMA foreign_keys = ON");
			}
		},
		async clear(projectId) {
			db.transaction(() => {
				db.run("DELETE FROM projects WHERE id = ?", projectId);
				db.run("DELETE FROM messages WHERE projectId = ?", projectId);
				db.run("DELETE FROM exports WHERE projectId = ?", projectId);
			});
		},
	};
}
