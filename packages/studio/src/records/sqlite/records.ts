import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { fromCursor } from "../cursor.ts";
import type { MessageRecord, Records } from "../records.ts";
import { decideReserve, decideSettle } from "../reservations.ts";
import { changeable, decideMove, EXPORTS_LISTED, fold, noProject, searchText, sumOf, toPage, without } from "../rules.ts";
import { changedFrom, checkWritten, fromRow, type Table, toChanges, toRow } from "../table.ts";
import { films, messages, projects, sessions, studios } from "../tables.ts";
import { sqliteCopies } from "./copies.ts";
import { Database } from "./database.ts";

export interface SqliteRecordsOptions {
	/** Path of the database; made with its folder when it is not there. `:memory:` for a test. */
	file: string;
	/** Milliseconds since 1970; for tests. */
	now?: () => number;
	/** The most pages (4 KiB) the file may have; default: as many as the disk holds. */
	maxPages?: number;
}

const LIVING = "state NOT IN ('ended', 'failed')";
/** Takes two values; see `ownerNamed`. */
const OWNED = " AND (? = 0 OR ownerId = ?)";
const OPEN_EXPORT = "state NOT IN ('done', 'failed', 'cancelled')";

/** Values for `OWNED`: an owner that is not named may be anybody. */
const ownerNamed = (ownerId: string | undefined): (string | number)[] => (ownerId === undefined ? [0, ""] : [1, ownerId]);

/**
 * Records in one SQLite file. Calls are short and run on the caller's thread; a write is on the disk (synced) when its
 * promise resolves. Throws `storage_failed` with a sentence when the file is not a database, or a newer release's.
 */
export function createSqliteRecords(options: SqliteRecordsOptions): Records {
	const db = new Database(options.file, options.maxPages);
	const now = () => new Date((options.now ?? Date.now)()).toISOString();

	function insert<T extends object>(table: Table<T>, record: T, more: Record<string, string> = {}): void {
		checkWritten(table, record);
		const row = { ...toRow(table, record), ...more };
		const columns = Object.keys(row);
		db.run(
			`INSERT INTO ${table.name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
			...Object.values(row),
		);
	}

	function one<T extends object>(table: Table<T>, where: string, ...values: (string | number)[]): T | null {
		const row = db.get(`SELECT * FROM ${table.name} WHERE ${where}`, ...values);
		return row ? fromRow(table, row) : null;
	}

	function many<T extends object>(table: Table<T>, rest: string, ...values: (string | number)[]): T[] {
		return db.all(`SELECT * FROM ${table.name} ${rest}`, ...values).map((row) => fromRow(table, row));
	}

	/** One conditional UPDATE; the changed record, or null when the condition did not hold. */
	function change<T extends object>(
		table: Table<T>,
		fields: Partial<NoInfer<T>>,
		where: string,
		...values: (string | number)[]
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

	return {
		projects: {
			async create(project) {
				insert(projects, project, { searchText: searchText(project) });
			},
			async get(id) {
				return one(projects, "id = ? AND deletingAt IS NULL", id);
			},
			async list({ userId, search, limit, cursor }) {
				const conditions = ["userId = ?", "deletingAt IS NULL"];
				const values: (string | number)[] = [userId];
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
		},

		messages: {
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
		},

		sessions: {
			async create(session) {
				insert(sessions, session);
			},
			async get(id) {
				return one(sessions, "id = ?", id);
			},
			async findByProject(projectId) {
				return one(sessions, `projectId = ? AND ${LIVING}`, projectId);
			},
			async listLive() {
				return many(sessions, `WHERE ${LIVING} ORDER BY createdAt, id`);
			},
			async findByPreviewKey(previewKey) {
				return one(sessions, `previewKey = ? AND ${LIVING}`, previewKey);
			},
			async findByGatewayToken(gatewayToken) {
				return one(sessions, `gatewayToken = ? AND ${LIVING}`, gatewayToken);
			},
			async update(id, expected, fields) {
				return change(
					sessions,
					{ updatedAt: now(), ...without(fields, ["id"]) },
					`id = ? AND incarnation = ? AND state IN (SELECT value FROM json_each(?))${OWNED}`,
					id,
					expected.incarnation,
					JSON.stringify(expected.state),
					...ownerNamed(expected.ownerId),
				);
			},
			async claim(id, projectId, ownerId) {
				return change(
					sessions,
					{ projectId, updatedAt: now() },
					`id = ? AND projectId IS NULL AND state NOT IN ('ending', 'ended', 'failed')${OWNED}`,
					id,
					...ownerNamed(ownerId),
				);
			},
			async remove(id) {
				db.run("DELETE FROM sessions WHERE id = ?", id);
			},
		},

		exports: {
			async create(record) {
				db.transaction(() => {
					if (one(projects, "id = ? AND deletingAt IS NULL", record.projectId) === null) throw noProject();
					insert(films, record);
				});
			},
			async get(id) {
				return one(films, "id = ?", id);
			},
			async listByProject(projectId) {
				return many(films, "WHERE projectId = ? ORDER BY createdAt DESC, id DESC LIMIT ?", projectId, EXPORTS_LISTED);
			},
			async listOpen() {
				return many(films, `WHERE ${OPEN_EXPORT} ORDER BY createdAt, id`);
			},
			async update(id, fields) {
				return change(films, without(fields, ["id", "projectId"]), `id = ? AND ${OPEN_EXPORT}`, id);
			},
			async claim(id, fromOwnerId, toOwnerId) {
				return change(films, { ownerId: toOwnerId }, `id = ? AND ownerId = ? AND ${OPEN_EXPORT}`, id, fromOwnerId);
			},
			async remove(id) {
				db.run("DELETE FROM exports WHERE id = ?", id);
			},
		},

		studios: {
			async create(studio) {
				insert(studios, studio);
			},
			async list() {
				return many(studios, "ORDER BY startedAt, id");
			},
			async remove(id) {
				return db.run("DELETE FROM studios WHERE id = ?", id) > 0;
			},
		},

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
