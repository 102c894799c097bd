import { z } from "zod";
import { fromCursor } from "../cursor.ts";
import type { Records } from "../records.ts";
import { decideReserve, decideSettle } from "../reservations.ts";
import { changeable, decideMove, fold, searchText, sumOf, toPage } from "../rules.ts";
import { projects } from "../tables.ts";
import type { SqliteContext, SqlValue } from "./rows.ts";

export function sqliteProjects({ db, now, rows }: SqliteContext): Records["projects"] {
	const { change, insert, many, one } = rows;
	return {
		async create(project) {
			insert(projects, project, { searchText: searchText(project) });
		},
		async get(id) {
			return one(projects, "id = ? AND deletingAt IS NULL", id);
		},
		async list({ userId, search, limit, cursor }) {
			const conditions = ["userId = ?", "deletingAt IS NULL"];
			const values: SqlValue[] = [userId];
			if (search) {
				conditions.push("instr(searchText, ?) > 0");
				values.push(fold(search));
			}
			if (cursor !== undefined) {
				conditions.push("(updatedAt, id) < (?, ?)");
				values.push(...fromCursor(cursor, z.tuple([z.string(), z.string()])));
			}
			const found = many(
				projects,
				`WHERE ${conditions.join(" AND ")} ORDER BY updatedAt DESC, id DESC LIMIT ?`,
				...values,
				limit + 1,
			);
			return toPage(found, limit, (project) => [project.updatedAt, project.id]);
		},
		async update(id, fields) {
			return db.transaction(() => {
				const project = change(projects, changeable(fields), "id = ? AND deletingAt IS NULL", id);
				if (project && (fields.name !== undefined || fields.description !== undefined)) {
					db.run("UPDATE projects SET searchText = ? WHERE id = ?", searchText(project), id);
				}
				return project;
			});
		},
		async moveHead(id, move) {
			return db.transaction(() => {
				const there = one(projects, "id = ? AND deletingAt IS NULL", id);
				if (!there) return { moved: false, head: null };
				const fields = decideMove(there, move, now());
				if (fields === null) return { moved: false, head: there.currentCommitSha };
				const project = change(projects, fields, "id = ?", id);
				return project ? { moved: true, project } : { moved: false, head: null };
			});
		},
		async addUsage(id, usage) {
			db.transaction(() => {
				const there = one(projects, "id = ?", id);
				if (!there) return;
				change(projects, { usage: sumOf(there.usage, usage) }, "id = ?", id);
			});
		},
		async reserve(id, request) {
			return db.transaction(() => {
				const there = one(projects, "id = ? AND deletingAt IS NULL", id);
				if (!there) return { kind: "no_project" };
				const { answer, change: fields } = decideReserve(there, request, now());
				change(projects, fields, "id = ?", id);
				return answer;
			});
		},
		async settle(id, reservationId, usage) {
			return db.transaction(() => {
				const there = one(projects, "id = ?", id);
				const fields = there && decideSettle(there, reservationId, usage);
				if (!fields) return false;
				change(projects, fields, "id = ?", id);
				return true;
			});
		},
		async beginDelete(id) {
			return db.run("UPDATE projects SET deletingAt = ? WHERE id = ? AND deletingAt IS NULL", now(), id) > 0;
		},
		async finishDelete(id) {
			// Messages and exports go with it: their rows refer to it.
			db.run("DELETE FROM projects WHERE id = ?", id);
		},
		async listDeleting() {
			return db.all("SELECT id FROM projects WHERE deletingAt IS NOT NULL ORDER BY id").map((row) => String(row.id));
		},
	};
}
