import { z } from "zod";
import { fromCursor } from "../cursor.ts";
import type { MessageRecord, Records } from "../records.ts";
import { noProject, toPage, without } from "../rules.ts";
import { messages } from "../tables.ts";
import type { SqliteContext } from "./rows.ts";

export function sqliteMessages({ db, rows }: SqliteContext): Records["messages"] {
	const { change, insert, many, one } = rows;
	return {
		async add(message) {
			return db.transaction(() => {
				const stored = one(messages, "projectId = ? AND id = ?", message.projectId, message.id);
				if (stored) return { created: false, message: stored };
				const counter = db.get(
					"UPDATE projects SET nextPosition = nextPosition + 1 WHERE id = ? AND deletingAt IS NULL RETURNING nextPosition - 1 AS position",
					message.projectId,
				);
				if (!counter) throw noProject();
				const record: MessageRecord = { ...message, position: Number(counter.position) };
				insert(messages, record);
				return { created: true, message: record };
			});
		},
		async get(projectId, id) {
			return one(messages, "projectId = ? AND id = ?", projectId, id);
		},
		async list({ projectId, limit, cursor }) {
			const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : fromCursor(cursor, z.tuple([z.int()]))[0];
			const found = many(
				messages,
				"WHERE projectId = ? AND position < ? ORDER BY position DESC LIMIT ?",
				projectId,
				before,
				limit + 1,
			);
			return toPage(found, limit, (message) => [message.position]);
		},
		async listOpen(projectId) {
			return many(messages, "WHERE projectId = ? AND state IN ('queued', 'running') ORDER BY position", projectId);
		},
		async update(projectId, id, from, fields) {
			return change(
				messages,
				without(fields, ["id", "projectId", "position"]),
				"projectId = ? AND id = ? AND state IN (SELECT value FROM json_each(?))",
				projectId,
				id,
				JSON.stringify(from),
			);
		},
		async removeQueued(projectId, id) {
			return db.run("DELETE FROM messages WHERE projectId = ? AND id = ? AND state = 'queued'", projectId, id) > 0;
		},
		async listProjectsWithOpen() {
			return db
				.all(
					"SELECT DISTINCT projectId FROM messages JOIN projects ON projects.id = projectId WHERE state IN ('queued', 'running') AND deletingAt IS NULL ORDER BY projectId",
				)
				.map((row) => String(row.projectId));
		},
	};
}
