import type { Records } from "../records.ts";
import { EXPORTS_LISTED, noProject, without } from "../rules.ts";
import { exportRecords, projects } from "../tables.ts";
import type { SqliteContext } from "./rows.ts";

const OPEN_EXPORT = "state NOT IN ('done', 'failed', 'cancelled')";

export function sqliteExports({ db, rows }: SqliteContext): Records["exports"] {
	const { change, insert, many, one } = rows;
	return {
		async create(record) {
			db.transaction(() => {
				if (one(projects, "id = ? AND deletingAt IS NULL", record.projectId) === null) throw noProject();
				insert(exportRecords, record);
			});
		},
		async get(id) {
			return one(exportRecords, "id = ?", id);
		},
		async listByProject(projectId) {
			return many(exportRecords, "WHERE projectId = ? ORDER BY createdAt DESC, id DESC LIMIT ?", projectId, EXPORTS_LISTED);
		},
		async listOpen() {
			return many(exportRecords, `WHERE ${OPEN_EXPORT} ORDER BY createdAt, id`);
		},
		async update(id, fields) {
			return change(exportRecords, without(fields, ["id", "projectId"]), `id = ? AND ${OPEN_EXPORT}`, id);
		},
		async claim(id, fromOwnerId, toOwnerId) {
			return change(exportRecords, { ownerId: toOwnerId }, `id = ? AND ownerId = ? AND ${OPEN_EXPORT}`, id, fromOwnerId);
		},
		async remove(id) {
			db.run("DELETE FROM exports WHERE id = ?", id);
		},
	};
}
