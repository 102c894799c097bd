import type { Records } from "../records.ts";
import { without } from "../rules.ts";
import { sessions } from "../tables.ts";
import type { SqliteContext, SqlValue } from "./rows.ts";

const LIVING = "state NOT IN ('ended', 'failed')";
/** Takes two values; see `ownerNamed`. */
const OWNED = " AND (? = 0 OR ownerId = ?)";

/** Values for `OWNED`: an owner that is not named may be anybody. */
const ownerNamed = (ownerId: string | undefined): SqlValue[] => (ownerId === undefined ? [0, ""] : [1, ownerId]);

export function sqliteSessions({ db, now, rows }: SqliteContext): Records["sessions"] {
	const { change, insert, many, one } = rows;
	return {
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
	};
}
